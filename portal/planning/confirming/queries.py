"""What is asked of entries in SQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import aliased


def stands(entry: Any) -> ColumnElement[bool]:
    """Whether an entry was not taken back, and is not itself the taking back: then alone it waits for anybody."""
    counter = aliased(entry)
    return and_(entry.corrects_id.is_(None), ~select(counter.id).where(counter.corrects_id == entry.id).exists())
