"""The papers of a meeting that are issued: call, attendance list, notes, berita acara; as a page, Word and PDF."""

from __future__ import annotations

import io

from coordination.bodies import begun
from coordination.test_meeting_papers import found, planned, read, typed
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import NGEBEL, SEMPU
from pypdf import PdfReader

from portal import testing
from portal.coordination.meetings.papers.documents import KINDS
from portal.coordination.meetings.papers.service import take_over
from portal.permissions import OfficeKind
from portal.testing import statements


def test_what_a_meeting_decided_stands_in_its_papers(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        walk = begun(NGEBEL, SEMPU)
        coming, held = planned(walk, days=3), planned(walk)
        take_over(walk.heads[NGEBEL], walk.id, held.id, read(typed(walk, held)))
        assert found(walk, held.id).chair_name
        numbers = {"undangan-rapat": coming.id}
        place = f"/kemitraan/{walk.id}/dokumen"
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    for kind in KINDS:
        address = f"{place}/{kind.code}/{numbers.get(kind.code, held.id)}"
        with statements(app) as asked:
            shown = client.get(address)
        assert shown.status_code == 200 and len(asked) <= 15, kind.code
        assert "<b>💧" not in shown.text, "what people typed is text"
        assert client.get(f"{address}/unduh.docx").status_code == 200
    minutes = client.get(f"{place}/berita-acara-rapat/{held.id}/unduh.pdf").data
    said = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(minutes)).pages)
    for words in ("BERITA ACARA", "Dibuka Senin.", "Desa Ngebel", "Desa Sempu", "Tumini", "perempuan"):
        assert words in said, words
    assert "belum tetap" in client.get(f"{place}/berita-acara-rapat/{held.id}").text
    assert client.get(f"{place}/berita-acara-rapat/999999").status_code == 404
