"""What a sector asks an agreement to settle, beside the eight contents of the law.

A clause's text is kept with the words it was asked by, so that it can be read, and stays signed,
when the sector's plugin is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..contracts import Clause, Text

CLAUSES, ANNEXES = "clauses", "annexes"
PURPOSE = "purpose"  # of the partnership, as it read when the text was frozen: the recitals name it


@dataclass(frozen=True)
class ClauseView:
    """One clause with its text so far. One whose sector is not the partnership's any more asks for nothing."""

    sector: str
    key: str
    label: Text
    help: Text = ""
    example: Text = ""
    required: bool = False
    text: str = ""

    @property
    def name(self) -> str:
        """The name of its field on the form."""
        return f"clause_{self.sector}_{self.key}"

    @property
    def is_missing(self) -> bool:
        """Whether the text cannot be frozen without it."""
        return self.required and not self.text.strip()


def clause_views(sector: str, clauses: Iterable[Clause], content: Mapping[str, Any]) -> list[ClauseView]:
    """The clauses of a sector with their texts, then those written for another sector or for one that is gone."""
    texts = {(item["sector"], item["key"]): item for item in content.get(CLAUSES) or ()}
    own = []
    for item in clauses:
        text = _text(texts.pop((sector, item.key), {}))
        own.append(ClauseView(sector, item.key, item.label, item.help, item.example, item.required, text))
    return own + [ClauseView(item["sector"], item["key"], item["label"], text=_text(item)) for item in texts.values()]


def missing_clauses(sector: str, clauses: Iterable[Clause], content: Mapping[str, Any]) -> list[Text]:
    """What the clauses are called that the text still lacks."""
    return [view.label for view in clause_views(sector, clauses, content) if view.is_missing]


def as_content(views: Iterable[ClauseView], texts: Mapping[str, str | None]) -> list[dict[str, str]]:
    """The clauses as they are kept in the content: those with a text, each with its label; `texts` by field name."""
    return [
        {"sector": view.sector, "key": view.key, "label": str(view.label), "text": text}
        for view in views
        if (text := (texts.get(view.name) or "").strip())
    ]


def _text(item: Mapping[str, Any]) -> str:
    return str(item.get("text") or "")
