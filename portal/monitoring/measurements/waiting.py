"""What waits for a person's party in monitoring: reports it owes, and reports of others that it is to verify."""

from __future__ import annotations

from datetime import date, datetime, time

from flask import url_for
from sqlalchemy import and_, case, func, or_, select

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

SHOWN = 10


def waiting_for(actor: Actor) -> list[Waiting]:
    """What to report and what to verify, counted by partnership; two statements."""
    if actor.office is None or not may_at_all(actor, Action.PARTNERSHIP_WORK):
        return []
    return [*_to_report(actor), *_to_verify(actor)]


def _to_report(actor: Actor) -> list[Waiting]:
    """The indicators whose newest period lies behind and was not reported by the actor's party."""
    today = clock.today()
    asked = {frequency: indicators.last_ended(frequency, today) for frequency in indicators.FREQUENCIES}
    starts_on = case({code: period.starts_on for code, period in asked.items()}, value=Indicator.frequency)
    ends_on = case({code: period.ends_on for code, period in asked.items()}, value=Indicator.frequency)
    unsent = or_(Measurement.id.is_(None), Measurement.state.in_(rules.EDITABLE))
    first = func.min(ends_on)
    query = (
        select(Partnership.id, Partnership.title, func.count(), first)
        .join(Indicator, Indicator.partnership_id == Partnership.id)
        .join(Party, Party.partnership_id == Partnership.id)
        .outerjoin(
            Measurement,
            and_(
                Measurement.indicator_id == Indicator.id,
                Measurement.party_id == Party.id,
                Measurement.starts_on == starts_on,
            ),
        )
        .where(
            is_own_party(actor),
            mine(actor),
            goes_on(),
            Party.role != OBSERVER,
            Party.state.not_in(NOT_BOUND),
            Indicator.archived_at.is_(None),
            Indicator.starts_on <= ends_on,
            or_(Indicator.reporter_party_id.is_(None), Indicator.reporter_party_id == Party.id),
            unsent,
        )
        .group_by(Partnership.id, Partnership.title)
        .order_by(first, Partnership.id)
        .limit(SHOWN)
    )
    return [_owed(actor, today, *row) for row in db.session.execute(query)]


def _owed(actor: Actor, today: date, number: int, title: str, count: int, ended: date | str) -> Waiting:
    day = date.fromisoformat(ended) if isinstance(ended, str) else ended  # SQLite gives a text for a chosen day
    late = (today - day).days > indicators.REPORT_WITHIN
    sentence = (
        say("%(count)s indikator terlambat dilaporkan.", count=count)
        if late
        else say("Laporkan %(count)s indikator untuk masa yang baru berakhir.", count=count)
    )
    return Waiting(url_for("measurements.index", partnership_id=number), title, sentence, _moment(actor, day))


def _to_verify(actor: Actor) -> list[Waiting]:
    """The reports and corrections of other parties that wait for the actor's party."""
    first = func.min(Measurement.reported_at)
    corrected = select(Amendment.id).where(
        Amendment.measurement_id == Measurement.id, Amendment.state == rules.SUBMITTED
    )
    query = (
        select(Partnership.id, Partnership.title, func.count(), first, func.min(Measurement.id))
        .join(Measurement, Measurement.partnership_id == Partnership.id)
        .join(Indicator, Indicator.id == Measurement.indicator_id)
        .join(Party, Party.partnership_id == Partnership.id)
        .where(
            is_own_party(actor),
            mine(actor),
            goes_on(),
            Party.role != OBSERVER,
            Party.state.not_in(NOT_BOUND),
            Measurement.party_id != Party.id,
            or_(Measurement.reported_by_id.is_(None), Measurement.reported_by_id != (actor.person_id or 0)),
            or_(Indicator.verifier_party_id.is_(None), Indicator.verifier_party_id == Party.id),
            or_(Measurement.state == rules.SUBMITTED, and_(Measurement.state == rules.VERIFIED, corrected.exists())),
        )
        .group_by(Partnership.id, Partnership.title)
        .order_by(first, Partnership.id)
        .limit(SHOWN)
    )
    return [
        Waiting(
            url_for("measurements.show", partnership_id=number, measurement_id=report),
            title,
            say("Periksa %(count)s laporan hasil dari pihak lain.", count=count),
            since,
        )
        for number, title, count, since, report in db.session.execute(query)
    ]


def _moment(actor: Actor, day: date) -> datetime:
    code = actor.office.village_code if actor.office else None
    return datetime.combine(day, time(), tzinfo=clock.zone_of(code))
