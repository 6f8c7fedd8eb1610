"""The agreed plan: frozen versions, who asked for a change and why, who agreed."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

from ... import clock
from ...contracts import Panel, Text
from ...partnerships.overview import is_insider
from . import queries, service, views

__all__ = ["WORDS", "init_app", "panels"]

WORDS: list[tuple[str, Text]] = [
    ("planning.plan_proposed", _l("Rencana diusulkan untuk disepakati")),
    ("planning.plan_consented", _l("Satu pihak menyetujui rencana")),
    ("planning.plan_minutes", _l("Berita acara kesepakatan rencana dicatat")),
    ("planning.plan_minutes_confirmed", _l("Berita acara kesepakatan rencana dibenarkan")),
    ("planning.plan_agreed", _l("Rencana disepakati")),
    ("planning.plan_withdrawn", _l("Usulan rencana ditarik")),
    ("planning.plan_declined", _l("Usulan rencana diminta diubah")),
    ("plan_number", _l("Versi rencana")),
    ("reference", _l("Rujukan")),
    ("minutes_number", _l("Nomor berita acara")),
    ("minutes_on", _l("Tanggal berita acara")),
]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    app.extensions.setdefault("portal.audit_checks", []).append(service.audit)


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """The agreed plan, for the public of a partnership that is shown; insiders find it in the plan. One statement."""
    if is_insider(actor, partnership):
        return []
    number = queries.agreed_number(partnership.id, clock.today())
    if number is None:
        return []
    return [
        Panel(
            "rencana",
            _l("Rencana yang disepakati"),
            "planning/baseline/panel.html",
            lambda *_: {"number": number},
            order=20,
            public=True,
        )
    ]
