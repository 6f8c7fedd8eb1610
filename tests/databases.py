"""Fresh databases for tests, and places in a story that many tests begin at: walked to once, then copied."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from flask import Flask
from sqlalchemy import create_engine, func, make_url, select, text

from portal import testing
from portal.db import db
from portal.villages.models import Area

SAMPLE_AREAS = Path(__file__).parent / "sample_areas"
AREA_TABLES = ("area", "area_text", "area_word")
Found = TypeVar("Found")


class Databases:
    """The database of an app: emptied to its areas, or put to where an earlier test had it."""

    def __init__(self, app: Flask, folder: Path, postgresql: str) -> None:
        self._app = app
        self._folder = folder
        self._postgresql = postgresql
        self._reached: dict[str, object] = {}
        self._areas = self._count_areas()
        testing.close_database(app)
        if not postgresql:
            shutil.copyfile(self._file, folder / "empty.db")

    @property
    def empty(self) -> Path | None:
        """A copy of the SQLite database as it is before any test."""
        return None if self._postgresql else self._folder / "empty.db"

    def fresh(self) -> None:
        """Put the database to where it holds the areas only."""
        if not self._postgresql:
            testing.copy_database(self._app, self._folder / "empty.db")
            return
        self._empty(keep=AREA_TABLES)
        if self._count_areas() != self._areas:
            self._empty()
            testing.load_areas(self._app, SAMPLE_AREAS)
            self._areas = self._count_areas()

    def forget_areas(self) -> None:
        """Load the areas afresh before the next test; whoever changes some says so."""
        self._areas = 0

    def _empty(self, keep: tuple[str, ...] = ()) -> None:
        """Empty the tables that hold rows (to TRUNCATE all takes ten times as long), and count from one again."""
        names = [table.name for table in db.metadata.sorted_tables if table.name not in keep]
        holding = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in names)
        kept = {f"{name}_id_seq" for name in keep}
        testing.close_database(self._app)
        with self._app.app_context(), db.engine.execution_options(portal_write=True).begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))  # no foreign keys, no triggers
            for name in connection.scalars(text(holding)).all():
                connection.execute(text(f'DELETE FROM "{name}"'))
            used = text("SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL")
            for name in connection.scalars(used).all():
                if name not in kept:
                    connection.execute(text(f'ALTER SEQUENCE "{name}" RESTART'))

    def at(self, place: str, walk: Callable[[], Found]) -> Found:
        """Walk from a fresh database to a place that has this name, or go there at once when somebody has been there.

        No context is pushed while it walks. What `walk` returns is copied: values and numbers of rows, no rows.
        """
        if place not in self._reached:
            self.fresh()
            self._reached[place] = copy.deepcopy(walk())
            testing.close_database(self._app)
            self._keep(place)
        testing.close_database(self._app)
        self._go_to(place)
        return copy.deepcopy(self._reached[place])  # type: ignore[return-value]

    def _keep(self, place: str) -> None:
        if self._postgresql:
            self._copy_postgresql(self._own, self._kept(place))
        else:
            shutil.copyfile(self._file, self._folder / f"{place}.db")

    def _go_to(self, place: str) -> None:
        if self._postgresql:
            self._copy_postgresql(self._kept(place), self._own)
        else:
            testing.copy_database(self._app, self._folder / f"{place}.db")

    @property
    def _own(self) -> str:
        return make_url(self._postgresql).database or ""

    def _kept(self, place: str) -> str:
        return f"{self._own}_{place.replace(' ', '_')}"

    def _copy_postgresql(self, of: str, to: str) -> None:
        engine = create_engine(make_url(self._postgresql).set(database="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{to}" WITH (FORCE)'))
            connection.execute(text(f'CREATE DATABASE "{to}" TEMPLATE "{of}"'))
        engine.dispose()

    @property
    def _file(self) -> Path:
        settings = self._app.extensions["portal.settings"]
        return Path(settings.instance) / "portal.db"

    def _count_areas(self) -> int:
        with self._app.app_context():
            return db.session.scalar(select(func.count()).select_from(Area)) or 0
