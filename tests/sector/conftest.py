"""Partnerships of one sector, and a portal that is started anew with other plugins."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from portal import clock, plugin, testing


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> date:
    """Today is 24 November 2026 in these tests."""
    day = date(2026, 11, 24)
    monkeypatch.setattr(clock, "today", lambda area_code=None: day)
    return day


@pytest.fixture
def portal_with(app: Flask, template: Path | None, tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """Starts the portal anew with these plugins (modules or objects), each time on one and the same database."""
    made: list[Flask] = []
    url = os.environ.get("PORTAL_TEST_DATABASE_URL", "")
    if template is not None:
        shutil.copyfile(template, tmp_path / "portal.db")

    def make(*modules: Any) -> Flask:
        named = [(getattr(module, "NAME", None) or module.__name__.rpartition(".")[2], module) for module in modules]
        made.append(testing.make_app(tmp_path, url, [plugin.module_plugin(name, module) for name, module in named]))
        return made[-1]

    yield make
    for one in made:
        testing.close_database(one)
