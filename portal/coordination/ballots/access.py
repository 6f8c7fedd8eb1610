"""What the pages of elections share: the election for who reads it, addresses and words."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from ...errors import NotFound
from ...partnerships.models import Partnership
from ...partnerships.working import insiders_partnership_or_404
from ...web import page
from ..governance import rules as governance
from ..proposals.access import to_write
from . import queries, recording, rules
from .models import Election

ALL = "/kemitraan/<int:partnership_id>/pemilihan"
ONE = ALL + "/<int(max=2147483647):election_id>"
WORDS: dict[str, Any] = {
    "states": rules.STATES,
    "state_tones": rules.STATE_TONES,
    "results": rules.RESULTS,
    "result_tones": rules.RESULT_TONES,
    "ways": rules.WAYS,
    "offices": governance.OFFICES,
    "fewest": rules.FEWEST,
    "title_of": recording.title_of,
}


def election_or_404(partnership_id: int, election_id: int) -> tuple[Partnership, Election]:
    """An election that this request's person reads, as an insider of the partnership."""
    partnership = insiders_partnership_or_404(partnership_id)
    election = queries.election_of(partnership.id, election_id)
    if election is None:
        raise NotFound()
    return partnership, election


def open_one_or_403(partnership_id: int, election_id: int, way: str = "") -> tuple[Partnership, Election]:
    """An open election about which this request's person writes now; `NotAllowed` once it is over."""
    _partnership, election = election_or_404(partnership_id, election_id)
    partnership = to_write(partnership_id)
    recording.expect_open(election, way)
    return partnership, election


def url_of(election: Election) -> str:
    """The address of an election."""
    return url_for("ballots.show", partnership_id=election.partnership_id, election_id=election.id)


def form_page(template: str, form: Any, **context: Any) -> ResponseReturnValue:
    """A page with one form, with its errors if there are any."""
    status = 422 if form.errors else 200
    return page(f"coordination/ballots/{template}", "form", status=status, form=form, **context, **WORDS)
