"""How papers write names, and how texts that people typed become ayat; no database."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.documents.statutory import funding, laws, provisions
from portal.documents.statutory.agreed import Text
from portal.documents.statutory.names import enumerated, in_capitals, listed, lowered, ordinal, told_apart
from portal.documents.statutory.verses import parts, verses
from portal.paperwork import Table, Verse
from portal.partnerships.agreement_rules import ITEMS

WORDS = st.text(alphabet="abcxyzÀ. ,;1", min_size=1, max_size=12).filter(str.strip)
MARKS = st.sampled_from(("", "1. ", "2) ", "(3) ", "a. ", "b. ", "c) ", "- ", "• ", "", ""))
LINES = st.lists(st.one_of(st.just(""), st.builds(lambda mark, words: mark + words, MARKS, WORDS)), max_size=12)


@pytest.mark.parametrize(
    ("name", "capitals"),
    [
        ("Drs. H. Sutrisno, M.Si.", "Drs. H. SUTRISNO, M.Si."),
        ("Sutrisno", "SUTRISNO"),
        ("Hj. Siti Aminah, S.Pd., M.M.", "Hj. SITI AMINAH, S.Pd., M.M."),
        ("dr. Ida Rahmawati", "dr. IDA RAHMAWATI"),
        ("Moh. Ali", "MOH. ALI"),
        ("H", "H"),
        ("Ir Joko", "Ir JOKO"),
        ("Ma'ruf 🙂", "MA'RUF 🙂"),
        ("", ""),
    ],
)
def test_capitals_leave_titles_as_they_are(name: str, capitals: str) -> None:
    assert in_capitals(name) == capitals


def test_names_stand_in_a_row_as_titles_of_law_products_join_them() -> None:
    assert listed(["Kepala Desa A"]) == "Kepala Desa A"
    assert listed(["A", "B"]) == "A dan B"
    assert listed([str(number) for number in range(40)]).endswith("37, 38 dan 39")
    assert listed([]) == ""
    assert enumerated(["a", "b", "c"]) == ("a;", "b; dan", "c.") and enumerated(["a"]) == ("a.",)
    assert [ordinal(1), ordinal(3), ordinal(40)] == ["kesatu", "ketiga", "keempat puluh"]


def test_a_village_of_a_common_name_is_named_with_its_kecamatan() -> None:
    assert told_apart("Sidomulyo (Kec. Ngrayun)") == "Sidomulyo Kecamatan Ngrayun"
    assert told_apart("Sentani (Distrik Abepura)") == "Sentani Distrik Abepura"
    assert told_apart("Sidomulyo (35.02.01.2003)") == "Sidomulyo (35.02.01.2003)"
    assert told_apart("Ngebel") == "Ngebel"


def test_a_sentence_goes_on_within_another() -> None:
    assert lowered("Air cukup untuk semua.") == "air cukup untuk semua"
    assert lowered("BKAD (badan kerja sama antar-desa)") == "BKAD (badan kerja sama antar-desa)"
    assert lowered("  ") == ""


def test_blank_lines_and_numbers_make_ayat_letters_and_dashes_items() -> None:
    assert verses("Satu.\n\nDua.") == (Verse("Satu."), Verse("Dua."))
    assert verses("1. Satu\n2. Dua\nlanjutan\n3. Tiga") == (Verse("Satu"), Verse("Dua\nlanjutan"), Verse("Tiga"))
    assert verses("Meliputi:\na. air;\nb. lahan\nyang luas.\n\nSelesai.") == (
        Verse("Meliputi:", ("air;", "lahan yang luas.")),
        Verse("Selesai."),
    )
    assert verses("- air\n- lahan", "Meliputi:") == (Verse("Meliputi:", ("air", "lahan")),)
    assert verses(" \n ") == ()
    assert parts("Air:\n- satu\n- dua\n\nLahan") == ("Air:", "satu", "dua", "Lahan")


def test_a_number_that_does_not_count_on_is_part_of_the_text() -> None:
    assert verses("2. ekor sapi") == (Verse("2. ekor sapi"),)
    assert verses("Dalam hal:\n1. kering\n2. banjir") == (Verse("Dalam hal:\n1. kering\n2. banjir"),)
    assert verses("Ayat:\nb. bukan yang pertama") == (Verse("Ayat:\nb. bukan yang pertama"),)


@given(LINES)
@settings(max_examples=60, deadline=None)
def test_no_word_that_people_typed_is_lost(lines: list[str]) -> None:
    made = verses("\n".join(lines), "")
    kept = " ".join(part for verse in made for part in (verse.text, *verse.items)).split()
    typed = " ".join(lines).split()
    mark = re.compile(r"\(?(\d{1,2}|[a-z]{1,2})[.)]|[-•]")
    place = 0
    for word in typed:  # what is not kept is a mark, and it is counted again on paper
        if place < len(kept) and kept[place] == word:
            place += 1
        else:
            assert mark.fullmatch(word), word
    assert place == len(kept)


def content(**more: object) -> dict[str, object]:
    texts = dict.fromkeys(("scope", "implementation_terms", "change_terms", "dispute_terms"), "Teks.")
    dates = {"start_date": "2026-11-01", "end_date": "2031-10-31"}
    duties = {"rights": {"1": "air", "2": "lahan"}, "obligations": {"1": "merawat", "2": "menjaga\n- hulu"}}
    return {**texts, **dates, **duties, "fields": ["development"], "funding_note": "swadaya", **more}


def test_the_eight_contents_stand_in_the_order_of_the_law() -> None:
    names = {"1": "Desa Ngebel", "2": "Desa Sempu"}
    found = provisions.provisions(Text(content(), names))
    assert [item.title for item in found] == [label.text for label in ITEMS.values()]
    assert "selama 5 (lima) tahun terhitung sejak tanggal 1 November 2026" in provisions.flat(found[3])
    assert found[4].articles[0][0].text == "Hak Desa Ngebel: air"
    assert found[4].articles[1][1] == Verse("Kewajiban Desa Sempu:", ("menjaga", "hulu"))
    empty = provisions.provisions(Text({}, names))
    assert len(empty) == 8 and all("belum ditulis" in provisions.flat(item) for item in empty)


def test_clauses_and_other_terms_follow_and_plugins_bring_annexes() -> None:
    more = {
        "clauses": [{"sector": "air", "key": "rate", "label": "Debit air", "text": "40 l/detik"}],
        "other_terms": "Lain.",
        "annexes": [{"key": "scheme", "title": "Skema pembagian", "rows": [["Ngebel", "60%"]]}],
    }
    text = Text(content(**more), {"1": "Desa Ngebel", "2": "Desa Sempu"})
    assert [item.title for item in provisions.provisions(text)][8:] == ["Ketentuan khusus", "Ketentuan lain-lain"]
    assert provisions.provisions(text)[8].articles == ((Verse("Debit air: 40 l/detik"),),)
    assert [annex.title for annex in provisions.annexes(text)] == ["Skema pembagian"]


def test_money_is_summed_with_what_each_party_bears_and_said_in_words() -> None:
    lines = [
        {"party": "all", "source": "village_budget", "account_code": "1.4.09", "amount": 15_000_000, "year": 2027},
        {"party": "2", "source": "self_help", "account_code": None, "amount": 500_000, "year": None},
    ]
    text = Text(content(funding=lines), {"1": "Desa Ngebel", "2": "Desa Sempu"})
    assert funding.total(text) == 30_500_000
    said = provisions.flat(provisions.provisions(text)[5])
    assert "Rp30.500.000,00 (tiga puluh juta lima ratus ribu rupiah)" in said and "dalam Lampiran yang" in said
    table = provisions.annexes(text)[0].blocks[0]
    assert isinstance(table, Table) and table.rows[0][1] == "Semua pihak, masing-masing 15.000.000"
    assert table.rows[-1][1:] == ("Jumlah", "", "", "", "30.500.000") and table.last_is_total
    huge = Text(content(funding=[{"party": "all", "amount": 10**13}] * 60), {str(number): "x" for number in range(9)})
    assert "Rp5.400.000.000.000.000,00" in provisions.flat(provisions.provisions(huge)[5])


def test_what_is_each_partys_own_stands_in_an_annex_where_many_are_party() -> None:
    names = {str(number): f"Desa {number}" for number in range(1, 41)}
    own = {"rights": dict.fromkeys(names, "air"), "obligations": {}, "common_obligations": "merawat"}
    text = Text(content(**own, funding=[{"party": "all", "amount": 1}]), names)
    duties = provisions.provisions(text)[4]
    assert "Lampiran I yang" in provisions.flat(duties) and "Kewajiban semua pihak: merawat" in provisions.flat(duties)
    table = provisions.annexes(text)[0].blocks[0]
    assert isinstance(table, Table) and len(table.rows) == 40


def test_only_laws_that_were_read_are_named_as_law_in_order_of_rank() -> None:
    named = laws.considered(changed=True)
    assert [law.split(" ")[0] for law in named] == ["Undang-Undang", "Peraturan", "Peraturan", "Peraturan"]
    assert "Undang-Undang Nomor 3 Tahun 2024" in named[0] and "3 Tahun 2024" not in laws.considered(changed=False)[0]
    assert [re.findall(r"Tahun (\d{4})", law)[0] for law in named] == ["2014", "2014", "2014", "2017"]
