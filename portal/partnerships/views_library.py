"""Pages of the clause library: what a text still lacks, a word on each content, wordings to take over."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ..errors import Invalid, NotAllowed, NotFound
from ..permissions import Action
from ..villages.terms import terms_for
from ..web import actor, go, needs, page
from ..web.forms import opened_version
from . import agreement_filling, agreement_rules, clause_library, library, queries
from .cases import case_of
from .clause_library import Content
from .models import Partnership
from .views import ONE, bp, partnership_or_404

LIBRARY = ONE + "/naskah/kalimat"


@bp.get(LIBRARY)
@needs(Action.PARTNERSHIP_EDIT)
def clause_library_page(partnership_id: int) -> ResponseReturnValue:
    """Everything that the text has to settle: what is missing first, each with its help and its field."""
    context = _context(partnership_id)
    return page("partnerships/library.html", **context)


@bp.get(LIBRARY + "/<content>")
@needs(Action.PARTNERSHIP_EDIT)
def clause_wordings(partnership_id: int, content: str) -> ResponseReturnValue:
    """One content: what is asked and why, and wordings for it."""
    context = _context(partnership_id)
    return page("partnerships/wordings.html", asked=_content(context, content), fault="", **context)


@bp.post(LIBRARY + "/<content>")
@needs(Action.PARTNERSHIP_EDIT)
def take_wording(partnership_id: int, content: str) -> ResponseReturnValue:
    """Take a wording over (`kalimat`), below what stands already."""
    context = _context(partnership_id)
    partnership, asked = context["partnership"], _content(context, content)
    if context["working"].sha256:
        raise NotAllowed(_("Naskah ini sudah dibekukan. Perubahan dilakukan lewat perubahan perjanjian."))
    key = request.form.get("kalimat", "")
    try:
        library.take_over(actor(), partnership, opened_version(), asked, key, context["said_terms"], context["clauses"])
    except Invalid as error:
        fault = "; ".join(error.errors.values())
        return page("partnerships/wordings.html", status=422, asked=asked, fault=fault, **context)
    here = url_for(".agreement", partnership_id=partnership_id, _anchor=_anchor(asked))
    return go(here, _("Kalimat ditambahkan di bawah isi yang sudah ada. Sesuaikan seperlunya."))


def _context(partnership_id: int) -> dict[str, Any]:
    partnership: Partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_EDIT)
    case = case_of(partnership)
    working = queries.open_agreement(partnership)
    clauses = agreement_filling.clauses_in(case, working)
    filled = agreement_rules.filled_items(working.content, case.parties)
    filled |= {view.name: not view.is_missing for view in clauses}
    return {
        "partnership": partnership,
        "working": working,
        "clauses": clauses,
        "contents": sorted(clause_library.contents_for(case, clauses), key=lambda item: filled[item.name]),
        "filled": filled,
        "said_terms": terms_for(partnership.village_codes[0]),
        "anchor_of": _anchor,
    }


def _content(context: dict[str, Any], name: str) -> Content:
    found: Content | None = next((item for item in context["contents"] if item.name == name), None)
    if found is None:
        raise NotFound()
    return found


def _anchor(content: Content) -> str:
    """The field of a content on the page where the text is written."""
    shown = {"duration": "start_date", "rights_and_obligations": "pihak", "funding": "funding_note"}
    return shown.get(content.name, content.name)
