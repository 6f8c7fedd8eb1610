"""A time that somebody else's code may take: when it is over, the code is stopped where Python can stop it.

One watching thread for the whole process. It stops a thread by an exception that Python
raises there between two of its own instructions: a loop ends at once, a call into C (a
sleep, a driver) when it returns. Statements of the database ask `left()` themselves.
"""

from __future__ import annotations

import ctypes
import heapq
import itertools
import logging
import os
import threading
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import TypeVar

logger = logging.getLogger(__name__)
T = TypeVar("T")
_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)
_numbers = itertools.count()
MOST_LEFT = 256  # runs that are over and still waited for, before they are forgotten


class Overtime(BaseException):
    """Raised inside the code whose time is over. No `Exception`, so that no handler of that code keeps it."""


def left() -> float | None:
    """The seconds that the code running here may still take; None when nothing limits it."""
    deadline = _deadline.get()
    return None if deadline is None else deadline - time.monotonic()


def within(seconds: float, work: Callable[[], T], when_over: Callable[[], None]) -> T:
    """The result of `work`. After `seconds`, `when_over` is told (by the watching thread) and `Overtime` raised.

    Outside of `work` the exception never strikes.
    """
    run = _Run(time.monotonic() + seconds, when_over)
    token = _deadline.set(run.deadline)
    try:
        _watcher.watch(run)
        try:
            return work()
        finally:
            run.leave()
    finally:
        _deadline.reset(token)


class _Run:
    """One piece of work in one thread. It is struck at most once."""

    def __init__(self, deadline: float, when_over: Callable[[], None]) -> None:
        self.deadline = deadline
        self._when_over = when_over
        self._thread = threading.get_ident()
        self._lock = threading.RLock()  # its own thread may be struck while it holds it, and leaves once more
        self.inside = True

    def strike(self) -> None:
        """Called by the watching thread when the time is over."""
        if not self.inside:
            return
        try:
            self._when_over()
        finally:
            with self._lock:
                if self.inside:
                    _raise_in(self._thread, Overtime)

    def leave(self) -> None:
        """Called by its own thread: from here on nothing strikes, and what is under way is called back."""
        while True:
            try:
                with self._lock:
                    self.inside = False
                    _raise_in(self._thread, None)
                return
            except Overtime:  # it came just now; there is no second one
                continue


class _Watcher:
    """The thread that waits for the earliest deadline; started when there is one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._runs: list[tuple[float, int, _Run]] = []
        self._thread: threading.Thread | None = None
        self._most = MOST_LEFT

    def watch(self, run: _Run) -> None:
        """Strike this run at its deadline unless it has left."""
        with self._changed:
            if len(self._runs) > self._most:
                self._forget_those_that_left()
            heapq.heappush(self._runs, (run.deadline, next(_numbers), run))
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="time-budget", daemon=True)
                self._thread.start()
            elif self._runs[0][2] is run:
                self._changed.notify()

    def _forget_those_that_left(self) -> None:
        self._runs = [item for item in self._runs if item[2].inside]
        heapq.heapify(self._runs)
        self._most = 2 * len(self._runs) + MOST_LEFT

    def _watch(self) -> None:
        while True:
            run = self._next()
            try:
                run.strike()
            except Exception:  # whoever wanted to be told failed; others still rely on this thread
                logger.exception("a time budget's end could not be told")

    def _next(self) -> _Run:
        """The run whose time is over next; waits for it."""
        with self._changed:
            while not self._runs or self._runs[0][0] > time.monotonic():
                self._changed.wait(self._runs[0][0] - time.monotonic() if self._runs else None)
            return heapq.heappop(self._runs)[2]


def _raise_in(thread: int, kind: type[BaseException] | None) -> None:
    """Raise an exception in a thread at its next instruction; None takes back one that was not raised yet."""
    exception = ctypes.py_object(kind) if kind else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), exception)


def _start_anew() -> None:
    """A forked process has no watching thread yet."""
    global _watcher
    _watcher = _Watcher()


_watcher = _Watcher()
os.register_at_fork(after_in_child=_start_anew)
