"""The words on screen for the codes that this room keeps, and for its fields and events."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l

from ..contracts import Text
from ..web.i18n import format_number
from .rules import Kind, Level
from .search import Match

KINDS: Mapping[str, Text] = {
    Kind.VILLAGE: _l("Desa"),
    Kind.CUSTOMARY: _l("Desa adat"),
    Kind.WARD: _l("Kelurahan"),
}
LEVELS: Mapping[str, Text] = {
    Level.PROVINCE: _l("Provinsi"),
    Level.REGENCY: _l("Kabupaten/kota"),
    Level.DISTRICT: _l("Kecamatan"),
    Level.VILLAGE: _l("Desa dan kelurahan"),
}
ORGANISATION_KINDS: Mapping[str, Text] = {
    "bum_desa": _l("BUM Desa"),
    "bum_desa_bersama": _l("BUM Desa bersama"),
    "cooperative": _l("Koperasi"),
    "company": _l("Perusahaan"),
    "ngo": _l("LSM atau yayasan"),
    "university": _l("Perguruan tinggi"),
    "agency": _l("Dinas atau badan pemerintah"),
    "other": _l("Lainnya"),
}
INDEX_CLASSES: Mapping[str, Text] = {
    "independent": _l("Mandiri"),
    "advanced": _l("Maju"),
    "developing": _l("Berkembang"),
    "lagging": _l("Tertinggal"),
    "very_lagging": _l("Sangat tertinggal"),
}
INDEX_KINDS: Mapping[str, Text] = {"indeks_desa": _l("Indeks Desa (sejak 2025)"), "idm": _l("IDM (sampai 2024)")}
URGENCIES: Mapping[str, Text] = {"high": _l("Mendesak"), "medium": _l("Penting"), "low": _l("Dapat menunggu")}
URGENCY_TONES: Mapping[str, str] = {"high": "bad", "medium": "warn", "low": "neutral"}
MATCHES: Mapping[str, Text] = {
    Match.CODE: _l("Kode cocok"),
    Match.EXACT: _l("Nama sama"),
    Match.BEGINNING: _l("Awal nama sama"),
    Match.WORDS: _l("Nama dan wilayah cocok"),
    Match.PLACE: _l("Wilayah cocok"),
    Match.PART: _l("Bagian nama cocok"),
    Match.SIMILAR: _l("Ejaan mirip"),
}
TERMS: Mapping[str, Text] = {
    "village": _l("Sebutan desa"),
    "village_head": _l("Sebutan kepala desa"),
    "village_secretary": _l("Sebutan sekretaris desa"),
    "village_council": _l("Sebutan BPD"),
    "village_meeting": _l("Sebutan musyawarah desa"),
    "gazette": _l("Sebutan berita desa"),
    "district": _l("Sebutan kecamatan"),
    "district_head": _l("Sebutan camat"),
}
FIELDS: Mapping[str, Text] = {
    "letter_address": _l("Alamat di kop surat"),
    "postal_code": _l("Kode pos"),
    "has_logo": _l("Lambang di kop surat"),
    "population": _l("Jumlah penduduk"),
    "area_km2": _l("Luas wilayah (km²)"),
    "latitude": _l("Lintang"),
    "longitude": _l("Bujur"),
    "head_name": _l("Nama kepala atau pimpinan"),
    "public_phone": _l("Telepon umum"),
    "public_email": _l("Surel umum"),
    "website": _l("Situs web"),
    "index_class": _l("Status desa"),
    "index_year": _l("Tahun status"),
    "index_kind": _l("Indeks"),
    "about": _l("Tentang"),
    "kind": _l("Jenis"),
    "name": _l("Nama"),
    "legal_number": _l("Nomor badan hukum"),
    "village_code": _l("Desa kedudukan"),
    "sector": _l("Sektor"),
    "title": _l("Judul"),
    "quantity": _l("Jumlah"),
    "unit": _l("Satuan"),
    "note": _l("Keterangan"),
    "urgency": _l("Mendesaknya"),
    **{f"term_{name}": label for name, label in TERMS.items()},
}
EVENTS: Mapping[str, Text] = {
    "letterhead.edited": _l("Kop surat diubah"),
    "areas.loaded": _l("Daftar wilayah diperbarui"),
    "village.edited": _l("Profil desa diperbarui"),
    "village.prepared": _l("Data desa diisi dari daftar oleh yang membina wilayahnya"),
    "organisation.created": _l("Lembaga didaftarkan"),
    "organisation.edited": _l("Profil lembaga diperbarui"),
    "organisation.archived": _l("Lembaga diarsipkan"),
    "organisation.restored": _l("Lembaga dipulihkan dari arsip"),
    "potential.added": _l("Potensi ditambahkan"),
    "potential.edited": _l("Potensi diperbarui"),
    "potential.archived": _l("Potensi diarsipkan"),
    "potential.restored": _l("Potensi dipulihkan"),
    "need.added": _l("Kebutuhan ditambahkan"),
    "need.edited": _l("Kebutuhan diperbarui"),
    "need.archived": _l("Kebutuhan diarsipkan"),
    "need.restored": _l("Kebutuhan dipulihkan"),
}
CODED: Mapping[str, Mapping[str, Text]] = {
    "index_class": INDEX_CLASSES,
    "index_kind": INDEX_KINDS,
    "urgency": URGENCIES,
    "kind": ORGANISATION_KINDS,
}
_NUMBERS = frozenset({"population", "area_km2", "quantity"})
_DEGREES = frozenset({"latitude", "longitude"})


def sector(code: str) -> Text:
    """The words for a sector; its bare code when its plugin is gone."""
    return current_app.extensions["portal.registry"].sector_label(code)


def degrees(value: Decimal) -> str:
    """Decimal degrees as Indonesians write them: -7,8421."""
    return format(value.normalize(), "f").replace(".", ",")


def shown(name: str, value: Any) -> Text:
    """A kept value as a person reads it; empty for nothing."""
    if value is None or value == "":
        return ""
    if name == "sector":
        return sector(value)
    if name in CODED:
        return CODED[name].get(value, value)
    if name in _NUMBERS:
        return format_number(Decimal(value))  # the history keeps decimals as text
    return degrees(Decimal(value)) if name in _DEGREES else str(value)
