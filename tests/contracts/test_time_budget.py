"""Code that takes too long is stopped, and nothing outside of it ever is."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from portal import time_budget
from portal.time_budget import Overtime, within

pytestmark = pytest.mark.sqlite
told: list[str] = []


@pytest.fixture(autouse=True)
def _nothing_told() -> None:
    told.clear()


def note() -> None:
    """What is done when the time is over."""
    told.append("over")


def busy() -> None:
    """A loop that never ends by itself."""
    while True:
        sum(range(100))


def stubborn() -> None:
    """A loop that keeps every ordinary exception."""
    while True:
        try:
            busy()
        except Exception:
            continue


def work_for(seconds: float) -> None:
    """Busy for a time."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass


def asleep() -> str:
    """Waits in C, where nothing can be stopped."""
    time.sleep(0.3)
    return "awake"


@pytest.mark.parametrize("work", (busy, stubborn, asleep))
def test_what_takes_too_long_is_stopped_and_told_once(work: Callable[[], Any]) -> None:
    started = time.monotonic()
    with pytest.raises(Overtime):
        within(0.05, work, note)
    assert time.monotonic() - started < 2
    assert told == ["over"]
    assert time_budget.left() is None


class Hoarder:
    """Something whose finalizer takes long, and swallows what is raised in it, as Python's finalizers do."""

    def __del__(self) -> None:
        until = time.monotonic() + 0.12
        while time.monotonic() < until:
            sum(range(10))


def test_a_strike_that_a_finalizer_swallowed_is_followed_by_another() -> None:
    def work() -> None:
        Hoarder()  # is struck in here
        busy()

    with pytest.raises(Overtime):
        within(0.03, work, note)
    assert told == ["over"]


def test_it_is_told_while_a_sleep_still_goes_on() -> None:
    sleeper = threading.Thread(target=lambda: pytest.raises(Overtime, within, 0.05, lambda: time.sleep(1), note))
    sleeper.start()
    time.sleep(0.4)
    assert told == ["over"] and sleeper.is_alive()
    sleeper.join()


def test_what_is_quick_returns_and_fails_as_it_is() -> None:
    assert within(5, lambda: time_budget.left() is not None and 7, note) == 7
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 / 0, note)
    assert told == []


def swallowing(seconds: float) -> None:
    """Busy for a time, and keeps what is raised in it: it is struck again and again."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        try:
            work_for(until - time.perf_counter())
        except Overtime:
            continue


@pytest.mark.parametrize("work", (work_for, swallowing))
def test_nothing_strikes_after_the_work_is_done_however_close_the_end_is(
    work: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time_budget, "BETWEEN_STRIKES", 0.000_1)
    stopped = finished = 0
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.000_01)  # the watching thread gets its turn at every moment
    try:
        for number in range(1500):
            try:
                within(0.000_5, lambda number=number: work(0.000_4 + number % 20 * 0.000_03), note)
                finished += 1
            except Overtime:
                stopped += 1
            for _instruction in range(50):  # a late exception would come up here, and fail the test
                pass
    finally:
        sys.setswitchinterval(usual)
    assert stopped + finished == 1500
    assert len(told) > 20 and finished > 20, "the end must be close, or this shows nothing"


def test_each_of_many_threads_is_stopped_alone() -> None:
    results: list[str] = []

    def one(number: int) -> None:
        try:
            within(0.1, busy if number % 2 else lambda: None, note)
            results.append("done")
        except Overtime:
            results.append("stopped")

    threads = [threading.Thread(target=one, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(results) == ["done"] * 6 + ["stopped"] * 6


def test_a_teller_that_fails_takes_no_budget_away_from_others() -> None:
    with pytest.raises(Overtime):
        within(0.02, busy, lambda: 1 / 0)
    with pytest.raises(Overtime):
        within(0.02, busy, note)
    assert told == ["over"]


def test_what_is_over_is_forgotten() -> None:
    for _number in range(3000):
        within(60, int, note)
    assert len(time_budget._watcher._runs) <= 2 * time_budget.MOST_LEFT


def test_a_forked_process_has_its_own_watch() -> None:
    with pytest.raises(Overtime):
        within(0.02, busy, note)
    child = os.fork()
    if child == 0:
        try:
            within(0.05, busy, lambda: None)
        except Overtime:
            os._exit(0)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
