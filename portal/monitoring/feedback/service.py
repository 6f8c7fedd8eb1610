"""The verbs of citizens' voices: say something, show or hide it, reply, forget contacts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import update

from ... import clock, permissions
from ...db import db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.cases import is_over
from ...partnerships.models import Partnership
from ...partnerships.service import partnership_for
from ...partnerships.working import own_party_id
from ...permissions import VISITOR, Action, Actor, OfficeKind, Relation
from ..access import note
from . import rules
from .models import Feedback

OVERSEERS = (OfficeKind.DISTRICT_OFFICER, OfficeKind.REGENCY_OFFICER)


def moderates(person: Actor, partnership: Partnership) -> bool:
    """Whether this person shows, hides and answers voices: also when the partnership is over, for what is hurtful."""
    return permissions.may(person, Action.PARTNERSHIP_WORK, partnership)


def reads_all(person: Actor, partnership: Partnership) -> bool:
    """Whether this person reads what waits and what is not shown: the parties and their body, and who oversees them.

    Not who observes or prepares to join, and not a facilitator.
    """
    standing = partnership.standing(person.office)
    return bool(standing & {Relation.PARTY, Relation.MEMBER}) or (
        Relation.WITHIN in standing and person.kind in OVERSEERS
    )


def is_open(partnership: Partnership) -> bool:
    """Whether citizens can say something of this partnership: everyone may know of it, and it goes on."""
    return partnership.is_public and not is_over(partnership)


@transactional
def say(person: Actor, partnership_id: int, values: Mapping[str, Any]) -> Feedback:
    """Take what a citizen says. Who it was is not kept, also not of somebody who is signed in (UU 27/2022)."""
    partnership = partnership_for(person, partnership_id)
    if not partnership.is_public:
        raise NotFound()
    if not is_open(partnership):
        raise NotAllowed(_("Kerja sama ini sudah selesai, jadi masukan baru tidak diterima."))
    contact, moment = (values.get("contact") or "").strip(), clock.now()
    made = Feedback(
        partnership_id=partnership.id,
        kind=values["kind"],
        text=values["text"].strip(),
        place=(values.get("place") or "").strip(),
        contact=contact,
        contact_until=rules.forget_contact_at(moment) if contact else None,
        received_at=moment,
    )
    db.session.add(made)
    db.session.flush()
    note(VISITOR, partnership, "feedback_received", after={"feedback": made.id, "feedback_kind": made.kind})
    return made


@transactional
def show(person: Actor, partnership_id: int, feedback_id: int, version: int | None) -> Feedback:
    """Show a voice to everyone."""
    partnership, found = _to_moderate(person, partnership_id, feedback_id, version)
    if not found.text:
        raise NotAllowed(_("Tulisan ini sudah dihapus."))
    if found.state != rules.SHOWN:
        found.hidden_ground = found.hidden_why = ""
        _moderated(person, found, rules.SHOWN)
        note(person, partnership, "feedback_shown", after={"feedback": found.id})
    return found


@transactional
def hide(person: Actor, partnership_id: int, feedback_id: int, version: int | None, ground: str, why: str) -> Feedback:
    """Do not show a voice, on one of the known grounds; the ground is told to everyone, the words to the parties."""
    partnership, found = _to_moderate(person, partnership_id, feedback_id, version)
    if ground not in rules.GROUNDS:
        raise Invalid({"ground": _("Pilih alasannya.")})
    found.hidden_ground, found.hidden_why = ground, why.strip()
    _moderated(person, found, rules.HIDDEN)
    note(person, partnership, "feedback_not_shown", after={"feedback": found.id, "hidden_ground": ground})
    return found


@transactional
def reply(
    person: Actor, partnership_id: int, feedback_id: int, version: int | None, text: str, shows: bool = False
) -> Feedback:
    """Set a party's reply beside a voice; a later one takes its place. `shows` shows a voice that waits, too."""
    partnership, found = _to_moderate(person, partnership_id, feedback_id, version)
    if not text.strip():
        raise Invalid({"text": _("Tulis jawabannya.")})
    found.reply, found.replied_at = text.strip(), clock.now()
    found.replied_by_party_id = own_party_id(person, partnership)
    found.replied_by_office = person.office.label if person.office else ""
    note(person, partnership, "feedback_replied", after={"feedback": found.id})
    if shows and found.state == rules.NEW and found.text:
        _moderated(person, found, rules.SHOWN)
        note(person, partnership, "feedback_shown", after={"feedback": found.id})
    return found


@transactional
def forget() -> int:
    """Erase contacts, and the words of hidden voices, whose time is over; for the daily tidying; returns how many."""
    now = clock.now()
    contacts = update(Feedback).where(Feedback.contact != "", Feedback.contact_until <= now).values(contact="")
    hidden = (Feedback.state == rules.HIDDEN, Feedback.moderated_at <= now - rules.HIDDEN_KEPT, Feedback.text != "")
    words = update(Feedback).where(*hidden).values(text="", place="", hidden_why="")
    erased = [db.session.execute(erase).rowcount for erase in (contacts, words)]  # type: ignore[attr-defined]
    return int(sum(erased))


def contact_of(found: Feedback) -> str:
    """The contact that was left, as long as it may be kept."""
    return found.contact if found.contact_until and found.contact_until > clock.now() else ""


def _to_moderate(
    person: Actor, partnership_id: int, feedback_id: int, version: int | None
) -> tuple[Partnership, Feedback]:
    partnership = partnership_for(person, partnership_id, Action.PARTNERSHIP_WORK)
    found = db.session.get(Feedback, feedback_id)
    if found is None or found.partnership_id != partnership.id:
        raise NotFound()
    found.expect(version)
    return partnership, found


def _moderated(person: Actor, found: Feedback, state: str) -> None:
    found.state, found.moderated_at = state, clock.now()
    found.moderated_by_office = person.office.label if person.office else ""
