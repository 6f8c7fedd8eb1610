"""A proposal from its opening to its frozen text: who answers, until when, and that nothing changes afterwards."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from coordination.bodies import Bkad
from coordination.differing import Difference
from flask import current_app
from partnership_walk import NGEBEL, OPERATOR_NGEBEL, OPERATOR_SEMPU, SEMPU, actor_of, scan
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from portal import clock, events
from portal.coordination.proposals import freezing, mandates, offering, queries, reminders, rules, service, waiting
from portal.coordination.proposals.models import Proposal
from portal.db import db, transactional
from portal.errors import Conflict, Invalid, NotAllowed, NotFound, PortalError
from portal.partnerships.agreement_rules import fingerprint
from portal.partnerships.models import Party
from portal.partnerships.things import thing_of
from portal.permissions import OfficeKind
from portal.web.waiting import told, waiting_for

VALUES = {"title": "Pompa kedua", "words": "Membeli pompa kedua.", "topic": "general"}


def opened(bkad: Bkad, **values: Any) -> int:
    wanted = {**VALUES, "deadline": clock.now() + timedelta(days=3), "body_id": bkad.body_id, **values}
    return service.open_proposal(bkad.head(), bkad.walk.id, wanted).id


def say(bkad: Bkad, number: int, code: str, position: str, reason: str = "", version: int | None = None) -> None:
    service.answer(bkad.head(code), bkad.walk.id, number, version, position, reason)


def found(bkad: Bkad, number: int) -> Proposal:
    proposal = queries.proposal_of(bkad.walk.id, number)
    assert proposal is not None
    return proposal


@transactional
def set_party(party_id: int, **values: Any) -> None:
    db.session.execute(update(Party).where(Party.id == party_id).values(**values))


def later(monkeypatch: pytest.MonkeyPatch, **by: float) -> datetime:
    moment = clock.now() + timedelta(**by)
    monkeypatch.setattr(clock, "now", lambda: moment)
    return moment


def test_a_proposal_is_decided_by_the_rule_in_force_when_it_was_opened(bkad: Bkad) -> None:
    number = opened(bkad)
    bkad.adopt(method="all", quorum=(1, 1))
    say(bkad, number, NGEBEL, rules.AGREE)
    say(bkad, number, SEMPU, rules.OBJECT, "terlalu mahal")
    assert found(bkad, number).method == "consensus" and found(bkad, number).fallback == "majority"
    closed = service.close(bkad.head(), bkad.walk.id, number, None, "Belum jadi.")
    assert closed.result == rules.NOT_PASSED and "terlalu mahal" in (closed.frozen_text or "")
    assert "Belum jadi." in (closed.frozen_text or "")
    assert opened(bkad) and found(bkad, opened(bkad)).method == "all", "a later proposal goes by the later rule"


def test_agreed_weights_are_those_in_force_at_opening_and_stand_in_the_frozen_text(bkad: Bkad) -> None:
    heavy, light = bkad.party(NGEBEL).id, bkad.party(SEMPU).id
    for fault in ({heavy: 3}, {heavy: 0, light: 1}, {heavy: 3, light: 101}, {heavy: 3, light: 1, 99_999: 1}):
        with pytest.raises(Invalid):
            bkad.adopt(weights=fault)
    assert bkad.adopt(weights={heavy: 1, light: 1}).weights == {}, "that is one village one voice"
    bkad.adopt(method="majority", quorum=(1, 1), weights={heavy: 3, light: 1})
    number = opened(bkad)
    bkad.adopt(method="majority", quorum=(1, 1))
    say(bkad, number, NGEBEL, rules.AGREE)
    say(bkad, number, SEMPU, rules.OBJECT, "mahal")
    closed = service.close(bkad.head(), bkad.walk.id, number, None, "Jadi.")
    day = closed.deadline.astimezone(clock.zone_of(NGEBEL)).date()
    assert offering.days(bkad.head(), day, day, None) == [], "its deadline came to nothing"
    assert closed.result == rules.PASSED and "setuju 3 dari 4 suara menurut bobot" in (closed.frozen_text or "")
    assert "[bobot 3]" in (closed.frozen_text or "")
    light_again = opened(bkad)
    assert [voice.weight for voice in found(bkad, light_again).voices] == [1, 1]


def test_the_last_word_counts_once_and_every_word_is_kept(bkad: Bkad) -> None:
    number = opened(bkad)
    with pytest.raises(Invalid):
        say(bkad, number, SEMPU, rules.OBJECT)
    for position, reason in ((rules.OBJECT, "mahal"), (rules.AGREE, ""), (rules.AGREE, "")):
        say(bkad, number, SEMPU, position, reason)
    assert queries.counted(found(bkad, number), bkad.walk.partnership) == rules.Count(agree=1, silent=1)
    assert [word.position for word in queries.words_of(number)] == [rules.AGREE, rules.AGREE, rules.OBJECT]
    with pytest.raises(NotAllowed):
        service.close(bkad.head(), bkad.walk.id, number, None, "terlalu cepat")
    with pytest.raises(DBAPIError):
        change("DELETE FROM proposal_word")


def test_two_of_one_village_at_once_are_told_of_each_other(bkad: Bkad) -> None:
    number = opened(bkad)
    version = found(bkad, number).voices[0].version
    say(bkad, number, NGEBEL, rules.AGREE, version=version)
    with pytest.raises(Conflict) as told_of:
        say(bkad, number, NGEBEL, rules.OBJECT, "tidak jadi", version=version)
    assert str(rules.POSITIONS[rules.AGREE]) in told_of.value.theirs.values()
    assert len(queries.words_of(number)) == 1


def test_only_who_is_mandated_answers_for_a_village(bkad: Bkad) -> None:
    number = opened(bkad)
    strangers = (OPERATOR_NGEBEL, actor_of(OfficeKind.VILLAGE_HEAD, "35.02.19.2001"), bkad.officer)
    for person in (*strangers, actor_of(OfficeKind.COUNCIL_MEMBER, NGEBEL)):
        with pytest.raises(PortalError):
            service.answer(person, bkad.walk.id, number, None, rules.AGREE)
    given = {"number": "5/2026", "given_on": clock.today(), "ends_on": clock.today(), "topic": "general"}
    with pytest.raises(NotAllowed):
        mandates.give_mandate(OPERATOR_NGEBEL, bkad.walk.id, given)
    with pytest.raises(Invalid):
        mandates.give_mandate(bkad.head(), bkad.walk.id, {**given, "ends_on": clock.today() - timedelta(1)})
    mandate = mandates.give_mandate(bkad.head(), bkad.walk.id, given).id
    service.answer(OPERATOR_NGEBEL, bkad.walk.id, number, None, rules.AGREE)
    with pytest.raises(NotAllowed):
        service.answer(OPERATOR_SEMPU, bkad.walk.id, number, None, rules.AGREE)
    with pytest.raises(NotFound):
        mandates.end_mandate(bkad.head(SEMPU), bkad.walk.id, mandate, "bukan kami")
    mandates.end_mandate(bkad.head(), bkad.walk.id, mandate, "selesai")
    with pytest.raises(NotAllowed):
        service.answer(OPERATOR_NGEBEL, bkad.walk.id, number, None, rules.OBJECT, "lagi")
    service.answer(actor_of(OfficeKind.VILLAGE_SECRETARY, NGEBEL), bkad.walk.id, number, None, rules.ABSTAIN)


def test_a_paper_is_noted_with_who_said_it_and_who_put_it_in(bkad: Bkad) -> None:
    number, party = opened(bkad), bkad.party(SEMPU).id
    said = {"position": rules.AGREE, "reason": "", "spoken_by": "Pak Lurah Sempu", "paper_number": "7/2026"}
    with pytest.raises(NotAllowed):
        service.note_answer(OPERATOR_NGEBEL, bkad.walk.id, number, party, None, said, scan())
    for person in (bkad.officer, OPERATOR_SEMPU):
        voice = service.note_answer(person, bkad.walk.id, number, party, None, {**said, "replaces": True}, scan())
        assert (voice.spoken_by, voice.paper_number) == ("Pak Lurah Sempu", "7/2026")
        assert voice.office == person.office.label and voice.attachment_id
    with pytest.raises(NotFound):
        service.note_answer(bkad.officer, bkad.walk.id, number, 99_999, None, said, scan())


def test_a_paper_overwrites_no_answer_that_nobody_saw(bkad: Bkad) -> None:
    number, party = opened(bkad, is_hidden=True), bkad.party(SEMPU).id
    seen = queries.newest_word(number)
    say(bkad, number, SEMPU, rules.AGREE)
    said = {"position": rules.OBJECT, "reason": "mahal", "spoken_by": "Kades", "paper_number": "7/2026"}
    with pytest.raises(Invalid) as asked:
        service.note_answer(OPERATOR_SEMPU, bkad.walk.id, number, party, seen, said, scan())
    assert "Setuju" in asked.value.errors["replaces"], "its own village sees what it said"
    said["replaces"] = "ya"
    with pytest.raises(Conflict) as told_of:
        service.note_answer(bkad.officer, bkad.walk.id, number, party, seen, said, scan())
    assert "Setuju" not in told_of.value.theirs.values(), "a hidden answer is not told to others"
    seen = queries.newest_word(number)
    say(bkad, number, NGEBEL, rules.AGREE)  # another village's answer does not stand in the way
    service.note_answer(bkad.officer, bkad.walk.id, number, party, seen, said, scan())
    assert queries.counted(found(bkad, number), bkad.walk.partnership) == rules.Count(agree=1, object=1)


def test_nobody_answers_late_though_the_clock_is_set_back(bkad: Bkad, monkeypatch: pytest.MonkeyPatch) -> None:
    number, other = opened(bkad), opened(bkad, deadline=clock.now() + timedelta(days=9))
    at_first = clock.now()
    later(monkeypatch, days=3, minutes=1)
    with pytest.raises(NotAllowed):
        say(bkad, number, NGEBEL, rules.AGREE)
    say(bkad, other, NGEBEL, rules.AGREE)  # something happens after the deadline
    monkeypatch.setattr(clock, "now", lambda: at_first)
    say(bkad, other, SEMPU, rules.AGREE)  # written with the clock set back: the newest event is not the latest
    with pytest.raises(NotAllowed):
        say(bkad, number, NGEBEL, rules.AGREE)
    closed = service.close(bkad.head(), bkad.walk.id, number, None, "Tidak ada yang menjawab.")
    assert closed.result == rules.NOT_PASSED


def test_a_village_that_left_or_rests_neither_answers_nor_counts(bkad: Bkad) -> None:
    number = opened(bkad)
    say(bkad, number, SEMPU, rules.OBJECT, "mahal")
    say(bkad, number, NGEBEL, rules.AGREE)
    for state in ("suspended", "left"):
        set_party(bkad.party(SEMPU).id, state=state)
        with pytest.raises(PortalError):
            say(bkad, number, SEMPU, rules.AGREE)
        paper = {"position": rules.AGREE, "spoken_by": "Kades", "paper_number": "1", "replaces": True}
        with pytest.raises(NotFound):
            service.note_answer(bkad.officer, bkad.walk.id, number, bkad.party(SEMPU).id, None, paper, scan())
    assert queries.counted(found(bkad, number), bkad.walk.partnership) == rules.Count(agree=1)
    closed = service.close(bkad.head(), bkad.walk.id, number, None, "Ngebel saja.")
    assert closed.frozen_text and "mahal) [tidak dihitung" in closed.frozen_text
    set_party(bkad.party(SEMPU).id, state="member")
    assert queries.counted(found(bkad, number), bkad.walk.partnership) == rules.Count(agree=1), "as at closing"


def test_who_put_it_forward_does_not_take_it_back_once_the_time_is_over(
    bkad: Bkad, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = opened(bkad)
    say(bkad, number, SEMPU, rules.OBJECT, "mahal")
    later(monkeypatch, days=3, minutes=1)
    with pytest.raises(NotAllowed):
        service.withdraw(bkad.head(), bkad.walk.id, number, None, "kalah")
    service.close(bkad.head(), bkad.walk.id, number, None, "Tidak jadi.")


@transactional
def change(statement: str) -> None:
    db.session.execute(text(statement))


def test_a_closed_proposal_is_frozen_by_the_service_and_by_the_database(bkad: Bkad) -> None:
    number = opened(bkad)
    for code in (NGEBEL, SEMPU):
        say(bkad, number, code, rules.AGREE)
    closed = service.close(bkad.head(), bkad.walk.id, number, None, "Pompa dibeli Ngebel.")
    assert closed.result == rules.PASSED and closed.sha256 == fingerprint(closed.frozen_text or "")
    happened = events.history("partnership", bkad.walk.id, limit=1)[0]
    assert happened.kind == freezing.CLOSED and json.loads(happened.after)["sha256"] == closed.sha256
    for verb in (
        lambda: say(bkad, number, SEMPU, rules.OBJECT, "menyesal"),
        lambda: service.close(bkad.head(), bkad.walk.id, number, None, "lagi"),
        lambda: service.withdraw(bkad.head(), bkad.walk.id, number, None, "batal"),
    ):
        with pytest.raises(NotAllowed):
            verb()
    for statement in (
        "UPDATE proposal SET outcome = 'lain'",
        "UPDATE proposal SET state = 'open', sha256 = NULL",
        "DELETE FROM proposal",
        "UPDATE proposal_voice SET position = 'object'",
        "DELETE FROM proposal_voice",
        "INSERT INTO proposal_voice (proposal_id, party_id, position, reason, office, spoken_by, paper_number, version)"
        f" VALUES ({number}, 1, 'agree', '', '', '', '', 1)",
    ):
        with pytest.raises(DBAPIError):
            change(statement)
    assert freezing.audit() == [] and events.verify().intact
    with current_app.test_request_context():
        assert [item.text for item in offering.decided(bkad.walk.id)] == ["Pompa dibeli Ngebel."]


def test_who_put_it_forward_takes_it_back_and_its_text_is_never_edited(bkad: Bkad) -> None:
    number = opened(bkad, is_hidden=True)
    say(bkad, number, NGEBEL, rules.AGREE)
    happened = events.history("partnership", bkad.walk.id, limit=1)[0]
    assert "agree" not in happened.after, "a hidden answer is not told by the history"
    with pytest.raises(NotAllowed):
        service.withdraw(bkad.head(SEMPU), bkad.walk.id, number, None, "bukan kami")
    assert service.withdraw(bkad.head(), bkad.walk.id, number, None, "salah tulis").state == rules.WITHDRAWN
    for fault in ({"deadline": clock.now()}, {"body_id": 99_999}):
        with pytest.raises(Invalid):
            opened(bkad, **fault)


def test_what_has_a_day_waits_before_what_has_none(bkad: Bkad) -> None:
    with current_app.test_request_context():
        Difference.opened(bkad.walk)
        opened(bkad)
        first, second = (item.url for item in waiting_for(bkad.head(SEMPU)) if f"/{bkad.walk.id}/" in item.url)
    assert "/usulan/" in first and "/perbedaan/" in second


def test_who_is_silent_is_reminded_once_and_sees_it_waiting(bkad: Bkad, monkeypatch: pytest.MonkeyPatch) -> None:
    with current_app.test_request_context():
        _reminded(bkad, monkeypatch)


def _reminded(bkad: Bkad, monkeypatch: pytest.MonkeyPatch) -> None:
    number = opened(bkad)
    assert reminders.remind() == 0, "not yet"
    assert [item.url for item in told(waiting.parts(bkad.head(SEMPU)))] == [
        f"/kemitraan/{bkad.walk.id}/usulan/{number}"
    ]
    say(bkad, number, SEMPU, rules.AGREE)
    assert told(waiting.parts(bkad.head(SEMPU))) == []
    later(monkeypatch, days=2)
    assert (reminders.remind(), reminders.remind()) == (1, 0)
    later(monkeypatch, days=2)
    (late,) = told(waiting.parts(bkad.head()))
    assert "Tutup usulan" in str(late.sentence)
    day = found(bkad, number).deadline.astimezone(clock.zone_of(NGEBEL)).date()
    assert [item.uid for item in offering.days(bkad.head(), day, day, None)] == [f"proposal-{number}"]
    thing = thing_of(bkad.walk.partnership, "proposal", number)
    assert thing and thing.title == "Pompa kedua"
