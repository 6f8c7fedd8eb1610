"""What a list brings: an entry for each row that would change something, and how cells become text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from ...contracts import say
from ...web.sheets import Unreadable, text_of
from ...web.workbooks import Formula

MOST_FAULTS = 100  # told at once
Change = tuple[str, str, str]  # what it is called, what stands there, what the sheet says


@dataclass(frozen=True)
class Entry:
    """One row as it would be written: what it is about, what changes, and what is kept as its village wrote it.

    `cells` are the texts of the row by column; whoever writes it reads them again by the rules of the day.
    """

    row: int
    title: str
    cells: Mapping[str, str]
    changes: Sequence[Change] = ()
    kept: Sequence[Change] = ()
    version: int = 0
    fields: Sequence[str] = field(default_factory=tuple)  # that change
    kept_fields: Sequence[str] = field(default_factory=tuple)

    def as_json(self) -> dict[str, Any]:
        """The entry as it waits in the database."""
        return asdict(self)


def cell_text(value: Any, most: int = 0) -> str:
    """A cell as the text a form would be sent: 6,9 for six point nine; raises `Unreadable`."""
    if isinstance(value, Formula):
        raise Unreadable(say("berisi rumus. Salin selnya, lalu tempel sebagai nilai."))
    if isinstance(value, float) and not value.is_integer():
        return format(value, ".6f").rstrip("0").replace(".", ",")
    return text_of(value, most)


def small(sentence: Any) -> str:
    """A sentence that goes on after a colon."""
    text = str(sentence)
    return text[:1].lower() + text[1:]
