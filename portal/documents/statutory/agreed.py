"""What an agreement says, as the provisions of a law product are made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Text:
    """What is written: content as it is kept, the parties' full names by number as text, and what it calls itself."""

    content: Mapping[str, Any]
    names: Mapping[str, str]
    self_name: str = "Peraturan Bersama"

    def words(self, name: str) -> str:
        """One of the content's texts; empty where there is none."""
        return str(self.content.get(name) or "")
