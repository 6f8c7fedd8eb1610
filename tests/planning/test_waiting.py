"""The home page: what waits for a party in plans, promises and ledgers, and who is told nothing of it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask import current_app
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, SEMPU, Walk
from planning.planned import Desk, plan

from portal.db import transactional
from portal.permissions import OfficeKind
from portal.planning import waiting
from portal.planning.commitments import service as promises
from portal.planning.contributions import deliveries, service
from portal.web.waiting import told


@transactional
def put(walk: Walk, role: str, state: str) -> None:
    """Let Sempu stand so in the partnership."""
    party = next(party for party in walk.partnership.parties if party.village_code == SEMPU)
    party.role, party.state = role, state


@pytest.mark.parametrize(("role", "state"), [("receiver", "left"), ("observer", "member"), ("receiver", "candidate")])
def test_who_left_only_watches_or_is_not_yet_in_is_told_nothing(channel: Walk, role: str, state: str) -> None:
    work = {"kind": "labour", "title": "Kerja bakti", "quantity": Decimal(12), "unit": "orang"}
    brought = service.promise(HEAD_NGEBEL, channel.id, None, work)
    deliveries.deliver(
        HEAD_NGEBEL, channel.id, brought.id, {"quantity": Decimal(12), "delivered_on": date(2026, 11, 20)}
    )
    with current_app.test_request_context():
        assert len(told(waiting.parts(HEAD_SEMPU))) == 1
        put(channel, role, state)
        assert told(waiting.parts(HEAD_SEMPU)) == []


def test_what_is_late_comes_first_then_what_others_wait_for_then_what_falls_due_soon(desk: Desk) -> None:
    today = date(2026, 11, 24)

    def write() -> None:
        promises.promise(HEAD_SEMPU, desk.walk.id, desk.sempu, {"title": "Segera", "due_on": today + timedelta(days=2)})
        promises.promise(HEAD_NGEBEL, desk.walk.id, desk.sempu, {"title": "Usulan", "due_on": today})
        plan(desk.walk, "Terlambat", today - timedelta(days=1), party_id=desk.sempu)

    desk.inside(write)
    home = desk.browser(OfficeKind.VILLAGE_HEAD, SEMPU).get("/").text
    places = [home.index(word) for word in ("1 kegiatan Anda terlambat", "“Usulan”", "“Segera”")]
    assert places == sorted(places)
    assert re.search(r'<a href="[^"]+">[^<]*“Usulan”', home), "the matter itself is the link"


def test_whom_more_waits_for_than_a_screen_sees_ten_and_finds_all_by_partnership_and_urgency(desk: Desk) -> None:
    today = date(2026, 11, 24)

    def write() -> None:
        for number in range(13):
            day = today + timedelta(days=2 if number else -3)
            promises.promise(HEAD_SEMPU, desk.walk.id, desk.sempu, {"title": f"Janji {number}", "due_on": day})

    desk.inside(write)
    head = desk.browser(OfficeKind.VILLAGE_HEAD, SEMPU)
    home = head.get("/").text
    assert home.count("“Janji ") // 4 <= 10 and "Semua yang menunggu (13)" in home and "/kalender" in home
    everything = head.get("/menunggu").text
    assert all(f"“Janji {number}”" in everything for number in range(13))
    late = head.get(f"/menunggu?jenis=terlambat&kemitraan={desk.walk.id}").text
    assert "“Janji 0”" in late and "“Janji 1”" not in late
    assert "“Janji 0”" not in head.get("/menunggu?kemitraan=999&jenis=ronda").text
    assert head.get("/menunggu?halaman=9").status_code == 200
