"""Versions of the agreement: open, write, freeze before signing, prove unchanged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlalchemy import select

from .. import clock, events, permissions
from ..db import db, transactional
from ..errors import Conflict, Invalid, NotAllowed, NotFound
from ..permissions import Action, Actor
from . import agreement_rules, agreement_words
from .cases import case_of
from .models import Agreement, Partnership
from .rules import PartyView

if TYPE_CHECKING:
    from .service import RunningPartnership

KIND = "agreement"
WRITABLE = (
    "draft",
    "village_deliberation",
    "planned",
    "offered",
    "offer_countered",
    "offer_accepted",
    "drafting",
    "consultation",
    "mad_scheduled",
    "mad_held",
    "amending",
)


@transactional
def write(actor: Actor, partnership_id: int, version: int | None, content: Mapping[str, Any]) -> Agreement:
    """Save the draft, as incomplete as it is; `Conflict` with both texts when someone was faster."""
    partnership = db.session.get(Partnership, partnership_id, with_for_update=True)
    if partnership is None:
        raise NotFound()
    permissions.require(actor, Action.PARTNERSHIP_EDIT, partnership, Action.PARTNERSHIP_VIEW)
    agreement = working_version(partnership)
    if agreement.sha256 or partnership.status not in WRITABLE:
        raise NotAllowed(_("Naskah ini sudah dibekukan. Perubahan dilakukan lewat perubahan perjanjian."))
    if version is not None and version != agreement.version:
        raise Conflict(*agreement_words.differing(agreement.content, content, case_of(partnership).parties))
    faults = agreement_rules.duration_faults(_date(content.get("start_date")), _date(content.get("end_date")))
    if faults:
        raise Invalid({name: str(sentence) for name, sentence in faults.items()})
    was, now = events.differences(agreement.content, content)
    if now:
        agreement.content = {**agreement.content, **content}
        events.record(actor, "agreement.written", "partnership", partnership.id, before=was, after=now)
    return agreement


def working_version(partnership: Partnership) -> Agreement:
    """The version that is being written, or the one in force when none is."""
    query = select(Agreement).where(Agreement.partnership_id == partnership.id, Agreement.number == partnership.cycle)
    return db.session.scalars(query).one()


def open_version(partnership: Partnership, number: int, content: Mapping[str, Any]) -> Agreement:
    """Begin a version with a copy of what stands, and make it the one that is worked on."""
    agreement = Agreement(partnership=partnership, number=number, content=dict(content))
    db.session.add(agreement)
    partnership.cycle = number
    db.session.flush()
    return agreement


def next_version(partnership: Partnership) -> Agreement:
    """Begin the version after all others, as a copy of the present one."""
    numbers = [agreement.number for agreement in partnership.agreements]
    return open_version(partnership, max(numbers) + 1, working_version(partnership).content)


def freeze(actor: Actor, partnership: Partnership) -> Agreement:
    """Fix the text that will be signed; from here on the database itself refuses a change."""
    agreement = working_version(partnership)
    case = case_of(partnership)
    text = agreement_rules.frozen_text(partnership.title, case.parties, agreement.number, agreement.content)
    agreement.frozen_text = text
    agreement.sha256 = agreement_rules.fingerprint(text)
    agreement.frozen_at = clock.now()
    events.record(
        actor,
        "agreement.frozen",
        KIND,
        agreement.id,
        after={"partnership": partnership.id, "version": agreement.number, "sha256": agreement.sha256},
    )
    return agreement


def put_in_force(partnership: Partnership) -> None:
    """The frozen version applies from its start date; a change of one in force from today."""
    agreement = working_version(partnership)
    is_change = any(item.in_force_from for item in partnership.agreements)
    start = None if is_change else _date(agreement.content.get("start_date"))
    agreement.in_force_from = start or clock.today()
    partnership.start_date = partnership.start_date or agreement.in_force_from
    partnership.end_date = _date(agreement.content.get("end_date"))
    partnership.executor = agreement.content.get("executor") or partnership.executor


def back_to_version_in_force(partnership: Partnership) -> None:
    """Leave the change that was begun; the agreement in force is the one that counts."""
    partnership.cycle = max(item.number for item in partnership.agreements if item.in_force_from)


def enter_signed(actor: Actor, partnership: Partnership, running: RunningPartnership) -> None:
    """Keep what is known of an agreement signed on paper, frozen like every other."""
    agreement = working_version(partnership)
    agreement.content = {
        "scope": running.scope,
        "fields": list(running.fields),
        "start_date": running.start_date.isoformat(),
        "end_date": running.end_date.isoformat() if running.end_date else None,
        "executor": running.executor,
        "signed_on": running.signed_on.isoformat(),
    }
    db.session.flush()
    freeze(actor, partnership)
    agreement.in_force_from = running.start_date


def document(agreement: Agreement, title: str, parties: tuple[PartyView, ...]) -> dict[str, Any]:
    """What a version says: the frozen words, once they are frozen; title, parties and content."""
    if agreement.frozen_text:
        frozen: dict[str, Any] = json.loads(agreement.frozen_text)
        return frozen
    return {
        "title": title,
        "parties": [{"id": p.id, "name": p.name, "code": p.code} for p in parties],
        "content": agreement.content,
    }


def is_genuine(agreement: Agreement) -> bool:
    """Whether a frozen version still has the text, and the content, that its hash was taken of."""
    if not agreement.sha256:
        return True
    text = agreement.frozen_text or ""
    if agreement_rules.fingerprint(text) != agreement.sha256:
        return False
    kept: dict[str, Any] = json.loads(text)["content"]
    return kept == agreement.content


def audit() -> list[str]:
    """A sentence for every frozen agreement whose text, or whose hash in the history, no longer agrees."""
    recorded = {
        event.subject_id: json.loads(event.after)["sha256"]
        for event in db.session.scalars(select(events.Event).where(events.Event.kind == "agreement.frozen"))
    }
    frozen = {str(item.id): item for item in db.session.scalars(select(Agreement).where(Agreement.sha256.is_not(None)))}
    return [
        f"Naskah nomor {number} tidak sama dengan yang dibekukan."
        for number in sorted({*recorded, *frozen}, key=int)
        if number not in frozen or recorded.get(number) != frozen[number].sha256 or not is_genuine(frozen[number])
    ]


def _date(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value else None
