"""Sample papers: letterheads of two villages, and the decree and the report of partnerships that run, as issued."""

from __future__ import annotations

from collections.abc import Mapping

from ... import clock
from ...partnerships.models import Partnership
from ...permissions import Actor
from ...villages import letterheads
from ..kinds import offered
from . import drafts, making, number_rules
from .drafts import Asked, Subject

KINDS = ("sk-bkad", "laporan-pelaksanaan")


def fill_sample(partnership: Partnership, heads: Mapping[str, Actor]) -> None:
    """Issue what of these a running sample partnership has, under its own days and numbers."""
    codes = [party.village_code for party in partnership.members if party.village_code in heads]
    if partnership.status != "active" or not codes:
        return
    for number, code in enumerate(codes[:2], 1):
        address = {"address": f"Jalan Balai Desa Nomor {number}", "postal_code": "63493"}
        letterheads.edit_letterhead(heads[code or ""], "village", code or "", None, address)
    for subject in _ready(partnership):
        party = next((one for one in partnership.parties if one.id == subject.paper_of.party_id), None)
        head = heads.get(party.village_code or "") if party else heads[codes[0] or ""]
        if head is not None:
            _issue(head, subject)


def _ready(partnership: Partnership) -> list[Subject]:
    """The papers that lack nothing."""
    return [
        drafts.subject_of(partnership, one.kind.code, paper_of.key)
        for one in offered(partnership)
        if one.kind.code in KINDS
        for paper_of in one.papers
        if not paper_of.missing
    ]


def _issue(head: Actor, subject: Subject) -> None:
    paper = drafts.compose(subject, clock.today())
    number = number_rules.number_in(paper) if subject.takes_number else ""
    asked = Asked(paper.dated or clock.today(), number)
    making.issue(head, subject.partnership.id, subject.kind.code, subject.paper_of.key, asked)
