"""What the pages of meetings show, in few statements however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from ... import clock
from ...accounts.models import Office
from ...db import db
from ...partnerships.models import Partnership, Party
from ...partnerships.working import is_own_party
from ...permissions import VILLAGE_OFFICES, Actor, OfficeKind
from ..governance import decisions
from ..governance import queries as bodies
from ..governance.models import Body
from ..governance.rules import ACTIVE
from . import rules
from .models import AgendaItem, Attendance, Confirmation, Correction, Invitation, Meeting, Paper

OVERSEERS = (OfficeKind.DISTRICT_OFFICER, OfficeKind.REGENCY_OFFICER, OfficeKind.FACILITATOR)
COMING, PAST, EVERYTHING = "akan-datang", "sudah", "semua"
MOST_OFFERED = 60


def listed(partnership_id: int, insider: bool, when: str = EVERYTHING) -> Select[Any]:
    """The meetings of a partnership, what comes first, then the newest; of strangers the settled ones made public."""
    query = select(Meeting).where(Meeting.partnership_id == partnership_id)
    if not insider:
        query = query.where(shown_to_all())
    if when == COMING:
        return query.where(Meeting.state.in_(rules.COMING)).order_by(Meeting.starts_at, Meeting.id)
    if when == PAST:
        query = query.where(Meeting.state.in_(rules.PAST))
    ahead = Meeting.starts_at > clock.now()
    soonest = case((ahead, Meeting.starts_at))  # nothing for what is over: there the newest comes first
    return query.order_by(case((ahead, 0), else_=1), soonest, Meeting.starts_at.desc(), Meeting.id.desc())


def shown_to_all() -> ColumnElement[bool]:
    """The SQL of meetings that strangers read: settled, and made public."""
    return and_(Meeting.is_public, Meeting.state == rules.SETTLED)


def has_twin(meeting: Meeting) -> bool:
    """Whether another meeting of its partnership has its title and its hour; one statement."""
    query = select(Meeting.id).where(Meeting.partnership_id == meeting.partnership_id, Meeting.id != meeting.id)
    query = query.where(Meeting.title == meeting.title, Meeting.starts_at == meeting.starts_at)
    return bool(db.session.scalar(select(query.where(Meeting.state != rules.CANCELLED).exists())))


def meeting_of(partnership_id: int, meeting_id: int) -> Meeting | None:
    """One meeting of a partnership with its agenda; three statements."""
    query = select(Meeting).where(Meeting.partnership_id == partnership_id, Meeting.id == meeting_id)
    query = query.options(selectinload(Meeting.items), joinedload(Meeting.body))
    return db.session.scalars(query).one_or_none()


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """The items that stand on the agenda, with where they come from; one statement."""
    before = aliased(Meeting)
    older = aliased(AgendaItem)
    query = (
        select(AgendaItem)
        .outerjoin(older, older.id == AgendaItem.carried_from_id)
        .outerjoin(before, before.id == older.meeting_id)
        .where(AgendaItem.meeting_id == meeting.id, AgendaItem.archived_at.is_(None))
        .options(contains_eager(AgendaItem.carried_from.of_type(older)).contains_eager(older.meeting.of_type(before)))
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return list(db.session.scalars(query))


def there(meeting_id: int) -> list[Attendance]:
    """Who is on the attendance list, by party; one statement."""
    query = select(Attendance).where(Attendance.meeting_id == meeting_id, Attendance.archived_at.is_(None))
    return list(db.session.scalars(query.order_by(Attendance.party_id, Attendance.id)))


def papers_of(meeting_id: int) -> list[Paper]:
    """The papers of a meeting that were not taken back; one statement."""
    query = select(Paper).join(Paper.attachment).options(contains_eager(Paper.attachment))
    return [
        paper
        for paper in db.session.scalars(query.where(Paper.meeting_id == meeting_id).order_by(Paper.id))
        if paper.attachment.archived_at is None
    ]


def said_of(meeting_id: int, round_: int) -> list[Confirmation]:
    """What the parties said to the minutes in a round; one statement."""
    query = select(Confirmation).where(Confirmation.meeting_id == meeting_id, Confirmation.round == round_)
    return list(db.session.scalars(query.order_by(Confirmation.id)))


def all_said(meeting_id: int) -> list[Confirmation]:
    """What the parties said to the minutes in every round, oldest first; one statement."""
    query = select(Confirmation).where(Confirmation.meeting_id == meeting_id)
    return list(db.session.scalars(query.order_by(Confirmation.round, Confirmation.id)))


def invitations_of(meeting_id: int) -> list[Invitation]:
    """Who is invited; one statement."""
    query = select(Invitation).where(Invitation.meeting_id == meeting_id)
    return list(db.session.scalars(query.order_by(Invitation.id)))


def living_bodies(partnership_id: int) -> list[tuple[int, str]]:
    """The bodies that work, as (number, name); one statement."""
    query = select(Body.id, Body.name).where(Body.partnership_id == partnership_id, Body.state == ACTIVE)
    return [(number, name) for number, name in db.session.execute(query.order_by(Body.id))]


def corrections_of(meeting_id: int) -> list[Correction]:
    """What was corrected after objections, with the items; one statement."""
    query = select(Correction).where(Correction.meeting_id == meeting_id).options(joinedload(Correction.item))
    return list(db.session.scalars(query.order_by(Correction.id)))


def voices_of(meeting: Meeting, partnership: Partnership) -> list[Party]:
    """The parties that have a voice in it: its own village, those of the body, or every member."""
    if meeting.kind == rules.VILLAGE:
        return [party for party in partnership.parties if party.id == meeting.party_id]
    if meeting.body is not None:
        return bodies.entitled(partnership, meeting.body.kind)
    villages = [party for party in partnership.members if party.is_village]
    return villages if meeting.kind == rules.INTER_VILLAGE else partnership.members


def concerns(person: Actor) -> ColumnElement[bool]:
    """The SQL of whom a meeting calls: all parties, but to a village's own deliberation that village and its guests."""
    own = select(Party.id).where(is_own_party(person))
    number = person.office.id if person.office else None
    guest = exists().where(Invitation.meeting_id == Meeting.id, Invitation.office_id == number)
    return or_(Meeting.kind != rules.VILLAGE, Meeting.party_id.in_(own), guest.correlate(Meeting))


def rule_of(meeting: Meeting, topic: str, at: date) -> decisions.Rule:
    """The rule by which it decides on a topic: the body's own, else the portal's setting; one statement for a body."""
    if meeting.body is None:
        return decisions.DEFAULTS[topic]
    return bodies.rule_in_force(meeting.body, topic, at)


def same_line(meeting: Meeting) -> ColumnElement[bool]:
    """The meetings that follow each other: of the same body, kind and village."""
    return and_(
        Meeting.partnership_id == meeting.partnership_id,
        Meeting.kind == meeting.kind,
        Meeting.id != meeting.id,
        Meeting.body_id.is_(None) if meeting.body_id is None else Meeting.body_id == meeting.body_id,
        Meeting.party_id.is_(None) if meeting.party_id is None else Meeting.party_id == meeting.party_id,
    )


def left_open(meeting: Meeting) -> list[AgendaItem]:
    """What earlier meetings of its line left open and no living meeting has taken over; one statement."""
    taken, home = aliased(AgendaItem), aliased(Meeting)
    elsewhere = and_(taken.archived_at.is_(None), home.state != rules.CANCELLED)
    carried = exists().where(
        taken.carried_from_id == AgendaItem.id,
        home.id == taken.meeting_id,
        or_(elsewhere, taken.meeting_id == meeting.id),
    )
    query = (
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .where(same_line(meeting), Meeting.state.in_(rules.PAST), Meeting.starts_at <= meeting.starts_at)
        .where(AgendaItem.archived_at.is_(None), AgendaItem.outcome == rules.OPEN, ~carried)
        .order_by(Meeting.starts_at, AgendaItem.position, AgendaItem.id)
    )
    return list(db.session.scalars(query))


def next_of(meeting: Meeting) -> Meeting | None:
    """The next meeting of its line that is still to come."""
    query = select(Meeting).where(same_line(meeting), Meeting.state.in_(rules.COMING))
    query = query.where(Meeting.starts_at >= meeting.starts_at)
    return db.session.scalars(query.order_by(Meeting.starts_at, Meeting.id).limit(1)).one_or_none()


def carrying(item: AgendaItem) -> list[AgendaItem]:
    """The items of coming meetings that took this one over, those that were taken off again among them."""
    query = select(AgendaItem).join(AgendaItem.meeting).where(AgendaItem.carried_from_id == item.id)
    return list(db.session.scalars(query.where(Meeting.state.in_(rules.COMING))))


def offices_of(party: Party) -> list[int]:
    """The offices that speak for a party, by their number; one statement."""
    own = and_(Office.kind.in_(VILLAGE_OFFICES), Office.scope_codes == party.village_code)
    if party.village_code is None:
        own = and_(Office.kind == OfficeKind.THIRD_PARTY, Office.organisation_id == party.organisation_id)
    return list(db.session.scalars(select(Office.id).where(own).order_by(Office.id)))


def overseers_of(partnership: Partnership) -> list[Office]:
    """The offices that see to these villages (camat, pendamping, dinas): who may be invited; one statement."""
    codes = partnership.village_codes
    around = sorted({code[:length] for code in codes for length in (2, 5, 8, 13)})
    near = or_(*(Office.scope_codes == code for code in around)) if around else false()
    query = select(Office).where(Office.kind.in_(OVERSEERS), near).order_by(Office.label).limit(MOST_OFFERED)
    return [office for office in db.session.scalars(query) if any(office.held.covers(code) for code in codes)]


def heads_of(parties: Sequence[Party]) -> dict[int, Office]:
    """The office of the head of each party that has one here, by the party's number; one statement."""
    codes = [party.village_code for party in parties if party.village_code]
    houses = [party.organisation_id for party in parties if party.organisation_id]
    query = select(Office).where(
        or_(
            and_(Office.kind == OfficeKind.VILLAGE_HEAD, Office.scope_codes.in_(codes)),
            and_(Office.kind == OfficeKind.THIRD_PARTY, Office.organisation_id.in_(houses)),
        )
    )
    found = list(db.session.scalars(query))
    return {party.id: office for office in found for party in parties if party.is_spoken_for_by(office.held)}
