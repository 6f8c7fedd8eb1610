"""Versions of the agreement: open, write, freeze before signing, prove unchanged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from .. import clock, events, permissions
from ..db import db, transactional
from ..errors import Conflict, Invalid, NotAllowed, NotFound
from ..permissions import Action, Actor
from ..plugin import PluginFault
from . import agreement_rules, agreement_words
from .agreement_clauses import ANNEXES, PURPOSE
from .cases import case_of, registry
from .frozen import frozen_elsewhere
from .models import Agreement, Partnership
from .portable import there_and_here
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
    partnership, agreement = _writable(actor, partnership_id)
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


@transactional
def write_own(
    actor: Actor, partnership_id: int, party_id: int, opened_on: int | None, texts: Mapping[str, str | None]
) -> Agreement:
    """Save one party's own `rights` and `obligations`; `opened_on` is `agreement_rules.own_version` of the form."""
    partnership, agreement = _writable(actor, partnership_id)
    party = next((item for item in case_of(partnership).parties if item.id == party_id), None)
    if party is None:
        raise NotFound()
    content, key = agreement.content, str(party_id)
    before = {name: {key: (content.get(name) or {}).get(key)} for name in ("rights", "obligations")}
    after = {name: {key: texts.get(name)} for name in before}
    if opened_on is not None and opened_on != agreement_rules.own_version(content, party_id):
        raise Conflict(*agreement_words.differing(before, after, (party,)))
    was, now = events.differences(before, after)
    if now:
        changed = {name: {**(content.get(name) or {}), **value} for name, value in now.items()}
        agreement.content = {**content, **changed}
        events.record(actor, "agreement.written", "partnership", partnership.id, before=was, after=now)
    return agreement


def _writable(actor: Actor, partnership_id: int) -> tuple[Partnership, Agreement]:
    """The partnership, locked, and the version that this person may write now."""
    partnership = db.session.get(Partnership, partnership_id, with_for_update=True)
    if partnership is None:
        raise NotFound()
    permissions.require(actor, Action.PARTNERSHIP_EDIT, partnership, Action.PARTNERSHIP_VIEW)
    agreement = working_version(partnership)
    if agreement.sha256 or partnership.status not in WRITABLE:
        raise NotAllowed(_("Naskah ini sudah dibekukan. Perubahan dilakukan lewat perubahan perjanjian."))
    return partnership, agreement


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
    return open_version(partnership, max(numbers) + 1, _without_annexes(working_version(partnership).content))


def annexes_of(partnership: Partnership) -> list[dict[str, Any]]:
    """The plugins' parts of the text in Indonesian words, as they are frozen; `PluginFault` names who fails."""
    with force_locale("id"):
        return [
            {
                "key": annex.key,
                "title": str(annex.title),
                "rows": [[str(label), str(value)] for label, value in annex.rows],
            }
            for annex in registry().annexes(partnership)
        ]


def content_today(partnership: Partnership, agreement: Agreement) -> tuple[Mapping[str, Any], str]:
    """What a version says now: a draft with the plugins' parts as they would be frozen; and who of them fails."""
    if agreement.sha256 or agreement.number != partnership.cycle:
        return agreement.content, ""
    try:
        return {**agreement.content, ANNEXES: annexes_of(partnership)}, ""
    except PluginFault as fault:
        return agreement.content, str(fault)


def freeze(actor: Actor, partnership: Partnership) -> Agreement:
    """Fix the text that will be signed, with the plugins' parts; `NotAllowed` when one of them cannot tell its own."""
    try:
        annexes = annexes_of(partnership)
    except PluginFault as fault:
        raise NotAllowed(
            _(
                "Lampiran dari plugin %(name)s sedang bermasalah, jadi naskah belum dapat dibekukan. "
                "Hubungi administrator.",
                name=str(fault),
            )
        ) from fault
    agreement = working_version(partnership)
    content = {**_without_annexes(agreement.content), PURPOSE: partnership.purpose}
    agreement.content = {**content, ANNEXES: annexes} if annexes else content
    return _fix(actor, partnership, agreement)


def _fix(actor: Actor, partnership: Partnership, agreement: Agreement) -> Agreement:
    """Keep the text and its hash; from here on the database itself refuses a change."""
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
    _fix(actor, partnership, agreement)  # what was signed on paper is all there is: plugins add nothing to it
    agreement.in_force_from = running.start_date


def document(agreement: Agreement, title: str, parties: tuple[PartyView, ...]) -> dict[str, Any]:
    """What a version says: the frozen words, once they are frozen; title, parties and content."""
    if agreement.frozen_text:
        frozen: dict[str, Any] = json.loads(agreement.frozen_text)
        if agreement.origin_numbers is None:
            return frozen
        here = there_and_here(agreement.origin_numbers)
        known = [{**party, "id": here("party", party["id"])} for party in frozen["parties"]]
        return {**frozen, "parties": known, "content": agreement.content}
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
    if agreement.origin_numbers is not None:
        kept = agreement_rules.renumbered(kept, there_and_here(agreement.origin_numbers))
    return kept == agreement.content


def audit() -> list[str]:
    """A sentence for every frozen agreement whose text, or whose hash in the history, no longer agrees."""
    recorded = {str(number): sha256 for number, sha256 in frozen_elsewhere(KIND).items()} | {
        event.subject_id: json.loads(event.after)["sha256"]
        for event in db.session.scalars(select(events.Event).where(events.Event.kind == "agreement.frozen"))
    }
    frozen = {str(item.id): item for item in db.session.scalars(select(Agreement).where(Agreement.sha256.is_not(None)))}
    return [
        f"Naskah nomor {number} tidak sama dengan yang dibekukan."
        for number in sorted({*recorded, *frozen}, key=int)
        if number not in frozen or recorded.get(number) != frozen[number].sha256 or not is_genuine(frozen[number])
    ]


def _without_annexes(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name != ANNEXES}


def _date(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value else None
