"""The ballot box: a ballot goes in and all are mixed; they come out as numbers alone."""

from __future__ import annotations

import secrets
import uuid
from collections import Counter

from sqlalchemy import delete, insert, select, text

from ...db import db, is_postgresql
from .models import Ballot


def put(election_id: int, candidate_id: int | None) -> None:
    """Put one ballot in, and write all of them anew under new random keys.

    The box is taken out, mixed and put back in the order of the new keys: no row keeps a place, a key or a
    transaction of its own by which it could be told from the others. The caller holds the partnership's lock.
    """
    chosen = [*choices(election_id), candidate_id]
    secrets.SystemRandom().shuffle(chosen)
    keys = sorted(uuid.uuid4() for _ballot in chosen)
    empty(election_id)
    rows = [
        {"id": key, "election_id": election_id, "candidate_id": choice}
        for key, choice in zip(keys, chosen, strict=True)
    ]
    db.session.execute(insert(Ballot), rows)


def empty(election_id: int) -> None:
    """Take all ballots out, unread; SQLite overwrites them in its file."""
    if not is_postgresql():
        db.session.execute(text("PRAGMA secure_delete = ON"))
    db.session.execute(delete(Ballot).where(Ballot.election_id == election_id))


def counted(election_id: int) -> Counter[int | None]:
    """How many ballots name each candidate; under None the blank ones."""
    return Counter(choices(election_id))


def choices(election_id: int) -> list[int | None]:
    """What the ballots say, in the order of their random keys."""
    query = select(Ballot.candidate_id).where(Ballot.election_id == election_id).order_by(Ballot.id)
    return list(db.session.scalars(query))
