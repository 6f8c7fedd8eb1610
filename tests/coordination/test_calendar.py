"""Due dates in the calendar of a telephone, behind a secret link."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from databases import Databases
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, Walk, actor_of
from planning.planned import plan, run_channel
from sqlalchemy import select

from portal import clock, events, testing
from portal.accounts import people
from portal.coordination.calendar import ical, rules, service
from portal.coordination.calendar.models import CalendarLink
from portal.coordination.meetings import agenda
from portal.coordination.meetings import service as meetings
from portal.db import db, transactional
from portal.errors import Invalid, NotFound
from portal.partnerships.dates import Dated
from portal.partnerships.models import Party
from portal.permissions import Actor, OfficeKind
from portal.planning.commitments import answers
from portal.planning.commitments import service as commitments
from portal.planning.programme import activities

TODAY = date(2026, 11, 24)
TITLE = "Rapat; pembagian air, baris\\n kedua dan seterusnya sampai lebih panjang dari satu baris kalender — ýa"


@pytest.fixture
def running_channel(app: Flask, databases: Databases) -> Walk:
    """An irrigation partnership of Ngebel and Sempu that runs. No context is pushed."""
    return databases.at("channel", lambda: run_channel(app))


@pytest.fixture
def channel(running_channel: Walk, context: Flask) -> Walk:
    """The same, with the app's context pushed."""
    return running_channel


@pytest.fixture
def browser(app: Flask, channel: Walk) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def officer(browser: FlaskClient) -> Actor:
    return testing.sign_in(browser, OfficeKind.VILLAGE_OPERATOR, (NGEBEL,))


def feed(app: Flask, officer: Actor, channel: Walk, kind: str = "") -> str:
    """Make a link as the officer, and give its address."""
    _link, token = service.make_link(officer, channel.id, kind, "telepon")
    return f"/kalender/{token}.ics"


def unfolded(text: str) -> list[str]:
    """The lines of a calendar as RFC 5545 reads them: a second reader, written for this test."""
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return re.sub(r"\r\n[ \t]", "", text).split("\r\n")[:-1]


def test_a_calendar_holds_the_due_dates_with_alarms(app: Flask, officer: Actor, channel: Walk) -> None:
    activity = plan(channel, TITLE, TODAY + timedelta(days=10), office="Kaur Perencanaan", place="balai")
    done = plan(channel, "Ukur", TODAY - timedelta(days=5))
    activities.set_status(HEAD_NGEBEL, channel.id, done.id, None, {"status": "done", "done_on": TODAY})
    answer = app.test_client().get(feed(app, officer, channel))
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    read = Calendar.from_ical(answer.text)
    first, second = sorted(read.walk("VEVENT"), key=lambda event: event["dtstart"].dt)
    assert str(second["summary"]) == TITLE
    assert second["dtstart"].dt == TODAY + timedelta(days=10)
    assert [alarm["trigger"].dt for alarm in second.walk("VALARM")] == [
        timedelta(days=-7, hours=8),
        timedelta(days=-1, hours=8),
    ]
    assert second["uid"].startswith(f"kegiatan-{activity.id}@")
    assert str(second["url"]).endswith(f"/kemitraan/{channel.id}/rencana/kegiatan/{activity.id}")
    assert first.walk("VALARM") == [], "what is done rings no more"
    assert str(first["summary"]) == "Selesai: Ukur"


def test_a_promise_rings_until_it_is_said_to_be_kept(app: Flask, officer: Actor, channel: Walk) -> None:
    late = {"title": "Mengirim laporan", "due_on": TODAY + timedelta(days=3), "office": "Sekretaris Desa"}
    made = commitments.promise(HEAD_NGEBEL, channel.id, channel.party(NGEBEL), late)
    address = feed(app, officer, channel)
    (event,) = Calendar.from_ical(app.test_client().get(address).text).walk("VEVENT")
    assert str(event["summary"]) == "Janji: Mengirim laporan" and len(event.walk("VALARM")) == 2
    assert str(event["url"]).endswith(f"/kemitraan/{channel.id}/janji/{made.id}")
    said = answers.answer(HEAD_NGEBEL, channel.id, made.id, None, "done", {"day": TODAY})
    (event,) = Calendar.from_ical(app.test_client().get(address).text).walk("VEVENT")
    waiting = "Selesai, menunggu dibenarkan: Janji: Mengirim laporan"
    assert str(event["summary"]) == waiting and event.walk("VALARM") == []
    answers.object_to(HEAD_SEMPU, channel.id, made.id, said.id, "laporannya belum kami terima")
    (event,) = Calendar.from_ical(app.test_client().get(address).text).walk("VEVENT")
    assert str(event["summary"]) == "Janji: Mengirim laporan" and len(event.walk("VALARM")) == 2
    assert "dipersoalkan" in str(event["description"])


def test_a_second_reader_finds_the_same(app: Flask, officer: Actor, channel: Walk) -> None:
    plan(channel, TITLE, TODAY + timedelta(days=10))
    lines = unfolded(app.test_client().get(feed(app, officer, channel)).get_data().decode())
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert [line for line in lines if line.startswith("BEGIN:VALARM")] == ["BEGIN:VALARM"] * 2
    (said,) = [line for line in lines if line.startswith("SUMMARY")]
    plain = said.partition(":")[2]
    for mark, char in (("\\;", ";"), ("\\,", ","), ("\\\\", "\\")):
        plain = plain.replace(mark, char)
    assert plain == TITLE
    assert "DTSTART;VALUE=DATE:20261204" in lines


def test_a_moved_day_is_told_as_a_newer_version_of_the_same_event(app: Flask, officer: Actor, channel: Walk) -> None:
    activity = plan(channel, "Ukur", TODAY + timedelta(days=10))
    address = feed(app, officer, channel)
    (before,) = Calendar.from_ical(app.test_client().get(address).text).walk("VEVENT")
    activities.set_status(
        HEAD_NGEBEL, channel.id, activity.id, None, {"status": "cancelled", "status_reason": "banjir"}
    )
    (after,) = Calendar.from_ical(app.test_client().get(address).text).walk("VEVENT")
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert str(after["status"]) == "CANCELLED"


def test_only_the_digest_of_a_link_is_kept_and_it_can_be_ended(app: Flask, officer: Actor, channel: Walk) -> None:
    address = feed(app, officer, channel)
    (link,) = db.session.scalars(select(CalendarLink))
    assert link.token_hash not in address
    shared = events.history("partnership", channel.id, limit=200)
    assert not [event for event in shared if "calendar" in event.kind], "a telephone is its owner's own affair"
    assert app.test_client().get(address).status_code == 200
    service.withdraw_link(officer, link.id)
    assert app.test_client().get(address).status_code == 404
    assert app.test_client().get("/kalender/tebakan.ics").status_code == 404


def test_a_link_shows_nothing_once_its_owner_may_look_no_longer(app: Flask, officer: Actor, channel: Walk) -> None:
    plan(channel, "Ukur debit", TODAY + timedelta(days=10))
    address = feed(app, officer, channel)

    @transactional
    def leave(state: str) -> None:
        party = db.session.get_one(Party, channel.party(NGEBEL))
        party.state = state

    leave("left")
    assert "BEGIN:VEVENT" not in app.test_client().get(address).text
    assert "Saluran" not in app.test_client().get(address).text, "not even its name"
    leave("member")
    assert "Ukur debit" in app.test_client().get(address).text
    administrator = testing.sign_in(app.test_client(), OfficeKind.ADMINISTRATOR, ())
    assert officer.person_id is not None
    people.set_active(administrator, officer.person_id, False)
    assert app.test_client().get(address).status_code == 404


def test_a_link_is_made_on_its_page_and_shown_once(
    app: Flask, browser: FlaskClient, officer: Actor, channel: Walk
) -> None:
    page = "/kalender/tautan"
    answer = testing.post(
        browser, page, {"label": "telepon Pak Kaur", "partnership": str(channel.id), "kind": "activity"}
    )
    found = re.search(r'value="http://localhost(/kalender/[\w-]+\.ics)"', answer.text)
    assert found is not None
    assert answer.headers["Cache-Control"] == "no-store"
    assert app.test_client().get(found[1]).status_code == 200
    again = browser.get(page).text
    assert found[1] not in again
    assert "telepon Pak Kaur" in again


NOON = datetime(2026, 12, 3, 5, tzinfo=UTC)


def meeting(**more: Any) -> Dated:
    """A meeting at twelve o'clock in western Indonesia."""
    known = {"uid": "meeting-7", "kind": "meeting", "partnership_id": 1, "partnership": "Air", "day": NOON.date()}
    known |= {"title": TITLE, "url": "/kemitraan/1/rapat/7", "version": 3, "changed_at": NOON - timedelta(days=9)}
    return Dated(**(known | {"place": "Balai; Ngebel, timur", "starts_at": NOON} | more))


def test_a_meeting_is_read_alike_by_two_parsers_with_its_hour_alarms_and_cancellation(context: Flask) -> None:
    with context.test_request_context():
        made = ical.calendar_of("Kalender", [meeting(), meeting(uid="meeting-8", is_cancelled=True)], "https://x.id")
    unfolded(made.decode())
    going, cancelled = Calendar.from_ical(made).walk("VEVENT")
    also, _other = vobject.readOne(made.decode()).vevent_list
    assert going["dtstart"].dt == also.dtstart.value == NOON, "the same moment in whichever zone the telephone is"
    assert going["dtstart"].dt.astimezone(ZoneInfo("Asia/Jayapura")).hour == 14
    assert str(going["summary"]) == also.summary.value == TITLE
    assert str(going["location"]) == also.location.value == "Balai; Ngebel, timur"
    alarms = [timedelta(days=-1), timedelta(hours=-1)]
    assert [alarm["trigger"].dt for alarm in going.walk("VALARM")] == alarms
    assert [alarm.trigger.value for alarm in also.valarm_list] == alarms
    assert (going["sequence"], str(going["uid"]), str(also.url.value)) == (
        3,
        "meeting-7@x.id",
        "https://x.id/kemitraan/1/rapat/7",
    )
    assert str(cancelled["status"]) == "CANCELLED" and cancelled.walk("VALARM") == []


def test_a_deadline_is_a_moment_and_keeps_nobody_busy(context: Flask) -> None:
    with context.test_request_context():
        made = ical.calendar_of("Kalender", [meeting(uid="proposal-7", kind="proposal")], "https://x.id")
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert "dtend" not in event and event["transp"] == "TRANSPARENT" and event["dtstart"].dt == NOON


def test_a_calendar_that_did_not_change_is_not_sent_again_and_says_when_to_ask(
    app: Flask, officer: Actor, channel: Walk
) -> None:
    plan(channel, "Ukur debit", TODAY + timedelta(days=10))
    commitments.promise(HEAD_NGEBEL, channel.id, channel.party(NGEBEL), {"title": "Surat", "due_on": TODAY})
    client, address = app.test_client(), feed(app, officer, channel)
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in first.text and "X-PUBLISHED-TTL:PT6H" in first.text
    assert "kemitraan.ics" in first.headers["Content-Disposition"]
    only = client.get(feed(app, officer, channel, "activity")).text
    assert "Ukur debit" in only and "Surat" not in only
    _link, token = service.make_link(officer, None, "", "semua")
    assert "Surat" in client.get(f"/kalender/{token}.ics").text


def test_a_link_is_for_what_is_ones_own_and_for_kinds_that_there_are(officer: Actor, channel: Walk) -> None:
    stranger = actor_of(OfficeKind.VILLAGE_OPERATOR, "35.02.01.2001")
    for wrong, person, number, kind in (
        (NotFound, officer, channel.id + 1, ""),
        (NotFound, stranger, channel.id, ""),
        (Invalid, officer, None, "ronda"),
    ):
        with pytest.raises(wrong):
            service.make_link(person, number, kind, "telepon")
    link, _token = service.make_link(officer, None, "", "telepon")
    with pytest.raises(NotFound):
        service.withdraw_link(HEAD_SEMPU, link.id)


def test_a_month_shows_what_is_due_and_a_full_day_opens(browser: FlaskClient, officer: Actor, channel: Walk) -> None:
    for number in range(7):
        plan(channel, f"Kerja {number}", date(2026, 12, 3))
    commitments.promise(HEAD_NGEBEL, channel.id, channel.party(NGEBEL), {"title": "Surat", "due_on": date(2026, 12, 9)})
    month = browser.get("/kalender?bulan=2026-12").text
    assert month.count("Kerja ") == rules.A_DAY and "masih 2 lagi" in month and "Janji: Surat" in month
    assert "<caption" in month and 'href="#h3"' in month and "7 acara" in month and "×" not in month
    panel = browser.get(f"/kemitraan/{channel.id}").text
    assert f'href="/kalender?kemitraan={channel.id}">Kalender kerja sama ini' in panel
    day = browser.get("/kalender?hari=2026-12-03").text
    assert day.count("Kerja ") == 7 and "Surat" not in day
    assert "Kerja 1" not in browser.get("/kalender?bulan=2026-12&jenis=commitment").text
    assert "Kerja 1" not in browser.get("/kalender?bulan=2027-01").text
    for odd in ("bulan=9999-99", "hari=x", "bulan=2026-13&kemitraan=abc&jenis=x", "kemitraan=99999999999999999999"):
        assert browser.get(f"/kalender?{odd}").status_code == 200


def test_months_go_over_the_end_of_a_year() -> None:
    assert rules.month_of("2026-12", TODAY) == date(2026, 12, 1)
    assert rules.month_after(date(2026, 12, 1)) == date(2027, 1, 1)
    assert rules.month_before(date(2027, 1, 1)) == date(2026, 12, 1)
    assert rules.last_of(date(2028, 2, 1)) == date(2028, 2, 29)
    assert rules.month_of("2026-13", TODAY) == rules.month_of("", TODAY) == date(2026, 11, 1)
    weeks = rules.weeks_of(date(2026, 11, 1), {date(2026, 11, 24): 2})
    assert [square.day for square in weeks[0]][:6] == [None] * 6 and weeks[0][6].day == date(2026, 11, 1)
    assert sum(square.count for week in weeks for square in week) == 2


def test_one_meeting_is_put_into_a_calendar_by_hand_by_those_who_read_it(
    browser: FlaskClient, officer: Actor, channel: Walk
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "now", lambda: NOON - timedelta(days=9))
        values = {"title": "Musyawarah air", "starts_at": NOON, "place": "Balai"}
        made = meetings.plan(HEAD_NGEBEL, channel.id, values)
        address = f"/kemitraan/{channel.id}/rapat/{made.id}/kalender.ics"
        agenda.add_item(HEAD_NGEBEL, channel.id, made.id, {"title": "Pembagian air", "planned_minutes": 30})
        assert browser.get(address).status_code == 404, "nobody was called yet"
        meetings.call(HEAD_NGEBEL, channel.id, made.id, None)
    answer = browser.get(address)
    (event,) = Calendar.from_ical(answer.text).walk("VEVENT")
    assert event["dtstart"].dt == NOON and "attachment" in answer.headers["Content-Disposition"]
    month = browser.get("/kalender?bulan=2026-12").text
    assert "Musyawarah air" in month and "WIB" in month
