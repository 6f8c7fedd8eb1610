"""Pages of the saved states of a text: all of them, one to read, and one content taken back."""

from __future__ import annotations

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from .. import permissions
from ..contracts import say
from ..errors import NotFound
from ..permissions import Action
from ..web import actor, go, needs, page
from ..web.forms import opened_version
from ..web.paging import Page, page_number
from . import agreement_rules, agreement_words, draft_states, overview, queries
from .agreement_clauses import CLAUSES
from .cases import case_of
from .models import Partnership
from .views import ONE, bp, partnership_or_404

STATES = ONE + "/naskah/tersimpan"
A_PAGE = 20
LABELS = {**agreement_rules.ITEMS, "other_terms": say("Lain-lain"), CLAUSES: say("Ketentuan sektor")}


@bp.get(STATES)
@needs(Action.PARTNERSHIP_VIEW)
def draft_states_page(partnership_id: int) -> ResponseReturnValue:
    """Every saved state of the text: when, by whom, what changed."""
    partnership = _insiders(partnership_id)
    states = draft_states.states_of(partnership)
    number = page_number()
    start = (number - 1) * A_PAGE
    items = states[start : start + A_PAGE]
    return page(
        "partnerships/draft_states.html",
        partnership=partnership,
        shown=Page(items, number, len(states) > start + A_PAGE, A_PAGE, len(states)),
        states=states,
        labels=LABELS,
    )


@bp.get(STATES + "/<state>")
@needs(Action.PARTNERSHIP_VIEW)
def draft_state(partnership_id: int, state: str) -> ResponseReturnValue:
    """One saved state to read; whoever writes the text may take a content back from it."""
    partnership = _insiders(partnership_id)
    found = draft_states.state_or_404(partnership, state)
    working = queries.open_agreement(partnership)
    case = case_of(partnership)
    may_write = not working.sha256 and permissions.may(actor(), Action.PARTNERSHIP_EDIT, partnership)
    return page(
        "partnerships/draft_state.html",
        partnership=partnership,
        state=found,
        working=working,
        told=agreement_words.told(found.content, case.parties),
        now=agreement_words.told(draft_states.states_of(partnership)[0].content, case.parties),
        items=agreement_rules.ITEMS,
        may_write=may_write,
    )


@bp.post(STATES + "/<state>")
@needs(Action.PARTNERSHIP_EDIT)
def take_back_content(partnership_id: int, state: str) -> ResponseReturnValue:
    """Put one content (`isi`) back as it stood then."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_EDIT)
    draft_states.take_back(actor(), partnership, opened_version(), state, request.form.get("isi", ""))
    return go(
        url_for("partnerships.agreement", partnership_id=partnership_id), _("Isi dikembalikan. Naskah tersimpan.")
    )


def _insiders(partnership_id: int) -> Partnership:
    partnership = partnership_or_404(partnership_id)
    if not overview.is_insider(actor(), partnership):
        raise NotFound()
    return partnership
