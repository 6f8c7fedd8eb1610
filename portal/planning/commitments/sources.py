"""What can become a promise: lines of the agreement that is worked on, and what was decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import select

from ...contracts import Text, say
from ...db import db
from ...partnerships.agreement_rules import ITEMS
from ...partnerships.decided import decided_in
from ...partnerships.models import Partnership
from ...partnerships.things import Thing
from .models import TITLE, Commitment

MOST = 40  # that are offered; the rest can be written by hand
_DUTIES, _TERMS = "rights_and_obligations", "implementation_terms"


@dataclass(frozen=True)
class Source:
    """One line that somebody agreed to. `party_id` is who owes it, None where that is not said.

    It is read in a `version` of the agreement, or at an address (`link`).
    """

    title: str
    origin: str
    reference: Text
    party_id: int | None = None
    version: int | None = None
    link: str = ""


def sources_of(partnership: Partnership) -> list[Source]:
    """The lines of the agreement that is worked on, then decisions of meetings and those on record, newest first."""
    version = next((item for item in partnership.agreements if item.number == partnership.cycle), None)
    found = _of_agreement(version.content, [party.id for party in partnership.bound], version.number) if version else []
    records = [item for item in partnership.records if (item.values or {}).get("decisions")]
    decided = (item.values for item in sorted(records, key=lambda item: item.id, reverse=True))
    return [*found, *_of_meetings(partnership.id), *_of_decisions(decided)][:MOST]


def made_of(partnership_id: int, urls: Collection[str]) -> dict[str, list[Thing]]:
    """The promises that refer to some pages and were not let go, by page, the oldest first; one statement."""
    query = select(Commitment.link, Commitment.id, Commitment.title).where(
        Commitment.partnership_id == partnership_id, Commitment.link.in_(urls), Commitment.archived_at.is_(None)
    )
    found: dict[str, list[Thing]] = {}
    for link, number, title in db.session.execute(query.order_by(Commitment.id)):
        url = url_for("commitments.show", partnership_id=partnership_id, commitment_id=number)
        found.setdefault(link, []).append(Thing("commitment", number, title, url))
    return found


def _of_agreement(content: Mapping[str, Any], party_ids: Iterable[int], number: int) -> list[Source]:
    """Duties of each party and of all, terms of carrying out, and the clauses of the sector, line by line."""
    own = content.get("obligations") or {}
    duties = [(own.get(str(party_id)), party_id) for party_id in party_ids]
    texts: list[tuple[Any, Text, int | None]] = [
        *((text, _clause(_DUTIES), party_id) for text, party_id in duties),
        (content.get("common_obligations"), _clause(_DUTIES), None),
        (content.get(_TERMS), _clause(_TERMS), None),
    ]
    for place, clause in enumerate(content.get("clauses") or [], len(ITEMS) + 1):
        texts.append((clause.get("text"), say("Pasal %(number)s", number=place), None))
    return [
        Source(line, "clause", reference, party_id, number)
        for text, reference, party_id in texts
        for line in _lines(text)
    ]


def _of_meetings(partnership_id: int) -> list[Source]:
    return [
        Source(item.text[:TITLE], "decision", item.reference, item.party_id, link=item.url)
        for item in decided_in(partnership_id)
    ]


def _of_decisions(records: Iterable[Mapping[str, Any]]) -> list[Source]:
    return [
        Source(line, "decision", say("berita acara No. %(number)s", number=record.get("number") or "–"))
        for record in records
        for line in _lines(record.get("decisions"))
    ]


def _clause(name: str) -> Text:
    return say("Pasal %(number)s", number=list(ITEMS).index(name) + 1)


def _lines(text: Any) -> list[str]:
    """The lines of a text that say something, each as long as a promise may be."""
    return [line.strip(" -•\t")[:TITLE] for line in str(text or "").splitlines() if line.strip(" -•\t")]
