"""All official areas in a database of its own, a database whose areas a test may change, and people of villages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from databases import SAMPLE_AREAS, Databases
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from portal import testing
from portal.villages import areas
from portal.villages.areas import LoadSummary

POSTGRESQL = os.environ.get("PORTAL_TEST_DATABASE_URL", "")
NGEBEL, PUPUS = "35.02.19.2007", "35.02.19.2006"

Edit = Callable[[str, Callable[[str], str]], None]


@pytest.fixture(scope="session")
def all_areas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, LoadSummary]]:
    """An app with all areas of Indonesia, and what their load told."""
    url = _beside(POSTGRESQL) if POSTGRESQL else ""
    app = testing.make_app(tmp_path_factory.mktemp("areas"), url)
    testing.create_schema(app)
    with app.app_context():
        summary = areas.load()
    testing.close_database(app)
    yield app, summary
    testing.close_database(app)


@pytest.fixture
def indonesia(all_areas: tuple[Flask, LoadSummary]) -> Iterator[Flask]:
    """The app with all areas, its context pushed. Not to be written to."""
    with all_areas[0].app_context():
        yield all_areas[0]


@pytest.fixture
def own_areas(app: Flask, databases: Databases) -> Iterator[Flask]:
    """The app with its context pushed, for tests that change its areas."""
    with app.app_context():
        yield app
    databases.forget_areas()


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A copy of the sample areas that a test may spoil."""
    return Path(shutil.copytree(SAMPLE_AREAS, tmp_path / "rilis"))


@pytest.fixture
def edit(release: Path) -> Edit:
    """Change the text of one file of the release."""

    def change(stem: str, how: Callable[[str], str]) -> None:
        file = release / f"{stem}.csv"
        file.write_text(how(file.read_text(encoding="utf-8")), encoding="utf-8")

    return change


@pytest.fixture
def operator(app: Flask) -> FlaskClient:
    """The browser of Ngebel's operator."""
    browser = app.test_client()
    testing.sign_in(browser, "village_operator", username="operator.ngebel")
    return browser


@pytest.fixture
def neighbour(app: Flask) -> FlaskClient:
    """The browser of the operator of Pupus, next door."""
    browser = app.test_client()
    testing.sign_in(browser, "village_operator", (PUPUS,), username="operator.pupus")
    return browser


def _beside(url: str) -> str:
    """A database beside the tests' own, made anew."""
    name = f"{make_url(url).database}_areas"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return make_url(url).set(database=name).render_as_string(hide_password=False)
