"""The verbs of a budget: plan an item, add who pays from where, change and put away. Spending is in `spending`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, exists, select

from ... import clock
from ...db import db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...events import differences
from ...partnerships.models import Partnership
from ...permissions import Actor
from ..access import bound_party, note, own_party_id, party_label, put_away, speaks_for, workable
from ..confirming.rules import CONFIRMED
from ..linking import is_of
from .models import BudgetItem, BudgetLine, Realisation


@transactional
def plan_item(person: Actor, partnership_id: int, values: Mapping[str, Any]) -> BudgetItem:
    """Plan something that costs money, with the first source that pays for it; how much may be left open."""
    partnership = workable(person, partnership_id)
    made = BudgetItem(partnership_id=partnership.id, recorded_at=clock.now(), **_kept(partnership, values))
    db.session.add(made)
    db.session.flush()
    _add_line(person, partnership, made, values)
    return made


@transactional
def add_line(person: Actor, partnership_id: int, item_id: int, values: Mapping[str, Any]) -> BudgetLine:
    """Let another party or source pay for an item too; `Invalid` when that one pays already."""
    partnership, item = item_to_change(person, partnership_id, item_id)
    return _add_line(person, partnership, item, values)


@transactional
def edit_item(
    person: Actor, partnership_id: int, item_id: int, version: int | None, values: Mapping[str, Any]
) -> BudgetItem:
    """Change what an item is, its year or its activity; those two stay once another party confirmed a spending."""
    partnership, found = item_to_change(person, partnership_id, item_id)
    found.expect(version)
    wanted = _kept(partnership, values)
    was, now = differences({name: getattr(found, name) for name in wanted}, wanted)
    moved = [name for name in ("year", "activity_id") if name in now]
    if moved and _is_spent_from([line.id for line in found.lines], Realisation.standing == CONFIRMED):
        raise Invalid({moved[0]: _("Sudah ada realisasi yang dibenarkan: tahun dan kegiatannya tidak berubah lagi.")})
    for name, value in now.items():
        setattr(found, name, value)
    if now:
        note(person, partnership, "budget_item_edited", before=was, after={"budget_item": found.title, **now})
    return found


@transactional
def edit_line(person: Actor, partnership_id: int, line_id: int, version: int | None, planned: int | None) -> BudgetLine:
    """Change how much is planned, by who pays; None says that it is not known."""
    partnership, found = line_to_change(person, partnership_id, line_id)
    refuse_stranger(person, found)
    found.expect(version)
    if planned != found.planned:
        was, found.planned = found.planned, planned
        note(person, partnership, "budget_planned", before={"planned": was}, after={**said(found), "planned": planned})
    return found


@transactional
def archive_line(person: Actor, partnership_id: int, line_id: int, version: int | None, reason: str) -> BudgetLine:
    """Put a source away that does not pay after all; not after something was spent from it."""
    partnership, found = line_to_change(person, partnership_id, line_id)
    refuse_stranger(person, found)
    found.expect(version)
    if _is_spent_from([found.id]):
        raise NotAllowed(_("Sudah ada realisasi; catatannya tidak diarsipkan."))
    put_away(person, found, reason)
    note(person, partnership, "budget_line_archived", before=said(found), reason=found.archive_reason)
    return found


@transactional
def archive_item(person: Actor, partnership_id: int, item_id: int, version: int | None, reason: str) -> BudgetItem:
    """Put an item away that was planned by mistake, by who pays for all of it; not after something was spent on it."""
    partnership, found = item_to_change(person, partnership_id, item_id)
    found.expect(version)
    for line in found.living_lines:
        refuse_stranger(person, line)
    if _is_spent_from([line.id for line in found.lines]):
        raise NotAllowed(_("Sudah ada realisasi; catatannya tidak diarsipkan."))
    put_away(person, found, reason)
    note(person, partnership, "budget_item_archived", before={"budget_item": found.title}, reason=found.archive_reason)
    return found


def item_to_change(person: Actor, partnership_id: int, item_id: int) -> tuple[Partnership, BudgetItem]:
    """The partnership and an item of it that was not put away; within a verb."""
    partnership = workable(person, partnership_id)
    found = db.session.get(BudgetItem, item_id)
    if found is None or found.partnership_id != partnership.id:
        raise NotFound()
    _refuse_archived(found)
    return partnership, found


def line_to_change(person: Actor, partnership_id: int, line_id: int) -> tuple[Partnership, BudgetLine]:
    """The partnership and a line of its budget that was not put away; within a verb."""
    partnership = workable(person, partnership_id)
    found = db.session.get(BudgetLine, line_id)
    if found is None or found.item.partnership_id != partnership.id:
        raise NotFound()
    _refuse_archived(found.item)
    _refuse_archived(found)
    return partnership, found


def refuse_stranger(person: Actor, line: BudgetLine) -> None:
    """`NotAllowed` unless the person writes for the party that pays."""
    if not speaks_for(person, line.party):
        raise NotAllowed(
            _("Yang mengubah rencana dan mencatat realisasi adalah pihak yang membayar, atau pengurus BKAD.")
        )


def said(line: BudgetLine) -> dict[str, Any]:
    """A line, as the history says it."""
    return {"budget_item": line.item.title, "payer": party_label(line.party), "source": line.source}


def _add_line(person: Actor, partnership: Partnership, item: BudgetItem, values: Mapping[str, Any]) -> BudgetLine:
    party_id = values.get("party_id")
    party = bound_party(partnership, own_party_id(person, partnership) if party_id is None else party_id)
    query = select(BudgetLine).where(
        BudgetLine.item_id == item.id, BudgetLine.party_id == party.id, BudgetLine.source == values["source"]
    )
    line = db.session.scalars(query).one_or_none()
    if line is not None and line.archived_at is None:
        raise Invalid({"source": _("Sumber ini sudah tercatat untuk pihak itu; ubah rencananya di barisnya.")})
    if line is not None:
        refuse_stranger(person, line)  # who put it away decides whether it pays after all
    else:
        line = BudgetLine(item=item, party=party, source=values["source"])
        db.session.add(line)
    line.archived_at, line.archived_by_id, line.archive_reason = None, None, ""
    planned = values.get("planned")
    line.planned = None if planned is None else int(planned)
    db.session.flush()
    note(person, partnership, "budget_planned", after={**said(line), "year": item.year, "planned": line.planned})
    return line


def _kept(partnership: Partnership, values: Mapping[str, Any]) -> dict[str, Any]:
    activity_id = values.get("activity_id")
    if activity_id is not None and not is_of(partnership, activity_id):
        raise Invalid({"activity_id": _("Pilih kegiatan kerja sama ini.")})
    texts = {name: (values.get(name) or "").strip() for name in ("title", "note")}
    return {**texts, "year": values["year"], "activity_id": activity_id}


def _refuse_archived(thing: BudgetItem | BudgetLine) -> None:
    if thing.archived_at is not None:
        raise NotAllowed(_("Catatan ini sudah diarsipkan; tidak berubah lagi."))


def _is_spent_from(line_ids: list[int], *narrowed: ColumnElement[bool]) -> bool:
    return bool(db.session.scalar(select(exists().where(Realisation.line_id.in_(line_ids), *narrowed))))
