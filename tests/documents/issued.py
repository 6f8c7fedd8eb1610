"""A kind of paper for the tests of issuing, and how one of it is issued."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Flask
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, Walk

from portal.documents.issuing import drafts, making
from portal.documents.issuing.drafts import Asked
from portal.documents.issuing.models import IssuedPaper
from portal.paperwork import DocumentKind, Edition, Fields, Paper, PaperOf, Paragraph
from portal.partnerships import service
from portal.partnerships.models import Partnership
from portal.partnerships.service import PartyChoice
from portal.permissions import Actor

DAY = date(2026, 11, 24)
LETTER, OF_ALL, LAW, PLAIN = "surat-uji", "berita-uji", "produk-uji", "lembar-uji"
HEADS = {NGEBEL: HEAD_NGEBEL, SEMPU: HEAD_SEMPU}


def walk_to(app: Flask, step: str = "to_drafting") -> Walk:
    """A partnership of Ngebel and Sempu that came to a step of its path."""
    with app.app_context():
        begun = service.begin(HEAD_NGEBEL, "bilateral", "Irigasi", "air", "air", (PartyChoice(village_code=SEMPU),))
        walk = Walk(begun, HEADS)
        getattr(walk, step)()
    return walk


def _letters(partnership: Partnership) -> list[PaperOf]:
    missing = () if partnership.purpose != "kosong" else ("Tujuannya belum ditulis.",)
    return [PaperOf(party.village_code[-4:], "Surat", party.id, missing) for party in partnership.bound]  # type: ignore[index]


def _letter(partnership: Partnership, key: str) -> Paper:
    rows = (("Nomor", "…………"), ("Perihal", partnership.title))
    return Paper(f"Surat {partnership.title}", (Fields(rows), Paragraph(partnership.purpose)))


def _kind(code: str, register: str, papers: Callable[[Any], list[PaperOf]], public: bool = False) -> DocumentKind:
    return DocumentKind(code, code, papers, (Edition(_letter, (), date(2017, 1, 1)),), register=register, public=public)


def kinds() -> dict[str, DocumentKind]:
    """A letter of each party, minutes of all, a law product, and a sheet without a number."""

    def only(partnership: Partnership) -> list[PaperOf]:
        return [PaperOf("", "Satu")]

    made = (
        _kind(LETTER, "letter", _letters, public=True),
        _kind(OF_ALL, "minutes", only),
        _kind(LAW, "regulation", only),
        _kind(PLAIN, "", only),
    )
    return {kind.code: kind for kind in made}


def asked(walk: Walk, kind: str = LETTER, key: str = "2007", day: date = DAY, number: str = "") -> Asked:
    """What a person asks for who has just read the paper."""
    subject = drafts.subject_of(walk.partnership, kind, key)
    former = making.service.standing(walk.id, kind, key)
    return Asked(day, number, drafts.seen(drafts.compose(subject, day)), former.id if former else None)


def issue(walk: Walk, kind: str = LETTER, key: str = "2007", person: Actor = HEAD_NGEBEL, **more: Any) -> IssuedPaper:
    """Issue a paper as its page does."""
    return making.issue(person, walk.id, kind, key, asked(walk, kind, key, **more))
