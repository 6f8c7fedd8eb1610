"""The panels of the type: a few lines for three parties and for forty, and no statement for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from multilateral.together import CODES, Together, begin_together, enter_running
from partnership_many import made_villages
from partnership_walk import TODAY

from plugins.multilateral import rules
from portal import testing
from portal.permissions import OfficeKind
from portal.testing import statements

LINES = 8


@pytest.fixture(params=[3, 8, 40])
def codes(request: pytest.FixtureRequest, app: Flask) -> Iterator[list[str]]:
    """Three, eight and forty villages."""
    with app.app_context():
        yield made_villages(request.param)


def panel(client: FlaskClient, walk: Together, key: str) -> str:
    """What a panel says, without its markup."""
    answer = client.get(f"/kemitraan/{walk.id}/panel/{key}", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)).replace(" ,", ",")


def as_head(app: Flask, walk: Together) -> FlaskClient:
    """The browser of the first village's head."""
    client = app.test_client()
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (walk.first,))
    return client


def drafting(codes: list[str]) -> Together:
    """A partnership whose parties met, all but the last, at which nobody recorded a MAD yet."""
    walk = begin_together(*codes)
    walk.to_drafting()
    walk.meet_first(*codes[:-1])
    return walk


def test_the_participation_of_any_number_is_a_few_lines(app: Flask, codes: list[str]) -> None:
    walk = drafting(codes)
    client = as_head(app, walk)
    said = panel(client, walk, "peran-serta")
    came = len(codes) - 1
    assert f"{came} dari {len(codes)} pihak hadir, {came * 5} orang, 40% perempuan" in said
    assert "Belum tercatat:" in said
    shown = client.get(f"/kemitraan/{walk.id}/panel/peran-serta", headers={"HX-Request": "true"}).text
    assert shown.count("<p") <= LINES and "perempuan kurang" not in shown


def test_the_panel_asks_the_database_no_more_for_forty_parties_than_for_three(app: Flask) -> None:
    counted = []
    for number in (3, 40):
        with app.app_context():
            walk = drafting(made_villages(number, f"35.02.{90 + number % 9}"))
        client = as_head(app, walk)
        with statements(app) as sent:
            panel(client, walk, "peran-serta")
        counted.append(len(sent))
    assert counted[0] == counted[1] <= 15


def test_parties_nobody_has_heard_of_are_named_and_few_women_are_seen(app: Flask) -> None:
    with app.app_context():
        walk = begin_together(*CODES[:6])
        walk.to_offered()
        walk.record("offer_answer", CODES[1], decision="accepted", number="1", held_on=TODAY)
        first = {"representative": "Kepala", "attended": 10, "women": 1}
        walk.record("multilateral_first_attendance", CODES[0], **first)
    said = panel(as_head(app, walk), walk, "peran-serta")
    assert "Belum mencatat apa pun: Wagir Lor, Talun, Gondowido dan 1 lainnya" in said
    assert "perempuan kurang dari 30%" in said


def test_a_partnership_entered_from_its_papers_is_not_sent_back_to_its_first_meeting(app: Flask) -> None:
    with app.app_context():
        walk = enter_running()
    client = as_head(app, walk)
    said = panel(client, walk, "peran-serta")
    assert "Belum ada kehadiran yang dicatat." in said
    assert "Mulai dengan" not in said and "belum terdengar" not in said
    with app.app_context():
        walk.record("mad_attendance", CODES[0], representative="Kepala", attended=3, women=1)
    assert "sudah terdengar" not in panel(client, walk, "peran-serta")


def test_everybody_reads_the_goal_and_only_the_parties_who_took_part(app: Flask) -> None:
    with app.app_context():
        walk = enter_running()
        walk.settle()
    visitor = app.test_client()
    goal = panel(visitor, walk, "tujuan")
    for words in ("Satu kawasan telaga", "traktor", "Sama rata", "Mufakat semua pihak"):
        assert words in goal
    assert visitor.get(f"/kemitraan/{walk.id}/panel/peran-serta").status_code == 404
    assert "Satu kawasan telaga" in visitor.get(f"/kemitraan/{walk.id}").text


def test_the_guide_says_what_is_recorded_and_measured(client: FlaskClient) -> None:
    guide = client.get("/p/multilateral/panduan").text
    assert "Musyawarah antar desa awal" in guide and "Pihak yang menepati janjinya" in guide


@pytest.mark.sqlite
def test_who_came_is_counted_among_those_invited_only() -> None:
    came = {1: {"attended": 4, "women": 1}, 9: {"attended": 50, "women": 50}}
    found = rules.attendance(came, [1, 2])
    assert (found.parties, found.of, found.people, found.women_percent, found.absent) == (1, 2, 4, 25, (2,))
    assert found.few_women
    assert rules.attendance({}, [1]).women_percent is None
