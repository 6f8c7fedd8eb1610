"""Area codes and what they mean: plain functions over Kemendagri codes such as `35.02.19.2007`."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Level(StrEnum):
    """The four levels of official areas."""

    PROVINCE = "province"
    REGENCY = "regency"
    DISTRICT = "district"
    VILLAGE = "village"


class Kind(StrEnum):
    """What stands at the lowest level, told by the first digit of the code's last block."""

    WARD = "ward"
    VILLAGE = "village"
    CUSTOMARY = "customary"


CODE_LENGTH = 13
NAME_LENGTH = 100
ADDRESS_LENGTH = 200
POSTAL_LENGTH = 5
KINDS = {"1": Kind.WARD, "2": Kind.VILLAGE, "3": Kind.CUSTOMARY}
PARTY_KINDS = frozenset({Kind.VILLAGE, Kind.CUSTOMARY})

_CODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.[0-9]\d{3})?)?)?", re.ASCII)
_QUOTES = re.compile("['\"’‘`“”]")
_NOT_A_WORD = re.compile("[^0-9a-z]+")
_BLOCKS = (2, 4, 6, 10)
_LEVELS = {1: Level.PROVINCE, 2: Level.REGENCY, 3: Level.DISTRICT, 4: Level.VILLAGE}


def parse_code(text: str) -> str | None:
    """The official spelling of a code however it was typed (`3502192007`, ` 35-02-19-2007`); None when it is none."""
    if len(text) > 40 or re.search(r"[^\d\s.\-/]", text, re.ASCII):
        return None
    digits = re.sub(r"\D", "", text, flags=re.ASCII)
    return dotted(digits) if len(digits) in _BLOCKS else None


def dotted(digits: str) -> str:
    """Digits, a whole code or only its beginning, with the dots where they belong."""
    blocks = [digits[0:2], digits[2:4], digits[4:6], digits[6:10]]
    return ".".join(block for block in blocks if block)


def is_code(text: str) -> bool:
    """Whether this is a code in its official spelling."""
    return _CODE.fullmatch(text) is not None


def level_of(code: str) -> Level:
    """The level of an official code; KeyError when it is none."""
    return _LEVELS[code.count(".") + 1]


def parent_of(code: str) -> str | None:
    """The code of the area one level up; None for a province."""
    return code.rpartition(".")[0] or None


def ancestors_of(code: str) -> list[str]:
    """The codes above, from the province down; without the code itself."""
    blocks = code.split(".")
    return [".".join(blocks[:count]) for count in range(1, len(blocks))]


def kind_of(code: str) -> Kind | None:
    """Desa, kelurahan or desa adat; None when the code is not of a village, or of no known kind."""
    blocks = code.split(".")
    return KINDS.get(blocks[3][:1]) if len(blocks) == 4 else None


def is_party_village(code: str) -> bool:
    """Whether what has this code can be a party of a kerja sama desa: a desa or desa adat, never a kelurahan."""
    return is_code(code) and kind_of(code) in PARTY_KINDS


def number_of(code: str) -> int:
    """A code's digits as a number, the same after every reload: 35.02.19.2007 is 3502192007."""
    return int(code.replace(".", ""))


def fold(text: str) -> str:
    """Text as it is compared in a search: small letters and digits, words separated by one space.

    Apostrophes and quotes stand inside words (Soka"an, Regapu’u) and simply go; other signs part words.
    """
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(_NOT_A_WORD.sub(" ", _QUOTES.sub("", text.casefold())).split())
