"""Numbers of papers, codes and fingerprints: plain rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portal.documents.issuing import number_rules, rules
from portal.documents.issuing.number_rules import Writing, faults, number_in, numbered, written
from portal.paperwork import Fields, Paper, Paragraph, Title

DAY = date(2026, 11, 24)
NGEBEL = Writing(number_rules.USUAL["letter"], "146.5", "Ngebel", "35.02.19.2007")


def test_a_number_is_written_by_its_pattern() -> None:
    assert written(NGEBEL, 41, DAY) == "146.5/41/NGEBEL/XI/2026"
    every = Writing("{urut-3}.{kode}.{bulan}.{tahun}", "", "Ngebel", "35.02.19.2007")
    assert written(every, 7, DAY) == "007.35.02.19.2007.11.2026"
    assert written(Writing("{klasifikasi}/{urut}/{tahun}", "", "x"), 1, DAY) == "/1/2026"


def test_a_long_or_strange_name_stays_a_number_of_bounded_length() -> None:
    long = Writing(
        "{klasifikasi}/{urut}/{desa}/{kode}/{bulan-romawi}/{bulan}/{tahun}" + "x" * 30, "1" * 20, "Desa " * 60
    )
    assert len(written(long, number_rules.MOST, DAY)) <= rules.NUMBER
    assert number_rules.plain_name("Wagir Lor «A»/B") == "WAGIR-LOR-A-B"
    assert number_rules.plain_name("💧") == "-"


@pytest.mark.parametrize("pattern", number_rules.USUAL.values())
def test_the_usual_patterns_have_no_fault(pattern: str) -> None:
    assert faults(pattern) == []


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("{klasifikasi}/{tahun}", "{urut}"),
        ("{urut}/{desa}", "{tahun}"),
        ("{urut}/{nama}/{tahun}", "{nama}"),
        ("{urut}/{urut}/{tahun}", "sekali"),
        ("{urut}/{tahun}}", "berpasangan"),
        ("{urut}/{tahun}\u202e", "tidak terlihat"),
        ("{urut.__class__}/{urut}/{tahun}", "tidak dikenal"),
    ],
)
def test_a_pattern_that_cannot_be_used_says_why(pattern: str, says: str) -> None:
    assert any(says in str(sentence) for sentence in faults(pattern))


def test_an_open_number_is_filled_in_and_a_known_one_is_kept() -> None:
    letter = Paper("Surat", (Paragraph("x"), Fields((("Nomor", "…………"), ("Perihal", "Penawaran")))))
    assert number_in(letter) == ""
    filled = numbered(letter, "146.5/1/X/2026", DAY)
    assert filled.blocks[1] == Fields((("Nomor", "146.5/1/X/2026"), ("Perihal", "Penawaran")))
    assert filled.dated == DAY
    assert number_in(filled) == "146.5/1/X/2026"
    assert numbered(filled, "9", DAY) == filled
    decree = Paper("SK", (Title(("KEPUTUSAN BERSAMA", "NOMOR: ……… TAHUN 2026", "TENTANG")),), dated=date(2026, 1, 2))
    assert numbered(decree, "3", DAY).blocks[0] == Title(("KEPUTUSAN BERSAMA", "NOMOR: 3", "TENTANG"))
    assert numbered(decree, "3", DAY).dated == date(2026, 1, 2)
    assert number_in(Paper("SK", (Title(("NOMOR 4 TAHUN 2026",)),))) == "4 TAHUN 2026"
    dated = Paper("Surat", (Paragraph("Ngebel, ……", align="right"), Paragraph("……", align="right"), Paragraph("a, ……")))
    said = [block.text for block in numbered(dated, "", DAY).blocks if isinstance(block, Paragraph)]
    assert said == ["Ngebel, 24 November 2026", "24 November 2026", "a, ……"]
    assert number_in(Paper("Tanpa", (Paragraph("Nomor 7"),))) == ""


def test_two_spellings_of_one_number_are_one_number() -> None:
    assert number_rules.same("146.5 / 7 / ngebel") == number_rules.same("146.5/7/NGEBEL")


def test_a_code_is_read_as_people_type_it() -> None:
    assert rules.read_code(" bcdf-2346 ghjk ") == "BCDF2346GHJK"
    assert rules.grouped("BCDF2346GHJK") == "BCDF-2346-GHJK"
    for wrong in ("", "BCDF-2346-GHJ", "BCDF-2346-GHJ0", "BCDF-2346-GHJKX", "١٢٣٤٥٦٧٨٩٠١٢", "x" * 5000):
        assert rules.read_code(wrong) == ""


def test_a_code_cannot_be_guessed() -> None:
    assert len(rules.ALPHABET) ** rules.CODE_LENGTH > 2**56
    assert not set(rules.ALPHABET) & set("01IO5S")


def test_a_fingerprint_is_read_whole_or_from_twelve_letters_on() -> None:
    assert rules.read_hash(" AB12 cd34 ef56 ") == "ab12cd34ef56"
    assert rules.read_hash("a" * 11) == rules.read_hash("g" * 12) == rules.read_hash("a" * 65) == ""


def test_that_a_paper_was_changed_is_said_before_anything_else() -> None:
    assert rules.verdict(True, False, False) == rules.GENUINE
    assert rules.verdict(True, True, False) == rules.WITHDRAWN
    assert rules.verdict(True, True, True) == rules.REPLACED
    assert rules.verdict(False, True, True) == rules.CHANGED


def test_the_guide_names_every_placeholder_every_verdict_and_the_usual_pattern() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "dokumen-terbit.md").read_text(encoding="utf-8")
    told = [f"`{{{name}}}`" for name in number_rules.PLACEHOLDERS] + [f"**{word}**" for word in rules.VERDICTS.values()]
    told += [f"`{number_rules.USUAL['letter']}`", f"`{number_rules.CLASSIFICATION}`"]
    assert [word for word in told if word not in guide] == []
