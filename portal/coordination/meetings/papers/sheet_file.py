"""What comes back from a hall: a small JSON file, read as what it is – typed by strangers.

Nothing in it is believed: its size, its shape, every field and every length are checked, a field that is not
known is refused by name, and text stays text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from ....contracts import Text, say
from ...governance.decisions import METHODS
from ...governance.rules import ELEMENTS, GENDERS
from .. import rules as meetings
from ..models import LONG, NAME, NUMBER

FORMAT = "kemitraan-desa/rapat/1"
MOST_BYTES = 200_000
MOST_PEOPLE, MOST_ITEMS = 500, 60
MOST_VILLAGES = 999
LAST_NUMBER = 2**31 - 1


class Unreadable(Exception):
    """The file cannot be taken over; `sentence` says why."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True)
class PersonThere:
    """One line of the attendance list that was typed in the hall."""

    person_name: str
    party_id: int | None
    element: str
    gender: str
    is_poor_household: bool
    mandate_number: str


@dataclass(frozen=True)
class ItemWritten:
    """What was typed on one item; `version` is the one that the file was made from."""

    id: int
    version: int
    notes: str
    outcome: str
    decision: str
    method: str
    in_favour: int | None
    against: int | None
    abstain: int | None

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed on it."""
        return not (self.notes or self.outcome or self.decision)


@dataclass(frozen=True)
class HallSheet:
    """A whole file: which meeting, made from which version of it, and what was typed."""

    meeting_id: int
    version: int
    chair_name: str = ""
    secretary_name: str = ""
    people: tuple[PersonThere, ...] = ()
    items: tuple[ItemWritten, ...] = field(default=())

    @property
    def written(self) -> tuple[ItemWritten, ...]:
        """The items on which something was typed."""
        return tuple(item for item in self.items if not item.is_blank)


def read(content: bytes) -> HallSheet:
    """The file, checked field by field; `Unreadable` otherwise."""
    if len(content) > MOST_BYTES:
        _refuse(say("Berkas ini terlalu besar: paling besar %(most)s kB.", most=MOST_BYTES // 1000))
    try:
        whole = json.loads(content.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Unreadable(say("Berkas ini bukan simpanan dari berkas rapat, atau rusak.")) from error
    names = ("format", "meeting", "version", "chair", "secretary", "people", "items")
    known = _fields(whole, names, "")
    if known["format"] != FORMAT:
        _refuse(say("Berkas ini bukan simpanan dari berkas rapat, atau dibuat portal yang lain versinya."))
    return HallSheet(
        _whole(known, "meeting", 1, LAST_NUMBER),
        _whole(known, "version", 1, LAST_NUMBER),
        _text(known, "chair", NAME),
        _text(known, "secretary", NAME),
        tuple(_each(known, "people", MOST_PEOPLE, _person)),
        tuple(_each(known, "items", MOST_ITEMS, _item)),
    )


def _person(whole: Any) -> PersonThere:
    known = _fields(whole, ("name", "party", "element", "gender", "poor", "mandate"), "people")
    name = _text(known, "name", NAME)
    if not name:
        _refuse(say("Ada baris daftar hadir tanpa nama."))
    party = None if known["party"] is None else _whole(known, "party", 1, LAST_NUMBER)
    if not isinstance(known["poor"], bool):
        _refuse(_wrong("poor"))
    return PersonThere(
        name, party, _code(known, "element", ELEMENTS), _code(known, "gender", GENDERS), known["poor"],
        _text(known, "mandate", NUMBER),
    )  # fmt: skip


def _item(whole: Any) -> ItemWritten:
    counts = ("in_favour", "against", "abstain")
    known = _fields(whole, ("id", "version", "notes", "outcome", "decision", "method", *counts), "items")
    notes, decision = _text(known, "notes", LONG), _text(known, "decision", LONG)
    outcome = _code(known, "outcome", meetings.OUTCOMES)
    if (notes or decision) and not outcome:
        _refuse(say("Ada acara yang ditulisi tetapi hasilnya belum dipilih."))
    if outcome == meetings.DECIDED and not decision:
        _refuse(say("Ada acara yang diputuskan tetapi keputusannya belum ditulis."))
    counted = [None if known[name] is None else _whole(known, name, 0, MOST_VILLAGES) for name in counts]
    return ItemWritten(
        _whole(known, "id", 1, LAST_NUMBER), _whole(known, "version", 1, LAST_NUMBER), notes, outcome, decision,
        _code(known, "method", METHODS), *counted,
    )  # fmt: skip


def _fields(whole: Any, names: Collection[str], part: str) -> Mapping[str, Any]:
    if not isinstance(whole, dict):
        _refuse(say("Isi berkas ini tidak berbentuk simpanan rapat."))
    strange = sorted(set(whole) - set(names))
    if strange:
        _refuse(say("Berkas ini memuat isian yang tidak dikenal: %(name)s.", name=_shown(strange[0])))
    missing = sorted(set(names) - set(whole))
    if missing:
        _refuse(say("Berkas ini tidak lengkap: %(name)s tidak ada.", name=part or missing[0]))
    return whole


def _each(known: Mapping[str, Any], name: str, most: int, read_one: Callable[[Any], Any]) -> list[Any]:
    listed = known[name]
    if not isinstance(listed, list):
        _refuse(_wrong(name))
    if len(listed) > most:
        _refuse(say("Terlalu banyak baris pada %(name)s: paling banyak %(most)s.", name=name, most=most))
    return [read_one(one) for one in listed]


def _text(known: Mapping[str, Any], name: str, most: int) -> str:
    value = known[name]
    if not isinstance(value, str):
        _refuse(_wrong(name))
    text = value.replace("\r\n", "\n").strip()
    if len(text) > most:
        _refuse(say("Isian %(name)s terlalu panjang: paling banyak %(most)s huruf.", name=name, most=most))
    if any(letter < " " and letter not in "\n\t" or "\ud800" <= letter <= "\udfff" for letter in text):
        _refuse(say("Isian %(name)s memuat tanda yang bukan huruf.", name=name))
    return text


def _code(known: Mapping[str, Any], name: str, codes: Collection[str]) -> str:
    value = _text(known, name, 30)
    if value and value not in codes:
        _refuse(_wrong(name))
    return value


def _whole(known: Mapping[str, Any], name: str, least: int, most: int) -> int:
    value = known[name]
    if type(value) is not int or not least <= value <= most:
        _refuse(_wrong(name))
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field stands twice")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _shown(name: str) -> str:
    return name[:40].encode("ascii", "backslashreplace").decode()


def _wrong(name: str) -> Text:
    return say("Isian %(name)s pada berkas ini tidak benar.", name=name)


def _refuse(sentence: Text) -> NoReturn:
    raise Unreadable(sentence)
