"""Who asks, and how often: by its key, or by its address; never by a cookie."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from flask import Response, current_app, g, request
from sqlalchemy.exc import OperationalError

from ... import clock
from ...accounts.rules import network_of
from ...accounts.throttle import TooManyAttempts, take_turn
from ...db import db
from ...errors import Busy, NotFound
from ...permissions import VISITOR
from ...web.programs import problem
from . import rules, service

REMEMBERED = 10_000  # askers in one worker's memory
Counter = tuple[str, str]


@dataclass
class Turns:
    """What one worker knows of an asker: its requests since they were last counted, and until when it waits."""

    since: int = 0
    waits_until: float = 0.0


class Meter:
    """Counts requests in bundles, so that reading hardly ever writes: the database holds the sum of all workers."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._known: OrderedDict[Counter, Turns] = OrderedDict()

    def take(self, counter: Counter) -> bool:
        """Count one request; True when a bundle is full. Raises `TooManyAttempts` for one that is to wait."""
        with self._lock:
            turns = self._known.setdefault(counter, Turns())
            self._known.move_to_end(counter)
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
            if turns.waits_until > self._now():
                raise TooManyAttempts(timedelta(seconds=turns.waits_until - self._now()))
            turns.since = (turns.since + 1) % rules.BUNDLE
            return turns.since == 0

    def wait(self, counter: Counter, seconds: int) -> None:
        """Let an asker wait, without asking the database again meanwhile."""
        with self._lock:
            self._known.setdefault(counter, Turns()).waits_until = self._now() + seconds


def identify() -> Response | None:
    """Before every answer: whose key this is, and whether there were too many requests."""
    g.actor = VISITOR
    if request.method == "OPTIONS":
        return None
    header = request.headers.get("Authorization", "")
    if not header.lower().startswith("bearer"):  # another kind may be a proxy's own
        _count("api_address", network_of(request.remote_addr or ""))
        return None
    try:
        token, g.actor = service.opened(rules.bearer_of(header))
    except NotFound:
        _count("api_address", network_of(request.remote_addr or ""))
        answer = problem(401)
        answer.headers["WWW-Authenticate"] = 'Bearer realm="api", error="invalid_token"'
        return answer
    g.api_token = token.id
    noted_long_ago = rules.is_used_long_ago(token.last_used_at, clock.now())
    _count("api_token", str(token.id))
    if noted_long_ago:
        _in_passing(lambda: service.note_use(g.api_token))
    return None


def has_key() -> bool:
    """Whether this request came with a key that is valid."""
    return "api_token" in g


def _count(kind: str, key: str) -> None:
    meter: Meter = current_app.extensions["portal.api_meter"]
    counter = (kind, key)
    if not meter.take(counter):
        return
    try:
        _in_passing(lambda: take_turn(counter))
    except TooManyAttempts as error:
        meter.wait(counter, error.wait)
        raise


def _in_passing(write: Callable[[], object]) -> None:
    """Write something beside the reading that was asked for, which goes on while nothing can be written."""
    try:
        write()
    except (Busy, OperationalError):
        db.session.rollback()
        current_app.logger.warning("a use of the interface was not counted")
