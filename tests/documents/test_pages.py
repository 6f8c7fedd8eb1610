"""The pages of a partnership's papers: what is offered, read and taken along, by whom, and what a broken kind does."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date

import mammoth
import pypdf
import pytest
from databases import Databases
from documents.issued import walk_to
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import STRANGER, Walk

from portal import testing
from portal.documents import kinds
from portal.paperwork import DocumentKind, Edition, Paper, PaperOf, Paragraph
from portal.partnerships.models import Partnership


def broken(partnership: Partnership, key: str) -> Paper:
    raise KeyError("lupa")


def endless(partnership: Partnership, key: str) -> Paper:
    while True:
        pass


def hostile(partnership: Partnership, key: str) -> Paper:
    return Paper('Surat "uji" <b>/..\\', (Paragraph("<script>alert(1)</script> {{ 7*7 }} & #panic() *x*\x00"),))


def _kind(code: str, compose: object) -> DocumentKind:
    edition = Edition(compose, (), date(2017, 1, 1))  # type: ignore[arg-type]
    return DocumentKind(code, f"Jenis {code}", lambda partnership: [PaperOf("", "Satu")], (edition,))


@pytest.fixture
def walk(app: Flask, databases: Databases, monkeypatch: pytest.MonkeyPatch) -> Iterator[Walk]:
    """Ngebel and Sempu, drafting; three kinds more, two of them broken."""
    for code, compose in (("rusak", broken), ("tanpa-akhir", endless), ("nakal", hostile)):
        monkeypatch.setitem(app.extensions["portal.registry"].documents, code, _kind(code, compose))
    yield databases.at("issuing", lambda: walk_to(app))


def test_the_parties_read_and_take_along_what_is_on_record(walk: Walk, client: FlaskClient) -> None:
    home = f"/kemitraan/{walk.id}"
    testing.sign_in(client, "village_head")

    page = client.get(home).text
    assert f'href="{home}/dokumen"' in page and f'href="{home}/dokumen/surat-penawaran"' in page

    listed = client.get(f"{home}/dokumen")
    assert listed.status_code == 200
    assert listed.text.index("Penyusunan naskah</h2>") < listed.text.index("Persiapan</h2>")  # the present stage first

    regulations = client.get(f"{home}/dokumen/naskah-peraturan-bersama").text
    regulation = re.findall(rf'href="({home}/dokumen/naskah-peraturan-bersama/[^/"]+)"', regulations)[0]
    for address in (f"{home}/dokumen/surat-penawaran", regulation):
        shown = client.get(address)
        assert shown.status_code == 200 and "Dasar:" in shown.text, address
    assert ">BAB I<br>KETENTUAN UMUM</h2>" in shown.text and "Pasal 1</h3>" in shown.text

    pdf = client.get(f"{home}/dokumen/surat-penawaran/unduh.pdf")
    words = pypdf.PdfReader(io.BytesIO(pdf.data)).pages[0].extract_text()
    assert pdf.mimetype == "application/pdf" and "Irigasi" in words and "RANCANGAN" in words
    docx = client.get(f"{home}/dokumen/surat-penawaran/unduh.docx")
    assert "Irigasi" in mammoth.extract_raw_text(io.BytesIO(docx.data)).value
    assert docx.headers["Content-Disposition"].endswith(".docx")


def test_a_kind_that_fails_says_so_and_the_others_live_on(
    walk: Walk, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds, "PATIENCE", 0.02)
    home = f"/kemitraan/{walk.id}/dokumen"
    testing.sign_in(client, "village_head")
    for code in ("rusak", "tanpa-akhir"):
        for path in ("", "/unduh.pdf", "/unduh.docx"):
            answer = client.get(f"{home}/{code}{path}")
            assert answer.status_code == 503 and "sedang bermasalah" in answer.text, code + path
    shown = client.get(f"{home}/nakal").text
    assert (
        "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} &amp; #panic() *x*" in shown and "<script>alert" not in shown
    )
    named = client.get(f"{home}/nakal/unduh.pdf").headers["Content-Disposition"]
    assert named == "attachment; filename=surat-uji-b.pdf"
    assert client.get(home).status_code == 200


def test_what_there_is_not_and_who_may_not_know_of_it_is_404(walk: Walk, client: FlaskClient) -> None:
    home = f"/kemitraan/{walk.id}/dokumen"
    assert client.get(home).status_code == 404
    testing.sign_in(client, "village_head")
    for path in ("/tidak-ada", "/nakal/lain", "/surat-penawaran/9", "/nakal/lain/unduh.pdf", "/" + "a" * 200):
        assert client.get(home + path).status_code == 404, path
    testing.sign_in(client, "village_head", [STRANGER.office.village_code])
    for path in ("", "/nakal", "/nakal/unduh.docx"):
        assert client.get(home + path).status_code == 404, path
