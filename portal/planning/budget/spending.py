"""The verbs of spending: put a realisation on record, confirm it, object, answer, put it right by its opposite."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from ...db import db, transactional
from ...errors import Conflict, Invalid, NotFound
from ...partnerships.attachments import attach
from ...partnerships.models import Partnership
from ...permissions import Actor
from ...storage import StoredFile
from ..access import note
from ..confirming import service as confirming
from . import service
from .models import BudgetLine, Realisation
from .service import line_to_change, refuse_stranger


@transactional
def spend(
    person: Actor, partnership_id: int, line_id: int, values: Mapping[str, Any], file: StoredFile | None = None
) -> Realisation:
    """Put money spent on record, with its day and document; nothing spent is reported as 0, not left blank."""
    partnership, line = line_to_change(person, partnership_id, line_id)
    refuse_stranger(person, line)
    made = Realisation(
        line=line,
        amount=int(values["amount"]),
        spent_on=values["spent_on"],
        document=values["document"].strip(),
        note=(values.get("note") or "").strip(),
        attachment_id=attach(person, partnership, None, file).id if file else None,
    )
    confirming.write_down(person, partnership, made)
    db.session.add(made)
    db.session.flush()
    note(person, partnership, "budget_spent", after=_said(made))
    return made


@transactional
def confirm(person: Actor, partnership_id: int, line_id: int, entry_id: int) -> Realisation:
    """Another party confirms what was spent."""
    partnership, line, made = _open_entry(person, partnership_id, line_id, entry_id)
    if confirming.confirm(person, partnership, made, line.party_id):
        note(person, partnership, "budget_confirmed", after=_said(made))
    return made


@transactional
def object_to(person: Actor, partnership_id: int, line_id: int, entry_id: int, word: str) -> Realisation:
    """Another party objects to what is said to be spent, and why."""
    partnership, line, made = _open_entry(person, partnership_id, line_id, entry_id)
    confirming.object_to(person, partnership, made, line.party_id, word)
    note(person, partnership, "budget_disputed", after=_said(made), reason=made.objection)
    return made


@transactional
def reply(person: Actor, partnership_id: int, line_id: int, entry_id: int, word: str) -> Realisation:
    """The party that spent sets its own words beside an objection."""
    partnership, line, made = _open_entry(person, partnership_id, line_id, entry_id)
    confirming.reply_to(person, partnership, made, line.party_id, word)
    note(person, partnership, "budget_replied", after={**_said(made), "word": made.reply})
    return made


@transactional
def take_back(person: Actor, partnership_id: int, line_id: int, entry_id: int, reason: str) -> Realisation:
    """Put a mistaken entry right by one of the opposite amount, with a reason; both stay readable."""
    partnership, line, made = _open_entry(person, partnership_id, line_id, entry_id)
    refuse_stranger(person, line)
    if not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    counter = Realisation(
        line=line, amount=-made.amount, spent_on=made.spent_on, document=made.document, note=reason.strip(),
        corrects_id=made.id,
    )  # fmt: skip
    confirming.write_down(person, partnership, counter)
    # It weighs as much as what it takes back, so that every sum has both or neither.
    counter.standing, counter.answered_by_party_id = made.standing, made.answered_by_party_id
    counter.answered_at = made.answered_at
    db.session.add(counter)
    note(person, partnership, "budget_taken_back", before=_said(made), reason=counter.note)
    return counter


def is_open(line: BudgetLine, made: Realisation) -> bool:
    """Whether an entry still stands: it was not taken back, and is not itself the taking back."""
    return made.corrects_id is None and all(other.corrects_id != made.id for other in line.entries)


def _open_entry(
    person: Actor, partnership_id: int, line_id: int, entry_id: int
) -> tuple[Partnership, BudgetLine, Realisation]:
    partnership, line = line_to_change(person, partnership_id, line_id)
    made = db.session.get(Realisation, entry_id)
    if made is None or made.line_id != line.id:
        raise NotFound()
    if not is_open(line, made):
        raise Conflict()
    return partnership, line, made


def _said(made: Realisation) -> dict[str, Any]:
    return {**service.said(made.line), "amount": made.amount, "spent_on": made.spent_on, "document": made.document}
