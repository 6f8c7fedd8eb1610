"""Papers as pages, DOCX and PDF: the three say the same, whatever people wrote; checked by readers of other makers."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, get_args

import mammoth
import pypdf
import pytest
from flask import Flask, render_template
from lxml import etree
from PIL import Image

from portal.documents.rendering import Look, Seal, as_docx, as_pdf, logos_of, parts_of
from portal.paperwork import (
    Article,
    Blank,
    Block,
    Chapter,
    Fields,
    Heading,
    Letterhead,
    Listing,
    PageBreak,
    Paper,
    Paragraph,
    Recital,
    Signature,
    Signatures,
    Table,
    Title,
    Verse,
)

pytestmark = pytest.mark.sqlite
AWKWARD = (
    "<b>tebal</b> & #panic(1) *bintang* $x$ @acuan _garis_ {{7*7}} \\ ` ~ // [x] = - + 'kutip' \"dua\"",
    "Baris satu\nbaris dua",
    "a\x00b\x0bc\ud800d\u202ee",
    "",
    "Kata" * 75,
    "عربي \u200f dan 😀",
)
SEAL = Seal("https://desa.example/periksa/ABCD-EFGH-JKLM", "ABCD-EFGH-JKLM", "ab" * 32)
EVERYTHING: tuple[Block, ...] = (
    Letterhead(("PEMERINTAH KABUPATEN PONOROGO", "DESA NGEBEL"), "Jalan Raya 1", "0" * 32 + ".png"),
    Title(("PERATURAN BERSAMA", "TENTANG", "AIR BERSIH")),
    Heading("Judul kecil", 2),
    Heading("Judul besar"),
    Paragraph("Isi paragraf", align="right", bold=True, indent=True),
    Fields((("Nomor", "146.5/1/2026"), ("Perihal", "Penawaran"))),
    Recital("Menimbang", ("bahwa air perlu;", "bahwa musyawarah sepakat;")),
    Recital("Menetapkan", ("PERATURAN INI.",)),
    Chapter(4, "RUANG LINGKUP"),
    Article(7, (Verse("Ayat pertama:", ("hak; dan", "kewajiban.")), Verse("Ayat kedua."))),
    Article(8, (Verse("Tanpa ayat."),), label="KESATU"),
    Listing(("urut satu", "urut dua")),
    Listing(("butir",), "dash"),
    Table("Pendanaan", ("No", "Jumlah"), (("1", "Rp5,00"), ("", ""), ("Semua", "Rp5,00")), (1, 3), (1,), True),
    Signatures((Signature(("Ditetapkan di Ngebel", "KEPALA DESA,"), "SUMADI, S.E.", ("NIP 1",)), Signature(("BPD,",)))),
    Blank(2),
    PageBreak(),
    Signatures((Signature(("Saksi,",), "ANI"),), 1),
)


def words(text: str) -> list[str]:
    """The words of a text: how it is broken into lines, spaced or hyphenated does not matter."""
    return re.findall(r"\w+", re.sub("[-\u00ad\u2010]\\s*\n\\s*|\u200b", "", text))


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def docx_text(content: bytes) -> str:
    return read(mammoth.convert_to_html(io.BytesIO(content)).value)


def read(html: str) -> str:
    """The text of HTML, its pieces on lines of their own."""
    return "\n".join(etree.HTML(f"<body>{html}</body>").itertext())


def html_text(app: Flask, paper: Paper) -> str:
    with app.test_request_context():
        return read(render_template("documents/_paper.html", parts=parts_of(paper)))


def test_each_block_says_the_same_as_a_page_as_docx_and_as_pdf(app: Flask) -> None:
    assert {type(block) for block in EVERYTHING} == set(get_args(Block))
    paper = Paper("Satu", EVERYTHING)
    shown = words(html_text(app, paper))
    assert words(docx_text(as_docx(paper, Look()))) == shown
    printed = [word for word in words(pdf_text(as_pdf(paper, Look()))) if word not in ("Halaman", "dari")]
    assert Counter(shown) - Counter(printed) == Counter()
    assert set(printed) - set(shown) <= {"1", "2", "3"}  # the numbers of its pages
    for line in ("BAB IV", "Pasal 7", "KESATU", "(1)", "(2)", "a.", "b.", "1.", "–", "SUMADI, S.E."):
        assert line in html_text(app, paper), line


def test_what_people_write_is_text_in_every_form_and_never_markup(app: Flask) -> None:
    blocks = [block for text in AWKWARD for block in _of(text)]
    paper = Paper(AWKWARD[0], tuple(blocks))
    look = Look(is_draft=True, seal=SEAL, author=AWKWARD[2])
    shown = html_text(app, paper)
    docx, pdf = as_docx(paper, look), as_pdf(paper, look)
    assert words(docx_text(docx)) == words(shown)
    printed = re.sub(r"\s", "", pdf_text(pdf))
    for text in AWKWARD[:2]:
        assert re.sub(r"\s", "", text) in printed, text
    assert printed.count("Kata") >= 75 * 10  # nothing of a word that fills several lines is lost
    assert "abcde" in printed  # what XML refuses is dropped, and what turns the direction of reading
    for reading in (shown, docx_text(docx)):
        assert "abcde" in reading and "عربي" in reading
    with zipfile.ZipFile(io.BytesIO(docx)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))


def _of(text: str) -> tuple[Block, ...]:
    """Every block that takes a text, with this one."""
    return (
        Letterhead((text,), text), Title((text,)), Heading(text), Paragraph(text), Fields(((text, text),)),
        Recital(text, (text, text)), Chapter(1, text), Article(1, (Verse(text, (text,)), Verse(text))),
        Listing((text, "isi")), Table(text, (text, "b"), ((text, "c"),)),
        Signatures((Signature((text,), text, (text,)),)),
    )  # fmt: skip


def test_a_law_product_has_its_order_its_levels_and_its_numbers_in_word() -> None:
    docx = as_docx(Paper("Peraturan", EVERYTHING, date(2026, 11, 24), is_law=True), Look(sheet="F4", is_draft=True))
    html = mammoth.convert_to_html(io.BytesIO(docx)).value
    for line in ("BAB IV", "Pasal 7", "KESATU", "(1)", "a."):
        assert line in html
    with zipfile.ZipFile(io.BytesIO(docx)) as parts:
        document, styles = parts.read("word/document.xml").decode(), parts.read("word/styles.xml").decode()
        heads = "".join(parts.read(name).decode() for name in parts.namelist() if "/header" in name)
        core = parts.read("docProps/core.xml").decode()
    assert 'w:w="11906" w:h="18709"' in document  # 210 × 330 mm in twentieths of a point
    assert "w:tblHeader" in document and "w:cantSplit" in document
    assert "RANCANGAN" in heads and "PAGE" in heads
    assert 'w:val="id-ID"' in styles and "Bookman Old Style" in styles
    assert "<dc:title>Peraturan</dc:title>" in core and "python-docx" not in core


def test_a_pdf_is_tagged_named_in_its_language_with_its_own_fonts_and_the_same_each_time() -> None:
    paper = Paper("Surat & <kawan>", EVERYTHING)
    content = as_pdf(paper, Look(seal=SEAL, author="Desa Ngebel"))
    assert content == as_pdf(paper, Look(seal=SEAL, author="Desa Ngebel"))
    reader = pypdf.PdfReader(io.BytesIO(content))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and str(root["/Lang"]).startswith("id")
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Surat & <kawan>", "Desa Ngebel")
    assert all(
        "/FontFile3" in descendant.get_object()["/FontDescriptor"]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
        for descendant in font.get_object()["/DescendantFonts"]
    )
    assert SEAL.code in pdf_text(content) and "RANCANGAN" not in pdf_text(content)


def test_signatures_are_never_torn_and_headings_of_tables_come_again() -> None:
    heads = tuple(Signature(("Ditetapkan", f"KEPALA DESA {place},"), f"NAMA{place}") for place in range(40))
    rows = tuple((str(place), "isi") for place in range(120))
    paper = Paper("Besar", (Table("Daftar", ("Nomor", "Uraian"), rows), Signatures(heads)), is_law=True)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(as_pdf(paper, Look()))).pages]
    assert sum("Uraian" in page for page in pages) >= 3
    for place in range(40):
        assert any(f"DESA {place}," in page and f"NAMA{place}" in page for page in pages), place


def test_a_logo_that_is_missing_or_broken_leaves_the_lines_alone(tmp_path: Path) -> None:
    name = "ab" * 16 + ".png"
    paper = Paper("Surat", (Letterhead(("DESA NGEBEL",), logo=name),))
    assert logos_of(paper, tmp_path) == {}
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / name).write_bytes(b"\x89PNG\r\n\x1a\nrusak")
    assert logos_of(paper, tmp_path) == {}
    Image.new("RGB", (20, 20), "green").save(tmp_path / "ab" / name)
    look = Look(logos=logos_of(paper, tmp_path))
    assert len(as_pdf(paper, look)) > len(as_pdf(paper, Look()))
    with zipfile.ZipFile(io.BytesIO(as_docx(paper, look))) as parts:
        assert any(part.startswith("word/media/") for part in parts.namelist())
    assert logos_of(Paper("Surat", (Letterhead(("DESA",), logo="../../etc/passwd"),)), tmp_path) == {}
