"""Texts of people in spreadsheets: never read as a formula."""

from __future__ import annotations

import unicodedata
from typing import Any

_STARTERS = frozenset("=+-@\t\r\n＝＋－＠﹢﹣﹦﹫−")
_QUOTES = frozenset("'\"`‘’“”")
_KEEP = "'"


def harmless(value: Any) -> Any:
    """A cell that a spreadsheet shows and does not compute: a text that looks like a formula gets an apostrophe.

    Blanks, quotes and signs that nobody sees may stand before it: programs skip them.
    """
    return _KEEP + value if isinstance(value, str) and _looks_computed(value) else value


def as_written(value: Any) -> Any:
    """The text that `harmless` was given, from the cell it made."""
    if isinstance(value, str) and value.startswith(_KEEP) and harmless(value[1:]) == value:
        return value[1:]
    return value


def _looks_computed(text: str) -> bool:
    if text[:1].isalnum():  # nearly every text: nothing more to look at
        return False
    for char in text:
        if char in _STARTERS:
            return True
        if not (char in _QUOTES or char.isspace() or unicodedata.category(char) in ("Cf", "Cc")):
            return False
    return False
