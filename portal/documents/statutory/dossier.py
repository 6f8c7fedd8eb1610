"""What papers of the path are written from: the parties, one version of the agreement, and what is on record for it.

Read in few statements, however many are party. A frozen version is read from its frozen words alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from flask import has_request_context, request
from flask_babel import force_locale

from ...contracts import Terms
from ...partnerships import agreements
from ...partnerships.agreement_clauses import PURPOSE
from ...partnerships.cases import party_names
from ...partnerships.gates import CYCLE_GATES
from ...partnerships.models import Agreement, GateRecord, Partnership, Party
from ...partnerships.rules import INITIATOR, JOINT_REGULATION, PartyView, instrument_of
from ...partnerships.writers import Writer, head_title_of, writers_of
from ...villages.queries import look_up_places
from . import names
from .agreed import Text


@dataclass(frozen=True)
class Side:
    """A party as one paper names it: `short` as it is written there, the rest as the place calls it."""

    party_id: int
    short: str
    writer: Writer
    is_initiator: bool = False

    @property
    def name(self) -> str:
        """Desa Ngebel, or the name of an organisation."""
        return self.writer.name.replace(self.writer.short, self.short, 1) if self.writer.is_village else self.short

    @property
    def head_title(self) -> str:
        """Kepala Desa Ngebel, or Pimpinan and the name of an organisation."""
        if not self.writer.is_village:
            return f"Pimpinan {self.short}"
        return head_title_of(self.writer.terms, self.short)

    @property
    def secretary_title(self) -> str:
        """Sekretaris Desa Ngebel."""
        return f"{self.writer.terms.village_secretary} {self.short}"

    @property
    def council(self) -> str:
        """BPD Desa Ngebel."""
        return f"{self.writer.terms.village_council} {self.name}"

    @property
    def is_village(self) -> bool:
        """Whether this party is a village."""
        return self.writer.is_village


@dataclass(frozen=True)
class Dossier:
    """Everything that a paper of one version says."""

    partnership: Partnership
    version: Agreement
    title: str
    content: Mapping[str, Any]
    sides: tuple[Side, ...]

    @property
    def is_frozen(self) -> bool:
        """Whether the text is the one that is signed."""
        return self.version.sha256 is not None

    @cached_property
    def villages(self) -> tuple[Side, ...]:
        """The parties that are villages."""
        return tuple(side for side in self.sides if side.is_village)

    @cached_property
    def is_regulation(self) -> bool:
        """Whether villages alone are party, so that it is a joint regulation."""
        return instrument_of(side.is_village for side in self.sides) == JOINT_REGULATION

    @cached_property
    def initiator(self) -> Side:
        """The party that made the first step, or that took over from it."""
        return next((side for side in self.sides if side.is_initiator), self.sides[0])

    @cached_property
    def terms(self) -> Terms:
        """The words that all villages share; where they differ, those of the law."""
        found = [side.writer.terms for side in self.villages]
        shared = {name: {getattr(terms, name) for terms in found} for name in Terms.names()}
        return Terms().with_changes({name: next(iter(words)) for name, words in shared.items() if len(words) == 1})

    @property
    def text(self) -> Text:
        """The content with the names that it is written with."""
        called = {str(side.party_id): side.name for side in self.sides}
        return Text(self.content, called, "Peraturan Bersama" if self.is_regulation else "Perjanjian Bersama")

    @property
    def purpose(self) -> str:
        """What it is for, on one line: as frozen with the text, or as it reads now while the text is written."""
        kept = self.content.get(PURPOSE) if self.is_frozen else self.partnership.purpose
        return " ".join(str(kept or "").split())

    @property
    def heads(self) -> str:
        """Kepala Desa A, Kepala Desa B dan Kepala Desa C."""
        return names.listed([side.head_title for side in self.sides])

    @property
    def regencies(self) -> str:
        """Kabupaten Ponorogo; all of them where the villages lie in several."""
        found = dict.fromkeys(side.writer.regency for side in self.villages if side.writer.regency)
        return names.listed(list(found)) or f"Kabupaten {names.SHORT_DOTS}"

    def side(self, party_id: int | None) -> Side | None:
        """One party; None when it is not in this version."""
        return next((side for side in self.sides if side.party_id == party_id), None)

    def values(self, gate: str, party_id: int | None = None) -> Mapping[str, Any]:
        """What stands on record for a gate; nothing when there is no record that counts."""
        return self._standing.get((gate, party_id), {})

    @cached_property
    def _standing(self) -> dict[tuple[str, int | None], Mapping[str, Any]]:
        return {
            (record.gate, record.party_id): record.values
            for record in self.partnership.records
            if not (record.closed and record.gate not in CYCLE_GATES)
            and (record.gate not in CYCLE_GATES or record.cycle == self.version.number)
        }


def current(partnership: Partnership) -> Dossier:
    """The version that is worked on, or that counts, without what plugins add to its text."""
    return of_version(partnership, partnership.cycle)


def of_version(partnership: Partnership, number: int, with_annexes: bool = False) -> Dossier:
    """One version; KeyError when there is none. A draft is read with the plugins' parts when `with_annexes`."""
    version = next((item for item in partnership.agreements if item.number == number), None)
    if version is None:
        raise KeyError(number)
    sides = _sides(partnership)
    if version.frozen_text is not None:
        return _frozen(partnership, version, sides)
    bound = tuple(sides[party.id] for party in partnership.bound)
    content = agreements.content_today(partnership, version)[0] if with_annexes else version.content
    return Dossier(partnership, version, partnership.title, content, bound)


def all_sides(partnership: Partnership) -> dict[int, Side]:
    """Every party that is or was, by its number, in their order."""
    return _sides(partnership)


def party_views(dossier: Dossier) -> tuple[PartyView, ...]:
    """The parties as the rules of agreements see them."""
    return tuple(PartyView(side.party_id, side.name, "", side.writer.code) for side in dossier.sides)


def records(partnership: Partnership, gate: str) -> list[GateRecord]:
    """All entries of one gate, oldest first."""
    return [record for record in partnership.records if record.gate == gate]


def day(value: Any) -> date | None:
    """A day as it is kept in JSON."""
    return date.fromisoformat(str(value)) if value else None


def _frozen(partnership: Partnership, version: Agreement, sides: Mapping[int, Side]) -> Dossier:
    kept = agreements.document(version, "", ())
    named = [
        replace(sides[party["id"]], short=names.told_apart(str(party["name"])))
        for party in kept["parties"]
        if party["id"] in sides
    ]
    return Dossier(partnership, version, str(kept["title"]), kept["content"], tuple(named))


def _sides(partnership: Partnership) -> dict[int, Side]:
    """The parties by number; asked once a request, because an index of papers asks it of each kind."""
    kept: dict[int, dict[int, Side]] = (
        request.environ.setdefault("portal.statutory", {}) if has_request_context() else {}
    )
    if partnership.id not in kept:
        kept[partnership.id] = _read_sides(partnership, partnership.parties)
    return kept[partnership.id]


def _read_sides(partnership: Partnership, parties: list[Party]) -> dict[int, Side]:
    look_up_places(partnership.village_codes)
    with force_locale("id"):
        writers = writers_of(partnership, parties)
        called = party_names(parties)
    return {
        party.id: Side(
            party.id, names.told_apart(called[party.id]), writers[party.id], is_initiator=party.role == INITIATOR
        )
        for party in parties
    }
