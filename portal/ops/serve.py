"""`portal serve`: waitress, one process or several, that stops without losing a save."""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import socket
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO, Any

from flask import Flask
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import create_server

from .. import create_app, migrate
from ..db import sqlite_has_wal_reset_fix
from ..settings import Settings
from . import OperationRefused
from .housekeeping import keep_tidy

LONGEST_STOP = 8.0  # seconds for requests in flight; systemd is told to wait ten
_BODY_LIMIT = 64 * 1024 * 1024  # far above the portal's own limit, which it explains on a page of its own
_TICK = 0.5
# glibc's malloc: what a sign-in (19 MB for argon2) and many threads used goes back to the system.
_MALLOC = {-1: 128 * 1024, -3: 128 * 1024, -8: 1}  # M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX


@dataclass(frozen=True)
class Address:
    """Where to listen, and with how many processes and threads in each."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    threads: int = 16


def serve(settings: Settings, address: Address, say: Callable[[str], None], plugins: Any = None) -> None:
    """Serve until SIGTERM or Ctrl-C. Raises `OperationRefused` when the database is not fit."""
    check_database(settings)
    for warning in warnings(settings):
        say(warning)
    with _running_mark(settings.instance), _listening(address) as listener:
        say(f"Portal siap di http://{address.host}:{listener.getsockname()[1]}")
        sys.stdout.flush()
        if address.workers == 1:
            _work(lambda: create_app(settings, plugins), listener, address, settings)
        else:
            _supervise(
                address.workers, lambda: _work(lambda: create_app(settings, plugins), listener, address, settings)
            )


def check_database(settings: Settings) -> None:
    """Refuse a database that is newer than this code, or that misses a migration."""
    for state in migrate.current(settings.database_url):
        if state.newer_than_code:
            raise OperationRefused(
                f"Basis data ini ditulis oleh portal yang lebih baru ({state.name} {state.revision}): "
                "pasang lagi versi portal itu, atau pulihkan cadangan."
            )
        if state.behind and state.name == migrate.CORE:
            raise OperationRefused("Basis data belum siap untuk versi ini: jalankan 'portal init' dahulu.")


def warnings(settings: Settings) -> Iterator[str]:
    """What the operator should know at every start."""
    if settings.database_url.startswith("sqlite") and not sqlite_has_wal_reset_fix(sqlite3.sqlite_version_info):
        yield (
            f"Perhatian: SQLite {sqlite3.sqlite_version} belum memuat perbaikan berkas WAL (3.51.3). "
            "Gerbang tulis portal menyala untuk mencegahnya."
        )
    if settings.demo:
        yield "Mode contoh: data dan akun di sini hanya untuk mencoba, jangan dipakai untuk data sungguhan."


@contextmanager
def _running_mark(instance: Path) -> Iterator[IO[str]]:
    """A shared lock while the portal runs: `portal restore` asks for it alone."""
    with open(instance / "serve.lock", "a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OperationRefused("Cadangan sedang dipulihkan: tunggu sampai selesai, lalu coba lagi.") from None
        yield file


@contextmanager
def not_running(instance: Path) -> Iterator[None]:
    """Hold the portal's lock alone; refuse while it runs."""
    instance.mkdir(parents=True, exist_ok=True)
    with open(instance / "serve.lock", "a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OperationRefused("Portal masih berjalan: hentikan dahulu 'portal serve', lalu coba lagi.") from None
        yield


@contextmanager
def _listening(address: Address) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address.host, address.port))
        except OSError as error:
            raise OperationRefused(
                f"Tidak dapat mendengarkan di {address.host}:{address.port} ({error.strerror}): pilih --port yang lain."
            ) from error
        listener.listen(200)
        yield listener


def _work(make: Callable[[], Flask], listener: socket.socket, address: Address, settings: Settings) -> None:
    """One process: answer until told to stop, then finish what is in flight."""
    _spare_memory()
    stopping = _on_stop_signal()
    connections: dict[int, Any] = {}
    app = make()
    for beside in (keep_tidy, *app.extensions.get("portal.workers", ())):
        threading.Thread(target=beside, args=(app,), daemon=True).start()
    server = create_server(
        app,
        map=connections,
        sockets=[listener],
        threads=address.threads,
        connection_limit=200,
        channel_timeout=120,
        max_request_body_size=_BODY_LIMIT,
        clear_untrusted_proxy_headers=True,
        expose_tracebacks=False,
        ident="portal",
        **_proxy(settings),
    )
    while not stopping:
        wasyncore.loop(timeout=_TICK, map=connections, count=1)
    wasyncore.loop(timeout=0.05, map=connections, count=5)  # who had knocked already is let in, and read
    server.del_channel()  # no new connections; the socket stays open for the other processes
    deadline = time.monotonic() + LONGEST_STOP
    while time.monotonic() < deadline and any(_busy(item) for item in list(connections.values())):
        wasyncore.loop(timeout=0.05, map=connections, count=1)
    server.task_dispatcher.shutdown(timeout=1)


def _spare_memory() -> None:
    """Keep a third less memory under load; does nothing where the C library is another."""
    with suppress(AttributeError, OSError):
        malloc_option = ctypes.CDLL(None).mallopt
        for option, value in _MALLOC.items():
            malloc_option(option, value)


def _busy(item: Any) -> bool:
    return isinstance(item, HTTPChannel) and bool(item.requests or item.request or item.total_outbufs_len)


def _proxy(settings: Settings) -> dict[str, Any]:
    if not settings.trusted_proxy:
        return {}
    return {
        "trusted_proxy": settings.trusted_proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"},
    }


def _on_stop_signal() -> list[int]:
    """A list that stops being empty at SIGTERM or Ctrl-C."""
    told: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        told.append(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    return told


def _supervise(workers: int, work: Callable[[], None]) -> None:
    """Several processes on one socket; one that dies is replaced, until told to stop."""
    stopping = _on_stop_signal()
    children = {_fork(work) for _ in range(workers)}
    while not stopping:
        time.sleep(_TICK)
        for child in [child for child in children if os.waitpid(child, os.WNOHANG)[0]]:
            children.remove(child)
            if not stopping:
                children.add(_fork(work))
    for child in children:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)
    for child in children:
        os.waitpid(child, 0)


def _fork(work: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        os._exit(1)
    os._exit(0)
