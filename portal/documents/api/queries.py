"""What the pages of keys show."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from ...db import db
from .models import ApiToken


def tokens_of(person_id: int | None) -> list[ApiToken]:
    """The keys of a person that were not withdrawn, the newest first, with their offices; one statement."""
    query = select(ApiToken).where(ApiToken.person_id == person_id, ApiToken.withdrawn_at.is_(None))
    return list(db.session.scalars(query.options(joinedload(ApiToken.office)).order_by(ApiToken.id.desc()).limit(100)))


def every_token() -> Select[Any]:
    """All keys that were not withdrawn, the newest first, with their makers and offices."""
    query = select(ApiToken).where(ApiToken.withdrawn_at.is_(None)).order_by(ApiToken.id.desc())
    return query.options(joinedload(ApiToken.office), joinedload(ApiToken.person))


def kept_about(person_id: int | None) -> dict[str, Any]:
    """The keys that somebody made, for themselves (UU PDP 27/2022); without the keys' text, which is not kept."""
    query = select(ApiToken).where(ApiToken.person_id == person_id).order_by(ApiToken.id)
    return {
        "api_tokens": [
            {
                "name": token.name,
                "scope": token.scope,
                "made_at": token.made_at.isoformat(),
                "expires_at": token.expires_at.isoformat(),
                "last_used_at": token.last_used_at.isoformat() if token.last_used_at else None,
                "withdrawn_at": token.withdrawn_at.isoformat() if token.withdrawn_at else None,
            }
            for token in db.session.scalars(query.limit(500))
        ]
    }
