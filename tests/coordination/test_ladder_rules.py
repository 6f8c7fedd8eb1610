"""Which rungs a difference climbs: decided by where the villages lie, one after the other, none left out silently."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from portal.coordination.ladder import rules
from portal.coordination.ladder.rules import Climbed
from portal.partnerships.rules import JOINT_AGREEMENT, JOINT_REGULATION

NGEBEL, SEMPU, OTHER_DISTRICT, OTHER_REGENCY = "35.02.19.2007", "35.02.19.2008", "35.02.18.2001", "33.02.01.2001"


def codes_of(*codes: str, instrument: str = JOINT_REGULATION, has_bkad: bool = True) -> list[str]:
    case: Any = SimpleNamespace(instrument=instrument, villages=[SimpleNamespace(code=code) for code in codes])
    return [kind.code for kind in rules.rungs_for(case, has_bkad)]


@pytest.mark.parametrize(
    ("other", "top"), [(SEMPU, "district"), (OTHER_DISTRICT, "regency"), (OTHER_REGENCY, "governor")]
)
def test_the_last_rung_follows_from_the_codes_of_the_villages(other: str, top: str) -> None:
    assert codes_of(NGEBEL, other) == ["musyawarah", "bkad", top]
    assert codes_of(NGEBEL, other, has_bkad=False) == ["musyawarah", top]


def test_with_a_third_party_it_is_musyawarah_and_then_the_law() -> None:
    assert codes_of(NGEBEL, instrument=JOINT_AGREEMENT) == ["musyawarah", "legal"]


def test_what_is_not_confirmed_is_not_shown_as_law() -> None:
    confirmed = {code for code, kind in rules.KINDS.items() if kind.basis.confirmed}
    assert confirmed == {"musyawarah", "district", "regency"}
    assert not rules.DAYS_SETTING.confirmed, "the days are a setting"


def test_one_rung_runs_at_a_time_and_none_after_a_result() -> None:
    rungs = tuple(rules.KINDS[code] for code in ("musyawarah", "bkad", "district"))
    assert [kind.code for kind in rules.open_to(rungs, [])] == ["musyawarah", "bkad", "district"]
    assert rules.open_to(rungs, [Climbed("musyawarah", rules.OPEN)]) == ()
    assert rules.open_to(rungs, [Climbed("musyawarah", rules.SETTLED)]) == ()
    assert [k.code for k in rules.open_to(rungs, [Climbed("musyawarah", rules.FAILED)])] == ["bkad", "district"]
    assert rules.open_to(rungs, [Climbed("bkad", rules.SKIPPED), Climbed("district", rules.FAILED)]) == ()


def test_what_is_left_out_is_named() -> None:
    rungs = tuple(rules.KINDS[code] for code in ("musyawarah", "bkad", "district"))
    assert [kind.code for kind in rules.skipped_by(rungs, [], "district")] == ["musyawarah", "bkad"]
    assert rules.skipped_by(rungs, [Climbed("musyawarah", rules.FAILED)], "bkad") == ()


def test_a_due_date_is_offered_from_the_setting() -> None:
    assert rules.due_by_custom(rules.KINDS["musyawarah"], date(2026, 11, 24)) == date(2026, 12, 8)
