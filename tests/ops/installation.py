"""A real installation in a folder: its command line, its server, its database."""

from __future__ import annotations

import atexit
import functools
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from portal.settings import make_keys
from tests.ops.zygote import Zygote

SAMPLE_AREAS = Path(__file__).parent.parent / "sample_areas"
ADMIN, PASSWORD = "siti", "jembatan bambu tua 7"
COMMAND = (sys.executable, "-m", "portal.cli")
_READY = re.compile(r"http://[\w.:\[\]]+:(\d+)")


@functools.cache
def _warm() -> Zygote:
    """One warm process for all commands of this test process."""
    zygote = Zygote()
    atexit.register(zygote.end)
    return zygote


class Installation:
    """`portal` run as an operator runs it: commands are forks of a warm process, the server is a process of its own."""

    def __init__(self, folder: Path, command: tuple[str, ...] = COMMAND, **environ: str) -> None:
        self.folder = folder
        self.command = command
        keep = ("PATH", "HOME", "LANG", "PYTHONPATH")
        self.environ = {name: os.environ[name] for name in keep if name in os.environ}
        self.environ |= {"PORTAL_INSTANCE": str(folder), **environ}

    def run(self, *words: str, given: str | None = None, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        if self.command == COMMAND:
            return _warm().run([*words], given, {**self.environ, **environ})
        return subprocess.run(
            [*self.command, *words],
            input=given,
            capture_output=True,
            text=True,
            env={**self.environ, **environ},
            timeout=180,
        )

    def ok(self, *words: str, given: str | None = None, **environ: str) -> str:
        """What a command printed; fails the test when it did not end well."""
        done = self.run(*words, given=given, **environ)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "portal.db"

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Look into the database from outside."""
        connection = sqlite3.connect(self.database, timeout=20)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    def change(self, script: str) -> None:
        """Change the database from outside, as nobody should."""
        connection = sqlite3.connect(self.database, timeout=20)
        try:
            connection.executescript(script)
        finally:
            connection.close()

    @contextmanager
    def served(self, *options: str, **environ: str) -> Iterator[Served]:
        """The running portal; stopped by SIGTERM at the end."""
        server = Served(self, options, environ)
        try:
            yield server
        finally:
            server.stop()


def prepare(folder: Path, command: tuple[str, ...] = COMMAND, **environ: str) -> Installation:
    """A new installation in `folder` with the sample areas and an administrator."""
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    make_keys(folder)
    place = Installation(folder, command, **environ)
    place.ok("db", "upgrade")
    place.ok("areas", "load", str(SAMPLE_AREAS))
    place.ok("create-admin", "--username", ADMIN, "--name", "Siti Aminah", "--password-stdin", given=f"{PASSWORD}\n")
    return place


class Served:
    """A running `portal serve` on a free port."""

    def __init__(
        self, place: Installation, options: tuple[str, ...] = (), environ: Mapping[str, str] | None = None
    ) -> None:
        self.process = subprocess.Popen(
            [*place.command, "serve", "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**place.environ, **(environ or {})},
            start_new_session=True,
        )
        self.output: list[str] = []
        self.port = self._wait_until_ready()
        self._reader = threading.Thread(target=self._drain, daemon=True)
        self._reader.start()

    def _wait_until_ready(self) -> int:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.output.append(line)
            if found := _READY.search(line):
                return int(found[1])
        self.process.stdout.close()
        self.process.wait(timeout=30)
        raise AssertionError("".join(self.output))

    def _drain(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.output.append(line)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> float:
        """End it politely; how long that took, in seconds."""
        started = time.monotonic()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
        took = time.monotonic() - started
        self._close()
        return took

    def kill(self) -> None:
        """End the whole group without a warning, as a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)
        self._close()

    def _close(self) -> None:
        self._reader.join(timeout=10)
        assert self.process.stdout is not None
        self.process.stdout.close()
