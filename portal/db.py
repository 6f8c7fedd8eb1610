"""Database: engine, pragmas, the session and `@transactional`.

A transaction reads unless a service opened it for writing. On SQLite a reading
transaction is `query_only`; a writing one is `BEGIN IMMEDIATE` behind a gate that
lets one writer through at a time (`write_gate`). On PostgreSQL a reading transaction
is READ ONLY.
"""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from flask import Flask, current_app, has_app_context
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, MetaData, String, TypeDecorator, delete, event, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.orm.exc import StaleDataError

from . import clock, time_budget
from .errors import AlreadyApplied, Conflict
from .write_gate import WriteGate

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=15000",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "wal_autocheckpoint=1000",
    "journal_size_limit=67108864",
)
STEPS_BETWEEN_LOOKS = 1_000_000  # of SQLite's machine, some 10 to 20 ms, between two looks at the time

P = ParamSpec("P")
R = TypeVar("R")


class Base(DeclarativeBase):
    """Every table of the portal and its plugins."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Versioned:
    """A record that people edit: `version` rises at each save, and a stale save is a Conflict."""

    version: Mapped[int] = mapped_column(default=1)

    if not TYPE_CHECKING:
        from sqlalchemy.orm import declared_attr as _declared_attr

        @_declared_attr.directive
        def __mapper_args__(cls) -> dict[str, Any]:
            return {"version_id_col": cls.version}

    def expect(self, version: int | None) -> None:
        """Raise `Conflict` when the form was opened on another version than the present one."""
        if version is not None and version != self.version:
            raise Conflict()


class Archivable:
    """A record that others rely on: archived with who and why, never deleted."""

    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    archived_by_id: Mapped[int | None]
    archive_reason: Mapped[str] = mapped_column(String(500), default="")


class Submission(Model):
    """A form that was applied: the same one-time key is never applied twice."""

    __tablename__ = "submission"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    subject_kind: Mapped[str | None] = mapped_column(String(40))
    subject_id: Mapped[str | None] = mapped_column(String(64))


submission_key: ContextVar[str | None] = ContextVar("submission_key", default=None)
_writing: ContextVar[bool] = ContextVar("writing", default=False)


def init_app(app: Flask, url: str, gate_file: Path) -> None:
    """Attach the database at `url` to the app and arm its engine."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", {"pool_pre_ping": not url.startswith("sqlite")})
    db.init_app(app)
    with app.app_context():
        arm(db.engine, gate_file)


def arm(engine: Engine, gate_file: Path) -> None:
    """Give an engine its pragmas and its transactions' beginnings."""
    if engine.dialect.name == "sqlite":
        _arm_sqlite(engine, WriteGate(gate_file))
    else:
        event.listen(engine, "begin", _begin_postgresql)
        event.listen(engine, "before_cursor_execute", _limit_postgresql)


def _arm_sqlite(engine: Engine, gate: WriteGate) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, record: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours, so that no SELECT runs outside it
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.set_progress_handler(_is_overdue, STEPS_BETWEEN_LOOKS)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        if not connection.get_execution_options().get("portal_write"):
            connection.exec_driver_sql("PRAGMA query_only=ON")
            connection.exec_driver_sql("BEGIN")
            return
        gate.enter()
        try:
            connection.exec_driver_sql("PRAGMA query_only=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            gate.leave()
            raise
        connection.info["gate"] = gate

    @event.listens_for(engine, "checkin")
    def _checkin(connection: Any, record: Any) -> None:
        if record.info.pop("gate", None):  # commit, rollback and error all end here
            gate.leave()


def _is_overdue() -> bool:
    """Asked by SQLite now and then: whether to stop the statement, because its time is over."""
    left = time_budget.left()
    return left is not None and left <= 0


def _begin_postgresql(connection: Any) -> None:
    connection.info.pop("limited", None)
    if not connection.get_execution_options().get("portal_write"):
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")


def _limit_postgresql(connection: Any, cursor: Any, *_statement: Any) -> None:
    """Give a statement the time that is left; and take the limit away again for those after it."""
    left = time_budget.left()
    if left is not None:
        cursor.execute(f"SET LOCAL statement_timeout = {max(1, int(left * 1000) + 1)}")
        connection.info["limited"] = True
    elif connection.info.pop("limited", False):
        cursor.execute("SET LOCAL statement_timeout = 0")


def transactional(verb: Callable[P, R]) -> Callable[P, R]:
    """Run a service's public verb as one writing transaction.

    Commits when it returns, rolls back when it raises, and publishes its events after
    the commit. A verb called by another verb joins the outer transaction.
    """

    @functools.wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _writing.get():
            return verb(*args, **kwargs)
        if time_budget.left() is not None:  # it could be stopped half-way
            raise RuntimeError(f"{verb.__qualname__} writes: a panel only reads")
        db.session.rollback()  # leave the read snapshot: what is checked is what is written
        token = _writing.set(True)
        try:
            db.session.connection(execution_options={"portal_write": True})
            submission = _claim_submission()
            result = verb(*args, **kwargs)
            _note_subject(submission)
            db.session.commit()
        except StaleDataError as error:
            db.session.rollback()
            raise Conflict() from error
        except IntegrityError as error:
            db.session.rollback()
            if _is_doubled(error):
                raise Conflict() from error
            raise
        except BaseException:
            db.session.rollback()
            raise
        finally:
            _writing.reset(token)
        _publish()
        return result

    return run


@transactional
def forget_submissions(before: datetime) -> int:
    """Forget which forms were applied before a moment; returns how many."""
    return int(db.session.execute(delete(Submission).where(Submission.at < before)).rowcount)  # type: ignore[attr-defined]


def recover_reading() -> None:
    """After somebody else's code failed, perhaps in a statement: the page goes on in a new reading transaction.

    A writing transaction is left alone: what failed in it refuses, and the verb rolls back.
    """
    if has_app_context() and not _writing.get():
        db.session.rollback()


def _is_doubled(error: IntegrityError) -> bool:
    """Whether somebody else wrote the same unique thing a moment before."""
    return "UNIQUE" in str(error.orig) or getattr(error.orig, "sqlstate", "") == "23505"


def _claim_submission() -> Submission | None:
    db.session.info["published"] = []
    key = submission_key.get()
    if not key:
        return None
    if is_postgresql():
        db.session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:key))"), {"key": key})
    earlier = db.session.get(Submission, key)
    if earlier is not None:
        raise AlreadyApplied(earlier.subject_kind, earlier.subject_id)
    submission = Submission(key=key, at=clock.now())
    db.session.add(submission)
    submission_key.set(None)  # one request, one claim
    return submission


def _note_subject(submission: Submission | None) -> None:
    published = db.session.info["published"]
    if submission is not None and published:
        submission.subject_kind = published[0].subject_kind
        submission.subject_id = published[0].subject_id


def _publish() -> None:
    publish = current_app.extensions.get("portal.publish")
    for happened in db.session.info.pop("published", ()):
        if publish is not None:
            publish(happened)


def is_writing() -> bool:
    """Whether a verb's writing transaction is open."""
    return _writing.get()


def is_postgresql() -> bool:
    """Whether the portal runs on PostgreSQL."""
    return db.engine.dialect.name == "postgresql"


def sqlite_has_wal_reset_fix(version: tuple[int, ...]) -> bool:
    """Whether this SQLite has the fix of the WAL-reset corruption bug (3.51.3 and two backports)."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)
