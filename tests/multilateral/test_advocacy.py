"""A joint position: whose word counts, when it is sent, what is frozen, who reads it, what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from multilateral.together import CODES, Together, begin_together, enter_running
from partnership_walk import CAMAT_NGEBEL, actor_of

from plugins.multilateral.advocacy import follow_up, queries, rules, service
from plugins.multilateral.advocacy.models import Position, Support
from portal import events
from portal.db import db, transactional
from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.partnerships.models import Party
from portal.permissions import VISITOR, Actor, OfficeKind

DAY = date(2026, 11, 20)
TEXT = {
    "title": "Perbaikan jalan ke telaga",
    "ask": "Aspal 7 km jalan Gondowido–Telaga pada 2027.",
    "addressee": "Bupati Ponorogo",
    "addressee_body": "Pemerintah Kabupaten Ponorogo",
    "evidence": "12 kecelakaan pada 2025; mobil sayur berhenti pada musim hujan.",
    "links": "https://contoh.desa.id/jalan",
    "papers": "Foto jalan, di Balai Desa Ngebel",
    "threshold": "two_thirds",
}


class Advocating:
    """One position of eight villages that run together."""

    def __init__(self, walk: Together, **text: Any) -> None:
        self.walk, self.heads = walk, walk.heads
        self.position = service.propose(self.operator(), walk.id, {**TEXT, **text})

    def operator(self, code: str = CODES[0]) -> Actor:
        return actor_of(OfficeKind.VILLAGE_OPERATOR, code)

    @property
    def at(self) -> tuple[int, int]:
        return self.walk.id, self.position.id

    @property
    def now(self) -> Position:
        return db.session.get_one(Position, self.position.id, populate_existing=True)

    def gather(self) -> Advocating:
        service.ask_parties(self.operator(), *self.at)
        return self

    def word(self, code: str, word: str = "supports", reason: str = "") -> None:
        service.say_word(self.heads[code], *self.at, word, reason)

    def all_say(self, *codes: str) -> Advocating:
        for code in codes:
            self.word(code)
        return self

    def send(self, code: str = CODES[0]) -> Position:
        return service.send(self.heads[code], *self.at, "005/12/2026", DAY)

    def sent(self) -> Advocating:
        self.gather().all_say(*CODES[:6]).send()
        return self


@pytest.fixture
def eight(context: Flask) -> Together:
    return enter_running()


@pytest.fixture
def advocate(eight: Together) -> Callable[..., Advocating]:
    return lambda **text: Advocating(eight, **text)


Advocate = Callable[..., Advocating]


@transactional
def change_party(number: int, **values: Any) -> None:
    """As the portal does when a party is suspended or leaves."""
    party = db.session.get_one(Party, number)
    for name, value in values.items():
        setattr(party, name, value)


# whose word counts, and when it is sent


def test_a_party_that_has_not_spoken_is_never_counted_as_supporting(advocate: Advocate) -> None:
    ours = advocate().gather().all_say(*CODES[:5])
    with pytest.raises(NotAllowed) as caught:
        ours.send()
    assert caught.value.reasons == (
        "Baru 5 pihak mendukung, padahal perlu 6.",
        "Belum bersuara: Pupus, Ngebel, Sempu.",
    )
    ours.word(CODES[5])
    assert ours.send().state == "sent"


def test_an_objection_and_a_party_that_stays_out_do_not_count_as_support(advocate: Advocate) -> None:
    ours = advocate(threshold="all").gather().all_say(*CODES[:6])
    ours.word(CODES[6], "objects", "jalannya lewat hutan lindung")
    ours.word(CODES[7], "abstains", "bukan jalan kami")
    with pytest.raises(NotAllowed, match="Baru 6 pihak mendukung, padahal perlu 8"):
        ours.send()


@pytest.mark.parametrize("word", ["objects", "abstains"])
def test_who_does_not_support_says_why(advocate: Advocate, word: str) -> None:
    ours = advocate().gather()
    with pytest.raises(Invalid) as caught:
        ours.word(CODES[3], word, "  ")
    assert set(caught.value.errors) == {"reason"}


def test_a_head_may_think_again_until_it_is_sent(advocate: Advocate) -> None:
    ours = advocate().gather()
    ours.word(CODES[1], "objects", "belum dibahas")
    ours.word(CODES[1], "supports")
    found = queries.words_of(ours.now)
    assert [(said.word, said.reason) for said in found] == [("supports", "")]
    ours.all_say(*CODES[:6]).send()
    with pytest.raises(Conflict):
        ours.word(CODES[7])


def test_a_suspended_party_is_not_asked_and_its_earlier_word_is_not_counted(advocate: Advocate) -> None:
    ours = advocate(threshold="all").gather().all_say(*CODES)
    change_party(ours.walk.party(CODES[7]), state="suspended", suspended_on=DAY)
    with pytest.raises(NotAllowed, match="anggota sekarang"):
        ours.word(CODES[7])
    assert [item["name"] for item in ours.send().supporters][-1] == "Ngebel"
    assert len(ours.now.supporters) == 7


def test_only_a_head_or_the_leader_of_an_organisation_speaks_for_a_party(context: Flask) -> None:
    walk = begin_together(*CODES[:2], with_organisation=True)
    walk.to_drafting()
    ours = Advocating(walk).gather()
    for kind in (OfficeKind.VILLAGE_OPERATOR, OfficeKind.VILLAGE_SECRETARY, OfficeKind.COUNCIL_MEMBER):
        with pytest.raises(NotAllowed):
            service.say_word(actor_of(kind, CODES[0]), *ours.at, "supports", "")
    for code in walk.heads:
        ours.word(code)
    assert [item["name"] for item in ours.send().supporters] == ["Ngrogung", "Sahang", "Universitas Contoh"]


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("threshold", "voters", "expected"),
    [("all", 8, 8), ("two_thirds", 8, 6), ("two_thirds", 3, 2), ("majority", 8, 5), ("majority", 7, 4), ("all", 0, 1)],
)
def test_the_support_that_the_parties_chose_is_rounded_up_and_never_none(
    threshold: str, voters: int, expected: int
) -> None:
    assert rules.needed(threshold, voters) == expected


# the text


def test_the_parties_are_asked_only_about_a_whole_text(advocate: Advocate) -> None:
    ours = advocate(evidence="", addressee=" ")
    with pytest.raises(NotAllowed) as caught:
        ours.gather()
    assert len(caught.value.reasons) == 2


def test_what_was_said_to_an_old_text_does_not_count_for_a_new_one(advocate: Advocate) -> None:
    ours = advocate().gather().all_say(*CODES)
    with pytest.raises(Invalid):
        service.rework(ours.operator(), *ours.at, "")
    service.rework(ours.operator(), *ours.at, "angkanya salah")
    service.edit(ours.operator(), *ours.at, None, {**TEXT, "ask": "Aspal 6 km."})
    ours.gather()
    with pytest.raises(NotAllowed, match="Baru 0 pihak mendukung"):
        ours.send()
    assert len(list(db.session.scalars(db.select(Support)))) == 8  # the earlier words stay on record


def test_a_text_before_the_parties_is_not_edited_under_them(advocate: Advocate) -> None:
    ours = advocate().gather()
    with pytest.raises(NotAllowed, match="masih rancangan"):
        service.edit(ours.operator(), *ours.at, None, TEXT)


def test_what_was_sent_is_frozen_and_a_correction_is_a_new_version(advocate: Advocate) -> None:
    ours = advocate().sent()
    with pytest.raises(NotAllowed, match="versi perbaikan"):
        service.edit(ours.operator(), *ours.at, None, {**TEXT, "ask": "lain"})
    corrected = service.new_version(ours.operator(CODES[3]), *ours.at)
    assert (corrected.number, corrected.state, corrected.ask) == (2, "draft", TEXT["ask"])
    with pytest.raises(NotAllowed, match="sudah ada"):
        service.new_version(ours.operator(), *ours.at)
    second = replace_position(ours, corrected)
    service.edit(ours.operator(), *second.at, None, {**TEXT, "ask": "Aspal 6 km."})
    second.sent()
    assert (ours.now.state, ours.now.ask) == ("replaced", TEXT["ask"])
    assert ours.now.is_genuine and second.now.is_genuine


def replace_position(ours: Advocating, position: Position) -> Advocating:
    """The same people, on another position."""
    other = Advocating.__new__(Advocating)
    other.walk, other.heads, other.position = ours.walk, ours.heads, position
    return other


def test_a_sent_text_that_was_changed_behind_the_portals_back_is_noticed(advocate: Advocate) -> None:
    ours = advocate().sent()
    assert ours.now.is_genuine

    @transactional
    def tamper() -> None:
        ours.now.ask = "Aspal 70 km."

    tamper()
    assert not ours.now.is_genuine


def test_a_correction_that_was_given_up_leaves_room_for_another(advocate: Advocate) -> None:
    ours = advocate().sent()
    first = service.new_version(ours.operator(), *ours.at)
    service.withdraw(ours.operator(), ours.walk.id, first.id, "tidak perlu")
    assert service.new_version(ours.operator(), *ours.at).number == 2


def test_C3_the_second_of_two_editors_is_told(advocate: Advocate) -> None:
    ours = advocate()
    opened = ours.position.version
    service.edit(ours.operator(), *ours.at, opened, {**TEXT, "ask": "satu"})
    with pytest.raises(Conflict):
        service.edit(ours.operator(CODES[2]), *ours.at, opened, {**TEXT, "ask": "dua"})


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "ftp://a.id", "//a.id", "https://", "http://[", "https://a.id/\u202ex", "data:,x"]
)
def test_only_http_and_https_are_links(link: str) -> None:
    assert rules.link_fault(link) is not None
    assert rules.link_fault("https://a.id/x?y=1\n\nhttp://b.id") is None
    assert rules.link_fault("\n".join(["https://a.id"] * 11)) is not None


# when


def test_there_is_no_joint_position_before_all_accepted_nor_after_the_end(context: Flask) -> None:
    walk = begin_together()
    with pytest.raises(NotAllowed, match="menerima tawaran"):
        Advocating(walk)
    walk.step("cancel", reason="tidak jadi")
    with pytest.raises(NotAllowed, match="sudah selesai"):
        Advocating(walk)


# what follows


def test_steps_the_answer_and_what_was_learned_follow_the_sending(advocate: Advocate) -> None:
    ours = advocate()
    step = {"held_on": DAY, "what": "Dengar pendapat", "by_whom": "Kades Ngebel", "document_number": "7"}
    with pytest.raises(NotAllowed, match="setelah sikap bersama dikirim"):
        follow_up.add_step(ours.operator(), *ours.at, step)
    ours.sent()
    with pytest.raises(Invalid):
        follow_up.add_step(ours.operator(), *ours.at, {**step, "held_on": date(2026, 11, 1)})
    made = follow_up.add_step(ours.operator(), *ours.at, step)
    follow_up.take_step_back(ours.operator(), ours.walk.id, made.id, "dobel")
    follow_up.add_step(ours.operator(), *ours.at, {**step, "what": "Menyerahkan surat"})
    assert [item.what for item in db.session.scalars(queries.steps_of(ours.now))] == ["Menyerahkan surat"]
    answer = {"answer": "partly", "held_on": DAY, "answer_number": "620/1", "answer_text": "3 km pada 2027"}
    follow_up.record_answer(ours.operator(), *ours.at, None, answer)
    follow_up.record_answer(ours.operator(), *ours.at, None, {**answer, "answer": "accepted"})
    follow_up.close(ours.operator(), *ours.at, None, "Jalan diaspal 3 km.", "Angka lebih didengar daripada keluhan.")
    assert (ours.now.state, ours.now.answer, ours.now.lesson[:5]) == ("closed", "accepted", "Angka")
    with pytest.raises(Conflict):
        follow_up.record_answer(ours.operator(), *ours.at, None, answer)


def test_one_that_was_never_answered_is_closed_as_such(advocate: Advocate) -> None:
    ours = advocate().sent()
    with pytest.raises(Invalid):
        follow_up.close(ours.operator(), *ours.at, None, " ", "")
    assert follow_up.close(ours.operator(), *ours.at, None, "Tidak ada jawaban.", "").answer == "none"


# who may, and who reads


def test_observers_and_other_villages_read_and_change_nothing(advocate: Advocate) -> None:
    ours = advocate().gather()
    change_party(ours.walk.party(CODES[7]), role="observer")
    observer = ours.heads[CODES[7]]
    for verb in (
        lambda: service.propose(observer, ours.walk.id, TEXT),
        lambda: service.say_word(observer, *ours.at, "supports", ""),
        lambda: service.rework(observer, *ours.at, "x"),
        lambda: service.propose(CAMAT_NGEBEL, ours.walk.id, TEXT),
    ):
        with pytest.raises(NotAllowed):
            verb()
    stranger = actor_of(OfficeKind.VILLAGE_HEAD, "33.02.01.2001")
    change_public(ours.walk, False)
    for actor in (stranger, VISITOR):
        with pytest.raises(NotFound):
            service.propose(actor, ours.walk.id, TEXT)


@transactional
def change_public(walk: Together, shown: bool) -> None:
    walk.partnership.is_public = shown


def test_an_officer_of_the_body_drafts_and_follows_up_but_does_not_speak(advocate: Advocate) -> None:
    ours = advocate()
    officer = actor_of(OfficeKind.BKAD_OFFICER, partnership_id=ours.walk.id)
    service.ask_parties(officer, *ours.at)
    with pytest.raises(NotAllowed):
        service.say_word(officer, *ours.at, "supports", "")
    with pytest.raises(NotFound):
        service.propose(actor_of(OfficeKind.BKAD_OFFICER, partnership_id=999), 0, TEXT)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("relations", "reads"),
    [
        ({"party"}, {"draft", "sent"}),
        ({"reader", "public"}, {"draft", "sent"}),
        ({"member"}, {"draft", "sent"}),
        ({"within"}, {"sent"}),
        ({"within", "public"}, {"sent"}),
        ({"public"}, set()),
        (set(), set()),
    ],
)
def test_drafts_are_for_the_parties_and_what_was_sent_also_for_those_who_oversee_them(
    relations: set[str], reads: set[str]
) -> None:
    cleared = rules.clearance(relations)
    assert {state for state in ("draft", "sent") if rules.may_read(cleared, state, False)} == reads
    assert rules.may_read(cleared, "sent", True)


def test_lists_leave_out_what_may_not_be_read(advocate: Advocate) -> None:
    ours = advocate().sent()
    service.propose(ours.operator(), ours.walk.id, {**TEXT, "title": "Rancangan lain"})

    def titles(cleared: str) -> list[str]:
        return [item.title for item in db.session.scalars(queries.listed(ours.walk.id, cleared))]

    newest, counts = queries.in_short(ours.walk.id, "all", most=1)
    assert [item.title for item in newest] == ["Rancangan lain"] and counts == {"draft": 1, "sent": 1}
    assert (
        queries.in_short(ours.walk.id, "sent")[1] == {"sent": 1} and queries.in_short(ours.walk.id, "public")[1] == {}
    )
    assert titles("all") == ["Rancangan lain", TEXT["title"]]
    assert titles("sent") == [TEXT["title"]]
    assert titles("public") == [] and not queries.any_public(ours.walk.id)
    service.set_public(ours.heads[CODES[4]], *ours.at, True)
    assert titles("public") == [TEXT["title"]] and queries.any_public(ours.walk.id)


def test_only_what_was_sent_is_shown_to_the_public_and_only_by_a_head(advocate: Advocate) -> None:
    ours = advocate()
    with pytest.raises(NotAllowed, match="setelah dikirim"):
        service.set_public(ours.heads[CODES[0]], *ours.at, True)
    ours.sent()
    with pytest.raises(NotAllowed):
        service.set_public(ours.operator(), *ours.at, True)


def test_everything_is_in_the_partnerships_history_and_the_chain_holds(advocate: Advocate) -> None:
    ours = advocate().sent()
    kinds = [event.kind for event in events.history("partnership", ours.walk.id)]
    for kind in ("begun", "gathering", "supports", "sent"):
        assert f"multilateral.position_{kind}" in kinds
    assert events.verify().intact


def test_a_position_belongs_to_one_partnership(advocate: Advocate, eight: Together) -> None:
    ours = advocate()
    other = enter_running(*CODES[:3])
    with pytest.raises(NotFound):
        service.ask_parties(ours.operator(), other.id, ours.position.id)
