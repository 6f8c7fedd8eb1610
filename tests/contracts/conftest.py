"""The world of the contract tests: built once, and again for each test that changes it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from contracts import world as worlds
from contracts.world import World
from databases import Databases
from flask import Flask

from plugins import bilateral, multilateral, sector
from portal import plugin, testing

POSTGRESQL = os.environ.get("PORTAL_TEST_DATABASE_URL", "")


@pytest.fixture(scope="module")
def world(the_app: Flask, databases: Databases) -> World:
    """One world a module. A test that takes it must not take `app`, which empties the database."""
    return world_of(the_app, databases)


@pytest.fixture
def own_world(the_app: Flask, databases: Databases) -> World:
    """A world for one test, which may turn it upside down. Not in one module with `world`."""
    return world_of(the_app, databases)


def world_of(app: Flask, databases: Databases) -> World:
    """The world, made once a session and copied from then on."""
    return World.again(app, databases.at("world", lambda: worlds.build(app).kept))


def name_of(module: Any) -> str:
    """What a plugin is called that was given without a name: its templates stand under that name."""
    return module.__name__.rpartition(".")[2] if hasattr(module, "__path__") else "uji"


MakePortal = Callable[..., Flask]
BUILT_IN = (bilateral, multilateral, sector)


@pytest.fixture
def portal_with(databases: Databases, tmp_path: Path) -> Iterator[MakePortal]:
    """Makes the portal anew with other plugins, each time on the same database.

    Give plugins as (name, version, what imports it), as a package, which keeps its name, or as a module or
    object, which is called `uji`; `built_in=False` leaves out our own.
    """
    made: list[Flask] = []
    databases.fresh()
    if databases.empty is not None:
        shutil.copyfile(databases.empty, tmp_path / "portal.db")

    def make(*plugins: Any, built_in: bool = True) -> Flask:
        own = [plugin.module_plugin(module.__name__.rpartition(".")[2], module) for module in BUILT_IN]
        given = [item if isinstance(item, tuple) else plugin.module_plugin(name_of(item), item) for item in plugins]
        made.append(testing.make_app(tmp_path, POSTGRESQL, [*(own if built_in else []), *given]))
        return made[-1]

    yield make
    for app in made:
        testing.close_database(app)
