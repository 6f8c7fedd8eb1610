"""Texts that were frozen: whether each is still what the history says it was."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from .. import events
from ..db import db
from .agreement_rules import fingerprint


def changed_since(kind: str, field: str, model: Any) -> list[int]:
    """The numbers of frozen things whose text, hash, or hash in the history no longer agree; two statements.

    Events of `kind` hold the thing's number in `field` and its `sha256`; `model` has `id`,
    `frozen_text` and `sha256`.
    """
    recorded = {}
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
