"""The plugins' parts of a partnership's page: each stands alone, within its time, and breaks no other.

A panel that fails, or holds what it may not (see `panel_markup`), leaves a note. One that
takes longer than the setting allows is stopped where Python can be stopped and rests for
five minutes, so that it holds up one page and not all of them; its own page gives it more time.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from flask import current_app, render_template

from .. import time_budget
from ..contracts import Panel, Text
from ..db import recover_reading
from ..permissions import Actor, OfficeKind
from ..plugin import Plugin
from ..time_budget import Overtime
from .cases import registry
from .models import Partnership
from .overview import is_insider
from .panel_markup import check
from .rules import Case

REST = 300.0  # seconds
PATIENCE = 5  # how many times longer a panel may take on its own page, where it holds up nothing else
T = TypeVar("T")
logger = logging.getLogger("portal.plugins")


@dataclass(frozen=True)
class PanelView:
    """A panel, rendered. `failed` when its plugin could not, `slow` when it took too long.

    `reason` says what is wrong, to administrators only.
    """

    key: str
    title: Text
    html: str = ""
    failed: bool = False
    slow: bool = False
    reason: str = ""


def panels_of(actor: Actor, partnership: Partnership, case: Case, only: str | None = None) -> list[PanelView]:
    """The panels this person may see, in their order; `only` one of them, as on its own page."""
    insider = is_insider(actor, partnership)
    names = [party.name for party in case.parties]
    patience = 1 if only is None else PATIENCE
    return [
        _shown(plugin, panel, actor, partial(_html, panel, partnership, actor, names), patience)
        for plugin, panel in _found(actor, partnership)
        if (insider or panel.public) and (only is None or panel.key == only)
    ]


def _found(actor: Actor, partnership: Partnership) -> list[tuple[Plugin, Panel]]:
    """What the plugins offer for this partnership; asking them has its time too."""

    def ask(plugin: Plugin, call: Callable[[], list[Panel]]) -> list[Panel]:
        try:
            return [] if plugin.is_resting("portal_panels") else _in_time(plugin, "portal_panels", call, 1)
        except Overtime:
            return []

    return registry().panels(partnership, actor, ask)


def _html(panel: Panel, partnership: Partnership, actor: Actor, names: list[str]) -> str:
    context = dict(panel.context(partnership, actor))
    return render_template(panel.template, partnership=partnership, names=names, **context)


def _shown(plugin: Plugin, panel: Panel, actor: Actor, render: Callable[[], str], patience: int) -> PanelView:
    part = panel.key if patience == 1 else f"{panel.key} (halaman sendiri)"
    if plugin.is_resting(part):
        return PanelView(panel.key, panel.title, slow=True)
    try:
        html = _in_time(plugin, part, render, patience)
        check(html, plugin.name, panel.key)
    except Overtime:
        return PanelView(panel.key, panel.title, slow=True)
    except (Exception, SystemExit) as error:
        registry().note_trouble(plugin.name, f"panel {panel.key}", error)
        told = f"{plugin.name}: {error}" if actor.kind == OfficeKind.ADMINISTRATOR else ""
        return PanelView(panel.key, panel.title, failed=True, reason=told)
    if patience > 1:
        plugin.rests.pop(panel.key, None)  # it can be done: the page may try again
    return PanelView(panel.key, panel.title, html)


def _in_time(plugin: Plugin, part: str, work: Callable[[], T], patience: int) -> T:
    """What `work` returns; `Overtime` when it took too long, and then this part rests."""
    started = time.monotonic()
    milliseconds = current_app.extensions["portal.settings"].panel_budget_ms * patience

    def when_over() -> None:
        plugin.rest(part, REST)
        plugin.trouble = f"bagian {part} terlalu lama: lebih dari {milliseconds} ms"
        logger.error("plugin %s: %s took more than %s ms and rests", plugin.name, part, milliseconds)

    try:
        return time_budget.within(milliseconds / 1000, work, when_over)
    except Overtime:
        recover_reading()
        raise
    except Exception as error:
        if time.monotonic() - started >= milliseconds / 1000:  # a stopped statement is an error of the database
            when_over()
            recover_reading()
            raise Overtime from error
        raise
