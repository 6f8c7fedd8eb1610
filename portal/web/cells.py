"""Texts of people in spreadsheets: never read as a formula."""

from __future__ import annotations

from typing import Any

_STARTERS = "=+-@\t\r\n＝＋－＠"


def harmless(value: Any) -> Any:
    """A cell that a spreadsheet shows and does not compute: a text that looks like a formula gets an apostrophe."""
    if isinstance(value, str) and value[:1] and value.lstrip(" ")[:1] in _STARTERS:
        return "'" + value
    return value
