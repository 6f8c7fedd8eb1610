"""Finds the partner a person wrote: a village or an organisation, or several to choose from."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from ..db import db
from ..errors import Invalid
from ..permissions import Actor
from ..villages import search
from ..villages.models import Organisation
from ..web.form_fields import options
from . import rules
from .agreement_rules import duration_faults
from .forms import BeginForm, RunningForm
from .service import PartyChoice, RunningPartnership, own_party

MOST = 8


def choose(form: BeginForm | RunningForm) -> PartyChoice:
    """The partner that was written or chosen; `Invalid` with choices put into the form when it is not clear."""
    written = form.values()["partner"].strip()
    exact = _from_value(form.chosen.data or "") or _from_value(written)
    if exact is not None:
        return exact
    found = _candidates(written)
    if len(found) == 1 and (only := _from_value(found[0][0])):
        return only
    form.chosen.choices = options(found)
    if not found:
        raise Invalid({"partner": _("Tidak ditemukan. Periksa ejaannya, atau tulis nama desa dan kecamatannya.")})
    raise Invalid({"chosen": _("Ada beberapa yang cocok. Pilih salah satu.")})


def running(actor: Actor, form: RunningForm) -> RunningPartnership:
    """The values of a partnership that runs already, as its form was filled."""
    values = form.values()
    faults = duration_faults(values["start_date"], values["end_date"])
    if values["start_date"] < values["signed_on"]:
        faults["start_date"] = _("Mulai berlaku tidak boleh sebelum ditandatangani.")
    if faults:
        raise Invalid({name: str(sentence) for name, sentence in faults.items()})
    partner, own = choose(form), own_party(actor)
    return RunningPartnership(
        parties=(own, partner) if own else (partner,),
        numbers=_numbers(own, partner, values),
        fields=tuple(values["fields"]),
        **{
            name: values[name]
            for name in ("title", "type_code", "sector", "scope", "signed_on", "start_date", "end_date", "executor")
        },
    )


def _numbers(own: PartyChoice | None, partner: PartyChoice, values: dict[str, Any]) -> dict[str, tuple[str, int]]:
    """The number that each village gave to the text."""
    year = values["signed_on"].year
    given = ((own, values["own_number"]), (partner, values["partner_number"]))
    return {party.village_code: (number, year) for party, number in given if party and party.village_code and number}


def _candidates(text: str) -> list[tuple[str, Any]]:
    villages = [
        (f"desa:{hit.place.code}", hit.place.full)
        for hit in search.find(text).hits
        if not rules.is_ward(hit.place.code)
    ]
    query = (
        select(Organisation)
        .where(Organisation.name.icontains(text.strip(), autoescape=True), Organisation.archived_at.is_(None))
        .order_by(Organisation.name)
        .limit(MOST)
    )
    organisations = [(f"lembaga:{item.id}", item.name) for item in db.session.scalars(query)]
    return [*organisations, *villages][:MOST]


def _from_value(value: str) -> PartyChoice | None:
    kind, _colon, rest = value.partition(":")
    if kind == "desa" and rest:
        return PartyChoice(village_code=rest[:13])
    if kind == "lembaga" and rest.isascii() and rest.isdigit() and len(rest) < 10:
        return PartyChoice(organisation_id=int(rest))
    return None
