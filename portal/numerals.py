"""Numbers as Indonesian papers write them: in words, in Roman figures, days written out."""

from __future__ import annotations

from datetime import date

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
MOST = 10**15 - 1  # what is spelled out
_UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_STEPS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def in_words(number: int) -> str:
    """A whole number of at most fifteen figures in words: seribu dua ratus; minus stands before what is owed."""
    if abs(number) > MOST:
        raise ValueError(number)
    if number < 0:
        return f"minus {in_words(-number)}"
    for size, name in _STEPS:
        if number >= size:
            many = number // size
            return _joined("seribu" if size == 1000 and many == 1 else f"{in_words(many)} {name}", number % size)
    return _below_thousand(number)


def rupiah_in_words(amount: int) -> str:
    """Terbilang: an amount in whole rupiah, as it stands in brackets behind the figures."""
    return f"{in_words(amount)} rupiah"


def rupiah(amount: int) -> str:
    """Rp15.000.000,00 (lima belas juta rupiah): an amount as papers write it."""
    figures = f"{abs(amount):,}".replace(",", ".")
    return f"{'-' if amount < 0 else ''}Rp{figures},00 ({rupiah_in_words(amount)})"


def roman(number: int) -> str:
    """A number from 1 to 3999 in Roman figures, as in BAB IV and in the month of a letter's number."""
    if not 1 <= number <= 3999:
        raise ValueError(number)
    said = ""
    for size, sign in _ROMAN:
        said += sign * (number // size)
        number %= size
    return said


def letter(place: int) -> str:
    """The mark of the item at a place, counted from 1: a to z, then aa, bb, as laws go on."""
    if place < 1:
        raise ValueError(place)
    return chr(ord("a") + (place - 1) % 26) * ((place - 1) // 26 + 1)


def day(value: date) -> str:
    """24 November 2026."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def day_in_words(value: date) -> str:
    """Selasa, tanggal dua puluh empat bulan November tahun dua ribu dua puluh enam."""
    weekday, month = WEEKDAYS[value.weekday()], MONTHS[value.month - 1]
    return f"{weekday}, tanggal {in_words(value.day)} bulan {month} tahun {in_words(value.year)}"


def _below_thousand(number: int) -> str:
    if number < 12:
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    if number < 100:
        return _joined(f"{_UNITS[number // 10]} puluh", number % 10)
    return _joined("seratus" if number < 200 else f"{_UNITS[number // 100]} ratus", number % 100)


def _joined(words: str, rest: int) -> str:
    return f"{words} {in_words(rest)}" if rest else words
