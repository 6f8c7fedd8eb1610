"""Slows down who tries one code after another. Kept in memory: looking something up never writes to the database.

A code has 56 bits and cannot be found by trying; this keeps the trying from being a burden. Each process counts
by itself.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from datetime import timedelta

from ...accounts.throttle import TooManyAttempts

MOST = 30  # unknown codes from one network
WINDOW = 600.0  # seconds
REMEMBERED = 5000  # networks
_lock = threading.Lock()
_counts: OrderedDict[str, tuple[float, int]] = OrderedDict()


def count_unknown(network: str) -> None:
    """Count a code that leads nowhere; raises `TooManyAttempts` after thirty within ten minutes."""
    now = time.monotonic()
    with _lock:
        began, count = _counts.pop(network, (now, 0))
        if now - began > WINDOW:
            began, count = now, 0
        _counts[network] = (began, count + 1)
        while len(_counts) > REMEMBERED:
            _counts.popitem(last=False)
    if count >= MOST:
        raise TooManyAttempts(timedelta(seconds=WINDOW - (now - began)))


def forget() -> None:
    """Begin anew: for tests, which all come from one network."""
    with _lock:
        _counts.clear()
