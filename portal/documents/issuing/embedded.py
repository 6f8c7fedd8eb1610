"""Electronic signatures inside a PDF: whether there are any, whether they cover the whole file, whom they name.

Nothing here verifies a certificate or a signature: that is for the provider's own service. The file was looked
through by `storage` before, in a process of its own.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any

logger = logging.getLogger(__name__)
MOST = 50  # signatures that are looked at
LONGEST = 200  # letters of a name
_COMMON_NAME = b"\x06\x03\x55\x04\x03"  # the attribute 2.5.4.3 (commonName) of a certificate, in DER


@dataclass(frozen=True)
class Signature:
    """One signature: the name beside it, the names in its certificates, and whether it covers the whole file."""

    name: str
    certificate_names: tuple[str, ...]
    covers_all: bool
    signed_at: str = ""

    @property
    def kept(self) -> dict[str, Any]:
        """As JSON."""
        return {**asdict(self), "certificate_names": list(self.certificate_names)}


def signatures_in(content: bytes) -> list[Signature]:
    """The signatures inside a PDF; none for a file that cannot be read."""
    import pikepdf  # only where a paper comes back: it would slow every start

    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            form = pdf.Root.get("/AcroForm")
            fields: Any = form.get("/Fields", []) if form is not None else []
            return [_read(value, content) for value in _values(fields)][:MOST]
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, RuntimeError, RecursionError):
        logger.warning("signatures of a PDF could not be read", exc_info=True)
        return []


def _values(fields: Any, depth: int = 0) -> Iterator[Any]:
    """The signature dictionaries of fields, also of those within others."""
    for field in list(fields)[:MOST]:
        if depth < 4 and "/Kids" in field:
            yield from _values(field["/Kids"], depth + 1)
        if str(field.get("/FT", "")) == "/Sig" and "/V" in field:
            yield field["/V"]


def _read(value: Any, content: bytes) -> Signature:
    signed = bytes(value.get("/Contents", b""))
    return Signature(
        _plain(str(value.get("/Name", ""))),
        tuple(dict.fromkeys(_common_names(signed))),
        _covers(value.get("/ByteRange"), content),
        _plain(str(value.get("/M", "")))[:40],
    )


def _covers(byte_range: Any, content: bytes) -> bool:
    """Whether the signed ranges are the file from its first to its last byte but for the signature itself."""
    if byte_range is None or len(byte_range) != 4:
        return False
    start, first, second, rest = (int(part) for part in byte_range)
    if start != 0 or not 0 < first < second or second + rest != len(content):
        return False
    hole = content[first:second].strip()
    return hole[:1] == b"<" and hole[-1:] == b">"


def _common_names(signed: bytes) -> Iterator[str]:
    """The names in the certificates of a signature; read as they stand, not verified."""
    place = signed.find(_COMMON_NAME)
    while place >= 0:
        start = place + len(_COMMON_NAME)
        tag, length = signed[start : start + 1], signed[start + 1 : start + 2]
        if tag in (b"\x0c", b"\x13", b"\x16") and length and length[0] < 0x80:
            yield _plain(signed[start + 2 : start + 2 + length[0]].decode("utf-8", "replace"))
        place = signed.find(_COMMON_NAME, start)


def _plain(text: str) -> str:
    return "".join(char for char in text if char.isprintable()).strip()[:LONGEST]
