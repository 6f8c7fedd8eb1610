"""Three villages and more, and an organisation too, walk the whole path; what many owe each other holds it up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from multilateral.together import CODES, Together
from partnership_walk import TODAY

from plugins.multilateral import rules
from portal.errors import NotAllowed

Begin = Callable[..., Together]


def reasons(caught: pytest.ExceptionInfo[NotAllowed]) -> str:
    """Everything that was said to be missing."""
    return " ".join(caught.value.reasons)


def test_three_villages_come_to_a_joint_regulation_that_all_heads_sign(together: Begin) -> None:
    walk = together()
    walk.to_active()
    assert walk.status == "active"
    assert walk.partnership.instrument == "joint_regulation"
    assert [record.party_id for record in walk.partnership.records if record.gate == "signature"] == [
        party.id for party in walk.partnership.parties
    ]


def test_two_villages_and_an_organisation_come_to_a_joint_agreement(together: Begin) -> None:
    walk = together(*CODES[:2], with_organisation=True)
    walk.to_active()
    assert (walk.status, walk.partnership.instrument) == ("active", "joint_agreement")


def test_the_text_is_finished_only_by_parties_that_have_met_and_elected_who_writes(together: Begin) -> None:
    walk = together()
    walk.to_drafting()
    walk.write()
    walk.settle()
    with pytest.raises(NotAllowed) as caught:
        walk.step("open_consultation")
    assert "Musyawarah antar desa awal belum dicatat." in reasons(caught)
    assert "Tim perumus belum dicatat." in reasons(caught)


def test_an_agreement_with_an_organisation_waits_for_the_first_meeting_too(together: Begin) -> None:
    walk = together(*CODES[:2], with_organisation=True)
    walk.to_drafting()
    walk.write()
    walk.settle()
    with pytest.raises(NotAllowed) as caught:
        walk.step("finish_draft")
    assert "Musyawarah antar desa awal belum dicatat." in reasons(caught)


def test_two_thirds_of_the_parties_are_at_the_first_meeting_and_those_who_were_not_are_named(together: Begin) -> None:
    walk = together(*CODES[:5])
    walk.to_drafting()
    walk.write()
    walk.settle()
    walk.meet_first(*CODES[:3])
    walk.elect_team()
    with pytest.raises(NotAllowed) as caught:
        walk.step("open_consultation")
    assert reasons(caught) == (
        "Musyawarah antar desa awal baru dihadiri 3 dari 5 pihak, padahal perlu 4. "
        "Kehadiran yang belum dicatat: Talun, Gondowido."
    )
    walk.meet_first(CODES[3])
    walk.step("open_consultation")
    assert walk.status == "consultation"


def test_one_person_is_no_drafting_team_and_nobody_is_elected_before_the_meeting(together: Begin) -> None:
    walk = together()
    walk.to_drafting()
    walk.write()
    walk.settle()
    walk.meet_first()
    walk.elect_team(members="Budi, Ngebel")
    with pytest.raises(NotAllowed, match="paling sedikit 3 orang"):
        walk.step("open_consultation")
    walk.elect_team(held_on="2026-10-01")
    with pytest.raises(NotAllowed, match="tidak sebelumnya"):
        walk.step("open_consultation")


def test_many_parties_say_their_goal_and_how_they_decide_and_pay_before_the_text_is_done(together: Begin) -> None:
    walk = together()
    walk.to_drafting()
    walk.write()
    walk.meet_first()
    walk.elect_team()
    walk.settle(common_goal="", decision_way="", contribution_base="", pooled="")
    with pytest.raises(NotAllowed) as caught:
        walk.step("open_consultation")
    for word in ("tujuan bersama", "cara memutuskan", "dasar iuran", "dikumpulkan bersama"):
        assert word in reasons(caught)


def test_a_bkad_that_carries_it_out_has_somebody_of_every_village(together: Begin) -> None:
    walk = together()
    walk.executor = "bkad"
    walk.to_promulgated()
    walk.record("bkad_decree", number="1", held_on=TODAY, chair="Budi", members="Budi, ketua, Ngrogung\nSiti, Sahang")
    with pytest.raises(NotAllowed, match="wakil dari: Wagir Lor"):
        walk.step("start")
    walk.record("bkad_decree", members="Budi, ketua, Ngrogung\nSiti, Sahang\nAli, bendahara, Wagir Lor")
    walk.step("start")
    assert walk.status == "active"


@pytest.mark.sqlite
@pytest.mark.parametrize(("parties", "needed"), [(3, 2), (4, 3), (8, 6), (40, 27), (300, 200)])
def test_the_quorum_of_a_first_meeting_is_two_thirds_rounded_up(parties: int, needed: int) -> None:
    assert rules.quorum(parties) == needed


@pytest.mark.sqlite
def test_a_village_is_named_only_by_its_whole_name() -> None:
    assert rules.names("Budi, ketua, Wagir Lor", "wagir lor")
    assert not rules.names("Budi, Sempuran", "Sempu")


def test_a_form_kept_as_values_comes_back_as_it_was(app: Flask) -> None:
    from plugins.multilateral.forms import DECISION_WAYS, MultilateralForm

    sent = {
        "common_goal": "Satu kawasan.", "why_together": "Karena satu telaga.", "network_kind": "mixed",
        "pooled": "traktor\r\nair", "first_results": "bersih", "contribution_base": "use", "contribution_note": "kubik",
        "decision_way": DECISION_WAYS[0][0], "newcomers": "lewat MAD", "contact_every_days": "30",
    }  # fmt: skip
    with app.test_request_context(method="POST", data=sent):
        form = MultilateralForm()
        assert form.validate(), form.errors
        kept = form.to_json()
        again = MultilateralForm.from_json(kept)
        assert again.to_json() == kept
        assert set(kept) == set(sent) and all(kept.values())
    too_long = {name: "x" * 2001 for name in ("common_goal", "why_together", "pooled", "newcomers")}
    with app.test_request_context(
        method="POST", data={**too_long, "contact_every_days": "400", "decision_way": "raja"}
    ):
        form = MultilateralForm()
        assert not form.validate()
        assert set(form.errors) == {*too_long, "contact_every_days", "decision_way"}
