"""The plugins' parts of a partnership's page, each rendered on its own: one that fails leaves a note."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template

from ..contracts import Panel, Text
from ..permissions import Actor
from .cases import registry
from .models import Partnership
from .overview import is_insider
from .rules import Case


@dataclass(frozen=True)
class PanelView:
    """A panel, rendered; `failed` when its plugin could not."""

    key: str
    title: Text
    html: str
    failed: bool = False


def panels_of(actor: Actor, partnership: Partnership, case: Case, only: str | None = None) -> list[PanelView]:
    """The plugins' panels this person may see, each rendered on its own: one that fails leaves a note."""
    insider = is_insider(actor, partnership)
    names = [party.name for party in case.parties]
    return [
        _rendered(plugin, panel, partnership, actor, names)
        for plugin, panel in registry().panels(partnership, actor)
        if (insider or panel.public) and (only is None or panel.key == only)
    ]


def _rendered(plugin: str, panel: Panel, partnership: Partnership, actor: Actor, names: list[str]) -> PanelView:
    try:
        context = dict(panel.context(partnership, actor))
        html = render_template(panel.template, partnership=partnership, names=names, **context)
    except (Exception, SystemExit) as error:
        registry().note_trouble(plugin, f"panel {panel.key}", error)
        return PanelView(panel.key, panel.title, "", failed=True)
    return PanelView(panel.key, panel.title, html)
