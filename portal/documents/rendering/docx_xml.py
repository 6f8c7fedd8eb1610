"""What Word's files hold and python-docx has no word for; each element in the place that the format gives it."""

from __future__ import annotations

from typing import Any


def element(name: str, **values: str) -> Any:
    """An element of Word's own names, with its values."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    made: Any = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def rule_below(paragraph: Any) -> None:
    """The double line under a letterhead."""
    borders = element("pBdr")
    borders.append(element("bottom", val="thickThinSmallGap", sz="24", space="4", color="auto"))
    after = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *after)


def border(table: Any) -> None:
    """Lines around each cell."""
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz="4", space="0", color="auto"))
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def repeat(row: Any) -> None:
    """This row again at the head of each page."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def keep_whole(row: Any) -> None:
    """No page ends within this row."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))


def count(paragraph: Any, name: str) -> None:
    """A number that Word counts itself: PAGE or NUMPAGES."""
    field = element("fldSimple", instr=f" {name} ")
    shown = element("r")
    text = element("t")
    text.text = "1"
    shown.append(text)
    field.append(shown)
    paragraph._p.append(field)
