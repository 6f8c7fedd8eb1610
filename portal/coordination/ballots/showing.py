"""What the pages of an election may offer to somebody, and what they show of it."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ...errors import NotAllowed
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...partnerships.working import own_party_id
from ...permissions import Actor
from ..governance import decisions
from ..proposals.mandates import may_answer
from ..proposals.queries import moment
from . import queries, rules
from .models import Candidate, Election, Elector


def shown(person: Actor, partnership: Partnership, election: Election, may_write: bool) -> dict[str, Any]:
    """Everything the page of an election says; the count only once it is closed."""
    own = own_party_id(person, partnership)
    names = party_names(partnership.parties)
    mine = next((elector for elector in election.electors if elector.party_id == own), None)
    opens = election.is_open and may_write
    here = counting(partnership, election)
    in_time = moment() < election.deadline
    leaders = leading(election)
    return here | {
        "names": names,
        "own": mine,
        "is_late": not in_time,
        "may_vote": opens and not election.is_on_paper and in_time and is_ballot_out(person, mine),
        "may_close": opens and not election.is_on_paper and here["is_ready"],
        "may_note": opens and election.is_on_paper,
        "may_call_off": opens and election.party_id == own and not any(item.has_cast for item in election.electors),
        "may_open": may_write,
        "leaders": leaders,
        "seat_url": _seat_url(election, leaders[0]) if election.result == rules.ELECTED and may_write else "",
    }


def counting(partnership: Partnership, election: Election) -> dict[str, Any]:
    """How many ballots are in, how many it takes, and whether they may be counted now."""
    electors = queries.counting(election, partnership)
    missing = queries.missing(electors)
    ready = rules.may_close(moment(), election.deadline, missing)
    least = queries.least(election, len(electors))
    return {
        "electors": len(electors), "ballots": len(electors) - missing,
        "least": least, "is_ready": ready,
    }  # fmt: skip


def leading(election: Election) -> list[Candidate]:
    """Who was elected, or the tied ones; nobody while it is open."""
    if election.result not in (rules.ELECTED, rules.TIE):
        return []
    most = max(candidate.votes or 0 for candidate in election.candidates)
    return [candidate for candidate in election.candidates if candidate.votes == most]


def is_ballot_out(person: Actor, elector: Elector | None) -> bool:
    """Whether the person may put in the ballot of the own party."""
    return elector is not None and not elector.has_cast and may_answer(person, elector.party, decisions.GENERAL)


def expect_ballot_out(person: Actor, partnership: Partnership, election: Election) -> None:
    """`NotAllowed` to who has no ballot to put in, so that nobody fills one in in vain."""
    own = own_party_id(person, partnership)
    mine = next((elector for elector in election.electors if elector.party_id == own), None)
    if mine is not None and mine.has_cast:
        raise NotAllowed(_("Suara pihak Anda sudah masuk. Suara tidak dapat diubah atau ditarik."))
    if not is_ballot_out(person, mine):
        raise NotAllowed(_("Yang memilih untuk desa adalah Kepala Desa, Sekretaris Desa, atau yang diberi mandat."))


def expect_opener(person: Actor, partnership: Partnership, election: Election) -> None:
    """`NotAllowed` to all but the party that opened it."""
    if election.party_id != own_party_id(person, partnership):
        raise NotAllowed(_("Pemilihan dibatalkan oleh pihak yang membukanya."))


def again(old: Election) -> dict[str, Any]:
    """The values of a new round: the tied candidates alone after a tie, else all of them."""
    found: dict[str, Any] = {"body_id": str(old.body_id), "office": old.office, "way": old.way, "words": old.words}
    chosen = leading(old) if old.result == rules.TIE else old.candidates
    for row, item in enumerate(chosen, 1):
        found |= {f"name_{row}": item.name, f"party_{row}": str(item.party_id), f"note_{row}": item.note}
    return found


def _seat_url(election: Election, elected: Candidate) -> str:
    return url_for(
        "governance.fill_seat", partnership_id=election.partnership_id, body_id=election.body_id,
        nama=elected.name, jabatan=election.office, pihak=elected.party_id,
    )  # fmt: skip
