"""Migrations: Alembic without an ini file, one history for the core and one for each plugin that ships one.

Each history is brought up in one transaction that is rolled back whole when anything in it
fails. On SQLite foreign keys are off meanwhile: rebuilding a table drops it, and that would
delete the rows that refer to it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import DDL, Connection, NullPool, Table, create_engine, inspect, make_url

from .db import arm, db
from .plugin import GROUP

if TYPE_CHECKING:  # Alembic is imported where it runs: the server only looks, and saves 10 MB
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

CORE = "portal"
FOLDER = Path(__file__).parent / "migrations"
_UPGRADE_LOCK = 7_301_178
_REVISION = re.compile(r"^revision\b[^=\n]*= *[\"'](\w+)[\"']", re.M)
_PREVIOUS = re.compile(r"^down_revision\b[^=\n]*= *(?:[\"'](\w+)[\"']|None)", re.M)
_log = logging.getLogger(__name__)


class MigrationFault(RuntimeError):
    """A migration would have lost rows or left dangling references; nothing of it was kept."""


@dataclass(frozen=True)
class History:
    """The revisions of the core or of one plugin, and the table that says which were applied."""

    name: str
    versions: Path

    @property
    def table(self) -> str:
        """The name of its version table."""
        return "alembic_version" if self.name == CORE else f"alembic_version_{self.name}"

    @property
    def revisions(self) -> dict[str, str]:
        """Every revision and the one before it ("" for none), read from the files without running them."""
        texts = (path.read_text(encoding="utf-8") for path in self.versions.glob("*.py"))
        found = ((_REVISION.search(text), _PREVIOUS.search(text)) for text in texts)
        return {own[1]: (previous[1] or "") if previous else "" for own, previous in found if own}

    @property
    def newest(self) -> str | None:
        """The revision that no other follows."""
        known = self.revisions
        return next((revision for revision in known if revision not in known.values()), None)

    @property
    def script(self) -> ScriptDirectory:
        """Alembic's view of the folder."""
        from alembic.script import ScriptDirectory

        return ScriptDirectory(self.versions.parent, version_locations=[self.versions])


@dataclass(frozen=True)
class State:
    """Where a database stands in one history: its revision, and the newest one this code knows."""

    name: str
    revision: str | None
    newest: str | None
    known: bool = True

    @property
    def newer_than_code(self) -> bool:
        """Whether the database was written by a later release."""
        return not self.known

    @property
    def behind(self) -> bool:
        """Whether `portal db upgrade` has something to do."""
        return self.known and self.revision != self.newest


def histories() -> list[History]:
    """The core's history, then those of the installed plugins; nothing of a plugin is run."""
    found = [History(CORE, FOLDER / "versions")]
    for entry in entry_points(group=GROUP):
        try:
            spec = find_spec(entry.module)
        except Exception as error:  # a plugin's parent package may raise at import
            _log.warning("plugin %s: no migrations looked for: %s", entry.name, error)
            continue
        for place in (spec and spec.submodule_search_locations) or ():
            if (versions := Path(place) / "migrations" / "versions").is_dir():
                found.append(History(entry.name, versions))
    return found


def current(url: str, chosen: Sequence[History] | None = None) -> list[State]:
    """Where the database at `url` stands, history by history. A missing database stands at None."""
    chosen = chosen or histories()
    if is_missing(url):
        return [State(history.name, None, history.newest) for history in chosen]
    with _connected(url) as connection:
        tables = inspect(connection).get_table_names()
        return [_state(connection, history, tables) for history in chosen]


def is_missing(url: str) -> bool:
    """Whether `url` names a SQLite file that is not there (opening it would make one)."""
    address = make_url(url)
    return address.get_backend_name() == "sqlite" and not Path(address.database or "").is_file()


def upgrade(url: str, gate_file: Path | None = None, chosen: Sequence[History] | None = None) -> list[str]:
    """Bring the database at `url` to the newest schema; the revisions applied, as "name revision".

    Raises what a core migration raises. A plugin's failing migration is logged and leaves
    the others alone.
    """
    applied: list[str] = []
    for history in chosen or histories():
        try:
            applied += _upgrade_one(url, gate_file, history)
        except Exception:
            if history.name == CORE:
                raise
            _log.exception("plugin %s: its migration failed and was rolled back", history.name)
    return applied


def check_same_as_models(url: str, history: str = CORE) -> list[Any]:
    """What differs between one history's migrated tables at `url` and its models; empty when nothing does."""
    from alembic.autogenerate import compare_metadata

    with _connected(url) as connection:
        return list(compare_metadata(comparison(connection, history), db.metadata))


def comparison(connection: Connection, history: str, **options: Any) -> MigrationContext:
    """Alembic's comparison of the database with the models, of the tables of one history alone."""
    from alembic.migration import MigrationContext

    opts = {"compare_type": True, "compare_server_default": same_default, "include_object": only_of(history)}
    return MigrationContext.configure(connection, opts={**opts, **options})


def _upgrade_one(url: str, gate_file: Path | None, history: History) -> list[str]:
    script = history.script
    with _connected(url, gate_file, writing=True) as connection:
        connection.begin()
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})")
        before = row_counts(connection)
        applied = _run(connection, script, history)
        _check(connection, before, changed=_rows_changed_by(script, applied))
        connection.commit()
    return [f"{history.name} {revision}" for revision in applied]


def _run(connection: Connection, script: ScriptDirectory, history: History) -> list[str]:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext

    applied: list[str] = []

    def steps(revision: Any, context: MigrationContext) -> Any:
        planned = script._upgrade_revs("heads", revision)
        applied.extend(step.revision.revision for step in planned)
        return planned

    with EnvironmentContext(Config(), script, fn=steps, destination_rev="heads") as environment:
        environment.configure(connection=connection, version_table=history.table, transactional_ddl=True)
        with environment.begin_transaction():
            environment.run_migrations()
    return applied


def _rows_changed_by(script: ScriptDirectory, revisions: list[str]) -> frozenset[str]:
    """The tables whose rows a revision says it adds or removes: `changes_rows = {"table"}` in its file."""
    modules = (script.get_revision(revision).module for revision in revisions)
    return frozenset(name for module in modules for name in getattr(module, "changes_rows", ()))


def row_counts(connection: Connection) -> dict[str, int]:
    """How many rows each table of records holds."""
    quote = connection.dialect.identifier_preparer.quote
    return {
        name: connection.exec_driver_sql(f"SELECT count(*) FROM {quote(name)}").scalar_one()
        for name in _data_tables(connection)
    }


def _data_tables(connection: Connection) -> list[str]:
    """The tables with records: without Alembic's own, and without full-text indexes and their helpers."""
    names = inspect(connection).get_table_names()
    virtual: tuple[str, ...] = ()
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'")
        virtual = tuple(found.scalars())
    return [name for name in names if not name.startswith(("alembic_version", *virtual))]


def _check(connection: Connection, before: dict[str, int], changed: frozenset[str]) -> None:
    after = row_counts(connection)
    lost = [name for name, rows in before.items() if name in after and after[name] != rows and name not in changed]
    if lost:
        raise MigrationFault(f"rows would be lost or doubled in: {', '.join(sorted(lost))}")
    if connection.dialect.name == "sqlite":
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if dangling:
            raise MigrationFault(f"references would dangle in: {', '.join(sorted({row[0] for row in dangling}))}")


def _state(connection: Connection, history: History, tables: list[str]) -> State:
    revision = None
    if history.table in tables:
        revision = connection.exec_driver_sql(f"SELECT version_num FROM {history.table}").scalar()
    known = revision is None or revision in history.revisions
    return State(history.name, revision, history.newest, known)


def only_of(history: str) -> Callable[[Any, str | None, str, bool, Any], bool]:
    """For Alembic's comparison: leaves out the tables of other histories, and what models make by raw DDL.

    A plugin's tables begin with its name, also while it has no migration yet.
    """
    plugins = [entry.name for entry in entry_points(group=GROUP)]
    raw = tuple(_made_by_raw_ddl())

    def is_compared(thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
        if kind not in ("table", "index") or name is None:
            return True
        if reflected and compare_to is None and name.startswith(("alembic_version", *raw)):
            return False
        table = name if kind == "table" else thing.table.name
        return next((plugin for plugin in plugins if table.startswith(f"{plugin}_")), CORE) == history

    return is_compared


def same_default(
    context: Any, column: Any, model: Any, stored: str | None, own: Any, rendered: str | None
) -> bool | None:
    """For Alembic's comparison: tells it what it cannot see by itself, None leaves the rest to it.

    That two empty texts are the same default (SQLite), and how JSON is compared (PostgreSQL
    has no equality for it).
    """
    if stored in ("''", "('')") and rendered in ("", "''"):
        return False
    if stored and stored.endswith("::json"):
        return stored.removesuffix("::json").strip("'") != (rendered or "").strip("'")
    return None


def raw_ddl(table: Table) -> Iterator[tuple[str, str]]:
    """The raw DDL that a model attached to its table: (dialect or "" for all, statement)."""
    for listener in table.dispatch.after_create:
        if isinstance(listener, DDL):
            condition = listener._ddl_if
            dialects = (condition.dialect if condition else None) or ""
            names = {"table": table.name, "schema": "", "fullname": table.name} | dict(listener.context)
            for dialect in (dialects,) if isinstance(dialects, str) else dialects:
                yield dialect, listener.statement % names


def _made_by_raw_ddl() -> list[str]:
    """Names of the full-text tables and special indexes; their helper tables begin with the same name."""
    statements = (statement for table in db.metadata.sorted_tables for _, statement in raw_ddl(table))
    made = (re.match(r"CREATE (?:VIRTUAL TABLE|INDEX)(?: IF NOT EXISTS)? (\w+)", text.strip()) for text in statements)
    return [match[1] for match in made if match]


@contextmanager
def _connected(url: str, gate_file: Path | None = None, writing: bool = False) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool)
    database = Path(engine.url.database or "")
    arm(engine, gate_file or database.with_name("write.gate"))
    with engine.connect().execution_options(portal_write=writing) as connection:
        if writing and engine.dialect.name == "sqlite":  # has no effect inside a transaction
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        yield connection
    engine.dispose()
