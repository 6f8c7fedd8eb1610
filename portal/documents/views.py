"""The papers of a partnership: which there are by the stages of its path, one as a page, as DOCX and as PDF.

What is composed here is what is on record now, for those within. The public reads what was issued, see `issuing`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, current_app, make_response
from flask.typing import ResponseReturnValue

from .. import clock
from ..paperwork import STAGES
from ..partnerships.models import Partnership
from ..partnerships.working import insiders_partnership_or_404, own_party_id
from ..permissions import Action
from ..web import actor, needs, page
from . import kinds
from .exports.turns import take_turn
from .issuing import queries as issued
from .issuing.service import may_issue
from .kinds import Composed, InTrouble
from .rendering import Look, as_docx, as_pdf, logos_of
from .shown import file_name, shown_first

bp = Blueprint("documents", __name__)
ALL = "/kemitraan/<int(max=2147483647):partnership_id>/dokumen"
KIND = ALL + "/<kind>"
ONE = KIND + "/<key>"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Renderer = Callable[[Any, Look], bytes]


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The papers by the stages of the path, the present one first."""
    partnership = insiders_partnership_or_404(partnership_id)
    now = kinds.stage_of(partnership)
    offered = kinds.offered(partnership)
    stages = [now, *(stage for stage in STAGES if stage != now)]
    return page(
        "documents/index.html",
        partnership=partnership,
        now=now,
        stages=[(stage, [one for one in offered if one.kind.stage == stage]) for stage in stages],
        labels=kinds.STAGE_LABELS,
        issued=issued.standing_of(partnership.id),
        shown_first=lambda papers: shown_first(papers, own_party_id(actor(), partnership)),
    )


@bp.get(KIND)
@needs(Action.PARTNERSHIP_VIEW)
def of_kind(partnership_id: int, kind: str) -> ResponseReturnValue:
    """The only paper of a kind; where there are more, their list."""
    partnership = insiders_partnership_or_404(partnership_id)
    found = kinds.kind_or_404(kind)
    try:
        papers = kinds.papers_of(found, partnership)
    except InTrouble:
        return _trouble(partnership, found.label)
    if any(paper.key == "" for paper in papers):
        return _preview(partnership, kind, "")
    return page(
        "documents/kind.html",
        partnership=partnership,
        kind=found,
        papers=papers,
        issued=issued.standing_of(partnership.id),
    )


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, kind: str, key: str) -> ResponseReturnValue:
    """One paper as it reads now."""
    return _preview(insiders_partnership_or_404(partnership_id), kind, key)


@bp.get(KIND + "/unduh.docx", defaults={"key": ""})
@bp.get(ONE + "/unduh.docx")
@needs(Action.PARTNERSHIP_VIEW)
def docx(partnership_id: int, kind: str, key: str) -> ResponseReturnValue:
    """The paper as DOCX, marked as a draft."""
    return _file(partnership_id, kind, key, as_docx, "docx", DOCX)


@bp.get(KIND + "/unduh.pdf", defaults={"key": ""})
@bp.get(ONE + "/unduh.pdf")
@needs(Action.PARTNERSHIP_VIEW)
def pdf(partnership_id: int, kind: str, key: str) -> ResponseReturnValue:
    """The paper as PDF, marked as a draft."""
    return _file(partnership_id, kind, key, as_pdf, "pdf", "application/pdf")


def _preview(partnership: Partnership, kind: str, key: str) -> ResponseReturnValue:
    found = kinds.kind_or_404(kind)
    try:
        composed = kinds.compose(found, partnership, key, clock.today())
    except InTrouble:
        return _trouble(partnership, found.label)
    return page(
        "documents/show.html",
        partnership=partnership,
        composed=composed,
        place={"partnership_id": partnership.id, "kind": kind, "key": key},
        issued=issued.standing_of(partnership.id).get((kind, key)),
        may_issue=may_issue(actor(), partnership, composed.paper_of.party_id),
    )


def _trouble(partnership: Partnership, label: Any) -> Response:
    return page("documents/trouble.html", status=503, partnership=partnership, label=label)


def _file(partnership_id: int, kind: str, key: str, render: Renderer, ending: str, media_type: str) -> Response:
    partnership = insiders_partnership_or_404(partnership_id)
    found = kinds.kind_or_404(kind)
    try:
        composed = kinds.compose(found, partnership, key, clock.today())
    except InTrouble:
        return _trouble(partnership, found.label)
    response = make_response(_rendered(composed, render))
    response.mimetype = media_type
    response.headers.set("Content-Disposition", "attachment", filename=f"{file_name(composed)}.{ending}")
    return response


def _rendered(composed: Composed, render: Renderer) -> bytes:
    """The file, made in its turn: two at once at most, so that pages are served meanwhile."""
    settings = current_app.extensions["portal.settings"]
    look = Look(sheet=settings.paper, is_draft=True, logos=logos_of(composed.paper, settings.files))
    turn = take_turn()
    try:
        return render(composed.paper, look)
    finally:
        turn.give_back()
