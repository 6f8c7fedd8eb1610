"""What waits for a person's party in monitoring: reports it owes, and reports of others that it is to verify."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, Date, Select, and_, case, func, literal, or_, select, union_all

from ... import clock
from ...contracts import say
from ...db import db
from ...partnerships.models import Partnership, Party
from ...partnerships.queries import mine
from ...partnerships.rules import NOT_BOUND, OBSERVER
from ...partnerships.working import goes_on, is_own_party
from ...permissions import Action, Actor, may_at_all
from ...web.waiting import Waiting
from ..indicators import rules as indicators
from ..indicators.models import Indicator
from . import rules
from .models import Amendment, Measurement

SHOWN = 20
REPORT, VERIFY = "report", "verify"


def waiting_for(actor: Actor) -> list[Waiting]:
    """What to report and what to verify, counted by partnership; one statement."""
    if actor.office is None or not may_at_all(actor, Action.PARTNERSHIP_WORK):
        return []
    today = clock.today()
    both = union_all(_to_report(actor, today), _to_verify(actor)).subquery()
    query = select(both).order_by(both.c.since, both.c.number).limit(SHOWN)
    said = {REPORT: _owed, VERIFY: _unread}
    return [said[row.task](actor, row, today) for row in db.session.execute(query)]


def _to_report(actor: Actor, today: date) -> Select[Any]:
    """The indicators whose newest period lies behind and was not reported by the actor's party."""
    asked = {frequency: indicators.last_ended(frequency, today) for frequency in indicators.FREQUENCIES}
    starts_on = case({code: literal(item.starts_on, Date) for code, item in asked.items()}, value=Indicator.frequency)
    ends_on = case({code: literal(item.ends_on, Date) for code, item in asked.items()}, value=Indicator.frequency)
    reported = and_(
        Measurement.indicator_id == Indicator.id,
        Measurement.party_id == Party.id,
        Measurement.starts_on == starts_on,
    )
    return (
        _columns(REPORT, func.min(ends_on), func.min(Indicator.id))
        .join(Indicator, Indicator.partnership_id == Partnership.id)
        .join(Party, Party.partnership_id == Partnership.id)
        .outerjoin(Measurement, reported)
        .where(
            *_takes_part(actor),
            Indicator.archived_at.is_(None),
            Indicator.starts_on <= ends_on,
            or_(Indicator.reporter_party_id.is_(None), Indicator.reporter_party_id == Party.id),
            or_(Measurement.id.is_(None), Measurement.state.in_(rules.EDITABLE)),
        )
        .group_by(Partnership.id, Partnership.title)
    )


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


def _columns(task: str, since: ColumnElement[Any], first: ColumnElement[Any]) -> Select[Any]:
    """A row for each partnership: what is to be done, since when, how much of it, and the first of it."""
    return select(
        literal(task).label("task"),
        Partnership.id.label("number"),
        Partnership.title.label("title"),
        func.count().label("much"),
        since.label("since"),
        first.label("first"),
    ).select_from(Partnership)


def _takes_part(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    """The actor's party is bound by a partnership that goes on."""
    return (is_own_party(actor), mine(actor), goes_on(), Party.role != OBSERVER, Party.state.not_in(NOT_BOUND))


def _owed(actor: Actor, row: Any, today: date) -> Waiting:
    late = (today - row.since).days > indicators.REPORT_WITHIN
    sentence = (
        say("%(count)s indikator terlambat dilaporkan.", count=row.much)
        if late
        else say("Laporkan %(count)s indikator untuk masa yang baru berakhir.", count=row.much)
    )
    here = url_for("measurements.index", partnership_id=row.number)
    return Waiting(here, row.title, sentence, _moment(actor, row.since))


def _unread(actor: Actor, row: Any, today: date) -> Waiting:
    sentence = say("Periksa %(count)s laporan hasil dari pihak lain.", count=row.much)
    here = url_for("measurements.show", partnership_id=row.number, measurement_id=row.first)
    return Waiting(here, row.title, sentence, _moment(actor, row.since))


def _moment(actor: Actor, day: date) -> datetime:
    code = actor.office.village_code if actor.office else None
    return datetime.combine(day, time(), tzinfo=clock.zone_of(code))
