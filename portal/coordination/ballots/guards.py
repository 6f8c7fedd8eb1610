"""Triggers by which the database itself refuses to change a closed election, or anything that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import DDL, event

from ...db import Model

REFUSAL = "a closed election cannot be changed"
_CLOSED = "EXISTS (SELECT 1 FROM election AS held WHERE held.id = {row}.{key} AND held.sha256 IS NOT NULL)"


def freeze(parent: str, children: Iterable[str]) -> None:
    """Guard the table of elections and those whose `election_id` points to it, on both databases."""
    _on_sqlite(parent, {"UPDATE": "OLD.sha256 IS NOT NULL", "DELETE": "OLD.sha256 IS NOT NULL", "INSERT": _is("NEW")})
    _on(parent, "postgresql", _FUNCTION.format(table=parent, old="OLD.sha256 IS NOT NULL", new="FALSE"))
    _on(parent, "postgresql", _TRIGGER.format(table=parent))
    for child in children:
        old, new = _is("OLD", "election_id"), _is("NEW", "election_id")
        # INSERT OR REPLACE removes the old row without asking the trigger on DELETE.
        held = _CLOSED.format(row="kept", key="election_id")
        replaced = f"EXISTS (SELECT 1 FROM {child} AS kept WHERE kept.id = NEW.id AND {held})"
        _on_sqlite(child, {"UPDATE": f"{old} OR {new}", "DELETE": old, "INSERT": f"{new} OR {replaced}"})
        _on(child, "postgresql", _FUNCTION.format(table=child, old=old, new=new))
        _on(child, "postgresql", _TRIGGER.format(table=child))


_FUNCTION = (
    "CREATE OR REPLACE FUNCTION {table}_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF TG_OP <> 'INSERT' AND ({{old}}) THEN RAISE EXCEPTION '{REFUSAL}'; END IF; "
    f"IF TG_OP <> 'DELETE' AND ({{new}}) THEN RAISE EXCEPTION '{REFUSAL}'; END IF; "
    "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
)
_TRIGGER = (
    "CREATE TRIGGER {table}_frozen BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW "
    "EXECUTE FUNCTION {table}_is_frozen()"
)


def _is(row: str, key: str = "id") -> str:
    return _CLOSED.format(row=row, key=key)


def _on_sqlite(table: str, conditions: dict[str, str]) -> None:
    for verb, when in conditions.items():
        refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        _on(
            table,
            "sqlite",
            f"CREATE TRIGGER {table}_frozen_{verb.lower()} BEFORE {verb} ON {table} WHEN {when} {refuse}",
        )


def _on(table: str, dialect: str, statement: str) -> None:
    ddl = DDL(statement.replace("%", "%%")).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
    event.listen(Model.metadata.tables[table], "after_create", ddl)
