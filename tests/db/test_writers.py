"""C3, C5 and the write gate: many people save at once, and nothing is lost or done twice."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Mapper, attributes

from portal import events
from portal.contracts import Happened
from portal.db import Submission, Versioned, db, submission_key, transactional
from portal.errors import AlreadyApplied, Busy, Conflict
from portal.events import Event
from portal.permissions import SYSTEM
from portal.testing import make_app, make_settings
from portal.villages.models import Village
from portal.write_gate import WriteGate
from tests.db.rows import make_row

WRITERS, ROUNDS = 8, 12
KEY = "0123456789abcdef0123456789abcdef"
VERSIONED = sorted(
    (mapper.class_ for mapper in db.Model.registry.mappers if issubclass(mapper.class_, Versioned)),
    key=lambda model: model.__name__,
)


@transactional
def make(model: Any) -> Any:
    """One row of a model, however it looks; its primary key."""
    key = make_row(db.session.connection(), model.__table__)
    return tuple(key.values())


@transactional
def touch(model: Any, key: Any, opened: int | None = None) -> int:
    """Save a record as it is, as a form opened at version `opened` does; its version after that."""
    thing = db.session.get(model, key)
    thing.expect(opened)
    mapper: Mapper[Any] = model.__mapper__
    plain = next(column for column in mapper.columns if not column.primary_key and column.name != "version")
    attributes.flag_modified(thing, mapper.get_property_by_column(plain).key)
    db.session.flush()
    version: int = thing.version
    return version


@transactional
def add_inhabitant(code: str) -> None:
    """Read, add, write: what loses updates when two people do it at once."""
    village = db.session.get_one(Village, code)
    village.population = (village.population or 0) + 1


@transactional
def note(subject: str) -> int:
    """The smallest service there is: it records that it ran."""
    return events.record(SYSTEM, "noted", "note", subject).seq


@pytest.mark.parametrize("model", VERSIONED, ids=lambda model: model.__name__)
def test_C3_a_save_from_a_form_opened_before_another_save_is_a_conflict(context: Flask, model: Any) -> None:
    key = make(model)
    opened = db.session.get(model, key).version
    assert touch(model, key, opened) == opened + 1
    with pytest.raises(Conflict):
        touch(model, key, opened)
    assert db.session.get(model, key).version == opened + 1


def test_C3_every_versioned_model_is_guarded_by_the_database_too() -> None:
    assert VERSIONED
    for model in VERSIONED:
        assert model.__mapper__.version_id_col is model.__table__.c.version, model


def test_C1_eight_people_add_at_once_and_no_addition_is_lost(context: Flask) -> None:
    make(Village)
    code = db.session.scalars(select(Village.code)).one()
    db.session.rollback()
    meeting = Barrier(WRITERS)

    def write() -> None:
        meeting.wait(10)
        for _ in range(ROUNDS):
            while True:
                with context.app_context():
                    try:
                        add_inhabitant(code)
                        break
                    except Conflict:  # PostgreSQL: the person is shown both versions and saves again
                        continue

    with ThreadPoolExecutor(WRITERS) as threads:
        for run in [threads.submit(write) for _ in range(WRITERS)]:
            run.result(timeout=60)
    assert db.session.get_one(Village, code).population == WRITERS * ROUNDS


def test_C5_the_same_submission_five_times_has_one_effect(context: Flask) -> None:
    first = _submit("satu")
    for _ in range(4):
        with pytest.raises(AlreadyApplied) as refused:
            _submit("satu")
        assert refused.value.subject == ("note", "satu")
    assert db.session.scalar(select(func.count()).select_from(Event)) == 1
    assert first == 1


def test_C5_the_same_submission_from_five_tabs_at_once_has_one_effect(context: Flask) -> None:
    meeting = Barrier(5)

    def press() -> str:
        meeting.wait(10)
        with context.app_context():
            try:
                _submit("satu")
            except AlreadyApplied:
                return "already"
            return "applied"

    with ThreadPoolExecutor(5) as threads:
        answers = [run.result() for run in [threads.submit(press) for _ in range(5)]]
    assert sorted(answers) == ["already"] * 4 + ["applied"]


def test_C5_a_submission_that_failed_may_be_sent_again(context: Flask) -> None:
    @transactional
    def fail() -> None:
        raise Conflict()

    submission_key.set(KEY)
    with pytest.raises(Conflict):
        fail()
    assert db.session.scalar(select(func.count()).select_from(Submission)) == 0
    assert _submit("satu") == 1


def test_events_reach_plugins_only_after_the_commit(context: Flask) -> None:
    seen: list[tuple[Happened, int]] = []
    own = context.extensions["portal.publish"]
    context.extensions["portal.publish"] = lambda happened: seen.append(
        (happened, db.session.scalar(select(func.count()).select_from(Event)) or 0)
    )
    try:
        note("satu")
    finally:
        context.extensions["portal.publish"] = own
    assert [(happened.subject_id, stored) for happened, stored in seen] == [("satu", 1)]


@pytest.mark.sqlite
def test_a_writer_that_waits_too_long_is_told_that_the_portal_is_busy(tmp_path: Path) -> None:
    gate = WriteGate(tmp_path / "write.gate", wait=0.3)
    with _holding(tmp_path / "write.gate"):
        started = time.monotonic()
        with pytest.raises(Busy):
            gate.enter()
        assert 0.2 < time.monotonic() - started < 5
    gate.enter()  # the other process ended: its lock is gone with it
    gate.leave()


@pytest.mark.sqlite
def test_a_second_writing_connection_in_one_thread_is_a_mistake_not_a_deadlock(tmp_path: Path) -> None:
    gate = WriteGate(tmp_path / "write.gate", wait=0.3)
    gate.enter()
    with pytest.raises(RuntimeError, match="second writing connection"):
        gate.enter()
    gate.leave()


def test_C7_a_busy_portal_says_so_in_words_and_when_to_come_back(tmp_path: Path) -> None:
    from portal.web import public

    app = make_app(tmp_path, plugins=())

    @app.get("/sibuk")
    @public
    def busy() -> str:
        raise Busy()

    answer = app.test_client().get("/sibuk")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert make_settings(tmp_path).instance == tmp_path


def _submit(subject: str) -> int:
    submission_key.set(KEY)
    try:
        return note(subject)
    finally:
        submission_key.set(None)


class _holding:
    """Another process that holds the gate."""

    def __init__(self, path: Path) -> None:
        program = (
            "import fcntl, sys, time; file = open(sys.argv[1], 'a'); fcntl.flock(file, fcntl.LOCK_EX); "
            "print('held', flush=True); time.sleep(60)"
        )
        self._process = subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"held\n"

    def __enter__(self) -> None: ...

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        self._process.communicate()
