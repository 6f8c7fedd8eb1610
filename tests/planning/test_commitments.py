"""Promises: who makes them, who answers, who confirms, and what a party's record says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import current_app
from hypothesis import given
from hypothesis import strategies as st
from partnership_walk import (
    CAMAT_NGEBEL,
    HEAD_NGEBEL,
    HEAD_SEMPU,
    NGEBEL,
    OPERATOR_NGEBEL,
    OPERATOR_SEMPU,
    SEMPU,
    STRANGER,
    Walk,
    actor_of,
    scan,
)

from portal.db import db, transactional
from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.events import history
from portal.partnerships import service as partnerships
from portal.permissions import OfficeKind
from portal.planning import waiting
from portal.planning.commitments import answers, queries, rules, service, sources
from portal.planning.commitments.models import Commitment, CommitmentAnswer
from portal.planning.commitments.rules import Promise, outcome
from portal.web.waiting import told

TODAY = date(2026, 11, 24)


def day(days: int) -> date:
    """So many days from today."""
    return TODAY + timedelta(days=days)


def promise(walk: Walk, days: int = 10, person: Any = HEAD_NGEBEL, code: str = NGEBEL, **more: Any) -> Commitment:
    """A promise of a village, due in so many days."""
    values = {"title": "Menyiapkan lahan saluran", "due_on": day(days), **more}
    return service.promise(person, walk.id, walk.party(code), values)


@transactional
def end(walk: Walk) -> None:
    """The partnership comes to its end."""
    walk.partnership.status = "ended"


def say_done(walk: Walk, made: Commitment, days: int = 0, **more: Any) -> CommitmentAnswer:
    """The promising village says it is done, on a day."""
    values = {"day": day(days), "word": "lahan sudah bersih", **more}
    return answers.answer(HEAD_NGEBEL, walk.id, made.id, made.version, rules.DONE, values)


def ask_time(walk: Walk, made: Commitment, days: int) -> CommitmentAnswer:
    """The promising village asks for time until a day."""
    values = {"day": day(days), "word": "hujan"}
    return answers.answer(HEAD_NGEBEL, walk.id, made.id, made.version, rules.NEEDS_TIME, values)


def test_a_promise_in_three_words_counts_at_once(channel: Walk) -> None:
    made = promise(channel)
    assert (made.state, made.party_id) == (rules.STANDING, channel.party(NGEBEL))
    assert history("partnership", channel.id)[0].kind == "planning.promise_made"


def test_what_another_party_writes_down_counts_when_the_promising_one_takes_it_on(channel: Walk) -> None:
    made = promise(channel, person=OPERATOR_SEMPU)
    assert made.state == rules.PROPOSED
    assert queries.records(channel.id)[made.party_id] == rules.Record()
    with pytest.raises(NotAllowed):
        service.take_on(HEAD_SEMPU, channel.id, made.id, True)
    service.take_on(HEAD_NGEBEL, channel.id, made.id, True)
    assert queries.records(channel.id)[made.party_id].open == 1


def test_a_promise_that_a_party_does_not_know_of_is_no_mark_against_it(channel: Walk) -> None:
    made = promise(channel, days=-90, person=OPERATOR_SEMPU)
    service.take_on(HEAD_NGEBEL, channel.id, made.id, False)
    assert queries.records(channel.id)[made.party_id].total == 0


def test_done_counts_as_kept_once_another_party_confirms(channel: Walk) -> None:
    made = promise(channel)
    said = say_done(channel, made)
    assert queries.records(channel.id)[made.party_id].waiting == 1
    with pytest.raises(NotAllowed):
        answers.confirm(HEAD_NGEBEL, channel.id, made.id, said.id)
    answers.confirm(OPERATOR_SEMPU, channel.id, made.id, said.id)
    assert queries.records(channel.id)[made.party_id] == rules.Record(kept=1)


def test_confirming_twice_is_the_same_as_once(channel: Walk) -> None:
    made = promise(channel)
    said = say_done(channel, made)
    for _time in range(2):
        answers.confirm(OPERATOR_SEMPU, channel.id, made.id, said.id)
    kinds = [event.kind for event in history("partnership", channel.id)]
    assert kinds.count("planning.promise_confirmed") == 1


def test_done_asks_for_the_proof_that_was_named(channel: Walk) -> None:
    made = promise(channel, proof="berita acara serah terima")
    with pytest.raises(Invalid):
        say_done(channel, made, word="")
    answers.answer(HEAD_NGEBEL, channel.id, made.id, None, rules.DONE, {"day": TODAY}, scan("berita acara"))
    found = queries.whole(channel.id, made.id)
    assert found and found.answers[0].file and found.answers[0].file.original_name == "berita acara.pdf"


def test_a_new_day_counts_when_another_party_accepts_it(channel: Walk) -> None:
    made = promise(channel, days=-5)
    said = ask_time(channel, made, 20)
    assert outcome(made.promise, TODAY) == rules.LATE
    answers.confirm(OPERATOR_SEMPU, channel.id, made.id, said.id)
    assert (made.due_on, made.first_due_on) == (day(20), day(-5))
    assert outcome(made.promise, TODAY) == rules.RENEGOTIATED


def test_a_new_day_that_nobody_accepted_leaves_the_promise_late_and_then_broken(channel: Walk) -> None:
    made = promise(channel, days=-5)
    said = ask_time(channel, made, 20)
    answers.object_to(OPERATOR_SEMPU, channel.id, made.id, said.id, "musim tanam tidak menunggu")
    assert made.asked_due_on is None
    assert outcome(made.promise, TODAY) == rules.LATE
    assert outcome(made.promise, day(26)) == rules.BROKEN


@pytest.mark.parametrize("days", [-10, -5, 0])
def test_a_new_day_is_later_than_the_agreed_one_and_not_over(channel: Walk, days: int) -> None:
    made = promise(channel, days=0 if days == 0 else -5)
    with pytest.raises(Invalid):
        ask_time(channel, made, days)


def test_a_dispute_is_seen_with_both_sides_words_until_it_is_taken_back(channel: Walk) -> None:
    made = promise(channel)
    said = say_done(channel, made)
    answers.object_to(HEAD_SEMPU, channel.id, made.id, said.id, "masih ada tunggul kayu")
    answers.reply(HEAD_NGEBEL, channel.id, made.id, said.id, "tunggul sudah ditarik kemarin")
    assert made.state == rules.DISPUTED
    assert queries.records(channel.id)[made.party_id].disputed == 1
    answers.confirm(OPERATOR_SEMPU, channel.id, made.id, said.id)
    assert made.state == rules.FULFILLED
    assert (said.objection, said.reply) == ("masih ada tunggul kayu", "tunggul sudah ditarik kemarin")


def test_an_objection_needs_its_reason(channel: Walk) -> None:
    made = promise(channel)
    said = say_done(channel, made)
    with pytest.raises(Invalid):
        answers.object_to(HEAD_SEMPU, channel.id, made.id, said.id, "  ")


def test_a_later_answer_stands_beside_the_earlier_one(channel: Walk) -> None:
    made = promise(channel, days=-3)
    first = ask_time(channel, made, 5)
    say_done(channel, made)
    assert first.is_superseded
    with pytest.raises(Conflict):
        answers.confirm(OPERATOR_SEMPU, channel.id, made.id, first.id)


def test_being_held_up_is_told_and_changes_no_day(channel: Walk) -> None:
    made = promise(channel, days=-3)
    answers.answer(HEAD_NGEBEL, channel.id, made.id, made.version, rules.BLOCKED, {"word": "jalan longsor"})
    assert outcome(made.promise, TODAY) == rules.LATE


def test_only_the_promising_party_answers(channel: Walk) -> None:
    made = promise(channel)
    with pytest.raises(NotAllowed):
        answers.answer(HEAD_SEMPU, channel.id, made.id, made.version, rules.DONE, {"day": TODAY})


def test_an_officer_of_the_bkad_writes_for_a_party_and_confirms_for_none(channel: Walk) -> None:
    officer = actor_of(OfficeKind.BKAD_OFFICER, partnership_id=channel.id)
    made = promise(channel)
    said = answers.answer(officer, channel.id, made.id, made.version, rules.DONE, {"day": TODAY, "word": "selesai"})
    for person in (officer, HEAD_NGEBEL):
        with pytest.raises(NotAllowed):
            answers.confirm(person, channel.id, made.id, said.id)
    answers.confirm(HEAD_SEMPU, channel.id, made.id, said.id)


def test_a_party_cannot_move_or_put_away_its_own_promise(channel: Walk) -> None:
    made = promise(channel)
    service.edit(HEAD_NGEBEL, channel.id, made.id, made.version, {"office": "Kaur", "due_on": day(99)})
    assert (made.office, made.due_on) == ("Kaur", day(10))
    with pytest.raises(NotAllowed):
        service.release(HEAD_NGEBEL, channel.id, made.id, made.version, "tidak jadi")
    service.release(HEAD_SEMPU, channel.id, made.id, made.version, "lahan lain dipakai")
    assert queries.records(channel.id)[made.party_id] == rules.Record(released=1)


def test_what_was_promised_is_not_rewritten_once_it_counts(channel: Walk) -> None:
    made = promise(channel, person=OPERATOR_SEMPU)
    read = made.version
    service.edit(OPERATOR_SEMPU, channel.id, made.id, read, {"title": "Menyiapkan lahan 2 ha"})
    with pytest.raises(Conflict):
        service.take_on(HEAD_NGEBEL, channel.id, made.id, True, read)
    service.take_on(HEAD_NGEBEL, channel.id, made.id, True, made.version)
    service.edit(HEAD_NGEBEL, channel.id, made.id, None, {"title": "Menyiapkan jalan", "proof": "foto"})
    assert (made.title, made.proof) == ("Menyiapkan lahan 2 ha", "foto")
    service.edit(HEAD_NGEBEL, channel.id, made.id, None, {"proof": "ucapan", "office": "Kaur"})
    assert (made.title, made.proof, made.office) == ("Menyiapkan lahan 2 ha", "foto", "Kaur")


@pytest.mark.parametrize(
    ("state", "released", "expected"),
    [
        (rules.STANDING, 31, rules.BROKEN),
        (rules.STANDING, 30, rules.RELEASED),
        (rules.DISPUTED, 90, rules.RELEASED),
        (rules.PROPOSED, 90, rules.PROPOSED),
    ],
)
def test_a_broken_promise_stays_broken_when_another_party_lets_it_go(state: str, released: int, expected: str) -> None:
    found = Promise(1, state, TODAY, released_on=day(released))
    assert outcome(found, day(365)) == expected
    record = rules.record_of([found], day(365))
    assert (record.broken, record.released) == (expected == rules.BROKEN, expected == rules.RELEASED)


def test_two_people_who_answer_at_once_do_not_overwrite_each_other(channel: Walk) -> None:
    made = promise(channel)
    opened = made.version
    answers.answer(HEAD_NGEBEL, channel.id, made.id, opened, rules.BLOCKED, {"word": "longsor"})
    with pytest.raises(Conflict):
        answers.answer(OPERATOR_NGEBEL, channel.id, made.id, opened, rules.DONE, {"day": TODAY, "word": "x"})


@pytest.mark.parametrize(("person", "refusal"), [(CAMAT_NGEBEL, NotAllowed), (STRANGER, NotFound)])
def test_overseers_read_and_strangers_do_not_know_of_it(channel: Walk, person: Any, refusal: type) -> None:
    partnerships.set_public(HEAD_NGEBEL, channel.id, False)
    with pytest.raises(refusal):
        promise(channel, person=person)


def test_what_is_over_is_promised_no_more(channel: Walk) -> None:
    made = promise(channel)
    end(channel)
    with pytest.raises(NotAllowed):
        service.edit(HEAD_NGEBEL, channel.id, made.id, None, {"title": "lain"})


def test_home_names_the_partys_own_late_promise_and_what_others_ask_it_to_confirm(channel: Walk) -> None:
    late, far, mine = promise(channel, days=-4), promise(channel, days=90), promise(channel, days=3)
    say_done(channel, mine)
    with current_app.test_request_context():
        with_ngebel = [str(item.sentence) for item in told(waiting.parts(HEAD_NGEBEL))]
        with_sempu = [item.url for item in told(waiting.parts(OPERATOR_SEMPU))]
    assert ["terlambat 4 hari" in sentence for sentence in with_ngebel] == [True]
    assert with_sempu == [f"/kemitraan/{channel.id}/janji/{mine.id}"]
    assert all(not url.endswith(f"/{made.id}") for url in with_sempu for made in (late, far))


@pytest.mark.parametrize("person", [STRANGER, CAMAT_NGEBEL, actor_of(OfficeKind.COUNCIL_MEMBER, NGEBEL)])
def test_nothing_waits_for_who_cannot_answer(channel: Walk, person: Any) -> None:
    promise(channel, days=-4)
    with current_app.test_request_context():
        assert told(waiting.parts(person)) == []


def test_the_record_is_shown_to_everyone_when_every_head_said_yes_and_no_longer_when_one_takes_it_back(
    channel: Walk,
) -> None:
    def is_public() -> bool:
        return queries.is_record_public(channel.partnership, queries.agreed_parties(channel.id))

    partnerships.set_public(HEAD_NGEBEL, channel.id, True)
    service.agree_to_show_record(HEAD_NGEBEL, channel.id, True)
    assert not is_public()
    with pytest.raises(NotAllowed):
        service.agree_to_show_record(actor_of(OfficeKind.VILLAGE_SECRETARY, SEMPU), channel.id, True)
    service.agree_to_show_record(HEAD_SEMPU, channel.id, True)
    assert is_public()
    service.agree_to_show_record(HEAD_NGEBEL, channel.id, False)
    assert not is_public()


def test_strangers_see_only_what_the_promising_party_shows(channel: Walk) -> None:
    promise(channel)
    shown = promise(channel, is_public=True)
    forced = promise(channel, person=OPERATOR_SEMPU, is_public=True)
    found = list(db.session.scalars(queries.listed(channel.id, False)))
    assert [item.id for item in found] == [shown.id]
    assert not forced.is_public


def test_the_panel_shows_the_next_three_and_counts_the_late_in_one_statement(channel: Walk) -> None:
    for days in (30, -2, 5, 60, -9):
        promise(channel, days=days)
    found = queries.next_due(channel.id, True)
    assert [line.item.due_on for line in found.lines] == [day(-9), day(-2), day(5)]
    assert (found.open, found.late) == (5, 2)


def test_duties_terms_and_decisions_are_offered_line_by_line_as_promises(channel: Walk) -> None:
    offered = sources.sources_of(channel.partnership)
    duties = [(item.title, item.party_id, str(item.reference)) for item in offered if item.title == "merawat"]
    assert duties == [("merawat", party.id, "Pasal 5") for party in channel.partnership.parties]
    assert ("bergiliran", "Pasal 3") in {(item.title, str(item.reference)) for item in offered}
    decided = [(item.title, str(item.reference)) for item in offered if item.origin == "decision"]
    assert decided == [("setuju", "berita acara No. 1/MAD/2026")]


promises = st.builds(
    Promise,
    party_id=st.just(1),
    state=st.sampled_from([rules.PROPOSED, rules.STANDING, rules.CLAIMED, rules.DISPUTED, rules.FULFILLED]),
    due_on=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    done_on=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    renegotiated=st.integers(0, 3),
)


@given(promises)
def test_every_promise_has_exactly_one_outcome_with_words(found: Promise) -> None:
    result = outcome(found, TODAY)
    assert result in rules.OUTCOMES
    assert rules.record_of([found], TODAY).total == (0 if found.state == rules.PROPOSED else 1)


@given(promises, st.integers(0, 400))
def test_a_promise_that_is_kept_stays_kept(found: Promise, days: int) -> None:
    if outcome(found, TODAY) == rules.KEPT:
        assert outcome(found, TODAY + timedelta(days=days)) == rules.KEPT


@pytest.mark.parametrize(
    ("state", "done", "today", "expected"),
    [
        (rules.STANDING, None, 0, rules.OPEN),
        (rules.STANDING, None, 1, rules.LATE),
        (rules.STANDING, None, 30, rules.LATE),
        (rules.STANDING, None, 31, rules.BROKEN),
        (rules.FULFILLED, 0, 300, rules.KEPT),
        (rules.FULFILLED, 30, 300, rules.KEPT),
        (rules.FULFILLED, 31, 300, rules.BROKEN),
        (rules.CLAIMED, 20, 300, rules.CLAIMED),
        (rules.DISPUTED, 20, 300, rules.DISPUTED),
    ],
)
def test_the_rule_of_thirty_days(state: str, done: int | None, today: int, expected: str) -> None:
    done_on = None if done is None else day(done)
    assert outcome(Promise(1, state, TODAY, done_on), day(today)) == expected
