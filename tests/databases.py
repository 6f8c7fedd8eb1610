"""Fresh databases for tests, and places in a story that many tests begin at: walked to once, then copied."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from flask import Flask
from sqlalchemy import func, select

from portal import testing
from portal.db import db
from portal.villages.models import Area

SAMPLE_AREAS = Path(__file__).parent / "sample_areas"
AREA_TABLES = ("area", "area_text", "area_word")
Found = TypeVar("Found")


class Databases:
    """The database of an app: emptied to its areas, or put to where an earlier test had it."""

    def __init__(self, app: Flask, folder: Path, postgresql: bool) -> None:
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
        testing.truncate_postgresql(self._app, keep=AREA_TABLES)
        if self._count_areas() != self._areas:  # a test made areas of its own
            testing.truncate_postgresql(self._app)
            testing.load_areas(self._app, SAMPLE_AREAS)

    def at(self, place: str, walk: Callable[[], Found]) -> Found:
        """Walk from a fresh database to a place that has this name, or go there at once when somebody has been there.

        No context is pushed while it walks. What `walk` returns is copied: values and numbers of rows, no rows.
        PostgreSQL walks each time.
        """
        if place not in self._reached:
            self.fresh()
            reached = walk()
            if self._postgresql:
                return reached
            testing.close_database(self._app)
            shutil.copyfile(self._file, self._folder / f"{place}.db")
            self._reached[place] = copy.deepcopy(reached)
        testing.copy_database(self._app, self._folder / f"{place}.db")
        return copy.deepcopy(self._reached[place])  # type: ignore[return-value]

    @property
    def _file(self) -> Path:
        settings = self._app.extensions["portal.settings"]
        return Path(settings.instance) / "portal.db"

    def _count_areas(self) -> int:
        with self._app.app_context():
            return db.session.scalar(select(func.count()).select_from(Area)) or 0
