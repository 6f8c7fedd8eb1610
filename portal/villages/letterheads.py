"""The letterhead of a village or an organisation: its address and its emblem, as they stand on every paper."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import or_, select

from .. import events, permissions
from ..db import db, transactional
from ..storage import StoredFile
from .models import OwnLetterhead
from .owners import Owner, organisation_owner, village_owner
from .service import refuse_stale


def owner_of(kind: str, key: str) -> Owner[Any]:
    """The village (`village`) or organisation (`organisation`) of a key; NotFound when there is none."""
    return village_owner(key) if kind == "village" else organisation_owner(key)


def letterhead_of(owner: Owner[Any]) -> OwnLetterhead:
    """What the owner wrote, or a blank one of version 0 that is not in the database."""
    found = db.session.scalars(select(OwnLetterhead).filter_by(**owner.columns)).one_or_none()
    return found or OwnLetterhead(address="", postal_code="", logo="", version=0, **owner.columns)


def letterheads_of(
    village_codes: Collection[str], organisation_ids: Collection[int]
) -> Mapping[str | int, OwnLetterhead]:
    """The letterheads of many, by the village's code or the organisation's number; one statement, none for none."""
    if not village_codes and not organisation_ids:
        return {}
    query = select(OwnLetterhead).where(
        or_(OwnLetterhead.village_code.in_(village_codes), OwnLetterhead.organisation_id.in_(organisation_ids))
    )
    return {item.village_code or item.organisation_id or 0: item for item in db.session.scalars(query)}


def address_line(own: OwnLetterhead | None) -> str:
    """The address as one line of a letterhead: Jalan Raya 1 Kode Pos 63493."""
    if own is None:
        return ""
    return " ".join(part for part in (own.address, own.postal_code and f"Kode Pos {own.postal_code}") if part)


@transactional
def edit_letterhead(
    actor: permissions.Actor,
    kind: str,
    key: str,
    version: int | None,
    values: Mapping[str, Any],
    logo: StoredFile | None = None,
) -> OwnLetterhead:
    """Write `address` and `postal_code`, and put a new emblem or (`without_logo`) none. Conflict on a stale form."""
    owner = owner_of(kind, key)
    permissions.require(actor, owner.edit, owner.thing, view=owner.view)
    own = letterhead_of(owner)
    picture = logo.name if logo else "" if values.get("without_logo") else own.logo
    was = {"letter_address": own.address, "postal_code": own.postal_code, "has_logo": bool(own.logo)}
    now = {"letter_address": values["address"], "postal_code": values["postal_code"], "has_logo": bool(picture)}
    refuse_stale(own, version, was, now)
    if was == now and picture == own.logo:
        return own
    own.address, own.postal_code, own.logo = values["address"], values["postal_code"], picture
    db.session.add(own)
    before, after = events.differences(was, now)
    events.record(
        actor, "letterhead.edited", owner.kind, owner.key, before=before, after=after, village_code=owner.village_code
    )
    return own


def named_logos(names: Iterable[str]) -> set[str]:
    """Which of these stored files are emblems of letterheads."""
    return set(db.session.scalars(select(OwnLetterhead.logo).where(OwnLetterhead.logo.in_(list(names)))))
