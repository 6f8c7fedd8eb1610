"""Reads the filters of an address, strictly: what cannot be read is said, and nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from ...contracts import say
from ...villages.rules import is_code
from .rules import CODE_LETTERS, BadParameter

_CODE = re.compile(r"[a-z0-9_-]+", re.ASCII)


def code(given: Mapping[str, str], name: str) -> str:
    """A code such as a sector's or a state's; empty when it is not asked for."""
    text = given.get(name)
    if text is None:
        return ""
    if len(text) > CODE_LETTERS or not _CODE.fullmatch(text):
        raise BadParameter(name, say("Tulis kodenya: huruf kecil, angka, garis bawah."))
    return text


def choice(given: Mapping[str, str], name: str, known: Collection[str]) -> str:
    """One of a few codes; empty when it is not asked for."""
    text = given.get(name)
    if text is not None and text not in known:
        raise BadParameter(name, say("Pilih salah satu: %(choices)s.", choices=", ".join(known)))
    return text or ""


def area(given: Mapping[str, str], name: str = "area") -> str:
    """The code of an area of any level in its official spelling; empty when it is not asked for."""
    text = given.get(name)
    if text is not None and not is_code(text):
        raise BadParameter(name, say("Tulis kode wilayah Kemendagri, misalnya 35.02.19."))
    return text or ""


def village(given: Mapping[str, str], name: str = "village") -> str:
    """The code of a village; empty when it is not asked for."""
    text = area(given, name)
    if text and text.count(".") != 3:
        raise BadParameter(name, say("Tulis kode desa Kemendagri, misalnya 35.02.19.2007."))
    return text
