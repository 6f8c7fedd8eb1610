"""The sheet of a paper in Word: its size and margins, page numbers, the mark of a draft, the seal of an issued one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from ...paperwork import Paper
from .docx_xml import count
from .look import DRAFT, Look, Seal, margins
from .seal import qr_png

if TYPE_CHECKING:
    from docx.document import Document

QR = 16  # millimetres


def put_on_sheet(document: Document, paper: Paper, look: Look) -> None:
    """Size, margins, header and footer."""
    from docx.enum.section import WD_ORIENTATION
    from docx.shared import Mm

    section = document.sections[0]
    width, height = look.size(paper)
    top, right, bottom, left = margins(paper)
    section.orientation = WD_ORIENTATION.LANDSCAPE if paper.landscape else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom + (8 if look.seal else 0)), Mm(left)
    section.header_distance = section.footer_distance = Mm(9)
    section.different_first_page_header_footer = paper.is_law
    firsts = [(section.first_page_header, section.first_page_footer)] if paper.is_law else []
    for header, footer in [(section.header, section.footer), *firsts]:
        if look.is_draft:
            _mark(_line(header, 2))
        if look.seal:
            _seal(footer, look.seal, Mm(width - left - right))
    _number(section, paper)


def _number(section: Any, paper: Paper) -> None:
    """The number of the page: in the middle above a law product, from its second page on; below anything else."""
    if paper.is_law:
        _said(_line(section.header, 1), "– ", "PAGE", " –")
    else:
        _said(_line(section.footer, 2), "Halaman ", "PAGE", " dari ", "NUMPAGES")


def _said(line: Any, *words: str) -> None:
    for word in words:
        if word.isupper():
            count(line, word)
        else:
            line.add_run(word)


def _mark(line: Any) -> None:
    run = line.add_run(DRAFT)
    run.bold = True
    run.font.size = 12 * 12_700
    run.font.color.rgb = _grey()


def _grey() -> Any:
    from docx.shared import RGBColor

    return RGBColor(0x70, 0x70, 0x70)


def _seal(footer: Any, seal: Seal, width: Any) -> None:
    from docx.shared import Mm

    table = footer.add_table(1, 2, width)
    table.autofit = False
    code, words = table.rows[0].cells
    for column, cell, wide in zip(table.columns, (code, words), (Mm(QR + 4), width - Mm(QR + 4)), strict=True):
        column.width = cell.width = wide
    picture = code.paragraphs[0].add_run().add_picture(io.BytesIO(qr_png(seal)), width=Mm(QR))
    picture._inline.docPr.set("descr", f"Kode QR ke {seal.url}")
    words.vertical_alignment = 1
    words.paragraphs[0].style = "Dokumen Kaki"
    words.paragraphs[0].add_run("\n".join(seal.sentences))


def _line(place: Any, align: int) -> Any:
    """A line of a header or footer: the first one while it is empty, else a further one."""
    first = place.paragraphs[0]
    line = place.add_paragraph() if first.text else first
    line.style, line.alignment = "Dokumen Kaki", align
    return line
