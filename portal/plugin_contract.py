"""What every plugin must do, as a plugin's own test asks it: see `portal.testing.check_plugin`."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from jinja2 import TemplateError
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, DateField, DecimalField, Field, IntegerField, SelectField, StringField
from wtforms.validators import NumberRange

from . import migrate, plugin_words
from .contracts import PartnershipType, Sector
from .db import Base, db, transactional
from .partnerships import service
from .partnerships.models import Partnership
from .partnerships.service import PartyChoice
from .permissions import Actor
from .plugin import Plugin
from .web import PortalForm

KEYWORDS = {"_": None, "_l": None, "say": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
_PANEL = re.compile(r'<section[^>]* id="panel-([a-z0-9_-]+)"')
UNSAFE = re.compile(r"<script|<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)


@dataclass(frozen=True)
class Stage:
    """What the checks act on: a portal with the plugin, who acts, and the villages there are."""

    app: Flask
    plugin: Plugin
    actor: Actor
    insider: FlaskClient
    visitor: FlaskClient
    villages: tuple[str, ...]


def faults_of(stage: Stage) -> Iterator[str]:
    """Everything that is wrong with a plugin, each in a sentence. Nothing else is asked of one that is switched off."""
    yield from stage.plugin.faults
    if stage.plugin.fault:
        return
    yield from _template_faults(stage)
    yield from _table_faults(stage)
    with stage.app.test_request_context():
        yield from _label_faults(stage.plugin)
        yield from _form_faults(stage.plugin)
    yield from _word_faults(stage.plugin)
    yield from _page_faults(stage)
    yield from _partnership_faults(stage)


def faults_without(stage: Stage, without: Flask) -> Iterator[str]:
    """What is no longer readable once the plugin is taken away; `without` is the portal on the same data."""
    with without.app_context():
        numbers = list(db.session.scalars(db.select(Partnership.id)))
    for address in ("/", "/kemitraan", f"/desa/{stage.villages[0]}", *(f"/kemitraan/{number}" for number in numbers)):
        answer = without.test_client().get(address)
        if answer.status_code != 200:
            yield f"tanpa plugin ini {address} menjawab {answer.status_code}"


def _template_faults(stage: Stage) -> Iterator[str]:
    folder, name = stage.plugin.folder("templates"), stage.plugin.name
    for path in sorted(folder.rglob("*.*")) if folder else ():
        template = path.relative_to(folder).as_posix() if folder else ""
        if not template.startswith(f"{name}/"):
            yield f"templat {template} harus di dalam folder templates/{name}/"
            continue
        if found := UNSAFE.search(path.read_text(encoding="utf-8")):
            yield f"templat {template} memuat {found[0].strip()!r}"
        try:
            stage.app.jinja_env.get_template(template)
        except TemplateError as error:
            yield f"templat {template}: {error}"


def _table_faults(stage: Stage) -> Iterator[str]:
    package = stage.plugin.package or getattr(stage.plugin.module, "__name__", "")
    tables = [
        str(getattr(mapper.local_table, "name", ""))
        for mapper in Base.registry.mappers
        if package and (mapper.class_.__module__ + ".").startswith(f"{package}.")
    ]
    yield from (f"tabel {table} harus diawali '{stage.plugin.name}_'" for table in tables if not _is_own(stage, table))
    history = next((item for item in migrate.histories() if item.name == stage.plugin.name), None)
    if not tables:
        return
    if history is None:
        yield "ada tabel, tetapi tidak ada folder migrations/versions"
        return
    with stage.app.app_context():
        url = stage.app.extensions["portal.settings"].database_url
        db.session.remove()
        migrated = f"{url}.migrasi" if url.startswith("sqlite") else ""
    if migrated:
        migrate.upgrade(
            migrated, chosen=[item for item in migrate.histories() if item.name in (migrate.CORE, history.name)]
        )
        for difference in migrate.check_same_as_models(migrated, history.name):
            yield f"migrasi dan model berbeda: {difference}"


def _is_own(stage: Stage, table: str) -> bool:
    return table.startswith(f"{stage.plugin.name}_")


def _label_faults(plugin: Plugin) -> Iterator[str]:
    brought: list[PartnershipType | Sector] = [*plugin.types, *plugin.sectors]
    for thing in brought:
        yield from (f"{where} tidak bernama" for where in _unnamed(thing, thing.code))


def _unnamed(thing: Any, where: str) -> Iterator[str]:
    """The things in a value whose label is empty, by the way to them."""
    for field in dataclasses.fields(thing):
        value = getattr(thing, field.name)
        if field.name == "label" and not str(value).strip():
            yield where
        for number, inner in enumerate(value if isinstance(value, tuple) else (value,)):
            if dataclasses.is_dataclass(inner) and not isinstance(inner, type):
                yield from _unnamed(inner, f"{where}.{field.name}[{number}]")


def _form_faults(plugin: Plugin) -> Iterator[str]:
    own = [(kind.code, kind.form, True) for kind in plugin.types if kind.form is not None]
    own += [(sector.code, sector.form, True) for sector in plugin.sectors if sector.form is not None]
    own += [(gate.code, gate.form, False) for kind in plugin.types for gate in kind.gates]
    for owner, form, may_be_empty in own:
        try:
            empty = form(formdata=MultiDict())
            if not empty.validate() and may_be_empty:
                yield f"formulir {owner}: isian kosong harus diterima dulu, tetapi ditolak: {', '.join(empty.errors)}"
            yield from _round_trip_faults(owner, form)
        except Exception as error:
            yield f"formulir {owner} gagal: {type(error).__name__}: {error}"


def _round_trip_faults(owner: str, form: type[PortalForm]) -> Iterator[str]:
    filled = form.from_json({})
    for field in filled:
        field.data = _sample(field)
    kept = json.loads(json.dumps(filled.to_json()))
    again = form.from_json(kept).to_json()
    for name, value in kept.items():
        if again.get(name) != value:
            yield f"formulir {owner}: {name} disimpan sebagai {value!r}, tetapi dibaca sebagai {again.get(name)!r}"


def _sample(field: Field) -> Any:
    """Something that fits a field, to be kept and read again."""
    least = next((rule.min for rule in field.validators if isinstance(rule, NumberRange) and rule.min is not None), 1)
    if isinstance(field, SelectField):
        values = [value for value, *_rest in field.iter_choices() if value not in ("", None)]
        return (values[:1] if isinstance(field.data, list) else values[0]) if values else None
    if isinstance(field, BooleanField):
        return True
    if isinstance(field, IntegerField):
        return int(least)
    if isinstance(field, DecimalField):
        return Decimal(str(least)) + Decimal("0.5")
    if isinstance(field, DateField):
        return date(2026, 1, 15)
    return "contoh" if isinstance(field, StringField) else field.data


def _word_faults(plugin: Plugin) -> Iterator[str]:
    for language, message in plugin_words.unsaid(plugin, _messages_of(plugin)):
        yield f"terjemahan '{language}' tidak memuat '{message}'"


def _messages_of(plugin: Plugin) -> Iterator[str]:
    """Every sentence in a plugin's package, as the tools of catalogues find them."""
    from babel.messages.extract import extract

    folder = Path(next(iter(plugin.module.__path__))) if plugin.package else Path()
    for path in sorted(folder.rglob("*")) if plugin.package else ():
        method = {".py": "python", ".html": "jinja2"}.get(path.suffix)
        if method is None or "migrations" in path.parts:
            continue
        source = BytesIO(path.read_bytes())
        options = {"trimmed": "true"} if method == "jinja2" else {}
        for _line, message, _comments, _context in extract(method, source, KEYWORDS, (), options):
            yield message[0] if isinstance(message, tuple) else message


def _page_faults(stage: Stage) -> Iterator[str]:
    """Every page of the plugin that needs no number opens for somebody signed in and for a visitor."""
    for rule in stage.app.url_map.iter_rules():
        if not rule.rule.startswith(f"/p/{stage.plugin.name}/") or rule.arguments or "GET" not in (rule.methods or ()):
            continue
        for who, browser in (("orang desa", stage.insider), ("pengunjung", stage.visitor)):
            status = browser.get(rule.rule).status_code
            if status >= 500:
                yield f"halaman {rule.rule} menjawab {status} untuk {who}; sebabnya ada di catatan uji"


def _partnership_faults(stage: Stage) -> Iterator[str]:
    """A partnership of every type (or of every sector) is begun, and its page shown to insiders and visitors."""
    registry = stage.app.extensions["portal.registry"]
    types = [kind for kind in stage.plugin.types if kind.usable] or registry.usable_types[:1]
    sectors = [sector.code for sector in stage.plugin.sectors] or list(registry.sectors)[:1] or [""]
    for kind in types:
        partners = tuple(PartyChoice(village_code=code) for code in stage.villages[1 : max(kind.parties[0], 2)])
        for sector in sectors:
            with stage.app.test_request_context():
                number = service.begin(stage.actor, kind.code, "Uji", "Uji", sector, partners).id
                _make_public(number)
            yield from _shown_faults(stage, f"/kemitraan/{number}", f"kemitraan {kind.code}, sektor {sector}")


def _shown_faults(stage: Stage, address: str, what: str) -> Iterator[str]:
    """The page itself, then each of its panels alone: a plugin keeps the last trouble only."""
    panels = [f"{address}/panel/{key}" for key in _PANEL.findall(stage.insider.get(address).text)]
    people = (("pihaknya", stage.insider), ("pengunjung", stage.visitor))
    asked = [(page, who, browser) for page in (address, *panels) for who, browser in people]
    for page, who, browser in [*asked, (f"{address}/rincian", *people[0]), (f"{address}/sektor", *people[0])]:
        stage.plugin.trouble = ""
        status = browser.get(page).status_code
        if status >= 500:
            yield f"{page} ({what}) menjawab {status} untuk {who}"
        if stage.plugin.trouble:
            yield f"{page} ({what}) untuk {who}: {stage.plugin.trouble}"


@transactional
def _make_public(number: int) -> None:
    partnership = db.session.get(Partnership, number)
    assert partnership is not None
    partnership.is_public = True
