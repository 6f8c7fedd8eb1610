"""A paper as DOCX, to be edited and stamped: real styles, real tables, text that is only text.

Marks such as (1) and a. are written out: what a signed paper says must not change when somebody opens it elsewhere.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ... import clock
from ...paperwork import Paper
from . import docx_blocks, docx_frame, docx_styles
from .look import Look
from .parts import clean, parts_of

if TYPE_CHECKING:
    from docx.document import Document


def as_docx(paper: Paper, look: Look) -> bytes:
    """The DOCX of a paper."""
    from docx import Document as new_document  # only where a paper is made: it would slow every start

    document = new_document()
    docx_styles.prepare(document, paper)
    docx_frame.put_on_sheet(document, paper, look)
    append_blocks(document, paper, look)
    _describe(document, paper, look)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def append_blocks(document: Document, paper: Paper, look: Look) -> None:
    """Put a paper's blocks at the end of a document, which may be somebody's own: styles it lacks are added to it."""
    docx_styles.add_missing(document)
    section = document.sections[-1]
    line = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    writer = docx_blocks.Writer(document, look.logos, line)
    for part in parts_of(paper):
        writer.write(part)


def _describe(document: Document, paper: Paper, look: Look) -> None:
    """What the file says of itself; core properties hold at most 255 letters."""
    said = document.core_properties
    said.title, said.author, said.last_modified_by = clean(paper.title)[:255], clean(look.author)[:255], ""
    said.language, said.comments, said.keywords = "id-ID", "", ""
    said.created = said.modified = clock.now().replace(tzinfo=None)
