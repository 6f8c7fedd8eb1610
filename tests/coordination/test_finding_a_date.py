"""Which day suits, who may say so, and how a day becomes a meeting."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from coordination.bodies import begun
from flask import Flask, current_app
from flask.testing import FlaskClient
from partnership_walk import HEAD_GUMELAR, NGEBEL, SEMPU, Walk, actor_of

from portal import clock, testing
from portal.coordination.meetings import rules as meetings
from portal.coordination.meetings.dates import queries, rules, service
from portal.coordination.meetings.dates.forms import spoken
from portal.coordination.meetings.dates.models import DateSearch
from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.permissions import OfficeKind
from portal.web.waiting import Waiting, waiting_for

THIRD = "35.02.19.2004"
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
FIRST, SECOND, LATER = (NOW + timedelta(days=days) for days in (7, 8, 9))


def test_the_day_that_most_can_comes_first_then_the_one_fewest_cannot_then_the_earliest() -> None:
    asked = (1, 2, 3, 4)
    counts = [
        rules.tally(1, FIRST, {1: rules.YES, 2: rules.YES, 3: rules.NO, 4: rules.NO}, asked),
        rules.tally(2, SECOND, {1: rules.YES, 2: rules.YES, 3: rules.IF_NEEDED}, asked),
        rules.tally(3, LATER, {1: rules.YES, 2: rules.YES, 9: rules.YES}, asked),
        rules.tally(4, NOW, {1: rules.IF_NEEDED, 2: rules.IF_NEEDED, 3: rules.IF_NEEDED, 4: rules.IF_NEEDED}, asked),
    ]
    assert [one.choice_id for one in rules.ranked(counts)] == [2, 3, 1, 4]
    assert (counts[2].yes, counts[2].silent) == (2, 2), "who is not asked is not counted"


def test_days_are_in_the_future_each_once_and_ten_at_most() -> None:
    assert rules.day_fault(FIRST, NOW, ()) is None
    assert "lewat" in str(rules.day_fault(NOW, NOW, ()))
    assert "sudah ada" in str(rules.day_fault(FIRST, NOW, (FIRST,)))
    many = [NOW + timedelta(days=20 + number) for number in range(10)]
    assert "10" in str(rules.day_fault(FIRST, NOW, many))


def test_a_search_is_answered_up_to_and_including_its_last_day() -> None:
    last = date(2026, 12, 1)
    assert rules.answer_fault(rules.OPEN, last, last) is None
    assert rules.answer_fault(rules.OPEN, last, last + timedelta(days=1)) is not None
    assert rules.answer_fault(rules.FOUND, last, last) is not None


@pytest.fixture
def walk(context: Flask, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """Three villages, a little after ten in the morning of 24 November 2026."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return begun(NGEBEL, SEMPU, THIRD)


def looked(walk: Walk, *moments: datetime) -> DateSearch:
    """Ngebel looks for a day among these."""
    values = {"title": "MAD triwulan", "place": "Balai desa", "closes_on": date(2026, 11, 30), "minutes": 120}
    number = service.look(walk.heads[NGEBEL], walk.id, values).id
    for moment in moments:
        service.offer(walk.heads[NGEBEL], walk.id, number, moment)
    return found(walk, number)


def found(walk: Walk, number: int) -> DateSearch:
    search = queries.search_of(walk.id, number)
    assert search is not None
    return search


def test_villages_answer_and_one_tap_makes_the_meeting(walk: Walk) -> None:
    search = looked(walk, FIRST, SECOND)
    first, second = (choice.id for choice in search.choices)
    sempu, ngebel = walk.heads[SEMPU], walk.heads[NGEBEL]
    assert [item.url for item in waiting_for_search(walk, SEMPU)] == [address(walk, search)]
    assert service.answer(sempu, walk.id, search.id, None, {first: (rules.NO, "panen"), second: (rules.YES, "")}) == 2
    assert service.answer(sempu, walk.id, search.id, None, {second: (rules.YES, "")}) == 0, "the same again"
    assert waiting_for_search(walk, SEMPU) == [], "what is answered waits no more"
    with current_app.test_request_context():
        known = [queries.days(who, *[date(2026, 11, 30)] * 2, None) for who in (sempu, HEAD_GUMELAR)]
        assert [[day.url for day in days] for days in known] == [[address(walk, search)], []]
    days = queries.days_of(found(walk, search.id), queries.asked_of(search, walk.partnership))
    assert [day.choice.id for day in days] == [second, first] and days[1].said[walk.party(SEMPU)].word == "panen"
    with pytest.raises(NotAllowed):
        service.make_meeting(sempu, walk.id, search.id, None, second)
    with pytest.raises(Conflict):
        service.make_meeting(ngebel, walk.id, search.id, None, 999)
    made = service.make_meeting(ngebel, walk.id, search.id, search.version, second)
    assert (made.state, made.starts_at, made.ends_at) == (meetings.DRAFT, SECOND, SECOND + timedelta(hours=2))
    assert (made.title, made.place, made.kind) == ("MAD triwulan", "Balai desa", meetings.INTER_VILLAGE)
    search = found(walk, search.id)
    assert search.state == rules.FOUND and search.meeting_id == made.id
    with pytest.raises(NotAllowed):
        service.make_meeting(ngebel, walk.id, search.id, None, first)


def waiting_for_search(walk: Walk, code: str) -> list[Waiting]:
    with current_app.test_request_context():
        return [item for item in waiting_for(walk.heads[code]) if "MAD triwulan" in str(item.sentence)]


def address(walk: Walk, search: DateSearch) -> str:
    return f"/kemitraan/{walk.id}/rapat/cari-hari/{search.id}"


def test_what_was_told_on_paper_or_by_telephone_is_marked_as_such(walk: Walk) -> None:
    search = looked(walk, FIRST)
    said = {search.choices[0].id: (rules.IF_NEEDED, "lewat telepon Sekdes")}
    third = walk.party(THIRD)
    with pytest.raises(Invalid) as refused:
        service.answer(walk.heads[NGEBEL], walk.id, search.id, third, said)
    assert "told_by" in refused.value.errors
    with pytest.raises(NotAllowed):
        service.answer(walk.heads[SEMPU], walk.id, search.id, third, said, rules.PHONE)
    bkad = actor_of(OfficeKind.BKAD_OFFICER, partnership_id=walk.id)
    assert service.answer(bkad, walk.id, search.id, third, said, rules.PHONE) == 1
    answer = queries.answers_of(found(walk, search.id), third)[search.choices[0].id]
    assert (answer.told_by, answer.office) == (rules.PHONE, "") and answer.noted_by
    assert service.answer(walk.heads[THIRD], walk.id, search.id, None, said) == 1, "the village's own word replaces it"
    assert queries.answers_of(found(walk, search.id), third)[search.choices[0].id].told_by == ""
    with pytest.raises(NotAllowed, match="menjawab sendiri"):
        service.answer(bkad, walk.id, search.id, third, said, rules.PHONE)


def test_nobody_answers_after_the_last_day_nor_for_a_day_that_is_over(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = looked(walk, FIRST)
    with pytest.raises(NotFound):
        service.answer(HEAD_GUMELAR, walk.id, search.id, None, {})
    monkeypatch.setattr(clock, "today", lambda area_code=None: date(2026, 12, 2))
    with pytest.raises(NotAllowed):
        service.answer(walk.heads[SEMPU], walk.id, search.id, None, {search.choices[0].id: (rules.YES, "")})
    monkeypatch.setattr(clock, "now", lambda: FIRST + timedelta(hours=1))
    with pytest.raises(NotAllowed):
        service.make_meeting(walk.heads[NGEBEL], walk.id, search.id, None, search.choices[0].id)
    stopped = service.give_up(walk.heads[NGEBEL], walk.id, search.id, None, "tidak ada yang cocok")
    assert stopped.state == rules.GIVEN_UP


def test_hours_are_those_of_the_village_that_looks(walk: Walk) -> None:
    search = looked(walk, FIRST)
    assert search.area_code == NGEBEL and clock.zone_of("81.01.01.2001").key == "Asia/Jayapura"
    assert spoken(FIRST, clock.zone_of(search.area_code)).endswith("10.00")
    assert spoken(FIRST, clock.zone_of("81.01.01.2001")).endswith("12.00")


def test_the_pages_lead_from_an_offered_day_to_the_meeting(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        walk = begun(NGEBEL, SEMPU)
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    base = f"/kemitraan/{walk.id}/rapat/cari-hari"
    assert (
        testing.post(client, base + "/baru", {"title": 'Rapat "air" 💧', "closes_on": "2020-01-01"}).status_code == 422
    )
    begun_at = testing.post(client, base + "/baru", {"title": 'Rapat "air" 💧', "closes_on": "2090-01-01"})
    here = begun_at.headers["Location"]
    day = {"day": "2090-01-05", "hour": "09:30"}
    added = testing.post(client, here + "/hari", day, htmx=True)
    assert "Tambah lagi" in added.text and "Kamis, 5 Januari 2090 · 09.30" in added.text and "<html" not in added.text
    again = testing.post(client, here + "/hari", day)
    assert again.status_code == 422 and "sudah ada" in again.text
    form = client.get(here + "/jawab").text
    name = re.findall(r'name="c(\d+)"', form)[0]
    testing.post(client, here + "/jawab", {f"c{name}": "yes", f"w{name}": "<b>siap</b>"})
    shown = client.get(here).text
    assert "wa.me" in shown and "1 bisa" in shown and "&lt;b&gt;siap&lt;/b&gt;" in shown and "paling cocok" in shown
    assert testing.post(client, here + "/pilih", {"hari": name}).status_code == 303
    chosen = client.get(here).text
    assert "hari sudah dipilih" in chosen and "wa.me" not in chosen
    testing.sign_in(client, OfficeKind.VILLAGE_OPERATOR, ("33.02.01.2001",))
    assert client.get(here).status_code == 404
