"""Fixtures of the planning tests."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, Walk

from portal import clock
from portal.partnerships import service
from portal.partnerships.service import PartyChoice


@pytest.fixture
def channel(context: Flask) -> Walk:
    """An irrigation partnership of Ngebel and Sempu that runs."""
    partner = (PartyChoice(village_code=SEMPU),)
    begun = service.begin(HEAD_NGEBEL, "bilateral", "Saluran irigasi bersama", "air cukup", "air", partner)
    walk = Walk(begun, {NGEBEL: HEAD_NGEBEL, SEMPU: HEAD_SEMPU})
    walk.to_active()
    return walk


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> date:
    """Today is 24 November 2026 in these tests."""
    day = date(2026, 11, 24)
    monkeypatch.setattr(clock, "today", lambda area_code=None: day)
    return day
