"""Spreadsheet files: written with lists to choose from, and read with nothing believed but what is looked at.

A sheet from outside is a zip of XML. It is refused before it is opened when it is too large unpacked,
encrypted, or declares entities; formulas are never computed; no cell beyond what is asked is kept.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from ..contracts import say
from . import csv_sheets
from .cells import as_written
from .sheets import Fault, NoSheet, Shape

__all__ = ["Formula", "NoSheet", "RawRow", "Sheet", "read", "write"]

LISTS, GUIDE = "Daftar", "Petunjuk"
MOST_UNPACKED = 24 * 1024 * 1024  # bytes
MOST_PARTS = 200  # files in the zip
MOST_COLUMNS = 40  # that are looked at
FIRST_ROWS = 10  # among which the headings are looked for
ROWS_READ = 60_000  # empty ones too: a sheet of a million empty rows is told so, and not read on
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGED = re.compile(rb"<mergeCell\b[^>]*\bref=\"[A-Z]+(\d+):")
_OLD = b"\xd0\xcf\x11\xe0"
_BINARY = (_OLD, b"PK\x03\x04", b"PK\x05\x06")
_WIDE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Formula:
    """A cell that holds a formula: it is not computed."""

    text: str


@dataclass(frozen=True)
class RawRow:
    """One row that is not empty: its number as the spreadsheet counts, and its cells by column."""

    number: int
    cells: dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """What was read: the columns that are there, and the rows that are not empty."""

    columns: frozenset[str]
    rows: tuple[RawRow, ...]


def read(content: bytes, shape: Shape) -> Sheet:
    """The rows of an uploaded sheet of that shape, XLSX or CSV; raises `NoSheet`."""
    if content[:4] not in _BINARY:
        rows = csv_sheets.rows_of(content, lambda cells: _headings(cells, shape) is not None, MOST_COLUMNS)
        return _rows(rows, set(), shape)
    merged = _checked(content)
    from openpyxl import load_workbook  # it is large, and few requests need it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a spreadsheet program added that we do not use
            book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
            try:
                sheet = book[shape.name] if shape.name in book.sheetnames else book.worksheets[0]
                sheet.reset_dimensions()  # what the file says of its own size is not believed
                cells = (_values(row) for row in sheet.iter_rows(max_col=MOST_COLUMNS))
                return _rows(cells, merged.get(_part_of(sheet), set()), shape)
            finally:
                book.close()
    except NoSheet:
        raise
    except Exception as error:  # a made-up file raises whatever it brings about
        raise NoSheet(Fault(say("Berkas ini rusak atau bukan lembar kerja. Simpan ulang sebagai .xlsx."))) from error


def write(
    shape: Shape,
    rows: Iterable[Sequence[Any]],
    choices: Mapping[str, Sequence[str]],
    guide: Sequence[str],
    example: bool = False,
) -> bytes:
    """A sheet with headings, rows, lists to choose from by column, and a page of guidance.

    Text that looks like a formula stays text. `example` marks the first row as one to be overwritten.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = shape.name
    for place, column in enumerate(shape.columns, 1):
        _put(sheet, 1, place, f"{column.label}{' *' if column.required else ''}", heading=True)
        sheet.column_dimensions[_letter(place)].width = column.width
    sheet.freeze_panes = "C2"
    for number, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            _put(sheet, number, place, value, muted=example and number == 2)
    _offer(book, sheet, choices, shape)
    page = book.create_sheet(GUIDE)
    page.column_dimensions["A"].width = 100
    for number, line in enumerate(guide, 1):
        _put(page, number, 1, line)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _checked(content: bytes) -> dict[str, set[int]]:
    """Refuse what is no plain spreadsheet; the rows in which cells are merged, by the part of the file."""
    if content[:4] == _OLD:
        raise NoSheet(Fault(say("Berkas ini format lama (.xls) atau berkata sandi. Simpan sebagai .xlsx tanpa sandi.")))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _looked_through(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise NoSheet(Fault(say("Berkas ini bukan lembar kerja .xlsx."))) from error


def _looked_through(archive: zipfile.ZipFile) -> dict[str, set[int]]:
    parts = archive.infolist()
    if "xl/workbook.xml" not in archive.namelist():
        raise NoSheet(Fault(say("Berkas ini bukan lembar kerja .xlsx.")))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise NoSheet(
            Fault(say("Lembar ini terlalu besar. Hapus baris dan lembar yang tidak dipakai, lalu coba lagi."))
        )
    merged: dict[str, set[int]] = {}
    for part in parts:
        if not part.filename.endswith((".xml", ".rels")):
            continue
        text = archive.read(part)
        if text[:2] in _WIDE or b"\0" in text[:200] or _DECLARES.search(text):
            raise NoSheet(Fault(say("Berkas ini memuat sesuatu yang tidak aman. Salin isinya ke lembar yang baru.")))
        merged[part.filename] = {int(row) for row in _MERGED.findall(text)}
    return merged


def _part_of(sheet: Any) -> str:
    """The part of the file that a sheet is read from."""
    return str(getattr(sheet, "_worksheet_path", "")).lstrip("/")


def _values(row: Iterable[Any]) -> dict[int, Any]:
    return {place: _value(cell) for place, cell in enumerate(row) if cell.value is not None}


def _rows(cells: Iterator[dict[int, Any]], merged: set[int], shape: Shape) -> Sheet:
    places: dict[int, str] | None = None
    found: list[RawRow] = []
    for number, values in enumerate(cells, 1):
        if number > ROWS_READ:
            raise NoSheet(Fault(say("Lembar ini terlalu panjang. Hapus baris kosong di bawah isinya, lalu coba lagi.")))
        if places is None:
            places = _headings(values, shape)
            if places is None and number >= FIRST_ROWS:
                break
        elif any(value.strip() if isinstance(value, str) else True for value in values.values()):
            found.append(RawRow(number, {places[place]: value for place, value in values.items() if place in places}))
            if len(found) > shape.most_rows:
                raise NoSheet(Fault(shape.too_many))
    return _whole(places, found, merged, shape)


def _whole(places: dict[int, str] | None, found: list[RawRow], merged: set[int], shape: Shape) -> Sheet:
    """The sheet, once it is known that nothing is lacking in it."""
    if places is None:
        raise NoSheet(Fault(say("Judul kolom tidak ditemukan. Unduh lembar yang baru, lalu salin isinya ke sana.")))
    lacking = [item.label for item in shape.columns if item.required and item.name not in places.values()]
    if lacking:
        raise NoSheet(*(Fault(say("Kolom “%(name)s” tidak ada di lembar ini.", name=label)) for label in lacking))
    if joined := [row.number for row in found if row.number in merged]:
        raise NoSheet(*(Fault(say("ada sel yang digabung. Pisahkan dulu."), row) for row in joined[:20]))
    return Sheet(frozenset(places.values()), tuple(found))


def _headings(values: dict[int, Any], shape: Shape) -> dict[int, str] | None:
    """Which column stands where, when this row holds the headings."""
    wanted = {str(column.label).casefold(): column.name for column in shape.columns}
    said = {place: str(value).strip(" *").casefold() for place, value in values.items()}
    found: dict[int, str] = {}
    for place, heading in said.items():
        if heading in wanted and wanted[heading] not in found.values():
            found[place] = wanted[heading]
    return found if len(found) >= 2 else None


def _value(cell: Any) -> Any:
    return Formula(str(cell.value)) if cell.data_type == "f" else as_written(cell.value)


def _put(sheet: Any, row: int, place: int, value: Any, heading: bool = False, muted: bool = False) -> None:
    from openpyxl.styles import Alignment, Font

    cell = sheet.cell(row, place)
    if isinstance(value, str):
        value = "".join(char for char in value if char.isprintable() or char == "\n")
        cell.value = value
        cell.data_type = "s"  # text, whatever it begins with
        cell.quotePrefix = True  # also when somebody edits the cell
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif value is not None:
        cell.value = value
        if hasattr(value, "year"):
            cell.number_format = "dd-mm-yyyy"
    if heading or muted:
        cell.font = Font(bold=heading, italic=muted, color="FF666666" if muted else None)


def _offer(book: Any, sheet: Any, choices: Mapping[str, Sequence[str]], shape: Shape) -> None:
    """Lists to choose from stand on a sheet of their own; a cell takes other words too where many names fit."""
    from openpyxl.worksheet.datavalidation import DataValidation

    page = book.create_sheet(LISTS)
    names = [column.name for column in shape.columns]
    for place, (name, words) in enumerate(choices.items(), 1):
        _put(page, 1, place, str(shape.by_name[name].label), heading=True)
        page.column_dimensions[_letter(place)].width = shape.by_name[name].width
        for number, word in enumerate(words, 2):
            _put(page, number, place, word)
        if words:
            area = f"'{LISTS}'!${_letter(place)}$2:${_letter(place)}${len(words) + 1}"
            rule = DataValidation(type="list", formula1=area, allow_blank=True, showErrorMessage=False)
            column = _letter(names.index(name) + 1)
            rule.add(f"{column}2:{column}{shape.most_rows + 1}")
            sheet.add_data_validation(rule)


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(place)
