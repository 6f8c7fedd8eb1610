"""Numbers as Indonesian papers write them."""

from __future__ import annotations

from datetime import date

import pytest

from portal import numerals


def test_numbers_are_said_as_people_say_them() -> None:
    said = {
        0: "nol", 11: "sebelas", 14: "empat belas", 20: "dua puluh", 99: "sembilan puluh sembilan", 100: "seratus",
        111: "seratus sebelas", 1000: "seribu", 1001: "seribu satu", 2026: "dua ribu dua puluh enam",
        11_000: "sebelas ribu", 100_000: "seratus ribu", 1_000_000: "satu juta", 1_001_000: "satu juta seribu",
        15_250_000: "lima belas juta dua ratus lima puluh ribu", 2_000_000_000: "dua miliar",
        10**12: "satu triliun", -5: "minus lima",
    }  # fmt: skip
    assert {number: numerals.in_words(number) for number in said} == said
    with pytest.raises(ValueError):
        numerals.in_words(10**15)


def test_an_amount_stands_with_its_figures_and_in_words() -> None:
    assert numerals.rupiah(15_000_000) == "Rp15.000.000,00 (lima belas juta rupiah)"
    assert numerals.rupiah(0) == "Rp0,00 (nol rupiah)"


def test_roman_figures_letters_and_days() -> None:
    assert [numerals.roman(n) for n in (1, 4, 9, 11, 14, 40, 2026)] == ["I", "IV", "IX", "XI", "XIV", "XL", "MMXXVI"]
    assert [numerals.letter(n) for n in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]
    day = date(2026, 11, 24)
    assert numerals.day(day) == "24 November 2026"
    assert numerals.day_in_words(day) == "Selasa, tanggal dua puluh empat bulan November tahun dua ribu dua puluh enam"
