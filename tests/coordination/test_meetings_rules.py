"""What a meeting may do next, who was there, and when minutes stand: plain rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.coordination.meetings import rules
from portal.coordination.meetings.rules import There

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
LATER, EARLIER = NOW + timedelta(days=3), NOW - timedelta(days=3)


def test_nobody_is_called_to_what_is_over() -> None:
    assert rules.call_fault(rules.DRAFT, LATER, NOW) is None
    assert rules.call_fault(rules.POSTPONED, LATER, NOW) is None
    assert "sudah lewat" in str(rules.call_fault(rules.DRAFT, EARLIER, NOW))
    assert "sudah lewat" in str(rules.call_fault(rules.DRAFT, NOW, NOW))
    for state in (rules.CALLED, rules.HELD, rules.CONFIRMING, rules.SETTLED, rules.CANCELLED):
        assert rules.call_fault(state, LATER, NOW) is not None


def test_only_what_has_begun_took_place() -> None:
    for state in rules.COMING:
        assert rules.held_fault(state, EARLIER, NOW) is None
        assert "belum dimulai" in str(rules.held_fault(state, LATER, NOW))
    for state in (rules.HELD, rules.CONFIRMING, rules.SETTLED, rules.CANCELLED):
        assert rules.held_fault(state, EARLIER, NOW) is not None


def test_a_party_is_there_once_however_many_came_and_strangers_do_not_count() -> None:
    there = [There(1, "woman"), There(1, "man"), There(1, "man", is_poor=True), There(9), There(None, "man")]
    found = rules.presence(there, {1, 2, 3}, needed=2)
    assert (found.people, found.present, found.parties, found.poor) == (5, 1, 3, 1)
    assert found.women_percent == 25
    assert not found.has_quorum


def test_what_falls_short_is_said_and_nothing_more() -> None:
    there = [There(1, "man", is_representative=True), There(2, "man")]
    said = " ".join(map(str, rules.presence(there, {1, 2, 3}, needed=3).warnings))
    for words in ("Belum kuorum: hadir 2 pihak, perlu 3 dari 3", "0 persen", "30 persen", "miskin", "surat mandat"):
        assert words in said
    well = [There(1, "woman", is_poor=True, is_representative=True, mandate="3"), There(2, "man"), There(3, "man")]
    assert rules.presence(well, {1, 2, 3}, needed=3).warnings == ()


def test_where_nobodys_sex_is_on_the_list_nothing_is_said_of_it() -> None:
    said = " ".join(map(str, rules.presence([There(1, is_poor=True)], {1}, needed=1).warnings))
    assert "Perempuan" not in said


def test_minutes_are_sent_once_every_item_has_its_outcome() -> None:
    assert rules.sending_faults([("air", rules.DECIDED), ("iuran", rules.OPEN)]) == []
    assert "iuran" in str(rules.sending_faults([("air", rules.DECIDED), ("iuran", "")])[0])
    assert rules.sending_faults([])


@pytest.mark.parametrize(
    ("said", "today", "stands"),
    [
        ({1: rules.CONFIRMED, 2: rules.CONFIRMED}, 20, True),
        ({1: rules.CONFIRMED}, 20, False),
        ({1: rules.CONFIRMED}, 24, False),  # the last day is still a day
        ({1: rules.CONFIRMED}, 25, True),
        ({}, 25, True),
        ({1: rules.OBJECTED}, 30, False),
        ({1: rules.CONFIRMED, 2: rules.OBJECTED}, 30, False),
    ],
)
def test_minutes_stand_when_all_confirm_or_the_day_passes_without_objection(
    said: dict[int, str], today: int, stands: bool
) -> None:
    assert rules.may_settle(said, {1, 2}, date(2026, 11, 24), date(2026, 11, today)) is stands


def test_the_days_to_answer_are_counted_from_the_sending() -> None:
    assert rules.answer_day(date(2026, 11, 24), 7) == date(2026, 12, 1)
