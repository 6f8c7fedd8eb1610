"""A partnership's file on its way out: on the disk until it was sent, so that memory stays small."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

from ...partnerships.models import Partnership
from . import exporting

PIECE = 2**16  # bytes


class Whole:
    """The file of a partnership, piece by piece; it goes when it was sent, or when nobody waits for it any more."""

    def __init__(self, partnership: Partnership) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (closed when it was sent)
        exporting.write(partnership, self._file)
        self.size = self._file.tell()
        self._file.seek(0)

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._file.read(PIECE):
            yield piece

    def close(self) -> None:
        """Let it go."""
        self._file.close()

    def __del__(self) -> None:
        self.close()
