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
from partnership_walk import NGEBEL, SEMPU, Walk, actor_of

from plugins import bilateral, sector
from portal import clock, plugin, testing
from portal.partnerships import service
from portal.partnerships.service import PartyChoice
from portal.permissions import OfficeKind


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> date:
    """Today is 24 November 2026 in these tests."""
    day = date(2026, 11, 24)
    monkeypatch.setattr(clock, "today", lambda area_code=None: day)
    return day


def started(*codes: str, type_code: str = "sector", sector_code: str = "air", title: str = "Air bersama") -> Walk:
    """A partnership of these villages in one sector; the first is the initiator."""
    heads = {code: actor_of(OfficeKind.VILLAGE_HEAD, code) for code in codes or (NGEBEL, SEMPU)}
    first, *others = heads
    partners = tuple(PartyChoice(village_code=code) for code in others)
    return Walk(service.begin(heads[first], type_code, title, "air cukup", sector_code, partners), heads)


Begin = Callable[..., Walk]


@pytest.fixture
def begin(context: Flask) -> Begin:
    """Begin a partnership in a sector."""
    return started


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


BUILT_IN = (bilateral, sector)
