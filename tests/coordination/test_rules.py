"""Who sits in a body and what is missing in it, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portal.coordination.governance import rules
from portal.coordination.governance.rules import CHAIR, MEMBER_OFFICE, SECRETARY, TEAM_LEAD, TREASURER, WOMAN, SeatView

pytestmark = pytest.mark.sqlite
TODAY = date(2026, 11, 24)
NAMES = {1: "Ngebel", 2: "Sempu", 3: "Wagir Lor"}


def seat(number: int, party: int = 1, office: str = MEMBER_OFFICE, **more: object) -> SeatView:
    return SeatView(number, party, office, f"Orang {number}", **more)  # type: ignore[arg-type]


def test_a_village_without_anybody_in_the_body_is_named_in_the_order_of_the_parties() -> None:
    seats = [seat(1, party=2)]
    assert rules.without_seat([1, 2, 3], seats, TODAY) == [1, 3]


def test_a_seat_that_ended_or_is_past_its_term_represents_nobody() -> None:
    seats = [seat(1, party=1, ended_on=TODAY), seat(2, party=2, ends_on=date(2026, 11, 23)), seat(3, party=3)]
    assert rules.without_seat([1, 2, 3], seats, TODAY) == [1, 2]


def test_a_seat_serves_through_its_last_day() -> None:
    assert rules.state_of(seat(1, ends_on=TODAY), TODAY) == rules.SERVING
    assert rules.state_of(seat(1, ends_on=TODAY), date(2026, 11, 25)) == rules.EXPIRED


def test_the_seats_of_a_suspended_village_rest_and_those_of_one_that_left_have_ended() -> None:
    mine = seat(1)
    assert rules.state_of(replace(mine, party_state="suspended"), TODAY) == rules.RESTING
    assert rules.state_of(replace(mine, party_state="left"), TODAY) == rules.ENDED
    assert rules.state_of(replace(mine, party_state="suspended", ended_on=TODAY), TODAY) == rules.ENDED


def test_a_body_without_a_treasurer_is_told_so() -> None:
    assert rules.missing_offices([seat(1, office=CHAIR), seat(2, office=SECRETARY)], TODAY) == [TREASURER]


def test_terms_that_end_within_thirty_and_ninety_days_are_told_with_the_soonest_first() -> None:
    seats = [
        seat(1, ends_on=date(2027, 2, 1)), seat(2, ends_on=date(2026, 12, 1)), seat(3, ends_on=date(2027, 6, 1)),
        seat(4), seat(5, ends_on=date(2026, 12, 1), ended_on=TODAY),
    ]  # fmt: skip
    assert [(found.id, days) for found, days in rules.ending_soon(seats, TODAY)] == [(2, 30), (1, 90)]


def test_the_share_of_women_counts_those_who_serve_and_says_what_it_does_not_know() -> None:
    seats = [seat(1, gender=WOMAN), seat(2, gender="man"), seat(3, gender="man"), seat(4, gender="man")]
    share = rules.share_of_women(seats, TODAY)
    assert (share.women, share.percent, share.is_low) == (1, 25, True)
    unsure = rules.share_of_women([*seats[:3], seat(4)], TODAY)
    assert (unsure.unknown, unsure.is_low) == (1, False)
    assert rules.share_of_women([], TODAY).percent is None


def test_two_people_are_not_ketua_at_the_same_time_but_many_are_anggota() -> None:
    seats = [seat(1, office=CHAIR), seat(2, office=MEMBER_OFFICE)]
    taken = rules.taken_by(CHAIR, seats, TODAY)
    assert taken is not None and taken.id == 1
    assert rules.taken_by(CHAIR, seats, TODAY, except_seat=1) is None
    assert rules.taken_by(MEMBER_OFFICE, seats, TODAY) is None


def test_a_ketua_whose_term_has_passed_does_not_block_the_next() -> None:
    assert rules.taken_by(CHAIR, [seat(1, office=CHAIR, ends_on=date(2026, 1, 1))], TODAY) is None


def test_a_term_does_not_end_before_it_begins() -> None:
    assert "ends_on" in rules.term_faults(date(2026, 2, 1), date(2026, 1, 1))
    assert rules.term_faults(date(2026, 1, 1), None) == {}


def test_the_list_of_a_decree_is_read_line_by_line() -> None:
    text = (
        "Sri Wahyuni, Ketua, Ngebel\nBudi Santoso, S.E., Sekretaris, Desa Sempu\nTono, ketua tim air bersih, wagir lor."
    )
    read, unread = rules.read_members(text, NAMES)
    assert [(item.person_name, item.office, item.party_id, item.team) for item in read] == [
        ("Sri Wahyuni", CHAIR, 1, ""),
        ("Budi Santoso, S.E.", SECRETARY, 2, ""),
        ("Tono", TEAM_LEAD, 3, "air bersih"),
    ]
    assert unread == []


def test_what_is_not_plain_in_the_list_of_a_decree_is_given_back_and_never_guessed() -> None:
    lines = ["Sri Wahyuni", "Budi, bagian umum, Ngebel", "Tono, anggota, Pulung", "Ani, Wakil Ketua, Ngebel"]
    read, unread = rules.read_members("\n".join([*lines, "Rudi, ketua, Ngebel", "Wati, ketua, Sempu"]), NAMES)
    assert [item.person_name for item in read] == ["Rudi"]
    assert unread == [*lines, "Wati, ketua, Sempu"]
