"""The page that helps to choose a type of partnership. It keeps nothing: the answers stand in its address."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from .. import permissions
from ..permissions import Action
from ..web import actor, page, public
from . import choosing
from .cases import registry
from .views import bp


@bp.get("/kemitraan/pilih")
@public
def choose_type() -> ResponseReturnValue:
    """One question at a time; then the types, best first, with why and what each asks."""
    found = registry()
    asked = choosing.questions_for(request.args, found.sectors.values())
    chosen = choosing.answered(asked, request.args)
    question = choosing.next_question(asked, chosen)
    return page(
        "partnerships/choose.html",
        "way",
        asked=asked,
        chosen=chosen,
        question=question,
        recommended=[] if question else _recommended(chosen),
        begin_url=lambda kind: _begin_url(kind.code, chosen),
        way_url=lambda **changes: _way_url(chosen, **changes),
        may_begin=not actor().signed_in or permissions.may_at_all(actor(), Action.PARTNERSHIP_CREATE),
    )


def _recommended(chosen: dict[str, str]) -> list[choosing.Recommendation]:
    found = registry()
    answers = choosing.answers_of(chosen)
    kinds = {kind.code: kind for kind in found.usable_types}
    return choosing.recommendations(found.advice(answers), kinds, answers.parties)


def _begin_url(code: str, chosen: dict[str, str]) -> str:
    """Where a partnership of that type begins, with what is known already."""
    sector = chosen.get(choosing.SECTOR, "")
    known: dict[str, Any] = {"jenis": code, "sektor": sector if sector != choosing.UNKNOWN else ""}
    return url_for("partnerships.begin", **{name: value for name, value in known.items() if value})


def _way_url(chosen: dict[str, str], **changes: str | None) -> str:
    """The address of this way with an answer more, changed, or (None) asked anew."""
    answers: dict[str, Any] = {name: value for name, value in {**chosen, **changes}.items() if value is not None}
    return url_for("partnerships.choose_type", **answers)
