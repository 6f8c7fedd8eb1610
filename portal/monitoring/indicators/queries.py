"""What the pages of indicators read."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from ...db import db
from .models import Indicator


def listed(partnership_id: int, insider: bool) -> Select[Any]:
    """The indicators that are measured, in the order they were added; to strangers those shown to everyone."""
    query = select(Indicator).where(Indicator.partnership_id == partnership_id, Indicator.archived_at.is_(None))
    if not insider:
        query = query.where(Indicator.is_public)
    return query.order_by(Indicator.code, Indicator.id)


def whole(partnership_id: int, indicator_id: int) -> Indicator | None:
    """One indicator of a partnership with its targets and attributions, also when it was put away."""
    query = select(Indicator).where(Indicator.partnership_id == partnership_id, Indicator.id == indicator_id)
    loaded = query.options(selectinload(Indicator.targets), selectinload(Indicator.attributions))
    return db.session.scalars(loaded.options(joinedload(Indicator.reporter))).one_or_none()


def picked(partnership_id: int) -> set[str]:
    """The keys of the library that this partnership uses already."""
    query = select(Indicator.library).where(
        Indicator.partnership_id == partnership_id, Indicator.archived_at.is_(None), Indicator.library != ""
    )
    return set(db.session.scalars(query))
