"""An area's year in one file: a ZIP with a CSV for each list, made and sent row by row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

from flask_babel import gettext as _

from ...web.listings import Asked, Listing
from ...web.table_files import BUFFER, Table, as_csv
from .sending import table_of

READ_ME = "BACA-SAYA.txt"
SQUEEZED = 4  # of nine: what more would save costs more time than sending it


def zipped(listings: Iterable[Listing], asked: Asked) -> Iterator[bytes]:
    """The lists as CSV in one ZIP, in pieces; no list is in memory as a whole, and all are of one moment."""
    tables = [table_of(listing, asked) for listing in listings]
    about = "\r\n".join([_told(), *(f"{table.code}.csv: {table.title}" for table in tables), ""])
    return _pieces(tables, about)


def _pieces(tables: Iterable[Table], about: str) -> Iterator[bytes]:
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=SQUEEZED) as archive:
        archive.writestr(READ_ME, about)
        for table in tables:
            with archive.open(f"{table.code}.csv", "w", force_zip64=True) as entry:
                for piece in as_csv(table):
                    entry.write(piece)
                    if sink.waiting >= BUFFER:
                        yield sink.taken()
    yield sink.taken()


def _told() -> str:
    return _("Tiap berkas CSV dibuka dengan Excel, WPS atau LibreOffice. Isinya yang boleh dilihat jabatan Anda.")


class _Sink(io.RawIOBase):
    """Where the ZIP is written to: it only goes forward, and what was written is taken away."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self.waiting = 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        """Keep a piece until it is taken."""
        self._pieces.append(bytes(piece))
        self.waiting += len(piece)
        return len(piece)

    def taken(self) -> bytes:
        """What was written since the last time."""
        content = b"".join(self._pieces)
        self._pieces.clear()
        self.waiting = 0
        return content
