"""The lists of this room as files: villages, potentials, needs, organisations. All of it is public."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, false, or_, select, true
from sqlalchemy.orm import aliased

from ..web.listings import Asked, Coded, Listing, add_listings, headings, in_parts, whole_number
from . import labels, queries, rules
from .models import Area, Need, Organisation, Potential, Village
from .rules import Level
from .service import VILLAGE_FIELDS

PLACE = headings(("kode_desa", _l("Kode desa")), ("nama_desa", _l("Nama desa")))
WHERE = headings(("kecamatan", _l("Kecamatan")), ("kabupaten", _l("Kabupaten/kota")), ("provinsi", _l("Provinsi")))
RECORD = headings(
    ("pimpinan", labels.FIELDS["head_name"]),
    ("telepon", labels.FIELDS["public_phone"]),
    ("surel", labels.FIELDS["public_email"]),
    ("situs", labels.FIELDS["website"]),
    ("penduduk", labels.FIELDS["population"]),
    ("luas_km2", labels.FIELDS["area_km2"]),
    ("lintang", labels.FIELDS["latitude"]),
    ("bujur", labels.FIELDS["longitude"]),
    ("status_desa", labels.FIELDS["index_class"]),
    ("indeks", labels.FIELDS["index_kind"]),
    ("tahun_status", labels.FIELDS["index_year"]),
    ("tentang", labels.FIELDS["about"]),
)
OWNER = headings(
    ("nomor", _l("Nomor")), ("kode_desa", _l("Kode desa")), ("nomor_lembaga", _l("Nomor lembaga")), ("nama", _l("Nama"))
)
THING = headings(
    ("sektor", _l("Sektor")),
    ("judul", _l("Judul")),
    ("jumlah", _l("Jumlah")),
    ("satuan", _l("Satuan")),
    ("keterangan", _l("Keterangan")),
)


def init_app(app: Flask) -> None:
    """Let these lists be taken along."""
    add_listings(
        app,
        Listing(
            "desa",
            _l("Desa dan kelurahan"),
            (*PLACE, *headings(("jenis", _l("Jenis"))), *WHERE, *RECORD),
            _villages,
            is_open=True,
        ),
        Listing("potensi", _l("Potensi"), (*OWNER, *THING), _potentials, is_open=True),
        Listing(
            "kebutuhan",
            _l("Kebutuhan"),
            (*OWNER, *THING, *headings(("desakan", _l("Mendesaknya")))),
            _needs,
            is_open=True,
        ),
        Listing(
            "lembaga",
            _l("Lembaga"),
            headings(
                ("nomor", _l("Nomor")),
                ("nama", _l("Nama")),
                ("jenis", _l("Jenis")),
                ("badan_hukum", labels.FIELDS["legal_number"]),
                ("kode_desa", labels.FIELDS["village_code"]),
                ("pimpinan", labels.FIELDS["head_name"]),
                ("telepon", labels.FIELDS["public_phone"]),
                ("surel", labels.FIELDS["public_email"]),
                ("situs", labels.FIELDS["website"]),
                ("tentang", labels.FIELDS["about"]),
            ),
            _organisations,
            is_open=True,
        ),
    )


def within(column: Any, code: str) -> ColumnElement[bool]:
    """The SQL of lying in an area; of everything without a code, and of nothing for what is no code."""
    if not code:
        return true()
    official = rules.parse_code(code)
    return or_(column == official, column.startswith(official + ".")) if official else false()


def villages_of(area: str, kinds: Sequence[str] = ()) -> Select[Area, str, str, str, Village]:
    """The valid villages of an area with the names above them and their records, in the order of their codes."""
    district, regency, province = aliased(Area), aliased(Area), aliased(Area)
    query = (
        select(Area, district.name, regency.name, province.name, Village)
        .join(district, district.code == Area.parent_code)
        .join(regency, regency.code == district.parent_code)
        .join(province, province.code == regency.parent_code)
        .outerjoin(Village, Village.code == Area.code)
        .where(Area.level == Level.VILLAGE, Area.valid, within(Area.code, area))
    )
    if kinds:
        query = query.where(Area.kind.in_(kinds))
    return query.order_by(Area.code)


def record_values(village: Village) -> list[Any]:
    """The values of `RECORD`."""
    return [_value(name, getattr(village, name)) for name in VILLAGE_FIELDS]


def _villages(asked: Asked) -> Iterator[Sequence[Any]]:
    for part in in_parts(villages_of(asked.filter("wilayah"))):
        for area, district, regency, province, village in part:
            kind = Coded(area.kind, labels.KINDS.get(area.kind, area.kind))
            record = record_values(village) if village else [None] * len(RECORD)
            yield [area.code, area.name, kind, district, regency, province, *record]


def _potentials(asked: Asked) -> Iterator[Sequence[Any]]:
    return _listed(Potential, asked)


def _needs(asked: Asked) -> Iterator[Sequence[Any]]:
    return _listed(Need, asked)


def _listed(model: type[Potential] | type[Need], asked: Asked) -> Iterator[Sequence[Any]]:
    """Potentials or needs: of one village (`desa`) or organisation (`lembaga`), of a sector, within an area."""
    query = queries.listed(model).where(within(model.village_code, asked.filter("wilayah")))
    if asked.filter("desa"):
        query = query.where(model.village_code == (rules.parse_code(asked.filter("desa")) or "-"))
    if asked.filter("lembaga"):
        query = query.where(model.organisation_id == (whole_number(asked.filter("lembaga")) or 0))
    if asked.filter("sektor"):
        query = query.where(model.sector == asked.filter("sektor"))
    for part in in_parts(query):
        places = queries.place_names(item.village_code for item in part if item.village_code)
        houses = queries.organisation_names(item.organisation_id for item in part if item.organisation_id)
        for item in part:
            name = places[item.village_code].name if item.village_code else houses.get(item.organisation_id, "")
            sector = Coded(item.sector, labels.sector(item.sector))
            row = [item.id, item.village_code, item.organisation_id, name, sector, item.title, item.quantity]
            yield [*row, item.unit, item.note, *([_value("urgency", item.urgency)] if model is Need else [])]


def _organisations(asked: Asked) -> Iterator[Sequence[Any]]:
    kind = asked.filter("jenis")
    query = queries.organisations(asked.filter("q").strip(), kind if kind in labels.ORGANISATION_KINDS else "")
    for part in in_parts(query.where(within(Organisation.village_code, asked.filter("wilayah")))):
        for item in part:
            kept = (item.legal_number, item.village_code, item.head_name, item.public_phone, item.public_email)
            yield [item.id, item.name, _value("kind", item.kind), *kept, item.website, item.about]


def _value(name: str, value: Any) -> Any:
    """A kept value; a code with its words."""
    if name in labels.CODED and value:
        return Coded(value, labels.CODED[name].get(value, value))
    return value
