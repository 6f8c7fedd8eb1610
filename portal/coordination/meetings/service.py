"""The verbs of a meeting: plan it, correct it, call it, put it off, say that it took place. Its minutes: `minutes`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from ... import clock
from ...db import db, transactional
from ...errors import Invalid, NotAllowed
from ...partnerships.models import Partnership
from ...partnerships.working import own_party_id, workable
from ...permissions import Action, Actor
from ..governance import queries as bodies
from . import agenda, inviting, queries, rules
from .models import Meeting
from .recording import expect_state, meeting_to_change, note, set_values, touch

DESCRIBING = (
    "title", "starts_at", "ends_at", "place", "online_note", "call_text", "host_party_id", "chair_name",
    "secretary_name", "series_key",
)  # fmt: skip
SHOWN_OF_IT = ("title", "starts_at", "ends_at", "place")  # in the history


@transactional
def plan(person: Actor, partnership_id: int, values: Mapping[str, Any]) -> Meeting:
    """Prepare a meeting. What earlier ones of its line left open stands on its agenda at once."""
    return planned(person, workable(person, partnership_id), values)


def planned(person: Actor, partnership: Partnership, values: Mapping[str, Any]) -> Meeting:
    """Prepare a meeting, within a verb that has looked whether the person may."""
    moment = clock.now()
    meeting = Meeting(
        partnership_id=partnership.id,
        kind=values.get("kind") or rules.INTER_VILLAGE,
        starts_at=values["starts_at"],
        title=values["title"].strip(),
        created_at=moment,
        changed_at=moment,
        body_id=_body_id(partnership, values),
        party_id=_village_id(person, partnership, values),
    )
    set_values(meeting, DESCRIBING, values)
    _see_that_it_fits(partnership, meeting)
    db.session.add(meeting)
    db.session.flush()
    note(person, meeting, "meeting_planned", after=_shown(meeting))
    agenda.carry_over(person, meeting)
    return meeting


@transactional
def edit(
    person: Actor, partnership_id: int, meeting_id: int, version: int | None, values: Mapping[str, Any]
) -> Meeting:
    """Correct what, when or where, until it took place. Who was invited is told when time or place change."""
    partnership, meeting = meeting_to_change(person, partnership_id, meeting_id, version)
    expect_state(meeting, *rules.COMING)
    was, now = set_values(meeting, DESCRIBING, values)
    _see_that_it_fits(partnership, meeting)
    if meeting.state == rules.CALLED and "starts_at" in now and meeting.starts_at <= clock.now():
        raise Invalid({"day": _("Rapat yang sudah diundang tidak dapat dipindah ke waktu yang sudah lewat.")})
    if now:
        touch(meeting)
        told = meeting.state == rules.CALLED and bool({"starts_at", "ends_at", "place"} & set(now))
        if told and "starts_at" in now:
            inviting.ask_anew(meeting, clock.now())
        note(person, meeting, "meeting_moved" if told else "meeting_edited", before=was, after=now)
        if told:
            _tell_guests(person, meeting, "invitation_changed")
    return meeting


@transactional
def call(person: Actor, partnership_id: int, meeting_id: int, version: int | None) -> Meeting:
    """Send the call: every party with a voice is invited through its head's office. Nobody is called to the past."""
    partnership, meeting = meeting_to_change(person, partnership_id, meeting_id, version)
    moment = clock.now()
    fault = rules.call_fault(meeting.state, meeting.starts_at, moment)
    if fault is not None:
        raise NotAllowed(str(fault))
    agenda.carry_over(person, meeting)
    again = meeting.state == rules.POSTPONED
    meeting.state, meeting.state_reason, meeting.called_at = rules.CALLED, "", moment
    touch(meeting)
    inviting.invite_parties(meeting, partnership, moment, again)
    note(person, meeting, "meeting_called", after=_shown(meeting))
    _tell_guests(person, meeting, "invited")
    return meeting


@transactional
def postpone(person: Actor, partnership_id: int, meeting_id: int, version: int | None, reason: str) -> Meeting:
    """Put a called meeting off, with the reason; it is called again once it has its new time."""
    _partnership, meeting = meeting_to_change(person, partnership_id, meeting_id, version)
    expect_state(meeting, rules.CALLED)
    return _stopped(person, meeting, rules.POSTPONED, reason)


@transactional
def cancel(person: Actor, partnership_id: int, meeting_id: int, version: int | None, reason: str) -> Meeting:
    """Cancel a meeting that has not been held; what it had taken over goes to the next one by itself."""
    _partnership, meeting = meeting_to_change(person, partnership_id, meeting_id, version)
    expect_state(meeting, *rules.COMING)
    stopped = _stopped(person, meeting, rules.CANCELLED, reason)
    following = queries.next_of(meeting)
    if following is not None:
        agenda.carry_over(person, following)
    return stopped


@transactional
def hold(
    person: Actor, partnership_id: int, meeting_id: int, version: int | None, values: Mapping[str, Any]
) -> Meeting:
    """Say that it took place, and who led it; also of one that is typed in afterwards."""
    _partnership, meeting = meeting_to_change(person, partnership_id, meeting_id, version)
    fault = rules.held_fault(meeting.state, meeting.starts_at, clock.now())
    if fault is not None:
        raise NotAllowed(str(fault))
    set_values(meeting, ("chair_name", "secretary_name"), values)
    meeting.state = rules.HELD
    touch(meeting)
    agenda.carry_over(person, meeting)
    note(person, meeting, "meeting_held", after={"starts_at": meeting.starts_at})
    return meeting


@transactional
def publish(person: Actor, partnership_id: int, meeting_id: int, shows: bool) -> Meeting:
    """Show settled decisions to everyone, or take that back; the partnership itself has to be public."""
    partnership, meeting = meeting_to_change(person, partnership_id, meeting_id, action=Action.PARTNERSHIP_PUBLISH)
    expect_state(meeting, rules.SETTLED)
    if shows and not partnership.is_public:
        raise NotAllowed(_("Kerja sama ini sendiri belum tampil untuk umum."))
    if meeting.is_public != shows:
        meeting.is_public = shows
        note(person, meeting, "meeting_shown" if shows else "meeting_hidden")
    return meeting


def _stopped(person: Actor, meeting: Meeting, state: str, reason: str) -> Meeting:
    if not (reason or "").strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    was_told = meeting.state in (rules.CALLED, rules.POSTPONED)
    meeting.state, meeting.state_reason = state, reason.strip()
    touch(meeting)
    kind = "meeting_postponed" if state == rules.POSTPONED else "meeting_cancelled"
    note(person, meeting, kind, after={"starts_at": meeting.starts_at}, reason=meeting.state_reason)
    if was_told:
        _tell_guests(person, meeting, "invitation_changed")
    return meeting


def _tell_guests(person: Actor, meeting: Meeting, kind: str) -> None:
    """Offices that see to the villages are told of nothing but what invites them: each change is told to them too."""
    guests = [item.office_id for item in meeting.invitations if item.party_id is None and item.office_id]
    if guests:
        note(person, meeting, kind, after={"office_ids": guests})


def _body_id(partnership: Partnership, values: Mapping[str, Any]) -> int | None:
    number = values.get("body_id")
    if not number or values.get("kind") == rules.VILLAGE:
        return None
    body = bodies.body_of(partnership.id, number)
    if body is None or not body.is_active:
        raise Invalid({"body_id": _("Pilih salah satu badan kerja sama ini.")})
    return body.id


def _village_id(person: Actor, partnership: Partnership, values: Mapping[str, Any]) -> int | None:
    if values.get("kind") != rules.VILLAGE:
        return None
    own = own_party_id(person, partnership)
    if own is None or not any(party.id == own and party.is_village for party in partnership.parties):
        raise Invalid({"kind": _("Musyawarah desa dicatat oleh desanya sendiri.")})
    return own


def _see_that_it_fits(partnership: Partnership, meeting: Meeting) -> None:
    if meeting.ends_at is not None and meeting.ends_at < meeting.starts_at:
        raise Invalid({"ends": _("Jam selesai tidak mungkin sebelum jam mulai.")})
    if meeting.host_party_id and meeting.host_party_id not in {party.id for party in partnership.bound}:
        raise Invalid({"host_party_id": _("Pilih salah satu pihak kerja sama ini.")})


def _shown(meeting: Meeting) -> dict[str, datetime | str | None]:
    return {name: value for name in SHOWN_OF_IT if (value := getattr(meeting, name))}
