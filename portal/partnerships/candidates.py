"""Finds the partner a person wrote: a village or an organisation, or several to choose from."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from ..db import db
from ..errors import Invalid
from ..villages import search
from ..villages.models import Organisation
from ..villages.rules import is_party_village, parse_code
from ..villages.search import Match
from ..web.form_fields import options
from . import rules
from .forms import BeginForm, RunningForm
from .service import PartyChoice

MOST = 8
CERTAIN = frozenset({Match.CODE, Match.EXACT, Match.WORDS, Match.PLACE})  # not by likeness, not a part of a name


def choose(form: BeginForm | RunningForm, own: PartyChoice | None) -> PartyChoice:
    """The partner that was written or chosen; `Invalid` with choices put into the form when it is not clear.

    A village is taken at its word when one alone answers to it by code or whole names; what
    was found by likeness is shown first. Villages near the person's own come first.
    """
    written = form.values()["partner"].strip()
    chosen = form.chosen.data if form.offered_for.data == written else ""  # typed anew: chosen for something else
    exact = _from_value(chosen or "") or _from_value(written)
    if exact is not None:
        return exact
    villages, organisations = villages_named(written, own), organisations_named(written)
    if len(villages) == 1 and not organisations and villages[0].match in CERTAIN:
        return PartyChoice(village_code=villages[0].place.code)
    if not villages and not organisations:
        raise Invalid({"partner": _not_found(written, own)})
    found = [*organisations, *((f"desa:{hit.place.code}", hit.place.full) for hit in villages)]
    form.chosen.choices = options(found[:MOST])
    form.offered_for.data = written
    form.chosen.flags.required = True
    raise Invalid({"chosen": _("Pilih yang dimaksud. Belum ada di sini? Tambahkan nama kecamatannya di atas.")})


def villages_named(written: str, own: PartyChoice | None) -> list[search.Hit]:
    """The villages that a text may mean, the person's own left out, the nearest to it first."""
    hits = [hit for hit in search.find(written).hits if hit.place.code != (own and own.village_code)]
    villages = [hit for hit in hits if is_party_village(hit.place.code) and hit.place.valid]
    return sorted(villages, key=lambda hit: distance(hit.place.code, own))


def _not_found(written: str, own: PartyChoice | None) -> str:
    """Why nothing can be chosen: the person's own village, a kelurahan, or nothing of that name."""
    if own and own.village_code and parse_code(written) == own.village_code:
        return _("Ini desa Anda sendiri. Desa yang sama tidak dapat menjadi mitranya.")
    if search.find(written).hits:
        return _("Kelurahan bukan pihak kerja sama desa. Pilih desa atau desa adat.")
    return _("Tidak ditemukan. Periksa ejaannya, atau tulis nama desa dan kecamatannya.")


def distance(code: str, own: PartyChoice | None) -> int:
    """0 in the same kecamatan, 1 in the same kabupaten, and so on."""
    levels = ("district", "regency", "province", "country")
    return levels.index(rules.geography((code, own.village_code))) if own and own.village_code else 0


def organisations_named(text: str) -> list[tuple[str, Any]]:
    """The living organisations with a text in their name, as values and labels."""
    query = (
        select(Organisation)
        .where(Organisation.name.icontains(text, autoescape=True), Organisation.archived_at.is_(None))
        .order_by(Organisation.name)
        .limit(MOST)
    )
    return [(f"lembaga:{item.id}", item.name) for item in db.session.scalars(query)]


def _from_value(value: str) -> PartyChoice | None:
    kind, _colon, rest = value.partition(":")
    if kind == "desa" and rest:
        return PartyChoice(village_code=rest[:13])
    if kind == "lembaga" and rest.isascii() and rest.isdigit() and len(rest) < 10:
        return PartyChoice(organisation_id=int(rest))
    return None
