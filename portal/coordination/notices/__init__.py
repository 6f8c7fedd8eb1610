"""Notices: what happened, told to whom it concerns, here and by mail or message."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask, g
from flask_babel import gettext as _

from ... import clock
from ...accounts.queries import add_login_column
from ...contracts import Panel, Sentence, say
from . import queries, rules, service, views, worker
from .notifiers import notifiers
from .telegram import NOTIFIER as TELEGRAM
from .words import WORDS
from .worker import wake

__all__ = ["TELEGRAM", "WORDS", "init_app", "panels", "wake"]

LATELY = timedelta(days=7)


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    add_login_column(app, "unread", queries.UNREAD)
    app.jinja_env.globals["unread_notices"] = _unread
    app.extensions.setdefault("portal.tidiers", []).append(service.forget)
    app.extensions.setdefault("portal.kept_about", []).append(queries.kept_about)
    app.extensions.setdefault("portal.admin_notes", []).append(_undelivered)
    app.extensions.setdefault("portal.workers", []).append(worker.keep_telling)


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """None: news stand in the inbox."""
    return []


def _undelivered() -> list[Sentence]:
    """What an administrator should know: what lately did not arrive, a sentence for each channel."""
    lost = queries.undelivered(clock.now() - LATELY)
    names = {rules.MAIL: _("surel"), rules.WEBHOOK: _("panggilan ke aplikasi lain")}
    names |= {code: str(notifier.label) for code, notifier in notifiers().items()}
    return [
        say(
            "Dalam 7 hari terakhir %(count)s kabar lewat %(channel)s gagal, atau tidak pasti sampai.",
            count=count, channel=names.get(channel, channel),
        )
        for channel, count in sorted(lost.items())
    ]  # fmt: skip


def _unread() -> str:
    """How many notices the person of this request has not read: 99+ for more; empty for none."""
    login = g.get("login")
    number = login.more["unread"] if login else 0
    return "99+" if number >= queries.MOST_COUNTED else str(number or "")
