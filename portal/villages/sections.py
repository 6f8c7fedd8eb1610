"""Parts of the village and organisation pages that rooms above bring, such as the partnerships.

A provider takes the village's code (or the organisation's number) and the actor, and
returns a `Section`, or None when there is nothing to show:

    add_village_section(app, lambda code, actor: Section(_l("Kemitraan"), "partnerships/_of_village.html", {...}))

The template is rendered with that context, under the heading, inside a section of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, current_app, render_template
from markupsafe import Markup

from ..contracts import Text
from ..permissions import Actor
from .owners import Owner

VILLAGE = "portal.village_sections"
ORGANISATION = "portal.organisation_sections"


@dataclass(frozen=True)
class Section:
    """A part of a page: its heading, its template, and what the template shows."""

    title: Text
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


VillageProvider = Callable[[str, Actor], Section | None]
OrganisationProvider = Callable[[int, Actor], Section | None]


def add_village_section(app: Flask, provider: VillageProvider) -> None:
    """Let a room above show a part on every village's page."""
    app.extensions.setdefault(VILLAGE, []).append(provider)


def add_organisation_section(app: Flask, provider: OrganisationProvider) -> None:
    """Let a room above show a part on every organisation's page."""
    app.extensions.setdefault(ORGANISATION, []).append(provider)


def sections_of(owner: Owner[Any], actor: Actor) -> list[tuple[Text, Markup]]:
    """What the rooms above show on this page, as (title, HTML), in the order in which they were added."""
    extension, key = (VILLAGE, owner.key) if owner.is_village else (ORGANISATION, int(owner.key))
    found = [provider(key, actor) for provider in current_app.extensions.get(extension, ())]
    return [
        (section.title, Markup(render_template(section.template, **section.context)))
        for section in found
        if section is not None
    ]
