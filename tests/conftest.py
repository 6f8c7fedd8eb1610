"""One app a session, a fresh database a test. PORTAL_TEST_DATABASE_URL runs the same tests on PostgreSQL."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsers import Chromium
from databases import SAMPLE_AREAS, Databases
from flask import Flask
from flask.testing import FlaskClient

from portal import testing

ONCE = re.compile(r"_(pages|panels)\.py$|^tests/sector/")  # pages, and a plugin without a table
POSTGRESQL = testing.own_postgresql(
    os.environ.get("PORTAL_TEST_DATABASE_URL", ""), os.environ.get("PYTEST_XDIST_WORKER", "")
)
os.environ["PORTAL_TEST_DATABASE_URL"] = POSTGRESQL  # each of several test processes has its own


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The second run, on PostgreSQL, repeats what meets the database: verbs, queries, and every page in `contracts`.

    Plain rules, and what each page says, were tried in the first.
    """
    if not POSTGRESQL:
        return
    own_ways = ("tests/db/", "tests/ops/")  # these reach the database without the app
    repeated = [
        item
        for item in items
        if ("the_app" in getattr(item, "fixturenames", ()) and not ONCE.search(item.nodeid.partition("::")[0]))
        or item.nodeid.startswith(own_ways)
    ]
    config.hook.pytest_deselected(items=sorted(set(items) - set(repeated), key=items.index))
    items[:] = repeated


@pytest.fixture(scope="session")
def the_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The app with its tables and the sample areas; tests take `app`."""
    folder = tmp_path_factory.mktemp("portal")
    if POSTGRESQL:
        testing.empty_postgresql(POSTGRESQL)
    app = testing.make_app(folder, POSTGRESQL)
    testing.create_schema(app)
    testing.load_areas(app, SAMPLE_AREAS)
    yield app
    testing.close_database(app)


@pytest.fixture(scope="session")
def databases(the_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """Puts the app's database to where a test begins."""
    return Databases(the_app, tmp_path_factory.mktemp("databases"), POSTGRESQL)


@pytest.fixture(scope="session")
def template(databases: Databases) -> Path | None:
    """A copy of the SQLite database as it is before any test."""
    return databases.empty


@pytest.fixture
def app(the_app: Flask, databases: Databases) -> Flask:
    """The app on a fresh database. No context is pushed: each request of a client has its own."""
    databases.fresh()
    return the_app


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """The app with its context pushed, for tests of services and queries. Not together with `client`."""
    with app.app_context():
        yield app


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """The system's Chromium, started once; each test opens clean contexts of its own."""
    with Chromium() as started:
        yield started


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor's browser."""
    return app.test_client()
