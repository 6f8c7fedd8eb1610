"""The register of partnerships in the columns of a DPMD, as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from ..contracts import Text
from ..web.listings import Asked, Coded, Listing, add_listings, headings, in_parts
from . import queries, rules
from .agreement_rules import EXECUTORS, FIELDS
from .models import Agreement, Partnership, Party
from .rules import instrument_of
from .steps import state_label
from .takeout import listed, names_in, sector, type_words

# The instrument, as the registers of a DPMD call it (docs/impor-ekspor.md).
KINDS: Mapping[str, Text] = {rules.JOINT_REGULATION: _l("KAD"), rules.JOINT_AGREEMENT: _l("KDPK")}
# First the columns of a DPMD's register in its order, then what tells one row from another.
REGISTER = headings(
    ("tahun", _l("Tahun")),
    ("jenis", _l("Jenis")),
    ("bidang", _l("Bidang")),
    ("sub_bidang", _l("Sub bidang")),
    ("mitra", _l("Mitra")),
    ("ruang_lingkup", _l("Ruang lingkup")),
    ("tanggal_mulai", _l("Tanggal mulai")),
    ("tanggal_selesai", _l("Tanggal selesai")),
    ("pelaksanaan", _l("Pelaksanaan")),
    ("judul", _l("Judul")),
    ("kode_desa", _l("Kode desa")),
    ("nomor", _l("Nomor naskah")),
    ("tanggal_tanda_tangan", _l("Tanggal ditandatangani")),
    ("jenis_kemitraan", _l("Jenis kemitraan")),
    ("keadaan", _l("Keadaan")),
    ("nomor_portal", _l("Nomor di portal")),
)


def init_app(app: Flask) -> None:
    """Let the register be taken along."""
    add_listings(app, Listing("register", _l("Register kerja sama"), REGISTER, _rows, yearly=True))


def _rows(asked: Asked) -> Iterator[Sequence[Any]]:
    """What is or was in force, with its newest text in force; one row a partnership."""
    newest = select(func.max(Agreement.number)).where(
        Agreement.partnership_id == Partnership.id, Agreement.in_force_from.is_not(None)
    )
    query = listed(asked).join(Agreement, Agreement.partnership_id == Partnership.id)
    query = query.where(Agreement.number == newest.correlate(Partnership).scalar_subquery()).add_columns(Agreement)
    for part in in_parts(query):
        known = names_in(partnership for partnership, _agreement in part)
        numbers = queries.text_numbers([partnership.id for partnership, _agreement in part])
        for partnership, agreement in part:
            yield _row(partnership, agreement, known.get(partnership.id, []), numbers)


def _row(
    partnership: Partnership, agreement: Agreement, known: list[tuple[Party, str]], numbers: Mapping[int, str]
) -> Sequence[Any]:
    content = agreement.content
    bound = [(party, name) for party, name in known if party.is_bound]
    kind = instrument_of(party.is_village for party, _name in bound)
    signed_on = _day(content.get("signed_on")) or agreement.in_force_from
    fields = [str(FIELDS.get(code, code)) for code in content.get("fields") or []]
    begins = partnership.start_date or agreement.in_force_from
    dated = signed_on or begins
    return [
        dated.year if dated else None,
        Coded(kind, KINDS[kind]),
        "; ".join(fields),
        sector(partnership.sector),
        "; ".join(name for party, name in bound if not party.is_village),
        str(content.get("scope") or ""),
        begins,
        partnership.end_date,
        Coded(partnership.executor, EXECUTORS.get(partnership.executor, partnership.executor)),
        partnership.title,
        "; ".join(party.village_code for party, _name in bound if party.village_code),
        "; ".join(f"{party.village_code} = {numbers[party.id]}" for party, _name in bound if numbers.get(party.id)),
        signed_on,
        type_words(partnership.type_code),
        Coded(partnership.status, state_label(partnership)),
        partnership.id,
    ]


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) and text else None
