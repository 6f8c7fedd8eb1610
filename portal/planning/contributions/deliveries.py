"""The verbs of a delivery: hand over, confirm, object, answer, take back by an entry of the opposite."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from ... import clock
from ...db import db, transactional
from ...errors import Conflict, Invalid, NotAllowed, NotFound
from ...partnerships.attachments import attach
from ...partnerships.models import Partnership
from ...permissions import Actor
from ...storage import StoredFile
from ..access import note, speaks_for
from ..confirming import service as confirming
from . import rules
from .models import Contribution, Delivery
from .service import contribution_to_change


@transactional
def deliver(
    person: Actor,
    partnership_id: int,
    contribution_id: int,
    values: Mapping[str, Any],
    file: StoredFile | None = None,
) -> Delivery:
    """Put a delivery on record: how much, when, where, by which document. More than was promised is welcome."""
    partnership, found = contribution_to_change(person, partnership_id, contribution_id)
    if not speaks_for(person, found.party):
        raise NotAllowed(_("Yang mencatat penyerahan adalah pihak yang menyerahkan, atau pengurus BKAD."))
    money = found.kind == rules.MONEY
    made = Delivery(
        contribution=found,
        amount=int(values["quantity"]) if money else None,
        quantity=None if money else values["quantity"],
        delivered_on=values["delivered_on"],
        **{name: (values.get(name) or "").strip() for name in ("document", "place", "note")},
        attachment_id=attach(person, partnership, None, file).id if file else None,
    )
    confirming.write_down(person, partnership, made)
    db.session.add(made)
    db.session.flush()
    note(person, partnership, "contribution_delivered", after=said(found, made))
    return made


@transactional
def confirm(person: Actor, partnership_id: int, contribution_id: int, delivery_id: int) -> Delivery:
    """Another party confirms a delivery."""
    partnership, found, made = _open_delivery(person, partnership_id, contribution_id, delivery_id)
    if confirming.confirm(person, partnership, made, found.party_id):
        note(person, partnership, "delivery_confirmed", after=said(found, made))
    return made


@transactional
def object_to(person: Actor, partnership_id: int, contribution_id: int, delivery_id: int, word: str) -> Delivery:
    """Another party objects to a delivery, with its reason; it is not counted until that is settled."""
    partnership, found, made = _open_delivery(person, partnership_id, contribution_id, delivery_id)
    confirming.object_to(person, partnership, made, found.party_id, word)
    note(person, partnership, "delivery_disputed", after=said(found, made), reason=made.objection)
    return made


@transactional
def reply(person: Actor, partnership_id: int, contribution_id: int, delivery_id: int, word: str) -> Delivery:
    """The delivering party sets its own words beside an objection."""
    partnership, found, made = _open_delivery(person, partnership_id, contribution_id, delivery_id)
    confirming.reply_to(person, partnership, made, found.party_id, word)
    note(person, partnership, "delivery_replied", after={**said(found, made), "word": made.reply})
    return made


@transactional
def take_back(person: Actor, partnership_id: int, contribution_id: int, delivery_id: int, reason: str) -> Delivery:
    """Take a delivery back that was put on record by mistake, by an entry of the opposite, with a reason."""
    partnership, found, made = _open_delivery(person, partnership_id, contribution_id, delivery_id)
    if not speaks_for(person, found.party):
        raise NotAllowed(_("Yang mencatat penyerahan adalah pihak yang menyerahkan, atau pengurus BKAD."))
    if not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    counter = Delivery(
        contribution=found,
        amount=None if made.amount is None else -made.amount,
        quantity=None if made.quantity is None else -made.quantity,
        delivered_on=made.delivered_on,
        note=reason.strip(),
        corrects_id=made.id,
    )
    confirming.write_down(person, partnership, counter)
    # It weighs as much as what it takes back, so that every sum has both or neither.
    counter.standing, counter.answered_by_party_id = made.standing, made.answered_by_party_id
    counter.answered_at = clock.now() if made.answered_at else None
    db.session.add(counter)
    note(person, partnership, "delivery_taken_back", before=said(found, made), reason=counter.note)
    return counter


def is_open(found: Contribution, made: Delivery) -> bool:
    """Whether a delivery still stands: it was not taken back, and is not itself the taking back."""
    return made.corrects_id is None and all(other.corrects_id != made.id for other in found.deliveries)


def _open_delivery(
    person: Actor, partnership_id: int, contribution_id: int, delivery_id: int
) -> tuple[Partnership, Contribution, Delivery]:
    """A delivery that stands, with what it belongs to: once taken back it weighs nothing, whatever is said of it."""
    partnership, found = contribution_to_change(person, partnership_id, contribution_id)
    made = db.session.get(Delivery, delivery_id)
    if made is None or made.contribution_id != found.id:
        raise NotFound()
    if not is_open(found, made):
        raise Conflict()
    return partnership, found, made


def said(found: Contribution, made: Delivery) -> dict[str, Any]:
    """A delivery, as the history says it."""
    much = {"amount": made.amount} if found.kind == rules.MONEY else {"quantity": made.quantity, "unit": found.unit}
    paper = {"document": made.document} if made.document else {}
    return {"contribution": found.title, **much, "delivered_on": made.delivered_on, **paper}
