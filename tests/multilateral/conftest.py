"""Fixtures of the multilateral tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from multilateral.together import Together, begin_together

from portal import clock


@pytest.fixture
def together(context: Flask) -> Callable[..., Together]:
    """Begin a partnership of many; the first village is the initiator."""
    return begin_together


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> date:
    """Today is 24 November 2026 in these tests."""
    day = date(2026, 11, 24)
    monkeypatch.setattr(clock, "today", lambda area_code=None: day)
    return day
