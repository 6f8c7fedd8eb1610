"""Every hook: its signature and one sentence. Hooks return plain lists of values from `contracts`."""

from __future__ import annotations

from typing import Any

import pluggy

from .contracts import Advice, Annex, Answers, Happened, Notifier, Panel, PartnershipType, Sector, Text
from .paperwork import DocumentKind

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
def portal_advice(answers: Answers) -> list[Advice]:  # type: ignore[empty-body]
    """How well this plugin's types fit what a person answered; a plugin that fails gives no advice."""


@hookspec
def portal_agreement_annexes(partnership: Any) -> list[Annex]:  # type: ignore[empty-body]
    """Parts of the agreement's text, frozen and signed with it; a plugin that fails here stops the freezing."""


@hookspec
def portal_documents() -> list[DocumentKind]:  # type: ignore[empty-body]
    """Kinds of papers that this plugin writes from what is on record; asked once, at the start."""


@hookspec
def portal_words() -> list[tuple[str, Text]]:  # type: ignore[empty-body]
    """What this plugin's events and their fields are called in the history; asked once, at the start."""


@hookspec
def portal_demo(partnership: Any, actors: Any) -> None:
    """Sample data of the plugin's own for one sample partnership; `actors` maps a village's code to its head."""


@hookspec
def portal_event(event: Happened) -> None:
    """Told of everything recorded, after the commit; what it raises is logged and goes no further."""


@hookspec
def portal_notifiers() -> list[Notifier]:  # type: ignore[empty-body]
    """Ways to tell people at once outside of the portal; asked once, at the start."""


@hookspec
def portal_blueprints() -> list[Any]:  # type: ignore[empty-body]
    """Flask blueprints, served under /p/<plugin>/; login is required unless a view is marked public."""
