"""Everyone can see whether a paper is genuine; nobody learns what is not theirs by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from databases import Databases
from documents.issued import DAY, LETTER, OF_ALL, issue, kinds, walk_to
from flask import Flask
from partnership_walk import HEAD_NGEBEL, NGEBEL, SEMPU, STRANGER, Walk

from portal import clock, testing
from portal.documents.issuing import guessing, rules, service
from portal.permissions import OfficeKind


@pytest.fixture
def walk(app: Flask, databases: Databases, monkeypatch: pytest.MonkeyPatch) -> Iterator[Walk]:
    """Ngebel and Sempu, drafting; today is 24 November 2026. No context is pushed."""
    monkeypatch.setattr(clock, "today", lambda area_code=None: DAY)
    for code, kind in kinds().items():
        monkeypatch.setitem(app.extensions["portal.registry"].documents, code, kind)
    guessing.forget()
    yield databases.at("issuing", lambda: walk_to(app))
    guessing.forget()


def code_of(app: Flask, walk: Walk, kind: str = LETTER, key: str = "2007") -> tuple[int, str]:
    with app.app_context():
        made = issue(walk, kind, key)
        return made.id, rules.grouped(made.code)


def test_a_stranger_reads_what_a_paper_is_and_nothing_of_its_content(app: Flask, walk: Walk) -> None:
    number, code = code_of(app, walk)
    visitor = app.test_client()
    answer = visitor.get(f"/periksa/{code.lower().replace('-', ' ')}")
    assert answer.status_code == 200 and answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    for told in ("ASLI", "146.5/1/NGEBEL/XI/2026", "24 November 2026", "Desa Ngebel", code):
        assert told in answer.text
    assert "Irigasi" not in answer.text and "Baca dokumennya" not in answer.text
    assert visitor.get(f"/kemitraan/{walk.id}/dokumen-terbit/{number}").status_code == 404
    with app.app_context():
        service.withdraw(HEAD_NGEBEL, walk.id, number, None, "rahasia kami")
    gone = visitor.get(f"/periksa/{code}")
    assert "DITARIK" in gone.text and "rahasia kami" not in gone.text


def test_a_file_or_its_fingerprint_is_compared_and_not_kept(app: Flask, walk: Walk) -> None:
    number, code = code_of(app, walk)
    head, visitor = app.test_client(), app.test_client()
    testing.sign_in(head, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    answer = head.get(f"/kemitraan/{walk.id}/dokumen-terbit/{number}/berkas/pdf")
    issued = answer.data
    answer.close()
    page, files = f"/periksa/{code}", app.extensions["portal.settings"].files
    before = sorted(files.rglob("*"))
    same = testing.post(visitor, page, {"file": (BytesIO(issued), "x.pdf")})
    assert "sama persis dengan yang diterbitkan" in same.text
    other = testing.post(visitor, page, {"file": (BytesIO(issued + b" "), "x.pdf")})
    assert "TIDAK sama" in other.text
    assert "sidik isi dokumen" in testing.post(visitor, page, {"sha256": sha256_of(app, number)[:14].upper()}).text
    for wrong in ({}, {"sha256": "zz"}, {"sha256": "abc"}, {"file": "bukan berkas"}):
        assert testing.post(visitor, page, wrong).status_code == 422
    assert sorted(files.rglob("*")) == before


def sha256_of(app: Flask, number: int) -> str:
    with app.app_context():
        found = service.db.session.get(service.IssuedPaper, number)
        assert found is not None
        return found.sha256


def test_an_unknown_code_says_so_and_trying_many_is_slowed_down(app: Flask, walk: Walk) -> None:
    visitor = app.test_client()
    assert visitor.get("/periksa").status_code == 200
    typed = visitor.get("/periksa?kode=bcdf2346ghjk")
    assert typed.headers["Location"] == "/periksa/BCDF-2346-GHJK"
    for _try in range(guessing.MOST):
        answer = visitor.get("/periksa/BCDF-2346-GHJK")
        assert answer.status_code == 404 and "TIDAK DIKENAL" in answer.text
    assert visitor.get("/periksa/BCDF-2346-GHJK").status_code == 429
    assert visitor.get(f"/periksa/{code_of(app, walk)[1]}").status_code == 200


def test_issuing_from_its_page_twice_gives_one_paper(app: Flask, walk: Walk) -> None:
    head = app.test_client()
    testing.sign_in(head, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    page = f"/kemitraan/{walk.id}/terbitkan/{LETTER}/2007"
    opened = head.get(page)
    assert "146.5/1/NGEBEL/XI/2026" in opened.text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', opened.text))
    sent = hidden | {"dated": "2026-11-24", "source": "buku", "number": ""}
    first = head.post(page, data=sent)
    assert first.status_code == 303 and "/dokumen-terbit/" in first.headers["Location"]
    assert head.post(page, data=sent).status_code == 303  # the same form, sent again by a bad line
    assert head.get(f"/kemitraan/{walk.id}/dokumen-terbit").text.count('<td data-label="Nomor">') == 1
    assert head.post(page, data={**sent, "_kirim": "0" * 32}).status_code == 409  # the other tab
    book = head.get(f"/desa/{NGEBEL}/buku-nomor").text
    assert "146.5/1/NGEBEL/XI/2026" in book and "146.5/2/NGEBEL/XI/2026" in book
    assert "Buku nomor" in head.get(f"/desa/{NGEBEL}").text


def test_others_neither_issue_nor_keep_the_books(app: Flask, walk: Walk) -> None:
    number, _code = code_of(app, walk, OF_ALL, "")
    sempu, stranger = app.test_client(), app.test_client()
    testing.sign_in(sempu, OfficeKind.VILLAGE_HEAD, (SEMPU,))
    testing.sign_in(stranger, OfficeKind.VILLAGE_OPERATOR, STRANGER.office.scope_codes)  # type: ignore[union-attr]
    theirs = sempu.get(f"/kemitraan/{walk.id}/terbitkan/{LETTER}/2007").text
    assert "Yang menerbitkan dokumen ini adalah pihak" in theirs
    assert sempu.get(f"/desa/{NGEBEL}/buku-nomor").status_code == 403
    assert sempu.get(f"/kemitraan/{walk.id}/dokumen-terbit/{number}").status_code == 200
    assert stranger.get(f"/kemitraan/{walk.id}/dokumen-terbit/{number}/berkas/pdf").status_code == 404


def test_a_gate_that_asks_for_a_number_offers_the_next_of_the_right_book(app: Flask, walk: Walk) -> None:
    code_of(app, walk)
    head = app.test_client()
    testing.sign_in(head, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    gate = f"/kemitraan/{walk.id}/langkah/mad"
    assert "146.5/1/BA/BKAD/XI/2026" in head.get(gate).text
    taken = head.get(gate + "?number=146.5/1/BA/BKAD/XI/2026").text
    assert 'value="146.5/1/BA/BKAD/XI/2026"' in taken and "Pakai nomor ini" not in taken
