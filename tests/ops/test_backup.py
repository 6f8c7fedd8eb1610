"""B1, B2, B4: a backup is whole while people write, and only a whole one is ever restored."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest

from tests.ops.installation import Installation

pytestmark = pytest.mark.sqlite

WRITER = """
import sys, itertools
from portal import create_app, events
from portal.db import transactional
from portal.permissions import SYSTEM
app = create_app(plugins=())
with app.app_context():
    note = transactional(lambda number: events.record(SYSTEM, "noted", "note", number, reason="x" * 300).seq)
    for number in itertools.count():
        print(note(number), flush=True)
"""


def test_B1_a_backup_taken_while_people_write_is_whole(place: Installation, tmp_path: Path) -> None:
    writer = subprocess.Popen([sys.executable, "-c", WRITER], env=place.environ, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    try:
        for _ in range(20):
            writer.stdout.readline()
        output = place.ok("backup", str(tmp_path / "a.tar.gz"))
        (after,) = place.rows("SELECT max(seq) FROM event")[0]
    finally:
        writer.kill()
        writer.communicate()
    assert "kunci rahasia" in output  # the operator is told what the archive holds
    other = Installation(tmp_path / "lain")
    other.ok("restore", str(tmp_path / "a.tar.gz"), "--yes")
    (kept,) = other.rows("SELECT max(seq) FROM event")[0]
    assert 20 <= kept <= after
    other.ok("audit", "verify")


def test_B3_everything_is_the_same_after_a_restore_into_an_empty_place(
    stocked: Path, archive: Path, tmp_path: Path
) -> None:
    other = Installation(tmp_path / "lain")
    other.ok("restore", str(archive))
    assert _content(other) == _content(Installation(stocked))
    for name in ("secret.key", "audit.key", "files/ab/foto.jpg"):
        assert (other.folder / name).read_bytes() == (stocked / name).read_bytes(), name
    assert (other.folder / "secret.key").stat().st_mode & 0o777 == 0o600
    other.ok("audit", "verify")
    with other.served() as server:
        assert server.port


def test_B1_an_archive_is_for_its_owner_only_and_names_everything_in_it(archive: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600
    members = _members(archive)
    manifest = json.loads(members.pop("manifest.json"))
    assert set(manifest["sha256"]) == set(members)
    assert {"database.sqlite", "keys/secret.key", "keys/audit.key", "files/ab/foto.jpg"} <= set(members)
    assert manifest["revisions"]["portal"]
    assert [plugin["name"] for plugin in manifest["plugins"]] == ["bilateral", "multilateral", "sector"]
    assert manifest["audit_head"][0] >= 1


def test_a_backup_never_overwrites_another(place: Installation, archive: Path) -> None:
    before = archive.read_bytes()
    done = place.run("backup", str(archive))
    assert done.returncode == 1
    assert "sudah ada" in done.stderr
    assert archive.read_bytes() == before


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(place: Installation, tmp_path: Path) -> None:
    place.database.write_bytes(b"rusak" * 4000)
    (tmp_path / "sini").mkdir()
    assert place.run("backup", str(tmp_path / "sini" / "a.tar.gz")).returncode != 0
    assert list((tmp_path / "sini").iterdir()) == []


def test_B4_a_restore_asks_before_it_replaces_records_and_keeps_the_old_ones(
    place: Installation, archive: Path
) -> None:
    place.change("INSERT INTO submission (key, at) VALUES ('sesudah', '2026-01-01')")
    before = _content(place)
    refused = place.run("restore", str(archive), given="n\n")
    assert refused.returncode == 1
    assert "Tidak ada yang diubah" in refused.stderr
    assert _content(place) == before
    place.ok("restore", str(archive), given="y\n")
    assert _content(place) != before
    (aside,) = place.folder.glob("replaced-*")
    assert _content(Installation(aside)) == before


def test_B4_a_write_ahead_log_left_from_before_is_not_mixed_in(place: Installation, archive: Path) -> None:
    expected = _content(place)
    _leave_stale_wal(place)
    place.ok("restore", str(archive), "--yes")
    assert _content(place) == expected
    assert place.rows("PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("damage", ["cut", "bit", "member", "manifest", "extra", "path", "empty"])
def test_B4_a_damaged_archive_changes_nothing(place: Installation, archive: Path, tmp_path: Path, damage: str) -> None:
    broken = tmp_path / "rusak.tar.gz"
    broken.write_bytes(_damaged(archive, damage))
    before = _content(place)
    done = place.run("restore", str(broken), "--yes")
    assert done.returncode == 1, done.stdout
    assert "rusak" in done.stderr
    assert "Traceback" not in done.stderr
    assert _content(place) == before
    assert not list(tmp_path.rglob("jahat*"))
    assert sorted(path.name for path in place.folder.iterdir() if path.name.startswith((".", "replaced"))) == []


@pytest.mark.parametrize(("name", "value"), [("format", 99), ("revisions", {"portal": "9999"})])
def test_B4_an_archive_of_a_newer_portal_is_refused(
    place: Installation, archive: Path, tmp_path: Path, name: str, value: object
) -> None:
    members = _members(archive)
    members["manifest.json"] = json.dumps({**json.loads(members["manifest.json"]), name: value}).encode()
    (tmp_path / "baru.tar.gz").write_bytes(_packed(members))
    before = _content(place)
    done = place.run("restore", str(tmp_path / "baru.tar.gz"), "--yes")
    assert done.returncode == 1
    assert "lebih baru" in done.stderr
    assert _content(place) == before


def test_B4_a_restore_is_refused_while_the_portal_runs(place: Installation, archive: Path) -> None:
    with place.served():
        done = place.run("restore", str(archive), "--yes")
    assert done.returncode == 1
    assert "masih berjalan" in done.stderr


def _content(place: Installation) -> list[tuple[str, ...]]:
    """Every row of every table, as text."""
    tables = [name for (name,) in place.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    plain = [name for name in tables if "trigram" not in name]
    return [(name, *map(repr, sorted(map(repr, place.rows(f'SELECT * FROM "{name}"'))))) for name in plain]


def _leave_stale_wal(place: Installation) -> None:
    """A log with pages of an older state, as a crash leaves it."""
    connection = sqlite3.connect(place.database)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE stale AS SELECT * FROM area")
    connection.commit()
    for end in ("-wal", "-shm"):
        shutil.copyfile(f"{place.database}{end}", f"{place.database}{end}.kept")
    connection.close()
    for end in ("-wal", "-shm"):
        Path(f"{place.database}{end}.kept").rename(f"{place.database}{end}")
    assert Path(f"{place.database}-wal").stat().st_size > 0


def _damaged(archive: Path, damage: str) -> bytes:
    whole = archive.read_bytes()
    if damage == "cut":
        return whole[: len(whole) // 2]
    if damage == "empty":
        return b""
    if damage == "bit":
        return whole[: len(whole) // 2] + bytes([whole[len(whole) // 2] ^ 1]) + whole[len(whole) // 2 + 1 :]
    members = _members(archive)
    if damage == "member":
        members["files/ab/foto.jpg"] = members["files/ab/foto.jpg"][:-1] + b"?"
    elif damage == "manifest":
        del members["manifest.json"]
    elif damage == "extra":
        members = {"jahat.py": b"print()", **members}
    elif damage == "path":
        members = {"files/../../jahat": b"x", **members}
    return _packed(members)


def _members(archive: Path) -> dict[str, bytes]:
    with tarfile.open(archive) as tar:
        return {entry.name: source.read() for entry in tar if (source := tar.extractfile(entry))}


def _packed(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=packed, mode="wb", mtime=time.time()) as zipped,
        tarfile.open(fileobj=zipped, mode="w") as tar,
    ):
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return packed.getvalue()
