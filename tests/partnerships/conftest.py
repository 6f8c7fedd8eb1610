"""Fixtures of the partnership tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask import Flask
from partnership_many import forget_type, use_type
from partnership_walk import NGEBEL, SEMPU, Walk, actor_of

from portal import clock
from portal.partnerships import service
from portal.partnerships.service import PartyChoice
from portal.permissions import OfficeKind


@pytest.fixture
def begin(context: Flask) -> Callable[..., Walk]:
    """Begin a partnership of the given villages; the first is the initiator."""

    def start(*codes: str, title: str = "Saluran irigasi bersama") -> Walk:
        heads = {code: actor_of(OfficeKind.VILLAGE_HEAD, code) for code in codes or (NGEBEL, SEMPU)}
        first, *others = heads
        partnership = service.begin(
            heads[first],
            "bilateral",
            title,
            "air cukup",
            "air",
            tuple(PartyChoice(village_code=code) for code in others),
        )
        return Walk(partnership, heads)

    return start


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> date:
    """Today is 24 November 2026 in these tests."""
    day = date(2026, 11, 24)
    monkeypatch.setattr(clock, "today", lambda area_code=None: day)
    return day


@pytest.fixture
def many(app: Flask) -> Iterator[Flask]:
    """The app with a type for three parties and more."""
    use_type(app)
    yield app
    forget_type(app)
