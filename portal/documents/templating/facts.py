"""What a template may say of any paper: each placeholder with its meaning and an example, and its values.

The values are text that is fit for XML. Nothing in them is read as a placeholder again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ... import numerals
from ...contracts import Text, say

BODY = "isi"
FILTER_NAMES = ("besar", "kecil", "judul")
# What XML cannot hold, and what Word cannot show; line breaks and tabs stay.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u2063]")


@dataclass(frozen=True)
class Fact:
    """A placeholder: its name, what it stands for, and what it gives in the example."""

    name: str
    help: Text
    example: str


PLAIN = (
    Fact("surat", say("Nama surat atau dokumen ini"), "Surat Penawaran Kerja Sama"),
    Fact("nomor", say("Nomor dokumen; kosong selama belum diterbitkan"), "146.5/12/Ngebel/XI/2026"),
    Fact("tanggal", say("Tanggal dokumen dengan angka"), "24 November 2026"),
    Fact(
        "tanggal_kata",
        say("Hari dan tanggal dokumen dengan huruf"),
        "Selasa, tanggal dua puluh empat bulan November tahun dua ribu dua puluh enam",
    ),
    Fact("hari_ini", say("Tanggal saat diunduh"), "25 November 2026"),
    Fact("hari_ini_kata", say("Hari dan tanggal saat diunduh, dengan huruf"), "Rabu, tanggal dua puluh lima …"),
    Fact("judul", say("Judul kemitraan"), "Saluran irigasi bersama"),
    Fact("tujuan", say("Tujuan kemitraan"), "Air cukup bagi sawah kedua desa"),
    Fact("sektor", say("Sektor kemitraan"), "Air dan irigasi"),
    Fact("jenis", say("Jenis kemitraan"), "Kemitraan dua pihak"),
    Fact("naskah", say("Bentuk kesepakatan"), "Peraturan Bersama Kepala Desa"),
    Fact("jumlah_pihak", say("Banyaknya pihak dengan angka"), "2"),
    Fact("jumlah_pihak_kata", say("Banyaknya pihak dengan huruf"), "dua"),
    Fact("jumlah_pendanaan", say("Jumlah seluruh pendanaan dengan terbilang"), numerals.rupiah(15_000_000)),
)
CONTENTS = (
    Fact("ruang_lingkup", say("Ruang lingkup kerja sama"), "Pengelolaan saluran irigasi Watu Putih"),
    Fact("bidang", say("Bidang kerja sama"), "Pelaksanaan pembangunan"),
    Fact("tata_cara", say("Tata cara dan ketentuan pelaksanaan"), "Dilaksanakan oleh BKAD"),
    Fact("jangka_waktu", say("Jangka waktu"), "1 Januari 2027 – 31 Desember 2029"),
    Fact("hak_kewajiban", say("Hak dan kewajiban"), "Hak Ngebel: mendapat air tiga hari seminggu"),
    Fact("pendanaan", say("Pendanaan"), "Ngebel Rp15.000.000 APB Desa"),
    Fact("perubahan", say("Tata cara perubahan, penundaan, dan pembatalan"), "Disepakati dalam musyawarah antar desa"),
    Fact("perselisihan", say("Penyelesaian perselisihan"), "Musyawarah untuk mufakat"),
    Fact("lain_lain", say("Ketentuan lain"), "–"),
)
PARTY = (
    Fact("nama", say("Nama pihak dengan sebutannya"), "Desa Ngebel"),
    Fact("nama_pendek", say("Nama pihak saja"), "Ngebel"),
    Fact("kode", say("Kode wilayah; kosong bagi lembaga"), "35.02.19.2007"),
    Fact("kepala", say("Nama pimpinan"), "Drs. H. Sutrisno, M.Si."),
    Fact("jabatan", say("Jabatan pimpinan"), "Kepala Desa Ngebel"),
    Fact("sekretaris", say("Jabatan sekretaris desa"), "Sekretaris Desa Ngebel"),
    Fact("bpd", say("Sebutan BPD"), "BPD Desa Ngebel"),
    Fact("kecamatan", say("Kecamatan"), "Kecamatan Ngebel"),
    Fact("kabupaten", say("Kabupaten atau kota"), "Kabupaten Ponorogo"),
    Fact("alamat", say("Alamat kantornya"), "Jalan Raya Ngebel Nomor 1"),
    Fact("nomor", say("Nomor naskah menurut pihak ini"), "3"),
    Fact("tahun", say("Tahun nomor itu"), "2026"),
)
FUNDING = (
    Fact("pihak", say("Pihak yang menanggung"), "Ngebel"),
    Fact("sumber", say("Sumber dana"), "APB Desa"),
    Fact("kode_rekening", say("Kode rekening"), "1.4.09"),
    Fact("tahun", say("Tahun anggaran"), "2027"),
    Fact("jumlah", say("Jumlah dengan terbilang"), numerals.rupiah(15_000_000)),
    Fact("angka", say("Jumlah dengan angka saja"), "15.000.000"),
)
# The eight contents and what is left over, by the name of each in the agreement.
CONTENT_OF = {
    "ruang_lingkup": "scope", "bidang": "fields", "tata_cara": "implementation_terms", "jangka_waktu": "duration",
    "hak_kewajiban": "rights_and_obligations", "pendanaan": "funding", "perubahan": "change_terms",
    "perselisihan": "dispute_terms",
}  # fmt: skip


def _texts(facts: Iterable[Fact]) -> dict[str, Any]:
    return {fact.name: "text" for fact in facts}


SCHEMA: Mapping[str, Any] = {
    **_texts(PLAIN),
    "pokok": {"object": _texts(CONTENTS)},
    "penulis": {"object": _texts(PARTY)},
    "pihak": {"list": _texts(PARTY)},
    "dana": {"list": _texts(FUNDING)},
    BODY: "body",
}


def fit(value: Any) -> Any:
    """A value, and all within it, as text that a Word file can hold."""
    if isinstance(value, Mapping):
        return {name: fit(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [fit(inner) for inner in value]
    text = "" if value is None else str(value)
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def days(dated: date | None, today: date) -> dict[str, str]:
    """The paper's day and today in figures and words; a paper without a day of its own leaves room for it."""
    return {
        "tanggal": numerals.day(dated) if dated else "………………………",
        "tanggal_kata": numerals.day_in_words(dated) if dated else "………………………",
        "hari_ini": numerals.day(today),
        "hari_ini_kata": numerals.day_in_words(today),
    }


def example(awkward: bool = False) -> dict[str, Any]:
    """Values to try a template with: those of the examples, or names as they come in real life at their worst."""
    return {
        **{fact.name: _tried(fact, awkward) for fact in PLAIN},
        "pokok": {fact.name: _tried(fact, awkward) for fact in CONTENTS},
        "penulis": {fact.name: _tried(fact, awkward) for fact in PARTY},
        "pihak": [{fact.name: _tried(fact, awkward) for fact in PARTY} for _party in range(3)],
        "dana": [{fact.name: _tried(fact, awkward) for fact in FUNDING} for _line in range(3)],
    }


AWKWARD = (
    "Dusun \"Krajan\" & 'Sumber' <Rejo> {{ judul }} {% for %} ]]> 🌾\u200f\u202e",
    "A" * 300,
    "",
    "baris satu\nbaris dua\tdan tiga",
)


def _tried(fact: Fact, awkward: bool) -> str:
    """One value of a trial; the awkward ones are dealt out by the length of the names, so that all are met."""
    return fit(AWKWARD[len(fact.name) % len(AWKWARD)]) if awkward else fact.example
