"""How many files are written at once: a long list takes a turn, so that pages are served meanwhile."""

from __future__ import annotations

import threading

from flask import current_app

from ...errors import Busy

AT_ONCE = 2
LONGEST_WAIT = 5.0  # seconds


class Turns:
    """The turns of one process."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._free = threading.BoundedSemaphore(at_once)

    def take(self, wait: float = LONGEST_WAIT) -> Turn:
        """A turn; raises `Busy`, a page that asks to try again, when others take longer than `wait` seconds."""
        if not self._free.acquire(timeout=wait):
            raise Busy()
        return Turn(self._free)


class Turn:
    """One turn. It is given back once, at the latest when nobody holds it any more."""

    def __init__(self, free: threading.Semaphore) -> None:
        self._free: threading.Semaphore | None = free

    def give_back(self) -> None:
        """Let somebody else write."""
        free, self._free = self._free, None
        if free is not None:
            free.release()

    __del__ = give_back


def take_turn() -> Turn:
    """A turn of this app."""
    turns: Turns = current_app.extensions["portal.turns"]
    return turns.take()
