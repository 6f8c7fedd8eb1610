"""Meetings that come back: on which days, the next two ready, one changed or all from here on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

import pytest
from coordination.bodies import begun
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import NGEBEL, SEMPU, Walk

from portal import clock, testing
from portal.coordination.meetings import rules as meetings
from portal.coordination.meetings import service as planning
from portal.coordination.meetings.series import queries, rules, service
from portal.errors import Invalid, NotAllowed
from portal.permissions import OfficeKind

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


def days(every: str, starts_on: date, many: int = 3, **values: Any) -> list[str]:
    rhythm = rules.Rhythm(every, starts_on, **values)
    return [day.isoformat() for day in islice(rules.days(rhythm), many)]


def test_a_series_falls_on_the_day_its_rule_says() -> None:
    january = date(2027, 1, 1)
    assert days(rules.MONTHLY, january, day_of_month=31) == ["2027-01-31", "2027-02-28", "2027-03-31"]
    assert days(rules.MONTHLY, january, week=2, weekday=1) == ["2027-01-12", "2027-02-09", "2027-03-09"]
    assert days(rules.MONTHLY, january, week=rules.LAST, weekday=4) == ["2027-01-29", "2027-02-26", "2027-03-26"]
    assert days(rules.QUARTERLY, january, day_of_month=5) == ["2027-01-05", "2027-04-05", "2027-07-05"]
    assert days(rules.YEARLY, date(2024, 2, 29), day_of_month=29) == ["2024-02-29", "2025-02-28", "2026-02-28"]
    assert days(rules.MONTHLY, date(2027, 1, 20), 1, day_of_month=5) == ["2027-02-05"], "never before its first day"
    assert len(rules.next_days(rules.Rhythm(rules.YEARLY, date(9998, 1, 1), day_of_month=1), january)) == 1


def test_a_meeting_begins_at_its_hour_where_the_village_is() -> None:
    day = date(2027, 1, 12)
    assert rules.moment_of(day, 570, clock.zone_of("81")).isoformat() == "2027-01-12T09:30:00+09:00"
    assert str(rules.sentence(rules.Rhythm(rules.MONTHLY, day, week=2, weekday=1))) == "Tiap bulan, Selasa kedua"


VALUES = {
    "title": "Rapat bulanan", "place": "Balai desa", "every": rules.MONTHLY, "week": 2, "weekday": 1,
    "day_of_month": None, "at_minute": 540, "starts_on": date(2026, 11, 1),
}  # fmt: skip


@pytest.fixture
def walk(context: Flask, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """Two villages on 24 November 2026."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return begun(NGEBEL, SEMPU)


def test_two_meetings_stand_ready_and_a_cancelled_one_stays_and_is_not_made_again(walk: Walk) -> None:
    head = walk.heads[NGEBEL]
    series = service.begin(head, walk.id, VALUES)
    found = [meeting.starts_at.isoformat() for meeting in queries.meetings_of(series)]
    assert found == ["2027-01-12T02:00:00+00:00", "2026-12-08T02:00:00+00:00"]
    first = queries.meetings_of(series)[-1]
    planning.cancel(head, walk.id, first.id, None, "panen raya")
    assert service.prepare(head, walk.id, series.id) == []
    assert [meeting.state for meeting in queries.meetings_of(series)] == [meetings.DRAFT, meetings.CANCELLED]


def test_the_next_two_are_made_by_the_daily_tidying_while_the_partnership_goes_on(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = walk.heads[NGEBEL]
    series = service.begin(head, walk.id, VALUES)
    assert service.prepare_all() == 0
    monkeypatch.setattr(clock, "today", lambda area_code=None: date(2027, 1, 3))
    assert service.prepare_all() == 1 and service.prepare_all() == 0
    assert [f"{one.starts_at:%F}" for one in queries.meetings_of(series)] == ["2027-02-09", "2027-01-12", "2026-12-08"]
    service.stop(head, walk.id, series.id, None, "diganti rapat triwulan")
    monkeypatch.setattr(clock, "today", lambda area_code=None: date(2027, 3, 3))
    assert service.prepare_all() == 0


def test_a_change_from_here_on_moves_what_nobody_is_called_to(walk: Walk) -> None:
    head = walk.heads[NGEBEL]
    series = service.begin(head, walk.id, VALUES)
    called = planning.call(head, walk.id, queries.meetings_of(series)[-1].id, None)
    service.change(head, walk.id, series.id, None, {**VALUES, "week": None, "weekday": None, "day_of_month": 20})
    held = {meeting.starts_at.date().isoformat(): meeting.state for meeting in queries.meetings_of(series)}
    assert held == {"2026-12-08": meetings.CALLED, "2026-12-20": meetings.DRAFT, "2027-01-20": meetings.DRAFT}
    assert called.starts_at.date() == date(2026, 12, 8), "who was called finds the meeting where it was"
    with pytest.raises(Invalid):
        service.change(head, walk.id, series.id, None, {**VALUES, "day_of_month": 3})
    service.stop(head, walk.id, series.id, None, "diganti rapat triwulan")
    with pytest.raises(NotAllowed):
        service.prepare(head, walk.id, series.id)


def test_the_pages_of_a_series(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        walk = begun(NGEBEL, SEMPU)
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    base = f"/kemitraan/{walk.id}/rapat/berkala"
    sent = {"title": "Rapat <b>bulanan</b>", "every": "monthly", "hour": "09:00", "starts_on": "2026-01-01"}
    by_date, by_weekday = {"by": "date", "week": "2", "weekday": "0"}, {"by": "weekday", "day_of_month": "10"}
    for way, asked in ((by_date, 1), (by_weekday, 2)):
        refused = testing.post(client, base + "/baru", {**sent, **way})
        assert refused.status_code == 422 and refused.text.count("wajib diisi.</p>") == asked
    both = {**sent, "by": "weekday", "week": "2", "weekday": "0", "day_of_month": "10"}
    monday = testing.post(client, base + "/baru", both).headers["Location"]
    assert "Tiap bulan, Senin kedua" in client.get(monday).text
    assert 'checked id="by-1"' in client.get(monday + "/ubah").text
    here = testing.post(client, base + "/baru", {**sent, "by": "date", "day_of_month": "10"}).headers["Location"]
    shown = client.get(here).text
    assert "Tiap bulan, tanggal 10" in shown and "&lt;b&gt;" in shown and shown.count("disiapkan</span>") == 2
    assert 'value="09:00"' in client.get(here + "/ubah").text
    assert testing.post(client, here + "/siapkan", {}).status_code == 303
    assert "Rapat &lt;b&gt;bulanan" in client.get(base).text
