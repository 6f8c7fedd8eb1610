"""The verbs of a promise: write it down, take it on, correct it, release it; its answers are in `answers`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from ... import clock
from ...db import db, transactional
from ...errors import Conflict, NotAllowed, NotFound
from ...events import differences
from ...partnerships.models import Partnership
from ...permissions import Action, Actor, OfficeKind
from ..access import bound_party, note, own_party_id, party_label, put_away, speaks_for, workable
from . import rules
from .models import Commitment, RecordConsent

DESCRIBING = ("title", "office", "proof", "origin", "reference", "link", "is_public")
HEADS = (OfficeKind.VILLAGE_HEAD, OfficeKind.THIRD_PARTY)
UNCLAIMED = (rules.PROPOSED, rules.DECLINED)  # others wrote it down, and its party has not said that it is its own
ANSWERABLE = (rules.STANDING, rules.CLAIMED, rules.DISPUTED)


@transactional
def promise(person: Actor, partnership_id: int, party_id: int | None, values: Mapping[str, Any]) -> Commitment:
    """Write a promise down. One's own counts at once; another party's once that party has taken it on."""
    partnership = workable(person, partnership_id)
    own = own_party_id(person, partnership)
    party = bound_party(partnership, own if party_id is None else party_id)
    moment = clock.now()
    made = Commitment(
        partnership_id=partnership.id,
        party_id=party.id,
        state=rules.STANDING if party.id == own else rules.PROPOSED,
        due_on=values["due_on"],
        first_due_on=values["due_on"],
        recorded_at=moment,
        changed_at=moment,
        recorded_by_party_id=own,
        **_described(values, may_show=party.id == own),
    )
    db.session.add(made)
    db.session.flush()
    after = {"promise": made.title, "promised_by": party_label(party), "due_on": made.due_on, "origin": made.origin}
    note(person, partnership, "promise_made", after=after | ({"reference": made.reference} if made.reference else {}))
    return made


@transactional
def take_on(
    person: Actor, partnership_id: int, commitment_id: int, accepts: bool, version: int | None = None
) -> Commitment:
    """A party says that a promise others wrote down is its own, or is not: as it read it (`version`)."""
    partnership, found = promise_to_change(person, partnership_id, commitment_id)
    if own_party_id(person, partnership) != found.party_id:
        raise NotAllowed(_("Yang mengakui sebuah janji adalah pihak yang berjanji."))
    wanted = rules.STANDING if accepts else rules.DECLINED
    if found.state == wanted:
        return found
    found.expect(version)
    if found.state not in UNCLAIMED:
        raise Conflict()
    _move(found, wanted)
    note(person, partnership, "promise_taken_on" if accepts else "promise_declined", after={"promise": found.title})
    return found


@transactional
def edit(
    person: Actor, partnership_id: int, commitment_id: int, version: int | None, values: Mapping[str, Any]
) -> Commitment:
    """Describe a promise better. Its day is moved by asking for time, and what it says stays: see `fixed`."""
    partnership, found = promise_to_change(person, partnership_id, commitment_id)
    found.expect(version)
    if not may_edit(person, partnership, found):
        raise NotAllowed(_("Yang mengubah catatan ini adalah pihak yang berjanji, atau yang menulisnya."))
    own = own_party_id(person, partnership)
    wanted = _described(values, may_show=own == found.party_id)
    if own != found.party_id:
        wanted["is_public"] = found.is_public
    wanted |= {name: getattr(found, name) for name in fixed(found)}
    was, now = differences({name: getattr(found, name) for name in wanted}, wanted)
    for name, value in now.items():
        setattr(found, name, value)
    if now:
        found.changed_at = clock.now()
        note(person, partnership, "promise_edited", before=was, after={"promise": found.title, **now})
    return found


@transactional
def release(person: Actor, partnership_id: int, commitment_id: int, version: int | None, reason: str) -> Commitment:
    """Put a promise away, with a reason: only another party does, which no longer asks for it."""
    partnership, found = promise_to_change(person, partnership_id, commitment_id)
    found.expect(version)
    if not may_release(person, partnership, found):
        raise NotAllowed(_("Sebuah janji hanya dapat dibebaskan oleh pihak lain, sebelum selesai."))
    put_away(person, found, reason)
    note(person, partnership, "promise_released", after={"promise": found.title}, reason=found.archive_reason)
    return found


@transactional
def agree_to_show_record(person: Actor, partnership_id: int, agrees: bool) -> None:
    """A party's head says yes to showing everyone how promises were kept, or takes that yes back."""
    partnership = workable(person, partnership_id, Action.PARTNERSHIP_PUBLISH)
    own = own_party_id(person, partnership)
    if own is None or person.kind not in HEADS:
        raise NotAllowed(_("Yang menyetujui adalah kepala desa, atau pimpinan lembaga."))
    query = select(RecordConsent).where(RecordConsent.partnership_id == partnership.id, RecordConsent.party_id == own)
    consent = db.session.scalars(query).one_or_none()
    if consent is None:
        consent = RecordConsent(partnership_id=partnership.id, party_id=own)
        db.session.add(consent)
    if bool(consent.given_at) != agrees:
        consent.given_at = clock.now() if agrees else None
        kind = "record_shown" if agrees else "record_hidden"
        note(person, partnership, kind, before={"record_agreed": not agrees}, after={"record_agreed": agrees})


def promise_to_change(person: Actor, partnership_id: int, commitment_id: int) -> tuple[Partnership, Commitment]:
    """The partnership and a promise of it that was not put away; within a verb."""
    partnership = workable(person, partnership_id)
    found = db.session.get(Commitment, commitment_id)
    if found is None or found.partnership_id != partnership.id:
        raise NotFound()
    if found.archived_at is not None:
        raise NotAllowed(_("Janji ini sudah dibebaskan; catatannya tidak berubah lagi."))
    return partnership, found


def may_edit(person: Actor, partnership: Partnership, found: Commitment) -> bool:
    """Whether the person describes this promise: its party, who writes for it, or who wrote it until it is taken on."""
    own = own_party_id(person, partnership)
    wrote = found.state in UNCLAIMED and own is not None and own == found.recorded_by_party_id
    return found.state != rules.FULFILLED and (wrote or speaks_for(person, found.party))


def fixed(found: Commitment) -> tuple[str, ...]:
    """The fields that are not rewritten any more: what was promised, and its proof, once the promise counts."""
    if found.state in UNCLAIMED:
        return ()
    return ("title", "proof") if found.proof else ("title",)


def may_release(person: Actor, partnership: Partnership, found: Commitment) -> bool:
    """Whether the person's party may let this promise go: another party, as long as it is not done."""
    own = own_party_id(person, partnership)
    if found.state in UNCLAIMED and own == found.recorded_by_party_id:
        return own is not None
    return own is not None and own != found.party_id and found.state != rules.FULFILLED


def _described(values: Mapping[str, Any], may_show: bool) -> dict[str, Any]:
    kept: dict[str, Any] = {name: (values.get(name) or "").strip() for name in DESCRIBING if name != "is_public"}
    kept["origin"] = kept["origin"] or "word"
    return kept | {"is_public": bool(values.get("is_public")) and may_show}


def _move(found: Commitment, state: str) -> None:
    found.state, found.changed_at = state, clock.now()
