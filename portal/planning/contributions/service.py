"""The verbs of what is promised: write it down, correct it, put it away; agree on values; a village's own budget."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, exists, select

from ... import clock
from ...db import db, transactional
from ...errors import Conflict, Invalid, NotAllowed, NotFound
from ...events import differences
from ...partnerships.models import Partnership, Party
from ...permissions import Actor
from ..access import bound_party, note, own_party_id, party_label, put_away, speaks_for, workable
from ..confirming import service as confirming
from ..confirming.rules import CONFIRMED
from ..linking import is_of
from . import queries, rules
from .models import AgreedValue, Contribution, Delivery, PartyBudget

FIELDS = ("kind", "title", "amount", "quantity", "unit", "valued_as", "due_on", "note", "activity_id")
KIND_FIELDS = ("kind", "unit")  # what every delivery is counted in


@transactional
def promise(person: Actor, partnership_id: int, party_id: int | None, values: Mapping[str, Any]) -> Contribution:
    """Write down what a party brings; its own staff do, or an officer of the body."""
    partnership = workable(person, partnership_id)
    own = own_party_id(person, partnership)
    party = bound_party(partnership, own if party_id is None else party_id)
    _refuse_stranger(person, party)
    made = Contribution(
        partnership_id=partnership.id, party_id=party.id, recorded_at=clock.now(), **_kept(partnership, values)
    )
    db.session.add(made)
    db.session.flush()
    note(person, partnership, "contribution_promised", after={"contributor": party_label(party), **said(made)})
    return made


@transactional
def edit(
    person: Actor, partnership_id: int, contribution_id: int, version: int | None, values: Mapping[str, Any]
) -> Contribution:
    """Change what is promised. Kind and unit stay once something was delivered in them, its value once confirmed."""
    partnership, found = contribution_to_change(person, partnership_id, contribution_id)
    found.expect(version)
    _refuse_stranger(person, found.party)
    wanted = _kept(partnership, values, found)
    was, now = differences({name: getattr(found, name) for name in FIELDS}, wanted)
    if any(name in now for name in KIND_FIELDS) and _has_deliveries(found):
        raise Invalid({"kind": _("Sudah ada penyerahan: macam dan satuannya tidak berubah lagi.")})
    if "valued_as" in now and _has_deliveries(found, Delivery.standing == CONFIRMED):
        raise Invalid({"valued_as": _("Sudah ada penyerahan yang dibenarkan: cara menilainya tidak berubah lagi.")})
    for name, value in now.items():
        setattr(found, name, value)
    if now:
        note(person, partnership, "contribution_edited", before=was, after={"contribution": found.title, **now})
    return found


@transactional
def archive(person: Actor, partnership_id: int, contribution_id: int, version: int | None, reason: str) -> Contribution:
    """Put a promise to bring something away, with a reason; not after something was delivered for it."""
    partnership, found = contribution_to_change(person, partnership_id, contribution_id)
    found.expect(version)
    _refuse_stranger(person, found.party)
    if _has_deliveries(found):
        raise NotAllowed(_("Sudah ada penyerahan untuk sumbangan ini; catatannya tidak diarsipkan."))
    put_away(person, found, reason)
    note(person, partnership, "contribution_archived", before=said(found), reason=found.archive_reason)
    return found


@transactional
def agree_value(person: Actor, partnership_id: int, values: Mapping[str, Any]) -> AgreedValue:
    """Put an agreed value on record; it counts once another party confirms it. Earlier values stay."""
    partnership = workable(person, partnership_id)
    made = AgreedValue(
        partnership_id=partnership.id,
        kind=values["kind"],
        item=values["item"].strip().replace("|", "/"),  # forms part kind, item and unit by it
        unit=values["unit"],
        unit_value=int(values["unit_value"]),
        agreed_on=values["agreed_on"],
        reference=values["reference"].strip(),
    )
    confirming.write_down(person, partnership, made)
    db.session.add(made)
    db.session.flush()
    after = {"item": made.item, "unit": made.unit, "unit_value": made.unit_value, "agreed_on": made.agreed_on}
    note(person, partnership, "value_agreed", after={**after, "reference": made.reference})
    return made


@transactional
def confirm_value(person: Actor, partnership_id: int, value_id: int) -> AgreedValue:
    """Another party confirms that this value was agreed."""
    partnership, found = _value_to_answer(person, partnership_id, value_id)
    # What an officer of the body wrote speaks for no party: any party may confirm it.
    if confirming.confirm(person, partnership, found, found.recorded_by_party_id or 0):
        note(person, partnership, "value_confirmed", after=_valued(found))
    return found


@transactional
def object_to_value(person: Actor, partnership_id: int, value_id: int, word: str) -> AgreedValue:
    """Another party says that this value was not agreed, and why; it counts no more until that party confirms it."""
    partnership, found = _value_to_answer(person, partnership_id, value_id)
    confirming.object_to(person, partnership, found, found.recorded_by_party_id or 0, word)
    note(person, partnership, "value_disputed", after=_valued(found), reason=found.objection)
    return found


@transactional
def withdraw_value(person: Actor, partnership_id: int, value_id: int, reason: str) -> AgreedValue:
    """The party that wrote a value takes it back, with a reason, as long as nobody confirmed it."""
    partnership, found = _value_to_answer(person, partnership_id, value_id)
    if not may_withdraw(person, partnership, found):
        raise NotAllowed(_("Yang menarik nilai adalah pihak yang mencatatnya, selama belum dibenarkan."))
    if not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    found.standing, found.reply = rules.WITHDRAWN, reason.strip()
    note(person, partnership, "value_withdrawn", before=_valued(found), reason=found.reply)
    return found


def may_withdraw(person: Actor, partnership: Partnership, found: AgreedValue) -> bool:
    """Whether the person's party wrote this value, and it neither counts nor was taken back."""
    open_ = found.standing not in (CONFIRMED, rules.WITHDRAWN)
    return open_ and found.recorded_by_party_id == own_party_id(person, partnership)


@transactional
def set_party_budget(person: Actor, partnership_id: int, values: Mapping[str, Any]) -> PartyBudget:
    """A village fills in the total of its own APB Desa of one year."""
    partnership = workable(person, partnership_id)
    party = partnership.party_of(person.office)
    if party is None or not party.is_village:
        raise NotAllowed(_("Yang mengisi APB Desa adalah desa itu sendiri."))
    query = select(PartyBudget).where(PartyBudget.party_id == party.id, PartyBudget.year == values["year"])
    found = db.session.scalars(query).one_or_none()
    before = {"amount": found.amount} if found else None
    if found is None:
        found = PartyBudget(party_id=party.id, year=values["year"], amount=0)
        db.session.add(found)
    found.amount, found.document = int(values["amount"]), (values.get("document") or "").strip()
    note(person, partnership, "village_budget", before=before, after={"year": found.year, "amount": found.amount})
    return found


def contribution_to_change(
    person: Actor, partnership_id: int, contribution_id: int
) -> tuple[Partnership, Contribution]:
    """The partnership and something promised in it that was not put away; within a verb."""
    partnership = workable(person, partnership_id)
    found = db.session.get(Contribution, contribution_id)
    if found is None or found.partnership_id != partnership.id:
        raise NotFound()
    if found.archived_at is not None:
        raise NotAllowed(_("Catatan ini sudah diarsipkan; tidak berubah lagi."))
    return partnership, found


def _value_to_answer(person: Actor, partnership_id: int, value_id: int) -> tuple[Partnership, AgreedValue]:
    partnership = workable(person, partnership_id)
    found = queries.value_of(partnership.id, value_id)
    if found is None:
        raise NotFound()
    if found.standing == rules.WITHDRAWN:
        raise Conflict()
    return partnership, found


def _valued(found: AgreedValue) -> dict[str, Any]:
    return {"item": found.item, "unit_value": found.unit_value}


def said(found: Contribution) -> dict[str, Any]:
    """What is promised, as the history says it."""
    much = {"amount": found.amount} if found.kind == rules.MONEY else {"quantity": found.quantity, "unit": found.unit}
    return {"contribution": found.title, "contribution_kind": found.kind, **much}


def _kept(partnership: Partnership, values: Mapping[str, Any], found: Contribution | None = None) -> dict[str, Any]:
    """The values as they are stored: money in rupiah without a unit, everything else in its unit without rupiah."""
    money = values["kind"] == rules.MONEY
    kept = {name: (values.get(name) or "").strip() for name in ("title", "note")}
    activity_id = values.get("activity_id")
    if activity_id is not None and not is_of(partnership, activity_id):
        raise Invalid({"activity_id": _("Pilih kegiatan kerja sama ini.")})
    valued_as = "" if money else (values.get("valued_as") or "")
    wanted = (values["kind"], valued_as, values["unit"])
    stands = found is not None and wanted == (found.kind, found.valued_as, found.unit)
    if valued_as and not stands and wanted not in queries.valued_items(partnership.id):
        raise Invalid({"valued_as": _("Nilai ini disepakati untuk macam atau satuan yang lain.")})
    return {
        **kept,
        "kind": values["kind"],
        "amount": int(values["quantity"]) if money else None,
        "quantity": None if money else Decimal(values["quantity"]),
        "unit": "" if money else values["unit"].strip(),
        "valued_as": valued_as,
        "due_on": values.get("due_on"),
        "activity_id": activity_id,
    }


def _refuse_stranger(person: Actor, party: Party) -> None:
    if not speaks_for(person, party):
        raise NotAllowed(_("Yang mencatat sumbangan suatu pihak adalah pihak itu sendiri, atau pengurus BKAD."))


def _has_deliveries(found: Contribution, *narrowed: ColumnElement[bool]) -> bool:
    return bool(db.session.scalar(select(exists().where(Delivery.contribution_id == found.id, *narrowed))))
