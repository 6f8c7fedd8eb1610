"""When two works look like one, and when they are plainly two: rules on plain values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from planning.overlap_pairs import HELD_OUT, TUNING, Pair, work

from portal.planning.overlaps import rules
from portal.planning.overlaps.likeness import likeness_of_kind
from portal.planning.overlaps.reading import is_same_word, read, stem
from portal.planning.overlaps.rules import compare
from portal.planning.overlaps.works import BUDGET, OWN, SOURCE, Work

NGEBEL, SEMPU = "35.02.19.2007", "35.02.19.2008"
CHANNEL = Work(
    "Normalisasi saluran irigasi", frozenset([NGEBEL]), starts_on=date(2027, 3, 10), ends_on=date(2027, 5, 20)
)


def reasons(one: Work, other: Work) -> list[str]:
    return [str(reason) for likeness in compare(one, other, {NGEBEL: "Ngebel"}) for reason in likeness.reasons]


def measured(pairs: tuple[Pair, ...]) -> tuple[float, float]:
    """Precision and recall on labelled pairs."""
    said = [(label, rules.same_work(work(one), work(other), {}) is not None) for label, one, other in pairs]
    right = sum(label and found for label, found in said)
    return right / sum(found for _label, found in said), right / sum(label for label, _found in said)


@pytest.mark.parametrize(
    ("pairs", "precision", "recall"),
    [pytest.param(TUNING, 0.95, 0.95, id="tuning"), pytest.param(HELD_OUT, 0.9, 0.8, id="held out")],
)
def test_what_was_labelled_by_hand_is_told_apart(pairs: tuple[Pair, ...], precision: float, recall: float) -> None:
    found = measured(pairs)
    assert found[0] >= precision
    assert found[1] >= recall


def test_the_labelled_pairs_are_many_and_of_both_kinds() -> None:
    assert len(TUNING) + len(HELD_OUT) >= 80
    for pairs in (TUNING, HELD_OUT):
        assert 0.4 <= sum(label for label, _one, _other in pairs) / len(pairs) <= 0.6
    lines = [line for _label, one, other in (*TUNING, *HELD_OUT) for line in (one, other)]
    assert len({(one, other) for _label, one, other in (*TUNING, *HELD_OUT)}) == len(lines) / 2


def test_it_does_not_matter_which_of_two_works_is_named_first() -> None:
    for _label, one, other in (*TUNING, *HELD_OUT):
        there = rules.same_work(work(one), work(other), {})
        back = rules.same_work(work(other), work(one), {})
        assert (there is None) == (back is None), (one, other)


def test_only_works_with_a_word_in_common_are_found_by_looking_them_up() -> None:
    for label, one, other in (*TUNING, *HELD_OUT):
        if label and rules.same_work(work(one), work(other), {}):
            assert rules.keys_of(work(one)) & rules.keys_of(work(other)), (one, other)


def test_each_likeness_is_a_reason_in_words() -> None:
    other = replace(CHANNEL, title="Pengerukan saluran irigasi petani", starts_on=date(2027, 4, 1))
    assert reasons(replace(CHANNEL, beneficiaries="kelompok tani"), other) == [
        "pekerjaan sejenis: saluran irigasi",
        "tempat sama: Ngebel",
        "waktu bertumpuk: April–Mei 2027",
        "penerima manfaat sama: petani",
    ]


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("pembersihan", "bersih"), ("membersihkan", "bersih"), ("pemeliharaan", "pelihara"), ("memelihara", "pelihara"),
        ("pengerukan", "keruk"), ("penyuluhan", "suluh"), ("penanaman", "tanam"), ("perbaikan", "baik"),
        ("pembangunan", "bangun"), ("pelatihan", "latih"), ("pengadaan", "ada"), ("jalan", "jalan"),
    ],
)  # fmt: skip
def test_words_are_taken_to_their_roots(word: str, root: str) -> None:
    assert stem(word) == root


def test_other_names_and_abbreviations_stand_for_the_same_thing() -> None:
    assert read("JUT").things == read("jalan usaha tani").things
    assert read("Bedah rumah").things == read("RTLH").things
    assert read("Pemb. TPS 3R").things == read("tempat pengolahan sampah").things
    assert read("bimtek kader").actions == read("peningkatan kapasitas kader").actions


@pytest.mark.parametrize(("one", "other"), [("jembatan", "jmbatan"), ("irigasi", "irgiasi"), ("posyandu", "posyndu")])
def test_a_mistyped_word_is_the_same_word(one: str, other: str) -> None:
    assert is_same_word(one, other)
    assert not is_same_word("kopi", "kapi"), "short words are often words of their own"


def test_two_points_near_each_other_are_one_place_even_across_a_border() -> None:
    here, there = (Decimal("-7.80000"), Decimal("111.60000")), (Decimal("-7.80100"), Decimal("111.60100"))
    one = replace(CHANNEL, point=here)
    assert any("meter" in reason for reason in reasons(one, replace(CHANNEL, villages=frozenset([SEMPU]), point=there)))
    far = (Decimal("-7.84"), Decimal("111.60"))
    assert compare(one, replace(CHANNEL, point=far)) == [], "four kilometres away in one village is another place"


def test_what_serves_the_whole_kecamatan_meets_each_of_its_villages() -> None:
    whole = replace(CHANNEL, title="Normalisasi saluran irigasi se-Kecamatan Ngebel", villages=frozenset([SEMPU]))
    assert [item.kind for item in compare(CHANNEL, whole)] == [rules.SAME_WORK]
    assert compare(CHANNEL, replace(CHANNEL, villages=frozenset([SEMPU]))) == []


def test_a_tool_that_two_works_name_cannot_be_at_both_on_the_same_days() -> None:
    road = replace(CHANNEL, title="Pelebaran jalan poros dengan ekskavator desa")
    digging = replace(CHANNEL, detail="Digali dengan excavator milik BUM Desa.")
    (found,) = compare(digging, road)
    assert found.kind == rules.SHARED_ASSET
    assert [str(reason) for reason in found.reasons][0] == "alat atau tempat yang sama: ekskavator"
    assert compare(digging, replace(road, starts_on=date(2027, 8, 1), ends_on=date(2027, 9, 1))) == []
    assert compare(digging, replace(road, starts_on=None)) == [], "when it begins was not said"


def test_a_sector_in_common_adds_a_little_between_two_partnerships_and_nothing_within_one() -> None:
    one, other = (
        replace(CHANNEL, group=1, sector="air"),
        replace(CHANNEL, title="Normalisasi saluran desa", sector="air"),
    )
    within, between, apart = (
        likeness_of_kind(one, replace(other, group=group, sector=sector))[0]
        for group, sector in ((1, "air"), (2, "air"), (2, "pasar"))
    )
    assert within == apart < between < within + 0.1


PIPE = Work("Pipa induk air bersih", frozenset([NGEBEL]), BUDGET, year=2027, amount=40_000_000,
            sources=frozenset([f"{NGEBEL}:village_fund"]), group=1)  # fmt: skip


def test_one_thing_is_paid_twice_from_one_purse_or_with_one_amount() -> None:
    twice = replace(PIPE, group=2, amount=25_000_000)
    (found,) = compare(PIPE, twice)
    assert found.kind == rules.PAID_TWICE
    assert "dari sumber yang sama" in [str(reason) for reason in found.reasons]
    grant = frozenset([f"{NGEBEL}:grant"])
    assert compare(PIPE, replace(twice, sources=grant)) == [], "two purses that share a cost"
    assert len(compare(PIPE, replace(PIPE, group=2, sources=grant))) == 1, "the very same amount"
    assert compare(PIPE, replace(twice, year=2028)) == []
    assert compare(PIPE, replace(twice, title="Pengadaan meteran air")) == []
    own = replace(twice, kind=OWN, group=0)
    assert [item.kind for item in compare(PIPE, own)] == [rules.PAID_TWICE]


def test_an_item_of_a_village_that_two_partnerships_draw_on_is_named_but_not_within_one() -> None:
    one = Work("Rehab saluran irigasi", frozenset([NGEBEL]), SOURCE, year=2027, group=1, account="2.3.14")
    assert [item.kind for item in compare(one, replace(one, group=2, title="Irigasi"))] == [rules.PAID_TWICE]
    assert compare(one, replace(one, title="Perbaikan irigasi")) == []


def test_numbers_tell_things_of_one_name_apart_but_measures_do_not() -> None:
    assert compare(replace(CHANNEL, title="Jembatan 1"), replace(CHANNEL, title="Jembatan 2")) == []
    long, short = "Talud 200 m Sungai Ireng", "Talud 150 m Sungai Ireng"
    assert len(compare(replace(CHANNEL, title=long), replace(CHANNEL, title=short))) == 1


def test_what_comes_back_each_month_in_one_plan_is_not_done_twice() -> None:
    meeting = Work("Rapat pengurus pasar", frozenset([NGEBEL]), ends_on=date(2027, 1, 31), group=1)
    assert compare(meeting, replace(meeting, ends_on=date(2027, 2, 14))) == []
    assert compare(meeting, replace(meeting, ends_on=date(2027, 1, 30), title="Rapat pengurus pasar ke-2")) == []
    assert compare(replace(meeting, title="Posyandu Januari"), replace(meeting, title="Posyandu Februari")) == []
    assert len(compare(meeting, replace(meeting, ends_on=date(2027, 1, 28)))) == 1
    assert len(compare(meeting, replace(meeting, ends_on=date(2027, 2, 14), group=2))) == 1, "two plans, two meetings"


def test_a_village_is_forgotten_only_once_a_plan_has_as_many_activities_as_villages() -> None:
    villages = [NGEBEL, SEMPU, "35.02.19.2006"]
    assert rules.left_out(villages, [NGEBEL], 2) == []
    assert rules.left_out(villages, [NGEBEL], 3) == [SEMPU, "35.02.19.2006"]
    assert rules.left_out(villages, villages, 3) == []
