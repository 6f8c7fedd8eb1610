"""Values from a file, as a column takes them: every one is looked at before anything is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, Integer, Numeric, String, Text
from sqlalchemy.sql.schema import CallableColumnDefault

from ...db import UtcDateTime
from .numbering import ORIGIN

LONGEST_TEXT = 1_000_000  # letters
LONGEST_JSON = 1_000_000  # letters, as text


class Wrong(Exception):
    """A value that its column does not take."""


def understood(column: Column[Any], value: Any, codes: Mapping[Any, Any] | None) -> Any:
    """A value of a file as the column has it; `Wrong` for another type, too long, out of bounds, or no known code."""
    if value is None:
        if not column.nullable:
            raise Wrong
        return None
    if codes is not None and not _is_code(value, codes):
        raise Wrong
    return _typed(column, value)


def _is_code(value: Any, codes: Mapping[Any, Any]) -> bool:
    return value == "" or (isinstance(value, str | int) and value in codes)


def _typed(column: Column[Any], value: Any) -> Any:
    kind = column.type
    if isinstance(kind, UtcDateTime):
        return _moment(value)
    if isinstance(kind, JSON):
        return _json(column, value)
    if isinstance(kind, Boolean):
        return _of(bool, value)
    if isinstance(kind, Integer):
        return _whole(value, 63 if isinstance(kind, BigInteger) else 31)
    if isinstance(kind, Numeric):
        return _exact(kind, value)
    if isinstance(kind, Date):
        return _day(value)
    if isinstance(kind, String):
        return _text(value, kind.length if not isinstance(kind, Text) else None)
    raise Wrong


def _of(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise Wrong
    return value


def _whole(value: Any, bits: int) -> int:
    number: int = _of(int, value)
    if not -(2**bits) <= number < 2**bits:
        raise Wrong
    return number


def _exact(kind: Numeric[Any], value: Any) -> Decimal:
    try:
        number = Decimal(_of(str, value))
    except InvalidOperation:
        raise Wrong from None
    places = kind.scale or 0
    if not number.is_finite() or len(value) > 60 or abs(number) >= Decimal(10) ** ((kind.precision or 30) - places):
        raise Wrong
    if -int(number.normalize().as_tuple().exponent) > places:
        raise Wrong
    return number


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(_of(str, value))
    except ValueError:
        raise Wrong from None


def _moment(value: Any) -> datetime:
    try:
        found = datetime.fromisoformat(_of(str, value))
        if found.tzinfo is None:
            raise Wrong
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Wrong from None


def _text(value: Any, most: int | None) -> str:
    text: str = _of(str, value)
    if len(text) > (most or LONGEST_TEXT) or "\0" in text:
        raise Wrong
    try:
        text.encode()
    except UnicodeEncodeError:  # half a sign
        raise Wrong from None
    return text


def _json(column: Column[Any], value: Any) -> Any:
    """An object or a list, whichever the column begins with."""
    if column.name == ORIGIN:
        return _numbers(value)
    default = column.default.arg(cast(Any, None)) if isinstance(column.default, CallableColumnDefault) else None
    if not isinstance(value, type(default) if default is not None else dict | list):
        raise Wrong
    _text(json.dumps(value, ensure_ascii=False), LONGEST_JSON)
    return value


def _numbers(value: Any) -> dict[str, dict[str, int]]:
    """Whose the numbers in a frozen text are."""
    for numbers in _of(dict, value).values():
        for there, here in _of(dict, numbers).items():
            if not there.isdecimal() or len(there) > 12 or _whole(here, 31) < 1:
                raise Wrong
    found: dict[str, dict[str, int]] = value
    return found
