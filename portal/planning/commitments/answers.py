"""The verbs of answering a promise: done, needs time, held up; and what the other parties say to that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from ... import clock
from ...db import db, transactional
from ...errors import Conflict, Invalid, NotAllowed, NotFound
from ...partnerships.attachments import attach
from ...partnerships.models import Partnership
from ...permissions import Actor
from ...storage import StoredFile
from ..access import note, speaks_for
from ..confirming import service as confirming
from ..confirming.rules import CONFIRMED
from . import rules
from .models import Commitment, CommitmentAnswer
from .service import ANSWERABLE, promise_to_change


@transactional
def answer(
    person: Actor,
    partnership_id: int,
    commitment_id: int,
    version: int | None,
    kind: str,
    values: Mapping[str, Any],
    file: StoredFile | None = None,
) -> CommitmentAnswer:
    """Say of one's promise that it is done (with what proves it), needs time until a new day, or is held up and why."""
    partnership, found = promise_to_change(person, partnership_id, commitment_id)
    found.expect(version)
    if not speaks_for(person, found.party):
        raise NotAllowed(_("Yang menjawab adalah pihak yang berjanji."))
    if found.state not in ANSWERABLE:
        raise Conflict()
    _check(found, kind, values, file)
    for earlier in open_answers(found.id):
        earlier.is_superseded = True
    made = CommitmentAnswer(
        commitment_id=found.id,
        kind=kind,
        word=(values.get("word") or "").strip(),
        day=values.get("day"),
        proof_link=(values.get("proof_link") or "").strip(),
        attachment_id=attach(person, partnership, None, file).id if file else None,
    )
    confirming.write_down(person, partnership, made)
    db.session.add(made)
    _apply(found, kind, values.get("day"))
    after = {"promise": found.title, "day": made.day, "word": made.word}
    note(person, partnership, f"promise_{kind}", after={name: value for name, value in after.items() if value})
    return made


@transactional
def confirm(
    person: Actor, partnership_id: int, commitment_id: int, answer_id: int, version: int | None = None
) -> Commitment:
    """Another party says: yes, it is done; or: yes, the new day is fine. It says so of what it read (`version`)."""
    partnership, found, said = _answer_to(person, partnership_id, commitment_id, answer_id)
    if said.standing != CONFIRMED:
        found.expect(version)
    if not confirming.confirm(person, partnership, said, found.party_id):
        return found
    was = found.due_on
    if said.kind == rules.DONE:
        found.state = rules.FULFILLED
        note(person, partnership, "promise_confirmed", after={"promise": found.title, "done_on": found.done_on})
    elif said.day is not None and said.day > found.due_on:
        found.due_on, found.asked_due_on = said.day, None
        found.renegotiated += 1
        after = {"promise": found.title, "due_on": found.due_on}
        note(person, partnership, "promise_moved", before={"due_on": was}, after=after)
    found.changed_at = clock.now()
    return found


@transactional
def object_to(person: Actor, partnership_id: int, commitment_id: int, answer_id: int, word: str) -> Commitment:
    """Another party says that it is not done, or that the new day will not do, and why."""
    partnership, found, said = _answer_to(person, partnership_id, commitment_id, answer_id)
    if said.kind == rules.NEEDS_TIME and said.standing == CONFIRMED:
        raise Conflict()  # the new day is agreed already
    confirming.object_to(person, partnership, said, found.party_id, word)
    if said.kind == rules.DONE:
        found.state = rules.DISPUTED
    else:
        found.asked_due_on = None
    found.changed_at = clock.now()
    kind = "promise_disputed" if said.kind == rules.DONE else "promise_not_moved"
    note(person, partnership, kind, after={"promise": found.title}, reason=said.objection)
    return found


@transactional
def reply(person: Actor, partnership_id: int, commitment_id: int, answer_id: int, word: str) -> Commitment:
    """The party that promised sets its own words beside an objection."""
    partnership, found, said = _answer_to(person, partnership_id, commitment_id, answer_id)
    confirming.reply_to(person, partnership, said, found.party_id, word)
    found.changed_at = clock.now()
    note(person, partnership, "promise_replied", after={"promise": found.title, "word": said.reply})
    return found


def open_answers(commitment_id: int) -> list[CommitmentAnswer]:
    """The answers that a later one takes the place of."""
    query = select(CommitmentAnswer).where(
        CommitmentAnswer.commitment_id == commitment_id, CommitmentAnswer.is_superseded.is_(False)
    )
    return list(db.session.scalars(query))


def _answer_to(
    person: Actor, partnership_id: int, commitment_id: int, answer_id: int
) -> tuple[Partnership, Commitment, CommitmentAnswer]:
    partnership, found = promise_to_change(person, partnership_id, commitment_id)
    said = db.session.get(CommitmentAnswer, answer_id)
    if said is None or said.commitment_id != found.id:
        raise NotFound()
    if said.is_superseded or said.kind == rules.BLOCKED:
        raise Conflict()
    return partnership, found, said


def _check(found: Commitment, kind: str, values: Mapping[str, Any], file: StoredFile | None) -> None:
    day, today = values.get("day"), clock.today()
    if kind == rules.DONE:
        if found.proof and not (file or values.get("proof_link") or values.get("word")):
            raise Invalid({"word": _("Tulis atau lampirkan buktinya: %(proof)s", proof=found.proof)})
    elif kind == rules.NEEDS_TIME:
        fault = rules.time_fault(found.due_on, day, today) if isinstance(day, date) else None
        if fault is not None:
            raise Invalid({"day": str(fault)})


def _apply(found: Commitment, kind: str, day: date | None) -> None:
    """What an answer does to the promise itself; being held up changes nothing but what is known."""
    if kind == rules.DONE:
        found.state, found.done_on, found.asked_due_on = rules.CLAIMED, day, None
    elif kind == rules.NEEDS_TIME:
        found.state, found.done_on, found.asked_due_on = rules.STANDING, None, day
    else:
        found.state, found.done_on, found.asked_due_on = rules.STANDING, None, None
    found.changed_at = clock.now()
