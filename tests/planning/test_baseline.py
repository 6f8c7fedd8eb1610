"""Agreed plans: frozen, agreed by each party or by minutes, changed as a new version beside the old one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from flask import current_app
from hypothesis import given
from hypothesis import strategies as some
from partnership_walk import (
    HEAD_NGEBEL,
    HEAD_SEMPU,
    NGEBEL,
    OPERATOR_NGEBEL,
    OPERATOR_SEMPU,
    SEMPU,
    STRANGER,
    Walk,
    actor_of,
)
from planning.planned import Desk, core, plan
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal import testing
from portal.db import db, transactional
from portal.errors import Conflict, Invalid, NotAllowed
from portal.events import history
from portal.permissions import OfficeKind
from portal.planning import waiting
from portal.planning.baseline import queries as versions
from portal.planning.baseline import rules, service, snapshot
from portal.planning.baseline.models import Baseline
from portal.planning.programme import activities, queries
from portal.planning.programme import service as programmes
from portal.planning.serving import serving
from portal.web.waiting import told

MINUTES = date(2026, 11, 20)


def proposed(channel: Walk, reason: str = "", reference: str = "") -> Baseline:
    (programme,) = queries.programmes_of(channel.id)
    return service.propose(HEAD_NGEBEL, channel.id, programme.id, reason, reference)


def test_a_plan_is_agreed_when_the_head_of_every_party_said_yes(channel: Walk) -> None:
    plan(channel)
    version = proposed(channel)
    assert (version.number, version.state) == (1, "proposed"), "the head who proposes has said yes"
    for staff in (OPERATOR_SEMPU, actor_of(OfficeKind.VILLAGE_SECRETARY, SEMPU)):
        with pytest.raises(NotAllowed):
            service.agree(staff, channel.id, 1)
    service.agree(HEAD_SEMPU, channel.id, 1)
    assert version.state == "agreed"
    assert [consent.party_id for consent in version.consents] == [channel.party(NGEBEL), channel.party(SEMPU)]
    assert [event.kind for event in history("partnership", channel.id, limit=2)] == [
        "planning.plan_agreed",
        "planning.plan_consented",
    ]


def test_minutes_of_the_meeting_count_once_another_party_confirmed_them(channel: Walk) -> None:
    plan(channel)
    (programme,) = queries.programmes_of(channel.id)
    version = service.propose(OPERATOR_NGEBEL, channel.id, programme.id, "", "")
    service.record_minutes(OPERATOR_NGEBEL, channel.id, 1, "3/MAD/2026", MINUTES)
    for own in (OPERATOR_NGEBEL, HEAD_NGEBEL):
        with pytest.raises(NotAllowed):
            service.confirm_minutes(own, channel.id, 1)
    service.confirm_minutes(OPERATOR_SEMPU, channel.id, 1)
    assert version.state == "agreed"


def test_an_agreed_plan_stays_as_it_is_whatever_is_changed_after(channel: Walk) -> None:
    activity = plan(channel, "Ukur debit")
    version = proposed(channel)
    service.agree(HEAD_SEMPU, channel.id, 1)
    activities.edit_activity(
        HEAD_NGEBEL, channel.id, activity.id, None, core(activity, title="Ukur air", due_on=date(2027, 1, 31))
    )
    (kept,) = service.plan_in(version)["activities"]
    assert (kept["title"], kept["due_on"], kept["party"]) == ("Ukur debit", "2026-12-31", "Ngebel")


def test_a_change_shows_old_beside_new_who_asked_and_why(channel: Walk) -> None:
    moved, dropped = plan(channel, "Ukur debit"), plan(channel, "Gali saluran")
    first = proposed(channel)
    service.agree(HEAD_SEMPU, channel.id, 1)
    activities.edit_activity(HEAD_NGEBEL, channel.id, moved.id, None, core(moved, due_on=date(2027, 1, 31)))
    activities.set_status(
        HEAD_NGEBEL, channel.id, dropped.id, None, {"status": "cancelled", "status_reason": "longsor"}
    )
    plan(channel, "Tembok penahan")
    with pytest.raises(Invalid) as refused:
        proposed(channel)
    assert list(refused.value.errors) == ["reason"]
    second = proposed(channel, "longsor bulan lalu", "evaluasi 2026")
    found = rules.changes(service.plan_in(first), service.plan_in(second))
    assert {(change.kind, change.title) for change in found} == {
        ("changed", "Ukur debit"),
        ("added", "Tembok penahan"),
        ("removed", "Gali saluran"),
    }
    (day,) = next(change.fields for change in found if change.kind == "changed")
    assert (day.name, day.old, day.new) == ("due_on", "2026-12-31", "2027-01-31")
    assert (second.reason, second.reference, second.asked_by_party_id) == (
        "longsor bulan lalu",
        "evaluasi 2026",
        channel.party(NGEBEL),
    )


def test_nothing_is_proposed_twice_or_without_a_change(channel: Walk) -> None:
    with pytest.raises(ValueError, match="unpack"):
        proposed(channel)
    plan(channel)
    proposed(channel)
    with pytest.raises(NotAllowed, match="menunggu"):
        proposed(channel)
    service.agree(HEAD_SEMPU, channel.id, 1)
    with pytest.raises(NotAllowed, match="sama"):
        proposed(channel, "alasan")


def test_a_proposal_is_withdrawn_by_who_made_it_and_stays_readable(channel: Walk) -> None:
    plan(channel)
    version = proposed(channel)
    with pytest.raises(NotAllowed):
        service.withdraw(OPERATOR_SEMPU, channel.id, 1, "tidak setuju")
    service.withdraw(HEAD_NGEBEL, channel.id, 1, "diperbaiki dulu")
    assert (version.state, version.settled_reason) == ("withdrawn", "diperbaiki dulu")
    with pytest.raises(NotAllowed):
        service.agree(HEAD_SEMPU, channel.id, 1)
    assert proposed(channel).number == 2


def test_the_head_of_another_party_asks_for_changes_instead_of_saying_yes(channel: Walk) -> None:
    plan(channel)
    version = proposed(channel)
    with pytest.raises(Invalid):
        service.withdraw(HEAD_SEMPU, channel.id, 1, " ")
    service.withdraw(HEAD_SEMPU, channel.id, 1, "pintu air dulu")
    assert (version.state, version.settled_reason) == ("declined", "pintu air dulu")
    assert history("partnership", channel.id, limit=1)[0].kind == "planning.plan_declined"


def test_a_plan_does_not_wait_for_ever_for_a_party_that_left(channel: Walk) -> None:
    plan(channel)
    version = proposed(channel)

    @transactional
    def leave() -> None:
        next(party for party in channel.partnership.parties if party.village_code == SEMPU).state = "left"

    leave()
    assert service.may_agree(HEAD_NGEBEL, channel.partnership, version), "though Ngebel has said yes before"
    with current_app.test_request_context():
        (item,) = told(waiting.parts(HEAD_NGEBEL))
    assert "Setujui rencana kegiatan versi 1" in str(item.sentence)
    service.agree(HEAD_NGEBEL, channel.id, 1)
    assert (version.state, len(version.consents)) == ("agreed", 1)


def test_the_minutes_that_another_party_confirms_are_those_it_read(channel: Walk) -> None:
    plan(channel)
    version = proposed(channel)
    service.record_minutes(OPERATOR_NGEBEL, channel.id, 1, "3/MAD/2026", MINUTES)
    read = version.version
    with pytest.raises(NotAllowed):
        service.record_minutes(OPERATOR_SEMPU, channel.id, 1, "9/MAD/2026", MINUTES)
    service.record_minutes(OPERATOR_NGEBEL, channel.id, 1, "4/MAD/2026", MINUTES, read)
    with pytest.raises(Conflict):
        service.confirm_minutes(OPERATOR_SEMPU, channel.id, 1, read)
    service.confirm_minutes(OPERATOR_SEMPU, channel.id, 1, version.version)
    assert (version.state, version.minutes_number) == ("agreed", "4/MAD/2026")


def test_a_goal_counts_once_the_parties_agreed_to_it(channel: Walk) -> None:
    plan(channel)
    (programme,) = queries.programmes_of(channel.id)

    def want(*goals: int) -> None:
        values = {name: getattr(programme, name) for name in programmes.PROGRAMME_FIELDS}
        programmes.edit_programme(HEAD_NGEBEL, channel.id, programme.id, None, {**values, "sdgs": list(goals)})

    def served() -> list[int]:
        with current_app.test_request_context():
            return [goal for goal in (2, 6, 13) if serving(goal, [channel.id])]

    want(6, 2)
    proposed(channel)
    assert served() == []
    service.agree(HEAD_SEMPU, channel.id, 1)
    assert served() == [2, 6]
    want(13)
    assert served() == [2, 6], "what is only wished for is not agreed"
    proposed(channel, "sasaran baru")
    service.agree(HEAD_SEMPU, channel.id, 2)
    assert served() == [13]


def test_the_public_reads_the_plan_of_this_year(channel: Walk) -> None:
    plan(channel)
    proposed(channel)
    service.agree(HEAD_SEMPU, channel.id, 1)
    (programme,) = queries.programmes_of(channel.id)
    opened = {"title": "Nanti", "goal": "", "starts_on": date(2035, 1, 1), "ends_on": date(2035, 12, 31), "sdgs": []}
    later = programmes.open_programme(HEAD_NGEBEL, channel.id, opened)
    plan(channel, due_on=date(2035, 6, 1))
    service.propose(HEAD_NGEBEL, channel.id, later.id, "", "")
    service.agree(HEAD_SEMPU, channel.id, 2)
    assert [versions.agreed_number(channel.id, day) for day in (MINUTES, date(2035, 2, 2))] == [1, 2]


def test_a_reader_of_english_sees_no_change_where_there_is_none(desk: Desk) -> None:
    desk.plan("Ukur debit", target=Decimal("1250.5"), unit="m")
    desk.inside(lambda: proposed(desk.walk))
    desk.inside(lambda: service.agree(HEAD_SEMPU, desk.walk.id, 1))
    head = desk.browser(OfficeKind.VILLAGE_HEAD, NGEBEL)
    head.set_cookie("bahasa", "en")
    assert "<ins>" not in head.get(f"{desk.base}/kesepakatan/usul").text


@pytest.mark.parametrize("statement", ["UPDATE plan_baseline SET text = '{}'", "DELETE FROM plan_baseline"])
def test_the_database_itself_refuses_to_change_a_proposed_plan(channel: Walk, statement: str) -> None:
    plan(channel)
    proposed(channel)

    @transactional
    def tamper() -> None:
        db.session.execute(text(statement))

    with pytest.raises(DBAPIError):
        tamper()


def test_the_audit_finds_a_plan_that_is_not_what_was_proposed(channel: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    plan(channel)
    version = proposed(channel)
    assert service.audit() == []
    monkeypatch.setattr(rules, "fingerprint", lambda text: "0" * 64)
    assert service.audit() == [f"Rencana versi 1 dari kemitraan {channel.id} tidak sama dengan yang diusulkan."]
    assert version.sha256 != "0" * 64


def test_the_public_reads_the_agreed_plan_and_nothing_else(desk: Desk) -> None:
    desk.plan("Ukur debit", office="Kaur Perencanaan", description="rahasia para pihak")
    visitor, page = desk.browser(), desk.base
    assert visitor.get(page).status_code == 404
    desk.inside(lambda: proposed(desk.walk, reference="rujukan dalam"))
    assert visitor.get(f"{page}/kesepakatan/1").status_code == 404
    desk.inside(lambda: service.agree(HEAD_SEMPU, desk.walk.id, 1))
    assert visitor.get(page).headers["Location"] == f"{page}/kesepakatan/1"
    shown = visitor.get(f"{page}/kesepakatan/1").text
    assert "Ukur debit" in shown
    assert "31 Desember 2026" in shown
    for hidden in ("Kaur Perencanaan", "rahasia para pihak", "rujukan dalam"):
        assert hidden not in shown
    assert "Rencana yang disepakati" in visitor.get(f"/kemitraan/{desk.walk.id}").text


def test_two_heads_agree_on_their_pages(desk: Desk) -> None:
    desk.plan()
    ngebel, sempu = (desk.browser(OfficeKind.VILLAGE_HEAD, code) for code in (NGEBEL, SEMPU))
    base = f"{desk.base}/kesepakatan"
    assert testing.post(ngebel, f"{base}/usul").headers["Location"] == f"{base}/1"
    assert "Setujui rencana ini" not in ngebel.get(f"{base}/1").text
    assert "Setujui rencana ini" in sempu.get(f"{base}/1").text
    testing.post(sempu, f"{base}/1/setuju")
    assert "disepakati" in sempu.get(base).text
    assert desk.inside(lambda: versions.agreed_number(desk.walk.id, MINUTES)) == 1


def test_a_version_waits_for_the_heads_that_have_not_said_yes(channel: Walk) -> None:
    plan(channel)
    proposed(channel)
    with current_app.test_request_context():
        assert [item.title for item in told(waiting.parts(HEAD_SEMPU))] == ["Saluran irigasi bersama"]
        for other in (HEAD_NGEBEL, OPERATOR_SEMPU, STRANGER):
            assert told(waiting.parts(other)) == []
        service.record_minutes(HEAD_NGEBEL, channel.id, 1, "3/MAD/2026", MINUTES)
        (item,) = told(waiting.parts(OPERATOR_SEMPU))
    assert str(item.sentence) == "Benarkan berita acara yang menyepakati rencana versi 1."


TEXTS = some.text(max_size=12)
ACTIVITIES = some.lists(
    some.fixed_dictionaries({"id": some.integers(1, 5), "title": TEXTS, "due_on": TEXTS, "party": TEXTS}),
    unique_by=lambda item: item["id"],
    max_size=5,
)


def whole(found: list[dict[str, object]]) -> dict[str, object]:
    return {"programme": {"title": "P"}, "results": [], "sources": [], "activities": found}


@given(ACTIVITIES, ACTIVITIES)
def test_every_difference_of_two_plans_is_told_and_nothing_else(
    old: list[dict[str, object]], new: list[dict[str, object]]
) -> None:
    told = rules.changes(whole(old), whole(new))
    before, after = ({item["id"]: item for item in side} for side in (old, new))
    count = len(before.keys() ^ after.keys()) + sum(before[n] != after[n] for n in before.keys() & after.keys())
    assert len(told) == count
    assert rules.changes(whole(new), whole(new)) == []


def test_a_plan_has_one_spelling(channel: Walk) -> None:
    plan(channel)
    (programme,) = queries.programmes_of(channel.id)
    texts = {rules.spelled(snapshot.plan_of(channel.partnership, programme)) for _again in range(2)}
    assert len(texts) == 1


def test_the_plan_says_how_much_changed_since_it_was_agreed_and_a_change_takes_a_reason(desk: Desk) -> None:
    desk.plan()
    desk.inside(lambda: proposed(desk.walk))
    desk.inside(lambda: service.agree(HEAD_SEMPU, desk.walk.id, 1))
    officer = desk.browser(OfficeKind.VILLAGE_HEAD, NGEBEL)
    assert "Versi 1 sudah disepakati" in officer.get(desk.base).text
    desk.plan("Ukur debit")
    assert "1 perubahan sejak versi 1: lihat, usulkan" in officer.get(desk.base).text
    usul = officer.get(f"{desk.base}/kesepakatan/usul").text
    assert "Semua isian boleh kosong" not in usul and usul.index('name="reason"') < usul.index('name="reference"')
