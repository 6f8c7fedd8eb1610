"""The styles of papers in Word: whoever edits one changes a style, not each line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...paperwork import Paper
from .docx_xml import element

if TYPE_CHECKING:
    from docx.document import Document

# The fonts that offices have: Word takes a like one where they are missing. Law products are set in Bookman.
LAW_FONT, LETTER_FONT = "Bookman Old Style", "Arial"

AFTER_HYPHENATION = (
    "w:evenAndOddHeaders", "w:drawingGridHorizontalSpacing", "w:drawingGridVerticalSpacing",
    "w:characterSpacingControl", "w:footnotePr", "w:endnotePr", "w:compat", "w:rsids",
)  # fmt: skip


@dataclass(frozen=True)
class Style:
    """A style of a paragraph. Lengths in points; `level` puts it in the outline."""

    name: str
    size: float | None = None
    bold: bool | None = None
    align: str = ""
    before: float = 0
    after: float = 6
    level: int | None = None
    keep: bool = False


ALIGNS = {"left": 0, "center": 1, "right": 2, "justify": 3}  # as WD_ALIGN_PARAGRAPH counts
STYLES = (
    Style("Dokumen Isi", align="justify"),
    Style("Dokumen Kop", 13, align="center", after=0),
    Style("Dokumen Kop Utama", 16, True, "center", after=0),
    Style("Dokumen Kop Alamat", 9, align="center", after=0),
    Style("Dokumen Judul", bold=True, align="center", after=0, keep=True),
    Style("Dokumen Bab", bold=True, align="center", before=14, level=1, keep=True),
    Style("Dokumen Pasal", bold=True, align="center", before=8, level=2, keep=True),
    Style("Dokumen Subjudul", bold=True, before=10, after=4, level=1, keep=True),
    Style("Dokumen Ayat", align="justify", after=4),
    Style("Dokumen Butir", align="justify", after=3),
    Style("Dokumen Keterangan", bold=True, before=8, after=4, keep=True),
    Style("Dokumen Sel", 10, after=0),
    Style("Dokumen Tanda Tangan", align="center", after=0, keep=True),
    Style("Dokumen Kaki", 8, after=0),
)


def prepare(document: Document, paper: Paper) -> None:
    """The look of a paper of our own: its font, its language, our styles."""
    from docx.shared import Pt

    normal = document.styles["Normal"]
    _set_font(normal, LAW_FONT if paper.is_law else LETTER_FONT)
    normal.font.size = Pt(12 if paper.is_law else 11)
    normal.paragraph_format.space_after = Pt(0)
    _set_language(document)
    _break_lines(document)
    add_missing(document)


def add_missing(document: Document) -> None:
    """Add our styles that a document does not have yet; its own stay as they are."""
    known = {style.name for style in document.styles}
    for style in STYLES:
        if style.name not in known:
            _add(document, style)


def _add(document: Document, style: Style) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    made: Any = document.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = document.styles["Normal"]
    made.quick_style = True
    made.font.bold = style.bold
    made.font.size = Pt(style.size) if style.size else None
    spacing = made.paragraph_format
    spacing.space_before, spacing.space_after = Pt(style.before), Pt(style.after)
    spacing.keep_with_next, spacing.line_spacing = style.keep, 1.15
    spacing.alignment = ALIGNS[style.align] if style.align else None
    if style.level is not None:
        set_outline(made.element.get_or_add_pPr(), style.level)


def set_outline(properties: Any, level: int) -> None:
    """Make a paragraph, or a style, a heading of a level counted from 1."""
    before = ("w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")
    properties.insert_element_before(element("outlineLvl", val=str(level - 1)), *before)


def _set_font(style: Any, font: str) -> None:
    from docx.oxml.ns import qn

    style.font.name = font
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), font)


def _set_language(document: Document) -> None:
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "id-ID")


def _break_lines(document: Document) -> None:
    from docx.oxml.ns import qn

    settings: Any = document.settings.element
    settings.insert_element_before(element("autoHyphenation"), *AFTER_HYPHENATION)
    for compatible in settings.iter(qn("w:compat")):  # a line that ends early is not spread over the whole line
        compatible.insert(0, element("doNotExpandShiftReturn"))
