"""What every verb of a proposal does first and last: find it, see that it may, put it on the history."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from ... import events
from ...errors import NotAllowed, NotFound
from ...partnerships.models import Partnership, Party
from ...partnerships.service import KIND
from ...partnerships.working import workable
from ...permissions import Actor, OfficeKind
from . import queries
from .models import Proposal


def proposal_to_change(person: Actor, partnership_id: int, proposal_id: int) -> tuple[Partnership, Proposal]:
    """The partnership and an open proposal of it, for who takes part in it now; within a verb."""
    partnership = workable(person, partnership_id)
    proposal = queries.proposal_of(partnership.id, proposal_id)
    if proposal is None:
        raise NotFound()
    if not speaks(person, partnership):
        raise NotAllowed(_("Yang berbicara di sini adalah para pihak yang ikut sekarang."))
    expect_open(proposal)
    return partnership, proposal


def expect_open(proposal: Proposal) -> None:
    """`NotAllowed` once it is closed or withdrawn."""
    if not proposal.is_open:
        raise NotAllowed(_("Usulan ini sudah ditutup; catatannya tidak berubah lagi."))


def speaks(person: Actor, partnership: Partnership) -> bool:
    """Whether the person acts for a party that takes part now, or for the body that carries things out."""
    party = partnership.party_of(person.office)
    return party in partnership.members or (party is None and person.kind == OfficeKind.BKAD_OFFICER)


def own_member(person: Actor, partnership: Partnership) -> Party:
    """The party the person speaks for, when it takes part now; `NotAllowed` to everybody else."""
    party = partnership.party_of(person.office)
    if party is None or party not in partnership.members:
        raise NotAllowed(_("Yang berbicara di sini adalah para pihak yang ikut sekarang."))
    return party


def note(person: Actor, proposal: Proposal, kind: str, **more: Any) -> None:
    """Put something on the partnership's history, with the proposal it is about."""
    more["after"] = {"proposal": proposal.title, "proposal_id": proposal.id, **more.get("after", {})}
    note_in(person, proposal.partnership_id, kind, **more)


def note_in(person: Actor, partnership_id: int, kind: str, **more: Any) -> None:
    """Put something on the partnership's history."""
    events.record(person, f"coordination.{kind}", KIND, partnership_id, **more)


def office_label(person: Actor) -> str:
    """How the office that acts is named beside what it wrote."""
    return person.office.label if person.office else ""
