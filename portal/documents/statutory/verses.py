"""Texts that people typed, as the ayat of an article: no word of them is lost.

A blank line or a number that counts on begins an ayat; a letter that counts on, or a dash, begins an item in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ... import numerals
from ...paperwork import Verse

LEAD = "Ketentuannya sebagai berikut:"
_NUMBER = re.compile(r"\(?(\d{1,2})[.)]\s+(?=\S)")
_LETTER = re.compile(r"\(?([a-z]{1,2})[.)]\s+(?=\S)")
_DASH = re.compile(r"[-–—•*]\s+(?=\S)")


@dataclass
class _Growing:
    """An ayat that is still read: its lines, and its items."""

    lines: list[str]
    is_numbered: bool = False
    items: list[str] = field(default_factory=list)

    def verse(self, lead: str) -> Verse:
        return Verse("\n".join(self.lines) or lead, tuple(self.items))


def verses(text: str, lead: str = LEAD) -> tuple[Verse, ...]:
    """The ayat of a text; `lead` stands before items that no sentence leads in. Nothing for a blank text."""
    grown: list[_Growing] = []
    after_gap = True
    for line in (text or "").splitlines():
        line = line.strip()
        if line:
            _take(grown, line, after_gap)
        after_gap = not line
    return tuple(item.verse(lead) for item in grown)


def parts(text: str) -> tuple[str, ...]:
    """A text as one row of items: each ayat, or the items in it."""
    found: list[str] = []
    for verse in verses(text, ""):
        found += [line for line in verse.text.split("\n") if line]
        found += verse.items
    return tuple(found)


def _take(grown: list[_Growing], line: str, after_gap: bool) -> None:
    number, letter, dash = _NUMBER.match(line), _LETTER.match(line), _DASH.match(line)
    in_numbers = all(item.is_numbered for item in grown)
    if number and in_numbers and int(number[1]) == len(grown) + 1:
        grown.append(_Growing([line[number.end() :]], is_numbered=True))
    elif dash:
        _item_of(grown, line[dash.end() :])
    elif letter and letter[1] == numerals.letter(len(grown[-1].items) + 1 if grown else 1):
        _item_of(grown, line[letter.end() :])
    elif not grown or (after_gap and not grown[0].is_numbered):
        grown.append(_Growing([line]))
    elif grown[-1].items:
        grown[-1].items[-1] += f" {line}"
    else:
        grown[-1].lines.append(line)


def _item_of(grown: list[_Growing], item: str) -> None:
    if not grown:
        grown.append(_Growing([]))
    grown[-1].items.append(item)
