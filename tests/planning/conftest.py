"""Fixtures of the planning tests."""

from __future__ import annotations

from datetime import date

import pytest
from databases import Databases
from flask import Flask
from partnership_walk import Walk
from planning.planned import Desk, desk_of, run_channel

from portal import clock


@pytest.fixture
def running_channel(app: Flask, databases: Databases) -> Walk:
    """An irrigation partnership of Ngebel and Sempu that runs. No context is pushed."""
    return databases.at("channel", lambda: run_channel(app))


@pytest.fixture
def channel(running_channel: Walk, context: Flask) -> Walk:
    """The same, with the app's context pushed, for tests of services and queries."""
    return running_channel


@pytest.fixture
def desk(running_channel: Walk, app: Flask) -> Desk:
    """Its officers at their browsers."""
    return desk_of(app, running_channel)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> date:
    """Today is 24 November 2026 in these tests."""
    day = date(2026, 11, 24)
    monkeypatch.setattr(clock, "today", lambda area_code=None: day)
    return day
