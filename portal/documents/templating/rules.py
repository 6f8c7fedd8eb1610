"""Which template a paper is written on: the one of the nearest area, and of that area the newest that holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from ...contracts import Text, say

KIND, NAME, REASON = 40, 200, 500
EVERYWHERE = ""


class Template(Protocol):
    """What is asked of a template to choose among several."""

    @property
    def area_code(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def number(self) -> int: ...
    @property
    def archived_at(self) -> object: ...


Chosen = TypeVar("Chosen", bound=Template)


def within(code: str, area: str) -> bool:
    """Whether an area code lies in an area, or is it; everything lies in the empty area."""
    return not area or code == area or code.startswith(area + ".")


def chosen_of(templates: Iterable[Chosen], codes: Iterable[str], day: date) -> Chosen | None:
    """The template for a paper of these villages and that day: of the smallest area that holds them all.

    A paper that no village writes takes one that is meant for everywhere.
    """
    villages = tuple(codes)
    fitting = [
        item
        for item in templates
        if item.archived_at is None
        and item.valid_from <= day
        and (not item.area_code or (villages and all(within(code, item.area_code) for code in villages)))
    ]
    return max(fitting, key=lambda item: (len(item.area_code), item.valid_from, item.number), default=None)


def name_fault(name: str) -> Text | None:
    """What is wrong with the name of an uploaded file."""
    if not name.lower().endswith(".docx"):
        return say("Templat adalah berkas Word berakhiran .docx.")
    return None


def shown_name(name: str) -> str:
    """The name a person knows the file by, without folders or control characters."""
    plain = "".join(char for char in name.replace("\\", "/").rsplit("/", 1)[-1] if char.isprintable())
    return (plain[: -len(".docx")].strip(". ") or "templat")[:100] + ".docx"
