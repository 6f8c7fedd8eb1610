"""A paper as PDF, by typst. The only file that knows typst.

What people wrote goes in as JSON: it is text there, never markup. The fonts are those inside of typst, so that a paper
looks the same, and is the same to the byte, on every machine; nothing is read from the disk or the network.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from ...paperwork import Paper
from .look import DRAFT, Look, margins
from .parts import clean, parts_of
from .seal import qr_svg

_LONG, _PIECE = re.compile(r"[^\W_]{24,}"), re.compile(r".{1,12}")


def as_pdf(paper: Paper, look: Look) -> bytes:
    """The PDF of a paper: tagged, with its title and language. Equal papers give equal bytes."""
    import typst  # only where a paper is made: it would slow every start

    content = {"title": clean(paper.title), "is_law": paper.is_law, "parts": _breakable(parts_of(paper))}
    made = typst.compile(
        _template(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(content), "look": json.dumps(_look(paper, look))},
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made


def _breakable(value: Any) -> Any:
    """The same, with places to break a line within words that are longer than some columns: nothing leaves the page."""
    if isinstance(value, str):
        return _LONG.sub(lambda found: "\u200b".join(_PIECE.findall(found[0])), value)
    if isinstance(value, dict):
        return {name: _breakable(item) if name not in ("is", "logo") else item for name, item in value.items()}
    return [_breakable(item) for item in value] if isinstance(value, list | tuple) else value


@cache
def _template() -> bytes:
    return Path(__file__).with_name("paper.typ").read_bytes()


def _look(paper: Paper, look: Look) -> dict[str, Any]:
    width, height = look.size(paper)
    seal = look.seal
    return {
        "width": width,
        "height": height,
        "margins": margins(paper),
        "draft": DRAFT if look.is_draft else "",
        "author": clean(look.author),
        "logos": {name: list(content) for name, content in look.logos.items()},
        "seal": {"url": seal.url, "lines": seal.sentences, "qr": qr_svg(seal)} if seal else None,
    }
