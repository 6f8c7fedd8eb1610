"""The offices that a matter concerns: those of the parties, those a rung calls in, those that can be invited."""

from __future__ import annotations

from sqlalchemy import and_, false, or_, select

from ...accounts.models import Office
from ...db import db
from ...partnerships.models import Partnership
from ...permissions import VILLAGE_OFFICES, OfficeKind
from . import rules
from .models import Matter

KINDS = (OfficeKind.FACILITATOR, OfficeKind.DISTRICT_OFFICER)  # that can be invited to help the parties talk
MOST = 30


def can_be_invited(partnership: Partnership) -> list[Office]:
    """The pendamping and camat in whose area one of the villages lies, a few; one statement."""
    return _around(partnership, KINDS)


def invited(partnership: Partnership, office_id: int) -> Office | None:
    """An office that can be invited, by its number."""
    found = db.session.get(Office, office_id)
    if found is None or found.kind not in KINDS:
        return None
    codes = [party.village_code for party in partnership.bound if party.village_code]
    return found if any(found.held.covers(code) for code in codes) else None


def reading(partnership: Partnership, matter: Matter) -> list[int]:
    """The numbers of the offices that read a matter: only these are told of what happens in it."""
    found = _of_parties(partnership)
    for kind in matter.reached.split():
        found += called(partnership, OfficeKind(kind))
    if matter.mediator_id and matter.confidentiality != rules.PARTIES:
        found.append(matter.mediator_id)
    return list(dict.fromkeys(found))


def hearing(partnership: Partnership, matter: Matter) -> list[int]:
    """The numbers of the offices that also read what the parties say to each other; `reading.sees_talks` in numbers."""
    if matter.confidentiality != rules.PARTIES:
        return reading(partnership, matter)
    bkad = called(partnership, OfficeKind.BKAD_OFFICER) if OfficeKind.BKAD_OFFICER in matter.reached.split() else []
    return [*_of_parties(partnership), *bkad]


def _of_parties(partnership: Partnership) -> list[int]:
    codes = [party.village_code for party in partnership.bound if party.village_code]
    organisations = [party.organisation_id for party in partnership.bound if party.organisation_id]
    parties = or_(
        and_(Office.kind.in_(VILLAGE_OFFICES), Office.scope_codes.in_(codes)) if codes else false(),
        and_(Office.kind == OfficeKind.THIRD_PARTY, Office.organisation_id.in_(organisations)),
    )
    return list(db.session.scalars(select(Office.id).where(parties).order_by(Office.id)))


def called(partnership: Partnership, kind: OfficeKind) -> list[int]:
    """The numbers of the offices of a kind that a rung of the ladder concerns."""
    if kind == OfficeKind.BKAD_OFFICER:
        own = select(Office.id).where(Office.kind == kind, Office.partnership_id == partnership.id)
        return list(db.session.scalars(own.limit(MOST)))
    return [office.id for office in _around(partnership, (kind,))]


def _around(partnership: Partnership, kinds: tuple[OfficeKind, ...]) -> list[Office]:
    codes = [party.village_code for party in partnership.bound if party.village_code]
    areas = {code[:length] for code in codes for length in (2, 5, 8)}
    query = select(Office).where(Office.kind.in_(kinds), Office.scope_codes.in_(areas)).order_by(Office.id).limit(MOST)
    return list(db.session.scalars(query))
