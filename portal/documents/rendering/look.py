"""How a paper is put on its sheet: its size, whether it is a draft, its logo, and the seal of an issued one."""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ... import storage
from ...paperwork import Letterhead, Paper

logger = logging.getLogger(__name__)
# Width and height in millimetres. Every printer driver knows A4, and it prints unscaled on the longer F4 of village
# offices; an F4 page on A4 would lose its last lines. So A4 unless the operator chose.
SHEETS: Mapping[str, tuple[int, int]] = {"A4": (210, 297), "F4": (210, 330)}
DRAFT = "RANCANGAN"
LARGEST_LOGO = 512 * 1024  # bytes


@dataclass(frozen=True)
class Seal:
    """What an issued paper says of itself at the foot of its pages: where its code is checked, and its fingerprint."""

    url: str
    code: str
    sha256: str

    @property
    def sentences(self) -> tuple[str, str]:
        """The two lines beside the code."""
        return f"Periksa keaslian: {self.url}", f"Kode {self.code} · sidik {self.sha256[:16]}"


@dataclass(frozen=True)
class Look:
    """How a paper looks. `logos` are pictures by the name that a letterhead gives; what is not there is left out."""

    sheet: str = "A4"
    is_draft: bool = False
    seal: Seal | None = None
    logos: Mapping[str, bytes] = field(default_factory=dict)
    author: str = ""

    def size(self, paper: Paper) -> tuple[int, int]:
        """Width and height of the page in millimetres."""
        width, height = SHEETS[self.sheet]
        return (height, width) if paper.landscape else (width, height)


def margins(paper: Paper) -> tuple[int, int, int, int]:
    """Top, right, bottom and left in millimetres; a law product is bound at its left."""
    return (25, 25, 25, 30) if paper.is_law else (20, 20, 22, 25)


def logos_of(paper: Paper, folder: Path) -> dict[str, bytes]:
    """The logos that a paper names and that lie in the folder of files, whole; others are left out."""
    names = {block.logo for block in paper.blocks if isinstance(block, Letterhead) and block.logo}
    read = {name: _picture(folder, name) for name in names}
    return {name: content for name, content in read.items() if content}


def _picture(folder: Path, name: str) -> bytes:
    from PIL import Image  # it is large, and few requests need it

    try:
        path = storage.path_of(folder, name)
        if path.stat().st_size > LARGEST_LOGO:
            return b""
        content = path.read_bytes()
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        logger.warning("a letterhead's logo cannot be read: %s", name)
        return b""
    return content
