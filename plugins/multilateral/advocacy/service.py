"""The verbs of a joint position's text: propose, edit, ask the parties, say one's word, send, replace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from portal.sdk import Action, Conflict, Invalid, NotAllowed, db, now, party_names, transactional

from ..rules import names_in_short
from . import queries, rules
from .access import leading, position_in, tell, working
from .models import Position, Support


@transactional
def propose(actor: Any, partnership_id: int, values: Mapping[str, Any]) -> Position:
    """Begin a draft; every office of a member's staff may."""
    partnership = working(actor, partnership_id)
    _refuse_season(partnership)
    position = Position(partnership_id=partnership.id, changed_at=now(), **_checked(values))
    db.session.add(position)
    db.session.flush()
    tell(actor, position, "begun", after=_shown(position))
    return position


@transactional
def edit(actor: Any, partnership_id: int, position_id: int, version: int | None, values: Mapping[str, Any]) -> Position:
    """Change a draft; `Conflict` when somebody was faster. What was sent is never changed."""
    working(actor, partnership_id)
    position = position_in(partnership_id, position_id)
    if position.state != rules.DRAFT:
        raise NotAllowed(_("Teks hanya diubah selagi masih rancangan. Sesudah dikirim, buat versi perbaikan."))
    position.expect(version)
    before = _shown(position)
    for name, value in _checked(values).items():
        setattr(position, name, value)
    after = _shown(position)
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        position.changed_at = now()
        was, is_now = ({name: side[name] for name in changed} for side in (before, after))
        tell(actor, position, "edited", before=was, after=is_now)
    return position


@transactional
def ask_parties(actor: Any, partnership_id: int, position_id: int) -> Position:
    """Put a whole draft before the parties: each head says its word to exactly this text."""
    partnership = working(actor, partnership_id)
    position = _in_state(position_in(partnership_id, position_id), rules.DRAFT)
    _refuse_season(partnership)
    if lacking := rules.incomplete(position.text):
        raise NotAllowed(*map(str, lacking))
    _move(position, rules.GATHERING)
    tell(actor, position, "gathering", after={"threshold": rules.SIGNS[position.threshold]})
    return position


@transactional
def rework(actor: Any, partnership_id: int, position_id: int, reason: str) -> Position:
    """Take the text back to its drafters; what was said to it counts no more for the next one."""
    working(actor, partnership_id)
    position = _in_state(position_in(partnership_id, position_id), rules.GATHERING)
    _refuse_no_reason(reason)
    _move(position, rules.DRAFT)
    position.round += 1
    tell(actor, position, "reworked", reason=reason.strip())
    return position


@transactional
def withdraw(actor: Any, partnership_id: int, position_id: int, reason: str) -> Position:
    """Give a position up before it is sent; it stays readable for the parties."""
    working(actor, partnership_id)
    position = _in_state(position_in(partnership_id, position_id), rules.DRAFT, rules.GATHERING)
    _refuse_no_reason(reason)
    _move(position, rules.WITHDRAWN)
    position.replaces_id = None  # what it was to replace can be corrected by another version
    tell(actor, position, "withdrawn", reason=reason.strip())
    return position


@transactional
def say_word(actor: Any, partnership_id: int, position_id: int, word: str, reason: str) -> Position:
    """A head's word for the own party; it may be said anew until the position is sent."""
    _partnership, party = leading(actor, partnership_id)
    position = _in_state(position_in(partnership_id, position_id), rules.GATHERING)
    if word not in rules.WORDS:
        raise Invalid({"word": _("Pilih salah satu.")})
    if word in rules.NEEDS_REASON and not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya, supaya pihak lain mengerti.")})
    said = queries.word_of(position, party.id) or Support(
        position_id=position.id, party_id=party.id, round=position.round
    )
    said.word, said.reason = word, reason.strip()
    said.given_at, said.given_by_office = now(), actor.office.label
    db.session.add(said)
    db.session.flush()
    tell(actor, position, word, reason=reason.strip())
    return position


@transactional
def send(actor: Any, partnership_id: int, position_id: int, letter_number: str, sent_on: date) -> Position:
    """Freeze and send, once the support that the parties chose is there. A newer version replaces the older."""
    partnership, _party = leading(actor, partnership_id)
    position = _in_state(position_in(partnership_id, position_id), rules.GATHERING)
    _refuse_season(partnership)
    members = partnership.members
    names = party_names(members)
    words = {said.party_id: said.word for said in queries.words_of(position)}
    found = rules.count(position.threshold, words, names)
    silent = [names[party.id] for party in members if party.id not in words]
    if reasons := rules.reasons_not_to_send(found, silent, names_in_short):
        raise NotAllowed(*map(str, reasons))
    supporting = [party for party in members if words.get(party.id) == rules.SUPPORTS]
    position.supporters = [
        {"party": party.id, "code": party.village_code or "", "name": names[party.id]} for party in supporting
    ]
    position.letter_number, position.sent_on = letter_number.strip(), sent_on
    position.sha256 = rules.fingerprint(rules.frozen_text(position.text, position.number, position.supporters))
    _move(position, rules.SENT)
    sent = {"letter_number": position.letter_number, "sent_on": sent_on, "supporters": len(supporting)}
    tell(actor, position, "sent", after={**sent, "sha256": position.sha256})
    _replace_older(actor, position)
    return position


@transactional
def new_version(actor: Any, partnership_id: int, position_id: int) -> Position:
    """Begin a correction of what was sent: a draft with the same text and the next number."""
    partnership = working(actor, partnership_id)
    old = _in_state(position_in(partnership_id, position_id), rules.SENT, rules.ANSWERED, rules.CLOSED)
    _refuse_season(partnership)
    if queries.newer_than(old) is not None:
        raise NotAllowed(_("Versi perbaikannya sudah ada."))
    position = Position(
        partnership_id=partnership_id,
        number=old.number + 1,
        replaces_id=old.id,
        threshold=old.threshold,
        changed_at=now(),
        **old.text,
    )
    db.session.add(position)
    db.session.flush()
    tell(actor, position, "version", after={"number": position.number})
    return position


@transactional
def set_public(actor: Any, partnership_id: int, position_id: int, shown: bool) -> Position:
    """Let everybody read a position that was sent, or its parties only."""
    leading(actor, partnership_id, Action.PARTNERSHIP_PUBLISH)
    position = position_in(partnership_id, position_id)
    if not position.is_frozen:
        raise NotAllowed(_("Sikap bersama dapat ditampilkan untuk umum setelah dikirim."))
    if position.is_public != shown:
        tell(actor, position, "publicity", before={"is_public": position.is_public}, after={"is_public": shown})
        position.is_public = shown
    return position


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the form; what a form cannot judge alone is `Invalid`."""
    checked = {name: str(values.get(name) or "").strip() for name in rules.TEXT}
    if not checked["title"]:
        raise Invalid({"title": _("Isian ini wajib diisi.")})
    if fault := rules.link_fault(checked["links"]):
        raise Invalid({"links": str(fault)})
    threshold = values.get("threshold") or rules.ALL
    if threshold not in rules.THRESHOLDS:
        raise Invalid({"threshold": _("Pilih salah satu.")})
    return {**checked, "threshold": threshold}


def _shown(position: Position) -> dict[str, Any]:
    """The text as the history keeps it."""
    return {**position.text, "threshold": rules.SIGNS[position.threshold]}


def _refuse_season(partnership: Any) -> None:
    if fault := rules.season_fault(partnership.status):
        raise NotAllowed(str(fault))


def _refuse_no_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})


def _in_state(position: Position, *states: str) -> Position:
    if position.state not in states:
        raise Conflict({_("Keadaan"): str(rules.STATES[position.state])})
    return position


def _move(position: Position, state: str) -> None:
    position.state, position.changed_at = state, now()


def _replace_older(actor: Any, position: Position) -> None:
    if position.replaces_id is None:
        return
    older = position_in(position.partnership_id, position.replaces_id)
    _move(older, rules.REPLACED)
    tell(actor, older, "replaced", after={"number": position.number})
