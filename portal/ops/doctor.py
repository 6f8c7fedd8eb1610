"""`portal doctor`: looks at everything an operator can get wrong; each finding says what to do."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from .. import __version__, clock, migrate
from ..db import PRAGMAS, db, is_postgresql, sqlite_has_wal_reset_fix
from ..settings import LOCAL_HTMX, Settings
from .archive import KEYS
from .backup import last_backup
from .housekeeping import EVERY, last_tidied

OK, ATTENTION, DANGER = "ok", "perhatian", "bahaya"
_SLOW_FSYNC = 0.1  # seconds
_OLD_BACKUP = 3  # days
_LOW_SPACE = 1 << 30  # bytes
_EXPECTED = {name: value for name, value in (pragma.split("=") for pragma in PRAGMAS)}
_EXPECTED |= {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}


@dataclass(frozen=True)
class Finding:
    """One thing looked at: ok, perhatian or bahaya; what was found, and what to do."""

    level: str
    subject: str
    found: str
    advice: str = ""


def examine(app: Flask) -> Iterator[Finding]:
    """Everything, in order of importance. The app's context must be pushed."""
    settings: Settings = app.extensions["portal.settings"]
    yield _versions()
    yield from _database(settings)
    yield from _schema(settings)
    yield from _disk(settings)
    yield from _keys(settings)
    yield _clock()
    yield _backup(settings)
    yield _housekeeping(settings)
    yield from _network(settings)
    yield from _plugins(app)
    yield _htmx()


def _versions() -> Finding:
    packages = ", ".join(f"{name} {version(name)}" for name in ("flask", "sqlalchemy", "waitress"))
    return Finding(OK, "Versi", f"portal {__version__}, Python {platform.python_version()}, {packages}")


def _database(settings: Settings) -> Iterator[Finding]:
    if is_postgresql():
        server = db.session.scalar(text("SHOW server_version"))
        durable = db.session.scalar(text("SHOW synchronous_commit"))
        level = OK if durable == "on" else DANGER
        yield Finding(
            level, "Basis data", f"PostgreSQL {server}, synchronous_commit={durable}", "Nyalakan lagi." * (level != OK)
        )
        return
    differing = [
        f"{name}={value}"
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        if (value := str(db.session.scalar(text(f"PRAGMA {name}")))) != _EXPECTED[name]
    ]
    if differing:
        yield Finding(DANGER, "Basis data", ", ".join(differing), "Laporkan: setelan mesin basis data tidak berlaku.")
    fixed = sqlite_has_wal_reset_fix(sqlite3.sqlite_version_info)
    yield Finding(
        OK if fixed else ATTENTION,
        "Basis data",
        f"SQLite {sqlite3.sqlite_version}, WAL, synchronous=FULL",
        "" if fixed else "Versi ini tanpa perbaikan WAL 3.51.3: gerbang tulis menyala. Perbarui sistem bila bisa.",
    )


def _schema(settings: Settings) -> Iterator[Finding]:
    for state in migrate.current(settings.database_url):
        if state.newer_than_code:
            yield Finding(DANGER, "Skema", f"{state.name} {state.revision}", "Pasang portal yang lebih baru.")
        elif state.behind:
            yield Finding(DANGER, "Skema", f"{state.name} {state.revision}", "Jalankan 'portal db upgrade'.")
        else:
            yield Finding(OK, "Skema", f"{state.name} {state.revision}")


def _disk(settings: Settings) -> Iterator[Finding]:
    free = shutil.disk_usage(settings.instance).free
    low = free < _LOW_SPACE
    yield Finding(
        ATTENTION if low else OK, "Ruang kosong", f"{free >> 20} MB", "Kosongkan ruang: sisakan 1 GB." if low else ""
    )
    took = _fsync_time(settings.instance)
    slow = took > _SLOW_FSYNC
    yield Finding(
        ATTENTION if slow else OK,
        "Waktu simpan",
        f"{took * 1000:.0f} ms",
        "Kartu atau cakram ini lambat: pakai SSD kecil." if slow else "",
    )


def _fsync_time(folder: Path) -> float:
    with tempfile.TemporaryFile(dir=folder) as file:
        times = []
        for _ in range(5):
            file.write(b"x" * 4096)
            file.flush()
            started = time.perf_counter()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - started)
    return sorted(times)[2]


def _keys(settings: Settings) -> Iterator[Finding]:
    for name in KEYS:
        path = settings.instance / name
        if path.exists() and path.stat().st_mode & 0o077:
            yield Finding(DANGER, "Kunci", f"{name} dapat dibaca orang lain", f"Jalankan 'chmod 600 {path}'.")
    if settings.instance.stat().st_mode & 0o007:
        yield Finding(
            ATTENTION,
            "Folder data",
            f"{settings.instance} terbuka bagi semua",
            f"Jalankan 'chmod 750 {settings.instance}'.",
        )
    if settings.demo:
        yield Finding(ATTENTION, "Mode contoh", "menyala", "Hapus PORTAL_DEMO sebelum memakai data sungguhan.")


def _clock() -> Finding:
    newest = db.session.scalar(text("SELECT max(at) FROM event"))
    now = clock.now()
    behind = newest is not None and str(newest)[:19] > now.strftime("%Y-%m-%d %H:%M:%S")
    return Finding(
        DANGER if behind else OK,
        "Jam",
        now.strftime("%Y-%m-%d %H:%M UTC"),
        "Jam server lebih lambat daripada riwayat: betulkan jam." if behind else "",
    )


def _backup(settings: Settings) -> Finding:
    last = last_backup(settings)
    if last is None:
        return Finding(ATTENTION, "Cadangan", "belum pernah", "Jalankan 'portal backup', lalu pasang cadangan harian.")
    days = (clock.now() - last.made_at).days
    old = days >= _OLD_BACKUP
    found = f"{last.made_at:%Y-%m-%d}, {last.size / 1e6:.1f} MB, {last.path}"
    return Finding(ATTENTION if old else OK, "Cadangan", found, f"Sudah {days} hari: periksa cadangan harian." * old)


def _housekeeping(settings: Settings) -> Finding:
    last = last_tidied(settings)
    if last is None or clock.now() - last.moment > 3 * EVERY:
        found = "belum pernah" if last is None else f"{last.moment:%Y-%m-%d}"
        return Finding(ATTENTION, "Beres-beres", found, "Jalankan 'portal serve' atau 'portal housekeeping' tiap hari.")
    return Finding(OK, "Beres-beres", f"{last.moment:%Y-%m-%d}, {last.files} berkas tak bertuan disisihkan")


def _network(settings: Settings) -> Iterator[Finding]:
    local = all(host in ("127.0.0.1", "localhost", "::1") for host in settings.trusted_hosts)
    yield Finding(OK, "Nama server", ", ".join(settings.trusted_hosts))
    if not local and not settings.https:
        yield Finding(ATTENTION, "HTTPS", "tidak menyala", "Pasang Caddy atau nginx, lalu setel PORTAL_HTTPS=1.")
    if settings.https and not settings.trusted_proxy:
        yield Finding(ATTENTION, "Proxy", "belum disebut", "Setel PORTAL_TRUSTED_PROXY ke alamat Caddy atau nginx.")


def _plugins(app: Flask) -> Iterator[Finding]:
    for plugin in app.extensions["portal.registry"].installed:
        for fault in plugin.faults:
            yield Finding(ATTENTION, f"Plugin {plugin.name}", fault, "Perbaiki atau lepas plugin ini.")
        if not plugin.faults:
            yield Finding(OK, f"Plugin {plugin.name}", plugin.version or "-")


def _htmx() -> Finding:
    there = (Path(__file__).parent.parent / "static" / LOCAL_HTMX).is_file()
    return Finding(
        OK if there else ATTENTION,
        "Salinan htmx",
        "ada" if there else "belum ada",
        "" if there else "Jalankan 'portal assets' saat ada sambungan.",
    )


def worst(findings: list[Finding]) -> int:
    """The exit code: 0 when all is well or needs attention only, 1 when something is dangerous."""
    return int(any(finding.level == DANGER for finding in findings))
