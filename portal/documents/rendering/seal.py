"""The QR code of a seal: as a drawing for PDF and pages, as sharp dots for DOCX."""

from __future__ import annotations

import io
from typing import Any

from .look import Seal


def qr_svg(seal: Seal) -> str:
    """The code as SVG."""
    return _drawn(seal, kind="svg", xmldecl=False, svgns=True, border=2).decode()


def qr_png(seal: Seal) -> bytes:
    """The code as PNG, ten dots to each of its squares; Word keeps no drawing without a picture beside it."""
    return _drawn(seal, kind="png", scale=10, border=2)


def _drawn(seal: Seal, **how: Any) -> bytes:
    import segno  # only where a code is drawn: it would slow every start

    drawn = io.BytesIO()
    segno.make(seal.url, error="m", micro=False).save(drawn, **how)
    return drawn.getvalue()
