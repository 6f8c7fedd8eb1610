"""The lists of planning as files: activities, the budget, what was brought, and promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l
from sqlalchemy import extract, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from .. import clock
from ..contracts import Text
from ..partnerships.models import Partnership
from ..partnerships.takeout import PartyNames, of_work, scope_of, year_of
from ..web.listings import Asked, Coded, add_listings, headings, in_parts, whole_number
from .access import insiders_partnership_or_404, partnership_or_404
from .budget import queries as budget
from .budget import rules as sources
from .budget.models import BudgetItem, BudgetLine
from .commitments import queries as commitments
from .commitments import rules as promises
from .commitments.models import Commitment
from .confirming.rules import DISPUTED
from .contributions import rules as kinds
from .contributions.models import Contribution, Delivery
from .programme import queries as plans
from .programme import rules as activities
from .programme.models import Activity

PARTY = ("pihak", _l("Pihak"))
OF = (Partnership.id, Partnership.title)


def init_app(app: Flask) -> None:
    """Let these lists be taken along."""
    plan = headings(
        ("nomor_kegiatan", _l("Nomor kegiatan")),
        ("kegiatan", _l("Kegiatan")),
        ("keadaan", _l("Keadaan")),
        ("mulai", _l("Mulai")),
        ("selesai", _l("Selesai")),
        ("penanggung_jawab", _l("Penanggung jawab")),
        ("jabatan", _l("Jabatan")),
        ("kemajuan_persen", _l("Kemajuan (persen)")),
        ("tempat", _l("Tempat")),
        ("target", _l("Target")),
        ("satuan", _l("Satuan")),
        ("selesai_pada", _l("Selesai pada")),
        ("terlambat", _l("Terlambat")),
    )
    money = headings(
        ("nomor_butir", _l("Nomor butir")),
        ("untuk", _l("Untuk")),
        ("tahun", _l("Tahun")),
        PARTY,
        ("sumber", _l("Sumber")),
        ("rencana_rupiah", _l("Rencana (rupiah)")),
        ("terpakai_rupiah", _l("Terpakai (rupiah)")),
        ("terpakai_dibenarkan_rupiah", _l("Terpakai dan dibenarkan (rupiah)")),
    )
    brought = headings(
        ("nomor_sumbangan", _l("Nomor sumbangan")),
        PARTY,
        ("jenis", _l("Jenis")),
        ("apa", _l("Apa")),
        ("janji_rupiah", _l("Dijanjikan (rupiah)")),
        ("janji_jumlah", _l("Dijanjikan (jumlah)")),
        ("satuan", _l("Satuan")),
        ("sampai", _l("Sampai tanggal")),
        ("diserahkan", _l("Sudah diserahkan")),
    )
    promised = headings(
        ("nomor_janji", _l("Nomor janji")),
        PARTY,
        ("janji", _l("Janji")),
        ("keadaan", _l("Keadaan")),
        ("sampai", _l("Sampai tanggal")),
        ("sampai_semula", _l("Tanggal semula")),
        ("dipenuhi_pada", _l("Dipenuhi pada")),
        ("ditawar_ulang", _l("Berapa kali ditawar ulang")),
        ("untuk_umum", _l("Tampil untuk umum")),
    )
    add_listings(
        app,
        *of_work("kegiatan", _l("Kegiatan"), plan, _activities, insiders_partnership_or_404),
        *of_work("anggaran", _l("Anggaran"), money, _budget, insiders_partnership_or_404),
        *of_work("sumbangan", _l("Sumbangan"), brought, _contributions, insiders_partnership_or_404),
        *of_work("janji", _l("Janji"), promised, _commitments, partnership_or_404),
    )


def _activities(asked: Asked) -> Iterator[Sequence[Any]]:
    shown = (
        Activity.id, Activity.title, Activity.status, Activity.starts_on, Activity.due_on, Activity.party_id,
        Activity.office, Activity.percent, Activity.place, Activity.target, Activity.unit, Activity.done_on,
    )  # fmt: skip
    query = select(*OF, *shown).join(Activity, Activity.partnership_id == Partnership.id)
    query = query.where(scope_of(asked), Activity.archived_at.is_(None))
    party, programme = whole_number(asked.filter("pihak")), whole_number(asked.filter("periode"))
    filters = plans.Filters(asked.filter("keadaan"), party, asked.filter("cari").strip())
    names, today = PartyNames(), clock.today()
    query = query.where(*plans.narrowed(filters, today))
    if programme:
        query = query.where(Activity.programme_id == programme)
    year = year_of(asked)
    if year:
        begins = func.coalesce(Activity.starts_on, Activity.due_on)
        query = query.where(begins <= date(year, 12, 31), Activity.due_on >= date(year, 1, 1))
    for part in in_parts(query.order_by(Partnership.id, Activity.due_on, Activity.id)):
        names.know(row.party_id for row in part)
        for row in part:
            late = activities.is_late(row.status, row.due_on, today)
            status = _coded(activities.STATUSES, row.status)
            yield [*row[:4], status, *row[5:7], names.of(row.party_id), *row[8:14], late]


def _budget(asked: Asked) -> Iterator[Sequence[Any]]:
    query = (
        select(*OF, BudgetItem.id, BudgetItem.title, BudgetItem.year, BudgetLine.party_id, BudgetLine.source,
               BudgetLine.planned, *budget.spent_of_line())
        .join(BudgetItem, BudgetItem.partnership_id == Partnership.id)
        .join(BudgetLine, BudgetLine.item_id == BudgetItem.id)
        .where(scope_of(asked), BudgetLine.archived_at.is_(None), BudgetItem.archived_at.is_(None))
    )  # fmt: skip
    year = year_of(asked) or whole_number(asked.filter("untuk"))
    if year:
        query = query.where(BudgetItem.year == year)
    names = PartyNames()
    for part in in_parts(query.order_by(Partnership.id, BudgetItem.id, BudgetLine.id)):
        names.know(row.party_id for row in part)
        for row in part:
            amounts = (row.planned, *(None if value is None else int(value) for value in row[8:10]))
            yield [*row[:5], names.of(row.party_id), _coded(sources.SOURCES, row.source), *amounts]


def _contributions(asked: Asked) -> Iterator[Sequence[Any]]:
    delivered = (
        select(func.sum(func.coalesce(Delivery.amount, Delivery.quantity)))
        .where(Delivery.contribution_id == Contribution.id, Delivery.standing != DISPUTED)
        .correlate(Contribution)
        .scalar_subquery()
    )
    query = (
        select(*OF, Contribution.id, Contribution.party_id, Contribution.kind, Contribution.title, Contribution.amount,
               Contribution.quantity, Contribution.unit, Contribution.due_on, delivered)
        .join(Contribution, Contribution.partnership_id == Partnership.id)
        .where(scope_of(asked), Contribution.archived_at.is_(None))
    )  # fmt: skip
    year = year_of(asked)
    if year:
        query = query.where(or_(Contribution.due_on.is_(None), _in_year(Contribution.due_on, year)))
    names = PartyNames()
    for part in in_parts(query.order_by(Partnership.id, Contribution.id)):
        names.know(row.party_id for row in part)
        for row in part:
            yield [*row[:3], names.of(row.party_id), _coded(kinds.KINDS, row.kind), *row[5:]]


def _commitments(asked: Asked) -> Iterator[Sequence[Any]]:
    query = select(*OF, Commitment).join(Commitment, Commitment.partnership_id == Partnership.id)
    query = query.where(scope_of(asked, commitments.shown_to_all()), commitments.in_state(asked.filter("keadaan")))
    year = year_of(asked)
    if year:
        query = query.where(_in_year(Commitment.due_on, year))
    names, today = PartyNames(), clock.today()
    for part in in_parts(query.order_by(Partnership.id, Commitment.due_on, Commitment.id)):
        names.know(item.party_id for _number, _title, item in part)
        for number, title, item in part:
            state = _coded(promises.OUTCOMES, promises.outcome(item.promise, today))
            told = (item.id, names.of(item.party_id), item.title, state, item.due_on, item.first_due_on, item.done_on)
            yield [number, title, *told, item.renegotiated, item.is_public]


def _coded(words: Mapping[str, Text], code: str) -> Coded:
    return Coded(code, words.get(code, code))


def _in_year(column: InstrumentedAttribute[Any], year: int) -> Any:
    return extract("year", column) == year
