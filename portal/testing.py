"""Test helpers, shipped for plugin authors too: an app on a fresh database, and people who act."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import create_engine, text

from . import create_app
from .db import db
from .settings import Settings

TEST_KEY = "kunci-uji-" * 4


def make_settings(folder: Path, database_url: str = "", **changes: Any) -> Settings:
    """Settings of a throw-away installation in `folder`."""
    settings = Settings(
        instance=folder,
        secret_key=TEST_KEY,
        audit_key=bytes(32),
        database_url=database_url or f"sqlite:///{folder / 'portal.db'}",
        testing=True,
        htmx_source="local",
        trusted_hosts=("127.0.0.1", "localhost"),
    )
    return replace(settings, **changes)


def make_app(
    folder: Path,
    database_url: str = "",
    plugins: Iterable[tuple[str, str, Callable[[], Any]]] | None = None,
    **changes: Any,
) -> Flask:
    """An app for tests on a database that has its tables (see `create_schema`)."""
    return create_app(make_settings(folder, database_url, **changes), plugins)


def create_schema(app: Flask) -> None:
    """Make all tables, with their triggers and indexes."""
    with app.app_context():
        writing = db.engine.execution_options(portal_write=True)
        with writing.begin() as connection:
            db.metadata.create_all(connection)
        db.engine.dispose()


def copy_database(app: Flask, template: Path) -> None:
    """Put a SQLite database made earlier in place of the app's own."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
        target = Path(db.engine.url.database or "")
    for leftover in target.parent.glob(target.name + "-*"):
        leftover.unlink()
    shutil.copyfile(template, target)


def empty_postgresql(url: str) -> None:
    """Empty a PostgreSQL test database altogether."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


def truncate_postgresql(app: Flask, keep: tuple[str, ...] = ()) -> None:
    """Empty every table but those in `keep`."""
    with app.app_context():
        db.session.remove()
        names = [f'"{table.name}"' for table in db.metadata.sorted_tables if table.name not in keep]
        with db.engine.execution_options(portal_write=True).begin() as connection:
            connection.execute(text(f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE"))
