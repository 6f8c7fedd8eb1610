"""What waits for an office in meetings: an invitation to answer, minutes to confirm. Parts of the one statement."""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select

from ... import clock
from ...contracts import Text, say
from ...partnerships.models import Partnership, Party
from ...partnerships.queries import visible_to
from ...partnerships.rules import INITIATOR, MEMBER, OBSERVER
from ...partnerships.working import goes_on, is_own_party
from ...permissions import Action, Actor, may_at_all
from ...web.i18n import format_day, format_moment
from ...web.waiting import Part, Urgency, Waiting, columns
from ..governance.models import Body
from ..governance.rules import BKAD
from . import rules
from .models import Confirmation, Invitation, Meeting
from .objecting import objections

SHOWN = 10  # of each sort


def parts(person: Actor) -> list[Part]:
    """What waits for the office the person acts as; nothing for others."""
    office = person.office
    if office is None:
        return []
    found = [_invitations(person, office.id, office.village_code)]
    if may_at_all(person, Action.PARTNERSHIP_WORK):
        found.append(objections(person))
    speaks = bool(office.village_code or office.organisation_id)
    if speaks and may_at_all(person, Action.PARTNERSHIP_WORK):
        found.append(_minutes(person))
    return found


def _known() -> ColumnElement[bool]:
    return or_(Party.role == INITIATOR, Partnership.offered_at.is_not(None))


def _invitations(person: Actor, office_id: int, code: str | None) -> Part:
    mine: ColumnElement[bool] = and_(Invitation.party_id.is_(None), Invitation.office_id == office_id)
    own = select(Party.id).where(is_own_party(person), Party.state == MEMBER, Party.role != OBSERVER)
    theirs = Invitation.party_id.in_(own) if may_at_all(person, Action.PARTNERSHIP_WORK) else false()
    query = (
        select(
            *columns(
                id=Partnership.id, title=Partnership.title, thing=Meeting.id, name=Meeting.title,
                much=Invitation.id, moment=Meeting.starts_at,
            )
        )
        .join(Meeting, Meeting.partnership_id == Partnership.id)
        .join(Invitation, Invitation.meeting_id == Meeting.id)
        .where(or_(mine, theirs), Invitation.answer == "", goes_on(), visible_to(person))
        .where(Meeting.state == rules.CALLED, Meeting.starts_at > clock.now())
        .order_by(Meeting.starts_at)
        .limit(SHOWN)
    )  # fmt: skip

    def says(row: Any) -> Waiting:
        place = {"partnership_id": row.id, "meeting_id": row.thing}
        url = url_for("meetings.answer", invited_id=row.much, **place)
        sentence = say("Jawab undangan “%(name)s”, %(moment)s.", name=row.name, moment=format_moment(row.moment, code))
        due = row.moment.astimezone(clock.zone_of(code)).date()
        return Waiting(url, row.title, sentence, row.moment, due=due)

    return Part(query, says)


def _minutes(person: Actor) -> Part:
    today = clock.today()
    query = _to_confirm(person).order_by(Meeting.confirm_by, Meeting.id).limit(SHOWN)

    def says(row: Any) -> Waiting:
        url = url_for("meetings.show", partnership_id=row.id, meeting_id=row.thing, _anchor="jawaban")
        urgency = Urgency.LATE if row.day < today else Urgency.ASKED
        return Waiting(url, row.title, _sentence(row), row.moment, urgency=urgency, due=row.day)

    return Part(query, says)


def _sentence(row: Any) -> Text:
    return say("Benarkan berita acara “%(name)s” paling lambat %(day)s.", name=row.name, day=format_day(row.day))


def _to_confirm(person: Actor) -> Select[Any]:
    said = exists().where(
        Confirmation.meeting_id == Meeting.id,
        Confirmation.party_id == Party.id,
        Confirmation.round == Meeting.round,
    )
    query = (
        select(
            *columns(
                id=Partnership.id, title=Partnership.title, thing=Meeting.id, name=Meeting.title,
                day=Meeting.confirm_by, moment=Meeting.changed_at,
            )
        )
        .join(Meeting, Meeting.partnership_id == Partnership.id)
        .join(Party, Party.partnership_id == Partnership.id)
        .outerjoin(Body, Body.id == Meeting.body_id)
    )  # fmt: skip
    query = query.where(is_own_party(person), Party.state == MEMBER, Party.role != OBSERVER, _known(), goes_on())
    return query.where(Meeting.state == rules.CONFIRMING, ~said.correlate(Meeting, Party), _has_voice())


def _has_voice() -> ColumnElement[bool]:
    """The SQL of `queries.voices_of`: the village itself, villages alone in a musyawarah or a BKAD, else everyone."""
    village = Party.village_code.is_not(None)
    own = and_(Meeting.kind == rules.VILLAGE, Meeting.party_id == Party.id)
    body = and_(Meeting.kind != rules.VILLAGE, Body.id.is_not(None), or_(Body.kind != BKAD, village))
    open_ = and_(Meeting.kind != rules.VILLAGE, Body.id.is_(None), or_(Meeting.kind != rules.INTER_VILLAGE, village))
    return or_(own, body, open_)
