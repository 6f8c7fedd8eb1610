"""B1, B3 on the database that the tests run on: PostgreSQL's backup is as good as SQLite's."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, inspect, make_url, text

from plugins.multilateral.pool.models import Booking
from tests.db.rows import make_row
from tests.ops.installation import Installation, prepare

POSTGRESQL = os.environ.get("PORTAL_TEST_DATABASE_URL", "")


@pytest.fixture
def new_url(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """The address of a new, empty database; taken away after the test."""
    if not POSTGRESQL:
        yield lambda name: f"sqlite:///{tmp_path / name}.db"
        return
    made: list[str] = []
    admin = create_engine(POSTGRESQL, isolation_level="AUTOCOMMIT", poolclass=NullPool)

    def make(name: str) -> str:
        own = f"{make_url(POSTGRESQL).database}_{name}"
        made.append(own)
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)'))
            connection.execute(text(f'CREATE DATABASE "{own}"'))
        return make_url(POSTGRESQL).set(database=own).render_as_string(hide_password=False)

    yield make
    with admin.connect() as connection:
        for own in made:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)'))


def test_B3_a_backup_restored_in_another_place_holds_the_same(tmp_path: Path, new_url: Callable[[str], str]) -> None:
    place = prepare(tmp_path / "sini", PORTAL_DATABASE_URL=new_url("sini"))
    (place.folder / "files").mkdir()
    (place.folder / "files" / "foto.jpg").write_bytes(b"foto" * 1000)
    archive = tmp_path / "cadangan.tar.gz"
    place.ok("backup", str(archive))
    other = Installation(tmp_path / "sana", PORTAL_DATABASE_URL=new_url("sana"))
    other.ok("restore", str(archive))
    assert _content(other) == _content(place)
    assert (other.folder / "files" / "foto.jpg").read_bytes() == b"foto" * 1000
    other.ok("audit", "verify")


def test_B3_what_a_plugin_keeps_is_in_the_backup_too(tmp_path: Path, new_url: Callable[[str], str]) -> None:
    place = prepare(tmp_path / "sini", PORTAL_DATABASE_URL=new_url("sini"))
    assert "multilateral 0001" in place.run("doctor").stdout
    engine = create_engine(place.environ["PORTAL_DATABASE_URL"], poolclass=NullPool)
    with engine.begin() as connection:
        make_row(connection, Booking.__table__)  # type: ignore[arg-type]
    archive = tmp_path / "cadangan.tar.gz"
    place.ok("backup", str(archive))
    other = Installation(tmp_path / "sana", PORTAL_DATABASE_URL=new_url("sana"))
    other.ok("restore", str(archive))
    (booking,) = _content(other)["multilateral_booking"]
    assert [booking] == _content(place)["multilateral_booking"]


def test_B4_records_that_a_restore_replaces_are_kept_aside(tmp_path: Path, new_url: Callable[[str], str]) -> None:
    place = prepare(tmp_path / "sini", PORTAL_DATABASE_URL=new_url("sini"))
    archive = tmp_path / "cadangan.tar.gz"
    place.ok("backup", str(archive))
    before = _content(place)
    place.ok("create-admin", "--username", "budi", "--name", "Budi", "--password-stdin", given="sawah hijau luas 9\n")
    assert _content(place) != before
    place.ok("restore", str(archive), "--yes")
    assert _content(place) == before
    (aside,) = place.folder.glob("replaced-*")
    assert any(aside.iterdir())


def test_an_archive_of_the_other_kind_of_database_is_refused(tmp_path: Path, new_url: Callable[[str], str]) -> None:
    place = prepare(tmp_path / "sini", PORTAL_DATABASE_URL=new_url("sini"))
    archive = tmp_path / "cadangan.tar.gz"
    place.ok("backup", str(archive))
    wrong = "postgresql+psycopg://portal@127.0.0.1:1/x" if not POSTGRESQL else f"sqlite:///{tmp_path / 'x.db'}"
    done = Installation(tmp_path / "sana", PORTAL_DATABASE_URL=wrong).run("restore", str(archive))
    assert done.returncode == 1
    assert "PORTAL_DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


def _content(place: Installation) -> dict[str, list[str]]:
    engine = create_engine(place.environ["PORTAL_DATABASE_URL"], poolclass=NullPool)
    with engine.connect() as connection:
        names = [name for name in inspect(connection).get_table_names() if "trigram" not in name]
        return {name: sorted(map(repr, connection.execute(text(f'SELECT * FROM "{name}"')))) for name in names}
