"""A meeting from its call to its settled minutes, as people do it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from coordination.bodies import Bkad, begun
from flask import Flask
from partnership_walk import CAMAT_NGEBEL, NGEBEL, SEMPU, STRANGER, Walk, actor_of, scan
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal import clock, testing
from portal.coordination.meetings import (
    agenda,
    filing,
    freezing,
    inviting,
    minutes,
    offering,
    queries,
    rules,
    service,
    taking,
)
from portal.coordination.meetings.models import AgendaItem, Attendance, Invitation, Meeting
from portal.db import db
from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.events import Event
from portal.partnerships.decided import decided_in
from portal.partnerships.things import thing_of
from portal.permissions import Actor, OfficeKind

WRITTEN = {"notes": "dibahas lama", "outcome": rules.DECIDED, "decision": "Pintu air dibuka Senin.\nIuran Rp50.000."}


@dataclass
class Hall:
    """A partnership of two villages that meet, with short words for what they do."""

    walk: Walk

    def head(self, code: str = NGEBEL) -> Actor:
        return self.walk.heads[code]

    def plan(self, days: int = 3, **values: Any) -> Meeting:
        given = {"title": "Musyawarah air", "starts_at": clock.now() + timedelta(days=days), "place": "Balai", **values}
        return service.plan(self.head(), self.walk.id, given)

    def item(self, meeting: Meeting, title: str = "Jadwal pintu air") -> AgendaItem:
        return agenda.add_item(self.head(), self.walk.id, meeting.id, {"title": title})

    def held(self, *titles: str, **values: Any) -> tuple[Meeting, list[AgendaItem]]:
        """A meeting that is typed in afterwards."""
        meeting = self.plan(-3, **values)
        items = [self.item(meeting, title) for title in titles]
        service.hold(self.head(), self.walk.id, meeting.id, None, {"chair_name": "Sumarno"})
        return meeting, items

    def write(self, meeting: Meeting, item: AgendaItem, version: int | None = None, **values: Any) -> AgendaItem:
        return minutes.write_item(self.head(), self.walk.id, meeting.id, item.id, version, WRITTEN | values)

    def sent(self) -> tuple[Meeting, AgendaItem]:
        """Minutes that wait for both villages."""
        meeting, (item,) = self.held("Jadwal pintu air")
        self.write(meeting, item)
        minutes.send(self.head(), self.walk.id, meeting.id, None, "3/MAD/2026", 7)
        return meeting, item

    def says(self, meeting: Meeting, code: str, confirms: bool = True, reason: str = "", round_: int = 1) -> None:
        minutes.answer(self.head(code), self.walk.id, meeting.id, round_, confirms, reason)

    def titles(self, meeting: Meeting) -> list[str]:
        return [item.title for item in queries.items_of(again(meeting))]


def again(meeting: Meeting) -> Meeting:
    found = db.session.get(Meeting, meeting.id)
    assert found is not None
    return found


def run(statement: str) -> None:
    """What someone at the database's console would do."""
    db.session.rollback()
    with db.engine.execution_options(portal_write=True).begin() as connection:
        connection.execute(text(statement))


def kinds() -> list[str]:
    return list(db.session.scalars(db.select(Event.kind).order_by(Event.seq)))


@pytest.fixture
def hall(context: Flask) -> Hall:
    return Hall(begun())


def test_what_when_and_where_are_enough_and_every_village_is_invited(hall: Hall) -> None:
    meeting = service.call(hall.head(), hall.walk.id, hall.plan().id, None)
    assert meeting.state == rules.CALLED
    invited = {item.party_id for item in queries.invitations_of(meeting.id)}
    assert invited == {hall.walk.party(NGEBEL), hall.walk.party(SEMPU)}
    assert kinds()[-1] == "coordination.meeting_called"


def test_a_meeting_in_the_past_is_typed_in_but_nobody_is_called_to_it(hall: Hall) -> None:
    meeting = hall.plan(-3)
    with pytest.raises(NotAllowed, match="sudah lewat"):
        service.call(hall.head(), hall.walk.id, meeting.id, None)
    assert service.hold(hall.head(), hall.walk.id, meeting.id, None, {}).state == rules.HELD
    with pytest.raises(NotAllowed, match="belum dimulai"):
        service.hold(hall.head(), hall.walk.id, hall.plan(3).id, None, {})
    with pytest.raises(Invalid):
        hall.plan(3, ends_at=clock.now())


def test_a_village_answers_for_itself_and_a_representative_has_a_name(hall: Hall) -> None:
    meeting = service.call(hall.head(), hall.walk.id, hall.plan().id, None)
    own = {item.party_id: item.id for item in queries.invitations_of(meeting.id)}
    sempu = own[hall.walk.party(SEMPU)]
    with pytest.raises(NotAllowed):
        inviting.answer(hall.head(), hall.walk.id, meeting.id, sempu, rules.ATTENDS, {})
    with pytest.raises(Invalid):
        inviting.answer(hall.head(SEMPU), hall.walk.id, meeting.id, sempu, rules.REPRESENTED, {"person_name": " "})
    told = {"person_name": "Siti", "mandate_number": "12/2026"}
    found = inviting.answer(hall.head(SEMPU), hall.walk.id, meeting.id, sempu, rules.REPRESENTED, told)
    assert (found.person_name, found.mandate_number) == ("Siti", "12/2026") and found.read_at
    with pytest.raises(NotFound):
        inviting.answer(STRANGER, hall.walk.id, meeting.id, sempu, rules.ATTENDS, {})


def test_a_meeting_that_is_put_off_is_called_anew_and_asks_again(hall: Hall) -> None:
    meeting = service.call(hall.head(), hall.walk.id, hall.plan().id, None)
    invitation = queries.invitations_of(meeting.id)[0]
    inviting.answer(hall.head(), hall.walk.id, meeting.id, invitation.id, rules.ATTENDS, {})
    with pytest.raises(Invalid):
        service.postpone(hall.head(), hall.walk.id, meeting.id, None, " ")
    service.postpone(hall.head(), hall.walk.id, meeting.id, None, "panen raya")
    service.edit(hall.head(), hall.walk.id, meeting.id, None, {"starts_at": clock.now() + timedelta(days=9)})
    service.call(hall.head(), hall.walk.id, meeting.id, None)
    assert [item.answer for item in queries.invitations_of(meeting.id)] == ["", ""]
    inviting.answer(hall.head(), hall.walk.id, meeting.id, invitation.id, rules.ATTENDS, {})
    service.edit(hall.head(), hall.walk.id, meeting.id, None, {"place": "Balai Sempu"})
    assert kinds()[-1] == "coordination.meeting_moved" and queries.invitations_of(meeting.id)[0].answer
    service.edit(hall.head(), hall.walk.id, meeting.id, None, {"starts_at": clock.now() + timedelta(days=12)})
    assert not queries.invitations_of(meeting.id)[0].answer  # a yes to one day is no yes to another


def test_what_is_left_open_comes_to_the_next_meeting_by_itself(hall: Hall) -> None:
    meeting, (done, left) = hall.held("Jadwal", "Iuran")
    hall.write(meeting, done)
    coming = hall.plan(5)
    assert hall.titles(coming) == []
    hall.write(meeting, left, outcome=rules.OPEN, decision="")
    assert hall.titles(coming) == ["Iuran"]
    assert queries.items_of(again(coming))[0].carried_from_id == left.id
    later = hall.plan(9)
    assert hall.titles(later) == []  # once, to the next one
    assert hall.titles(hall.plan(2, kind=rules.WORKING)) == []  # and of its own line
    hall.write(meeting, left)
    assert hall.titles(coming) == []  # decided after all
    hall.write(meeting, left, outcome=rules.OPEN, decision="")
    assert hall.titles(coming) == ["Iuran"]  # and open again, where it stood
    service.cancel(hall.head(), hall.walk.id, coming.id, None, "banjir")
    assert hall.titles(later) == ["Iuran"]


def test_what_is_to_be_talked_about_goes_to_a_meeting_that_people_are_called_to(hall: Hall, app: Flask) -> None:
    sooner, called = hall.plan(2), hall.plan(9)
    with app.test_request_context():
        following = taking.place(hall.head(), hall.walk.partnership, "proposal", 1).next
        assert following is not None and following.id == sooner.id
        service.call(hall.head(), hall.walk.id, called.id, None)
        following = taking.place(hall.head(), hall.walk.partnership, "proposal", 1).next
        assert following is not None and following.id == called.id


def test_two_who_write_at_once_see_both_texts(hall: Hall) -> None:
    meeting, (item,) = hall.held("Jadwal")
    opened = item.version
    hall.write(meeting, item, opened)
    with pytest.raises(Conflict) as caught:
        hall.write(meeting, item, opened, notes="tulisan saya", decision="keputusan saya")
    assert caught.value.theirs["Keputusan"] == WRITTEN["decision"]
    assert caught.value.yours["Keputusan"] == "keputusan saya"
    with pytest.raises(Invalid):
        hall.write(meeting, item, decision=" ")
    with pytest.raises(Invalid, match="lebih banyak"):
        hall.write(meeting, item, in_favour=3)


def test_who_was_there_is_written_once_and_struck_without_a_trace_lost(hall: Hall) -> None:
    meeting, _items = hall.held("Jadwal")
    person = {"person_name": "Sri Wahyuni", "party_id": hall.walk.party(SEMPU), "gender": "woman"}
    line = inviting.attend(hall.head(), hall.walk.id, meeting.id, person)
    with pytest.raises(Invalid, match="sudah ada"):
        inviting.attend(hall.head(), hall.walk.id, meeting.id, person | {"person_name": "SRI WAHYUNI"})
    with pytest.raises(Invalid):
        inviting.attend(hall.head(), hall.walk.id, meeting.id, {"person_name": "Budi", "party_id": 999})
    inviting.strike(hall.head(), hall.walk.id, meeting.id, line.id)
    assert queries.there(meeting.id) == []
    assert db.session.get(Attendance, line.id) is not None
    coming = hall.plan()
    service.edit(hall.head(), hall.walk.id, coming.id, None, {"chair_name": "Sri Wahyuni"})
    named = {"title": "Jadwal", "presenter": "Sri Wahyuni"}
    agenda.edit_item(hall.head(), hall.walk.id, coming.id, hall.item(coming).id, None, named)
    told = "".join(db.session.scalars(db.select(Event.after)))
    assert "Sri" not in told and "chair_name" in told and "presenter" in told  # names stay out of the chain


def test_minutes_are_settled_and_frozen_once_every_village_confirmed(hall: Hall) -> None:
    meeting, item = hall.sent()
    with pytest.raises(NotAllowed):
        service.publish(hall.head(), hall.walk.id, meeting.id, True)
    hall.says(meeting, NGEBEL)
    assert again(meeting).state == rules.CONFIRMING
    hall.says(meeting, SEMPU)
    settled = again(meeting)
    assert settled.state == rules.SETTLED
    assert "Pintu air dibuka Senin." in (settled.frozen_text or "")
    assert freezing.audit() == []
    number = settled.id
    for statement in (
        "UPDATE meeting SET frozen_text = 'lain'",
        "UPDATE meeting SET sha256 = NULL",
        "DELETE FROM meeting_item",
        "UPDATE meeting_item SET decision = 'lain'",
    ):
        with pytest.raises(DBAPIError, match="settled minutes"):
            run(statement)  # not even from the database's console
    assert again(meeting).id == number
    assert settled.sha256 in db.session.scalars(db.select(Event.after).order_by(Event.seq.desc())).first()  # type: ignore[operator]
    with pytest.raises(NotAllowed):
        hall.write(meeting, item)
    with pytest.raises(NotAllowed):
        hall.says(meeting, SEMPU, False, "berubah pikiran")
    with pytest.raises(NotAllowed, match="belum tampil"):
        service.publish(hall.head(), hall.walk.id, meeting.id, True)


def test_silence_is_never_agreement(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting, _item = hall.sent()
    hall.says(meeting, NGEBEL)
    with pytest.raises(NotAllowed):
        minutes.settle(hall.head(), hall.walk.id, meeting.id, None)
    monkeypatch.setattr(clock, "today", lambda area_code=None: date(2026, 12, 2))
    settled = minutes.settle(hall.head(), hall.walk.id, meeting.id, None)
    assert "tidak menjawab" in (settled.frozen_text or "")


def test_an_objection_is_answered_by_a_correction_and_asked_again(hall: Hall) -> None:
    meeting, item = hall.sent()
    words = {"notes": WRITTEN["notes"], "decision": "Pintu air dibuka Selasa.", "reason": "hari keliru"}
    with pytest.raises(NotAllowed):
        minutes.correct(hall.head(), hall.walk.id, meeting.id, item.id, None, words)
    hall.says(meeting, NGEBEL)
    with pytest.raises(Invalid):
        hall.says(meeting, SEMPU, False, " ")
    hall.says(meeting, SEMPU, False, "harinya Selasa")
    with pytest.raises(NotAllowed):
        minutes.send_again(hall.head(), hall.walk.id, meeting.id, None)
    correction = minutes.correct(hall.head(), hall.walk.id, meeting.id, item.id, None, words)
    with pytest.raises(NotAllowed, match="dikirim lagi"):
        hall.says(meeting, SEMPU)  # else the old yes of Ngebel would settle words that it never read
    assert (correction.old_decision, correction.new_decision) == (WRITTEN["decision"], "Pintu air dibuka Selasa.")
    minutes.send_again(hall.head(), hall.walk.id, meeting.id, None)
    with pytest.raises(Conflict):
        hall.says(meeting, SEMPU)  # who read the old words reads again first
    hall.says(meeting, SEMPU, round_=2)
    assert again(meeting).state == rules.CONFIRMING  # a yes to the old words is no yes to the new
    hall.says(meeting, NGEBEL, round_=2)
    assert again(meeting).state == rules.SETTLED


def test_what_was_said_on_paper_is_put_in_by_the_body_or_the_host(hall: Hall) -> None:
    meeting, _item = hall.sent()
    sempu = hall.walk.party(SEMPU)
    with pytest.raises(NotAllowed, match="kertas"):
        minutes.answer(hall.head(), hall.walk.id, meeting.id, 1, True, "", sempu)
    officer = actor_of(OfficeKind.BKAD_OFFICER, partnership_id=hall.walk.id)
    with pytest.raises(NotAllowed, match="bertanda tangan"):
        minutes.answer(officer, hall.walk.id, meeting.id, 1, True, "", sempu)
    filing.add_paper(hall.head(), hall.walk.id, meeting.id, scan("ba"), rules.SIGNED_PAPER, "", None)
    said = minutes.answer(officer, hall.walk.id, meeting.id, 1, True, "", sempu)
    assert said.is_on_paper and said.noted_by and not said.office
    hall.says(meeting, SEMPU, False, "harinya Selasa")
    with pytest.raises(NotAllowed, match="menjawab sendiri"):  # nobody takes back what a village said itself
        minutes.answer(officer, hall.walk.id, meeting.id, 1, True, "", sempu)


def test_overseers_are_invited_and_read_but_do_not_decide(hall: Hall) -> None:
    meeting, item = hall.sent()
    for forbidden in (
        lambda: minutes.answer(CAMAT_NGEBEL, hall.walk.id, meeting.id, 1, True),
        lambda: minutes.write_item(CAMAT_NGEBEL, hall.walk.id, meeting.id, item.id, None, WRITTEN),
        lambda: service.plan(CAMAT_NGEBEL, hall.walk.id, {"title": "x", "starts_at": clock.now()}),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    coming = hall.plan()
    with pytest.raises(Invalid):
        inviting.invite(hall.head(), hall.walk.id, coming.id, {"addressee": " "})
    found = inviting.invite(hall.head(), hall.walk.id, coming.id, {"addressee": "Camat Ngebel"})
    assert isinstance(found, Invitation) and found.sent_at is None
    with pytest.raises(Invalid, match="Sudah diundang"):
        inviting.invite(hall.head(), hall.walk.id, coming.id, {"addressee": "Camat Ngebel"})


def test_an_overseer_who_is_invited_is_told_of_every_change(hall: Hall, app: Flask) -> None:
    camat = testing.sign_in(app.test_client(), OfficeKind.DISTRICT_OFFICER, (NGEBEL[:8],)).office
    assert camat is not None
    place = (hall.head(), hall.walk.id, hall.plan().id)
    inviting.invite(*place, {"office_id": camat.id})
    service.call(*place, None)
    service.edit(*place, None, {"place": "Balai Sempu"})
    service.cancel(*place, None, "banjir")
    told = [
        kind
        for kind, after in db.session.execute(db.select(Event.kind, Event.after).order_by(Event.seq))
        if json.loads(after).get("office_ids") == [camat.id]
    ]
    assert told == ["coordination.invited", *["coordination.invitation_changed"] * 2]


def test_a_village_deliberation_is_the_villages_own(hall: Hall, app: Flask) -> None:
    own, _other = (testing.sign_in(app.test_client(), OfficeKind.COUNCIL_MEMBER, (code,)) for code in (NGEBEL, SEMPU))
    meeting = hall.plan(-1, kind=rules.VILLAGE)
    assert meeting.party_id == hall.walk.party(NGEBEL)
    with pytest.raises(NotAllowed, match="desanya sendiri"):
        agenda.add_item(hall.head(SEMPU), hall.walk.id, meeting.id, {"title": "x"})
    item = hall.item(meeting)
    service.hold(hall.head(), hall.walk.id, meeting.id, None, {})
    hall.write(meeting, item)
    minutes.send(hall.head(), hall.walk.id, meeting.id, None, "1", 7)
    hall.says(meeting, NGEBEL)
    assert again(meeting).state == rules.SETTLED and own.office
    told = [
        json.loads(after)["office_ids"] for after in db.session.scalars(db.select(Event.after)) if "office_ids" in after
    ]
    with app.test_request_context():
        year = (date(2026, 1, 1), date(2027, 12, 31), None)
        assert [len(offering.days(hall.head(code), *year)) for code in (NGEBEL, SEMPU)] == [1, 0]
    assert told and all(numbers == [own.office.id] for numbers in told)  # the other village is not called to it


def test_decisions_are_offered_to_those_who_carry_them_out(hall: Hall, app: Flask) -> None:
    meeting, item = hall.sent()
    with app.test_request_context():
        assert [one.text for one in decided_in(hall.walk.id)] == str(WRITTEN["decision"]).splitlines()
        hall.says(meeting, SEMPU, False, "harinya Selasa")
        assert decided_in(hall.walk.id) == []  # not while somebody objects
        found = thing_of(hall.walk.partnership, "agenda_item", item.id)
        assert found is not None and found.url.endswith(f"#acara-{item.id}")
        assert thing_of(hall.walk.partnership, "meeting", 999) is None
        first = date(2026, 1, 1)
        days = offering.days(hall.head(), first, date(2027, 12, 31), None)
        assert [(day.uid, day.is_cancelled) for day in days] == [
            (f"meeting-{meeting.id}", False),
            (f"minutes-{meeting.id}", False),
        ]
        last_day = days[1].day
        assert last_day == again(meeting).confirm_by
        assert [day.uid for day in offering.days(hall.head(), last_day, last_day, None)] == [f"minutes-{meeting.id}"]
        assert offering.days(STRANGER, first, date(2027, 12, 31), None) == []


def test_the_agenda_points_only_at_what_is_there(hall: Hall) -> None:
    meeting = hall.plan()
    first, second = hall.item(meeting, "Satu"), hall.item(meeting, "Dua")
    agenda.move_up(hall.head(), hall.walk.id, meeting.id, second.id)
    assert hall.titles(meeting) == ["Dua", "Satu"]
    with pytest.raises(Invalid):
        about = {"title": "x", "thing_kind": "meeting", "thing_id": 999}
        agenda.add_item(hall.head(), hall.walk.id, meeting.id, about)
    agenda.take_off(hall.head(), hall.walk.id, meeting.id, first.id, "sudah tidak perlu")
    assert hall.titles(meeting) == ["Dua"]
    paper = filing.add_paper(hall.head(), hall.walk.id, meeting.id, scan("bahan"), "call", "", second.id)
    assert [one.id for one in queries.papers_of(meeting.id)] == [paper.id]


def test_the_quorum_is_the_bodys_own(bkad: Bkad) -> None:
    bkad.adopt()
    meeting = service.plan(
        bkad.head(), bkad.walk.id, {"title": "Rapat BKAD", "starts_at": clock.now(), "body_id": bkad.body_id}
    )
    rule = queries.rule_of(again(meeting), "general", date(2026, 11, 24))
    assert rule.quorum == (3, 4)
    with pytest.raises(Invalid):
        service.plan(bkad.head(), bkad.walk.id, {"title": "x", "starts_at": clock.now(), "body_id": 999})
