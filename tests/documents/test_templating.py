"""Templates of the operator: what a Word file may hold, what it may say, and how it is filled apart from the portal."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from portal import testing
from portal.db import db
from portal.documents.templating import facts, package, queries, rules, running, trial
from portal.documents.templating.models import DocumentTemplate
from portal.permissions import OfficeKind

PONOROGO, DISTRICT = "35.02", "35.02.19"
KIND = "templat-uji"


def word(*lines: str, header: str = "", **changed: bytes) -> bytes:
    """A Word file with those paragraphs; `changed` parts are put in by name, `__` for a slash."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    kept = io.BytesIO()
    document.save(kept)
    return with_parts(kept.getvalue(), {name.replace("__", "/"): part for name, part in changed.items()})


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """A Word file with some parts changed or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(name for name in parts if name not in old.namelist())]:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return made.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def said(content: bytes) -> str:
    """Every paragraph of a Word file, one below the other."""
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def faults(content: bytes) -> str:
    return "\n".join(str(fault) for fault in package.faults_of(content))


def test_a_plain_word_file_is_taken_and_whatever_runs_reaches_out_or_bursts_is_named() -> None:
    plain = word("{{ judul }}")
    assert package.faults_of(plain) == []
    types, relations = part(plain, "[Content_Types].xml"), part(plain, "word/_rels/document.xml.rels")

    def related(target: str, kind: str) -> bytes:
        more = f'<Relationship Id="rId99" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
        return with_parts(
            plain, {"word/_rels/document.xml.rels": relations.replace(b"</Rel", more.encode() + b"</Rel")}
        )

    assert "makro" in faults(with_parts(plain, {"word/vbaProject.bin": b"x"}))
    assert "makro" in faults(with_parts(plain, {"word/activeX/activeX1.xml": b"<a/>"}))
    assert "makro" in faults(
        with_parts(plain, {"[Content_Types].xml": types.replace(b"document.main", b"macroEnabled.main")})
    )
    assert "tertanam" in faults(with_parts(plain, {"word/embeddings/oleObject1.bin": b"x"}))
    assert "tidak dikenal" in faults(with_parts(plain, {"word/media/run.exe": b"x"}))
    assert "dari luar" in faults(related("https://jahat.example/normal.dotm", "attachedTemplate"))
    assert "dari luar" in faults(related("file:///etc/passwd", "hyperlink"))
    assert faults(related("mailto:desa@ponorogo.example", "hyperlink")) == ""
    assert "utuh" in faults(with_parts(plain, {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}))
    assert "utuh" in faults(with_parts(plain, {"word/document.xml": "<a>x</a>".encode("utf-16")}))
    assert "utuh" in faults(with_parts(plain, {"../keluar.xml": b"<a/>"}))
    code = b'<w:p xmlns:w="http://w"><w:r><w:instrText> DDEAUTO c:\\cmd </w:instrText></w:r></w:p>'
    assert "DDEAUTO" in faults(with_parts(plain, {"word/footnotes.xml": code}))
    assert "tertanam" in faults(with_parts(plain, {"word/footnotes.xml": b'<w:a xmlns:w="w"><w:altChunk/></w:a>'}))
    assert "terlalu besar bila dibuka" in faults(with_parts(plain, {"word/bom.xml": b"<a>" + b" " * 21_000_000}))
    assert "paling besar 2 MB" in faults(b"P" * (package.MOST_BYTES + 1))
    assert "terlalu banyak bagian" in faults(with_parts(plain, {f"word/b{n}.xml": b"<a/>" for n in range(220)}))
    assert "utuh" in faults(b"bukan dokumen") and "utuh" in faults(plain[:900]) and "utuh" in faults(b"")
    half = bytearray(plain)
    half[60:400] = b"\0" * 340
    assert faults(bytes(half))


@given(st.binary(max_size=400), st.integers(0, 4000))
@settings(max_examples=25, deadline=None)
def test_a_damaged_file_is_refused_or_taken_and_never_breaks_the_reader(noise: bytes, place: int) -> None:
    damaged = bytearray(PLAIN)
    damaged[place : place + len(noise)] = noise
    assert all(str(fault) for fault in package.faults_of(bytes(damaged)))


PLAIN = word("{{ judul }}")


def test_each_fault_of_a_template_is_named_with_its_paragraph_its_text_and_the_nearest_name() -> None:
    found = [
        str(fault)
        for fault in running.faults_in(
            word(
                "Yang terhormat",
                "{% for p in pihak %}{{ p.nma }}{% endfor %}",
                "{{ judl }}",
                "{{ pihak.nama }}",
                "{{ pihak }}",
                "{{ judul.__class__.__mro__ }}",
                "{% for x in range(10**9) %}{{ judul }}{% endfor %}",
                "{{ judul|upper }}",
                "{{ ''.join(['a']) }}",
                "{% set a = 1 %}",
                "{% include 'x' %}",
                "{% for a in pihak %}{% for b in dana %}{% for c in pihak %}.{% endfor %}{% endfor %}{% endfor %}",
                "Menurut {{ isi }} ini",
                "{{ judul * 999999999 }}",
                header="{{ isi }}",
            )
        )
    ]
    told = "\n".join(found)
    assert "Isi dokumen, paragraf 2 (“{% for p in pihak %}{{ p.nma }}{% endfor %}”)" in told
    assert "nama “p.nma” tidak dikenal. Mungkin maksudnya: p.nama." in told
    assert "paragraf 3 (“{{ judl }}”): nama “judl” tidak dikenal. Mungkin maksudnya: judul." in told
    for number, word_ in ((4, "di antara for"), (5, "sebut bagiannya"), (6, "__class__"), (7, "bukan daftar")):
        assert any(f"paragraf {number} " in line and word_ in line for line in found), (number, told)
    for number, word_ in ((8, "upper"), (9, "tidak boleh"), (10, "set"), (11, "include"), (12, "dua tingkat")):
        assert any(f"paragraf {number} " in line and word_ in line for line in found), (number, told)
    assert any("paragraf 13 " in line and "berdiri sendiri" in line for line in found)
    assert any("paragraf 14 " in line and "“*” tidak boleh" in line for line in found)
    assert any(line.startswith("Kepala halaman, paragraf 1") for line in found)


def test_an_unclosed_placeholder_is_found_and_a_word_split_by_word_itself_is_still_one() -> None:
    (fault,) = running.faults_in(word("satu", "{{ judul"))
    assert "tidak dapat dibaca" in str(fault)
    document = docx.Document()
    paragraph = document.add_paragraph("{{ ju")
    paragraph.add_run("dul }").bold = True
    paragraph.add_run("}")
    kept = io.BytesIO()
    document.save(kept)
    assert running.faults_in(kept.getvalue()) == []
    assert "Saluran irigasi" in said(trial.tried(kept.getvalue()))


def test_a_filled_template_holds_the_facts_as_text_and_the_papers_own_text_in_its_place() -> None:
    template = word(
        "{{ judul|besar }}",
        "{%p for p in pihak %}",
        "{{ loop.index }}. {{ p.nama }}",
        "{%p endfor %}",
        "{{ isi }}",
        "{% if nomor %}ada nomor{% else %}tanpa nomor{% endif %}",
        header="{{ surat }}",
    )
    values = facts.fit({**facts.example(), "judul": "<w:p> & {{ nomor }} {% x %}\x00\x07", "nomor": None})
    filled = running.fill(template, values, word("PASAL 1", "Isinya & <b>"), "Naskah")
    assert package.faults_of(filled) == []
    text = said(filled)
    assert "<W:P> & {{ NOMOR }} {% X %}" in text and "3. Desa Ngebel" in text
    assert text.index("Desa Ngebel") < text.index("PASAL 1\nIsinya & <b>") < text.index("tanpa nomor")
    made = docx.Document(io.BytesIO(filled))
    assert made.sections[0].header.paragraphs[0].text == "Surat Penawaran Kerja Sama"
    assert made.core_properties.title == "Naskah"


def test_a_template_that_would_take_too_long_is_stopped_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "SECONDS", 1)
    many = facts.example() | {"pihak": [facts.example()["pihak"][0]] * 3000, "dana": [facts.example()["dana"][0]] * 900}
    endless = word("{% for a in pihak %}{% for b in dana %}{{ a.nama }}{{ b.jumlah }}{% endfor %}{% endfor %}")
    with pytest.raises(running.NotFilled) as stopped:
        running.fill(endless, many, PLAIN, "x")
    assert "dihentikan" in str(stopped.value.faults[0])


def test_the_nearest_area_wins_then_the_newest_that_holds_on_the_papers_day() -> None:
    def one(area: str, day: str, number: int, gone: Any = None) -> DocumentTemplate:
        return DocumentTemplate(
            area_code=area, valid_from=date.fromisoformat(day), number=number, kind=KIND, archived_at=gone
        )

    everywhere, regency, newer = (
        one("", "2026-01-01", 1),
        one(PONOROGO, "2026-01-01", 1),
        one(PONOROGO, "2026-06-01", 2),
    )
    district, withdrawn = one(DISTRICT, "2027-01-01", 1), one(DISTRICT, "2026-01-01", 2, gone=date(2026, 2, 2))
    known = [everywhere, regency, newer, district, withdrawn]
    both, day = ["35.02.19.2007", "35.02.19.2008"], date(2026, 11, 24)
    assert rules.chosen_of(known, both, day) is newer
    assert rules.chosen_of(known, both, date(2026, 5, 1)) is regency
    assert rules.chosen_of(known, both, date(2027, 1, 1)) is district
    assert rules.chosen_of(known, [*both, "35.01.01.2001"], day) is everywhere
    assert rules.chosen_of(known, [], day) is everywhere
    assert rules.chosen_of([regency], ["35.021.19.2007"], day) is None
    assert rules.chosen_of(known, both, date(2020, 1, 1)) is None


@pytest.fixture
def kind(app: Flask) -> str:
    """A kind of paper that is there whatever rooms bring."""
    with app.app_context():
        return next(iter(queries.kinds()))


def test_an_office_brings_tries_and_withdraws_templates_of_its_own_area_alone(
    app: Flask, client: FlaskClient, kind: str
) -> None:
    testing.sign_in(client, OfficeKind.REGENCY_OFFICER, (PONOROGO,))
    assert "Kabupaten Ponorogo" in client.get("/templat").text or "Ponorogo" in client.get("/templat").text
    assert "{{ pokok.ruang_lingkup }}" in client.get("/templat/penanda").text
    start = client.get(f"/templat/awal/{kind}").data
    assert "{{ isi }}" in said(start) and "PONOROGO" in said(start)

    def bring(content: bytes, name: str = "kop.docx", area: str = PONOROGO) -> Any:
        form = {"kind": kind, "area": area, "valid_from": "2026-01-01", "file": (io.BytesIO(content), name)}
        return testing.post(client, "/templat", form, htmx=True, content_type="multipart/form-data")

    assert "p.nama" in bring(word("{{ p.nama }}", "{% for p in pihak %}{{ p.nma }}{% endfor %}")).text
    assert bring(b"bukan", "kop.docx").status_code == 422
    assert ".docx" in bring(start, "kop.docm").text
    assert bring(start, area="33.02").status_code == 422
    assert bring(start).status_code == 200
    assert "sudah dipakai" in bring(start).text
    with app.app_context():
        (number,) = db.session.scalars(select(DocumentTemplate.id))
        found = queries.template_for(kind, ["35.02.19.2007"], date(2026, 11, 24))
        assert found is not None and found.content == start and found.number == 1
    assert client.get(f"/templat/{number}").data == start
    assert "Di sini nanti berdiri isi dokumen" in said(client.get(f"/templat/{number}?contoh=1").data)

    testing.sign_in(client, OfficeKind.DISTRICT_OFFICER, (DISTRICT,))
    assert client.get(f"/templat/{number}").data == start  # it holds there too, and is not the camat's to withdraw
    assert testing.post(client, f"/templat/{number}/tarik", {"reason": "x"}).status_code == 403
    testing.sign_in(client, OfficeKind.REGENCY_OFFICER, ("33.02",))
    assert client.get(f"/templat/{number}").status_code == 404
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD)
    assert client.get("/templat").status_code == 403

    testing.sign_in(client, OfficeKind.ADMINISTRATOR)
    assert "Seluruh portal ini" in client.get("/templat").text
    assert testing.post(client, f"/templat/{number}/tarik", {"reason": "kop lama"}).status_code == 303
    assert testing.post(client, f"/templat/{number}/tarik", {"reason": "lagi"}).status_code == 409
    with app.app_context():
        assert queries.template_for(kind, ["35.02.19.2007"], date(2026, 11, 24)) is None
    assert client.get(f"/templat/{number}").data == start
