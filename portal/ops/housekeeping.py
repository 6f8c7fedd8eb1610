"""Once a day: what nobody needs any more is forgotten, and files that no record names are set aside.

`portal serve` does it in a thread of its own, and `portal housekeeping` for those who
serve in another way. A note in the instance folder says when it was done last.
"""

from __future__ import annotations

import fcntl
import json
import logging
import time
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from flask import Flask

from .. import clock, storage
from ..accounts.forgetting import forget_counters, forget_sign_ins
from ..db import db, forget_submissions
from ..settings import Settings

EVERY = timedelta(days=1)
SUBMISSIONS_KEPT = timedelta(days=30)
SIGN_INS_KEPT = timedelta(days=90)
LOOK_EVERY = 3600.0  # seconds
_LAST, _LOCK = "last-housekeeping.json", "housekeeping.lock"
logger = logging.getLogger("portal.ops")


@dataclass(frozen=True)
class Tidied:
    """When it was done, and how many of each went."""

    at: str
    files: int
    submissions: int
    sign_ins: int
    counters: int
    rooms: int = 0  # what the rooms themselves tidied: contacts erased, rounds ended

    @property
    def moment(self) -> datetime:
        """When it was done."""
        return datetime.fromisoformat(self.at)

    @property
    def sentence(self) -> str:
        """What was done, for the console."""
        return (
            f"{self.files} berkas tak bertuan disisihkan; {self.sign_ins} sesi masuk, {self.counters} penghitung "
            f"percobaan dan {self.submissions} kunci kiriman yang lama dihapus; {self.rooms} hal lain dirapikan."
        )


def tidy(app: Flask) -> Tidied:
    """Do it now. The app's context must be pushed."""
    settings: Settings = app.extensions["portal.settings"]
    now = clock.now()
    done = Tidied(
        now.isoformat(),
        storage.sweep(settings.files, settings.instance / "files-aside", _named(app)),
        forget_submissions(now - SUBMISSIONS_KEPT),
        forget_sign_ins(now - SIGN_INS_KEPT),
        forget_counters(),
        sum(tidier() for tidier in app.extensions.get("portal.tidiers", ())),
    )
    note = settings.instance / f".{_LAST}"
    note.write_text(json.dumps(asdict(done)))
    note.rename(settings.instance / _LAST)
    return done


def tidy_when_due(app: Flask) -> Tidied | None:
    """Do it unless it was done within the last day, or another process is at it."""
    settings: Settings = app.extensions["portal.settings"]
    with open(settings.instance / _LOCK, "a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        last = last_tidied(settings)
        if last is not None and timedelta(0) <= clock.now() - last.moment < EVERY:
            return None
        with app.app_context():
            return tidy(app)


def keep_tidy(app: Flask) -> None:
    """Never ends: look every hour whether it is due. A failure is logged, and tried again in an hour."""
    while True:
        try:
            tidy_when_due(app)
        except Exception:
            logger.exception("housekeeping failed")
        time.sleep(LOOK_EVERY)


def last_tidied(settings: Settings) -> Tidied | None:
    """When it was done last; None when never."""
    try:
        return Tidied(**json.loads((settings.instance / _LAST).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def _named(app: Flask) -> Callable[[Collection[str]], set[str]]:
    """Which stored files the records of all rooms name."""
    owners = app.extensions["portal.file_owners"]

    def named(names: Collection[str]) -> set[str]:
        db.session.rollback()  # a row that was committed a moment ago counts
        return set().union(*(owner(names) for owner in owners))

    return named
