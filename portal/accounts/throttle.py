"""Slows guessing down, over all workers, by counters in the database."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from importlib import import_module

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import delete, select

from .. import clock
from ..db import db, submission_key, transactional
from ..errors import NotAllowed
from . import rules
from .models import Throttle

logger = logging.getLogger("portal.security")
ADDRESS = "address"  # its row is locked first, always, so that no two sign-ins wait for each other


class TooManyAttempts(NotAllowed):
    """Too many tries; `wait` seconds until the next one is looked at."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = max(1, int(wait.total_seconds()))
        super().__init__(_("Terlalu banyak percobaan. Coba lagi dalam %(wait)s.", wait=wait_in_words(self.wait)))


def wait_in_words(seconds: int) -> str:
    """`40 detik`, `12 menit`, `2 jam`: rounded up."""
    if seconds < 60:
        return ngettext("%(num)d detik", "%(num)d detik", seconds)
    minutes = -(-seconds // 60)
    if minutes < 120:
        return ngettext("%(num)d menit", "%(num)d menit", minutes)
    return ngettext("%(num)d jam", "%(num)d jam", -(-minutes // 60))


@contextmanager
def before_the_form() -> Iterator[None]:
    """Writes made before a form is applied leave its one-time key for the verb that applies it."""
    key = submission_key.get()
    submission_key.set(None)
    try:
        yield
    finally:
        submission_key.set(key)


@transactional
def take_turn(*counters: tuple[str, str]) -> list[str]:
    """Count one check against each (kind, key) before it is made.

    Counted first and checked after, so that a thousand tries at the same moment are
    still ten checks. Raises `TooManyAttempts`; then nothing is counted. Returns the
    kinds that this check has used up.
    """
    now = clock.now()
    in_order = sorted(counters, key=lambda counter: counter[0] != ADDRESS)
    rows = [_row(kind, _key(key), now) for kind, key in in_order]
    for row in rows:
        wait = row.blocked_until - now if row.blocked_until else timedelta(0)
        if timedelta(0) < wait <= rules.LIMITS[row.kind].longest:  # longer: the clock went back
            raise TooManyAttempts(wait)
    return [row.kind for row in rows if _count(row, now)]


def mail_allowed(recipient: str, network: str) -> None:
    """Count a mail that somebody asks for; raises `TooManyAttempts` alike for known and unknown addresses."""
    with before_the_form():
        take_turn(("mail", recipient.strip().lower()), ("address", network))


@transactional
def forgive(*counters: tuple[str, str]) -> None:
    """Forget the counters of somebody who has shown who they are."""
    for kind, key in counters:
        db.session.execute(delete(Throttle).where(Throttle.kind == kind, Throttle.key == _key(key)))


@transactional
def settle(counter: tuple[str, str], network: str) -> None:
    """A check was right: forget the guesses at it, and take its count back from the address."""
    statement = select(Throttle).filter_by(kind=ADDRESS, key=_key(network))
    row = db.session.scalars(statement.with_for_update()).first()
    if row is not None and row.count > 0:
        row.count -= 1
    forgive(counter)


def _count(row: Throttle, now: datetime) -> bool:
    limit = rules.LIMITS[row.kind]
    if now < row.window_start or now - row.window_start > limit.window:
        if now - row.window_start > rules.STRIKES_FORGOTTEN:
            row.strikes = 0
        row.window_start, row.count = now, 0
    row.count += 1
    if row.count < limit.checks:
        return False
    row.blocked_until = now + limit.wait_after(row.strikes)
    row.window_start, row.count, row.strikes = row.blocked_until, 0, row.strikes + 1
    logger.warning("limit reached: kind=%s until=%s", row.kind, row.blocked_until.isoformat())
    return True


def _row(kind: str, key: str, now: datetime) -> Throttle:
    """The counter, locked until the transaction ends; made when it is not there."""
    # Imported here and only the one: the other database's dialect would slow every start.
    insert = import_module(f"sqlalchemy.dialects.{db.engine.dialect.name}").insert
    values = {"kind": kind, "key": key, "window_start": now, "count": 0, "strikes": 0}
    db.session.execute(insert(Throttle).values(values).on_conflict_do_nothing())
    return db.session.scalars(select(Throttle).filter_by(kind=kind, key=key).with_for_update()).one()


def _key(key: str) -> str:
    """Counters keep a digest: what was typed as a name may have been a password."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
