"""Who is invited and who comes: invitations with their answers, and the attendance list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from ... import clock
from ...accounts.models import Office
from ...db import db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.cases import is_over, party_names
from ...partnerships.models import Partnership
from ...partnerships.service import partnership_for
from ...partnerships.working import may_write, own_party_id, speaks_for
from ...permissions import Action, Actor
from . import queries, rules
from .models import Attendance, Invitation, Meeting
from .recording import expect_state, meeting_to_change, note, office_label, set_values

ANSWER = ("person_name", "mandate_number", "note")
PERSON = ("person_name", "element", "gender", "is_poor_household", "is_representative", "mandate_number")
MOST_INVITED, MOST_PRESENT = 100, 1000


def invite_parties(meeting: Meeting, partnership: Partnership, moment: datetime, again: bool) -> None:
    """Invite every party with a voice that is not invited yet, and send what was only written down; within a verb.

    A meeting that is called `again` has another time: what was answered to the old one does not hold.
    """
    known = {item.party_id for item in meeting.invitations}
    parties = [party for party in queries.voices_of(meeting, partnership) if party.id not in known]
    names, heads = party_names(parties), queries.heads_of(parties)
    for party in parties:
        office = heads.get(party.id)
        meeting.invitations.append(
            Invitation(
                party_id=party.id, office_id=office.id if office else None,
                addressee=(office.label if office else names[party.id])[:200],
            )
        )  # fmt: skip
    for item in meeting.invitations:
        item.sent_at = item.sent_at or moment
    if again:
        ask_anew(meeting, moment)


def ask_anew(meeting: Meeting, moment: datetime) -> None:
    """Ask everybody again, within a verb: what was answered to another time does not hold."""
    for item in meeting.invitations:
        item.sent_at, item.read_at, item.answer, item.answered_at = moment, None, "", None


@transactional
def invite(person: Actor, partnership_id: int, meeting_id: int, values: Mapping[str, Any]) -> Invitation:
    """Invite somebody besides the parties: an office that sees to the villages (`office_id`), or by words alone."""
    partnership, meeting = meeting_to_change(person, partnership_id, meeting_id)
    expect_state(meeting, *rules.COMING)
    office = _overseer(partnership, values.get("office_id"))
    addressee = office.label if office else (values.get("addressee") or "").strip()
    if not addressee:
        raise Invalid({"addressee": _("Pilih jabatan, atau tulis siapa yang diundang.")})
    if len(meeting.invitations) >= MOST_INVITED:
        raise Invalid({"addressee": _("Undangan rapat ini sudah terlalu banyak.")})
    if any(item.addressee == addressee for item in meeting.invitations):
        raise Invalid({"addressee": _("Sudah diundang.")})
    sent_at = clock.now() if meeting.state == rules.CALLED else None
    invitation = Invitation(
        meeting_id=meeting.id, office_id=office.id if office else None, addressee=addressee, sent_at=sent_at
    )
    db.session.add(invitation)
    db.session.flush()
    told: list[int] = [office.id] if office and sent_at else []  # the others are told when the call is sent
    note(person, meeting, "invited", after={"addressee": addressee, "office_ids": told})
    return invitation


@transactional
def answer(
    person: Actor, partnership_id: int, meeting_id: int, invitation_id: int, said: str, values: Mapping[str, Any]
) -> Invitation:
    """Answer an invitation, for one's own party or office, or for a party on behalf of the body; changed until held."""
    partnership, meeting, invitation = _open_invitation(person, partnership_id, meeting_id, invitation_id)
    if not may_answer(person, partnership, invitation):
        raise NotAllowed(_("Yang menjawab undangan adalah yang diundang."))
    if said not in rules.ANSWERS:
        raise Invalid({"answer": _("Pilih salah satu jawaban.")})
    if said == rules.REPRESENTED and not (values.get("person_name") or "").strip():
        raise Invalid({"person_name": _("Tulis nama yang mewakili.")})
    set_values(invitation, ANSWER, values)
    moment = clock.now()
    invitation.answer, invitation.answered_at = said, moment
    invitation.read_at = invitation.read_at or moment
    invitation.answered_by_office = office_label(person)
    after = {"addressee": invitation.addressee, "answer": said}
    note(person, meeting, "invitation_answered", after=after)
    return invitation


@transactional
def mark_read(person: Actor, partnership_id: int, meeting_id: int, invitation_id: int) -> Invitation:
    """Say that the invitation was read; the answer may follow."""
    partnership, _meeting, invitation = _open_invitation(person, partnership_id, meeting_id, invitation_id)
    if not may_answer(person, partnership, invitation):
        raise NotAllowed(_("Yang menjawab undangan adalah yang diundang."))
    invitation.read_at = invitation.read_at or clock.now()
    return invitation


@transactional
def attend(person: Actor, partnership_id: int, meeting_id: int, values: Mapping[str, Any]) -> Attendance:
    """Write a person on the attendance list; only the name is needed."""
    partnership, meeting = meeting_to_change(person, partnership_id, meeting_id)
    expect_state(meeting, rules.HELD)
    party_id = values.get("party_id")
    if party_id and party_id not in {party.id for party in partnership.parties}:
        raise Invalid({"party_id": _("Pilih salah satu pihak kerja sama ini.")})
    present = queries.there(meeting.id)
    name = values["person_name"].strip()
    if any(one.person_name.casefold() == name.casefold() and one.party_id == party_id for one in present):
        raise Invalid({"person_name": _("Nama ini sudah ada di daftar.")})
    if len(present) >= MOST_PRESENT:
        raise Invalid({"person_name": _("Daftar hadir sudah penuh. Lampirkan fotonya.")})
    attendance = Attendance(meeting_id=meeting.id, party_id=party_id or None, person_name=name)
    set_values(attendance, PERSON, values)
    db.session.add(attendance)
    db.session.flush()
    note(person, meeting, "attendance_added", after={"attendance_id": attendance.id})
    return attendance


@transactional
def strike(person: Actor, partnership_id: int, meeting_id: int, attendance_id: int) -> None:
    """Take a line that was mistyped off the attendance list; its row stays."""
    _partnership, meeting = meeting_to_change(person, partnership_id, meeting_id)
    expect_state(meeting, rules.HELD)
    found = db.session.get(Attendance, attendance_id)
    if found is None or found.meeting_id != meeting.id or found.archived_at is not None:
        raise NotFound()
    found.archived_at, found.archived_by_id = clock.now(), person.person_id
    found.archive_reason = _("Salah ketik.")
    note(person, meeting, "attendance_struck", after={"attendance_id": found.id})


def may_answer(person: Actor, partnership: Partnership, invitation: Invitation) -> bool:
    """Whether the invitation is the person's to answer: their office's, their party's, or for the body any."""
    office = person.office
    if office is None:
        return False
    if invitation.party_id is None:
        return invitation.office_id == office.id
    party = next((one for one in partnership.parties if one.id == invitation.party_id), None)
    return party is not None and may_write(person, partnership) and speaks_for(person, party)


def own_invitation(person: Actor, partnership: Partnership, invitations: list[Invitation]) -> Invitation | None:
    """The invitation that is the person's own to answer, if any."""
    own = own_party_id(person, partnership)
    mine = (item for item in invitations if own is not None and item.party_id == own)
    told = (item for item in invitations if person.office and item.office_id == person.office.id)
    found = next(mine, None) or next(told, None)
    return found if found is not None and may_answer(person, partnership, found) else None


def _open_invitation(
    person: Actor, partnership_id: int, meeting_id: int, invitation_id: int
) -> tuple[Partnership, Meeting, Invitation]:
    partnership = partnership_for(person, partnership_id, Action.PARTNERSHIP_VIEW)
    meeting = queries.meeting_of(partnership.id, meeting_id)
    invitation = db.session.scalars(
        select(Invitation).where(Invitation.id == invitation_id, Invitation.meeting_id == meeting_id)
    ).one_or_none()
    if meeting is None or invitation is None:
        raise NotFound()
    if is_over(partnership):
        raise NotAllowed(_("Kerja sama ini sudah selesai; catatannya tidak berubah lagi."))
    expect_state(meeting, rules.CALLED)
    return partnership, meeting, invitation


def _overseer(partnership: Partnership, office_id: int | None) -> Office | None:
    if not office_id:
        return None
    found = next((one for one in queries.overseers_of(partnership) if one.id == office_id), None)
    if found is None:
        raise Invalid({"office_id": _("Pilih dari daftar.")})
    return found
