"""The lists of monitoring as files: indicators, measurements, evaluations, and the figures of an area."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, extract, select

from .. import clock
from ..contracts import Text
from ..partnerships import overview
from ..partnerships.models import Partnership
from ..partnerships.service import partnership_for
from ..partnerships.takeout import PartyNames, of_work, scope_of, year_of
from ..partnerships.working import partnership_or_404
from ..permissions import Action
from ..villages.rules import parse_code
from ..web.listings import Asked, Coded, Listing, add_listings, headings, in_parts, whole_number
from .evaluation import queries as evaluations
from .evaluation import rules as evaluation
from .evaluation.models import Evaluation
from .indicators import rules as indicators
from .indicators.models import Indicator
from .measurements import rules as states
from .measurements.models import Measurement
from .rollups import queries as rollups

OF = (Partnership.id, Partnership.title)
INDICATOR = (("kode_indikator", _l("Kode indikator")), ("indikator", _l("Indikator")), ("satuan", _l("Satuan")))
SEEN_BY_PARTIES = (states.SUBMITTED, states.RETURNED, states.VERIFIED)


def init_app(app: Flask) -> None:
    """Let these lists be taken along."""
    measured = headings(
        ("nomor_indikator", _l("Nomor indikator")),
        *INDICATOR,
        ("jenis", _l("Jenis")),
        ("arah", _l("Arah (1 naik, -1 turun)")),
        ("dijumlahkan", _l("Dijumlahkan")),
        ("kekerapan", _l("Kekerapan")),
        ("keadaan_awal", _l("Keadaan awal")),
        ("tanggal_awal", _l("Tanggal keadaan awal")),
        ("mulai", _l("Mulai diukur")),
        ("sumber", _l("Sumber")),
        ("untuk_umum", _l("Tampil untuk umum")),
    )
    reported = headings(
        ("nomor_pengukuran", _l("Nomor pengukuran")),
        *INDICATOR,
        ("pihak", _l("Pihak")),
        ("masa_mulai", _l("Masa mulai")),
        ("masa_selesai", _l("Masa selesai")),
        ("nilai", _l("Nilai")),
        ("pembilang", _l("Pembilang")),
        ("penyebut", _l("Penyebut")),
        ("uraian", _l("Uraian")),
        ("keadaan", _l("Keadaan")),
        ("kali_dibetulkan", _l("Berapa kali dibetulkan")),
        ("dijawab_pada", _l("Dijawab pada")),
    )
    evaluated = headings(
        ("nomor_evaluasi", _l("Nomor evaluasi")),
        ("evaluasi", _l("Evaluasi")),
        ("jenis", _l("Jenis")),
        ("masa_mulai", _l("Masa mulai")),
        ("masa_selesai", _l("Masa selesai")),
        ("keadaan", _l("Keadaan")),
        ("ringkasan", _l("Ringkasan")),
        ("dibuka", _l("Dibuka")),
        ("ditutup", _l("Ditutup")),
    )
    figures = headings(
        ("kode_wilayah", _l("Kode wilayah")), ("angka", _l("Angka")), ("satuan", _l("Satuan")),
        ("tahun", _l("Tahun")), ("nilai", _l("Nilai")),
    )  # fmt: skip
    add_listings(
        app,
        *of_work("indikator", _l("Indikator"), measured, _indicators, partnership_or_404),
        *of_work("pengukuran", _l("Pengukuran"), reported, _measurements, partnership_or_404),
        *of_work("evaluasi", _l("Evaluasi"), evaluated, _evaluations, partnership_or_404),
        Listing("angka-wilayah", _l("Angka wilayah"), figures, _figures, action=Action.AREA_VIEW),
    )


def _indicators(asked: Asked) -> Iterator[Sequence[Any]]:
    """Those that are measured, without those put away."""
    query = select(*OF, Indicator).join(Indicator, Indicator.partnership_id == Partnership.id)
    query = query.where(scope_of(asked, Indicator.is_public.is_(True)), Indicator.archived_at.is_(None))
    for part in in_parts(query.order_by(Partnership.id, Indicator.code, Indicator.id)):
        for number, title, item in part:
            kind = _coded(indicators.KINDS, item.kind)
            told = (item.id, item.code, item.name, item.unit, kind, item.direction, item.is_cumulative)
            often = _coded(indicators.FREQUENCIES, item.frequency)
            begins = (often, item.baseline, item.baseline_on, item.starts_on)
            yield [number, title, *told, *begins, item.source, item.is_public]


def _measurements(asked: Asked) -> Iterator[Sequence[Any]]:
    """What was sent; strangers read what was verified of what is shown to everyone."""
    shown = (
        Measurement.id, Indicator.code, Indicator.name, Indicator.unit, Measurement.party_id, Measurement.starts_on,
        Measurement.ends_on, Measurement.value, Measurement.numerator, Measurement.denominator, Measurement.words,
        Measurement.state, Measurement.amended, Measurement.answered_at,
    )  # fmt: skip
    public = and_(Indicator.is_public.is_(True), Measurement.state == states.VERIFIED)
    query = select(*OF, *shown).join(Measurement, Measurement.partnership_id == Partnership.id)
    query = query.join(Indicator, Indicator.id == Measurement.indicator_id)
    query = query.where(scope_of(asked, public), Measurement.state.in_(SEEN_BY_PARTIES))
    year = year_of(asked)
    if year:
        query = query.where(extract("year", Measurement.ends_on) == year)
    # As they stand in an index: a million of them need no sort.
    by_index = (Measurement.partnership_id, Measurement.state, Measurement.ends_on, Measurement.indicator_id)
    names = PartyNames()
    for part in in_parts(query.order_by(*by_index, Measurement.id)):
        names.know(row.party_id for row in part)
        for row in part:
            state = _coded(states.STATES, row.state)
            yield [*row[:6], names.of(row.party_id), *row[7:13], state, row.amended, row.answered_at]


def _evaluations(asked: Asked) -> Iterator[Sequence[Any]]:
    """The evaluations; strangers read those that every party shows."""
    shown = None
    if asked.partnership_id is not None:
        partnership = partnership_for(asked.actor, asked.partnership_id)
        insider = overview.is_insider(asked.actor, partnership)
        shown = None if insider else evaluations.shown_to_all(partnership)
    query = select(*OF, Evaluation.id, Evaluation.title, Evaluation.kind, Evaluation.period_from, Evaluation.period_to,
                   Evaluation.state, Evaluation.summary, Evaluation.opened_at, Evaluation.closed_at)  # fmt: skip
    query = query.join(Evaluation, Evaluation.partnership_id == Partnership.id).where(scope_of(asked, shown))
    year = year_of(asked)
    if year:
        within_year = (extract("year", Evaluation.period_from) <= year, extract("year", Evaluation.period_to) >= year)
        query = query.where(and_(*within_year))
    for part in in_parts(query.order_by(Partnership.id, Evaluation.id)):
        for row in part:
            kind, state = _coded(evaluation.KINDS, row.kind), _coded(evaluation.STATES, row.state)
            yield [*row[:4], kind, row.period_from, row.period_to, state, *row[8:]]


def _figures(asked: Asked) -> Iterator[Sequence[Any]]:
    """The figures of an area (`wilayah`; none: the nation) for the years side by side, as its page adds them up."""
    area = parse_code(asked.filter("wilayah")) or ""
    year = year_of(asked) or rollups.newest_year(asked.actor, area, clock.today().year)
    goal = whole_number(asked.filter("tujuan"))
    view = rollups.View(area, year, asked.filter("sektor")[:40], goal if goal and goal <= 18 else None)
    for line in rollups.lines(asked.actor, view):
        for each in view.years:
            value = line.value(each)
            if value is not None:
                yield [area, str(line.label), line.measure.unit, each, value]


def _coded(words: Mapping[str, Text], code: str) -> Coded:
    return Coded(code, words.get(code, code))
