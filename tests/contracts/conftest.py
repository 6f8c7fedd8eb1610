"""The world of the contract tests: built once, and again for each test that changes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from contracts import world as worlds
from contracts.world import World
from flask import Flask

from portal import testing

HERE = Path(__file__).parent


def fresh(app: Flask, template: Path | None) -> None:
    """Put the database back to where it holds the areas only."""
    if template is None:
        testing.truncate_postgresql(app, keep=("area", "area_text", "area_word"))
    else:
        testing.copy_database(app, template)


@pytest.fixture(scope="module")
def world(the_app: Flask, template: Path | None) -> Iterator[World]:
    """One world a module. A test that takes it must not take `app`, which empties the database."""
    fresh(the_app, template)
    yield worlds.build(the_app)
