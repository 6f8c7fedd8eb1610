"""Officers who save without a pause, and remember what the portal acknowledged."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.torture.browser import Answer, Browser, submission

VILLAGES = ("35.02.19.2001", "35.02.19.2002", "35.02.19.2007", "35.02.19.2008")
SECTOR = "air"
_GONE = (OSError, http.client.HTTPException)


@dataclass
class Ledger:
    """What all writers together were told."""

    acknowledged: set[str] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    reads: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def took(self, waits: list[float], started: float) -> None:
        """Note how long one answer took."""
        with self.lock:
            waits.append(time.monotonic() - started)


class Writer(threading.Thread):
    """Adds one potential after another; repeats what was cut off, with the same one-time key."""

    def __init__(
        self, number: int, cookie: str, port: Callable[[], int], ledger: Ledger, until: threading.Event
    ) -> None:
        super().__init__(daemon=True, name=f"writer-{number}")
        self._number, self._port, self._ledger, self._until = number, port, ledger, until
        self._browser = Browser(port(), cookie)
        self._path = f"/desa/{VILLAGES[number % len(VILLAGES)]}/potensi"

    def run(self) -> None:
        """Save until told to stop."""
        count = 0
        while not self._until.is_set():
            count += 1
            self._save(f"w{self._number}-{count}")
        self._browser.leave()

    def _save(self, title: str) -> None:
        key = submission()
        with self._ledger.lock:
            self._ledger.tried.add(title)
        while not self._until.is_set():
            self._browser.go_to(self._port())
            try:
                token = self._browser.token(self._path)
                started = time.monotonic()
                values = {"csrf_token": token, "_kirim": key, "sector": SECTOR, "title": title}
                answer = self._browser.post(self._path, values)
            except _GONE:
                time.sleep(0.05)
                continue
            self._ledger.took(self._ledger.waits, started)
            return self._note(title, answer)

    def _note(self, title: str, answer: Answer) -> None:
        with self._ledger.lock:
            if answer.status == 303:
                self._ledger.acknowledged.add(title)
            else:
                self._ledger.errors.append(f"{title}: {answer.status} {answer.body[:300]}")


class Reader(threading.Thread):
    """Looks at public pages without a pause."""

    PATHS = ("/", "/desa?q=ngebel", f"/desa/{VILLAGES[0]}", "/sehat?db=1")

    def __init__(self, port: Callable[[], int], ledger: Ledger, until: threading.Event) -> None:
        super().__init__(daemon=True, name="reader")
        self._port, self._ledger, self._until = port, ledger, until

    def run(self) -> None:
        """Read until told to stop."""
        browser = Browser(self._port())
        count = 0
        while not self._until.is_set():
            path = self.PATHS[(count := count + 1) % len(self.PATHS)]
            started = time.monotonic()
            try:
                answer = browser.get(path)
            except _GONE:
                time.sleep(0.05)
                browser.go_to(self._port())
                continue
            self._ledger.took(self._ledger.reads, started)
            if answer.status != 200:
                with self._ledger.lock:
                    self._ledger.errors.append(f"{path}: {answer.status}")
        browser.leave()
