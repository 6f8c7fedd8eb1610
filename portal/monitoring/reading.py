"""Numbers as people write them, in Indonesian and in English; what can mean two things is asked, never guessed."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from ..contracts import Text, say

_GAPS = " \u00a0\u202f_'"
_SPACES = str.maketrans("", "", _GAPS)
_MINUS = re.compile(rf"^-[{_GAPS}]+")
_GROUPED = re.compile(rf"-?[1-9]\d{{0,2}}([{_GAPS}]\d{{3}})+([.,]\d+)?", re.ASCII)
_INDONESIAN = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?|-?\d+(,\d+)?", re.ASCII)
_ENGLISH = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?|-?\d+(\.\d+)?", re.ASCII)
_TWO_MEANINGS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_WITH_UNIT = re.compile(r"(?P<number>[-\d.,\s\u00a0\u202f_']*\d)\s*(?P<unit>[^\d\s.,][^\n]{0,39})")
LONGEST = 40  # letters


class Unreadable(ValueError):
    """What was typed is no number that can be kept; `sentence` says what to do."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def read_number(text: str, unit: str = "") -> Decimal:
    """The number a person meant: 1.250,5 and 1,250.5 and 1 250,5 alike, with its unit behind it or without.

    `Unreadable` for what is none, as two numbers beside each other, for what has another unit, and for 1.250 or
    1,250, which mean one thing in Indonesian and another in English: the person is asked.
    """
    text = text.strip().replace("−", "-")
    alone = _MINUS.sub("-", _without_unit(text, unit).strip(_GAPS))
    bare = alone.translate(_SPACES)
    if len(bare) != len(alone) and not _GROUPED.fullmatch(alone):
        raise Unreadable(say("Tulis satu angka tanpa spasi, misalnya 1250 atau 12,5."))
    if len(bare) > LONGEST:
        raise Unreadable(say("Angka ini terlalu panjang."))
    if _TWO_MEANINGS.fullmatch(bare):
        raise Unreadable(_which_was_meant(text, bare))
    if _INDONESIAN.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if _ENGLISH.fullmatch(bare):
        return Decimal(bare.replace(",", ""))
    raise Unreadable(say("Tulis angka, misalnya 1250 atau 12,5."))


def written(value: Decimal | None) -> str:
    """A number as a form shows it again, so that it means one thing only: 1250,5, and 1,2550; nothing for None."""
    if value is None:
        return ""
    text = format(value.normalize(), "f").replace(".", ",")
    return text + "0" if _TWO_MEANINGS.fullmatch(text) else text


def _without_unit(text: str, unit: str) -> str:
    found = _WITH_UNIT.fullmatch(text)
    if found is None:
        return text
    typed = found["unit"].strip()
    if _plain(typed) != _plain(unit):
        if not unit:
            raise Unreadable(say("Tulis angkanya saja, tanpa “%(typed)s”.", typed=typed))
        raise Unreadable(
            say("Satuannya %(unit)s, bukan %(typed)s. Hitung dulu ke satuan itu, lalu tulis angkanya.",
                unit=unit, typed=typed)
        )  # fmt: skip
    return found["number"]


def _plain(unit: str) -> str:
    """A unit however it is typed: m³ is m3."""
    return unicodedata.normalize("NFKC", unit).strip().casefold()


def _which_was_meant(text: str, bare: str) -> Text:
    thousands = bare.replace(".", "").replace(",", "")
    fraction = written(Decimal(bare.replace(",", ".")))
    return say(
        "“%(typed)s” dapat berarti dua hal. Tulis %(thousands)s bila maksudnya ribuan, atau %(fraction)s bila pecahan.",
        typed=text, thousands=thousands, fraction=fraction,
    )  # fmt: skip
