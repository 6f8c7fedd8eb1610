"""A paper about to be issued: composed afresh, numbered, and frozen as one text. Nothing here writes."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from ... import events
from ...db import db, is_writing
from ...errors import Invalid, NotFound
from ...paperwork import DocumentKind, Paper, PaperOf, as_json, from_json
from ...partnerships.agreement_rules import fingerprint
from ...partnerships.models import Partnership
from ...partnerships.writers import Writer, writers_of
from ...web.i18n import format_day
from .. import kinds
from . import number_rules, numbers, rules
from .models import IssuedPaper

NAMED = 4  # parties that are named one by one


@dataclass(frozen=True)
class Asked:
    """What a person asks for: the day, a number written by hand (empty: the next of the book), what was read before.

    `seen` is the fingerprint of the paper as the person read it; `former_id` the paper that stood issued then.
    """

    dated: date
    number: str = ""
    seen: str = ""
    former_id: int | None = None


@dataclass(frozen=True)
class Subject:
    """One paper of a kind of a partnership, with whose books its number comes from."""

    partnership: Partnership
    kind: DocumentKind
    paper_of: PaperOf
    owner: numbers.Owner

    @property
    def takes_number(self) -> bool:
        """Whether a number of a book is used up; law products have those of their signatures."""
        return self.kind.register in number_rules.KEPT


@dataclass(frozen=True)
class Draft:
    """A paper ready to be issued. `expected` is the number of the book that it was made with, if any."""

    subject: Subject
    asked: Asked
    composed: str
    paper: Paper
    number: str
    expected: numbers.Next | None
    issuer: str
    code: str
    frozen_text: str

    @property
    def sha256(self) -> str:
        """The fingerprint of the frozen text."""
        return fingerprint(self.frozen_text)


def subject_of(partnership: Partnership, kind_code: str, key: str) -> Subject:
    """A paper of a partnership; NotFound for one that is none of its kind's, `kinds.InTrouble` when it cannot be asked.

    Within a verb a kind is asked without a time of its own: what it says was asked just before.
    """
    kind = kinds.kind_or_404(kind_code)
    papers = kind.papers(partnership) if is_writing() else kinds.papers_of(kind, partnership)
    found = next((one for one in papers if one.key == key), None)
    if found is None:
        raise NotFound()
    return Subject(partnership, kind, found, owner_of(partnership, found.party_id))


def compose(subject: Subject, day: date) -> Paper:
    """The paper as what is on record makes it now, by the law of that day, in Indonesian."""
    kind, partnership, key = subject.kind, subject.partnership, subject.paper_of.key
    if not is_writing():
        return kinds.compose(kind, partnership, key, day).paper
    with force_locale("id"):
        return kind.edition_on(day).compose(partnership, key)


def seen(paper: Paper) -> str:
    """The fingerprint of a composed paper: that what was read is what is issued."""
    return fingerprint(events.canonical(as_json(paper)))


def draft_of(subject: Subject, asked: Asked) -> Draft:
    """The paper with its number, frozen; the book is looked at, and written only by `service.issue`."""
    paper = compose(subject, asked.dated)
    expected = None
    if subject.kind.register == number_rules.REGULATION:
        number = signature_numbers(subject)
    elif not subject.takes_number:
        number = ""
    elif asked.number:
        number = asked.number
    else:
        expected = numbers.next_number(subject.owner, subject.kind.register, asked.dated)
        number = expected.number
    _check_own(subject, asked, paper, number)
    composed, paper = seen(paper), number_rules.numbered(paper, number, asked.dated)
    issuer = issuer_of(subject)
    code = "".join(secrets.choice(rules.ALPHABET) for _place in range(rules.CODE_LENGTH))
    return Draft(
        subject, asked, composed, paper, number, expected, issuer, code, _frozen(subject, asked, paper, number, issuer)
    )


def _check_own(subject: Subject, asked: Asked, paper: Paper, number: str) -> None:
    """A paper that has its day or its number from what is on record is issued under these, and no second ones."""
    if paper.dated is not None and paper.dated != asked.dated:
        sentence = _("Dokumen ini bertanggal %(day)s menurut catatannya.", day=format_day(paper.dated))
        raise Invalid({"dated": sentence})
    own = number_rules.number_in(paper) if subject.takes_number else ""
    if own and number_rules.same(own) != number_rules.same(number):
        sentence = _("Dokumen ini sudah bernomor %(number)s menurut catatannya; pakai nomor itu.", number=own)
        raise Invalid({"number": sentence})


def signature_numbers(subject: Subject) -> str:
    """Nomor 3 Tahun 2026 (Ngebel), …: the numbers that the parties gave to this version of the text, as signed.

    A law product's key is the number of its version.
    """
    partnership, key = subject.partnership, subject.paper_of.key
    version = int(key) if key.isdecimal() else partnership.cycle
    signed = [
        record
        for record in partnership.records
        if record.gate == "signature" and record.cycle == version and record.values.get("number")
    ]
    if not signed:
        raise Invalid({"number": _("Nomornya dari tanda tangan para pihak; catat dulu tanda tangan mereka.")})
    named = writers_of(partnership, partnership.parties)
    said = [
        f"Nomor {record.values['number']} Tahun {record.values.get('year') or '–'} ({named[record.party_id].short})"
        for record in signed[:NAMED]
        if record.party_id in named
    ]
    return _cut(_and_more(said, len(signed)), rules.NUMBER)


def issuer_of(subject: Subject) -> str:
    """Whose paper it is, in words."""
    chosen = [party for party in subject.partnership.bound if party.id == subject.paper_of.party_id]
    writers: Iterable[Writer] = writers_of(subject.partnership, chosen or None).values()
    names = [writer.name for writer in writers]
    return _cut(_and_more(names[:NAMED], len(names)), rules.ISSUER)


def owner_of(partnership: Partnership, party_id: int | None) -> numbers.Owner:
    """The books of a party, or those of the partnership for papers of all."""
    party = next((party for party in partnership.parties if party.id == party_id), None)
    if party is None:
        return numbers.partnership_owner(partnership.id)
    if party.village_code:
        return numbers.village_owner(party.village_code)
    name = party.organisation.name if party.organisation else ""
    return numbers.organisation_owner(party.organisation_id or 0, name)


def frozen_values(paper: IssuedPaper) -> dict[str, Any]:
    """What was frozen: the paper with its number, its day and whose it is."""
    values: dict[str, Any] = json.loads(paper.frozen_text)
    return values


def paper_of(paper: IssuedPaper) -> Paper:
    """An issued paper as it was frozen."""
    return from_json(frozen_values(paper)["paper"])


def is_unchanged(paper: IssuedPaper) -> bool:
    """Whether text, hash, number, day and the hash in the history still agree; one statement."""
    recorded = db.session.get(events.Event, paper.event_seq) if paper.event_seq else None
    if recorded is None or json.loads(recorded.after).get("sha256") != paper.sha256:
        return False
    if fingerprint(paper.frozen_text) != paper.sha256:
        return False
    frozen = frozen_values(paper)
    shown = (paper.kind, paper.key, paper.number, paper.dated.isoformat(), paper.issuer)
    return shown == tuple(frozen.get(name) for name in ("kind", "key", "number", "dated", "issuer"))


def _frozen(subject: Subject, asked: Asked, paper: Paper, number: str, issuer: str) -> str:
    basis = [str(law) for law in subject.kind.edition_on(asked.dated).basis if law.confirmed]
    values = {
        "kind": subject.kind.code,
        "key": subject.paper_of.key,
        "number": number,
        "dated": asked.dated,
        "issuer": issuer,
        "basis": basis,
        "paper": as_json(paper),
    }
    return events.canonical(values)


def _and_more(said: list[str], count: int) -> str:
    more = count - len(said)
    return ", ".join(said) + (f", dan {more} lainnya" if more > 0 else "")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
