"""What monitoring offers to the calendar."""

from __future__ import annotations

from datetime import date

from flask import Flask
from partnership_walk import HEAD_NGEBEL, STRANGER, Walk

from portal.monitoring import dates
from portal.monitoring.indicators import rules as kinds
from portal.monitoring.indicators import service as indicators


def test_the_last_day_to_report_a_period_stands_in_the_calendar_of_the_parties(channel: Walk, context: Flask) -> None:
    values = {"name": "Sawah terairi", "kind": kinds.NUMBER, "frequency": kinds.QUARTERLY, "unit": "ha"}
    indicators.add(HEAD_NGEBEL, channel.id, {**values, "starts_on": date(2026, 1, 1), "reporter_party_id": None})
    quarter = kinds.period_from(kinds.QUARTERLY, "2026-T3")
    assert quarter is not None
    with context.test_request_context():
        first, last = quarter.due_on.replace(day=1), quarter.due_on
        assert [item.day for item in dates.dates(HEAD_NGEBEL, first, last, None)] == [quarter.due_on]
        assert dates.dates(STRANGER, first, last, None) == []
