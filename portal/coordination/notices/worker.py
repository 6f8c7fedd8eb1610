"""Tells and sends beside the pages: in a thread of `portal serve`, or by `portal notices send` for other servers."""

from __future__ import annotations

import fcntl
import logging
import time
from threading import Event

from flask import Flask
from flask_babel import force_locale

from ...settings import Settings
from . import outgoing, sending, telegram, telling

LOOK_EVERY = 30.0  # seconds
DIGESTS_EVERY = 600.0
_LOCK = "notices.lock"
logger = logging.getLogger("portal.notices")
_news = Event()


def wake() -> None:
    """Something was recorded: look now instead of at the next tick."""
    _news.set()


def keep_telling(app: Flask) -> None:
    """Never ends: tell what happened, plan digests now and then, send what is due. A failure is logged."""
    digests_at = 0.0
    while True:
        _news.wait(LOOK_EVERY)
        _news.clear()
        try:
            with_digests = time.monotonic() >= digests_at
            if with_digests:
                digests_at = time.monotonic() + DIGESTS_EVERY
            run(app, with_digests)
        except Exception:
            logger.exception("notices failed")


def run(app: Flask, with_digests: bool = True) -> tuple[int, int] | None:
    """Do it once: how many notices were written and messages sent; None while another process is at it."""
    settings: Settings = app.extensions["portal.settings"]
    with open(settings.instance / _LOCK, "a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        with app.test_request_context(), force_locale("id"):
            told = telling.tell_all()
            if with_digests:
                outgoing.plan_digests()
            _take_codes()
            return told, sending.send_due(app)


def _take_codes() -> None:
    """Whatever is wrong with Telegram holds up nothing else."""
    try:
        telegram.take_codes()
    except Exception as error:
        logger.warning("codes sent to Telegram not read: %s", type(error).__name__)
