"""`portal restore`: a whole, checked archive takes the place of what is there, which is kept aside."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from .. import clock, migrate
from ..settings import Settings
from . import OperationRefused
from .archive import DATABASES, KEYS, Manifest, damaged
from .backup import audit_head, reading, run_tool, sync_folder, verify
from .serve import not_running

_BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Restored:
    """What was put in place, and the folder that keeps what stood there before (None when nothing did)."""

    manifest: Manifest
    kept: Path | None


def restore(settings: Settings, path: Path, may_replace: Callable[[Manifest], bool]) -> Restored:
    """Put the archive at `path` in place of this installation's records, files and keys.

    Everything is unpacked, compared and opened first: a damaged archive, or one of a newer
    release, changes nothing. `may_replace` is asked before records that are there are put
    aside. Raises `OperationRefused`.
    """
    if not path.is_file():
        raise OperationRefused(f"Berkas cadangan {path} tidak ada.")
    with (
        not_running(settings.instance),
        tempfile.TemporaryDirectory(dir=settings.instance, prefix=".restore-") as folder,
    ):
        unpacked = Path(folder) / "checked"
        manifest = verify(path, unpacked)
        _refuse_unfit(settings, manifest)
        if _has_records(settings) and not may_replace(manifest):
            raise OperationRefused("Pemulihan dibatalkan. Tidak ada yang diubah.")
        kept = _replace(settings, manifest, unpacked)
        _compare(settings, manifest)
    return Restored(manifest, kept)


def _refuse_unfit(settings: Settings, manifest: Manifest) -> None:
    if manifest.database != make_url(settings.database_url).get_backend_name():
        raise OperationRefused(
            f"Cadangan ini dari basis data {manifest.database}, sedangkan PORTAL_DATABASE_URL menyebut yang lain."
        )
    known = {history.name: history for history in migrate.histories()}
    for name, revision in manifest.revisions.items():
        if name in known and revision is not None and revision not in known[name].revisions:
            raise OperationRefused(
                f"Cadangan ini dibuat oleh portal yang lebih baru ({name} {revision}): pasang dahulu versi itu."
            )


def _has_records(settings: Settings) -> bool:
    if migrate.is_missing(settings.database_url):
        return False
    return migrate.current(settings.database_url)[0].revision is not None


def _replace(settings: Settings, manifest: Manifest, unpacked: Path) -> Path | None:
    """Put the old aside and the new in place, by renames within one file system."""
    stamp = clock.now().strftime("%Y%m%d-%H%M%S-%f")
    aside = settings.instance / f"replaced-{stamp}"
    aside.mkdir(mode=0o700)
    if manifest.database == "postgresql":
        _replace_postgresql(settings.database_url, unpacked / DATABASES["postgresql"], aside)
    else:
        database = Path(make_url(settings.database_url).database or "")
        # A write-ahead log left beside a new file would be mixed into it without any error.
        for old in (database, *(database.with_name(database.name + end) for end in _BESIDE)):
            _move(old, aside / old.name)
        database.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(unpacked / DATABASES["sqlite"], database)
    _move(settings.files, aside / "files")
    _move(unpacked / "files", settings.files)
    for name in KEYS:
        if (unpacked / "keys" / name).exists():
            _move(settings.instance / name, aside / name)
            _move(unpacked / "keys" / name, settings.instance / name)
    os.sync()
    sync_folder(settings.instance)
    if any(aside.iterdir()):
        return aside
    aside.rmdir()
    return None


def _replace_postgresql(url: str, dump: Path, aside: Path) -> None:
    if migrate.current(url)[0].revision is not None:
        run_tool("pg_dump", "--format=custom", f"--file={aside / dump.name}", url=url)
    run_tool("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", str(dump), url=url)


def _move(source: Path, target: Path) -> None:
    if source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        os.rename(source, target)


def _compare(settings: Settings, manifest: Manifest) -> None:
    with reading(settings.database_url) as connection:
        if migrate.row_counts(connection) != manifest.rows or audit_head(connection) != manifest.audit_head:
            raise damaged("isi basis data setelah dipulihkan berbeda dari cadangan")
