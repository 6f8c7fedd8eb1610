"""The gate that lets one writer of an SQLite database through at a time, over threads and processes.

SQLite's own lock is neither fair nor patient.
"""

from __future__ import annotations

import fcntl
import threading
import time
from pathlib import Path
from typing import IO

from .errors import Busy

GATE_WAIT = 20.0  # seconds


class WriteGate:
    """One writer at a time: a lock between threads, a file lock between processes."""

    def __init__(self, path: Path, wait: float = GATE_WAIT) -> None:
        self._path = path
        self._wait = wait
        self._lock = threading.Lock()
        self._mine = threading.local()

    def enter(self) -> None:
        """Come in, or raise `Busy` after the waiting time."""
        if getattr(self._mine, "file", None):
            raise RuntimeError("a second writing connection in one thread")
        deadline = time.monotonic() + self._wait
        if not self._lock.acquire(timeout=self._wait):
            raise Busy()
        try:
            self._mine.file = self._lock_file(deadline)
        except BaseException:
            self._lock.release()
            raise

    def leave(self) -> None:
        """Let the next writer in."""
        self._mine.file.close()
        self._mine.file = None
        self._lock.release()

    def _lock_file(self, deadline: float) -> IO[str]:
        file = open(self._path, "a")  # noqa: SIM115 (held until the transaction ends)
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return file
            except BlockingIOError:
                if time.monotonic() > deadline:
                    file.close()
                    raise Busy() from None
                time.sleep(0.01)
