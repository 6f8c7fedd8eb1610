"""Makes one valid row of any table, with the rows it refers to, so that tests can cover every model."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Connection, Table, TypeDecorator, select

# Where a constraint wants one of several columns filled, or one of a few words.
CHOSEN: dict[str, dict[str, Any]] = {
    "village_need": {"village_code": "35.02.19.2001"},
    "village_potential": {"village_code": "35.02.19.2001"},
    "party": {"village_code": "35.02.19.2001"},
    "letterhead": {"village_code": "35.02.19.2001"},
    "contribution_delivery": {"quantity": Decimal(1)},
    "contribution": {"quantity": Decimal(1), "unit": "hari"},
    "meeting_series": {"day_of_month": 1},
    "multilateral_booking": {"ends_at": datetime(2026, 1, 3, tzinfo=UTC)},
}
_SAMPLES: dict[type, Any] = {
    str: "contoh",
    int: 1,
    bool: False,
    Decimal: Decimal(1),
    float: 1.0,
    datetime: datetime(2026, 1, 2, tzinfo=UTC),
    date: date(2026, 1, 2),
    dict: {},
    list: [],
    bytes: b"x",
}


def make_row(connection: Connection, table: Table, **values: Any) -> dict[str, Any]:
    """Insert a row of `table` and return its primary key by column name."""
    values = {**CHOSEN.get(table.name, {}), **values}
    for column in table.columns:
        reference = next(iter(column.foreign_keys), None)
        if reference is not None and (column.name in values or not column.nullable):
            values[column.name] = _referred(connection, reference.column, values.get(column.name))
        elif column.name not in values and not column.nullable and not _has_default(column):
            values[column.name] = _sample(column)
    connection.execute(table.insert().values(values))
    row = (
        connection.execute(select(*table.primary_key.columns).order_by(*table.primary_key.columns)).mappings().all()[-1]
    )
    return dict(row)


def _referred(connection: Connection, target: Column[Any], value: Any) -> Any:
    found = connection.execute(select(target).where(target == value) if value else select(target)).scalar()
    if found is not None:
        return found
    given = {target.name: value} if value else {}
    return make_row(connection, target.table, **given)[target.name]  # type: ignore[arg-type]


def _has_default(column: Column[Any]) -> bool:
    return (
        column.default is not None or column.server_default is not None or column is column.table.autoincrement_column
    )  # type: ignore[attr-defined]


def _sample(column: Column[Any]) -> Any:
    plain = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    value = _SAMPLES[plain.python_type]
    if isinstance(value, str):
        return "35.02.19.2001"[: getattr(column.type, "length", None) or 13] if "code" in column.name else value
    return value
