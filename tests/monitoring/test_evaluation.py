"""Evaluations: each party says its own first, a recommendation is answered, a closed one is frozen."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from partnership_walk import (
    CAMAT_NGEBEL,
    COUNCIL_SEMPU,
    HEAD_NGEBEL,
    HEAD_SEMPU,
    NGEBEL,
    OPERATOR_NGEBEL,
    OPERATOR_SEMPU,
    SEMPU,
    STRANGER,
    Walk,
)
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from portal import clock, testing
from portal.coordination.meetings import service as meetings
from portal.db import db, transactional
from portal.errors import Conflict, Invalid, NotAllowed
from portal.events import history
from portal.monitoring.evaluation import queries, rules, service, writing
from portal.monitoring.evaluation.models import Evaluation, EvaluationConsent
from portal.monitoring.indicators import rules as kinds
from portal.monitoring.indicators import service as indicators
from portal.monitoring.looking_back import waiting
from portal.monitoring.measurements import service as measurements
from portal.monitoring.measurements.rules import Values
from portal.partnerships import following
from portal.partnerships import service as partnerships
from portal.partnerships.models import Party
from portal.partnerships.rules import LEFT
from portal.permissions import OfficeKind
from portal.planning.commitments import service as commitments
from portal.web.waiting import told

YEAR = {"kind": "yearly", "title": "Evaluasi 2026", "period_from": date(2026, 1, 1), "period_to": date(2026, 10, 31)}
DUE = date(2026, 12, 1)


def opened(walk: Walk, person: Any = HEAD_NGEBEL) -> Evaluation:
    """An evaluation of 2026."""
    return service.open_evaluation(person, walk.id, {**YEAR, "due_on": DUE})


def marks(mark: int = 3) -> dict[str, tuple[int, str]]:
    """The same mark for every question."""
    return {code: (mark, f"kata {code}") for code in rules.QUESTIONS}


def ready(walk: Walk) -> Evaluation:
    """An evaluation that may be closed: all answered, one recommendation with its promise."""
    found = opened(walk)
    service.answer(HEAD_NGEBEL, walk.id, found.id, marks(4))
    service.answer(OPERATOR_SEMPU, walk.id, found.id, marks(2))
    finding = {"kind": "finding", "words": "Pintu air bocor", "figure": "kehilangan 12 dari 60 liter/detik"}
    part = writing.add_finding(HEAD_NGEBEL, walk.id, found.id, finding)
    wanted = {"words": "Ganti pintu air", "party_id": walk.party(SEMPU), "finding_id": part.id}
    recommended = writing.recommend(HEAD_NGEBEL, walk.id, found.id, wanted)
    outcome = {"outcome": "commitment", "link": f"/kemitraan/{walk.id}/janji/1", "title": "Janji Sempu"}
    writing.answer_recommendation(HEAD_SEMPU, walk.id, found.id, recommended.id, recommended.version, outcome)
    return found


def test_a_party_or_the_camat_opens_one_evaluation_at_a_time(channel: Walk) -> None:
    found = opened(channel, CAMAT_NGEBEL)
    assert found.opened_by_office == CAMAT_NGEBEL.office.label
    with pytest.raises(NotAllowed):
        opened(channel)
    with pytest.raises(NotAllowed):
        opened(channel, COUNCIL_SEMPU)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"period_to": date(2025, 1, 1)}, "period_to"),
        ({"period_to": date(2027, 12, 31)}, "period_to"),
        ({"due_on": date(2026, 11, 1)}, "due_on"),
    ],
)
def test_a_period_that_ends_before_it_begins_or_far_ahead_or_a_day_that_is_over_is_refused(
    channel: Walk, changes: dict[str, date], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        service.open_evaluation(HEAD_NGEBEL, channel.id, {**YEAR, "due_on": DUE, **changes})
    assert set(refused.value.errors) == {field}


def test_only_parties_answer_and_they_answer_everything(channel: Walk) -> None:
    found = opened(channel)
    with pytest.raises(NotAllowed):
        service.answer(CAMAT_NGEBEL, channel.id, found.id, marks())
    with pytest.raises(Invalid):
        service.answer(HEAD_NGEBEL, channel.id, found.id, {"relevance": (3, "")})
    service.answer(HEAD_NGEBEL, channel.id, found.id, marks(1))
    service.answer(OPERATOR_NGEBEL, channel.id, found.id, marks(4))
    assert [item.mark for item in found.answers] == [4] * 6


def test_a_party_says_its_own_before_it_reads_the_others() -> None:
    assert not rules.sees_answers(is_closed=False, own_party_id=1, answered=[2])
    assert rules.sees_answers(is_closed=False, own_party_id=1, answered=[1, 2])
    assert rules.sees_answers(is_closed=False, own_party_id=None, answered=[])
    assert rules.sees_answers(is_closed=True, own_party_id=1, answered=[2])


def test_parties_two_steps_apart_are_told_to_talk_first() -> None:
    spreads = {line.code: line for line in rules.spreads([("impact", 4), ("impact", 2), ("fairness", 0)])}
    assert spreads["impact"].is_wide and spreads["impact"].answered == 2
    assert not spreads["fairness"].is_wide and spreads["fairness"].answered == 0


def test_a_finding_rests_on_something_and_a_lesson_need_not(channel: Walk) -> None:
    found = opened(channel)
    with pytest.raises(Invalid):
        writing.add_finding(HEAD_NGEBEL, channel.id, found.id, {"kind": "finding", "words": "Kurang baik"})
    writing.add_finding(HEAD_NGEBEL, channel.id, found.id, {"kind": "lesson", "words": "Mulai dari yang kecil"})
    foreign = {"kind": "finding", "words": "Kurang baik", "indicator_id": "999"}
    with pytest.raises(Invalid):
        writing.add_finding(HEAD_NGEBEL, channel.id, found.id, foreign)


def test_a_finding_keeps_the_figure_of_its_indicator_as_it_is_on_that_day(channel: Walk) -> None:
    flow = {"name": "Debit di hilir", "kind": kinds.NUMBER, "frequency": kinds.YEARLY, "unit": "liter/detik"}
    began = date(2024, 1, 1)
    indicator = indicators.add(HEAD_NGEBEL, channel.id, {**flow, "starts_on": began})
    found = opened(channel)
    values = {"kind": "finding", "words": "Debit turun", "indicator_id": str(indicator.id)}
    assert writing.add_finding(HEAD_NGEBEL, channel.id, found.id, values).figure == "belum ada laporan yang diperiksa"
    period, flowing = kinds.period_of(kinds.YEARLY, date(2025, 6, 1)), Values(Decimal("12.5"))
    sent = measurements.report(HEAD_NGEBEL, channel.id, indicator.id, None, period, flowing, {}, {}, [], True)
    measurements.verify(HEAD_SEMPU, channel.id, sent.id, sent.version)
    written = writing.add_finding(HEAD_NGEBEL, channel.id, found.id, values).figure
    assert written.startswith("12,5 liter/detik") and "2025" in written


@pytest.mark.parametrize(
    ("outcome", "word", "link", "field"),
    [
        ("", "", "", "outcome"),
        ("declined", "tidak", "", "word"),
        ("plan", "", "", "link"),
        ("commitment", "nanti", "", "link"),
        ("declined", "Dananya belum ada tahun ini.", "", None),
        ("commitment", "", "/kemitraan/1/janji/2", None),
        ("commitment", "", "/kemitraan/12/janji/2", "link"),
        ("plan", "", "https://contoh.id/kemitraan/1/rencana", "link"),
        ("plan", "", "/kemitraan/1/../2/rencana", "link"),
    ],
)
def test_a_recommendation_becomes_a_plan_a_promise_or_a_reasoned_no(
    outcome: str, word: str, link: str, field: str | None
) -> None:
    assert list(rules.outcome_faults(outcome, word, link, "/kemitraan/1/")) == ([field] if field else [])


def test_what_was_promised_since_is_offered_as_what_a_recommendation_became(channel: Walk, context: Flask) -> None:
    commitments.promise(HEAD_SEMPU, channel.id, channel.party(SEMPU), {"title": "Lama", "due_on": DUE})
    found = opened(channel)
    made = commitments.promise(HEAD_SEMPU, channel.id, channel.party(SEMPU), {"title": "Pintu air baru", "due_on": DUE})
    with context.test_request_context():
        offered = following.follow_ups(channel.id, found.opened_at)
    assert [(item.kind, item.title) for item in offered] == [("commitment", "Pintu air baru")]
    assert offered[0].url == f"/kemitraan/{channel.id}/janji/{made.id}"


def test_it_is_closed_when_all_have_answered_and_every_recommendation_has_its_answer(channel: Walk) -> None:
    found = opened(channel)
    service.answer(HEAD_NGEBEL, channel.id, found.id, marks())
    recommended = writing.recommend(CAMAT_NGEBEL, channel.id, found.id, {"words": "Rawat saluran"})
    with pytest.raises(NotAllowed) as refused:
        service.close(HEAD_NGEBEL, channel.id, found.id, found.version, "ringkas")
    assert len(refused.value.reasons) == 2
    with pytest.raises(NotAllowed):  # what becomes of it is the parties' own to say
        writing.answer_recommendation(CAMAT_NGEBEL, channel.id, found.id, recommended.id, None, {"outcome": "declined"})
    no = {"outcome": "declined", "word": "Sudah dirawat warga tiap minggu."}
    writing.answer_recommendation(HEAD_SEMPU, channel.id, found.id, recommended.id, recommended.version, no)
    service.answer(HEAD_SEMPU, channel.id, found.id, marks())
    closed = service.close(HEAD_NGEBEL, channel.id, found.id, found.version, "Air sampai, perawatan kurang.")
    assert closed.state == rules.CLOSED
    with pytest.raises(NotAllowed):
        service.answer(HEAD_NGEBEL, channel.id, found.id, marks())


def test_who_is_late_holds_nobody_up_after_the_day() -> None:
    assert rules.closing_faults(1, 2, DUE, date(2026, 12, 2), ["plan"]) == []
    assert len(rules.closing_faults(1, 2, DUE, DUE, ["plan"])) == 1


def test_a_closed_evaluation_is_frozen_and_its_fingerprint_is_in_the_history(channel: Walk) -> None:
    found = ready(channel)
    service.close(HEAD_NGEBEL, channel.id, found.id, found.version, "Pintu air diganti.")
    assert found.text is not None and found.sha256 == rules.fingerprint(found.text)
    assert all(word in found.text for word in ("Pintu air bocor", "Ganti pintu air", "kata fairness", "Janji Sempu"))
    newest = history("partnership", channel.id)[0]
    assert newest.kind == "monitoring.evaluation_closed" and found.sha256 in newest.after

    @transactional
    def change() -> None:
        db.session.execute(text("UPDATE evaluation SET text = 'lain'"))

    with pytest.raises(DatabaseError):
        change()


def test_a_stale_answer_to_a_recommendation_is_a_conflict(channel: Walk) -> None:
    found = ready(channel)
    part = found.recommendations[0]
    opened_on = part.version
    no = {"outcome": "declined", "word": "Tidak ada dana tahun ini."}
    writing.answer_recommendation(HEAD_SEMPU, channel.id, found.id, part.id, opened_on, no)
    with pytest.raises(Conflict):
        writing.answer_recommendation(OPERATOR_SEMPU, channel.id, found.id, part.id, opened_on, no)


def test_only_the_party_it_is_addressed_to_answers_a_recommendation(channel: Walk) -> None:
    found = ready(channel)
    no = {"outcome": "declined", "word": "Tidak ada dana tahun ini."}
    with pytest.raises(NotAllowed):
        writing.answer_recommendation(HEAD_NGEBEL, channel.id, found.id, found.recommendations[0].id, None, no)
    assert rules.may_settle(False, None, [1, 2]) and rules.may_settle(True, 1, [1, 2])
    assert not rules.may_settle(False, 1, [1, 2])
    assert rules.may_settle(False, 3, [1, 2])  # it left: somebody must be able to answer


def test_home_names_what_waits_for_a_party_and_stops_when_it_is_done(channel: Walk, context: Flask) -> None:
    def waits(person: Any) -> list[str]:
        with context.test_request_context():
            return [str(item.sentence) for item in told(waiting.parts(person))]

    found = opened(channel)
    assert "Jawab" in waits(HEAD_SEMPU)[0]
    assert waits(STRANGER) == waits(CAMAT_NGEBEL) == []
    service.answer(HEAD_SEMPU, channel.id, found.id, marks())
    assert waits(HEAD_SEMPU) == []
    writing.recommend(HEAD_NGEBEL, channel.id, found.id, {"words": "Rawat saluran"})
    assert "rekomendasi" in waits(HEAD_SEMPU)[0]


def test_the_public_reads_it_when_every_head_said_yes_and_no_longer(channel: Walk) -> None:
    found = ready(channel)
    partnerships.set_public(HEAD_NGEBEL, channel.id, True)
    with pytest.raises(NotAllowed):
        service.agree_to_show(HEAD_NGEBEL, channel.id, found.id, True)
    service.close(HEAD_NGEBEL, channel.id, found.id, found.version, "Pintu air diganti.")
    shown = []
    for head, agrees in ((HEAD_NGEBEL, True), (HEAD_SEMPU, True), (HEAD_NGEBEL, False)):
        service.agree_to_show(head, channel.id, found.id, agrees)
        db.session.expire_all()
        listed = db.session.execute(queries.listed(channel.partnership, insider=False)).all()
        assert bool(listed) == queries.is_public(channel.partnership, found)
        shown.append(bool(listed))
    assert shown == [False, True, False]
    with pytest.raises(NotAllowed):
        service.agree_to_show(OPERATOR_NGEBEL, channel.id, found.id, True)


def test_whoever_answered_decides_also_after_leaving_and_can_take_its_yes_back(
    running_channel: Walk, app: Flask
) -> None:
    walk = running_channel
    with app.app_context():
        found = ready(walk)
        number, part = found.id, walk.party(SEMPU)
        partnerships.set_public(HEAD_NGEBEL, walk.id, True)
        service.close(HEAD_NGEBEL, walk.id, number, found.version, "Pintu air diganti.")
        service.agree_to_show(HEAD_NGEBEL, walk.id, number, True)
        leave(part)
    assert not is_shown(app, walk, number)  # Sempu answered, and never said yes
    with app.app_context():
        with pytest.raises(NotAllowed):
            service.agree_to_show(HEAD_SEMPU, walk.id, number, True)
        agreed_before(number, part)
    assert is_shown(app, walk, number)
    sempu, here = app.test_client(), f"/kemitraan/{walk.id}/evaluasi/{number}"
    testing.sign_in(sempu, OfficeKind.VILLAGE_HEAD, (SEMPU,))
    page = sempu.get(here).text
    assert "Tarik persetujuan kami" in page and "2 dari 2 pihak setuju" in page
    assert testing.post(sempu, here + "/umum", {"setuju": "0"}).status_code == 303
    assert not is_shown(app, walk, number) and sempu.get(here).status_code == 404


@transactional
def leave(party_id: int) -> None:
    """A party is in it no more."""
    db.session.get_one(Party, party_id).state = LEFT


@transactional
def agreed_before(evaluation_id: int, party_id: int) -> None:
    """The yes that a party said while it was in it."""
    db.session.add(EvaluationConsent(evaluation_id=evaluation_id, party_id=party_id, given_at=clock.now()))


def is_shown(app: Flask, walk: Walk, number: int) -> bool:
    """Whether strangers read an evaluation: the list and the page say the same."""
    with app.app_context():
        listed = db.session.execute(queries.listed(walk.partnership, insider=False)).all()
        assert bool(listed) == queries.is_public(walk.partnership, db.session.get_one(Evaluation, number))
        return bool(listed)


def test_the_pages_lead_from_a_question_to_a_closed_evaluation(running_channel: Walk, app: Flask) -> None:
    here = f"/kemitraan/{running_channel.id}/evaluasi"
    ngebel, sempu, visitor = app.test_client(), app.test_client(), app.test_client()
    testing.sign_in(ngebel, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    testing.sign_in(sempu, OfficeKind.VILLAGE_HEAD, (SEMPU,))
    dates = {"period_from": "2026-01-01", "period_to": "2026-10-31", "due_on": "2026-12-01"}
    answer = testing.post(ngebel, f"{here}/buka", {"kind": "yearly", "title": "Evaluasi 2026", **dates})
    one = answer.headers["Location"]
    assert testing.post(ngebel, f"{one}/jawab", {"relevance_mark": "3"}).status_code == 422
    question, place = ngebel.get(f"{one}/jawab").text, f"/kemitraan/{running_channel.id}"
    for figures in ("/hasil", "/anggaran", "/sumbangan", "/rencana", "/suara-warga", "/janji/rekam-jejak"):
        assert f'href="{place}{figures}"' in question and ngebel.get(place + figures).status_code == 200, figures
    said = {f"{code}_mark": "3" for code in rules.QUESTIONS}
    assert testing.post(ngebel, f"{one}/jawab", {**said, "impact_word": "hasil panen naik"}).status_code == 303
    assert "terlihat setelah pihak Anda menjawab" in sempu.get(one).text
    assert sempu.get(f"{one}/jawaban/impact").status_code == 404
    testing.post(sempu, f"{one}/jawab", said)
    assert "hasil panen naik" in sempu.get(f"{one}/jawaban/impact").text
    assert visitor.get(one).status_code == visitor.get(here).status_code == 404
    lesson = {"kind": "lesson", "words": "Musyawarah tiap bulan membantu"}
    stayed = testing.post(ngebel, f"{one}/temuan", lesson, headers={"HX-Request": "true"})
    assert stayed.status_code == 200 and "Musyawarah tiap bulan" in stayed.text and "Tambah lagi" in stayed.text
    assert testing.post(ngebel, f"{one}/rapat").status_code == 403, "nothing to talk about yet"
    assert testing.post(ngebel, f"{one}/rekomendasi", {"words": "Perbaiki pintu air"}).status_code == 303
    page = ngebel.get(one).text
    assert "Rencanakan rapat untuk membahasnya" in page
    day = clock.now() + timedelta(days=5)
    with app.app_context():
        meeting = {"title": "Musyawarah air", "starts_at": day, "place": "Balai"}
        meetings.plan(HEAD_NGEBEL, running_channel.id, meeting)
    with testing.statements(app) as counted:
        assert "Bahas di rapat: Musyawarah air" in sempu.get(one).text
    assert len(counted) <= 15
    agenda = testing.post(sempu, f"{one}/rapat").headers["Location"]
    assert "Rekomendasi: Perbaiki pintu air" in ngebel.get(agenda).text
    assert "Ada di acara rapat:" in ngebel.get(one).text
    asked = next(part for part in page.split('"') if "/rekomendasi/" in part and not part.endswith("tarik"))
    form = ngebel.get(asked).text
    assert "judul=Perbaiki" in form and "asal=decision" in form and "alasan=Perbaiki" in form
    assert testing.post(ngebel, asked, {"outcome": "plan", "link": "javascript:alert(1)"}).status_code == 422
    no = {"outcome": "declined", "word": "Sudah diperbaiki minggu lalu."}
    assert testing.post(ngebel, asked, no).status_code == 303
    assert testing.post(ngebel, f"{one}/tutup", {"summary": "Berjalan baik."}).status_code == 303
    assert "dibekukan" in ngebel.get(one).text
