"""Each part of a paper as paragraphs and tables of Word."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .docx_styles import ALIGNS, set_outline
from .docx_xml import border, keep_whole, repeat, rule_below
from .parts import DOTS, Part

if TYPE_CHECKING:
    from docx.document import Document

STAMP = 62  # points left free for a signature and a stamp
CENTIMETRE = 360_000  # in the units that Word counts lengths in
MARK = 0.8  # centimetres for (1) and a.


class Writer:
    """Puts parts at the end of a document. `line` is the length of its lines, in Word's units."""

    def __init__(self, document: Document, logos: Mapping[str, bytes], line: int) -> None:
        self._document = document
        self._logos = logos
        self._line = line

    def write(self, part: Part) -> None:
        """One part, as `parts_of` made it."""
        getattr(self, f"_{part['is']}")(part)

    def _letterhead(self, part: Part) -> None:
        logo = self._logos.get(part["logo"])
        if logo:
            self._picture(logo)
        last = len(part["lines"]) - 1
        made = [
            self._line_of(text, "Dokumen Kop Utama" if place == last else "Dokumen Kop")
            for place, text in enumerate(part["lines"])
        ]
        if part["address"]:
            made.append(self._line_of(part["address"], "Dokumen Kop Alamat"))
        if made:
            rule_below(made[-1])
        self._line_of("", "Dokumen Isi")

    def _picture(self, content: bytes) -> None:
        from docx.shared import Cm

        run = self._line_of("", "Dokumen Kop").add_run()
        run.add_picture(io.BytesIO(content), height=Cm(2.2))

    def _title(self, part: Part) -> None:
        made = [self._line_of(text, "Dokumen Judul", None if part["bold"] else False) for text in part["lines"]]
        if made:
            _space(made[0], before=6)
            _space(made[-1], after=12)

    def _heading(self, part: Part) -> None:
        self._outlined(part["text"], "Dokumen Subjudul", part["level"])

    def _chapter(self, part: Part) -> None:
        self._outlined(f"{part['label']}\n{part['title']}", "Dokumen Bab", part["level"])

    def _outlined(self, text: str, style: str, level: int) -> None:
        made = self._line_of(text, style)
        if level != (2 if style == "Dokumen Pasal" else 1):
            set_outline(made._p.get_or_add_pPr(), level)

    def _paragraph(self, part: Part) -> None:
        made = self._line_of(part["text"], "Dokumen Isi", part["bold"] or None)
        if part["align"] != "justify":
            made.alignment = ALIGNS[part["align"]]
        if part["indent"]:
            made.paragraph_format.left_indent = int(1.2 * CENTIMETRE)

    def _fields(self, part: Part) -> None:
        for label, value in part["rows"]:
            made = self._line_of(f"{label}\t:\t{value}", "Dokumen Isi")
            made.alignment = 0
            _space(made, after=2)
            _hang(made, part["width"] + 0.4, part["width"])
        self._space_out()

    def _recital(self, part: Part) -> None:
        width = part["width"]
        for place, (mark, text) in enumerate(part["items"]):
            label = f"{part['label']}\t:\t" if place == 0 else ""
            made = self._line_of(label + (f"{mark}\t" if mark else "") + text, "Dokumen Butir")
            body = width + 0.4 + (MARK if mark else 0)
            _hang(made, body, width, width + 0.4, back=body if label else MARK)
        self._space_out()

    def _article(self, part: Part) -> None:
        self._outlined(part["label"], "Dokumen Pasal", part["level"])
        for verse in part["verses"]:
            inner = MARK if verse["mark"] else 0.0
            made = self._line_of(f"{verse['mark']}\t{verse['text']}" if inner else verse["text"], "Dokumen Ayat")
            if inner:
                _hang(made, inner)
            self._items(verse["items"], inner)

    def _listing(self, part: Part) -> None:
        self._items(part["items"], 0.0)

    def _items(self, items: Sequence[tuple[str, str]], left: float) -> None:
        for mark, text in items:
            _hang(self._line_of(f"{mark}\t{text}", "Dokumen Butir"), left + MARK, back=MARK)

    def _table(self, part: Part) -> None:
        if part["caption"]:
            self._line_of(part["caption"], "Dokumen Keterangan")
        table = self._grid(len(part["rows"]) + 1, part["widths"], bordered=True)
        repeat(table.rows[0])
        keep_whole(table.rows[0])
        _fill(table.rows[0].cells, part["headings"], (), bold=True, align=1)
        last = len(part["rows"]) if part["last_is_total"] else -1
        for place, (row, texts) in enumerate(zip(list(table.rows)[1:], part["rows"], strict=True), 1):
            keep_whole(row)
            if not any(texts):
                row.height = int(0.8 * CENTIMETRE)
            _fill(row.cells, texts, part["right"], bold=place == last)
        self._space_out()

    def _signatures(self, part: Part) -> None:
        columns = max(2, part["columns"])
        table = self._grid(len(part["rows"]), [1] * columns, bordered=False)
        for row, places in zip(table.rows, part["rows"], strict=True):
            keep_whole(row)
            cells = row.cells[1:] if part["columns"] == 1 else row.cells
            for cell, place in zip(cells, places, strict=False):
                _sign(cell, place)
        self._space_out()

    def _blank(self, part: Part) -> None:
        for _line in part["lines"]:
            self._line_of(DOTS, "Dokumen Isi").alignment = 0

    def _pagebreak(self, part: Part) -> None:
        document: Any = self._document
        document.add_page_break()

    def _line_of(self, text: str, style: str, bold: bool | None = None) -> Any:
        made = self._document.add_paragraph(style=style)
        if text:
            _write(made, text, bold)
        return made

    def _space_out(self) -> None:
        """Two tables that touch would become one."""
        made = self._line_of("", "Dokumen Sel")
        made.paragraph_format.line_spacing = 0.6

    def _grid(self, rows: int, widths: Sequence[int], bordered: bool) -> Any:
        table: Any = self._document.add_table(rows, len(widths))
        table.autofit = False
        if bordered:
            border(table)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = self._line * width // sum(widths)
            for cell in column.cells:
                cell.width = column.width
        return table


def _write(paragraph: Any, text: str, bold: bool | None = None) -> None:
    """Text as text: line ends become breaks, tabs come only from here."""
    paragraph.add_run(text).bold = bold


def _fill(cells: Sequence[Any], texts: Sequence[str], right: Sequence[int], bold: bool, align: int = 0) -> None:
    for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.style = "Dokumen Sel"
        paragraph.alignment = 2 if column in right and align == 0 else align
        _write(paragraph, text, bold or None)


def _sign(cell: Any, place: Part) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = "Dokumen Tanda Tangan"
    _write(paragraph, "\n".join(place["above"]))
    _space(paragraph, before=10, after=STAMP)
    name = cell.add_paragraph(style="Dokumen Tanda Tangan")
    _write(name, place["name"], True)
    if place["below"]:
        below = cell.add_paragraph(style="Dokumen Tanda Tangan")
        _write(below, "\n".join(place["below"]))


def _hang(paragraph: Any, left: float, *stops: float, back: float | None = None) -> None:
    """Indent by `left` centimetres, the first line `back` of them further out, with stops for its tabs."""
    spacing = paragraph.paragraph_format
    spacing.left_indent = int(left * CENTIMETRE)
    spacing.first_line_indent = -int((left if back is None else back) * CENTIMETRE)
    for stop in (*stops, left):
        spacing.tab_stops.add_tab_stop(int(stop * CENTIMETRE))


def _space(paragraph: Any, before: float | None = None, after: float | None = None) -> None:
    from docx.shared import Pt

    if before is not None:
        paragraph.paragraph_format.space_before = Pt(before)
    if after is not None:
        paragraph.paragraph_format.space_after = Pt(after)
