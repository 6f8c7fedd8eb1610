"""The lists of this subject as files: the issued papers of a partnership, and the books of the office that asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from ...partnerships.models import Partnership
from ...partnerships.overview import is_insider
from ...partnerships.service import partnership_for
from ...partnerships.working import partnership_or_404
from ...permissions import Action, Actor, OfficeKind
from ...web.listings import Asked, Coded, Listing, add_listings, headings, in_parts, whole_number
from . import number_rules, queries, rules
from .models import IssuedPaper

COLUMNS = headings(
    ("nomor", _l("Nomor")),
    ("tanggal", _l("Tanggal")),
    ("jenis", _l("Jenis")),
    ("judul", _l("Dokumen")),
    ("penerbit", _l("Yang menerbitkan")),
    ("buku", _l("Buku nomor")),
    ("urut", _l("Nomor urut")),
    ("ditulis_tangan", _l("Ditulis tangan")),
    ("keadaan", _l("Keadaan")),
    ("kode", _l("Kode pemeriksaan")),
)
STATES = {"issued": _l("terbit"), "replaced": _l("diganti"), "withdrawn": _l("ditarik")}
PARTNERSHIP = headings(("nomor_kemitraan", _l("Nomor di portal")), ("kemitraan", _l("Kerja sama")))


def init_app(app: Flask) -> None:
    """Let these lists be taken along."""
    add_listings(
        app,
        Listing("dokumen-terbit", _l("Dokumen terbit"), COLUMNS, _of_partnership, opened=partnership_or_404),
        Listing("buku-nomor", _l("Buku nomor"), (*PARTNERSHIP, *COLUMNS), _of_owner, action=Action.ACCOUNT_USE),
    )


def _of_partnership(asked: Asked) -> Iterator[Sequence[Any]]:
    partnership = partnership_for(asked.actor, asked.partnership_id or 0)
    for part in in_parts(queries.listed(partnership.id, is_insider(asked.actor, partnership))):
        yield from (_row(paper) for paper in part)


def _of_owner(asked: Asked) -> Iterator[Sequence[Any]]:
    for part in in_parts(_books(asked)):
        yield from ((paper.partnership_id, title, *_row(paper)) for paper, title in part)


def _books(asked: Asked) -> Any:
    """What stands in the books of the person's own village or organisation (`?buku=`, `?tahun=`)."""
    query = select(IssuedPaper, Partnership.title).join(Partnership, Partnership.id == IssuedPaper.partnership_id)
    query = query.where(IssuedPaper.owner == own_books(asked.actor), IssuedPaper.register.in_(number_rules.KEPT))
    if asked.filter("buku"):
        query = query.where(IssuedPaper.register == asked.filter("buku"))
    year = whole_number(asked.filter("tahun"))
    if year is not None:
        query = query.where(IssuedPaper.year == year)
    return query.order_by(IssuedPaper.register, IssuedPaper.year, IssuedPaper.dated, IssuedPaper.id)


def own_books(person: Actor) -> str:
    """Whose books the person keeps; empty for none."""
    office = person.office
    if office is None:
        return ""
    if office.village_code:
        return rules.owner_of(office.village_code, None, 0)
    is_organisation = office.kind == OfficeKind.THIRD_PARTY and office.organisation_id
    return rules.owner_of(None, office.organisation_id, 0) if is_organisation else ""


def _row(paper: IssuedPaper) -> tuple[Any, ...]:
    state = "issued" if paper.is_standing else "replaced" if paper.replaced_by_id else "withdrawn"
    return (
        paper.number,
        paper.dated,
        Coded(paper.kind, queries.kind_label(paper.kind)),
        paper.title,
        paper.issuer,
        Coded(paper.register, number_rules.BOOKS.get(paper.register, rules.NO_REGISTER)),
        paper.sequence,
        paper.by_hand,
        Coded(state, STATES[state]),
        rules.grouped(paper.code),
    )
