"""What every verb of an election does first and last: find it, see that it may, put it on the history.

The history names the election, its body and its office, and who voted; never a candidate: names of people stay
out of the chain, and a choice is on no record but in the box.
"""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from ...errors import NotAllowed, NotFound
from ...partnerships.models import Partnership
from ...partnerships.working import workable
from ...permissions import Actor
from ..governance import rules as governance
from ..proposals.recording import note_in, speaks
from . import queries
from .models import Election


def election_to_change(person: Actor, partnership_id: int, election_id: int) -> tuple[Partnership, Election]:
    """The partnership, locked, and an open election of it, for who takes part in it now; within a verb."""
    partnership = workable(person, partnership_id)
    election = queries.election_of(partnership.id, election_id)
    if election is None:
        raise NotFound()
    expect_speaker(person, partnership)
    expect_open(election)
    return partnership, election


def expect_speaker(person: Actor, partnership: Partnership) -> None:
    """`NotAllowed` to everybody but the parties of today and the officers of the body."""
    if not speaks(person, partnership):
        raise NotAllowed(_("Yang berbicara di sini adalah para pihak yang ikut sekarang."))


def expect_open(election: Election, way: str = "") -> None:
    """`NotAllowed` once it is closed or called off, and for what belongs to the other way of voting."""
    if not election.is_open:
        raise NotAllowed(_("Pemilihan ini sudah selesai; catatannya tidak berubah lagi."))
    if way and election.way != way:
        raise NotAllowed(_("Pemilihan ini diadakan dengan cara yang lain."))


def title_of(election: Election) -> str:
    """What an election is called: its office and its body."""
    return _("Pemilihan %(office)s %(body)s", office=office_of(election.office), body=election.body.name)


def office_of(code: str) -> str:
    """An office of a body in a sentence."""
    return str(governance.OFFICES[code]).lower()


def note(person: Actor, election: Election, kind: str, **more: Any) -> None:
    """Put something on the partnership's history, with the election it is about."""
    about = {"body": election.body.name, "seat_office": election.office, "election_id": election.id}
    more["after"] = about | more.get("after", {})
    note_in(person, election.partnership_id, kind, **more)
