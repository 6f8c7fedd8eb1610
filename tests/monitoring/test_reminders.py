"""A report that has become late is put on record once, for whoever sends notices."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, Walk
from sqlalchemy import select

from portal import clock, events, testing
from portal.coordination.notices.models import Notice
from portal.coordination.notices.telling import tell_all
from portal.db import db
from portal.monitoring.indicators import rules as kinds
from portal.monitoring.indicators import service as indicators
from portal.monitoring.indicators.rules import period_from
from portal.monitoring.measurements import reminders, service
from portal.monitoring.measurements.rules import Values
from portal.permissions import OfficeKind


def test_a_late_report_is_told_once_to_the_village_that_owes_it(channel: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    values = {"name": "Sawah terairi", "kind": kinds.NUMBER, "frequency": kinds.QUARTERLY, "unit": "ha"}
    found = indicators.add(
        HEAD_NGEBEL, channel.id, {**values, "starts_on": date(2026, 1, 1), "reporter_party_id": None}
    )
    quarter = period_from(kinds.QUARTERLY, "2026-T3")
    assert quarter is not None
    service.report(HEAD_SEMPU, channel.id, found.id, None, quarter, Values(Decimal(40)))

    def reminded_on(day: date) -> int:
        monkeypatch.setattr(clock, "today", lambda area_code=None: day)
        return reminders.remind()

    assert reminded_on(quarter.due_on) == 0  # its last day in time
    assert reminded_on(quarter.due_on + timedelta(days=3)) == 1  # the server was off for two days
    newest = events.history("partnership", channel.id, limit=1)[0]
    assert (newest.kind, newest.village_code) == (reminders.REPORT_LATE, NGEBEL) and SEMPU != NGEBEL
    assert reminded_on(quarter.due_on + timedelta(days=4)) == 0  # told already
    assert reminded_on(quarter.due_on + timedelta(days=8)) == 0  # and what is long late is on the home page


def test_a_late_report_reaches_the_offices_that_owe_it_and_nobody_else(
    running_channel: Walk, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    quarter = period_from(kinds.QUARTERLY, "2026-T3")
    assert quarter is not None
    monkeypatch.setattr(clock, "today", lambda area_code=None: quarter.due_on)
    people = {
        code: testing.sign_in(app.test_client(), OfficeKind.VILLAGE_OPERATOR, (code,)).person_id
        for code in (NGEBEL, SEMPU)
    }
    camat = testing.sign_in(app.test_client(), OfficeKind.DISTRICT_OFFICER, ("35.02.19",)).person_id
    with app.test_request_context():
        values = {"name": "Sawah terairi", "kind": kinds.NUMBER, "frequency": kinds.QUARTERLY, "unit": "ha"}
        found = indicators.add(
            HEAD_NGEBEL, running_channel.id, {**values, "starts_on": date(2026, 1, 1), "reporter_party_id": None}
        )
        service.report(HEAD_SEMPU, running_channel.id, found.id, None, quarter, Values(Decimal(40)))
        tell_all()  # what happened before is not news
        monkeypatch.setattr(clock, "today", lambda area_code=None: quarter.due_on + timedelta(days=1))
        assert (reminders.remind(), reminders.remind()) == (1, 0)
        tell_all()
        tell_all()
        late = select(Notice.person_id).join(events.Event, events.Event.seq == Notice.event_seq)
        told = db.session.scalars(late.where(events.Event.kind == reminders.REPORT_LATE)).all()
        assert told == [people[NGEBEL]] and camat not in told
