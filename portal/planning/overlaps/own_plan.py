"""The register of what a village plans by itself, so that partnerships see it before they plan the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, func, select

from ... import clock, events, permissions
from ...db import db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...permissions import Action, Actor
from ...villages import rules as village_rules
from ...villages.models import Area, Village
from .. import access
from ..programme import service as programmes
from .models import VillagePlanItem

FIELDS = (
    "title", "document", "year", "source", "amount", "account_code", "place", "beneficiaries", "starts_on", "ends_on",
)  # fmt: skip
MOST = 2_000  # items of one village


def listed(code: str, year: int | None = None) -> Select[Any]:
    """The items of a village, newest year first."""
    query = select(VillagePlanItem).where(VillagePlanItem.village_code == code, VillagePlanItem.archived_at.is_(None))
    if year is not None:
        query = query.where(VillagePlanItem.year == year)
    return query.order_by(VillagePlanItem.year.desc(), VillagePlanItem.id.desc())


def years_of(code: str) -> list[int]:
    """The years that a village wrote items of, newest first."""
    query = select(VillagePlanItem.year).where(VillagePlanItem.village_code == code)
    query = query.where(VillagePlanItem.archived_at.is_(None)).distinct()
    return sorted(db.session.scalars(query), reverse=True)


@transactional
def add_item(person: Actor, code: str, values: Mapping[str, Any]) -> VillagePlanItem:
    """Write down an item of the village's RKP Desa or APB Desa: `title`, `document` and `year` are enough."""
    _writable(person, code)
    count = select(func.count(VillagePlanItem.id)).where(VillagePlanItem.village_code == code)
    if (db.session.scalar(count) or 0) >= MOST:
        raise NotAllowed(_("Daftar ini sudah penuh."))
    item = VillagePlanItem(village_code=code, written_at=clock.now(), **_kept(values))
    db.session.add(item)
    db.session.flush()
    after = {"item": item.title, "document": item.document, "year": item.year}
    events.record(person, "planning.own_item_added", "village", code, after=after, village_code=code)
    return item


@transactional
def edit_item(
    person: Actor, code: str, item_id: int, version: int | None, values: Mapping[str, Any]
) -> VillagePlanItem:
    """Correct an item."""
    _writable(person, code)
    item = item_of(code, item_id)
    item.expect(version)
    was, now = programmes.set_values(item, FIELDS, _kept(values))
    if now:
        renamed = {"title": "item"}
        before, after = ({renamed.get(name, name): value for name, value in side.items()} for side in (was, now))
        after = {"item": item.title} | after
        events.record(
            person, "planning.own_item_edited", "village", code, before=before, after=after, village_code=code
        )
    return item


@transactional
def archive_item(person: Actor, code: str, item_id: int, version: int | None, reason: str) -> VillagePlanItem:
    """Take an item away that was written by mistake, or is no longer in the plan."""
    _writable(person, code)
    item = item_of(code, item_id)
    item.expect(version)
    access.put_away(person, item, reason)
    events.record(
        person, "planning.own_item_archived", "village", code, before={"item": item.title},
        reason=item.archive_reason, village_code=code,
    )  # fmt: skip
    return item


def item_of(code: str, item_id: int) -> VillagePlanItem:
    """An item of this village that was not taken away."""
    found = db.session.get(VillagePlanItem, item_id)
    if found is None or found.village_code != code or found.archived_at is not None:
        raise NotFound()
    return found


def village_or_404(code: str) -> Village:
    """The village of a code, as a thing that permissions are asked for; a kelurahan plans nothing of its own here."""
    area = db.session.get(Area, code)
    if area is None or not area.is_village or not village_rules.is_party_village(code):
        raise NotFound()
    return db.session.get(Village, code) or Village.blank(code)


def _writable(person: Actor, code: str) -> None:
    permissions.require(person, Action.VILLAGE_EDIT, village_or_404(code), Action.VILLAGE_VIEW)


def _kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are stored; `Invalid` when the days do not fit."""
    starts_on, ends_on = values.get("starts_on"), values.get("ends_on")
    if starts_on and not ends_on:
        raise Invalid({"ends_on": _("Isi juga tanggal selesainya.")})
    if starts_on and ends_on and ends_on < starts_on:
        raise Invalid({"ends_on": _("Tanggal selesai tidak boleh sebelum tanggal mulai.")})
    texts = ("title", "document", "source", "account_code", "place", "beneficiaries")
    kept = {name: (values.get(name) or "").strip() for name in texts}
    amount = values.get("amount")
    return kept | {
        "year": values["year"],
        "amount": None if amount is None else int(amount),
        "starts_on": starts_on,
        "ends_on": ends_on,
    }
