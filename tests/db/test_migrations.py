"""B11, B12: migrations make exactly the models' schema, and one that fails leaves nothing behind."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, create_engine, text

from portal import migrate
from portal.db import db
from portal.migrate import CORE, History, MigrationFault
from portal.migrations import generate
from portal.testing import create_schema, empty_postgresql, make_app

POSTGRESQL = os.environ.get("PORTAL_TEST_DATABASE_URL", "")
OWN = f"portal_migrations_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
BRIDGE = """
    op.create_table("bridge", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(20)))
    op.create_table(
        "plank",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("bridge_id", sa.Integer(), sa.ForeignKey("bridge.id", ondelete="CASCADE"), nullable=False),
    )
    op.execute("INSERT INTO bridge (id, name) VALUES (1, 'satu')")
    op.execute("INSERT INTO plank (id, bridge_id) VALUES (1, 1)")
"""
REBUILD = """
    with op.batch_alter_table("bridge", recreate="auto") as bridge:
        bridge.alter_column("name", type_=sa.String(40))
"""


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """An empty database of its own; on PostgreSQL it is taken away afterwards."""
    if not POSTGRESQL:
        yield f"sqlite:///{tmp_path / 'kosong.db'}"
        return
    admin = create_engine(POSTGRESQL, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {OWN} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {OWN}"))
    yield admin.url.set(database=OWN).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {OWN} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def bridge(tmp_path: Path) -> History:
    """A history of a plugin that has two tables with a row each."""
    history = History("jembatan", tmp_path / "migrations" / "versions")
    history.versions.mkdir(parents=True)
    _revision(history, "0001", None, BRIDGE)
    return history


def test_B9_an_empty_database_becomes_exactly_what_the_models_say(context: Flask, url: str) -> None:
    assert migrate.upgrade(url)
    assert {state.name for state in migrate.current(url)} >= {CORE, "multilateral"}
    for state in migrate.current(url):
        assert migrate.check_same_as_models(url, state.name) == []
        assert not state.behind
        assert not state.newer_than_code


@pytest.mark.sqlite
def test_a_plugins_migration_is_written_from_its_own_models_alone(context: Flask, url: str, tmp_path: Path) -> None:
    history = History("multilateral", tmp_path / "versions")
    history.versions.mkdir()
    written = generate.write_revision("tables", history, tmp_path)
    assert written is not None
    assert written.name == "0001_tables.py"
    made = re.findall(r'create_table\(\s*"(\w+)"', written.read_text().replace("'", '"'))
    assert "multilateral_booking" in made
    assert all(name.startswith("multilateral_") for name in made)
    migrate.upgrade(url, chosen=[migrate.histories()[0], history])
    assert migrate.check_same_as_models(url, "multilateral") == []
    (tmp_path / "portal.db").unlink()
    assert generate.write_revision("again", history, tmp_path) is None


def test_B9_triggers_functions_and_full_text_tables_are_the_models_own(
    context: Flask, url: str, tmp_path: Path
) -> None:
    migrate.upgrade(url)
    migrated = _raw_objects(url)
    fresh = f"sqlite:///{tmp_path / 'segar.db'}"
    if POSTGRESQL:
        empty_postgresql(url)
        fresh = url
    app = make_app(tmp_path, fresh, plugins=())
    create_schema(app)
    with app.app_context():
        db.engine.dispose()
    assert migrated == _raw_objects(fresh)
    assert migrated


def test_an_upgrade_that_has_nothing_to_do_does_nothing(context: Flask, url: str) -> None:
    migrate.upgrade(url)
    assert migrate.upgrade(url) == []


def test_B10_a_migration_that_fails_half_way_leaves_nothing_and_can_be_run_again(url: str, bridge: History) -> None:
    migrate.upgrade(url, chosen=[bridge])
    broken = _revision(bridge, "0002", "0001", REBUILD + "    raise RuntimeError('listrik padam')\n")
    before = _schema(url)
    with pytest.raises(RuntimeError, match="listrik padam"):
        migrate._upgrade_one(url, None, bridge)
    assert _schema(url) == before
    assert not any("_alembic_tmp" in line for line in before)
    broken.write_text(broken.read_text().replace("    raise RuntimeError('listrik padam')\n", ""))
    assert migrate.upgrade(url, chosen=[bridge]) == ["jembatan 0002"]


def test_B11_rebuilding_a_table_does_not_delete_the_rows_that_refer_to_it(url: str, bridge: History) -> None:
    migrate.upgrade(url, chosen=[bridge])
    _revision(bridge, "0002", "0001", REBUILD)
    assert migrate.upgrade(url, chosen=[bridge]) == ["jembatan 0002"]
    assert _count(url, "plank") == 1


@pytest.mark.parametrize(
    "loss",
    ['    op.execute("DELETE FROM plank")\n', "    op.execute(\"INSERT INTO bridge (id, name) VALUES (2, 'dua')\")\n"],
)
def test_B11_a_migration_that_loses_or_doubles_rows_is_not_kept(url: str, bridge: History, loss: str) -> None:
    migrate.upgrade(url, chosen=[bridge])
    _revision(bridge, "0002", "0001", loss)
    with pytest.raises(MigrationFault, match="rows"):
        migrate._upgrade_one(url, None, bridge)
    assert (_count(url, "bridge"), _count(url, "plank")) == (1, 1)


def test_a_migration_may_say_which_rows_it_changes(url: str, bridge: History) -> None:
    migrate.upgrade(url, chosen=[bridge])
    path = _revision(bridge, "0002", "0001", '    op.execute("DELETE FROM plank")\n')
    path.write_text(path.read_text() + '\nchanges_rows = {"plank"}\n')
    assert migrate.upgrade(url, chosen=[bridge]) == ["jembatan 0002"]


def test_P1_a_plugin_whose_migration_fails_does_not_keep_the_others_from_theirs(
    url: str, bridge: History, tmp_path: Path
) -> None:
    other = History("air", tmp_path / "air" / "versions")
    other.versions.mkdir(parents=True)
    _revision(other, "0001", None, '    op.create_table("air_pump", sa.Column("id", sa.Integer(), primary_key=True))\n')
    _revision(bridge, "0002", "0001", "    raise RuntimeError('rusak')\n")
    assert migrate.upgrade(url, chosen=[bridge, other]) == ["air 0001"]


def test_B12_a_database_of_a_later_release_is_recognised(url: str, bridge: History) -> None:
    migrate.upgrade(url, chosen=[bridge])
    _write(url, f"UPDATE {bridge.table} SET version_num = '0099'")
    (state,) = migrate.current(url, [bridge])
    assert state.newer_than_code
    assert not state.behind


def test_a_missing_database_is_not_made_by_looking(tmp_path: Path) -> None:
    path = tmp_path / "tidak-ada.db"
    (state, *_) = migrate.current(f"sqlite:///{path}")
    assert (state.name, state.revision, state.behind) == (CORE, None, True)
    assert not path.exists()


def _revision(history: History, number: str, previous: str | None, body: str) -> Path:
    path = history.versions / f"{number}_test.py"
    head = (
        f"import sqlalchemy as sa\nfrom alembic import op\n\nrevision = {number!r}\ndown_revision = {previous!r}\n\n\n"
    )
    path.write_text(head + "def upgrade():\n    " + textwrap.dedent(body).strip().replace("\n", "\n    ") + "\n")
    return path


def _raw_objects(url: str) -> list[str]:
    """Triggers, functions, full-text tables and indexes as the database itself tells them."""
    with _reading(url) as connection:
        if connection.dialect.name == "sqlite":
            rows = connection.exec_driver_sql(
                "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master "
                "WHERE type IN ('trigger', 'index') OR sql LIKE 'CREATE VIRTUAL%'"
            )
        else:
            rows = connection.exec_driver_sql(
                "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal "
                "UNION ALL SELECT pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace "
                "WHERE nspname = 'public' AND prolang <> (SELECT oid FROM pg_language WHERE lanname = 'c') "
                "UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
            )
        return sorted(re.sub(r"\s+", " ", row) for row in rows.scalars() if "alembic_version" not in row)


def _schema(url: str) -> list[str]:
    with _reading(url) as connection:
        if connection.dialect.name == "sqlite":
            return sorted(connection.exec_driver_sql("SELECT coalesce(sql, name) FROM sqlite_master").scalars())
        columns = "table_name || '.' || column_name || ' ' || coalesce(character_maximum_length, 0)"
        query = f"SELECT {columns} FROM information_schema.columns WHERE table_schema = 'public'"
        return sorted(connection.exec_driver_sql(query).scalars())


def _count(url: str, table: str) -> Any:
    with _reading(url) as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()


def _write(url: str, statement: str) -> None:
    with create_engine(url, poolclass=migrate.NullPool).begin() as connection:
        connection.exec_driver_sql(statement)


def _reading(url: str) -> Connection:
    return create_engine(url, poolclass=migrate.NullPool).connect()
