"""The lawful path of two villages, step by step, as the law and the villages care about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from partnership_walk import (
    CAMAT_NGEBEL,
    GUMELAR,
    HEAD_NGEBEL,
    HEAD_SEMPU,
    LETTERS,
    NGEBEL,
    OPERATOR_NGEBEL,
    OPERATOR_SEMPU,
    SEMPU,
    STRANGER,
    TODAY,
    Walk,
    actor_of,
    scan,
)

from portal.db import db, transactional
from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.partnerships import agreements, queries, rules, service, steps
from portal.partnerships.models import Partnership
from portal.partnerships.service import PartyChoice
from portal.permissions import VISITOR, OfficeKind
from portal.villages.models import Area
from portal.web.waiting import waiting_for

Begin = Callable[..., Walk]


def reasons(walk: Walk, step: str, code: str | None = None, reason: str = "") -> list[str]:
    """What the portal says when a step is refused."""
    with pytest.raises(NotAllowed) as refused:
        walk.step(step, code, reason)
    return list(refused.value.reasons)


def test_two_villages_walk_from_an_idea_to_a_running_partnership(begin: Begin) -> None:
    walk = begin()
    walk.to_active()
    assert walk.status == "active"
    assert walk.partnership.is_public
    assert queries.recent_public()[0].first_names == ("Ngebel", "Sempu")


def test_a_village_does_not_offer_before_its_meeting_has_decided(begin: Begin) -> None:
    walk = begin()
    walk.record("priority_list", NGEBEL, items="air", held_on=TODAY)
    walk.step("convene_deliberation")
    assert reasons(walk, "village_agreed") == ["Hasil musyawarah desa Ngebel belum dicatat."]


def test_a_meeting_may_lawfully_say_no_and_that_ends_it(begin: Begin) -> None:
    walk = begin()
    walk.prepare(NGEBEL, decision="rejected")
    walk.step("convene_deliberation")
    assert reasons(walk, "village_agreed") == ["Musyawarah desa Ngebel tidak menyepakati kerja sama."]
    walk.step("village_rejected")
    assert walk.status == "rejected_by_village"
    with pytest.raises(NotAllowed):
        walk.record("priority_list", NGEBEL, items="lain", held_on=TODAY)


def test_an_offer_needs_its_eight_items_but_may_be_saved_with_fewer(begin: Begin) -> None:
    walk = begin()
    walk.to_planned()
    walk.record("data_pack", NGEBEL, summary="debit")
    walk.record("offer", number="1", held_on=TODAY, **{**LETTERS, "funding": None, "scope": None})
    assert reasons(walk, "send_offer") == [
        "Surat belum memuat: Ruang lingkup kerja sama.",
        "Surat belum memuat: Pendanaan.",
    ]


def test_the_receiver_does_not_know_of_a_partnership_before_the_offer(begin: Begin) -> None:
    walk = begin()
    with pytest.raises(NotFound):
        service.partnership_for(HEAD_SEMPU, walk.id)
    walk.to_offered()
    assert service.partnership_for(HEAD_SEMPU, walk.id).id == walk.id


def test_a_stranger_and_a_visitor_never_see_a_draft(begin: Begin) -> None:
    walk = begin()
    walk.to_drafting()
    for person in (STRANGER, VISITOR):
        with pytest.raises(NotFound):
            service.partnership_for(person, walk.id)
        assert list(db.session.scalars(queries.listed(person))) == []


def test_lists_show_exactly_what_may_be_opened(begin: Begin) -> None:
    drafts, offered, running = begin(title="a"), begin(title="b"), begin(title="c")
    offered.to_offered()
    running.to_active()
    everyone = [HEAD_NGEBEL, HEAD_SEMPU, CAMAT_NGEBEL, STRANGER, VISITOR]
    for person in everyone:
        listed = {item.id for item in db.session.scalars(queries.listed(person))}
        for walk in (drafts, offered, running):
            try:
                service.partnership_for(person, walk.id)
                opened = True
            except NotFound:
                opened = False
            assert (walk.id in listed) == opened, (person.name, walk.id)


def test_a_refusal_needs_a_letter_and_ends_the_offer(begin: Begin) -> None:
    walk = begin()
    walk.to_offered()
    assert "Surat jawaban belum dicatat untuk Sempu." in reasons(walk, "decline_offer", SEMPU)
    walk.record("offer_answer", SEMPU, decision="declined", number="3", held_on=TODAY, reason="belum mampu")
    walk.step("decline_offer", SEMPU)
    assert walk.status == "offer_declined"


def test_a_counter_offer_goes_back_and_both_letters_stay_side_by_side(begin: Begin) -> None:
    walk = begin()
    walk.to_offered()
    steps.record_gate(HEAD_SEMPU, walk.id, "counter_offer", None, {"number": "5", "held_on": TODAY, **LETTERS})
    walk.step("counter_offer", SEMPU)
    assert reasons(walk, "revise_offer") == ["Tulis dulu surat penawaran yang sudah diperbaiki."]
    walk.record("offer", number="142/2026", held_on=TODAY, **{**LETTERS, "funding": "setengah-setengah"})
    walk.step("revise_offer")
    letters = [record.values["number"] for record in walk.partnership.records if "offer" in record.gate]
    assert letters == ["141/1/2026", "5", "142/2026"]
    walk.record("offer_answer", SEMPU, decision="accepted", number="9", held_on=TODAY)
    walk.step("accept_offer", SEMPU)
    assert walk.status == "offer_accepted"


def test_the_receiver_prepares_itself_before_drafting(begin: Begin) -> None:
    walk = begin()
    walk.to_offered()
    walk.record("offer_answer", SEMPU, decision="accepted", number="9", held_on=TODAY)
    walk.step("accept_offer", SEMPU)
    assert reasons(walk, "start_drafting") == [
        "Sempu belum mencatat daftar prioritasnya.",
        "Musyawarah desa Sempu belum menyepakati kerja sama.",
        "Sempu belum memasukkannya ke RPJM Desa dan RKP Desa.",
    ]


def test_the_receivers_meeting_may_say_no_too(begin: Begin) -> None:
    walk = begin()
    walk.to_offered()
    walk.record("offer_answer", SEMPU, decision="accepted", number="9", held_on=TODAY)
    walk.step("accept_offer", SEMPU)
    walk.record("village_deliberation", SEMPU, decision="rejected", held_on=TODAY)
    walk.step("receiver_refused", SEMPU)
    assert walk.status == "rejected_by_village"


def test_a_text_without_the_eight_contents_does_not_go_to_the_meeting(begin: Begin) -> None:
    walk = begin()
    walk.to_drafting()
    walk.write(dispute_terms="", obligations={})
    missing = reasons(walk, "open_consultation")
    assert "Naskah belum memuat: Hak dan kewajiban." in missing
    assert "Naskah belum memuat: Penyelesaian perselisihan." in missing


def test_only_one_side_giving_is_not_a_bilateral_partnership(begin: Begin) -> None:
    walk = begin()
    walk.to_drafting()
    walk.write()
    service.set_type_values(HEAD_NGEBEL, walk.id, None, {"initiator_gives": "air"})
    assert reasons(walk, "open_consultation") == ["Tuliskan apa yang diberikan pihak mitra (bagian Saling memberi)."]


def test_villages_of_two_regencies_do_not_reach_signing_without_their_legal_basis(begin: Begin) -> None:
    walk = begin(NGEBEL, GUMELAR)
    walk.to_drafting()
    walk.write()
    service.set_type_values(HEAD_NGEBEL, walk.id, None, {"initiator_gives": "air", "receiver_gives": "lahan"})
    walk.step("open_consultation")
    with pytest.raises(NotAllowed, match="kabupaten/kota yang berbeda"):
        walk.agree_in_meeting()
    walk.record("regional_basis", document="Kesepakatan", number="1", held_on=TODAY, authority="dua bupati")
    walk.step("mad_agreed")
    assert walk.status == "signing"


def test_the_meeting_may_ask_for_another_draft_and_must_then_meet_again(begin: Begin) -> None:
    walk = begin()
    walk.to_drafting()
    walk.write()
    service.set_type_values(HEAD_NGEBEL, walk.id, None, {"initiator_gives": "air", "receiver_gives": "lahan"})
    walk.step("open_consultation")
    for code in (NGEBEL, SEMPU):
        walk.record("consultation", code, held_on=TODAY, input="setuju")
        walk.record("mad_attendance", code, representative="Kepala Desa", attended=6, women=3)
    walk.record("joint_visit", held_on=TODAY, place="hulu", findings="baik")
    walk.record("mad", decision="sent_back", held_on=TODAY, number="1", place="balai", decisions="perbaiki")
    walk.step("schedule_mad")
    walk.step("hold_mad")
    assert reasons(walk, "mad_agreed") == ["MAD belum menyepakati naskah ini."]
    walk.step("mad_sent_back")
    walk.step("open_consultation")
    assert "Konsultasi warga belum dicatat untuk Ngebel." in reasons(walk, "schedule_mad")


def test_every_head_signs_on_paper_and_the_scan_is_there_before_promulgation(begin: Begin) -> None:
    walk = begin()
    walk.to_signing()
    walk.record("signature", NGEBEL, True, signer_name="K", signer_title="Kades", held_on=TODAY, number="1", year=2026)
    walk.record("signature", SEMPU, signer_name="K", signer_title="Kades", held_on=TODAY, number="4", year=2026)
    assert reasons(walk, "complete_signing") == ["Pindaian atau foto Tanda tangan dari Sempu belum dilampirkan."]


def test_an_operator_does_not_sign(begin: Begin) -> None:
    walk = begin()
    walk.to_signing()
    with pytest.raises(NotAllowed):
        steps.record_gate(OPERATOR_NGEBEL, walk.id, "signature", walk.party(NGEBEL), {"number": "1"})


def test_nobody_records_for_another_village(begin: Begin) -> None:
    walk = begin()
    walk.to_offered()
    with pytest.raises(NotAllowed):
        steps.record_gate(OPERATOR_NGEBEL, walk.id, "village_deliberation", walk.party(SEMPU), {"decision": "agreed"})


def test_a_signed_text_cannot_be_rewritten_by_anyone(begin: Begin) -> None:
    walk = begin()
    walk.to_signing()
    with pytest.raises(NotAllowed):
        walk.write(scope="lain")


def test_a_text_may_be_withdrawn_while_nobody_has_signed(begin: Begin) -> None:
    walk = begin()
    walk.to_signing()
    walk.step("withdraw_text", reason="salah ketik")
    assert walk.status == "drafting"
    walk.write(scope="yang benar")
    assert [item.number for item in walk.partnership.agreements] == [1, 2]
    assert walk.partnership.agreements[0].content["scope"] == "saluran irigasi"


def test_a_text_stays_once_somebody_has_signed(begin: Begin) -> None:
    walk = begin()
    walk.to_signing()
    walk.record("signature", NGEBEL, True, signer_name="K", signer_title="Kades", held_on=TODAY, number="1", year=2026)
    assert reasons(walk, "withdraw_text", reason="ragu") == [
        "Sudah ada pihak yang menandatangani; naskah tidak dapat ditarik lagi."
    ]


def test_a_partnership_does_not_run_before_its_start_date(begin: Begin) -> None:
    walk = begin()
    walk.to_drafting()
    walk.write(start_date="2027-01-01")
    service.set_type_values(HEAD_NGEBEL, walk.id, None, {"initiator_gives": "air", "receiver_gives": "lahan"})
    walk.step("open_consultation")
    walk.agree_in_meeting()
    walk.sign_all()
    walk.step("complete_signing")
    for code in (NGEBEL, SEMPU):
        walk.record("promulgation", code, number="7", year=2026, held_on=TODAY, secretary="S")
    assert reasons(walk, "start") == ["Kerja sama baru mulai berlaku pada tanggal mulainya, 2027-01-01."]


def test_a_bkad_that_carries_it_out_needs_its_decree(begin: Begin) -> None:
    walk = begin()
    walk.to_drafting()
    walk.write(executor="bkad")
    service.set_type_values(HEAD_NGEBEL, walk.id, None, {"initiator_gives": "air", "receiver_gives": "lahan"})
    walk.step("open_consultation")
    walk.agree_in_meeting()
    walk.sign_all()
    walk.step("complete_signing")
    for code in (NGEBEL, SEMPU):
        walk.record("promulgation", code, number="7", year=2026, held_on=TODAY, secretary="S")
    assert reasons(walk, "start") == ["SK BKAD belum dicatat, padahal pelaksananya BKAD."]


def test_a_report_goes_to_the_heads_the_council_and_the_regent(begin: Begin) -> None:
    walk = begin()
    walk.to_active()
    walk.step("open_report")
    walk.record("report", number="1", held_on=TODAY, summary="lancar", to_heads_on=TODAY)
    assert reasons(walk, "submit_report") == [
        "Tanggal laporan dikirim kepada BPD belum diisi.",
        "Tanggal laporan dikirim kepada Bupati/Wali Kota melalui Camat belum diisi.",
    ]
    walk.record("report", to_council_on=TODAY, to_regent_on=TODAY)
    walk.step("submit_report")
    walk.step("open_report")
    assert reasons(walk, "submit_report") == ["Laporan pelaksanaan belum dicatat."]


def test_a_change_is_a_new_version_with_new_signatures_and_the_old_text_stays(begin: Begin) -> None:
    walk = begin()
    walk.to_active()
    walk.record("amendment_basis", number="2", held_on=TODAY, reason="debit turun")
    walk.step("propose_amendment")
    walk.write(scope="saluran dan embung")
    walk.agree_in_meeting(last="amendment_agreed")
    assert reasons(walk, "complete_signing")
    walk.sign_all()
    walk.step("complete_signing")
    for code in (NGEBEL, SEMPU):
        walk.record("promulgation", code, number="9", year=2026, held_on=TODAY, secretary="S")
    walk.step("start")
    first, second = walk.partnership.agreements
    assert (first.content["scope"], second.content["scope"]) == ("saluran irigasi", "saluran dan embung")
    assert first.in_force_from and second.in_force_from


def test_a_change_that_is_dropped_leaves_the_agreement_in_force(begin: Begin) -> None:
    walk = begin()
    walk.to_active()
    walk.record("amendment_basis", number="2", held_on=TODAY, reason="debit turun")
    walk.step("propose_amendment")
    walk.step("drop_amendment", reason="tidak jadi")
    assert (walk.status, walk.partnership.cycle) == ("active", 1)
    walk.record("amendment_basis", number="3", held_on=TODAY, reason="lagi")
    walk.step("propose_amendment")
    assert walk.partnership.cycle == 3


def test_the_district_head_settles_between_villages_of_one_district(begin: Begin) -> None:
    walk = begin()
    walk.to_active()
    walk.record("dispute", held_on=TODAY, facts="giliran air")
    walk.step("raise_dispute")
    steps.record_gate(
        CAMAT_NGEBEL,
        walk.id,
        "settlement",
        None,
        {"outcome": "continue", "number": "1", "held_on": TODAY, "official": "Camat", "decision": "bergiliran"},
        scan=scan(),
    )
    assert "Hasil penyelesaian bukan mengakhiri kerja sama." in [
        str(item.sentence)
        for item in steps.lacking_for(
            CAMAT_NGEBEL, walk.partnership, _transition(walk, "settle_by_ending"), _case(walk)
        )
    ]
    steps.take_step(CAMAT_NGEBEL, walk.id, "settle")
    assert walk.status == "active"


def test_it_ends_on_one_of_the_nine_grounds_with_minutes(begin: Begin) -> None:
    walk = begin()
    walk.to_active()
    walk.record("termination", ground="purpose_achieved", held_on=TODAY, assets="saluran", final_report="selesai")
    assert reasons(walk, "end") == ["Nomor berita acara pengakhiran belum diisi."]
    walk.record("termination", number="8")
    walk.step("end")
    assert walk.status == "ended"


def test_a_term_that_ran_out_needs_no_minutes(begin: Begin) -> None:
    walk = begin()
    walk.to_active()
    walk.record("termination", ground="expired", held_on=TODAY, assets="saluran", final_report="selesai")
    walk.step("end")
    assert walk.status == "ended"


def test_only_the_side_that_is_asked_takes_the_step(begin: Begin) -> None:
    walk = begin()
    walk.to_offered()
    walk.record("offer_answer", SEMPU, decision="accepted", number="9", held_on=TODAY)
    with pytest.raises(NotAllowed, match="pejabat lain"):
        walk.step("accept_offer", NGEBEL)


def test_the_scan_of_the_signed_letter_stands_in_for_the_heads_click(begin: Begin) -> None:
    walk = begin()
    walk.to_offered()
    answer = {"decision": "accepted", "number": "9", "held_on": TODAY}
    steps.record_gate(OPERATOR_SEMPU, walk.id, "offer_answer", walk.party(SEMPU), answer)
    with pytest.raises(NotAllowed, match="pejabat lain"):
        steps.take_step(OPERATOR_SEMPU, walk.id, "accept_offer")
    steps.record_gate(OPERATOR_SEMPU, walk.id, "offer_answer", walk.party(SEMPU), answer, scan=scan("jawaban"))
    steps.take_step(OPERATOR_SEMPU, walk.id, "accept_offer")
    assert walk.status == "offer_accepted"


def test_cancelling_asks_for_a_reason(begin: Begin) -> None:
    walk = begin()
    with pytest.raises(Invalid, match="alasan"):
        walk.step("cancel")
    walk.step("cancel", reason="salah pilih")
    assert walk.status == "cancelled"


def test_a_step_that_was_taken_by_someone_else_is_a_conflict(begin: Begin) -> None:
    walk = begin()
    walk.to_planned()
    with pytest.raises(Conflict):
        walk.step("village_agreed")


def test_two_people_writing_the_same_record_both_get_to_see_both(begin: Begin) -> None:
    walk = begin()
    walk.record("priority_list", NGEBEL, items="air", held_on=TODAY)
    with pytest.raises(Conflict) as conflict:
        steps.record_gate(OPERATOR_NGEBEL, walk.id, "priority_list", walk.party(NGEBEL), {"items": "jalan"}, version=0)
    assert conflict.value.theirs["items"] == "air"
    assert conflict.value.yours["items"] == "jalan"


def test_what_a_step_relied_on_stays_and_a_correction_stands_beside_it(begin: Begin) -> None:
    walk = begin()
    walk.to_planned()
    walk.record("priority_list", NGEBEL, items="jalan dulu", held_on=TODAY)
    entries = [item.values["items"] for item in walk.partnership.records if item.gate == "priority_list"]
    assert entries == ["air", "jalan dulu"]


@pytest.mark.parametrize(
    ("partners", "sentence"),
    [
        ((PartyChoice(village_code=NGEBEL),), "dua kali"),
        ((PartyChoice(village_code="35.02.19.2999"),), "tidak ditemukan"),
        ((PartyChoice(village_code=SEMPU), PartyChoice(village_code=GUMELAR)), "terlalu banyak"),
        ((PartyChoice(organisation_id=999),), "Lembaga ini tidak ditemukan"),
    ],
)
def test_parties_that_cannot_be_are_named(begin: Begin, partners: tuple[PartyChoice, ...], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        service.begin(HEAD_NGEBEL, "bilateral", "x", "", "air", partners)
    assert db.session.query(Partnership).count() == 0


def test_a_frozen_agreement_is_proved_by_its_hash(begin: Begin) -> None:
    walk = begin()
    walk.to_active()
    assert agreements.audit() == []


def _transition(walk: Walk, name: str):  # type: ignore[no-untyped-def]
    from portal.partnerships.cases import workflow_of

    return workflow_of(walk.partnership).transition(name)


def _case(walk: Walk):  # type: ignore[no-untyped-def]
    from portal.partnerships.cases import case_of

    return case_of(walk.partnership)


def test_across_districts_the_regent_facilitates_and_not_a_camat(begin: Begin) -> None:
    other_district = "35.02.19.2001".replace(".19.", ".18.")
    regent = actor_of(OfficeKind.REGENCY_OFFICER, "35.02")
    case = _case(begin())
    assert rules.settling_office(case) == OfficeKind.DISTRICT_OFFICER
    moved = replace(case, parties=(case.parties[0], replace(case.parties[1], code=other_district)))
    assert rules.settling_office(moved) == OfficeKind.REGENCY_OFFICER
    step = _transition(begin(), "settle")
    assert rules.may_take(step, regent.office, None, moved)
    assert not rules.may_take(step, CAMAT_NGEBEL.office, None, moved)


def test_the_regent_does_not_settle_what_is_the_camats(begin: Begin) -> None:
    walk = begin()
    walk.to_active()
    walk.record("dispute", held_on=TODAY, facts="giliran air")
    walk.step("raise_dispute")
    regent = actor_of(OfficeKind.REGENCY_OFFICER, "35.02")
    with pytest.raises(NotAllowed, match="Camat"):
        steps.record_gate(regent, walk.id, "settlement", None, {"outcome": "continue"})


def test_a_partnership_entered_later_gets_its_scans(begin: Begin) -> None:
    running = service.RunningPartnership(
        "Pasar", "bilateral", (PartyChoice(village_code=NGEBEL), PartyChoice(village_code=SEMPU)), "pasar", "x",
        ("development",), date(2016, 1, 1), date(2016, 2, 1), None, "bkad", {NGEBEL: ("3", 2016)},
    )  # fmt: skip
    number = service.enter_running(HEAD_NGEBEL, running).id
    walk = Walk(db.session.get_one(Partnership, number), {NGEBEL: HEAD_NGEBEL, SEMPU: HEAD_SEMPU})
    values = {"number": "3", "year": 2016, "held_on": "2016-01-01"}
    steps.record_gate(HEAD_NGEBEL, number, "signature", walk.party(NGEBEL), values, scan=scan())
    record = _case(walk).record("signature", walk.party(NGEBEL))
    assert record is not None and record.has_scan


def test_a_sent_letter_stays_as_it_was_sent(begin: Begin) -> None:
    walk = begin()
    walk.to_offered()
    with pytest.raises(NotAllowed, match="Belum atau tidak lagi"):
        walk.record("offer", number="palsu", held_on=TODAY)


def test_only_the_sender_writes_a_letter(begin: Begin) -> None:
    walk = begin()
    walk.to_offered()
    with pytest.raises(NotAllowed, match="pihak yang lain"):
        steps.record_gate(HEAD_SEMPU, walk.id, "offer", None, {"number": "palsu"})
    with pytest.raises(NotAllowed, match="pihak yang lain"):
        steps.record_gate(HEAD_NGEBEL, walk.id, "counter_offer", None, {"number": "palsu"})


@pytest.mark.parametrize(("gate", "code"), [("village_deliberation", NGEBEL), ("offer_answer", SEMPU)])
def test_what_follows_is_not_dated_before_what_it_follows(begin: Begin, gate: str, code: str) -> None:
    walk = begin()
    walk.to_offered()
    with pytest.raises(Invalid, match="lebih awal"):
        walk.record(gate, code, held_on="2026-10-01", decision="accepted")


def test_a_burden_on_the_people_needs_the_councils_decision(begin: Begin) -> None:
    walk = begin()
    walk.record("priority_list", NGEBEL, items="air", held_on=TODAY)
    walk.step("convene_deliberation")
    walk.record("village_deliberation", NGEBEL, decision="agreed", held_on=TODAY, burdens_community=True)
    assert reasons(walk, "village_agreed") == [
        "Persetujuan BPD Ngebel belum dicatat, padahal kerja sama ini membebani."
    ]
    walk.record("village_deliberation", NGEBEL, council_decision="3/BPD/2026")
    walk.step("village_agreed")


def test_a_partnership_whose_term_ran_out_is_entered_as_ended(begin: Begin) -> None:
    running = service.RunningPartnership(
        "Lama", "bilateral", (PartyChoice(village_code=NGEBEL), PartyChoice(village_code=SEMPU)), "pasar", "x",
        ("development",), date(2016, 1, 1), date(2016, 2, 1), date(2020, 1, 1), "bkad",
    )  # fmt: skip
    assert service.enter_running(HEAD_NGEBEL, running).status == "ended"


def test_who_entered_it_does_not_confirm_it(begin: Begin) -> None:
    running = service.RunningPartnership(
        "Pasar", "bilateral", (PartyChoice(village_code=NGEBEL), PartyChoice(village_code=SEMPU)), "pasar", "x",
        ("development",), date(2016, 1, 1), date(2016, 2, 1), None, "bkad",
    )  # fmt: skip
    number = service.enter_running(HEAD_NGEBEL, running).id
    with pytest.raises(NotAllowed, match="pihak yang lain"):
        service.confirm_running(HEAD_NGEBEL, number)
    with pytest.raises(NotAllowed, match="dibenarkan"):
        service.set_public(HEAD_NGEBEL, number, True)
    assert service.confirm_running(HEAD_SEMPU, number).is_public


def test_a_conflict_over_the_text_is_told_in_words(begin: Begin) -> None:
    walk = begin()
    walk.to_drafting()
    walk.write(scope="saluran")
    with pytest.raises(Conflict) as conflict:
        agreements.write(HEAD_NGEBEL, walk.id, 1, {"scope": "embung"})
    assert conflict.value.theirs["Ruang lingkup kerja sama"] == "saluran"
    assert conflict.value.yours["Ruang lingkup kerja sama"] == "embung"


@pytest.mark.parametrize("code", ["35.02.20", "33.02", "33.02.01", "35.02.17.1001"])
def test_only_a_village_is_a_village_party(begin: Begin, code: str) -> None:
    with pytest.raises(Invalid, match="Hanya desa|tidak ditemukan"):
        service.begin(HEAD_NGEBEL, "bilateral", "x", "", "air", (PartyChoice(village_code=code),))


def test_a_village_whose_code_is_no_longer_valid_is_no_party(begin: Begin) -> None:
    @transactional
    def vanish() -> None:
        db.session.get_one(Area, SEMPU).valid = False

    vanish()
    try:
        with pytest.raises(Invalid, match="tidak berlaku"):
            service.begin(HEAD_NGEBEL, "bilateral", "x", "", "air", (PartyChoice(village_code=SEMPU),))
    finally:

        @transactional
        def back() -> None:
            db.session.get_one(Area, SEMPU).valid = True

        back()


def test_one_side_does_not_settle_or_end_alone(begin: Begin) -> None:
    walk = begin()
    walk.to_active()
    walk.record("dispute", held_on=TODAY, facts="giliran air")
    walk.step("raise_dispute")
    values = {"outcome": "end", "number": "1", "held_on": TODAY, "official": "Camat", "decision": "selesai"}
    steps.record_gate(HEAD_NGEBEL, walk.id, "settlement", None, values, scan=scan())
    walk.record("termination", ground="breach", number="1", held_on=TODAY, assets="-", final_report="-")
    with pytest.raises(NotAllowed, match="pihak yang lain"):
        walk.step("settle_by_ending", NGEBEL)
    walk.step("settle_by_ending", SEMPU)
    assert walk.status == "ended"


def test_nobody_cancels_what_heads_have_signed(begin: Begin) -> None:
    walk = begin()
    walk.to_signing()
    walk.sign_all()
    assert reasons(walk, "cancel", reason="ragu")


def test_the_title_of_a_frozen_text_is_not_changed(begin: Begin) -> None:
    walk = begin()
    walk.to_active()
    with pytest.raises(Invalid, match="dibekukan"):
        service.edit(HEAD_SEMPU, walk.id, None, {"title": "Penyerahan lahan", "purpose": "x", "sector": "air"})
    service.edit(HEAD_SEMPU, walk.id, None, {"title": walk.partnership.title, "purpose": "baru", "sector": "air"})
    assert walk.partnership.purpose == "baru"


def test_what_was_dated_later_bounds_a_correction(begin: Begin) -> None:
    walk = begin()
    walk.to_planned()
    with pytest.raises(Invalid, match="lebih lambat"):
        walk.record("priority_list", NGEBEL, items="air", held_on="2026-11-20")


def test_a_report_for_last_year_is_late_in_february(begin: Begin) -> None:
    walk = begin()
    walk.to_active()
    case = _case(walk)
    assert rules.report_due(case, date(2026, 11, 1)) == date(2027, 1, 31)
    assert rules.report_due(replace(case, today=date(2027, 2, 1)), date(2026, 11, 1)) == date(2027, 1, 31)


def test_a_running_partnership_has_begun(begin: Begin) -> None:
    running = service.RunningPartnership(
        "Pasar", "bilateral", (PartyChoice(village_code=NGEBEL), PartyChoice(village_code=SEMPU)), "pasar", "x",
        ("development",), date(2026, 1, 1), date(2031, 2, 1), None, "bkad",
    )  # fmt: skip
    with pytest.raises(Invalid, match="belum mulai"):
        service.enter_running(HEAD_NGEBEL, running)


def test_an_office_without_an_area_sees_no_drafts(begin: Begin) -> None:
    begin().to_offered()
    nobody = actor_of(OfficeKind.FACILITATOR)
    assert list(db.session.scalars(queries.listed(nobody))) == []


def test_what_is_over_waits_for_nobody(app: Flask, begin: Begin) -> None:
    for number in range(3):
        begin(title=f"lama {number}").step("cancel", reason="salah")
    walk = begin(title="baru")
    with app.test_request_context():
        assert [item.url for item in waiting_for(HEAD_NGEBEL)] == [f"/kemitraan/{walk.id}"]
