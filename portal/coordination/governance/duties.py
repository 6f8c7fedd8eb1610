"""The verbs of a body's duties: who is responsible for a task, who helps, and who is kept informed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from ... import clock, events
from ...db import db, transactional
from ...errors import Conflict, Invalid, NotFound
from ...partnerships.models import Partnership, Party
from ...partnerships.working import party_label
from ...permissions import Action, Actor
from . import queries, rules
from .models import Duty
from .recording import living_body, note, workable

FIELDS = ("task", "party_id", "office", "helpers", "informed")
MOST = 40  # of a body


@transactional
def add_duty(actor: Actor, partnership_id: int, body_id: int, values: Mapping[str, Any]) -> Duty:
    """Write down a task of a body with `party_id` as the party that is responsible for it."""
    partnership = workable(actor, partnership_id, Action.BODY_EDIT)
    body = living_body(partnership, body_id)
    many = select(func.count(Duty.id)).where(Duty.body_id == body.id, Duty.archived_at.is_(None))
    if (db.session.scalar(many) or 0) >= MOST:
        raise Invalid({"task": _("Paling banyak %(most)s tugas dalam satu badan.", most=MOST)})
    duty = Duty(body=body, **_checked(partnership, values))
    db.session.add(duty)
    db.session.flush()
    note(actor, body, "duty_added", after=_as_recorded(partnership, duty))
    return duty


@transactional
def change_duty(
    actor: Actor, partnership_id: int, body_id: int, duty_id: int, version: int | None, values: Mapping[str, Any]
) -> Duty:
    """Correct a task, or give it to others."""
    partnership, duty = _duty_to_change(actor, partnership_id, body_id, duty_id, version)
    was = _as_recorded(partnership, duty)
    for name, value in _checked(partnership, values).items():
        setattr(duty, name, value)
    before, after = events.differences(was, _as_recorded(partnership, duty))
    if after:
        kind = "duty_given" if "party" in after else "duty_changed"
        note(actor, duty.body, kind, before=before, after={"duty": duty.task, **after})
    return duty


@transactional
def archive_duty(
    actor: Actor, partnership_id: int, body_id: int, duty_id: int, version: int | None, reason: str
) -> Duty:
    """Put a task away, with the reason; it stays in the history."""
    _partnership, duty = _duty_to_change(actor, partnership_id, body_id, duty_id, version)
    if not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    duty.archived_at, duty.archived_by_id, duty.archive_reason = clock.now(), actor.person_id, reason.strip()
    note(actor, duty.body, "duty_archived", after={"duty": duty.task}, reason=duty.archive_reason)
    return duty


def _duty_to_change(
    actor: Actor, partnership_id: int, body_id: int, duty_id: int, version: int | None
) -> tuple[Partnership, Duty]:
    partnership = workable(actor, partnership_id, Action.BODY_EDIT)
    living_body(partnership, body_id)
    duty = queries.duty_of(partnership.id, body_id, duty_id)
    if duty is None:
        raise NotFound()
    if duty.archived_at is not None:
        raise Conflict()
    duty.expect(version)
    return partnership, duty


def _checked(partnership: Partnership, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are kept: only parties that take part now, each in one role."""
    known = [party.id for party in partnership.members]
    if values["party_id"] not in known:
        raise Invalid({"party_id": _("Pilih pihak yang ikut sekarang.")})
    helpers, informed = rules.roles(values["party_id"], values["helpers"], values["informed"], known)
    return {
        "task": values["task"].strip(),
        "party_id": values["party_id"],
        "office": (values.get("office") or "").strip(),
        "helpers": helpers,
        "informed": informed,
    }


def _as_recorded(partnership: Partnership, duty: Duty) -> dict[str, Any]:
    parties: dict[int, Party] = {party.id: party for party in partnership.parties}

    def labels(numbers: list[int]) -> str:
        return ", ".join(party_label(parties[number]) for number in numbers)

    return {
        "duty": duty.task,
        "party": labels([duty.party_id]),
        "duty_office": duty.office,
        "duty_helpers": labels(duty.helpers),
        "duty_informed": labels(duty.informed),
    }
