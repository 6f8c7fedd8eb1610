"""The columns of the sheet, and how their cells are read: forgiving about form, exact about what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ...contracts import say
from ...web.sheets import Column, Unreadable, text_of

MOST_ROWS = 1000  # of one sheet
LARGEST = Decimal(10) ** 12
_CODE = re.compile(r"K(\d{1,9})-(\d{1,9})")
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?|-?\d+(,\d+)?")
_PLAIN = re.compile(r"-?\d+(\.\d+)?")


COLUMNS = (
    Column("code", say("Nomor"), 12),
    Column("title", say("Kegiatan"), 44, 200, required=True),
    Column("due_on", say("Selesai"), 14, required=True),
    Column("party", say("Penanggung jawab"), 24, required=True),
    Column("office", say("Jabatan"), 22, 120),
    Column("starts_on", say("Mulai"), 14),
    Column("description", say("Uraian"), 40, 4000),
    Column("helpers", say("Pembantu"), 24),
    Column("villages", say("Desa"), 24),
    Column("place", say("Tempat"), 28, 160),
    Column("target", say("Target"), 12),
    Column("unit", say("Satuan"), 14, 40),
    Column("output", say("Keluaran"), 36, 200),
    Column("sdgs", say("Tujuan SDGs Desa"), 18),
)
BY_NAME: Mapping[str, Column] = {column.name: column for column in COLUMNS}


def amount_of(value: Any) -> Decimal | None:
    """A cell as a quantity of at most three decimals, not below zero. None for an empty cell."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool):
        found = None
    elif isinstance(value, (int, float)):
        found = Decimal(str(value)) if abs(value) < 1e15 else None
    else:
        found = _number(str(value))
    if found is None or not found.is_finite() or not 0 <= found <= LARGEST:
        raise Unreadable(say("“%(typed)s” bukan jumlah. Contoh: 1.250 atau 12,5.", typed=str(value)[:40]))
    return found.quantize(Decimal("0.001"))


def names_in(value: Any) -> list[str]:
    """The names that a cell lists, parted by semicolons or lines."""
    parts = re.split(r"[;\n]", text_of(value, 0))
    return [part.strip() for part in parts if part.strip()]


def goals_in(value: Any) -> list[int]:
    """The goals of SDGs Desa that a cell lists by their numbers: 6 or 6; 13."""
    if isinstance(value, float) and value.is_integer():  # one goal, as a spreadsheet keeps a number
        value = int(value)
    parts = [part.strip() for part in re.split(r"[;,\n]", text_of(value, 0)) if part.strip()]
    for part in parts:
        if not (part.isascii() and part.isdigit() and len(part) <= 2 and 1 <= int(part) <= 18):
            typed = part[:40]
            raise Unreadable(say("“%(typed)s” bukan nomor tujuan. Tulis 1 sampai 18, misalnya 6; 13.", typed=typed))
    return sorted({int(part) for part in parts})


def code_of(value: Any) -> tuple[int, int] | None:
    """The number and version of the activity that a row changes; None for a new one."""
    text = text_of(value, 0)
    if not text:
        return None
    found = _CODE.fullmatch(text)
    if found is None:
        raise Unreadable(say("nomor ini tidak dikenal. Kosongkan untuk kegiatan baru."))
    return int(found[1]), int(found[2])


def code_for(activity_id: int, version: int) -> str:
    """What stands in the first column for an activity: its number, and the version the sheet was made of."""
    return f"K{activity_id}-{version}"


def labels_of(names: Mapping[int, str], codes: Mapping[int, str]) -> dict[int, str]:
    """What things are called in the sheet: by their name, with their code where two have one name."""
    all_names = [name.casefold() for name in names.values()]
    return {
        number: f"{name} ({codes.get(number) or number})" if all_names.count(name.casefold()) > 1 else name
        for number, name in names.items()
    }


def called(labels: Mapping[Any, str], name: str) -> Any:
    """The thing of a name, as the sheet calls it; raises `Unreadable` when there is none."""
    wanted = " ".join(name.split()).casefold()
    for number, label in labels.items():
        if label.casefold() == wanted:
            return number
    known = ", ".join(list(labels.values())[:6])
    raise Unreadable(say("“%(name)s” tidak dikenal. Pilih dari: %(known)s.", name=name[:60], known=known or "–"))


def _number(text: str) -> Decimal | None:
    text = text.strip().replace("\u00a0", "").replace(" ", "")
    if not text.isascii() or len(text) > 30:
        return None
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return Decimal(text) if _PLAIN.fullmatch(text) else None
