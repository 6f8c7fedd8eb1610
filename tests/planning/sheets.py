"""Spreadsheets as officers and attackers send them."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

HEADINGS = ("Kegiatan", "Selesai", "Penanggung jawab")
FIRST = "xl/worksheets/sheet1.xml"


def sheet(*rows: Sequence[Any], headings: Sequence[str] = HEADINGS) -> bytes:
    """A sheet with headings and rows."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Kegiatan"
    page.append(list(headings))
    for row in rows:
        page.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """A workbook as a file."""
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def opened(content: bytes) -> Workbook:
    """A file as a workbook."""
    return load_workbook(BytesIO(content))


def with_part(content: bytes, part: str, text: bytes | None) -> bytes:
    """A file with one of its parts replaced, or taken away."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        if text is not None:
            new.writestr(part, text)
    return made.getvalue()


def part_of(content: bytes, part: str = FIRST) -> bytes:
    """One part of a file."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(part)
