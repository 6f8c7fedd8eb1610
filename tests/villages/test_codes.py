"""Area codes: what they say, and how they may be written."""

from __future__ import annotations

import pytest

from portal.villages import rules
from portal.villages.rules import Kind

NGEBEL = "35.02.19.2007"


@pytest.mark.parametrize(
    "written", ["35.02.19.2007", "3502192007", " 35 02 19 2007 ", "35-02-19-2007", "35/02/19/2007", "35.02.192007"]
)
def test_a_code_is_understood_however_it_is_written(written: str) -> None:
    assert rules.parse_code(written) == NGEBEL


@pytest.mark.parametrize(
    "written",
    [
        "",
        "35.02.19.200",
        "35.02.19.20077",
        "Ngebel",
        "3502192007a",
        "３５０２１９２００７",
        "35.02.19.2007" * 9,
        "35;02",
    ],
)
def test_what_is_no_code_is_none(written: str) -> None:
    assert rules.parse_code(written) is None


def test_the_kind_is_told_by_the_first_digit_of_the_last_block() -> None:
    assert rules.kind_of("33.72.01.1011") is Kind.WARD
    assert rules.kind_of(NGEBEL) is Kind.VILLAGE
    assert rules.kind_of("91.03.01.3007") is Kind.CUSTOMARY
    assert rules.kind_of("35.02.19.4001") is None
    assert rules.kind_of("35.02.19") is None


def test_a_kelurahan_is_no_party_and_a_desa_adat_is_one() -> None:
    assert rules.is_party_village(NGEBEL)
    assert rules.is_party_village("91.03.01.3007")
    assert not rules.is_party_village("33.72.01.1011")
    assert not rules.is_party_village("35.02.19")
    assert not rules.is_party_village("bukan kode")


def test_names_are_compared_without_accents_and_quotes() -> None:
    assert rules.fold('Soka"an') == "sokaan"
    assert rules.fold("Regapu’u") == "regapuu"
    assert rules.fold("  Lubuk  Pakam I,II ") == "lubuk pakam i ii"
    assert rules.fold("\0%😀") == ""
