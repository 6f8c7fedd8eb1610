"""A partnership of three villages whose BKAD is to be formed, on a fixed day."""

from __future__ import annotations

from datetime import date

import pytest
from coordination.bodies import Bkad
from flask import Flask

from portal import clock

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> date:
    """Today is 24 November 2026 in these tests."""
    monkeypatch.setattr(clock, "today", lambda area_code=None: TODAY)
    return TODAY


@pytest.fixture
def bkad(context: Flask) -> Bkad:
    """The BKAD of Ngebel and Sempu, nobody in it yet."""
    return Bkad.formed()
