"""Confirm an entry, object to it, answer an objection: within the verb of the subject that the entry belongs to."""

from __future__ import annotations

from flask_babel import gettext as _

from ... import clock
from ...errors import Conflict, Invalid, NotAllowed
from ...partnerships.models import Partnership
from ...permissions import Actor
from ..access import own_party_id
from . import rules
from .models import Confirmable


def write_down(person: Actor, partnership: Partnership, entry: Confirmable) -> None:
    """Sign a new entry with who wrote it."""
    entry.recorded_at = clock.now()
    entry.recorded_by_party_id = own_party_id(person, partnership)
    entry.recorded_by_office = person.office.label if person.office else ""
    entry.standing = rules.WAITING


def confirm(person: Actor, partnership: Partnership, entry: Confirmable, owner_party_id: int) -> bool:
    """Say that an entry is right; False when it was confirmed before. `NotAllowed` for the party it speaks for."""
    party_id = own_party_id(person, partnership)
    seen = entry.entry(owner_party_id)
    if not rules.may_answer(seen, party_id):
        raise NotAllowed(_("Yang membenarkan adalah pihak yang lain."))
    if seen.standing == rules.CONFIRMED:
        return False
    if not rules.may_confirm(seen, party_id):
        raise NotAllowed(_("Keberatan ini ditarik oleh pihak yang menyampaikannya."))
    _answered(entry, party_id, rules.CONFIRMED)
    return True


def object_to(person: Actor, partnership: Partnership, entry: Confirmable, owner_party_id: int, word: str) -> None:
    """Say that an entry is not right, and why; everyone who reads it sees that."""
    party_id = own_party_id(person, partnership)
    seen = entry.entry(owner_party_id)
    if not rules.may_answer(seen, party_id):
        raise NotAllowed(_("Yang menyampaikan keberatan adalah pihak yang lain."))
    if not rules.may_object(seen, party_id):
        raise Conflict()
    entry.objection, entry.reply = _word(word), ""
    _answered(entry, party_id, rules.DISPUTED)


def reply_to(person: Actor, partnership: Partnership, entry: Confirmable, owner_party_id: int, word: str) -> None:
    """Set one's own words beside an objection."""
    if not rules.may_reply(entry.entry(owner_party_id), own_party_id(person, partnership)):
        raise NotAllowed(_("Yang menjawab keberatan adalah pihak yang menulis catatan ini."))
    entry.reply = _word(word)


def _answered(entry: Confirmable, party_id: int | None, standing: str) -> None:
    entry.standing, entry.answered_by_party_id, entry.answered_at = standing, party_id, clock.now()


def _word(word: str) -> str:
    if not word.strip():
        raise Invalid({"word": _("Tulis alasannya.")})
    return word.strip()
