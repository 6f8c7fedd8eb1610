"""L1, L4, L8: the history can be added to and nothing else, and tampering is found and named."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from portal import clock, events
from portal.db import db, is_postgresql, transactional
from portal.events import Event
from portal.permissions import SYSTEM

LENGTH = 40
TAMPERINGS = 100


@transactional
def note(number: int) -> None:
    events.record(SYSTEM, "noted", "note", number, before={"harga": number}, after={"harga": number + 1}, reason="uji")


@transactional
def run(statement: str, **values: Any) -> None:
    db.session.execute(text(statement), values)


@pytest.fixture
def history(context: Flask) -> list[dict[str, Any]]:
    """A history of forty events, as rows."""
    for number in range(1, LENGTH + 1):
        note(number)
    return _rows()


@pytest.mark.parametrize("statement", ["UPDATE event SET reason = 'lain'", "DELETE FROM event WHERE seq = 40"])
def test_L4_the_database_itself_refuses_to_change_the_history(history: Any, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        run(statement)
    assert events.verify().intact


@pytest.mark.sqlite
@pytest.mark.parametrize("statement", ["INSERT OR REPLACE INTO", "REPLACE INTO", "INSERT OR IGNORE INTO"])
def test_L4_an_event_cannot_be_put_in_the_place_of_another(history: Any, statement: str) -> None:
    names = ", ".join(column.name for column in Event.__table__.columns)
    with pytest.raises(DBAPIError, match="append-only"):
        run(f"{statement} event ({names}) SELECT {names.replace('reason', repr('lain'))} FROM event WHERE seq = 40")
    assert events.verify().intact


def test_L1_a_hundred_tamperings_are_all_found_and_the_first_is_named(history: list[dict[str, Any]]) -> None:
    _drop_guards()
    chance = random.Random(2026)
    assert events.verify().intact
    for number in range(TAMPERINGS):
        kind = (_edit, _delete, _swap, _insert)[number % 4]
        tampered, first = kind([dict(row) for row in history], chance)
        _replace(tampered)
        verdict = events.verify()
        assert verdict.broken_at == first, (number, kind.__name__)
        assert verdict.reason
    _replace(history)
    assert events.verify().intact


def test_L1_events_put_at_the_end_by_hand_are_found(history: list[dict[str, Any]]) -> None:
    forged = {**history[-1], "seq": LENGTH + 1, "previous_hash": history[-1]["hash"], "reason": "palsu"}
    run_insert([forged])
    assert events.verify().broken_at == LENGTH + 1


def test_L3_an_earlier_head_shows_that_the_end_was_cut_off(history: list[dict[str, Any]]) -> None:
    head = events.verify()
    _drop_guards()
    _replace(history[:-3])
    verdict = events.verify()
    assert verdict.intact  # no chain can know its own end: that is what printed heads are for
    assert (verdict.checked, verdict.head) != (head.checked, head.head)


def test_L8_a_clock_that_runs_back_does_not_put_events_out_of_order(
    context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    note(1)
    real = clock.now()
    monkeypatch.setattr(clock, "now", lambda: real - timedelta(days=1))
    note(2)
    assert [row["subject_id"] for row in _rows()] == ["1", "2"]
    assert [happened.seq for happened in events.history("note", 2)] == [2]
    assert events.verify().intact


def _rows() -> list[dict[str, Any]]:
    table = Event.__table__
    rows = [dict(row) for row in db.session.execute(select(table).order_by(table.c.seq)).mappings()]
    db.session.rollback()
    return rows


def _drop_guards() -> None:
    if is_postgresql():
        run("ALTER TABLE event DISABLE TRIGGER USER")
        return
    for verb in ("update", "delete", "replace"):
        run(f"DROP TRIGGER event_no_{verb}")


@pytest.fixture(autouse=True)
def guards_back(context: Flask) -> Any:
    """PostgreSQL keeps one database for all tests: arm it again."""
    yield
    db.session.rollback()
    if is_postgresql():
        run("ALTER TABLE event ENABLE TRIGGER USER")


@transactional
def run_insert(rows: list[dict[str, Any]]) -> None:
    db.session.execute(insert(Event.__table__), rows)  # type: ignore[arg-type]


@transactional
def _replace(rows: list[dict[str, Any]]) -> None:
    db.session.execute(text("DELETE FROM event"))
    db.session.execute(insert(Event.__table__), rows)  # type: ignore[arg-type]


Tampered = tuple[list[dict[str, Any]], int]


def _edit(rows: list[dict[str, Any]], chance: random.Random) -> Tampered:
    row = chance.choice(rows)
    name = chance.choice([name for name in row if name not in ("seq", "previous_hash", "hash")])
    old = row[name]
    if name == "at":
        row[name] = old + timedelta(seconds=1)
    elif name in ("actor_id", "office_id"):
        row[name] = 7
    else:
        row[name] = f"{old or ''}x"
    return rows, row["seq"]


def _delete(rows: list[dict[str, Any]], chance: random.Random) -> Tampered:
    place = chance.randrange(len(rows) - 1)
    return rows[:place] + rows[place + 1 :], rows[place]["seq"]


def _swap(rows: list[dict[str, Any]], chance: random.Random) -> Tampered:
    one, other = sorted(chance.sample(range(len(rows)), 2))
    rows[one]["seq"], rows[other]["seq"] = rows[other]["seq"], rows[one]["seq"]
    return rows, one + 1


def _insert(rows: list[dict[str, Any]], chance: random.Random) -> Tampered:
    """One put in between, with all later numbers moved up."""
    place = chance.randrange(1, len(rows))
    for row in rows[place:]:
        row["seq"] += 1
    forged = {**rows[place - 1], "seq": place + 1, "previous_hash": rows[place - 1]["hash"], "reason": "palsu"}
    return [*rows[:place], forged, *rows[place:]], place + 1
