"""Promises and money as requests: who sees what, what is applied once, and two people at one record."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, Walk
from planning.running import Running, running_of
from sqlalchemy import func, select

from portal import clock, testing
from portal.coordination.meetings import service as meetings
from portal.db import db
from portal.partnerships import service as partnerships
from portal.permissions import OfficeKind
from portal.planning.budget import service as budget
from portal.planning.commitments import service
from portal.planning.commitments.models import Commitment

TODAY = date(2026, 11, 24)
WAYS = ("selesai", "perlu-waktu", "terkendala")


def browser(app: Flask, code: str, kind: OfficeKind = OfficeKind.VILLAGE_OPERATOR) -> FlaskClient:
    """The browser of an officer of a village."""
    made = app.test_client()
    testing.sign_in(made, kind, (code,))
    return made


@pytest.fixture
def running(app: Flask, running_channel: Walk) -> Running:
    """The channel of Ngebel and Sempu."""
    return running_of(app, running_channel)


def promised(running: Running, **more: object) -> tuple[int, int]:
    """The partnership's number, and that of a promise of Ngebel which is late by three days."""
    values = {"title": "Pintu air", "due_on": TODAY - timedelta(days=3), **more}
    with running.app.app_context():
        return running.id, service.promise(HEAD_NGEBEL, running.id, running.ngebel, values).id


def test_a_late_promise_stands_on_the_home_page_with_the_way_to_answer_it(running: Running, app: Flask) -> None:
    partnership, number = promised(running)
    home = browser(app, NGEBEL).get("/").text
    assert "terlambat 3 hari" in home and f"/kemitraan/{partnership}/janji/{number}" in home
    assert "terlambat 3 hari" not in browser(app, SEMPU).get("/").text
    ways = {way: browser(app, NGEBEL).get(f"/kemitraan/{partnership}/janji/{number}/jawab/{way}").text for way in WAYS}
    assert 'value="2026-11-24"' in ways["selesai"] and 'value="2026-12-08"' in ways["perlu-waktu"]


def test_a_late_promise_is_brought_to_the_next_meeting_and_one_in_time_is_not(running: Running, app: Flask) -> None:
    partnership, late = promised(running)
    _same, early = promised(running, due_on=TODAY + timedelta(days=3))
    sempu, here = browser(app, SEMPU), f"/kemitraan/{partnership}/janji"
    assert "Rencanakan rapat untuk membahasnya" in sempu.get(f"{here}/{late}").text
    with app.app_context():
        meeting = {"title": "Musyawarah air", "starts_at": clock.now() + timedelta(days=5), "place": "Balai"}
        meetings.plan(HEAD_NGEBEL, partnership, meeting)
    assert "Bahas di rapat" not in sempu.get(f"{here}/{early}").text
    assert testing.post(sempu, f"{here}/{early}/rapat").status_code == 403
    with testing.statements(app) as counted:
        assert "Bahas di rapat: Musyawarah air" in sempu.get(f"{here}/{late}").text
    assert len(counted) <= 15
    agenda = testing.post(sempu, f"{here}/{late}/rapat").headers["Location"]
    assert "Janji (terlambat): Pintu air" in sempu.get(agenda).text
    assert "Ada di acara rapat:" in sempu.get(f"{here}/{late}").text


def test_everyone_reads_what_the_promising_party_shows_and_no_word_more(running: Running, app: Flask) -> None:
    partnership, hidden = promised(running, proof="rahasia dapur")
    _same, shown = promised(running, title="Pagar mata air", is_public=True)
    visitor = app.test_client()
    page = visitor.get(f"/kemitraan/{partnership}/janji").text
    assert "Pagar mata air" in page and "Pintu air" not in page and "rahasia dapur" not in page
    assert visitor.get(f"/kemitraan/{partnership}/janji/{shown}").status_code == 200
    for path in (
        f"janji/{hidden}",
        "janji/rekam-jejak",
        "sumbangan",
        "sumbangan/timbangan",
        "anggaran",
        "anggaran/unduh.csv",
    ):
        assert visitor.get(f"/kemitraan/{partnership}/{path}").status_code == 404


def test_the_record_is_read_by_everyone_after_both_heads_said_yes(running: Running, app: Flask) -> None:
    partnership, _number = promised(running)
    with app.app_context():
        partnerships.set_public(HEAD_NGEBEL, partnership, True)
        for head in (HEAD_NGEBEL, HEAD_SEMPU):
            service.agree_to_show_record(head, partnership, True)
    page = app.test_client().get(f"/kemitraan/{partnership}/janji/rekam-jejak")
    assert page.status_code == 200 and "1 terlambat" in page.text


def test_a_promise_that_is_sent_twice_is_made_once(running: Running, app: Flask) -> None:
    url = f"/kemitraan/{running.id}/janji"
    values = {"title": "Pipa", "party": str(running.ngebel), "due_on": "2026-12-24", "_kirim": uuid.uuid4().hex}
    person = browser(app, NGEBEL)
    assert [testing.post(person, url, values).status_code for _time in range(2)] == [303, 303]
    with app.app_context():
        assert db.session.scalar(select(func.count(Commitment.id))) == 1


def test_money_that_is_sent_twice_is_spent_once(running: Running, app: Flask) -> None:
    url = f"/kemitraan/{running.id}/anggaran"
    party = str(running.ngebel)
    person = browser(app, NGEBEL)
    item = {"title": "Pipa", "party": party, "source": "village_fund", "planned": "40.000.000", "year": "2026"}
    assert testing.post(person, url, item).status_code == 303
    spent = {"amount": "2.500.000", "spent_on": "2026-11-20", "document": "SPJ 1", "_kirim": uuid.uuid4().hex}
    for _time in range(2):
        assert testing.post(person, f"{url}/1/sumber/1/realisasi", spent).status_code == 303
    assert "Rp2.500.000" in person.get(url).text


def test_who_answers_what_another_has_changed_meanwhile_is_told(running: Running, app: Flask) -> None:
    partnership, number = promised(running)
    person = browser(app, NGEBEL)
    url = f"/kemitraan/{partnership}/janji/{number}/jawab/terkendala"
    assert testing.post(person, url, {"word": "longsor", "_versi": "1"}).status_code == 303
    answer = testing.post(person, url, {"word": "hujan", "_versi": "1"})
    assert answer.status_code == 409 and "hujan" in answer.text


def test_an_absurd_amount_keeps_what_was_typed_and_asks_what_was_meant(running: Running, app: Flask) -> None:
    url, party = f"/kemitraan/{running.id}/anggaran", str(running.ngebel)
    item = {"title": "Pipa induk", "party": party, "source": "village_fund", "planned": "40", "year": "2026"}
    answer = testing.post(browser(app, NGEBEL), url, item)
    assert answer.status_code == 422
    assert "Pipa induk" in answer.text and "40.000.000" in answer.text


def test_a_link_to_a_clause_fills_the_form_of_a_promise(running: Running, app: Flask) -> None:
    url = f"/kemitraan/{running.id}/janji?judul=Merawat+pintu+air&asal=clause&rujukan=pasal+5"
    page = browser(app, NGEBEL).get(url).text
    assert 'value="Merawat pintu air"' in page and 'value="pasal 5"' in page


def test_an_address_that_would_run_in_a_browser_is_refused(running: Running, app: Flask) -> None:
    url, party = f"/kemitraan/{running.id}/janji", str(running.ngebel)
    values = {"title": "Pipa", "party": party, "due_on": "2026-12-24"}
    for link in ("javascript:alert(1)", "//jahat.id", "data:text/html,x", "/\\jahat.id"):
        answer = testing.post(browser(app, NGEBEL), url, {**values, "link": link})
        assert answer.status_code == 422, link


def test_where_nothing_was_brought_the_comparison_says_so_and_draws_no_bar(running: Running, app: Flask) -> None:
    here = f"/kemitraan/{running.id}/sumbangan/timbangan"
    page = browser(app, NGEBEL).get(here).text
    assert "belum dicatat" in page and "Rp0" not in page.replace("\xa0", "") and "<rect" not in page


def test_spending_far_above_the_plan_is_asked_once(running: Running, app: Flask) -> None:
    with app.app_context():
        values = {"title": "Pipa", "year": 2026, "source": "village_fund", "planned": 10_000_000}
        item = budget.plan_item(HEAD_NGEBEL, running.id, values)
        here = f"/kemitraan/{running.id}/anggaran/{item.id}/sumber/{item.lines[0].id}/realisasi"
    spent = {"amount": "27.200.000", "spent_on": "2026-11-20", "document": "SPJ 1"}
    asked = testing.post(browser(app, NGEBEL), here, spent)
    assert asked.status_code == 422 and "jauh lebih besar dari rencana" in asked.text
    assert testing.post(browser(app, NGEBEL), here, spent | {"sure": "y"}).status_code == 303
