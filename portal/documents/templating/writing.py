"""A paper written on the template of its area: which template that is, and the file it gives."""

from __future__ import annotations

from flask import current_app

from ... import clock
from ...partnerships.models import Partnership
from ..issuing import drafts
from ..issuing import queries as issued
from ..kinds import Composed
from ..rendering import Look, as_docx
from . import queries, running, values
from .models import DocumentTemplate


def template_of(partnership: Partnership, composed: Composed) -> DocumentTemplate | None:
    """The template that a paper is written on; None where it has the portal's own form. One statement."""
    day = composed.paper.dated or clock.today()
    return queries.template_for(composed.kind.code, _villages(partnership, composed), day)


def written_on(template: DocumentTemplate, partnership: Partnership, composed: Composed) -> bytes:
    """The DOCX of a paper on its template: of the issued one with its number, else as it reads now.

    Raises `running.NotFilled`.
    """
    place = (composed.kind.code, composed.paper_of.key)
    standing = issued.standing_of(partnership.id).get(place)
    paper = drafts.paper_of(standing) if standing else composed.paper
    facts = values.values_of(partnership, paper, standing.number if standing else "", composed.paper_of.party_id)
    look = Look(sheet=current_app.extensions["portal.settings"].paper)
    body = as_docx(values.without_letterhead(paper), look)
    return running.fill(template.content, facts, body, paper.title)


def _villages(partnership: Partnership, composed: Composed) -> list[str]:
    """The villages whose paper it is: that of one party, or those of all."""
    party_id = composed.paper_of.party_id
    return [
        party.village_code
        for party in partnership.bound
        if party.village_code and (party_id is None or party.id == party_id)
    ]
