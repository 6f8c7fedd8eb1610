"""What waits for a person's party in monitoring: reports it owes, and reports of others to verify."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import partial
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, Date, Select, and_, case, func, literal, or_, select

from ... import clock
from ...contracts import Text, say
from ...partnerships.models import Partnership, Party
from ...partnerships.queries import mine, visible_to
from ...partnerships.rules import MEMBER, NOT_BOUND, OBSERVER, SUSPENDED
from ...partnerships.working import goes_on, is_own_party
from ...permissions import Action, Actor, may_at_all
from ...web.waiting import Part, Urgency, Waiting, columns
from ..indicators import rules as indicators
from ..indicators.models import Indicator
from ..indicators.rules import Period
from ..indicators.words import period_words
from . import rules
from .models import Amendment, Measurement
from .service import oversees

SHOWN = 20
REASON_SHOWN = 200  # letters


def parts(actor: Actor) -> list[Part]:
    """What to report and to verify, counted by partnership, and each report that was given back."""
    if actor.office is None:
        return []
    if oversees(actor):
        return [Part(_shown(_to_oversee(actor)), partial(_unread, actor))]
    if not may_at_all(actor, Action.PARTNERSHIP_WORK):
        return []
    today = clock.today()
    late, fresh = _by_lateness(today)
    return [
        Part(_shown(_to_report(actor, today, late)), partial(_late, actor)),
        Part(_shown(_to_report(actor, today, fresh)), partial(_owed, actor)),
        Part(_shown(_to_verify(actor)), partial(_unread, actor)),
        Part(_shown(_given_back(actor)), partial(_returned, actor)),
    ]


def _shown(query: Select[Any]) -> Select[Any]:
    """Those that wait longest."""
    chosen = query.selected_columns
    return query.order_by(chosen["day"], chosen["id"], chosen["thing"]).limit(SHOWN)


def _by_lateness(today: date) -> tuple[list[str], list[str]]:
    """The frequencies whose newest period is to be reported: those whose time for it is over, and the others."""
    late = [code for code in indicators.FREQUENCIES if indicators.last_ended(code, today).due_on < today]
    return late, [code for code in indicators.FREQUENCIES if code not in late]


def _to_report(actor: Actor, today: date, frequencies: Sequence[str]) -> Select[Any]:
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
        _columns(day=func.min(ends_on), thing=func.min(Indicator.id), much=func.count())
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
    query = _unread_by(actor).join(Party, Party.partnership_id == Partnership.id)
    verifies = or_(Indicator.verifier_party_id.is_(None), Indicator.verifier_party_id == Party.id)
    return query.where(*_takes_part(actor), Measurement.party_id != Party.id, verifies)


def _to_oversee(actor: Actor) -> Select[Any]:
    """The reports and corrections in the actor's area that nobody has verified."""
    return _unread_by(actor).where(mine(actor), visible_to(actor), goes_on())


def _unread_by(actor: Actor) -> Select[Any]:
    """What waits for a verifier, counted by partnership; nobody verifies what they reported themselves."""
    corrected = select(Amendment.id).where(
        Amendment.measurement_id == Measurement.id, Amendment.state == rules.SUBMITTED
    )
    unread = or_(Measurement.state == rules.SUBMITTED, and_(Measurement.state == rules.VERIFIED, corrected.exists()))
    wrote = Measurement.reported_by_id == (actor.person_id or 0)
    return (
        _columns(day=func.min(Measurement.ends_on), thing=func.min(Measurement.id), much=func.count())
        .join(Measurement, Measurement.partnership_id == Partnership.id)
        .join(Indicator, Indicator.id == Measurement.indicator_id)
        .where(or_(Measurement.reported_by_id.is_(None), ~wrote), unread)
        .group_by(Partnership.id, Partnership.title)
    )


def _given_back(actor: Actor) -> Select[Any]:
    """The reports of the actor's party that were given back, each with what has to be put right."""
    return (
        _columns(
            day=Measurement.ends_on,
            thing=Measurement.id,
            name=Indicator.name,
            first_day=Measurement.starts_on,
            how=Measurement.return_reason,
        )
        .join(Measurement, Measurement.partnership_id == Partnership.id)
        .join(Indicator, Indicator.id == Measurement.indicator_id)
        .join(Party, and_(Party.partnership_id == Partnership.id, Party.id == Measurement.party_id))
        .where(*_takes_part(actor), Measurement.state == rules.RETURNED, Indicator.archived_at.is_(None))
    )


def _columns(**more: Any) -> Select[Any]:
    """Since which day, how much of it, and the first of it; of one report its name, its period and what was said."""
    return select(*columns(id=Partnership.id, title=Partnership.title, **more)).select_from(Partnership)


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
    here = url_for("measurements.index", partnership_id=row.id)
    due = row.day if urgency == Urgency.LATE else None
    return Waiting(here, row.title, sentence, _moment(actor, row.day), urgency=urgency, due=due)


def _unread(actor: Actor, row: Any) -> Waiting:
    sentence = say("Periksa %(count)s laporan hasil dari pihak lain.", count=row.much)
    here = url_for("measurements.show", partnership_id=row.id, measurement_id=row.thing)
    return Waiting(here, row.title, sentence, _moment(actor, row.day))


def _returned(actor: Actor, row: Any) -> Waiting:
    period, reason = period_words(Period(row.first_day, row.day)), row.how[:REASON_SHOWN]
    sentence = say("Laporan %(name)s, %(period)s dikembalikan: %(reason)s", name=row.name, period=period, reason=reason)
    here = url_for("measurements.show", partnership_id=row.id, measurement_id=row.thing)
    return Waiting(here, row.title, sentence, _moment(actor, row.day))


def _moment(actor: Actor, day: date) -> datetime:
    code = actor.office.village_code if actor.office else None
    return datetime.combine(day, time(), tzinfo=clock.zone_of(code))
