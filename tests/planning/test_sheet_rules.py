"""How the cells of a sheet are read."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.planning.exchange import rules
from portal.web.sheet_cells import day_of
from portal.web.sheets import Fault, Unreadable, text_of

LAST = date(2026, 12, 31)


@pytest.mark.parametrize(
    "cell",
    [
        "31-12-2026", "31/12/2026", "31.12.2026", "2026-12-31", "31 Desember 2026", "31 des 2026", "Desember 2026",
        "12-2026", "12/2026", LAST, datetime(2026, 12, 31, 8), 46387,
    ],
)  # fmt: skip
def test_a_day_is_read_however_an_officer_writes_it(cell: Any) -> None:
    assert day_of(cell, end=True) == LAST


def test_a_month_alone_is_its_first_day_where_something_begins() -> None:
    assert day_of("Februari 2028", end=False) == date(2028, 2, 1)
    assert day_of("Februari 2028", end=True) == date(2028, 2, 29)
    assert day_of(" ", end=True) is None


@pytest.mark.parametrize(
    "cell", ["besok", "31-02-2026", "2026-13-01", "0-2026", "31-12-1999", 5, True, 1e300, time(8), "x" * 9999]
)
def test_what_is_no_day_is_said_to_be_none(cell: Any) -> None:
    with pytest.raises(Unreadable):
        day_of(cell, end=True)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1.250", "1250"),
        ("0.250", "0.25"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        (12, "12"),
        (12.5, "12.5"),
        ("1.250.000,75", "1250000.75"),
        (0, "0"),
    ],
)
def test_a_quantity_is_read_with_points_and_commas(cell: Any, amount: str) -> None:
    assert rules.amount_of(cell) == Decimal(amount)


@pytest.mark.parametrize("cell", ["banyak", "-1", -1, "٣٤", "1e9", float("inf"), float("nan"), 1e20, True, "9" * 40])
def test_what_is_no_quantity_is_said_to_be_none(cell: Any) -> None:
    with pytest.raises(Unreadable):
        rules.amount_of(cell)


def test_parties_of_one_name_are_told_apart_by_their_code() -> None:
    labels = rules.labels_of({1: "Ngebel", 2: "ngebel", 3: "Sempu"}, {1: "35.02.19.2007", 2: "35.02.20.2001"})
    assert labels == {1: "Ngebel (35.02.19.2007)", 2: "ngebel (35.02.20.2001)", 3: "Sempu"}
    assert rules.called(labels, " sempu ") == 3
    with pytest.raises(Unreadable):
        rules.called(labels, "Ngebel")


def test_a_fault_names_row_and_column() -> None:
    assert str(Fault("belum diisi.", 7, "Selesai")) == "Baris 7, kolom Selesai: belum diisi."
    assert str(Fault("ada sel yang digabung.", 7)) == "Baris 7: ada sel yang digabung."


CELLS = some.one_of(
    some.none(), some.booleans(), some.integers(), some.floats(), some.text(max_size=60), some.dates(),
    some.datetimes(),    some.times(),
)  # fmt: skip


@given(CELLS)
def test_no_cell_makes_the_reading_fail(cell: Any) -> None:
    for read in (
        lambda: text_of(cell, 50), lambda: day_of(cell, end=True), lambda: rules.amount_of(cell),
        lambda: rules.names_in(cell), lambda: rules.code_of(cell),
    ):  # fmt: skip
        try:
            read()
        except Unreadable as wrong:
            assert str(wrong.sentence)


@given(some.integers(1, 10**8), some.integers(1, 10**8))
def test_the_number_of_an_activity_comes_back_from_the_sheet(activity: int, version: int) -> None:
    assert rules.code_of(rules.code_for(activity, version)) == (activity, version)
