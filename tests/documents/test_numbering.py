"""Numbers from the books of the parties: in order, without gaps or doubles, whoever writes at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date

import pytest
from databases import Databases
from documents.issued import DAY, LETTER, asked, issue, kinds, walk_to
from flask import Flask
from partnership_walk import COUNCIL_SEMPU, HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, OPERATOR_NGEBEL, Walk
from sqlalchemy import select

from portal import clock
from portal.db import db
from portal.documents.issuing import drafts, number_rules, numbers, queries, service
from portal.documents.issuing.models import IssuedPaper
from portal.errors import Conflict, Invalid, NotAllowed, NotFound

BOOK = "letter"


@pytest.fixture
def walk(app: Flask, databases: Databases, monkeypatch: pytest.MonkeyPatch) -> Iterator[Walk]:
    """Ngebel and Sempu, drafting; today is 24 November 2026. No context is pushed."""
    monkeypatch.setattr(clock, "today", lambda area_code=None: DAY)
    for code, kind in kinds().items():
        monkeypatch.setitem(app.extensions["portal.registry"].documents, code, kind)
    yield databases.at("issuing", lambda: walk_to(app))


@pytest.fixture
def here(walk: Walk, app: Flask) -> Iterator[Walk]:
    """The same with the app's context pushed."""
    with app.app_context():
        yield walk


def next_text(day: date = DAY) -> str:
    return numbers.next_number(numbers.village_owner(NGEBEL), BOOK, day).number


def test_a_book_that_stands_at_forty_goes_on_at_forty_one_and_never_back(here: Walk) -> None:
    usual = number_rules.USUAL[BOOK]
    numbers.keep_book(OPERATOR_NGEBEL, "village", NGEBEL, BOOK, 0, usual, "146.5", 41)
    assert issue(here).number == "146.5/41/NGEBEL/XI/2026"
    with pytest.raises(Invalid):
        numbers.keep_book(OPERATOR_NGEBEL, "village", NGEBEL, BOOK, None, usual, "146.5", 41)
    for stranger in (HEAD_SEMPU, COUNCIL_SEMPU):
        with pytest.raises(NotAllowed):
            numbers.keep_book(stranger, "village", NGEBEL, BOOK, None, usual, "140", None)
    with pytest.raises(NotFound):
        numbers.keep_book(HEAD_NGEBEL, "village", NGEBEL, "regulation", None, usual, "140", None)


def test_another_pattern_holds_from_the_next_number_on(here: Walk) -> None:
    first = issue(here)
    numbers.keep_book(HEAD_NGEBEL, "village", NGEBEL, BOOK, 0, "{urut-3}/KD/{tahun}", "")
    assert issue(here).number == "002/KD/2026"
    assert first.number == "146.5/1/NGEBEL/XI/2026"
    with pytest.raises(Conflict):
        numbers.keep_book(HEAD_NGEBEL, "village", NGEBEL, BOOK, 0, "{urut}/{tahun}", "")
    with pytest.raises(Invalid) as refused:
        numbers.keep_book(HEAD_NGEBEL, "village", NGEBEL, BOOK, None, "{nomor}", "")
    assert "{urut}" in refused.value.errors["pattern"]


def test_a_number_of_the_villages_own_book_is_marked_and_passed_over(here: Walk) -> None:
    hand = issue(here, number="146.5 / 1 / Ngebel / XI / 2026")
    assert hand.by_hand and hand.sequence is None
    assert next_text() == "146.5/2/NGEBEL/XI/2026"
    again = issue(here, number="146.5/1/NGEBEL/XI/2026")  # the same letter, corrected under its own number
    assert again.number_key == "146.5/1/ngebel/xi/2026" and hand.replaced_by_id == again.id
    automatic = issue(here)
    assert automatic.sequence == 2
    service.withdraw(HEAD_NGEBEL, here.id, automatic.id, None, "keliru")
    with pytest.raises(Invalid) as taken:  # a withdrawn paper keeps its number
        issue(here, number=automatic.number)
    assert "2026" in taken.value.errors["number"]
    held = db.session.scalars(queries.in_book(numbers.village_owner(NGEBEL), BOOK, 2026))
    assert [paper.number for paper in held] == [automatic.number, hand.number, again.number]


def test_a_new_year_begins_at_one_and_the_old_one_goes_on(here: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    issue(here)
    issue(here)
    new = date(2027, 1, 4)
    monkeypatch.setattr(clock, "today", lambda area_code=None: new)
    assert issue(here, day=new).number == "146.5/1/NGEBEL/I/2027"
    assert issue(here, day=date(2026, 12, 31)).number == "146.5/3/NGEBEL/XII/2026"


def test_a_clock_that_goes_back_a_day_leaves_the_numbers_in_order(here: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    issue(here)
    monkeypatch.setattr(clock, "today", lambda area_code=None: date(2026, 11, 23))
    coming = numbers.next_number(numbers.village_owner(NGEBEL), BOOK, clock.today())
    assert numbers.first_day(coming) == DAY
    later = issue(here, day=numbers.first_day(coming))
    assert (later.sequence, later.dated) == (2, DAY)


def test_each_register_and_each_party_counts_by_itself(here: Walk) -> None:
    assert issue(here).sequence == 1
    assert issue(here, key="2008", person=HEAD_SEMPU).sequence == 1
    assert issue(here, "berita-uji", "", HEAD_SEMPU).sequence == 1


def test_eight_writers_at_once_take_eight_numbers_without_gaps_or_doubles(walk: Walk, app: Flask) -> None:
    with app.app_context():
        numbers.keep_book(OPERATOR_NGEBEL, "village", NGEBEL, BOOK, 0, number_rules.USUAL[BOOK], "146.5", 7)
    begin, failures = threading.Barrier(8), []

    def write() -> None:
        with app.app_context():
            begin.wait()
            for _try in range(200):
                try:  # each makes its paper and issues it, as `making` does, but all at the same moment
                    draft = drafts.draft_of(drafts.subject_of(walk.partnership, LETTER, "2007"), asked(walk))
                    service.issue(HEAD_NGEBEL, draft, {})
                    return
                except (numbers.NumberMoved, Conflict):
                    db.session.rollback()
            failures.append("no turn")

    writers = [threading.Thread(target=write) for _writer in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert failures == []
    with app.app_context():
        rows = db.session.execute(select(IssuedPaper.sequence, IssuedPaper.replaced_by_id).order_by(IssuedPaper.id))
        found = rows.all()
        assert [row[0] for row in found] == list(range(7, 15))
        assert sum(row[1] is None for row in found) == 1  # each replaced the one before it
