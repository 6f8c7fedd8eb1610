"""The panels of evaluations, health checks and citizens' voices on a partnership's page: three, of one statement."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l

from ... import clock
from ...contracts import Panel
from ...partnerships.overview import is_insider
from ...partnerships.working import may_write
from ..evaluation import rules as evaluations
from ..feedback import rules as voices
from ..feedback.service import is_open, reads_all
from ..health import rules as checks
from ..health.service import is_side
from .queries import Looked, looked_at


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """What the parties think of their work, and what citizens say; to strangers what is shown to them."""
    insider, side = is_insider(actor, partnership), is_side(actor, partnership)
    runs = insider and partnership.start_date is not None
    found = looked_at(partnership, insider, side, reads_all(actor, partnership))
    shown = []
    if found.evaluation or runs:
        shown.append(_panel("evaluasi", _l("Evaluasi"), "evaluation", _evaluation, found, 54))
    if side and (found.rounds or (runs and len(partnership.members) > 1)):
        shown.append(_panel("kesehatan", _l("Kesehatan kerja sama"), "health", _health, found, 56, public=False))
    if is_open(partnership) or found.shown or found.unread:
        shown.append(_panel("suara-warga", _l("Suara warga"), "feedback", _voices, found, 58))
    return shown


def _panel(key: str, title: Any, folder: str, context: Any, found: Looked, order: int, public: bool = True) -> Panel:
    template = f"monitoring/{folder}/panel.html"
    return Panel(key, title, template, partial(context, found), order=order, public=public)


def _evaluation(found: Looked, partnership: Any, actor: Any) -> dict[str, Any]:
    return {"item": found.evaluation, "states": evaluations.STATES, "state_tones": evaluations.STATE_TONES}


def _health(found: Looked, partnership: Any, actor: Any) -> dict[str, Any]:
    last, today = found.last, clock.today()
    since = last.day if last else None
    return {
        "going": found.going,
        "last": last,
        "result": found.result,
        "agenda": checks.to_talk_about(found.result),
        "is_due": found.going is None and checks.is_due(since, partnership.start_date, today),
        "may_write": may_write(actor, partnership),
        "talk": checks.TALK,
    }


def _voices(found: Looked, partnership: Any, actor: Any) -> dict[str, Any]:
    more = {"is_open": is_open(partnership), "kinds": voices.KINDS, "tones": voices.TONES, "masked": voices.masked}
    return {"voices": found.voices, "shown": found.shown, "unread": found.unread, **more}
