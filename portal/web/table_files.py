"""Tables as files, row by row, so that a long one needs no more memory than a short one.

CSV is for spreadsheets as Indonesians have them: UTF-8 with its mark, semicolons, a comma in decimals, days as
2026-08-17; above the headings one line says where it comes from. XLSX holds texts as texts, days as days, and says
where it comes from on a sheet of its own. JSON has stable names and codes, numbers as numbers, moments in UTC.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import IO, Any

from .. import clock
from .cells import harmless
from .listings import Coded, Heading

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ROWS_A_SHEET = 1_000_000  # a spreadsheet ends at 1,048,576
LONGEST_CELL = 32_000  # letters; a spreadsheet's cell ends at 32,767
FIRST_NAMES = 31  # letters of a sheet's name
BUFFER = 64 * 1024  # bytes that are sent at once
ON_DISK_FROM = 2 * 1024 * 1024  # bytes from which a workbook is kept on the disk


@dataclass(frozen=True)
class Table:
    """A table to be written: its code and title, its columns, its rows, and lines on where it comes from."""

    code: str
    title: str
    columns: tuple[Heading, ...]
    rows: Iterable[Sequence[Any]]
    origin: tuple[tuple[str, str], ...] = ()


def as_csv(table: Table) -> Iterator[bytes]:
    """The table as CSV, in pieces."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    out.write("\ufeff")
    if table.origin:
        writer.writerow([harmless(table.title), *(harmless(f"{label}: {words}") for label, words in table.origin)])
    writer.writerow([harmless(str(column.label)) for column in table.columns])
    for row in table.rows:
        writer.writerow([_csv_cell(value) for value in row])
        if out.tell() >= BUFFER // 2:
            yield _taken(out)
    yield _taken(out)


def as_json(table: Table) -> Iterator[bytes]:
    """The table as one JSON object with `kolom` and `baris`, in pieces."""
    names = [json.dumps(column.name) for column in table.columns]
    head = {
        "daftar": table.code,
        "judul": table.title,
        "asal": dict(table.origin),
        "kolom": {column.name: str(column.label) for column in table.columns},
    }
    out = io.StringIO()
    out.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "baris": [')
    between = "\n"
    for row in table.rows:
        pairs = ", ".join(f"{name}: {_json_cell(value)}" for name, value in zip(names, row, strict=True))
        out.write(f"{between}{{{pairs}}}")
        between = ",\n"
        if out.tell() >= BUFFER // 2:
            yield _taken(out)
    out.write("\n]}\n")
    yield _taken(out)


def as_xlsx(table: Table) -> IO[bytes]:
    """The table as a workbook in a file that is gone when it is closed; it stands at its beginning."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    put = _Cells(book)
    sheet = put.sheet(table)
    for number, row in enumerate(table.rows, 1):
        if number % ROWS_A_SHEET == 0:
            sheet = put.sheet(table)
        sheet.append(put.row(row))
    about = book.create_sheet("Keterangan")
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 24, 80
    for label, words in table.origin:
        about.append(put.row((label, words)))
    made = tempfile.SpooledTemporaryFile(max_size=ON_DISK_FROM)  # noqa: SIM115 - its reader closes it
    book.save(made)
    made.seek(0)
    return made


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    """A file in pieces; it is closed at the end."""
    with file:
        while piece := file.read(BUFFER):
            yield piece


class _Cells:
    """Cells of a workbook: texts stay texts, whatever they begin with."""

    def __init__(self, book: Any) -> None:
        from openpyxl.cell import WriteOnlyCell

        self._book, self._new, self._sheets = book, WriteOnlyCell, 0

    def sheet(self, table: Table) -> Any:
        """The next sheet of a table, with its headings."""
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

        self._sheets += 1
        name = "".join(char for char in table.title if char not in "[]:*?/\\'")[: FIRST_NAMES - 3] or table.code
        sheet = self._book.create_sheet(name if self._sheets == 1 else f"{name} {self._sheets}")
        sheet.freeze_panes = "B2"
        for place in range(1, len(table.columns) + 1):
            sheet.column_dimensions[get_column_letter(place)].width = 18
        self._sample = self._new(sheet, value="")
        heads = [self._text(str(column.label)) for column in table.columns]
        for head in heads:
            head.font = Font(bold=True)
        sheet.append(heads)
        return sheet

    def row(self, values: Sequence[Any]) -> list[Any]:
        """The cells of a row."""
        return [self._cell(value) for value in values]

    def _cell(self, value: Any) -> Any:
        if isinstance(value, Coded):
            value = str(value.words)
        if value is None or value == "":
            return None
        if isinstance(value, bool):
            value = "ya" if value else "tidak"
        if isinstance(value, datetime):
            return self._formatted(value.astimezone(clock.zone_of(None)).replace(tzinfo=None), "yyyy-mm-dd hh:mm")
        if isinstance(value, date):
            return self._formatted(value, "yyyy-mm-dd")
        return value if isinstance(value, (int, float, Decimal)) else self._text(str(value))

    def _formatted(self, value: Any, form: str) -> Any:
        cell = self._new(self._sample.parent, value=value)
        cell.number_format = form
        return cell

    def _text(self, text: str) -> Any:
        cell = self._new(self._sample.parent, value="")
        cell.value = "".join(char for char in text if char.isprintable() or char == "\n")[:LONGEST_CELL]
        cell.data_type = "s"
        cell.quotePrefix = True
        return cell


def _taken(out: io.StringIO) -> bytes:
    """What was written since the last time."""
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode("utf-8", errors="replace")


def _csv_cell(value: Any) -> Any:
    if isinstance(value, str):
        return harmless(value.replace("\r\n", "\n").replace("\0", ""))
    if value is None:
        return ""
    if isinstance(value, Coded):
        return harmless(str(value.words))
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int):
        return value
    if isinstance(value, (Decimal, float)):
        return digits(value).replace(".", ",")
    if isinstance(value, datetime):
        return value.astimezone(clock.zone_of(None)).strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else harmless(str(value))


def _json_cell(value: Any) -> str:
    if isinstance(value, Coded):
        value = value.code
    if isinstance(value, (Decimal, float)):
        return digits(value)
    if isinstance(value, datetime):
        value = value.astimezone(UTC).isoformat(timespec="seconds")
    elif isinstance(value, date):
        value = value.isoformat()
    elif not isinstance(value, (str, int, bool, type(None))):
        value = str(value)
    return json.dumps(value, ensure_ascii=False)


def digits(value: Decimal | float) -> str:
    """1250.5: no zeros that say nothing, and no exponent."""
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
