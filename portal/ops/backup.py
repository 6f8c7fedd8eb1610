"""`portal backup`: a copy taken while people write, read back and compared before it is called good."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine, make_url

from .. import __version__, clock, migrate
from ..events import GENESIS
from ..plugin import GROUP
from ..settings import Settings
from . import OperationRefused, archive
from .archive import DATABASES, KEYS, ArchiveWriter, Manifest

_LAST = "last-backup.json"


@dataclass(frozen=True)
class Made:
    """A backup that was read back and found good."""

    path: Path
    size: int
    manifest: Manifest


def backup(settings: Settings, target: Path) -> Made:
    """Write a verified backup to `target`, which must not exist; it appears there whole or not at all."""
    if target.exists():
        raise OperationRefused(f"{target} sudah ada: pilih nama lain untuk cadangan ini.")
    if not target.parent.is_dir():
        raise OperationRefused(f"Folder {target.parent} tidak ada.")
    if migrate.is_missing(settings.database_url):
        raise OperationRefused("Basis data belum ada: tidak ada yang dapat dicadangkan.")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".portal-backup-") as folder:
        scratch = Path(folder)
        written = scratch / "archive"
        _write(settings, scratch, written)
        manifest = verify(written, scratch / "check")
        written.chmod(0o600)
        os.rename(written, target)
    sync_folder(target.parent)
    made = Made(target, target.stat().st_size, manifest)
    _remember(settings, made)
    return made


@dataclass(frozen=True)
class Remembered:
    """The last backup that was found good: when, where, how big in bytes."""

    made_at: datetime
    path: str
    size: int


def last_backup(settings: Settings) -> Remembered | None:
    """The last good backup of this installation; None when there is none."""
    try:
        kept = json.loads((settings.instance / _LAST).read_text())
        return Remembered(datetime.fromisoformat(kept["made_at"]), kept["path"], kept["size"])
    except (OSError, ValueError, KeyError):
        return None


def _remember(settings: Settings, made: Made) -> None:
    note = settings.instance / f".{_LAST}"
    kept = {"made_at": made.manifest.made_at, "path": str(made.path.resolve()), "size": made.size}
    note.write_text(json.dumps(kept))
    note.rename(settings.instance / _LAST)


def verify(path: Path, scratch: Path) -> Manifest:
    """Read an archive back: every hash, the database opened, checked and counted. Raises when not good."""
    scratch.mkdir()
    manifest = archive.unpack(path, scratch)
    copy = scratch / DATABASES[manifest.database]
    if manifest.database == "postgresql":
        run_tool("pg_restore", "--list", str(copy))
        return manifest
    with reading(f"sqlite:///{copy}") as connection:
        if connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
            raise archive.damaged("basis datanya tidak utuh")
        if migrate.row_counts(connection) != manifest.rows:
            raise archive.damaged("jumlah barisnya berbeda")
        if audit_head(connection) != manifest.audit_head:
            raise archive.damaged("ujung riwayatnya berbeda")
    return manifest


def _write(settings: Settings, scratch: Path, target: Path) -> None:
    kind = make_url(settings.database_url).get_backend_name()
    copy = scratch / DATABASES[kind]
    with target.open("xb") as stream:
        os.fchmod(stream.fileno(), 0o600)
        rows, head = _copy_database(settings.database_url, kind, copy)
        writer = ArchiveWriter(stream)
        writer.add(copy.name, copy)
        copy.unlink()
        # Files after the database: each is whole before its row is committed.
        for name, path in archive.files_under(settings.files):
            writer.add(name, path)
        for name in KEYS:
            if (settings.instance / name).exists():
                writer.add(f"keys/{name}", settings.instance / name)
        writer.close(_manifest(settings, kind, rows, head, writer.sha256))
        stream.flush()
        os.fsync(stream.fileno())


def _copy_database(url: str, kind: str, copy: Path) -> tuple[dict[str, int], tuple[int, str]]:
    if kind == "sqlite":
        engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(copy),))
        with reading(f"sqlite:///{copy}") as connection:
            return migrate.row_counts(connection), audit_head(connection)
    with reading(url) as connection:  # counted in the snapshot that is dumped
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        snapshot = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
        found = migrate.row_counts(connection), audit_head(connection)
        run_tool("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={copy}", url=url)
    return found


def _manifest(
    settings: Settings, kind: str, rows: dict[str, int], head: tuple[int, str], sha256: dict[str, str]
) -> Manifest:
    return Manifest(
        portal=__version__,
        made_at=clock.now().isoformat(timespec="seconds"),
        database=kind,
        revisions={state.name: state.revision for state in migrate.current(settings.database_url)},
        rows=rows,
        audit_head=head,
        plugins=list(_plugins()),
        sha256=sha256,
    )


def _plugins() -> Iterator[dict[str, str]]:
    """Name, version and a hash over the code of each installed plugin."""
    for entry in entry_points(group=GROUP):
        version = entry.dist.version if entry.dist else ""
        yield {"name": entry.name, "version": version, "sha256": _code_hash(entry.module)}


def _code_hash(module: str) -> str:
    try:
        spec = find_spec(module)
    except Exception:
        return ""
    digest = hashlib.sha256()
    for place in (spec and spec.submodule_search_locations) or ():
        for path in sorted(Path(place).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def audit_head(connection: Connection) -> tuple[int, str]:
    """The last event's number and hash: what shows later whether the end of the history was cut."""
    row = connection.exec_driver_sql("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1").first()
    return (row[0], row[1]) if row else (0, GENESIS)


def run_tool(*command: str, url: str = "") -> None:
    """Run one of PostgreSQL's own programs on the database at `url`.

    `OperationRefused` when the program is missing or fails. The password goes through the
    environment: a command line can be seen by every user of the machine.
    """
    environment = dict(os.environ)
    if url:
        address = make_url(url)
        plain = address.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
        command = (*command, f"--dbname={plain}")
        if address.password:
            environment["PGPASSWORD"] = str(address.password)
    try:
        done = subprocess.run(command, capture_output=True, text=True, env=environment)
    except FileNotFoundError:
        raise OperationRefused(f"Program {command[0]} tidak ditemukan: pasang paket postgresql-client.") from None
    if done.returncode:
        raise OperationRefused(f"{command[0]} gagal: {done.stderr.strip()[-500:]}")


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def reading(url: str) -> Connection:
    """A plain connection of its own, for looking only."""
    return create_engine(url, poolclass=NullPool).connect()
