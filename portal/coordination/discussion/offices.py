"""Which offices can be called in a conversation: those of the parties, and the officers of the partnership's body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from ...accounts.models import Office
from ...db import db
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...permissions import OfficeKind
from . import rules

KINDS = tuple(rules.SHORT)
MOST_OFFERED = 40  # boxes of a form; the others are called by typing


@dataclass(frozen=True)
class Addressee:
    """An office that can be called, and the short name that calls it."""

    id: int
    label: str
    kind: str
    place: str

    @property
    def short(self) -> str:
        """How it is typed: `kades.ngebel`."""
        name = rules.SHORT[self.kind][0] if self.kind in rules.SHORT else ""
        return f"{name}.{self.place}" if self.place else name


def offices_of(partnership: Partnership) -> list[Addressee]:
    """The offices of a partnership that can be called, heads first; three statements."""
    villages = {party.village_code: party.id for party in partnership.bound if party.village_code}
    organisations = [party.organisation_id for party in partnership.bound if party.organisation_id]
    names = party_names(partnership.bound)
    query = select(Office.id, Office.label, Office.kind, Office.scope_codes).where(
        or_(
            and_(Office.scope_codes.in_(list(villages)), Office.kind.in_(KINDS)),
            and_(Office.organisation_id.in_(organisations), Office.kind == OfficeKind.THIRD_PARTY),
            Office.partnership_id == partnership.id,
        )
    )
    found = [
        Addressee(number, label, kind, rules.squeezed(names[villages[code]]) if code in villages else "")
        for number, label, kind, code in db.session.execute(query)
    ]
    order = (*KINDS, OfficeKind.THIRD_PARTY)
    return sorted(found, key=lambda office: (order.index(OfficeKind(office.kind)), office.label, office.id))


def called(offices: Iterable[Addressee], text: str, chosen: Iterable[int]) -> list[Addressee]:
    """The offices that a post calls: chosen from the list, or typed."""
    calls, wanted = rules.calls_in(text), set(chosen)
    found = [office for office in offices if office.id in wanted or rules.is_called(office.kind, office.place, calls)]
    return found[: rules.MOST_MENTIONED]
