"""The verbs after sending: steps taken, the answer, the outcome and what was learned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from portal.sdk import Conflict, Invalid, NotAllowed, NotFound, db, now, say, transactional

from . import rules
from .access import position_in, tell, working
from .models import Position, Step


@transactional
def add_step(actor: Any, partnership_id: int, position_id: int, values: Mapping[str, Any]) -> Step:
    """Put something on record that was done for a position: when, what, by whom, by which paper."""
    working(actor, partnership_id)
    position = position_in(partnership_id, position_id)
    if position.state in (rules.DRAFT, rules.GATHERING, rules.WITHDRAWN):
        raise NotAllowed(_("Langkah dicatat setelah sikap bersama dikirim."))
    _refuse_before_sending(position, values["held_on"])
    step = Step(
        position_id=position.id,
        held_on=values["held_on"],
        what=values["what"].strip(),
        by_whom=values["by_whom"].strip(),
        document_number=(values.get("document_number") or "").strip(),
        recorded_at=now(),
        recorded_by_office=actor.office.label,
    )
    db.session.add(step)
    db.session.flush()
    tell(actor, position, "step", after={"what": step.what, "held_on": step.held_on})
    return step


@transactional
def take_step_back(actor: Any, partnership_id: int, step_id: int, reason: str) -> Step:
    """Put away a step that was recorded by mistake, with a reason."""
    working(actor, partnership_id)
    step = db.session.get(Step, step_id)
    if step is None or step.archived_at is not None:
        raise NotFound()
    position = position_in(partnership_id, step.position_id)
    if not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    step.archived_at, step.archived_by_id, step.archive_reason = now(), actor.person_id, reason.strip()
    tell(actor, position, "step_back", before={"what": step.what}, after={"what": None}, reason=reason.strip())
    return step


@transactional
def record_answer(
    actor: Any, partnership_id: int, position_id: int, version: int | None, values: Mapping[str, Any]
) -> Position:
    """Put the answer on record, or correct it until the position is closed."""
    working(actor, partnership_id)
    position = position_in(partnership_id, position_id)
    if position.state not in rules.OPEN:
        raise Conflict({_("Keadaan"): str(rules.STATES[position.state])})
    position.expect(version)
    if values["answer"] not in rules.ANSWERS or values["answer"] == rules.NO_ANSWER:
        raise Invalid({"answer": _("Pilih salah satu.")})
    _refuse_before_sending(position, values["held_on"])
    before = {"answered_on": position.answered_on, "answer_number": position.answer_number}
    position.answer, position.answered_on = values["answer"], values["held_on"]
    position.answer_number = (values.get("answer_number") or "").strip()
    position.answer_text = (values.get("answer_text") or "").strip()
    position.state, position.changed_at = rules.ANSWERED, now()
    after = {"answered_on": position.answered_on, "answer_number": position.answer_number}
    tell(actor, position, values["answer"], before=before, after=after)
    return position


@transactional
def close(
    actor: Any, partnership_id: int, position_id: int, version: int | None, outcome: str, lesson: str
) -> Position:
    """Close it with what came of it; one that was never answered says so."""
    working(actor, partnership_id)
    position = position_in(partnership_id, position_id)
    if position.state not in rules.OPEN:
        raise Conflict({_("Keadaan"): str(rules.STATES[position.state])})
    position.expect(version)
    if not outcome.strip():
        raise Invalid({"outcome": _("Tulis hasilnya, juga bila tidak ada.")})
    position.outcome, position.lesson = outcome.strip(), lesson.strip()
    position.answer = position.answer or rules.NO_ANSWER
    position.state, position.changed_at = rules.CLOSED, now()
    tell(actor, position, "closed", after={"outcome": position.outcome, "lesson": position.lesson})
    return position


def _refuse_before_sending(position: Position, day: Any) -> None:
    faults = rules.date_fault(day, position.sent_on, say("Tanggal ini lebih awal daripada tanggal suratnya dikirim."))
    if faults:
        raise Invalid({name: str(sentence) for name, sentence in faults.items()})
