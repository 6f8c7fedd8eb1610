"""Looks at an uploaded template from all sides before it is taken: what it is, what it says, and whether it fills."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO

from ...contracts import say
from . import facts, package, running

TITLE = "Contoh"


@dataclass(frozen=True)
class Examined:
    """A template that was found good: made by `examine` alone."""

    content: bytes
    sha256: str


def examine(content: bytes) -> Examined:
    """The template, when it is a plain Word file, says only what it may, and fills; `NotFilled` says what is wrong.

    It takes a second and needs no transaction: two processes read and fill it, with the examples and with names as
    they come at their worst.
    """
    if faults := package.faults_of(content):
        raise running.NotFilled(*faults)
    if faults := running.faults_in(content):
        raise running.NotFilled(*faults)
    for awkward in (False, True):
        filled = tried(content, awkward)
        if package.faults_of(filled):
            raise running.NotFilled(say("Templat ini tidak dapat diisi: hasilnya bukan dokumen Word yang utuh."))
    return Examined(content, hashlib.sha256(content).hexdigest())


def tried(content: bytes, awkward: bool = False) -> bytes:
    """The template filled with examples, or with awkward names."""
    return running.fill(content, facts.example(awkward), _body(), TITLE)


def start(heading: tuple[str, ...]) -> bytes:
    """A template to start from: a letterhead to be changed, and the paper's own text below it."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = docx.Document()
    for line in heading:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).bold = True
    document.add_paragraph()
    document.add_paragraph("{{ isi }}")
    document.sections[0].footer.paragraphs[0].text = "{{ surat }} – {{ judul }}"
    return _bytes_of(document)


def _body() -> bytes:
    """What stands for the paper's own text in a trial."""
    import docx

    document = docx.Document()
    document.add_paragraph("Di sini nanti berdiri isi dokumen yang disusun portal.")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "Contoh tabel"
    return _bytes_of(document)


def _bytes_of(document: object) -> bytes:
    kept = BytesIO()
    document.save(kept)  # type: ignore[attr-defined]
    return kept.getvalue()
