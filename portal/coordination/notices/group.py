"""A text for a group chat: what waits in a partnership, each with its address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urljoin

from flask import request
from flask_babel import gettext as _

from ... import clock
from ...partnerships.dates import Dated, dated_of_kind
from ...partnerships.overview import Overview
from ...permissions import Actor
from ...web.i18n import format_day
from .. import panels

MOST_MISSING, MOST_PROMISES = 8, 6
BEHIND, AHEAD = timedelta(days=3 * 365), timedelta(days=14)


def text_of(person: Actor, view: Overview) -> str:
    """The text for insiders: the next step with what it lacks, meetings and proposals, promises that are due."""
    lines = [f"*{view.partnership.title}*", str(view.next_sentence)]
    waits = [*_missing(view), *_awaited(person, view), *_promises(person, view)]
    return "\n".join([*lines, *(f"• {line}" for line in waits)])


def _missing(view: Overview) -> list[str]:
    """What the next steps lack; of a partnership that runs no step has to be taken."""
    if view.partnership.status == "active":
        return []
    steps = [step for step in view.steps if not step.step.needs_reason]
    return list(dict.fromkeys(str(item.sentence) for step in steps for item in step.shown))[:MOST_MISSING]


def _awaited(person: Actor, view: Overview) -> Iterator[str]:
    for sentence, name, url, more in panels.awaited(view.partnership, person):
        others = _(" (dan %(count)s lagi)", count=more) if more else ""
        yield f"{sentence}: {name}{others}\n{_whole(url)}"


def _promises(person: Actor, view: Overview) -> list[str]:
    today = clock.today()
    due = dated_of_kind("commitment", person, today - BEHIND, today + AHEAD, view.partnership.id)
    open_ones = [item for item in due if item.is_open][:MOST_PROMISES]
    return [f"{_said(item, today)}\n{_whole(item.url)}" for item in open_ones]


def _said(item: Dated, today: date) -> str:
    day = format_day(item.day)
    if item.day < today:
        return _("%(title)s, lewat tenggat %(day)s", title=item.title, day=day)
    return _("%(title)s, paling lambat %(day)s", title=item.title, day=day)


def _whole(url: str) -> str:
    return urljoin(request.host_url, url)
