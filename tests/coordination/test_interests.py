"""What parties do in a matter: needs, marks, options, answers, the heads' yes, and the end; and who learns of it."""

from __future__ import annotations

import json

import pytest
from coordination.bodies import begun
from coordination.differing import BUPATI, CAMAT, COUNCIL, FACILITATOR, FAR_CAMAT, Difference
from flask import Flask, current_app, g
from partnership_many import TALUN
from partnership_walk import HEAD_GUMELAR, NGEBEL, OPERATOR_SEMPU, SEMPU, STRANGER

from portal import events
from portal.accounts import service as accounts
from portal.coordination.interests import choosing, queries, reading, rules, service, summary, waiting
from portal.coordination.interests.models import MatterOption
from portal.db import db
from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.partnerships.things import thing_of, things_of
from portal.permissions import VISITOR, Actor, HeldOffice, OfficeKind
from portal.web.waiting import waiting_for


@pytest.fixture
def water(context: Flask) -> Difference:
    """Ngebel opened a matter that only the parties read."""
    return Difference.opened()


def test_parties_say_what_they_need_and_mark_what_others_need(water: Difference) -> None:
    first = water.need(water.ngebel)
    second = water.need(water.sempu, "kolam terisi", "3")
    assert water.mark(water.sempu, **{f"i{first}": rules.AGAINST, f"i{second}": rules.SAME}) == 1, "own is not marked"
    assert water.mark(water.sempu, **{f"i{first}": rules.AGAINST}) == 0, "the same said again is no news"
    assert water.mark(water.sempu, **{f"i{first}": rules.FINE, "i99999": rules.SAME}) == 1
    board = queries.board_of(water.matter, water.walk.partnership, {}, None)
    assert [line.ground.kind for line in board.interests] == [rules.COMMON, rules.UNKNOWN]
    assert board.drawn and board.grounds[rules.COMMON] == 1
    for number in range(4):
        water.need(water.ngebel, f"hal {number}")
    with pytest.raises(NotAllowed):
        water.need(water.ngebel, "keenam")


def test_who_takes_an_interest_back_is_who_put_it_forward(water: Difference) -> None:
    number = water.need(water.ngebel)
    place = (water.walk.id, water.matter_id, number, None)
    with pytest.raises(NotAllowed):
        service.withdraw_interest(water.sempu, *place, "bukan kami")
    assert service.withdraw_interest(water.ngebel, *place, "sudah terpenuhi").archived_at
    with pytest.raises(NotFound):
        service.withdraw_interest(water.ngebel, *place, "lagi")


def test_heavy_needs_its_condition_and_no_its_reason(water: Difference) -> None:
    option = water.propose(water.ngebel, serves=[water.need(water.ngebel)], cost=15_000_000).id
    for level in (rules.HEAVY, rules.NO):
        with pytest.raises(Invalid) as refused:
            water.answer(water.sempu, option, level)
        assert "word" in refused.value.errors
    water.answer(water.sempu, option, rules.HEAVY, "bisa bila pompa diperbaiki")
    water.answer(water.ngebel, option, rules.GLAD)
    with pytest.raises(NotAllowed):
        water.consent(water.ngebel, option)
    water.answer(water.sempu, option, rules.HEAVY, "pompa sudah baik", is_met=True)
    found = db.session.get(MatterOption, option)
    assert found and found.is_agreeable and len(found.answers) == 3, "what was said before stays"


def test_an_option_is_agreed_when_every_head_confirmed_it(water: Difference) -> None:
    option = water.propose(water.ngebel).id
    for actor in (water.ngebel, water.sempu):
        water.answer(actor, option, rules.ACCEPT)
    water.consent(water.ngebel, option)
    with pytest.raises(NotAllowed):
        water.consent(OPERATOR_SEMPU, option)
    water.answer(water.ngebel, option, rules.NO, "ternyata tidak")
    water.answer(water.ngebel, option, rules.ACCEPT)
    water.consent(water.sempu, option)
    assert water.matter.state == rules.OPEN, "a yes is gone once its party said something else"
    water.consent(water.ngebel, option)
    assert water.matter.state == rules.AGREED and water.matter.agreed_option_id == option
    for verb in (lambda: water.answer(water.sempu, option, rules.GLAD), lambda: water.propose(water.sempu, "lain")):
        with pytest.raises(NotAllowed):
            verb()


def test_a_matter_ends_with_what_became_of_it_and_is_not_changed_afterwards(water: Difference) -> None:
    with pytest.raises(Invalid):
        water.close(water.ngebel, rules.COMMITMENT)
    for outcome in (rules.DROPPED, rules.UNDERSTOOD):
        with pytest.raises(Invalid):
            water.close(water.sempu, outcome)
    water.agreed()
    closed = water.close(water.sempu, rules.COMMITMENT, link="/kemitraan/1/janji/1", title="Jadwal giliran")
    assert (closed.state, closed.outcome, closed.outcome_title) == (rules.CLOSED, rules.COMMITMENT, "Jadwal giliran")
    with pytest.raises(NotAllowed):
        water.need(water.ngebel)
    with pytest.raises(NotAllowed):
        water.close(water.ngebel, rules.DROPPED)


def test_two_who_correct_a_matter_at_once_do_not_overwrite_each_other(water: Difference) -> None:
    version = water.matter.version
    wanted = {"title": "Air kemarau", "about": "x", "why_now": "", "confidentiality": rules.PARTIES}
    service.edit_matter(water.ngebel, water.walk.id, water.matter_id, version, wanted)
    with pytest.raises(Conflict):
        service.edit_matter(water.sempu, water.walk.id, water.matter_id, version, wanted | {"title": "Lain"})
    water.need(water.sempu)
    with pytest.raises(Invalid) as refused:
        wider = wanted | {"confidentiality": rules.PUBLIC}
        service.edit_matter(water.ngebel, water.walk.id, water.matter_id, None, wider)
    assert "confidentiality" in refused.value.errors


def test_who_opened_a_matter_has_spoken_so_that_nobody_else_lets_more_people_read_it(water: Difference) -> None:
    wider = {"title": "Air", "about": "x", "confidentiality": rules.PUBLIC}
    with pytest.raises(Invalid):
        service.edit_matter(water.sempu, water.walk.id, water.matter_id, None, wider)
    service.edit_matter(water.ngebel, water.walk.id, water.matter_id, None, wider)
    assert water.matter.confidentiality == rules.PUBLIC


def test_who_is_no_party_learns_nothing_of_a_matter(water: Difference) -> None:
    partnership = water.walk.partnership
    option = water.propose(water.ngebel)
    for reader in (water.ngebel, water.sempu, OPERATOR_SEMPU, COUNCIL):
        assert reading.matter_for(reader, partnership, water.matter_id)
    for other in (CAMAT, BUPATI, FACILITATOR, FAR_CAMAT, STRANGER, HEAD_GUMELAR, water.bkad, Actor()):
        assert reading.matter_for(other, partnership, water.matter_id) is None
        assert not db.session.execute(queries.listed(partnership, other)).all()
        assert not db.session.execute(summary.summary(partnership.id, other)[0]).all()
    with current_app.test_request_context():
        wanted = ("matter", water.matter_id)
        assert things_of(partnership, [wanted]), "those who write notices chose their readers"
        assert thing_of(partnership, *wanted) is None, "nothing that others read points at it"
    assert not [e for e in events.history("partnership", partnership.id) if "matter" in e.kind or "option" in e.kind]
    assert events.history("matter", water.matter_id), "its history is its own"
    with pytest.raises(NotFound):
        choosing.answer_option(water.bkad, partnership.id, water.matter_id, option.id, rules.GLAD)


def test_things_are_found_on_a_page_only_by_who_reads_them(water: Difference) -> None:
    option = water.propose(water.ngebel)
    for reader, found in ((water.sempu, True), (CAMAT, False), (VISITOR, False)):
        with current_app.test_request_context():
            g.request_id, g.actor = "1", reader
            partnership = water.walk.partnership
            wanted = [("matter", water.matter_id), ("option", option.id)]
            assert len(things_of(partnership, wanted)) == (2 if found else 0)


def test_an_invited_mediator_reads_where_the_parties_chose_so(context: Flask) -> None:
    office = _office(OfficeKind.FACILITATOR, "35.02.19")
    helper = Actor(7, "Bu Pendamping", HeldOffice(office, OfficeKind.FACILITATOR, "Pendamping", ("35.02.19",)))
    far = _office(OfficeKind.FACILITATOR, "33.02.01")
    with pytest.raises(Invalid):
        Difference.opened(mediator_id=office)
    with pytest.raises(Invalid):
        Difference.opened(level=rules.MEDIATED, mediator_id=far)
    found = Difference.opened(level=rules.MEDIATED, mediator_id=office)
    partnership = found.walk.partnership
    assert reading.matter_for(helper, partnership, found.matter_id)
    assert reading.sees_talks(helper, partnership, found.matter)
    assert reading.matter_for(FACILITATOR, partnership, found.matter_id) is None, "another facilitator was not invited"
    with pytest.raises(NotAllowed):
        found.need(helper)
    told = json.loads(events.history("matter", found.matter_id)[0].after)["office_ids"]
    assert office in told and far not in told


def test_a_settled_matter_is_told_to_others_only_where_the_parties_chose_so(context: Flask) -> None:
    shown = Difference.opened(level=rules.PUBLIC)
    hidden = Difference.opened(shown.walk)
    for found in (shown, hidden):
        assert queries.told(found.walk.partnership, found.matter_id) is None
        found.close(found.ngebel, rules.UNDERSTOOD)
    partnership = shown.walk.partnership
    assert queries.told(partnership, shown.matter_id) and queries.told(partnership, hidden.matter_id) is None
    assert [row[0].id for row in db.session.execute(queries.listed(partnership, CAMAT))] == [shown.matter_id]
    kinds = [event.kind for event in events.history("partnership", partnership.id)]
    assert kinds.count("coordination.matter_told") == 1


def test_what_waits_is_the_partys_next_word(water: Difference) -> None:
    def asks(actor: Actor) -> list[str]:
        ours = (item for item in waiting_for(actor) if "/perbedaan/" in item.url)
        return [str(item.sentence) for item in ours]

    with current_app.test_request_context():
        assert asks(water.sempu) == ["Sampaikan apa yang desa butuhkan: “Giliran air kemarau”."]
        water.need(water.sempu)
        option = water.propose(water.ngebel).id
        water.propose(water.ngebel, "Tandon baru")
        assert asks(water.sempu) == ["Jawab 2 pilihan penyelesaian: “Giliran air kemarau”."]
        for actor in (water.ngebel, water.sempu):
            water.answer(actor, option, rules.ACCEPT)
        assert any("Semua pihak dapat menerima" in text for text in asks(water.sempu))
        assert not any("Semua pihak" in text for text in asks(OPERATOR_SEMPU)), "the head's to say"
        assert waiting.parts(CAMAT) == []


def test_the_first_to_answer_or_to_say_yes_silences_no_other_village(context: Flask) -> None:
    water = Difference.opened(begun(NGEBEL, SEMPU, TALUN))

    def asks(text: str) -> list[bool]:
        return [any(text in str(item.sentence) for item in waiting_for(head)) for head in water.walk.heads.values()]

    with current_app.test_request_context():
        option = water.propose(water.ngebel).id
        water.answer(water.ngebel, option, rules.ACCEPT)
        assert asks("Jawab 1 pilihan") == [False, True, True]
        for code in (SEMPU, TALUN):
            water.answer(water.walk.heads[code], option, rules.ACCEPT)
        water.consent(water.ngebel, option)
        assert asks("Semua pihak dapat menerima") == [False, True, True]


def _office(kind: OfficeKind, scope: str) -> int:
    return accounts.ensure_office(kind, (scope,)).id
