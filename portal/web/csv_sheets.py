"""Sheets as CSV: read as spreadsheets of this country, and of others, write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from ..contracts import say
from .cells import as_written
from .sheets import Fault, NoSheet

Cells = dict[int, Any]  # what stands in a row, by column
DELIMITERS = ";,\t"
LOOKED_AT = 10  # rows among which the headings are looked for
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_OF_FILES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")


def rows_of(content: bytes, is_heading: Callable[[Cells], bool], most_columns: int) -> Iterator[Cells]:
    """The rows of a CSV with `;`, `,` or a tab between its cells, in UTF-8, UTF-16 or Windows-1252; raises `NoSheet`.

    The sign between cells is the one with which a row of headings is found.
    """
    text = _text(content)
    for delimiter in DELIMITERS:
        if any(is_heading(row) for row in islice(_rows(text, delimiter, most_columns), LOOKED_AT)):
            return _rows(text, delimiter, most_columns)
    return iter(())


def _rows(text: str, delimiter: str, most_columns: int) -> Iterator[Cells]:
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            cells = (as_written(cell) for cell in row[:most_columns])
            yield {place: cell for place, cell in enumerate(cells) if cell.strip()}
    except csv.Error as error:
        raise NoSheet(Fault(say("Berkas CSV ini rusak. Simpan ulang dari lembar kerjanya."))) from error


def _text(content: bytes) -> str:
    if content[:2] in _WIDE:
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in content or content.startswith(_OF_FILES):
        raise NoSheet(Fault(say("Berkas ini bukan lembar kerja .xlsx atau .csv.")))
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NoSheet(Fault(say("Huruf di berkas CSV ini tidak terbaca. Simpan sebagai “CSV UTF-8”, atau sebagai .xlsx.")))
