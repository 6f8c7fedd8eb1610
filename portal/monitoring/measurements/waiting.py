"""What waits for a person's party in monitoring: reports it owes, and reports of others that it is to verify."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from flask import url_for
from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from ... import clock
from ...contracts import Text, say
from ...db import db
from ...partnerships.models import Partnership, Party
from ...partnerships.queries import mine
from ...partnerships.rules import MEMBER, NOT_BOUND, OBSERVER, SUSPENDED
from ...partnerships.working import goes_on, is_own_party
from ...permissions import Action, Actor, may_at_all
from ...web.waiting import Urgency, Waiting
from ..indicators import rules as indicators
from ..indicators.models import Indicator
from ..indicators.rules import Period
from ..indicators.words import period_words
from . import rules
from .models import Amendment, Measurement

SHOWN = 20
REASON_SHOWN = 200  # letters
LATE, REPORT, VERIFY, RETURNED = "late", "report", "verify", "returned"


def waiting_for(actor: Actor) -> list[Waiting]:
    """What to report and to verify, counted by partnership, and each report that was given back; one statement."""
    if actor.office is None or not may_at_all(actor, Action.PARTNERSHIP_WORK):
        return []
    today = clock.today()
    late, fresh = _by_lateness(today)
    asked = (_to_report(actor, today, LATE, late), _to_report(actor, today, REPORT, fresh), _to_verify(actor))
    found = union_all(*asked, _given_back(actor)).subquery()
    query = select(found).order_by(found.c.since, found.c.number, found.c.first).limit(SHOWN)
    said = {LATE: _late, REPORT: _owed, VERIFY: _unread, RETURNED: _returned}
    return [said[row.task](actor, row) for row in db.session.execute(query)]


def _by_lateness(today: date) -> tuple[list[str], list[str]]:
    """The frequencies whose newest period is to be reported: those whose time for it is over, and the others."""
    late = [code for code in indicators.FREQUENCIES if indicators.last_ended(code, today).due_on < today]
    return late, [code for code in indicators.FREQUENCIES if code not in late]


def _to_report(actor: Actor, today: date, task: str, frequencies: Sequence[str]) -> Select[Any]:
    """The indicators of some frequencies whose newest period lies behind and was not reported by the actor's party."""
    asked = {frequency: indicators.last_ended(frequency, today) for frequency in indicators.FREQUENCIES}
    starts_on = case({code: literal(item.starts_on, Date) for code, item in asked.items()}, value=Indicator.frequency)
    ends_on = case({code: literal(item.ends_on, Date) for code, item in asked.items()}, value=Indicator.frequency)
    reported = and_(
        Measurement.indicator_id == Indicator.id,
        or_(
            Measurement.party_id == Party.id,
            and_(Indicator.reporter_party_id.is_not(None), Measurement.state.not_in(rules.EDITABLE)),
        ),
        Measurement.starts_on == starts_on,
    )
    return (
        _columns(task, func.min(ends_on), func.min(Indicator.id))
        .join(Indicator, Indicator.partnership_id == Partnership.id)
        .join(Party, Party.partnership_id == Partnership.id)
        .outerjoin(Measurement, reported)
        .where(
            *_takes_part(actor),
            Indicator.archived_at.is_(None),
            Indicator.frequency.in_(frequencies),
            Indicator.starts_on <= ends_on,
            is_asked(ends_on),
            or_(Measurement.id.is_(None), Measurement.state == rules.DRAFT),
        )
        .group_by(Partnership.id, Partnership.title)
    )


def is_asked(ends_on: ColumnElement[Any] | date) -> ColumnElement[bool]:
    """The party is to report a period that ended on a day; what `asking.asked_in` says, for one that is bound now."""
    joined = or_(Party.joined_on.is_(None), Party.joined_on <= ends_on)
    each = and_(Indicator.reporter_party_id.is_(None), Party.state.in_((MEMBER, SUSPENDED)), joined)
    return or_(each, Indicator.reporter_party_id == Party.id)


def _to_verify(actor: Actor) -> Select[Any]:
    """The reports and corrections of other parties that wait for the actor's party."""
    corrected = select(Amendment.id).where(
        Amendment.measurement_id == Measurement.id, Amendment.state == rules.SUBMITTED
    )
    unread = or_(Measurement.state == rules.SUBMITTED, and_(Measurement.state == rules.VERIFIED, corrected.exists()))
    wrote = Measurement.reported_by_id == (actor.person_id or 0)
    return (
        _columns(VERIFY, func.min(Measurement.ends_on), func.min(Measurement.id))
        .join(Measurement, Measurement.partnership_id == Partnership.id)
        .join(Indicator, Indicator.id == Measurement.indicator_id)
        .join(Party, Party.partnership_id == Partnership.id)
        .where(
            *_takes_part(actor),
            Measurement.party_id != Party.id,
            or_(Measurement.reported_by_id.is_(None), ~wrote),
            or_(Indicator.verifier_party_id.is_(None), Indicator.verifier_party_id == Party.id),
            unread,
        )
        .group_by(Partnership.id, Partnership.title)
    )


def _given_back(actor: Actor) -> Select[Any]:
    """The reports of the actor's party that were given back, each with what has to be put right."""
    about = Indicator.name, Measurement.starts_on, Measurement.return_reason
    return (
        _columns(RETURNED, Measurement.ends_on, Measurement.id, literal(1), about)
        .join(Measurement, Measurement.partnership_id == Partnership.id)
        .join(Indicator, Indicator.id == Measurement.indicator_id)
        .join(Party, and_(Party.partnership_id == Partnership.id, Party.id == Measurement.party_id))
        .where(*_takes_part(actor), Measurement.state == rules.RETURNED, Indicator.archived_at.is_(None))
    )


def _columns(
    task: str,
    since: Any,
    first: Any,
    much: Any = None,
    about: tuple[Any, Any, Any] = (cast(null(), String), cast(null(), Date), cast(null(), String)),
) -> Select[Any]:
    """What is to be done, since when, how much of it, and the first of it; of one report its name, the first day of
    its period and what was said of it.
    """
    name, starts_on, reason = about
    return select(
        literal(task).label("task"),
        Partnership.id.label("number"),
        Partnership.title.label("title"),
        (func.count() if much is None else much).label("much"),
        since.label("since"),
        first.label("first"),
        name.label("name"),
        starts_on.label("starts_on"),
        reason.label("reason"),
    ).select_from(Partnership)


def _takes_part(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    """The actor's party is bound by a partnership that goes on."""
    return (is_own_party(actor), mine(actor), goes_on(), Party.role != OBSERVER, Party.state.not_in(NOT_BOUND))


def _late(actor: Actor, row: Any) -> Waiting:
    sentence = say("%(count)s indikator terlambat dilaporkan.", count=row.much)
    return _reporting(actor, row, sentence, Urgency.LATE)


def _owed(actor: Actor, row: Any) -> Waiting:
    sentence = say("Laporkan %(count)s indikator untuk masa yang baru berakhir.", count=row.much)
    return _reporting(actor, row, sentence, Urgency.SOON)


def _reporting(actor: Actor, row: Any, sentence: Text, urgency: Urgency) -> Waiting:
    here = url_for("measurements.index", partnership_id=row.number)
    return Waiting(here, row.title, sentence, _moment(actor, row.since), urgency=urgency)


def _unread(actor: Actor, row: Any) -> Waiting:
    sentence = say("Periksa %(count)s laporan hasil dari pihak lain.", count=row.much)
    here = url_for("measurements.show", partnership_id=row.number, measurement_id=row.first)
    return Waiting(here, row.title, sentence, _moment(actor, row.since))


def _returned(actor: Actor, row: Any) -> Waiting:
    period, reason = period_words(Period(row.starts_on, row.since)), row.reason[:REASON_SHOWN]
    sentence = say("Laporan %(name)s, %(period)s dikembalikan: %(reason)s", name=row.name, period=period, reason=reason)
    here = url_for("measurements.show", partnership_id=row.number, measurement_id=row.first)
    return Waiting(here, row.title, sentence, _moment(actor, row.since))


def _moment(actor: Actor, day: date) -> datetime:
    code = actor.office.village_code if actor.office else None
    return datetime.combine(day, time(), tzinfo=clock.zone_of(code))
