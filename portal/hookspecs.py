"""Every hook: its signature and one sentence. Hooks return plain lists of values from `contracts`."""

from __future__ import annotations

from typing import Any

import pluggy

from .contracts import Happened, Panel, PartnershipType, Sector, Text

NAMESPACE = "portal"
hookspec = pluggy.HookspecMarker(NAMESPACE)
hookimpl = pluggy.HookimplMarker(NAMESPACE)


@hookspec
def portal_sectors() -> list[Sector]:  # type: ignore[empty-body]
    """The sectors this plugin brings; asked once, at the start."""


@hookspec
def portal_partnership_types(sectors: tuple[Sector, ...]) -> list[PartnershipType]:  # type: ignore[empty-body]
    """The partnership types this plugin brings; asked once, after all sectors are known."""


@hookspec
def portal_permission(actor: Any, action: str, subject: Any) -> bool | None:
    """True, False or None for one action on one thing; one False wins, a True adds to the portal's own rules."""


@hookspec
def portal_transition_blockers(partnership: Any, transition: str, actor: Any) -> list[Text]:  # type: ignore[empty-body]
    """Sentences that say why a transition cannot be taken yet; asked before it and when its button is drawn."""


@hookspec
def portal_panels(partnership: Any, actor: Any) -> list[Panel]:  # type: ignore[empty-body]
    """Parts of the partnership page; a panel that fails is replaced by a note."""


@hookspec
def portal_event(event: Happened) -> None:
    """Told of everything recorded, after the commit; what it raises is logged and goes no further."""


@hookspec
def portal_blueprints() -> list[Any]:  # type: ignore[empty-body]
    """Flask blueprints, served under /p/<plugin>/; login is required unless a view is marked public."""
