"""Which versions of a text papers are made of: the first one, and those that change it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from ...contracts import Text, say
from ...paperwork import PaperOf
from ...partnerships.models import Partnership
from . import lacking
from .dossier import Dossier, of_version

NOT_NUMBERED: Text = say("Nomor dan tanda tangan belum dicatat")
NOT_PROMULGATED: Text = say("Pengundangan belum dicatat")


def first(partnership: Partnership) -> list[int]:
    """The number of the version that changes no other; none when it was signed on paper, outside of the portal."""
    if partnership.entered_retroactively:
        return []
    in_force = [item.number for item in partnership.agreements if item.in_force_from]
    return [min(in_force, default=partnership.cycle)]


def changes(partnership: Partnership) -> list[int]:
    """The numbers of the versions that change another: in force, or being written."""
    return [
        item.number
        for item in partnership.agreements
        if before(partnership, item.number) and (item.in_force_from or item.number == partnership.cycle)
    ]


def before(partnership: Partnership, number: int) -> int | None:
    """The version that counted before this one; None when this one is the first."""
    found = [item.number for item in partnership.agreements if item.in_force_from and item.number < number]
    return max(found, default=None)


def read(partnership: Partnership, key: str, numbers: Collection[int], is_regulation: bool) -> Dossier:
    """The version that a key names; KeyError for one that is none of these numbers, or of the other instrument."""
    if not key.isdecimal() or int(key) not in numbers:
        raise KeyError(key)
    dossier = of_version(partnership, int(key), with_annexes=True)
    if dossier.is_regulation != is_regulation:
        raise KeyError(key)
    return dossier


def to_sign(is_regulation: bool) -> Callable[[Any], list[PaperOf]]:
    """Papers to be signed: the first text and each change of it, with what they lack until they can be."""

    def papers(partnership: Any) -> list[PaperOf]:
        numbers = first(partnership)
        found = []
        for number in (*numbers, *changes(partnership)):
            dossier = of_version(partnership, number)
            change = say("Naskah perubahan, versi %(number)s", number=number)
            label = say("Naskah versi %(number)s", number=number) if number in numbers else change
            missing = (*lacking.of_text(dossier), *lacking.of_heads(dossier))
            if dossier.is_regulation == is_regulation:
                found.append(PaperOf(str(number), label, missing=missing))
        return found

    return papers


def signed(is_regulation: bool, numbers: Callable[[Partnership], list[int]]) -> Callable[[Any], list[PaperOf]]:
    """Papers that were signed, once their text is frozen: with the numbers and signatures that are on record."""

    def papers(partnership: Any) -> list[PaperOf]:
        dossiers = [of_version(partnership, number) for number in numbers(partnership)]
        return [
            PaperOf(str(dossier.version.number), say("Versi %(number)s", number=dossier.version.number),
                    missing=tuple(_unsigned(dossier)))
            for dossier in dossiers
            if dossier.is_frozen and dossier.is_regulation == is_regulation
        ]  # fmt: skip

    return papers


def _unsigned(dossier: Dossier) -> list[Text]:
    found = lacking.of_gate(dossier, "signature", NOT_NUMBERED, dossier.sides)
    if dossier.is_regulation:
        found += lacking.of_gate(dossier, "promulgation", NOT_PROMULGATED, dossier.villages)
    return found
