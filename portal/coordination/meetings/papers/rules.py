"""The words of papers: days and numbers written out, which sheets there are, how a set of decisions was reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ....contracts import Text, say
from ...governance.decisions import CONSENSUS
from .. import rules as meetings

LETTERS, AGENDA, ATTENDANCE = "undangan", "acara", "daftar-hadir"
PAPERS, DRAFTS, MINUTES = "bahan", "rancangan-keputusan", "berita-acara"
SHEETS: Mapping[str, Text] = {
    LETTERS: say("Surat undangan"),
    AGENDA: say("Susunan acara"),
    ATTENDANCE: say("Daftar hadir"),
    PAPERS: say("Daftar bahan"),
    DRAFTS: say("Rancangan keputusan"),
    MINUTES: say("Berita acara"),
}

NOT_SETTLED: Mapping[str, Text] = {  # why minutes do not stand yet, by the state of their meeting
    **dict.fromkeys(meetings.COMING, say("rapat belum berlangsung")),
    meetings.HELD: say("belum dikirim kepada para pihak"),
    meetings.CONFIRMING: say("menunggu jawaban desa"),
    meetings.CANCELLED: say("rapat dibatalkan"),
}
OBJECTED_TO = say("ada desa yang keberatan")

_UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def in_words(number: int) -> str:
    """A number from 0 to 9999 in Indonesian words, as papers write it beside the figures."""
    if not 0 <= number <= 9999:
        raise ValueError(number)
    if number < 12:
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    if number < 100:
        return _joined(f"{_UNITS[number // 10]} puluh", number % 10)
    if number < 1000:
        return _joined("seratus" if number < 200 else f"{_UNITS[number // 100]} ratus", number % 100)
    return _joined("seribu" if number < 2000 else f"{_UNITS[number // 1000]} ribu", number % 1000)


def day_in_words(day: date) -> str:
    """Selasa, tanggal dua puluh empat bulan November tahun dua ribu dua puluh enam."""
    weekday, month = WEEKDAYS[day.weekday()], MONTHS[day.month - 1]
    return f"{weekday}, tanggal {in_words(day.day)} bulan {month} tahun {in_words(day.year)}"


def agreed_sentence(methods: Iterable[str]) -> Text:
    """How the decisions below it were reached: “secara mufakat” only where every one of them was."""
    listed = list(methods)
    if listed and all(method == CONSENSUS for method in listed):
        return say("Setelah dibahas, musyawarah secara mufakat menyepakati hal-hal sebagai berikut:")
    return say("Setelah dibahas, musyawarah memutuskan hal-hal sebagai berikut:")


def rows_for(villages: int) -> int:
    """How many blank rows each village gets on the attendance list, so that it stays a few pages."""
    if villages <= 4:
        return 15
    return 10 if villages <= 10 else 5


def _joined(words: str, rest: int) -> str:
    return f"{words} {in_words(rest)}" if rest else words
