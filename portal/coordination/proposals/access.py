"""What the pages of proposals share: the proposal for who reads it, who may write, addresses and words."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...errors import NotAllowed, NotFound
from ...partnerships.models import Partnership
from ...partnerships.working import insiders_partnership_or_404, may_write, partnership_or_404
from ...permissions import Action
from ...web import actor, page
from ..governance import decisions
from . import queries, recording, rules
from .models import Proposal

ALL = "/kemitraan/<int:partnership_id>/usulan"
ONE = ALL + "/<int(max=2147483647):proposal_id>"
WORDS: dict[str, Any] = {
    "states": rules.STATES,
    "state_tones": rules.STATE_TONES,
    "positions": rules.POSITIONS,
    "position_tones": rules.POSITION_TONES,
    "results": rules.RESULTS,
    "result_tones": rules.RESULT_TONES,
    "topics": decisions.TOPICS,
    "methods": decisions.METHODS,
    "fallbacks": decisions.FALLBACKS,
}


def proposal_or_404(partnership_id: int, proposal_id: int) -> tuple[Partnership, Proposal]:
    """A proposal that this request's person reads, as an insider of the partnership."""
    partnership = insiders_partnership_or_404(partnership_id)
    proposal = queries.proposal_of(partnership.id, proposal_id)
    if proposal is None:
        raise NotFound()
    return partnership, proposal


def open_one_or_403(partnership_id: int, proposal_id: int) -> tuple[Partnership, Proposal]:
    """An open proposal about which this request's person writes now; `NotAllowed` once it is closed."""
    _partnership, proposal = proposal_or_404(partnership_id, proposal_id)
    partnership = to_write(partnership_id)
    recording.expect_open(proposal)
    return partnership, proposal


def to_write(partnership_id: int) -> Partnership:
    """The partnership, when this request's person takes part in it now."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    if not may_speak(partnership):
        raise NotAllowed(_("Yang berbicara di sini adalah para pihak yang ikut sekarang."))
    return partnership


def may_speak(partnership: Partnership) -> bool:
    """Whether this request's person writes about proposals now, so that a page offers it and nothing else."""
    return may_write(actor(), partnership) and recording.speaks(actor(), partnership)


def zone_of(partnership: Partnership) -> ZoneInfo:
    """The clock of the villages."""
    return clock.zone_of(partnership.village_codes[0] if partnership.village_codes else None)


def url_of(proposal: Proposal) -> str:
    """The address of a proposal."""
    return url_for("proposals.show", partnership_id=proposal.partnership_id, proposal_id=proposal.id)


def form_page(template: str, form: Any, **context: Any) -> ResponseReturnValue:
    """A page with one form, with its errors if there are any."""
    status = 422 if form.errors else 200
    return page(f"coordination/proposals/{template}", "form", status=status, form=form, **context, **WORDS)
