"""The verb of the district's sheet: write it, or correct it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from ... import clock
from ...db import db, transactional
from ...errors import Invalid, NotAllowed
from ...partnerships.models import Partnership
from ...partnerships.service import partnership_for
from ...permissions import Action, Actor
from ..access import note
from . import rules
from .models import DistrictSheet


@transactional
def write_sheet(
    person: Actor, partnership_id: int, year: int, version: int | None, values: Mapping[str, Any]
) -> DistrictSheet:
    """Put the district's evaluation of a year on record; written again it is corrected, and the history keeps both.

    `values` holds `marks` and `notes` by the codes of `rules.ASPECTS`, beside number, day, conclusion and advice.
    """
    partnership = partnership_for(person, partnership_id, Action.PARTNERSHIP_OVERSEE)
    district = district_of(person, partnership)
    fault = rules.year_fault(year, clock.today())
    if fault:
        raise NotAllowed(str(fault))
    marks = {code: values["marks"].get(code, "") for code in rules.ASPECTS}
    lacking = [code for code, mark in marks.items() if mark not in rules.MARKS]
    if lacking:
        raise Invalid({f"{code}_mark": _("Pilih salah satu.") for code in lacking})
    found = sheet_of(partnership.id, year, district)
    kind = "district_evaluation_corrected" if found else "district_evaluated"
    before = {"conclusion": found.conclusion} if found else {}
    if found is None:
        found = DistrictSheet(partnership_id=partnership.id, district_code=district, year=year)
        db.session.add(found)
    else:
        found.expect(version)
    found.marks, found.notes = marks, {code: values["notes"].get(code, "").strip() for code in rules.ASPECTS}
    found.number, found.held_on = (values.get("number") or "").strip(), values["held_on"]
    found.conclusion, found.advice = values["conclusion"], (values.get("advice") or "").strip()
    found.office, found.written_at = person.office.label if person.office else "", clock.now()
    db.session.flush()
    after = {"evaluated_year": year, "evaluated_in": district, "conclusion": found.conclusion}
    note(person, partnership, kind, before=before, after=after)
    return found


def district_of(person: Actor, partnership: Partnership) -> str:
    """The district of the person's office that has a village in this partnership."""
    scopes = person.office.scope_codes if person.office else ()
    codes = partnership.village_codes
    found = next((scope for scope in scopes if any(code.startswith(f"{scope}.") for code in codes)), None)
    if found is None:
        raise NotAllowed(_("Kerja sama ini tidak memuat desa dari wilayah Anda."))
    return found


def sheet_of(partnership_id: int, year: int, district: str) -> DistrictSheet | None:
    """The sheet of a district for a year."""
    query = select(DistrictSheet).where(
        DistrictSheet.partnership_id == partnership_id,
        DistrictSheet.year == year,
        DistrictSheet.district_code == district,
    )
    return db.session.scalars(query).one_or_none()
