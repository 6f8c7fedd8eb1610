"""What can be brought in as a list: each kind with its sheet, who may bring it, and how it is read and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from ...contracts import Text
from ...errors import NotAllowed, NotFound
from ...permissions import Action, Actor, may_at_all
from ...web.sheets import Fault, Shape
from ...web.workbooks import Sheet
from . import register, register_reading, villages
from .rules import Entry


@dataclass(frozen=True)
class SheetKind:
    """One kind of list. `write` puts one waiting row on record and says whether it changed anything."""

    code: str
    label: Text
    about: Text
    shape: Shape
    action: Action
    understood: Callable[[Actor, Sheet], tuple[Sequence[Entry], list[Fault]]]
    write: Callable[[Actor, Mapping[str, Any], bool], bool]
    sheet: Callable[[Actor, str], bytes]


KINDS = {
    kind.code: kind
    for kind in (
        SheetKind(
            "desa",
            _l("Data desa"),
            _l("Penduduk, luas, letak, pimpinan dan kontak banyak desa sekaligus."),
            villages.SHAPE,
            Action.VILLAGE_PREPARE,
            villages.understood,
            villages.write,
            villages.sheet_of,
        ),
        SheetKind(
            "register",
            _l("Register kerja sama"),
            _l("Kerja sama yang sudah berjalan di atas kertas, dengan kolom register DPMD."),
            register_reading.SHAPE,
            Action.PARTNERSHIP_PREPARE,
            register.understood,
            register.write,
            register.sheet_of,
        ),
    )
}


def kinds_for(person: Actor) -> list[SheetKind]:
    """The kinds that somebody may bring."""
    return [kind for kind in KINDS.values() if may_at_all(person, kind.action)]


def kind_for(person: Actor, code: str) -> SheetKind:
    """The kind of a code; raises `NotFound` for none, `NotAllowed` when this person may not bring it."""
    kind = KINDS.get(code)
    if kind is None:
        raise NotFound()
    if not may_at_all(person, kind.action):
        raise NotAllowed()
    return kind
