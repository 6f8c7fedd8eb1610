"""Due dates in the calendar of a telephone, behind a secret link."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, Walk
from planning.planned import plan
from sqlalchemy import select

from portal import testing
from portal.accounts import people
from portal.db import db, transactional
from portal.partnerships.models import Party
from portal.permissions import Actor, OfficeKind
from portal.planning.commitments import answers
from portal.planning.commitments import service as commitments
from portal.planning.exchange import service
from portal.planning.exchange.models import CalendarLink
from portal.planning.programme import activities

TODAY = date(2026, 11, 24)
TITLE = "Rapat; pembagian air, baris\\n kedua dan seterusnya sampai lebih panjang dari satu baris kalender — ýa"


@pytest.fixture
def browser(app: Flask, channel: Walk) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def officer(browser: FlaskClient) -> Actor:
    return testing.sign_in(browser, OfficeKind.VILLAGE_OPERATOR, (NGEBEL,))


def feed(app: Flask, officer: Actor, channel: Walk) -> str:
    """Make a link as the officer, and give its address."""
    _link, token = service.make_link(officer, channel.id, "telepon")
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
    assert str(event["summary"]) == "Selesai: Janji: Mengirim laporan" and event.walk("VALARM") == []
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
    assert app.test_client().get(address).status_code == 200
    service.withdraw_link(officer, channel.id, link.id)
    assert app.test_client().get(address).status_code == 404
    assert app.test_client().get("/kalender/tebakan.ics").status_code == 404


def test_a_link_shows_nothing_once_its_owner_may_look_no_longer(app: Flask, officer: Actor, channel: Walk) -> None:
    address = feed(app, officer, channel)

    @transactional
    def leave(state: str) -> None:
        party = db.session.get_one(Party, channel.party(NGEBEL))
        party.state = state

    leave("left")
    assert app.test_client().get(address).status_code == 404
    leave("member")
    assert app.test_client().get(address).status_code == 200
    administrator = testing.sign_in(app.test_client(), OfficeKind.ADMINISTRATOR, ())
    assert officer.person_id is not None
    people.set_active(administrator, officer.person_id, False)
    assert app.test_client().get(address).status_code == 404


def test_a_link_is_made_on_its_page_and_shown_once(
    app: Flask, browser: FlaskClient, officer: Actor, channel: Walk
) -> None:
    page = f"/kemitraan/{channel.id}/rencana/tautan"
    answer = testing.post(browser, page, {"label": "telepon Pak Kaur"})
    found = re.search(r'value="http://localhost(/kalender/[\w-]+\.ics)"', answer.text)
    assert found is not None
    assert answer.headers["Cache-Control"] == "no-store"
    assert app.test_client().get(found[1]).status_code == 200
    again = browser.get(page).text
    assert found[1] not in again
    assert "telepon Pak Kaur" in again
