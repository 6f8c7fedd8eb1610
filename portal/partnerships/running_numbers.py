"""The numbers that the parties gave to the text of a partnership entered from its papers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from .. import clock
from ..db import db
from ..permissions import Actor
from .models import GateRecord, Partnership

Numbers = Mapping[int, tuple[str, int]]


def write(actor: Actor, partnership: Partnership, numbers: Numbers, signed_on: date) -> None:
    """Put each party's (number, year) on record as its signature; inside the caller's transaction."""
    own = partnership.party_of(actor.office)
    standing = {record.party_id: record for record in partnership.records if record.gate == "signature"}
    for party_id, (number, year) in numbers.items():
        values = {"number": number, "year": year, "held_on": signed_on.isoformat()}
        record = standing.get(party_id)
        if record is None:
            record = GateRecord(partnership=partnership, party_id=party_id, gate="signature", cycle=1, locked=True)
            db.session.add(record)
        record.values = {**(record.values or {}), **values}
        record.recorded_at = clock.now()
        record.recorded_by_office = actor.office.label if actor.office else ""
        record.recorded_by_party_id = own.id if own else None


def known(partnership: Partnership) -> dict[int, str]:
    """The number on record for each party."""
    return {
        record.party_id: str(record.values.get("number") or "")
        for record in partnership.records
        if record.gate == "signature" and record.party_id
    }
