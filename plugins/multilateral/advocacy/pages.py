"""What the views of joint positions share: loading with a decision, forms on a page of their own, the whole picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.sdk import Action, Invalid, NotAllowed, NotFound, PortalForm, actor, go, page, paged, party_names, require
from portal.sdk import partnership_for as load

from ..rules import names_in_short
from ..together import is_insider
from . import queries, rules
from .access import abilities, cleared, readable
from .models import Position, Support

ONE = "/sikap/<int(max=2147483647):partnership_id>"
AT = ONE + "/<int(max=2147483647):position_id>"
SHOWN_WORDS, SHOWN_STEPS = 5, 10


@dataclass(frozen=True)
class Asked:
    """A page that asks for something: its heading, its button, and one sentence of what follows."""

    heading: str
    button: str
    partnership: Any
    position: Position | None = None
    states: tuple[str, ...] = ()
    told: str = ""
    versioned: bool = False

    @property
    def back(self) -> str:
        """Where a person goes who changes their mind."""
        return url_of(self.position) if self.position else list_url(self.partnership.id)


def url_of(position: Position, view: str = "show", external: bool = False) -> str:
    """The address of a position, or of one of its pages."""
    place: dict[str, Any] = {"partnership_id": position.partnership_id, "position_id": position.id}
    return url_for(f"p_multilateral_advocacy.{view}", _external=external, **place)


def list_url(partnership_id: int) -> str:
    """The address of a partnership's positions."""
    return url_for("p_multilateral_advocacy.index", partnership_id=partnership_id)


def partnership_of(partnership_id: int, action: Action = Action.PARTNERSHIP_VIEW) -> Any:
    """The partnership, when this request's person may do this to it."""
    partnership = load(actor(), partnership_id, action)
    require(action, partnership, Action.PARTNERSHIP_VIEW)
    return partnership


def at(
    partnership_id: int,
    position_id: int,
    action: Action = Action.PARTNERSHIP_VIEW,
    *,
    insiders_only: bool = False,
    leaders_only: bool = False,
) -> tuple[Any, Position]:
    """The partnership and one of its positions, when this request's person may do this; `NotFound` or `NotAllowed`."""
    partnership = partnership_of(partnership_id, action)
    position = readable(actor(), partnership, position_id)
    if insiders_only and not is_insider(actor(), partnership):
        raise NotFound()
    if leaders_only and not abilities(actor(), partnership).leads:
        raise NotAllowed(_("Yang menyatakan suara pihak adalah kepala desa atau pimpinan lembaganya sendiri."))
    return partnership, position


def asked(question: Asked, form: PortalForm, save: Callable[[], Position], message: str) -> ResponseReturnValue:
    """Show a form on its page; once it holds, save and go to the position.

    Where the time for it has passed, or not come, the position's own page says what is next. (Who
    has typed already is told by the verb, with what was typed.)
    """
    position = question.position
    if position and request.method == "GET" and position.state not in question.states:
        return go(url_of(position), str(rules.NEXT[position.state]))
    if form.validate_on_submit():
        try:
            return go(url_of(save()), message)
        except Invalid as error:
            form.add_errors(error.errors)
    status = 422 if form.errors else 200
    return page("multilateral/advocacy/form.html", "form", status=status, asked=question, form=form, here=request.path)


def whole(partnership: Any, position: Position) -> Mapping[str, Any]:
    """Everything the page of a position shows."""
    insider = is_insider(actor(), partnership)
    found = voices(partnership, position)
    return {
        "partnership": partnership,
        "position": position,
        "rules": rules,
        "insider": insider,
        "can": abilities(actor(), partnership),
        "voices": found,
        "in_short": names_in_short,
        "url_of": url_of,
        "shown_words": SHOWN_WORDS,
        "newer": _newer(partnership, position),
        "older": position.replaces_id,
        "steps": paged(queries.steps_of(position), 1, SHOWN_STEPS),
        "links": rules.links_of(position.links),
    }


def _newer(partnership: Any, position: Position) -> Position | None:
    """The version that corrects it, for those who may read that one."""
    found = queries.newer_than(position) if position.is_frozen else None
    may_read = found and rules.may_read(cleared(actor(), partnership), found.state, found.is_public)
    return found if may_read else None


@dataclass(frozen=True)
class Voices:
    """What the parties said to the present text. `said` holds (name, word, whether it counts).

    A supporter has a `name`, and a `code` when it is a village.
    """

    supporters: list[Mapping[str, Any]]
    said: list[tuple[str, Support, bool]]
    silent: list[str]
    count: rules.Count | None

    @property
    def with_reasons(self) -> list[tuple[str, Support, bool]]:
        """Those who did not support it, with why."""
        return [item for item in self.said if item[1].word != rules.SUPPORTS]


def voices(partnership: Any, position: Position) -> Voices:
    """Who stands behind it: as it was when it was sent, or as it is now while it is not sent yet."""
    sent_with: list[Mapping[str, Any]] = list(position.supporters)
    if not is_insider(actor(), partnership):
        return Voices(sent_with, [], [], None)
    names = party_names(partnership.parties)
    members = {party.id: party for party in partnership.members}
    words = queries.words_of(position)
    said = [(names[item.party_id], item, item.party_id in members) for item in words]
    if position.is_frozen:
        return Voices(sent_with, said, [], None)
    by_party = {item.party_id: item.word for item in words}
    found = rules.count(position.threshold, by_party, members) if position.state == rules.GATHERING else None
    silent = [names[party] for party in members if party not in by_party]
    supporting: list[Mapping[str, Any]] = [
        {"name": names[party.id], "code": party.village_code or ""}
        for party in members.values()
        if by_party.get(party.id) == rules.SUPPORTS
    ]
    return Voices(supporting, said, silent, found)
