"""The BKAD of two or more villages, with short words for what people do to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from partnership_walk import NGEBEL, SEMPU, TODAY, Walk, actor_of

from portal.coordination.governance import queries, seats, service
from portal.coordination.governance.models import Body, DecisionRule, Seat
from portal.coordination.governance.queries import Structure
from portal.db import db, transactional
from portal.partnerships import service as partnerships
from portal.partnerships.models import Partnership, Party
from portal.partnerships.service import PartyChoice
from portal.permissions import Actor, OfficeKind

BODY = {
    "name": "BKAD Ngebel Makmur",
    "formed_by": "decree",
    "decree_number": "188/7/2026",
    "decree_on": date(2026, 11, 2),
}
SEAT = dict.fromkeys((*seats.SEAT_FIELDS, *seats.PERSONAL))
RULE = {
    "topic": "general",
    "method": "majority",
    "quorum": (3, 4),
    "fallback": "adjourn",
    "minutes_number": "2/MAD/2026",
    "minutes_on": date(2026, 11, 10),
    "in_force_from": date(2026, 11, 11),
}


@dataclass
class Bkad:
    """A body, the walk of its partnership, and the people who act."""

    walk: Walk
    body_id: int = 0

    @classmethod
    def formed(cls, *codes: str) -> Bkad:
        """The BKAD of a running talk between villages, put on record by the first."""
        found = cls(begun(*codes))
        found.body_id = service.form_body(found.head(), found.walk.id, "bkad", BODY).id
        return found

    @property
    def body(self) -> Body:
        found = queries.body_of(self.walk.id, self.body_id)
        assert found is not None
        return found

    @property
    def officer(self) -> Actor:
        """An officer of this BKAD."""
        return actor_of(OfficeKind.BKAD_OFFICER, partnership_id=self.walk.id)

    def head(self, code: str = NGEBEL) -> Actor:
        return self.walk.heads[code]

    def party(self, code: str) -> Party:
        return next(party for party in self.walk.partnership.parties if party.village_code == code)

    def seat(self, code: str = NGEBEL, **values: Any) -> Seat:
        """Fill a seat as the village's own head."""
        wanted = {**SEAT, "office": "member", "person_name": "Sri Wahyuni", **values}
        return seats.fill_seat(self.head(code), self.walk.id, self.body_id, None, wanted)

    def end(self, seat: Seat, actor: Actor, **values: Any) -> Seat:
        wanted = {"ended_on": date(2026, 11, 20), "reason": "pindah desa", **values}
        return seats.end_seat(actor, self.walk.id, self.body_id, seat.id, None, wanted)

    def adopt(self, actor: Actor | None = None, **values: Any) -> DecisionRule:
        return service.adopt_rule(actor or self.head(), self.walk.id, self.body_id, {**RULE, **values})

    def structure(self, today: date = date(2026, 11, 24)) -> Structure:
        partnership = db.session.get(Partnership, self.walk.id)
        assert partnership is not None
        return queries.structure_of(self.body, partnership, today)


def begun(*codes: str) -> Walk:
    """A partnership that the villages talk about: the offer is sent."""
    heads = {code: actor_of(OfficeKind.VILLAGE_HEAD, code) for code in codes or (NGEBEL, SEMPU)}
    first, *others = heads
    partners = tuple(PartyChoice(village_code=code) for code in others)
    kind = "bilateral" if len(heads) == 2 else "multilateral"
    partnership = partnerships.begin(heads[first], kind, "Saluran irigasi", "air", "air", partners)
    offered(partnership.id)
    return Walk(partnership, heads)


@transactional
def offered(partnership_id: int) -> None:
    """As if the offer had been sent: the others know of it."""
    from datetime import UTC, datetime

    partnership = db.session.get(Partnership, partnership_id)
    assert partnership is not None
    partnership.offered_at = datetime.fromisoformat(TODAY).replace(tzinfo=UTC)


@transactional
def set_party(party_id: int, **values: Any) -> None:
    """What the membership of a party would bring about: its role or state."""
    party = db.session.get(Party, party_id)
    for name, value in values.items():
        setattr(party, name, value)
