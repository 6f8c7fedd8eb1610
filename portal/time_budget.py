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
import sys
import threading
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, TypeVar

logger = logging.getLogger(__name__)
T = TypeVar("T")
_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)
_numbers = itertools.count()
STRIKES = 4
BETWEEN_STRIKES = 0.1  # seconds
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
        return _left_for_certain(run, work, STRIKES)
    finally:
        _deadline.reset(token)


def _left_for_certain(run: _Run, work: Callable[[], T], levels: int) -> T:
    """Do the work, and leave the run whatever happens.

    A strike may fall into the leaving itself and break it off; then the level outside leaves.
    There is one level more than there are strikes, so one of them always comes through.
    """
    try:
        if levels:
            return _left_for_certain(run, work, levels - 1)
        _watcher.watch(run)
        return work()
    finally:
        run.leave()


class _Run:
    """One piece of work in one thread.

    It is struck again when a strike was lost: Python runs finalizers in the middle of other
    code and swallows what is raised in them.
    """

    def __init__(self, deadline: float, when_over: Callable[[], None]) -> None:
        self.deadline = deadline
        self._when_over = when_over
        self._thread = threading.get_ident()
        self._lock = threading.RLock()  # its own thread may be struck while it holds it, and leaves once more
        self._strikes = 0
        self.inside = True

    def strike(self) -> bool:
        """Called by the watching thread when the time is over; whether to come again."""
        if not self.inside:
            return False
        self._strikes += 1
        try:
            if self._strikes == 1:
                self._when_over()
        except Exception:  # whoever wanted to be told failed; others still rely on this thread
            logger.exception("the end of a time budget could not be told")
        if self._lock.acquire(timeout=1):
            try:
                if self.inside:
                    _raise_in(self._thread, Overtime)
            finally:
                self._lock.release()
        return self._strikes < STRIKES

    def leave(self) -> None:
        """Called by its own thread: from here on nothing strikes, and what is under way is called back."""
        while self.inside:
            try:
                with self._lock:
                    self.inside = False
                    if self._strikes:  # calling back for nothing makes Python look for exceptions ever after
                        _raise_in(self._thread, None)
            except Overtime:  # it came just now
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
                sys.unraisablehook = _quiet_about_lost_strikes(sys.unraisablehook)
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
            if run.strike():
                with self._changed:
                    heapq.heappush(self._runs, (time.monotonic() + BETWEEN_STRIKES, next(_numbers), run))

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


def _quiet_about_lost_strikes(others: Callable[[Any], object]) -> Callable[[Any], object]:
    """A strike that a finalizer swallowed is no fault to be told of: there is another one."""

    def tell(unraisable: Any) -> None:
        if unraisable.exc_type is not Overtime:
            others(unraisable)

    return tell


def _start_anew() -> None:
    """A forked process has no watching thread yet."""
    global _watcher
    _watcher = _Watcher()


_watcher = _Watcher()
os.register_at_fork(after_in_child=_start_anew)
