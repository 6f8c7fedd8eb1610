"""How parties come, rest and go, whole paths through the services."""

from __future__ import annotations

import pytest
from flask import Flask
from partnership_many import (
    LEAVING,
    MINUTES,
    PUPUS,
    TALUN,
    THREE,
    WAGIR,
    begin,
    change_of,
    close_amendment,
    head,
    open_amendment,
    party,
)
from partnership_walk import GUMELAR, NGEBEL, SEMPU, TODAY, Walk, actor_of

from portal import events
from portal.db import db
from portal.errors import Invalid, NotAllowed, NotFound
from portal.partnerships import agreements, membership, party_lists, queries, resting, service, steps
from portal.partnerships.cases import case_of
from portal.partnerships.service import PartyChoice
from portal.permissions import Action, OfficeKind, may
from portal.villages import service as villages
from portal.web.waiting import waiting_for

pytestmark = pytest.mark.usefixtures("many", "context")
STAFF_PUPUS = actor_of(OfficeKind.VILLAGE_OPERATOR, PUPUS)


def running(*codes: str) -> Walk:
    """A partnership whose agreement is in force."""
    walk = begin(*(codes or THREE))
    walk.to_active()
    return walk


def invited(walk: Walk, code: str = PUPUS) -> None:
    """Invite one more village, and let it prepare."""
    membership.invite(walk.heads[NGEBEL], walk.id, (PartyChoice(village_code=code),))
    walk.heads[code] = head(code)
    walk.prepare(code)


def test_three_villages_walk_the_whole_path() -> None:
    walk = running()
    assert walk.status == "active" and len(walk.partnership.members) == 3
    assert all(item.founder for item in walk.partnership.parties)


def test_eight_villages_walk_the_whole_path() -> None:
    walk = running(*(f"35.02.19.{number}" for number in (2007, 2001, 2002, 2003, 2004, 2005, 2006, 2008)))
    assert walk.status == "active" and len(walk.partnership.members) == 8


def test_two_villages_may_begin_but_their_offer_waits_for_a_third() -> None:
    walk = begin(NGEBEL, SEMPU)
    walk.to_planned()
    walk.record("data_pack", NGEBEL, summary="debit")
    with pytest.raises(NotAllowed) as refused:
        walk.step("send_offer")
    assert any("paling sedikit 3 pihak" in sentence for sentence in refused.value.reasons)
    party_lists.add_receivers(walk.heads[NGEBEL], walk.id, (PartyChoice(village_code=TALUN),))
    assert [item.village_code for item in walk.partnership.parties] == [NGEBEL, SEMPU, TALUN]


def test_one_that_is_not_asked_yet_is_taken_off_the_list_and_after_the_offer_nobody_is() -> None:
    walk = begin(*THREE, PUPUS)
    with pytest.raises(NotFound):
        party_lists.take_away(head(SEMPU), walk.id, walk.party(PUPUS))
    party_lists.take_away(walk.heads[NGEBEL], walk.id, walk.party(PUPUS))
    del walk.heads[PUPUS]
    assert len(walk.partnership.parties) == 3
    walk.to_offered()
    with pytest.raises(NotAllowed, match="sudah dikirim"):
        party_lists.take_away(walk.heads[NGEBEL], walk.id, walk.party(TALUN))


def answered(*answers: str) -> Walk:
    """An offer to as many villages as there are answers, each answered so."""
    walk = begin(NGEBEL, *(SEMPU, TALUN, PUPUS, WAGIR)[: len(answers)])
    walk.to_offered()
    for code, answer in zip(list(walk.heads)[1:], answers, strict=True):
        if answer:
            walk.record("offer_answer", code, decision=answer, number="9", held_on=TODAY, reason="belum siap")
    return walk


def test_the_others_go_on_without_one_that_declines() -> None:
    walk = answered("accepted", "accepted", "declined")
    with pytest.raises(NotAllowed, match="masih cukup"):
        walk.step("decline_offer", PUPUS)
    with pytest.raises(NotAllowed):
        party_lists.go_on_without(walk.heads[SEMPU], walk.id, [walk.party(PUPUS)], "")
    party_lists.go_on_without(walk.heads[NGEBEL], walk.id, [walk.party(PUPUS)], "mereka belum siap")
    assert party(walk, PUPUS).state == "declined"
    walk.step("accept_offer", SEMPU)
    assert walk.status == "offer_accepted"
    assert events.history("partnership", walk.id, limit=2)[1].kind == "party.declined"


def test_when_too_few_remain_the_refusal_ends_it_as_with_two() -> None:
    walk = answered("accepted", "declined")
    with pytest.raises(NotAllowed, match="terlalu sedikit"):
        party_lists.go_on_without(walk.heads[NGEBEL], walk.id, [walk.party(TALUN)], "")
    walk.step("decline_offer", TALUN)
    assert walk.status == "offer_declined"


def test_one_that_never_answers_is_left_out_only_after_its_day(app: Flask, fixed_day: object) -> None:
    walk = answered("accepted", "accepted", "")
    with pytest.raises(NotAllowed, match="belum dicatat untuk Pupus"):
        walk.step("accept_offer", SEMPU)
    case = case_of(walk.partnership)
    late = party_lists.is_overdue(case)
    assert late == (app.extensions["portal.settings"].offer_answer_days < 23)
    if not late:
        with pytest.raises(Invalid):
            party_lists.go_on_without(walk.heads[NGEBEL], walk.id, [walk.party(PUPUS)], "")


def test_a_musyawarah_that_does_not_agree_takes_only_its_own_village_out() -> None:
    walk = answered("accepted", "accepted", "accepted")
    walk.step("accept_offer", SEMPU)
    for code in (SEMPU, TALUN):
        walk.prepare(code)
    walk.prepare(PUPUS, decision="rejected")
    with pytest.raises(NotAllowed, match="masih cukup"):
        walk.step("receiver_refused", PUPUS)
    party_lists.go_on_without(walk.heads[NGEBEL], walk.id, [walk.party(PUPUS)], "")
    walk.step("start_drafting")
    assert walk.status == "drafting"


def test_a_village_joins_by_a_change_that_all_sign_itself_too() -> None:
    walk = running()
    membership.invite(walk.heads[NGEBEL], walk.id, (PartyChoice(village_code=PUPUS),))
    assert party(walk, PUPUS).state == "candidate" and len(walk.partnership.bound) == 3
    walk.heads[PUPUS] = head(PUPUS)
    open_amendment(walk)  # it has not prepared: this change does not carry it
    assert party(walk, PUPUS).state == "candidate"
    walk.prepare(PUPUS)
    membership.put_into_change(walk.heads[SEMPU], change_of(walk).id)
    assert party(walk, PUPUS).state == "joining" and len(walk.partnership.bound) == 4
    assert len(walk.partnership.members) == 3
    close_amendment(walk)
    joined = party(walk, PUPUS)
    assert (joined.state, joined.founder, str(joined.joined_on)) == ("member", False, "2026-11-24")
    assert len(walk.partnership.members) == 4 and change_of(walk).status == "done"
    assert events.history("partnership", walk.id, limit=2)[1].kind == "party.joined"


def test_the_newcomer_signs_or_the_change_does_not_come_into_force() -> None:
    walk = running()
    invited(walk)
    open_amendment(walk)
    assert party(walk, PUPUS).state == "joining"  # carried at once: it was ready
    walk.write()
    del walk.heads[PUPUS]
    with pytest.raises(NotAllowed) as refused:
        close_amendment(walk)
    assert any("Pupus" in sentence for sentence in refused.value.reasons)


def test_a_change_given_up_leaves_the_newcomer_a_candidate_and_the_members_as_they_were() -> None:
    walk = running()
    invited(walk)
    open_amendment(walk)
    walk.step("drop_amendment", reason="tunggu dulu")
    assert walk.status == "active" and party(walk, PUPUS).state == "candidate"
    assert change_of(walk).status == "open" and len(walk.partnership.bound) == 3


def test_an_invitation_is_withdrawn_also_out_of_a_change_that_is_not_frozen_but_not_later() -> None:
    walk = running()
    invited(walk)
    open_amendment(walk)
    with pytest.raises(NotAllowed):
        membership.withdraw(walk.heads[TALUN], change_of(walk).id, "bukan urusannya")
    membership.withdraw(walk.heads[PUPUS], change_of(walk).id, "tidak jadi")
    assert party(walk, PUPUS).state == "declined" and len(walk.partnership.bound) == 3
    with pytest.raises(NotAllowed):
        steps.record_gate(walk.heads[PUPUS], walk.id, "plan_entry", walk.party(PUPUS), {"annual_plan": "2028"})


def test_who_asks_to_join_knows_nothing_until_another_accepts(app: Flask) -> None:
    walk = running()
    asker = head(PUPUS)
    membership.ask_to_join(asker, walk.id, {"reason": "mata air yang sama"})
    assert not may(asker, Action.PARTNERSHIP_ANSWER, walk.partnership)
    assert all(item.village_code != PUPUS for item in walk.partnership.parties)
    with pytest.raises(NotAllowed):
        membership.ask_to_join(asker, walk.id, {"reason": "lagi"})
    with app.test_request_context():
        assert [str(item.sentence) for item in waiting_for(walk.heads[TALUN])] == [
            "Ada yang meminta bergabung: terima atau tolak."
        ]
    membership.accept_request(walk.heads[TALUN], change_of(walk).id)
    assert party(walk, PUPUS).state == "candidate" and may(asker, Action.PARTNERSHIP_ANSWER, walk.partnership)
    assert not may(asker, Action.PARTNERSHIP_EDIT, walk.partnership)


def test_a_request_is_refused_with_a_reason() -> None:
    walk = running()
    membership.ask_to_join(head(PUPUS), walk.id, {"reason": "ikut"})
    membership.refuse_request(walk.heads[SEMPU], change_of(walk).id, "debit belum cukup")
    assert change_of(walk).status == "refused" and change_of(walk).values["answer"] == "debit belum cukup"


def test_a_candidate_prepares_itself_and_does_nothing_for_the_others() -> None:
    walk = running()
    membership.invite(walk.heads[NGEBEL], walk.id, (PartyChoice(village_code=PUPUS),))
    own = walk.party(PUPUS)
    steps.record_gate(STAFF_PUPUS, walk.id, "priority_list", own, {"items": "air", "held_on": TODAY})
    for gate, whose in (("priority_list", walk.party(SEMPU)), ("report", None), ("data_pack", walk.party(NGEBEL))):
        with pytest.raises((NotAllowed, NotFound)):
            steps.record_gate(STAFF_PUPUS, walk.id, gate, whose, {"items": "x"})
    for verb in (
        lambda: service.edit(STAFF_PUPUS, walk.id, None, {"title": "x", "purpose": "", "sector": "air"}),
        lambda: steps.take_step(STAFF_PUPUS, walk.id, "open_report"),
        lambda: agreements.write(STAFF_PUPUS, walk.id, None, {"scope": "x"}),
        lambda: membership.invite(STAFF_PUPUS, walk.id, (PartyChoice(village_code=WAGIR),)),
        lambda: service.set_public(head(PUPUS), walk.id, False),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_an_organisation_does_not_join_a_joint_regulation_but_observes() -> None:
    walk = running()
    blank = dict.fromkeys(villages.ORGANISATION_FIELDS, "")
    campus = villages.create_organisation(
        walk.heads[NGEBEL], {**blank, "kind": "university", "name": "Kampus Uji", "village_code": NGEBEL}
    )
    choice = (PartyChoice(organisation_id=campus.id),)
    with pytest.raises(Invalid, match="pengamat"):
        membership.invite(walk.heads[NGEBEL], walk.id, choice)
    party_lists.add_observers(walk.heads[SEMPU], walk.id, choice)
    person = actor_of(OfficeKind.THIRD_PARTY, organisation_id=campus.id)
    assert may(person, Action.PARTNERSHIP_VIEW, walk.partnership)
    assert walk.partnership.instrument == "joint_regulation" and len(walk.partnership.bound) == 3
    observer = walk.partnership.party_of(person.office)
    assert observer is not None
    with pytest.raises(NotAllowed):
        service.edit(person, walk.id, None, {"title": "x", "purpose": "", "sector": "air"})
    party_lists.end_observation(person, walk.id, observer.id, "penelitian selesai")
    db.session.expire_all()
    assert walk.partnership.party_of(person.office).state == "left"  # type: ignore[union-attr]


def test_a_party_leaves_with_its_minutes_and_what_becomes_of_its_things() -> None:
    walk = running(*THREE, PUPUS)
    membership.ask_to_leave(walk.heads[PUPUS], walk.id, LEAVING)
    assert party(walk, PUPUS).state == "member"  # bound until the change is in force
    open_amendment(walk)
    assert change_of(walk).status == "carried"
    close_amendment(walk)
    gone = party(walk, PUPUS)
    assert (gone.state, str(gone.left_on)) == ("left", "2026-11-24")
    signed = agreements.working_version(walk.partnership).frozen_text or ""
    assert "Perubahan para pihak" in signed and "Tetap dipakai kerja sama" in signed and "ada sumber sendiri" in signed
    assert len(walk.partnership.members) == 3 and change_of(walk).values["contributions"] == "stay"
    with pytest.raises(NotAllowed):
        service.edit(walk.heads[PUPUS], walk.id, None, {"title": "x", "purpose": "", "sector": "air"})


def test_who_began_it_may_leave_too_and_another_speaks_for_its_beginning() -> None:
    walk = running(*THREE, PUPUS)
    membership.ask_to_leave(walk.heads[NGEBEL], walk.id, LEAVING)
    open_amendment(walk)
    close_amendment(walk)
    assert party(walk, NGEBEL).state == "left" and party(walk, SEMPU).role == "initiator"
    assert case_of(walk.partnership).initiator.code == SEMPU


def test_when_too_few_would_remain_the_partnership_is_to_be_ended_instead() -> None:
    walk = running()
    with pytest.raises(NotAllowed, match="harus diakhiri"):
        membership.ask_to_leave(walk.heads[TALUN], walk.id, LEAVING)
    walk = running(*THREE, PUPUS)
    membership.ask_to_leave(walk.heads[PUPUS], walk.id, LEAVING)
    with pytest.raises(NotAllowed, match="harus diakhiri"):
        membership.ask_to_leave(walk.heads[TALUN], walk.id, LEAVING)


def test_who_left_may_come_back_as_a_later_joiner() -> None:
    walk = running(*THREE, PUPUS)
    membership.ask_to_leave(walk.heads[PUPUS], walk.id, LEAVING)
    open_amendment(walk)
    close_amendment(walk)
    membership.invite(walk.heads[SEMPU], walk.id, (PartyChoice(village_code=PUPUS),))
    open_amendment(walk)
    close_amendment(walk)
    back = party(walk, PUPUS)
    assert back.state == "member" and not back.founder and back.left_on is None


def test_one_party_rests_when_another_confirms_the_minutes_and_still_signs() -> None:
    walk = running(*THREE, PUPUS)
    resting.suspend(walk.heads[NGEBEL], walk.id, walk.party(PUPUS), {**MINUTES, "until": "2027-06-01"})
    assert party(walk, PUPUS).state == "member"
    for wrong in (NGEBEL, PUPUS):
        with pytest.raises(NotAllowed):
            resting.confirm(walk.heads[wrong], change_of(walk).id)
    resting.confirm(walk.heads[SEMPU], change_of(walk).id)
    assert party(walk, PUPUS).state == "suspended"
    assert len(walk.partnership.members) == 3 and len(walk.partnership.bound) == 4
    with pytest.raises(NotAllowed):
        resting.suspend(walk.heads[PUPUS], walk.id, walk.party(SEMPU), MINUTES)
    open_amendment(walk)
    close_amendment(walk)  # without its attendance at the meeting, with its signature
    resting.reinstate(walk.heads[SEMPU], walk.id, walk.party(PUPUS), MINUTES)
    resting.confirm(walk.heads[TALUN], change_of(walk).id)
    assert party(walk, PUPUS).state == "member" and party(walk, PUPUS).suspended_on is None


def test_two_cannot_go_on_while_one_of_three_rests_twice() -> None:
    walk = running()
    resting.suspend(walk.heads[NGEBEL], walk.id, walk.party(TALUN), MINUTES)
    resting.confirm(walk.heads[SEMPU], change_of(walk).id)
    with pytest.raises(NotAllowed, match="kurang dari dua"):
        resting.suspend(walk.heads[NGEBEL], walk.id, walk.party(SEMPU), MINUTES)


def test_what_one_may_see_in_lists_is_what_one_may_open() -> None:
    walk = running(*THREE, PUPUS)
    service.set_public(walk.heads[NGEBEL], walk.id, False)
    camat_elsewhere = actor_of(OfficeKind.DISTRICT_OFFICER, "33.02.01")
    membership.invite(walk.heads[NGEBEL], walk.id, (PartyChoice(village_code=GUMELAR),))
    party_lists.add_observers(walk.heads[NGEBEL], walk.id, (PartyChoice(village_code=WAGIR),))
    membership.ask_to_leave(walk.heads[PUPUS], walk.id, LEAVING)
    open_amendment(walk)
    close_amendment(walk)
    readers = {code: head(code) for code in (NGEBEL, GUMELAR, WAGIR, PUPUS, "35.02.19.2001")}
    for name, person in (*readers.items(), ("camat", camat_elsewhere)):
        listed = walk.id in {item.id for item in db.session.scalars(queries.listed(person))}
        assert listed == may(person, Action.PARTNERSHIP_VIEW, walk.partnership), name
    assert not may(camat_elsewhere, Action.PARTNERSHIP_VIEW, walk.partnership)  # nothing binds its village yet
    assert may(readers[PUPUS], Action.PARTNERSHIP_VIEW, walk.partnership)  # as the public would
    assert not may(readers["35.02.19.2001"], Action.PARTNERSHIP_VIEW, walk.partnership)
