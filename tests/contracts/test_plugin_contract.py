"""`portal.testing.check_plugin` finds what is wrong with a plugin, and says all of it in sentences."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from portal import testing

pytestmark = pytest.mark.sqlite

CLUMSY = """
from flask import Blueprint
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired

from portal.sdk import Model, Panel, PartnershipType, PortalForm, Sector, State, Transition, WorkflowAddition
from portal.sdk import hookimpl, public

pages = Blueprint("pages", __name__)


class Stray(Model):
    __tablename__ = "liar_tabel"
    id: Mapped[int] = mapped_column(primary_key=True)


class Demanding(PortalForm):
    name = StringField("Nama", [InputRequired()])


class Forgetful(PortalForm):
    places = StringField("Tempat")

    def to_json(self):
        return {"places": self.places.data + "!"}


@hookimpl
def portal_sectors():
    return [Sector("rotan", _l("Rotan dan anyaman"), form=Demanding), Sector("madu", "Madu", form=Forgetful)]


@hookimpl
def portal_partnership_types(sectors):
    dead_end = WorkflowAddition((State("buntu", "Buntu"),), (Transition("ke_buntu", ("draft",), "buntu", "Ke buntu"),))
    return [
        PartnershipType("clumsy_sound", "Sehat", "", (2, 3)),
        PartnershipType("clumsy_dead", "Buntu", "", (2, 2), workflow=dead_end),
    ]


@hookimpl
def portal_panels(partnership, actor):
    return [
        Panel("satu", "Satu", "clumsy/open.html", lambda p, a: {}, public=True),
        Panel("dua", "Dua", "clumsy/missing.html", lambda p, a: {}),
    ]


@pages.get("/rusak")
@public
def broken():
    raise RuntimeError("tangki bocor")


@hookimpl
def portal_blueprints():
    return [pages]
"""
TEMPLATES = {
    "clumsy/open.html": "<ul><li>satu</ul>",
    "clumsy/unsafe.html": "{{ x | safe }}",
    "clumsy/syntax.html": "{% if %}",
    "clumsy/style.html": '<p style="color:red">{{ _("Belum diterjemahkan") }}</p>',
    "base.html": "dibajak",
}
ENGLISH = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Lain"\nmsgstr "Other"\n'
TOLD = (
    "jenis 'clumsy_dead' tidak sah: keadaan 'buntu' jalan buntu",
    "templat base.html harus di dalam folder templates/clumsy/",
    "templat clumsy/unsafe.html: '| safe' tidak boleh",
    "templat clumsy/syntax.html: ",
    "templat clumsy/style.html memuat 'style='",
    "tabel liar_tabel harus diawali 'clumsy_'",
    "ada tabel, tetapi tidak ada folder migrations/versions",
    "formulir rotan: isian kosong harus diterima dulu, tetapi ditolak: name",
    "formulir madu: places disimpan sebagai 'contoh!', tetapi dibaca sebagai 'contoh!!'",
    "terjemahan 'en' tidak memuat 'Rotan dan anyaman'",
    "terjemahan 'en' tidak memuat 'Belum diterjemahkan'",
    "halaman /p/clumsy/rusak menjawab 500 untuk pengunjung",
    "untuk pengunjung: panel satu: MarkupFault: </ul> di baris 1, padahal yang terbuka <li>",
    "untuk pihaknya: panel dua: TemplateNotFound: clumsy/missing.html",
)


@pytest.fixture
def clumsy(tmp_path: Path) -> Iterator[ModuleType]:
    """A plugin with everything wrong that can be wrong without its being switched off."""
    from portal.db import db

    folder = tmp_path / "src" / "clumsy"
    for name, text in TEMPLATES.items():
        path = folder / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / "__init__.py").write_text(CLUMSY)
    words = folder / "translations" / "en" / "LC_MESSAGES" / "messages.po"
    words.parent.mkdir(parents=True)
    words.write_text(ENGLISH)
    with words.open("rb") as source, words.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, read_po(source, locale="en"))
    sys.path.insert(0, str(folder.parent))
    importlib.invalidate_caches()
    module = importlib.import_module("clumsy")
    yield module
    sys.path.remove(str(folder.parent))
    del sys.modules["clumsy"]
    db.metadata.remove(module.Stray.__table__)
    module.Stray.registry._dispose_cls(module.Stray)
    shutil.rmtree(folder)


def test_everything_that_is_wrong_is_said_at_once(clumsy: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(AssertionError) as failed:
        testing.check_plugin(clumsy, tmp_path / "portal")
    said = str(failed.value)
    assert [told for told in TOLD if told not in said] == [], said
    assert said.startswith("plugin clumsy:")


def test_a_plugin_that_is_not_installed_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="tidak ada plugin 'tidak_ada' yang terpasang"):
        testing.check_plugin("tidak_ada", tmp_path)


@pytest.mark.parametrize("name", ("bilateral", "multilateral", "sector"))
def test_the_portals_own_plugins_keep_it(name: str, tmp_path: Path) -> None:
    testing.check_plugin(name, tmp_path)
