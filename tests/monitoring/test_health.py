"""The health check: nobody learns what another party said, and the parties learn what to talk about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from partnership_walk import (
    CAMAT_NGEBEL,
    HEAD_NGEBEL,
    HEAD_SEMPU,
    NGEBEL,
    OPERATOR_NGEBEL,
    SEMPU,
    Walk,
)
from sqlalchemy import select

from portal import clock, testing
from portal.coordination.meetings import service as meetings
from portal.coordination.meetings.models import AgendaItem
from portal.db import db
from portal.errors import Invalid, NotAllowed
from portal.events import Event, history
from portal.monitoring.health import rules, service
from portal.monitoring.health.models import HealthAnswer
from portal.monitoring.looking_back import waiting
from portal.permissions import OfficeKind
from portal.web.waiting import told

TODAY = date(2026, 11, 24)
ALL_GREEN = dict.fromkeys(rules.STATEMENTS, rules.GREEN)
colours = st.sampled_from(tuple(rules.COLOURS))
answers = st.fixed_dictionaries({code: colours for code in rules.STATEMENTS})


def but(**changes: str) -> dict[str, str]:
    """All green but some."""
    return ALL_GREEN | changes


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """So many days from today."""
    monkeypatch.setattr(clock, "today", lambda area_code=None: TODAY + timedelta(days=days))


def test_ten_statements_each_with_what_to_talk_about() -> None:
    assert len(rules.STATEMENTS) == 10 and list(rules.STATEMENTS) == list(rules.TALK)


@given(own=answers, other=answers, third=answers)
def test_of_two_answers_a_party_that_is_not_all_green_learns_nothing(
    own: Mapping[str, str], other: Mapping[str, str], third: Mapping[str, str]
) -> None:
    seen, instead = (
        {line.code: (line.verdict, line.counts) for line in rules.result_of([own, said])} for said in (other, third)
    )
    for code, colour in own.items():
        assert seen[code][1] is None
        if colour != rules.GREEN:
            assert seen[code] == instead[code]


@given(own=answers, others=st.lists(answers, min_size=2, max_size=6), order=st.randoms(use_true_random=False))
def test_a_result_does_not_depend_on_who_said_it(
    own: Mapping[str, str], others: list[Mapping[str, str]], order: Any
) -> None:
    given_ = [own, *others]
    shuffled = order.sample(given_, len(given_))
    result = rules.result_of(given_)
    assert result == rules.result_of(shuffled) == rules.read(rules.kept(result))
    assert all(line.counts is None or sum(line.counts) == len(given_) for line in result)


@given(others=st.lists(st.sampled_from((rules.YELLOW, rules.RED)), min_size=3, max_size=6))
def test_where_nobody_said_green_no_count_tells_what_each_said(others: list[str]) -> None:
    told = rules.result_of(but(trust=colour) for colour in others)
    assert told[0] == rules.Line("trust", rules.TALKED) and told[0].spread == ""
    counts = (others.count("green"), others.count("yellow"), others.count("red"))
    assert rules.read([{"code": "trust", "verdict": rules.TALKED, "counts": counts}]) == told[:1]  # kept before


def test_one_answer_alone_makes_no_result() -> None:
    assert rules.result_of([ALL_GREEN]) == rules.result_of([]) == []


def test_three_answers_show_how_far_apart_the_parties_are_and_the_worst_first() -> None:
    result = rules.result_of([ALL_GREEN, but(trust="yellow"), but(trust="yellow", fairness="red")])
    assert [line.code for line in result[:2]] == ["fairness", "trust"]
    assert (result[0].counts, str(result[0].spread)) == ((2, 0, 1), "pandangan sangat berbeda")
    assert (result[1].counts, str(result[1].spread)) == ((1, 2, 0), "pandangan agak berbeda")
    assert str(result[2].spread) == "semua sependapat"
    assert [line.code for line in rules.to_talk_about(result)] == ["fairness", "trust"]


def test_a_round_ends_with_the_last_answer_and_the_answers_are_erased(channel: Walk) -> None:
    found = service.open_round(OPERATOR_NGEBEL, channel.id)
    service.answer(HEAD_NGEBEL, channel.id, found.number, but(trust="red"))
    assert found.closed_on is None and found.result is None
    service.answer(HEAD_SEMPU, channel.id, found.number, ALL_GREEN)
    assert found.closed_on == TODAY and found.answered == 2
    kept = rules.read(found.result or [])
    assert [line.code for line in rules.to_talk_about(kept)] == ["trust"] and kept[0].counts is None
    assert [item.colours for item in db.session.query(HealthAnswer)] == [{}, {}]
    written = " ".join(f"{event.before}{event.after}" for event in db.session.query(Event))
    assert not any(f'"{colour}"' in written for colour in rules.COLOURS)
    assert history("partnership", channel.id)[0].kind == "monitoring.health_closed"


def test_an_answer_can_be_changed_until_the_end_and_not_after(channel: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    found = service.open_round(HEAD_NGEBEL, channel.id)
    with pytest.raises(Invalid):
        service.answer(HEAD_NGEBEL, channel.id, found.number, {"trust": "green"})
    for said in (but(trust="red"), ALL_GREEN):
        service.answer(HEAD_NGEBEL, channel.id, found.number, said)
    assert [item.colours for item in found.answers] == [ALL_GREEN]
    with pytest.raises(NotAllowed):  # nobody looks before the time is over
        service.end_round(HEAD_NGEBEL, channel.id, found.number)
    later(monkeypatch, 15)
    with pytest.raises(NotAllowed):
        service.answer(HEAD_SEMPU, channel.id, found.number, ALL_GREEN)
    service.end_round(HEAD_SEMPU, channel.id, found.number)
    assert (found.result, found.answered) == ([], 1)


def test_a_result_is_made_once_and_stays(channel: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    found = service.open_round(HEAD_NGEBEL, channel.id)
    for head in (HEAD_NGEBEL, HEAD_SEMPU):
        service.answer(head, channel.id, found.number, ALL_GREEN)
    result = found.result
    later(monkeypatch, 20)
    service.end_round(HEAD_NGEBEL, channel.id, found.number)
    assert found.result == result and found.closed_on == TODAY


def test_two_rounds_cannot_follow_so_closely_that_one_tells_what_changed(
    channel: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = service.open_round(HEAD_NGEBEL, channel.id)
    with pytest.raises(NotAllowed):
        service.open_round(HEAD_SEMPU, channel.id)
    for head in (HEAD_NGEBEL, HEAD_SEMPU):
        service.answer(head, channel.id, found.number, ALL_GREEN)
    later(monkeypatch, rules.APART - 1)
    with pytest.raises(NotAllowed):
        service.open_round(HEAD_NGEBEL, channel.id)
    later(monkeypatch, rules.APART)
    assert service.open_round(HEAD_NGEBEL, channel.id).number == 2


def test_a_round_that_nobody_ended_holds_up_no_other(channel: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    found = service.open_round(HEAD_NGEBEL, channel.id)
    later(monkeypatch, rules.OPEN_DAYS + rules.APART - 1)
    with pytest.raises(NotAllowed):
        service.open_round(HEAD_NGEBEL, channel.id)
    later(monkeypatch, rules.OPEN_DAYS + rules.APART)
    assert service.open_round(HEAD_NGEBEL, channel.id).number == 2
    db.session.refresh(found)
    assert (found.closed_on, found.result) == (found.last_day, [])


def test_the_daily_tidying_ends_what_is_over(channel: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    found = service.open_round(HEAD_NGEBEL, channel.id)
    assert service.end_overdue() == 0
    later(monkeypatch, 15)
    assert service.end_overdue() == 1
    db.session.refresh(found)
    assert found.closed_on == found.last_day == TODAY + timedelta(days=rules.OPEN_DAYS)


def test_only_parties_read_and_answer_a_check_in_one_page(running_channel: Walk, app: Flask) -> None:
    here = f"/kemitraan/{running_channel.id}/kesehatan"
    ngebel, sempu, camat = app.test_client(), app.test_client(), app.test_client()
    testing.sign_in(ngebel, OfficeKind.VILLAGE_OPERATOR, (NGEBEL,))
    testing.sign_in(sempu, OfficeKind.VILLAGE_HEAD, (SEMPU,))
    testing.sign_in(camat, OfficeKind.DISTRICT_OFFICER, ("35.02.19",))
    testing.post(ngebel, f"{here}/buka")
    for stranger in (app.test_client(), camat):
        assert stranger.get(here).status_code == stranger.get(f"{here}/1").status_code == 404
    assert "satu menit" in sempu.get("/").text and "Periksa kesehatan" not in camat.get("/").text
    assert testing.post(ngebel, f"{here}/1/jawab", {"trust": "red"}).status_code == 422
    testing.post(ngebel, f"{here}/1/jawab", but(trust="red"))
    page = sempu.get(f"{here}/1").text
    assert "1 dari 2 pihak sudah menjawab" in page and "Yang perlu dibicarakan" not in page
    assert "yang terakhir menjawab" in sempu.get(f"{here}/1/jawab").text
    testing.post(sempu, f"{here}/1/jawab", ALL_GREEN)
    page = sempu.get(f"{here}/1").text
    assert "Membangun kembali saling percaya" in page and "judul=Membangun" in page and "1 merah" not in page
    assert "Membangun kembali saling percaya" in ngebel.get(f"/kemitraan/{running_channel.id}").text
    assert "Membangun kembali" not in camat.get(f"/kemitraan/{running_channel.id}").text


def test_home_asks_once_and_only_parties(channel: Walk, context: Flask) -> None:
    service.open_round(HEAD_NGEBEL, channel.id)
    with context.test_request_context():
        assert len(told(waiting.parts(HEAD_SEMPU))) == 1 and told(waiting.parts(CAMAT_NGEBEL)) == []
        service.answer(HEAD_SEMPU, channel.id, 1, ALL_GREEN)
        assert told(waiting.parts(HEAD_SEMPU)) == []


def test_what_is_to_be_talked_about_goes_to_the_next_meeting_once_in_one_tap(running_channel: Walk, app: Flask) -> None:
    here = f"/kemitraan/{running_channel.id}/kesehatan/1"
    with app.app_context():
        service.open_round(HEAD_NGEBEL, running_channel.id)
        service.answer(HEAD_NGEBEL, running_channel.id, 1, but(trust="red", fairness="yellow"))
    ngebel, sempu = app.test_client(), app.test_client()
    testing.sign_in(ngebel, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    testing.sign_in(sempu, OfficeKind.VILLAGE_HEAD, (SEMPU,))
    assert testing.post(ngebel, f"{here}/rapat").status_code == 403, "nothing is told before the round ended"
    with app.app_context():
        service.answer(HEAD_SEMPU, running_channel.id, 1, ALL_GREEN)
    assert "Rencanakan rapat untuk membahasnya" in ngebel.get(here).text
    assert testing.post(ngebel, f"{here}/rapat").status_code == 403, "no meeting is to come"
    day = clock.now() + timedelta(days=5)
    with app.app_context():
        meeting = {"title": "Musyawarah air", "starts_at": day, "place": "Balai"}
        first = meetings.plan(HEAD_NGEBEL, running_channel.id, meeting).id
    assert "Bahas di rapat: Musyawarah air" in sempu.get(here).text
    for head in (sempu, ngebel, sempu):  # both tap, one of them twice
        assert testing.post(head, f"{here}/rapat").headers["Location"].endswith(f"/rapat/{first}")
    with app.app_context():
        items = db.session.scalars(select(AgendaItem).order_by(AgendaItem.position)).all()
        assert [item.title for item in items] == [str(rules.TALK[code]) for code in ("trust", "fairness")]
        assert {(item.thing_kind, item.meeting_id) for item in items} == {(rules.KIND, first)}
    page = ngebel.get(here).text
    assert "Ada di acara rapat:" in page and "Bahas di rapat:" not in page
