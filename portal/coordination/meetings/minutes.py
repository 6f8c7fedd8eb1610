"""The verbs of minutes: write them item by item, send them, confirm or object, correct, settle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from ... import clock
from ...db import db, transactional
from ...errors import Conflict, Invalid, NotAllowed, NotFound
from ...partnerships.agreement_rules import fingerprint
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...partnerships.working import own_party_id, workable
from ...permissions import Actor, OfficeKind
from . import agenda, freezing, queries, rules
from .models import AgendaItem, Confirmation, Correction, Meeting
from .recording import expect_state, item_of, meeting_to_change, note, office_label, set_values, touch

WRITTEN = ("notes", "outcome", "decision", "topic", "method", "in_favour", "against", "abstain")


@transactional
def write_item(
    person: Actor, partnership_id: int, meeting_id: int, item_id: int, version: int | None, values: Mapping[str, Any]
) -> AgendaItem:
    """Write what was said on an item and what came of it. Who opened an older text sees both (`Conflict`)."""
    partnership, meeting = meeting_to_change(person, partnership_id, meeting_id)
    expect_state(meeting, rules.HELD)
    item = item_of(meeting, item_id)
    if version is not None and version != item.version:
        raise Conflict(theirs=_texts(item.notes, item.decision), yours=_texts(values["notes"], values["decision"]))
    if values["outcome"] == rules.DECIDED and not (values.get("decision") or "").strip():
        raise Invalid({"decision": _("Tulis keputusannya.")})
    _see_that_it_counts(values, len(queries.voices_of(meeting, partnership)))
    was, now = set_values(item, WRITTEN, values)
    if now:
        note(person, meeting, "minutes_edited", before=was, after={"agenda_item_id": item.id, **now})
        db.session.flush()
        if "outcome" in now:
            agenda.follow(person, item)
    return item


@transactional
def send(
    person: Actor, partnership_id: int, meeting_id: int, version: int | None, number: str, confirm_days: int
) -> Meeting:
    """Send the minutes to the parties that had a voice, to be confirmed within so many days."""
    _partnership, meeting = meeting_to_change(person, partnership_id, meeting_id, version)
    expect_state(meeting, rules.HELD)
    standing = [item for item in meeting.items if item.archived_at is None]
    faults = rules.sending_faults((item.title, item.outcome) for item in standing)
    if faults:
        raise NotAllowed(*map(str, faults))
    meeting.number, meeting.confirm_days = number.strip(), confirm_days
    _sent(person, meeting)
    return meeting


@transactional
def answer(
    person: Actor, partnership_id: int, meeting_id: int, round_: int, confirms: bool, reason: str = "",
    party_id: int | None = None,
) -> Confirmation:  # fmt: skip
    """Confirm the minutes for one's own party, or object with a reason; the last word of a round counts.

    On paper (`party_id` of another party) it is put in by an officer of the body or by the host once the signed
    paper is attached, never over what that party said itself. `round_` is the one that was read: what was
    corrected meanwhile is read again first (`Conflict`).
    """
    partnership = workable(person, partnership_id)
    meeting = queries.meeting_of(partnership.id, meeting_id)
    if meeting is None:
        raise NotFound()
    expect_state(meeting, rules.CONFIRMING)
    if meeting.round != round_:
        raise Conflict()
    _refuse_while_correcting(meeting)
    own = own_party_id(person, partnership)
    party_id = own if party_id is None else party_id
    if party_id not in {party.id for party in queries.voices_of(meeting, partnership)}:
        raise NotAllowed(_("Yang menjawab berita acara ini adalah pihak yang bersuara di rapatnya."))
    if party_id != own and not may_note_paper(person, partnership, meeting):
        raise NotAllowed(_("Jawaban di atas kertas dicatat oleh pengurus BKAD atau tuan rumah."))
    if party_id != own and not has_signed_paper(meeting):
        raise NotAllowed(_("Lampirkan dulu berita acara yang bertanda tangan, sebagai buktinya."))
    if not confirms and not reason.strip():
        raise Invalid({"reason": _("Tulis apa yang keliru.")})
    said = _said(person, meeting, party_id or 0, confirms, reason, on_paper=party_id != own)
    _settle_when_all_said(person, partnership, meeting)
    return said


@transactional
def correct(
    person: Actor, partnership_id: int, meeting_id: int, item_id: int, version: int | None, values: Mapping[str, Any]
) -> Correction:
    """Answer an objection: change the words of an item, with the old ones kept beside them and the reason."""
    partnership, meeting = meeting_to_change(person, partnership_id, meeting_id)
    expect_state(meeting, rules.CONFIRMING)
    if not rules.objects(_words(meeting), [party.id for party in queries.voices_of(meeting, partnership)]):
        raise NotAllowed(_("Berita acara yang sudah dikirim dibetulkan bila ada keberatan."))
    item = item_of(meeting, item_id)
    new = {name: (values.get(name) or "").strip() for name in ("notes", "decision")}
    if version is not None and version != item.version:
        raise Conflict(theirs=_texts(item.notes, item.decision), yours=_texts(new["notes"], new["decision"]))
    if new == {"notes": item.notes, "decision": item.decision}:
        raise Invalid({"notes": _("Belum ada yang diubah.")})
    if item.outcome == rules.DECIDED and not new["decision"]:
        raise Invalid({"decision": _("Tulis keputusannya.")})
    correction = Correction(
        meeting_id=meeting.id, item_id=item.id, round=meeting.round, old_notes=item.notes, new_notes=new["notes"],
        old_decision=item.decision, new_decision=new["decision"], reason=values["reason"].strip(),
        corrected_at=clock.now(), office=office_label(person),
    )  # fmt: skip
    db.session.add(correction)
    was, now = set_values(item, ("notes", "decision"), new)
    after = {"agenda_item_id": item.id, **now}
    note(person, meeting, "minutes_corrected", before=was, after=after, reason=correction.reason)
    return correction


@transactional
def send_again(person: Actor, partnership_id: int, meeting_id: int, version: int | None) -> Meeting:
    """Ask every party again once something was corrected in this round."""
    _partnership, meeting = meeting_to_change(person, partnership_id, meeting_id, version)
    expect_state(meeting, rules.CONFIRMING)
    if not corrected_now(meeting):
        raise NotAllowed(_("Belum ada yang dibetulkan sejak berita acara dikirim."))
    _sent(person, meeting)
    return meeting


@transactional
def settle(person: Actor, partnership_id: int, meeting_id: int, version: int | None) -> Meeting:
    """Settle minutes whose day has passed without objection. Who did not answer stays named as such."""
    partnership, meeting = meeting_to_change(person, partnership_id, meeting_id, version)
    expect_state(meeting, rules.CONFIRMING)
    _refuse_while_correcting(meeting)
    asked = [party.id for party in queries.voices_of(meeting, partnership)]
    if not rules.may_settle(_words(meeting), asked, meeting.confirm_by or clock.today(), clock.today()):
        raise NotAllowed(_("Berita acara menjadi tetap bila semua membenarkan, atau harinya lewat tanpa keberatan."))
    _settled(person, partnership, meeting)
    return meeting


def has_signed_paper(meeting: Meeting) -> bool:
    """Whether minutes that were signed in the hall are attached."""
    return any(paper.kind == rules.SIGNED_PAPER for paper in queries.papers_of(meeting.id))


def corrected_now(meeting: Meeting) -> bool:
    """Whether its words were changed since they were sent, so that everybody has to be asked again."""
    return any(one.round == meeting.round for one in queries.corrections_of(meeting.id))


def may_note_paper(person: Actor, partnership: Partnership, meeting: Meeting) -> bool:
    """Whether the person puts in what other parties said on paper: the body's officer, or the host's own office."""
    if person.kind == OfficeKind.BKAD_OFFICER:
        return True
    own = own_party_id(person, partnership)
    return own is not None and own == meeting.host_party_id


def _refuse_while_correcting(meeting: Meeting) -> None:
    """Who confirmed before a correction has not read it: nothing is answered or settled until it is sent again."""
    if corrected_now(meeting):
        raise NotAllowed(_("Berita acara ini sedang dibetulkan. Jawaban ditunggu sesudah dikirim lagi."))


def _sent(person: Actor, meeting: Meeting) -> None:
    meeting.state, meeting.round = rules.CONFIRMING, meeting.round + 1
    meeting.confirm_by = rules.answer_day(clock.today(), meeting.confirm_days)
    touch(meeting)
    after = {"number": meeting.number, "confirm_by": meeting.confirm_by, "round": meeting.round}
    note(person, meeting, "minutes_sent", after=after)


def _words(meeting: Meeting) -> dict[int, str]:
    return {said.party_id: said.state for said in queries.said_of(meeting.id, meeting.round)}


def _said(person: Actor, meeting: Meeting, party_id: int, confirms: bool, reason: str, on_paper: bool) -> Confirmation:
    said = next((one for one in queries.said_of(meeting.id, meeting.round) if one.party_id == party_id), None)
    if said is not None and on_paper and not said.is_on_paper:
        raise NotAllowed(_("Pihak ini sudah menjawab sendiri. Hanya pihak itu yang dapat mengubah jawabannya."))
    if said is None:
        said = Confirmation(meeting_id=meeting.id, party_id=party_id, round=meeting.round)
        db.session.add(said)
    said.state = rules.CONFIRMED if confirms else rules.OBJECTED
    said.reason = "" if confirms else reason.strip()
    said.said_at, said.is_on_paper = clock.now(), on_paper
    said.office = "" if on_paper else office_label(person)
    said.noted_by = office_label(person) if on_paper else ""
    kind = "minutes_confirmed" if confirms else "minutes_objected"
    note(person, meeting, kind, after={"round": meeting.round, "on_paper": on_paper}, reason=said.reason)
    db.session.flush()
    return said


def _settle_when_all_said(person: Actor, partnership: Partnership, meeting: Meeting) -> None:
    said = _words(meeting)
    if all(said.get(party.id) == rules.CONFIRMED for party in queries.voices_of(meeting, partnership)):
        _settled(person, partnership, meeting)


def _settled(person: Actor, partnership: Partnership, meeting: Meeting) -> None:
    """Freeze the minutes: their text and its fingerprint, which goes into the chained history."""
    voices = queries.voices_of(meeting, partnership)
    said = {one.party_id: one for one in queries.said_of(meeting.id, meeting.round)}
    meeting.frozen_text = freezing.text_of(meeting, party_names(partnership.parties), voices, said)
    meeting.sha256 = fingerprint(meeting.frozen_text)
    meeting.state, meeting.settled_at = rules.SETTLED, clock.now()
    touch(meeting)
    note(person, meeting, "minutes_settled", after={"number": meeting.number, "sha256": meeting.sha256})


def _see_that_it_counts(values: Mapping[str, Any], voices: int) -> None:
    """One village has one voice: no more of them than there are."""
    if sum(values.get(name) or 0 for name in ("in_favour", "against", "abstain")) > voices:
        raise Invalid({"in_favour": _("Suara desa lebih banyak daripada pihak yang bersuara: %(all)s.", all=voices)})


def _texts(notes: Any, decision: Any) -> dict[str, Any]:
    return {_("Jalannya pembahasan"): notes or "", _("Keputusan"): decision or ""}
