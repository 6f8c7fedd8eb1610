"""Texts that were frozen: whether each is still what the history says it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask, current_app
from sqlalchemy import select

from .. import events
from ..db import db
from .agreement_rules import fingerprint

# Answers, of a table, the fingerprints that texts had where they were frozen, by their numbers here.
Elsewhere = Callable[[str], Mapping[int, str]]


def add_frozen_elsewhere(app: Flask, find: Elsewhere) -> None:
    """Let a room know texts that another installation froze, and whose freezing our own history does not have."""
    app.extensions.setdefault("portal.frozen_elsewhere", []).append(find)


def frozen_elsewhere(table: str) -> dict[int, str]:
    """The fingerprints of the texts of a table that other installations froze, by number; one statement a room."""
    finders: list[Elsewhere] = current_app.extensions.get("portal.frozen_elsewhere", [])
    return {number: sha256 for find in finders for number, sha256 in find(table).items()}


def changed_since(kind: str, field: str, model: Any) -> list[int]:
    """The numbers of frozen things whose text, hash, or hash in the history no longer agree; two statements.

    Events of `kind` hold the thing's number in `field` and its `sha256`; `model` has `id`,
    `frozen_text` and `sha256`.
    """
    recorded = frozen_elsewhere(model.__tablename__)
    for values in db.session.scalars(select(events.Event.after).where(events.Event.kind == kind)):
        after = json.loads(values)
        recorded[after[field]] = after["sha256"]
    query = select(model.id, model.frozen_text, model.sha256).where(model.sha256.is_not(None))
    frozen = {number: (text, sha256) for number, text, sha256 in db.session.execute(query)}
    return [
        number
        for number in sorted({*recorded, *frozen})
        if number not in frozen
        or recorded.get(number) != frozen[number][1]
        or fingerprint(frozen[number][0] or "") != frozen[number][1]
    ]
