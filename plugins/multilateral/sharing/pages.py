"""What the views of the sharing have in common: loading with a decision, some of many parties, a page with one form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from portal.sdk import Action, actor, page, require

from ..together import for_insiders, for_work

sharing = Blueprint("sharing", __name__)
ALL = "/pembagian/<int:partnership_id>"
SHOWN = 25  # parties on a page


@dataclass(frozen=True)
class Asked:
    """A page that asks for a few words: its heading, the button, where it leads back to, and what follows."""

    heading: Any
    back: str
    button: Any = _l("Simpan")
    told: Any = ""


@dataclass(frozen=True)
class Slice:
    """Some of the parties: what `ui.pager` and a loop need."""

    items: Sequence[Any]
    number: int
    pages: int
    prev_url: str
    next_url: str


def opened(partnership_id: int, action: Action = Action.PARTNERSHIP_VIEW) -> Any:
    """The partnership for this request's person, to read; to work in it when that is the action."""
    load = for_work if action is Action.PARTNERSHIP_WORK else for_insiders
    partnership = load(actor(), partnership_id)
    require(action, partnership, Action.PARTNERSHIP_VIEW)
    return partnership


def url(view: str, partnership_id: int, **values: Any) -> str:
    """The address of one of these pages."""
    return url_for(f"p_multilateral_sharing.{view}", partnership_id=partnership_id, **values)


def sliced(items: Sequence[Any], **address: Any) -> Slice:
    """The parties of this page; all of them with `?semua=1`, to print."""
    if request.args.get("semua") == "1":
        return Slice(items, 1, 1, "", "")
    asked = request.args.get("halaman", "")
    pages = max(1, -(-len(items) // SHOWN))
    number = min(int(asked), pages) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 7 else 1
    number = max(number, 1)
    kept = {"contoh": request.args["contoh"]} if "contoh" in request.args else {}

    def to(other: int) -> str:
        return url(**{**address, **kept, "halaman": other}) if 1 <= other <= pages else ""

    return Slice(items[(number - 1) * SHOWN : number * SHOWN], number, pages, to(number - 1), to(number + 1))


def asking(partnership: Any, form: Any, asked: Asked, here: str, version: int | None = None) -> ResponseReturnValue:
    """A page with one form; `version` is that of the record it changes."""
    return page(
        "multilateral/sharing/ask.html",
        "form",
        status=422 if form.errors else 200,
        partnership=partnership,
        form=form,
        asked=asked,
        here=here,
        version=version,
    )
