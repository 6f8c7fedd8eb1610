"""A clock that tests set, and browsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import clock, testing
from portal.accounts import passwords
from portal.accounts.passwords import PasswordKeeper

Travel = Callable[[timedelta], None]


@pytest.fixture
def travel(monkeypatch: pytest.MonkeyPatch) -> Travel:
    """Move the portal's clock, forwards or backwards, from where it stands."""
    moved = timedelta()

    def move(by: timedelta) -> None:
        nonlocal moved
        moved += by

    monkeypatch.setattr(clock, "now", lambda: datetime.now(UTC) + moved)
    return move


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost next to nothing, for tests that check many passwords."""
    cheap = PasswordKeeper(time_cost=1, memory=8)
    for name in ("login", "people", "service", "invitations"):
        monkeypatch.setattr(f"portal.accounts.{name}.keeper", cheap)
    monkeypatch.setattr(passwords, "keeper", cheap)


@pytest.fixture
def head(app: Flask) -> Iterator[FlaskClient]:
    """The browser of Ngebel's head, username `kades`."""
    browser = app.test_client()
    testing.sign_in(browser, "village_head", username="kades")
    yield browser


@pytest.fixture
def administrator(app: Flask) -> FlaskClient:
    """The browser of the administrator, who gave the password just now."""
    browser = app.test_client()
    testing.sign_in(browser, "system_admin", username="admin.portal")
    return browser
