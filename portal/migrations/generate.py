"""Writes the next revision from the models: `python -m portal.migrations.generate NAME [--plugin PLUGIN]`.

Tables, columns, indexes and constraints come from Alembic's comparison of the models with a
database brought up by the revisions there are. Triggers, functions and full-text tables are
raw DDL that models attach with `event.listen(table, "after_create", DDL(...))`; for every
table that is new they are written out as text, dialect by dialect. Read the file before you
commit it: it is frozen from then on, while models go on changing.

The core's tables are compared, or those of one plugin: the tables whose names begin with its own.

`--replace` drops the revision of the same name first: for a revision not yet released.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.operations.ops import CreateTableOp, OpContainer
from sqlalchemy import TypeDecorator, create_engine
from sqlalchemy.sql.elements import False_, True_

from .. import create_app, migrate, plugin
from ..db import db
from ..settings import load_settings, make_keys

HEADER = '''"""{title}"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {previous}


def upgrade() -> None:
    """Make the change; there is no way back but the backup."""
    {body}
'''
RAW = """

def _run(dialect: str, statement: str) -> None:
    connection = op.get_bind()
    if dialect in ("", connection.dialect.name):
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
"""


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", help="what the revision does, in words_with_underscores")
    parser.add_argument("--plugin", default=migrate.CORE, help="write it for this plugin's tables")
    parser.add_argument("--replace", action="store_true", help="write the newest revision anew")
    choice = parser.parse_args()
    history = history_of(choice.plugin)
    found = history.versions.glob(f"*_{choice.name}.py") if choice.replace else ()
    replaced = {old: old.read_text() for old in found}
    for old in replaced:
        old.unlink()
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = write_revision(choice.name, history, Path(folder))
    except BaseException:
        for old, text in replaced.items():
            old.write_text(text)
        raise
    print(path or "the models and the migrations are the same: nothing written")


def history_of(name: str) -> migrate.History:
    """The history of the core or of an installed plugin; a plugin's folder is made when it has none yet."""
    if name == migrate.CORE:
        return migrate.histories()[0]
    entry = next((entry for entry in entry_points(group=plugin.GROUP) if entry.name == name), None)
    spec = find_spec(entry.module) if entry else None
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"no installed plugin with a folder of its own is called {name}")
    versions = Path(spec.submodule_search_locations[0]) / "migrations" / "versions"
    versions.mkdir(parents=True, exist_ok=True)
    return migrate.History(name, versions)


def write_revision(name: str, history: migrate.History, scratch: Path) -> Path | None:
    """Compare, and write `versions/NNNN_name.py`; None when there is nothing to write."""
    make_keys(scratch)
    url = f"sqlite:///{scratch / 'portal.db'}"
    create_app(load_settings({"PORTAL_INSTANCE": str(scratch), "PORTAL_DATABASE_URL": url}))
    core = [] if history.name == migrate.CORE else [migrate.histories()[0]]  # what a plugin's tables refer to
    migrate.upgrade(url, chosen=[*core, history])
    previous = history.script.get_current_head()
    body = _body(url, history)
    if body is None:
        return None
    revision = f"{int(previous) + 1 if previous else 1:04}"
    path = history.versions / f"{revision}_{name}.py"
    text = HEADER.format(
        title=name.replace("_", " ").capitalize() + ".", revision=revision, body=body, previous=repr(previous)
    )
    path.write_text(text + (RAW if "_run(" in body else ""), encoding="utf-8")
    return path


def _body(url: str, history: migrate.History) -> str | None:
    with create_engine(url).connect() as connection:
        context = migrate.comparison(connection, history.name, render_as_batch=True)
        operations = produce_migrations(context, db.metadata).upgrade_ops
        if operations is None or operations.is_empty():
            return None
        code = render_python_code(operations, render_item=_render_item, migration_context=context)
    lines = [line for line in code.splitlines() if not line.strip().startswith("# ###")]
    lines += [f"    _run({dialect!r}, {statement!r})" for dialect, statement in _raw_ddl(operations)]
    return "\n".join(lines).strip()


def _render_item(kind: str, thing: Any, context: Any) -> str | Literal[False]:
    """A revision names plain types and defaults only: ours may change, and it runs on both databases."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl!r}"
    if kind == "server_default" and isinstance(getattr(thing, "arg", None), (True_, False_)):
        return "sa.true()" if isinstance(thing.arg, True_) else "sa.false()"
    return False


def _raw_ddl(operations: OpContainer) -> Iterator[tuple[str, str]]:
    for operation in operations.ops:
        if isinstance(operation, CreateTableOp):
            yield from migrate.raw_ddl(db.metadata.tables[operation.table_name])


if __name__ == "__main__":
    main()
