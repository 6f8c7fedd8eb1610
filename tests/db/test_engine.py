"""D3, D4, C6: what the database engine promises on every connection."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.db import Submission, db, is_postgresql, sqlite_has_wal_reset_fix, transactional
from portal.testing import make_app, make_settings

PROMISED = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "mmap_size": 0}


def _pragmas() -> dict[str, object]:
    return {name: db.session.scalar(text(f"PRAGMA {name}")) for name in (*PROMISED, "busy_timeout")}


@pytest.mark.sqlite
def test_D3_every_pooled_connection_keeps_what_was_acknowledged(context: Flask) -> None:
    meeting = Barrier(5)  # five connections at once

    def look() -> dict[str, object]:
        with context.app_context():
            db.session.execute(text("SELECT 1"))
            meeting.wait(10)
            return _pragmas()

    with ThreadPoolExecutor(5) as threads:
        seen = [run.result() for run in [threads.submit(look) for _ in range(5)]]
    db.engine.dispose()
    seen.append(_pragmas())
    for pragmas in seen:
        assert pragmas.pop("busy_timeout") >= 15000  # type: ignore[operator]
        assert pragmas == PROMISED


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("version", "fixed"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 3), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_D4_it_is_known_which_sqlite_has_the_wal_reset_fix(version: tuple[int, ...], fixed: bool) -> None:
    assert sqlite_has_wal_reset_fix(version) is fixed


def test_C6_nothing_can_be_written_outside_a_service(context: Flask) -> None:
    with pytest.raises(DBAPIError, match="(?i)read-?only"):
        db.session.execute(text("INSERT INTO submission (key, at) VALUES ('x', '2026-01-01')"))
    db.session.rollback()


def test_C6_a_connection_that_wrote_cannot_write_again_when_it_only_reads(context: Flask) -> None:
    @transactional
    def save(key: str) -> None:
        db.session.execute(text("INSERT INTO submission (key, at) VALUES (:key, '2026-01-01')"), {"key": key})

    save("satu")
    with pytest.raises(DBAPIError, match="(?i)read-?only"):
        db.session.execute(text("DELETE FROM submission"))
    db.session.rollback()
    save("dua")
    assert db.session.query(Submission).count() == 2


def test_what_a_failing_service_wrote_is_gone_and_the_next_one_may_write(context: Flask) -> None:
    @transactional
    def save(key: str, fail: bool) -> None:
        db.session.execute(text("INSERT INTO submission (key, at) VALUES (:key, '2026-01-01')"), {"key": key})
        if fail:
            raise ValueError(key)

    with pytest.raises(ValueError, match="satu"):
        save("satu", fail=True)
    save("dua", fail=False)
    assert [item.key for item in db.session.query(Submission)] == ["dua"]


def test_a_portal_on_two_databases_keeps_them_apart(context: Flask, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = make_app(tmp_path_factory.mktemp("lain"), plugins=())
    with other.app_context():
        assert str(db.engine.url) == make_settings(other.extensions["portal.settings"].instance).database_url
    assert is_postgresql() == db.engine.url.drivername.startswith("postgresql")
