"""What this subject offers on others' pages: the books and the letterhead to those who keep them, the next number."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from ... import clock
from ...partnerships.models import Partnership, Party
from ...partnerships.rules import INITIATOR
from ...permissions import VILLAGE_OFFICES, Actor, OfficeKind
from ...villages.sections import Section
from . import drafts, number_rules, numbers

# The gates whose record asks for a number of a book, and in which book it stands.
GATES = {
    "village_deliberation": number_rules.MINUTES,
    "offer": number_rules.LETTER,
    "offer_answer": number_rules.LETTER,
    "mad": number_rules.MINUTES,
    "bkad_decree": number_rules.DECREE,
    "report": number_rules.REPORT,
    "suspension": number_rules.MINUTES,
    "resumption": number_rules.MINUTES,
    "amendment_basis": number_rules.MINUTES,
    "settlement": number_rules.MINUTES,
    "termination": number_rules.MINUTES,
}
TEMPLATE = "documents/issuing/_of_owner.html"


def of_village(code: str, person: Actor) -> Section | None:
    """The ways to a village's letterhead and books, for its own staff; no statement."""
    office = person.office
    is_own = office is not None and office.village_code == code and office.kind in VILLAGE_OFFICES
    if not is_own or person.kind == OfficeKind.COUNCIL_MEMBER:
        return None
    return _section("village", {"code": code})


def of_organisation(number: int, person: Actor) -> Section | None:
    """The same for an organisation, for its own officers; no statement."""
    office = person.office
    if office is None or office.kind != OfficeKind.THIRD_PARTY or office.organisation_id != number:
        return None
    return _section("organisation", {"key": str(number)})


def next_number(partnership: Partnership, gate: str, party_id: int | None) -> str:
    """The number that comes next in the book that a gate's paper stands in; empty for a gate without such a paper."""
    register = GATES.get(gate)
    if register is None:
        return ""
    whose = _whose(partnership, gate, party_id)
    return numbers.next_number(drafts.owner_of(partnership, whose), register, clock.today()).number


def _whose(partnership: Partnership, gate: str, party_id: int | None) -> int | None:
    """The party in whose book the number stands; None for that of all: an offer is its initiator's letter."""
    parties: list[Party] = partnership.parties
    if gate == "offer":
        return next((party.id for party in parties if party.role == INITIATOR), None)
    return party_id


def _section(kind: str, place: dict[str, Any]) -> Section:
    return Section(_l("Surat dan nomor"), TEMPLATE, {"kind": kind, "place": place})
