"""Those who write and sign papers: each party with its full name, its head, its offices and its letterhead.

Papers speak Indonesian and name things by the words of the place: wali nagari, keuchik, perbekel.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select

from ..contracts import Terms
from ..db import db
from ..paperwork import Letterhead
from ..villages import rules as areas
from ..villages.letterheads import address_line, letterheads_of
from ..villages.models import Organisation, OwnLetterhead, Village
from ..villages.queries import PlaceName, look_up_places, place_names
from ..villages.terms import installation_terms, terms_for
from .models import Partnership, Party


@dataclass(frozen=True)
class Writer:
    """One party as papers name it.

    `name` is Desa Ngebel, or the name of an organisation; `short` the bare Ngebel. `head_name` is empty where nobody
    wrote it down. `place` is empty for an organisation that sits in no village.
    """

    party_id: int
    name: str
    short: str
    code: str
    head_title: str
    head_name: str
    terms: Terms
    letterhead: Letterhead
    place: PlaceName | None = None

    @property
    def is_village(self) -> bool:
        """Whether this party is a village."""
        return bool(self.code)

    @property
    def secretary_title(self) -> str:
        """Sekretaris Desa Ngebel."""
        return f"{self.terms.village_secretary} {self.short}"

    @property
    def council(self) -> str:
        """BPD Desa Ngebel."""
        return f"{self.terms.village_council} {self.name}"

    @property
    def district(self) -> str:
        """Kecamatan Ngebel; empty where it is not known."""
        return f"{self.terms.district} {self.place.district}" if self.place and self.place.district else ""

    @property
    def regency(self) -> str:
        """Kabupaten Ponorogo; empty where it is not known."""
        return self.place.regency if self.place else ""


def writers_of(partnership: Partnership, parties: Iterable[Party] | None = None) -> dict[int, Writer]:
    """The parties that are bound (or those given) by their number, in their order; five statements at most."""
    chosen = list(partnership.bound if parties is None else parties)
    villages = _villages({party.village_code for party in chosen if party.village_code})
    organisations = _organisations({party.organisation_id for party in chosen if party.organisation_id})
    seats = {item.village_code for item in organisations.values() if item.village_code}
    look_up_places([*villages, *seats])
    places = place_names([*villages, *seats])
    own = letterheads_of(villages.keys(), organisations.keys())
    return {
        party.id: _with_address(
            _village(party.id, party.village_code, villages[party.village_code], places)
            if party.village_code
            else _organisation(party.id, organisations[party.organisation_id or 0], places),
            own.get(party.village_code or party.organisation_id or 0),
        )
        for party in chosen
    }


def head_title_of(terms: Terms, short: str) -> str:
    """Kepala Desa Ngebel: the head of a village as papers name him or her."""
    return f"{terms.village_head} {short}"


def _with_address(writer: Writer, own: OwnLetterhead | None) -> Writer:
    """The writer with the address and the emblem of its own letterhead, where there is one."""
    if own is None:
        return writer
    return replace(writer, letterhead=replace(writer.letterhead, address=address_line(own), logo=own.logo))


def _villages(codes: set[str]) -> Mapping[str, str]:
    """The names of heads by code, as the villages wrote them."""
    rows = db.session.execute(select(Village.code, Village.head_name).where(Village.code.in_(codes)))
    known = {code: name for code, name in rows} if codes else {}
    return {code: known.get(code, "") for code in sorted(codes)}


def _organisations(numbers: set[int]) -> Mapping[int, Organisation]:
    query = select(Organisation).where(Organisation.id.in_(numbers))
    return {item.id: item for item in db.session.scalars(query)} if numbers else {}


def _village(party_id: int, code: str, head_name: str, places: Mapping[str, PlaceName]) -> Writer:
    terms, place = terms_for(code), places.get(code)
    short = place.name if place else code
    name = place.titled(terms) if place else f"{terms.village} {code}"
    letterhead = village_letterhead(name, place, terms)
    return Writer(party_id, name, short, code, head_title_of(terms, short), head_name, terms, letterhead, place)


def village_letterhead(name: str, place: PlaceName | None, terms: Terms) -> Letterhead:
    """Pemerintah Kabupaten, Kecamatan, Desa: the head of a village's letters, in capitals."""
    lines = [f"PEMERINTAH {place.regency}".upper()] if place and place.regency else []
    lines += [f"{terms.district} {place.district}".upper()] if place and place.district else []
    return Letterhead((*lines, name.upper()))


def _organisation(party_id: int, organisation: Organisation, places: Mapping[str, PlaceName]) -> Writer:
    seat = organisation.village_code or ""
    terms = terms_for(seat) if areas.is_code(seat) else installation_terms()
    name, letterhead = organisation.name, Letterhead((organisation.name.upper(),))
    head = organisation.head_name
    return Writer(party_id, name, name, "", f"Pimpinan {name}", head, terms, letterhead, places.get(seat))
