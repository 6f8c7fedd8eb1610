"""Who joins or leaves does not rewrite what was: a period is made of those who were there at its end."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from flask import current_app
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, SEMPU, Walk

from portal.db import db, transactional
from portal.monitoring.indicators import rules as kinds
from portal.monitoring.indicators import service as indicators
from portal.monitoring.indicators.models import Indicator
from portal.monitoring.indicators.rules import Period, period_from
from portal.monitoring.measurements import newest, periods, queries, service, sheets, waiting
from portal.monitoring.measurements.asking import asked_in
from portal.monitoring.measurements.rules import Values
from portal.monitoring.reports import queries as reports
from portal.partnerships import rules
from portal.partnerships.models import Partnership, Party
from portal.web.waiting import told

TODAY = date(2026, 11, 24)


def quarter(number: int) -> Period:
    """A quarter of 2026."""
    found = period_from(kinds.QUARTERLY, f"2026-T{number}")
    assert found is not None
    return found


def party(number: int, **more: object) -> Party:
    """A village that takes part."""
    return Party(id=number, **{"role": rules.RECEIVER, "state": rules.MEMBER, **more})


def test_a_period_is_of_those_who_were_there_at_its_end() -> None:
    village = Partnership(
        parties=[
            party(1, role=rules.INITIATOR),
            party(2, joined_on=date(2026, 6, 30)),
            party(3, state=rules.LEFT, left_on=date(2026, 6, 30)),
            party(4, state=rules.SUSPENDED),
            party(5, role=rules.OBSERVER),
            party(6, state=rules.JOINING),
            party(7, state=rules.CANDIDATE),
            party(8, state=rules.DECLINED),
        ]
    )
    each, named = Indicator(reporter_party_id=None), Indicator(reporter_party_id=2)

    def asked(indicator: Indicator, number: int, *reported: int) -> list[int]:
        return [found.id for found in asked_in(village, indicator, quarter(number), reported)]

    assert [asked(each, number) for number in (1, 2, 3)] == [[1, 3, 4], [1, 2, 3, 4], [1, 2, 4]]
    assert asked(each, 3, 3, 5) == [1, 2, 3, 4, 5]  # what was reported anyhow counts
    assert asked(named, 1) == [2] and asked(named, 1, 3) == [3]  # another reported it before this one was named


def test_every_page_asks_the_same_parties_whoever_came_or_left_since(channel: Walk) -> None:
    values = {"name": "Sawah terairi", "kind": kinds.NUMBER, "frequency": kinds.QUARTERLY, "unit": "ha"}
    values |= {"starts_on": date(2026, 1, 1), "reporter_party_id": None}
    indicator = indicators.add(HEAD_NGEBEL, channel.id, values)
    indicators.set_targets(HEAD_NGEBEL, channel.id, indicator.id, None, {"2026-T2": Decimal(70)})
    for mine, other, number, value in ((HEAD_NGEBEL, HEAD_SEMPU, 2, 40), (HEAD_SEMPU, HEAD_NGEBEL, 2, 30)):
        made = service.report(mine, channel.id, indicator.id, None, quarter(number), Values(Decimal(value)))
        service.verify(other, channel.id, made.id, made.version)

    def seen() -> tuple[object, ...]:
        partnership = channel.partnership
        (line,) = queries.lines(partnership, [db.session.get_one(Indicator, indicator.id)], TODAY)
        shown = periods.rows(partnership, line.indicator, [quarter(3), quarter(2), quarter(1)], True)
        (figure,) = newest.figures(partnership, True, 4)
        (year,) = reports.lines(partnership, 2026, True, TODAY)
        cells = [cell.expected for cell in year.result.cells[:3]]
        assert cells == [len(row.reports) for row in reversed(shown)]
        assert cells[1] == line.expected and cells[2] == line.reporters
        assert len({line.achievement, shown[1].achievement, figure.achievement, year.result.achievement}) == 1
        return (*cells, line.achievement)

    @transactional
    def becomes(code: str, **more: object) -> None:
        for name, value in more.items():
            setattr(db.session.get_one(Party, channel.party(code)), name, value)

    assert seen() == (2, 2, 2, kinds.REACHED)
    becomes(SEMPU, state=rules.LEFT, left_on=date(2026, 8, 1))
    assert seen() == (2, 2, 1, kinds.REACHED)
    becomes(SEMPU, state=rules.MEMBER, left_on=None, joined_on=date(2026, 10, 5))
    assert seen() == (1, 2, 1, kinds.REACHED)  # it reported the second quarter, whenever it joined
    sempu = next(found for found in channel.partnership.parties if found.village_code == SEMPU)
    assert sheets.owed(channel.partnership, sempu, TODAY) == []
    with current_app.test_request_context():
        owing = [[str(item.sentence) for item in told(waiting.parts(head))] for head in (HEAD_NGEBEL, HEAD_SEMPU)]
    assert [len(sentences) for sentences in owing] == [1, 0]  # only Ngebel was there in the third quarter
