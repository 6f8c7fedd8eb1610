"""What the pages of monitoring show, in few statements however many indicators and periods there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import and_, func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from ...db import db
from ...partnerships.models import Attachment, Partnership, Party
from ..indicators import rules as indicators
from ..indicators.models import Indicator, Target
from ..indicators.rules import Period
from . import rules
from .asking import asked_in
from .models import Amendment, Evidence, Measurement
from .rules import Values


@dataclass(frozen=True)
class Line:
    """An indicator in a list: its newest verified period, and how the period stands that is to be reported now."""

    indicator: Indicator
    period: Period | None
    values: Values | None
    running: Decimal | None
    target: Decimal | None
    achievement: str  # empty while some parties' parts are not verified yet, and for words
    verified: int
    expected: int  # parties whose reports make that value
    asked: Period | None
    asked_of: Mapping[int, str]  # the state of each party's report of that period
    askees: frozenset[int]  # the parties that are to report it

    @property
    def shown(self) -> Values | None:
        """What is compared with the target: the sum of all periods when that is what counts."""
        return Values(self.running) if self.running is not None else self.values

    @property
    def reporters(self) -> int:
        """How many parties are to report that period."""
        return len(self.askees)

    @property
    def is_missing(self) -> bool:
        """Whether somebody has not yet sent a report of the period that is asked for now."""
        return self.asked is not None and self.sent < self.reporters

    @property
    def sent(self) -> int:
        """How many parties sent their report of that period."""
        return sum(1 for state in self.asked_of.values() if state not in rules.EDITABLE)

    def is_owed_by(self, party_id: int | None) -> bool:
        """Whether this party still has to send its report of that period."""
        return (
            self.asked is not None
            and party_id in self.askees
            and self.asked_of.get(party_id, rules.DRAFT) in rules.EDITABLE
        )


def reporters_of(partnership: Partnership, indicator: Indicator) -> list[Party]:
    """The parties that may report an indicator now: the one that was named, or each that the agreement binds."""
    if indicator.reporter_party_id is None:
        return partnership.bound
    return [party for party in partnership.parties if party.id == indicator.reporter_party_id]


def lines(partnership: Partnership, found: Sequence[Indicator], today: date) -> list[Line]:
    """Indicators with their newest values; four statements for any number."""
    ids = [item.id for item in found]
    if not ids:
        return []
    newest, sums, targets, asked = _newest(ids), _sums(found), _targets(ids), _asked(found, today)
    return [_line(partnership, item, newest, sums, targets, asked, today) for item in found]


def running_sum(indicator: Indicator) -> Decimal | None:
    """The sum of all verified values of an indicator that is added up; None for others, and before the first."""
    return _sums([indicator]).get(indicator.id)


def whole(partnership_id: int, measurement_id: int) -> Measurement | None:
    """One report of a partnership with all that belongs to it."""
    query = select(Measurement).where(Measurement.partnership_id == partnership_id, Measurement.id == measurement_id)
    return db.session.scalars(
        query.options(
            joinedload(Measurement.indicator),
            joinedload(Measurement.party),
            selectinload(Measurement.parts),
            selectinload(Measurement.evidence).joinedload(Evidence.attachment),
            selectinload(Measurement.amendments),
        )
    ).one_or_none()


def reported_starts(indicator_id: int, party_id: int) -> set[date]:
    """The first days of the periods that a party reported already, drafts too."""
    query = select(Measurement.starts_on).where(
        Measurement.indicator_id == indicator_id, Measurement.party_id == party_id
    )
    return set(db.session.scalars(query))


def evidence_of(partnership_id: int, evidence_id: int) -> Evidence | None:
    """A proof of a report of this partnership that was not taken back, with its report and its indicator."""
    query = (
        select(Evidence)
        .join(Measurement, Measurement.id == Evidence.measurement_id)
        .join(Attachment, Attachment.id == Evidence.attachment_id)
        .where(
            Evidence.id == evidence_id,
            Measurement.partnership_id == partnership_id,
            Attachment.archived_at.is_(None),
        )
        .options(joinedload(Evidence.measurement).joinedload(Measurement.indicator), joinedload(Evidence.attachment))
    )
    return db.session.scalars(query).one_or_none()


def amendment_of(partnership_id: int, amendment_id: int) -> Amendment | None:
    """A correction of a report of this partnership, with its report and its indicator."""
    query = (
        select(Amendment)
        .join(Measurement, Measurement.id == Amendment.measurement_id)
        .where(Amendment.id == amendment_id, Measurement.partnership_id == partnership_id)
        .options(joinedload(Amendment.measurement).joinedload(Measurement.indicator))
    )
    return db.session.scalars(query).one_or_none()


def values_of(report: Measurement) -> Values:
    """The values of a report as the rules see them."""
    return Values(report.value, report.numerator, report.denominator, report.words)


def is_words(indicator: Indicator, values: Values | None) -> bool:
    """Whether it is a qualitative report, which reaches no number."""
    return indicator.kind == indicators.WORDS and values is not None


Newest = Mapping[int, list[Measurement]]


def _newest(ids: Sequence[int]) -> Newest:
    """The verified reports of the newest period that has one, by indicator."""
    last = (
        select(Measurement.indicator_id, func.max(Measurement.ends_on))
        .where(Measurement.indicator_id.in_(ids), Measurement.state == rules.VERIFIED)
        .group_by(Measurement.indicator_id)
    )
    query = select(Measurement).where(
        tuple_(Measurement.indicator_id, Measurement.ends_on).in_(last), Measurement.state == rules.VERIFIED
    )
    found: dict[int, list[Measurement]] = {}
    for item in db.session.scalars(query):
        found.setdefault(item.indicator_id, []).append(item)
    return found


def _sums(found: Iterable[Indicator]) -> dict[int, Decimal]:
    ids = [item.id for item in found if item.is_cumulative and item.kind == indicators.NUMBER]
    if not ids:
        return {}
    query = (
        select(Measurement.indicator_id, func.sum(Measurement.value))
        .where(Measurement.indicator_id.in_(ids), Measurement.state == rules.VERIFIED)
        .group_by(Measurement.indicator_id)
    )
    return {number: total for number, total in db.session.execute(query) if total is not None}


def _targets(ids: Sequence[int]) -> dict[tuple[int, date], Decimal]:
    query = select(Target.indicator_id, Target.starts_on, Target.value).where(Target.indicator_id.in_(ids))
    return {(number, starts_on): value for number, starts_on, value in db.session.execute(query)}


def _asked(found: Sequence[Indicator], today: date) -> dict[int, dict[int, str]]:
    """The states of the reports of the period that is to be reported now, by indicator and party."""
    wanted = {frequency: indicators.last_ended(frequency, today) for frequency in {item.frequency for item in found}}
    query = select(
        Measurement.indicator_id, Measurement.party_id, Measurement.starts_on, Measurement.ends_on, Measurement.state
    ).where(
        and_(
            Measurement.indicator_id.in_([item.id for item in found]),
            Measurement.starts_on.in_([period.starts_on for period in wanted.values()]),
        )
    )
    frequencies = {item.id: item.frequency for item in found}
    states: dict[int, dict[int, str]] = {}
    for number, party_id, starts_on, ends_on, state in db.session.execute(query):
        if wanted[frequencies[number]] == Period(starts_on, ends_on):
            states.setdefault(number, {})[party_id] = state
    return states


def _line(
    partnership: Partnership,
    item: Indicator,
    newest: Newest,
    sums: Mapping[int, Decimal],
    targets: Mapping[tuple[int, date], Decimal],
    asked: Mapping[int, Mapping[int, str]],
    today: date,
) -> Line:
    reports = newest.get(item.id, [])
    period = Period(reports[0].starts_on, reports[0].ends_on) if reports else None
    values = rules.combined(item.kind, [values_of(report) for report in reports])
    target = targets.get((item.id, period.starts_on)) if period else None
    running = sums.get(item.id)
    compared = running if running is not None else values.value if values else None
    now: Period | None = indicators.last_ended(item.frequency, today)
    if now is not None and now.ends_on < item.starts_on:
        now = None
    of_now = asked.get(item.id, {})
    sent = {party_id for party_id, state in of_now.items() if state not in rules.EDITABLE}
    askees = asked_in(partnership, item, now, sent) if now is not None else []
    expected = len(asked_in(partnership, item, period, {report.party_id for report in reports})) if period else 0
    said = indicators.achievement(compared, target, item.baseline, item.direction)
    return Line(
        item,
        period,
        values,
        running,
        target,
        "" if is_words(item, values) or 0 < len(reports) < expected else said,
        len(reports),
        expected,
        now,
        of_now,
        frozenset(party.id for party in askees),
    )
