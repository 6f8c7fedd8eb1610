"""Papers that are issued: frozen with their number and files, replaced, withdrawn, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from databases import Databases
from documents.issued import DAY, LAW, LETTER, OF_ALL, PLAIN, asked, issue, kinds, walk_to
from flask import Flask
from partnership_walk import COUNCIL_SEMPU, HEAD_NGEBEL, HEAD_SEMPU, OPERATOR_NGEBEL, SEMPU, STRANGER, Walk, actor_of
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from portal import clock, events, storage
from portal.db import db, transactional
from portal.documents.issuing import (
    certified,
    drafts,
    embedded,
    freezing,
    making,
    number_rules,
    queries,
    rules,
    service,
)
from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.partnerships import attachments
from portal.partnerships import service as partnerships
from portal.partnerships.models import Partnership
from portal.partnerships.writers import writers_of
from portal.permissions import OfficeKind
from portal.villages import letterheads

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"


@pytest.fixture
def walk(app: Flask, databases: Databases, monkeypatch: pytest.MonkeyPatch) -> Iterator[Walk]:
    """Ngebel and Sempu, drafting; today is 24 November 2026."""
    monkeypatch.setattr(clock, "today", lambda area_code=None: DAY)
    for code, kind in kinds().items():
        monkeypatch.setitem(app.extensions["portal.registry"].documents, code, kind)
    reached = databases.at("issuing", lambda: walk_to(app))
    with app.app_context():
        yield reached


@transactional
def retitled(walk: Walk, title: str) -> None:
    found = db.session.get(Partnership, walk.id)
    assert found is not None
    found.title = title


def file_of(paper_id: int, form: str) -> bytes:
    paper = db.session.get(service.IssuedPaper, paper_id)
    assert paper is not None
    kept = next(one for one in paper.files if one.form == form and one.archived_at is None)
    settings = making.current_app.extensions["portal.settings"]
    return storage.path_of(settings.files, kept.attachment.stored_name).read_bytes()


def test_an_issued_paper_has_a_number_a_code_and_the_very_files_that_were_made(walk: Walk) -> None:
    made = issue(walk)
    assert made.number == "146.5/1/NGEBEL/XI/2026"
    assert (made.issuer, made.sequence, made.by_hand) == ("Desa Ngebel", 1, False)
    assert drafts.is_unchanged(made) and freezing.audit() == []
    frozen = drafts.paper_of(made)
    assert number_rules.number_in(frozen) == made.number
    assert frozen.dated == DAY
    said = PdfReader(BytesIO(file_of(made.id, "pdf"))).pages[0].extract_text()
    assert made.number in said and rules.grouped(made.code) in said
    assert file_of(made.id, "docx").startswith(b"PK")
    happened = events.history("partnership", walk.id)[0]
    after = json.loads(happened.after)
    assert (happened.kind, after["document_id"], after["sha256"]) == ("documents.issued", made.id, made.sha256)
    assert queries.standing_of(walk.id)[LETTER, "2007"].id == made.id


def test_issuing_again_replaces_the_former_one_and_says_so(walk: Walk) -> None:
    first = issue(walk)
    second = issue(walk)
    assert second.number == "146.5/2/NGEBEL/XI/2026"
    assert first.replaced_by_id == second.id and not first.is_standing
    assert queries.found_by(first.code).verdict == rules.REPLACED
    assert queries.found_by(second.code).verdict == rules.GENUINE
    assert json.loads(events.history("partnership", walk.id)[0].after)["replaces"] == first.number


def test_a_withdrawn_paper_keeps_its_number_and_says_why(walk: Walk) -> None:
    made = issue(walk)
    with pytest.raises(Invalid):
        service.withdraw(HEAD_NGEBEL, walk.id, made.id, None, "  ")
    service.withdraw(OPERATOR_NGEBEL, walk.id, made.id, made.version, "salah alamat")
    assert queries.found_by(made.code).verdict == rules.WITHDRAWN
    with pytest.raises(NotAllowed):
        service.withdraw(HEAD_NGEBEL, walk.id, made.id, None, "lagi")
    assert issue(walk).sequence == 2


def test_what_changed_since_it_was_read_is_not_issued(walk: Walk) -> None:
    wanted = asked(walk)
    retitled(walk, "Irigasi baru")
    with pytest.raises(Conflict):
        making.issue(HEAD_NGEBEL, walk.id, LETTER, "2007", wanted)
    prepared = drafts.draft_of(drafts.subject_of(walk.partnership, LETTER, "2007"), asked(walk))
    retitled(walk, "Irigasi lain")
    with pytest.raises(Conflict):
        service.issue(HEAD_NGEBEL, prepared, {})
    assert queries.standing_of(walk.id) == {}


def test_of_two_tabs_only_the_first_issues(walk: Walk) -> None:
    both = asked(walk)
    making.issue(HEAD_NGEBEL, walk.id, LETTER, "2007", both)
    with pytest.raises(Conflict):
        making.issue(OPERATOR_NGEBEL, walk.id, LETTER, "2007", both)


def test_only_the_party_whose_paper_it_is_issues_it_and_any_party_one_of_all(walk: Walk) -> None:
    for person in (HEAD_SEMPU, COUNCIL_SEMPU):
        with pytest.raises(NotAllowed):
            issue(walk, person=person)
    with pytest.raises(NotFound):
        issue(walk, person=STRANGER)
    bkad = actor_of(OfficeKind.BKAD_OFFICER, partnership_id=walk.id)
    with pytest.raises(NotAllowed):
        issue(walk, person=bkad)
    assert issue(walk, OF_ALL, "", bkad).number == "146.5/1/BA/BKAD/XI/2026"
    assert issue(walk, OF_ALL, "", HEAD_SEMPU).number == "146.5/2/BA/BKAD/XI/2026"
    assert issue(walk, PLAIN, "", HEAD_SEMPU).number == ""
    with pytest.raises(NotFound):
        drafts.subject_of(walk.partnership, LETTER, "9999")


def test_a_paper_with_its_own_number_and_day_is_issued_under_these_and_no_second_ones(walk: Walk) -> None:
    offer, day = "surat-penawaran", date(2026, 11, 1)
    with pytest.raises(Invalid) as other_day:
        issue(walk, offer, "", number="141/1/2026")
    assert "1 November 2026" in other_day.value.errors["dated"]
    with pytest.raises(Invalid) as second:
        issue(walk, offer, "", day=day)
    assert "141/1/2026" in second.value.errors["number"]
    made = issue(walk, offer, "", day=day, number="141/1/2026")
    assert (made.number, made.by_hand, made.dated) == ("141/1/2026", True, day)
    assert number_rules.number_in(drafts.paper_of(made)) == "141/1/2026"


def test_a_paper_that_lacks_something_is_not_issued(walk: Walk) -> None:
    @transactional
    def emptied() -> None:
        found = db.session.get(Partnership, walk.id)
        assert found is not None
        found.purpose = "kosong"

    emptied()
    with pytest.raises(NotAllowed) as refused:
        issue(walk)
    assert [str(reason) for reason in refused.value.reasons] == ["Tujuannya belum ditulis."]


def test_a_law_product_bears_the_numbers_of_its_signatures(walk: Walk) -> None:
    with pytest.raises(Invalid):
        issue(walk, LAW, "")
    walk.write()
    partnerships.set_type_values(HEAD_NGEBEL, walk.id, None, {"initiator_gives": "air", "receiver_gives": "lahan"})
    walk.step("open_consultation")
    walk.agree_in_meeting()
    walk.sign_all()
    made = issue(walk, LAW, "")
    assert made.number == "Nomor 1 Tahun 2026 (Ngebel), Nomor 2 Tahun 2026 (Sempu)"
    assert made.sequence is None


def test_an_issued_paper_cannot_be_changed_even_from_the_databases_console(walk: Walk) -> None:
    made = issue(walk, PLAIN, "")
    for statement in (
        "UPDATE issued_paper SET number = '9'",
        "UPDATE issued_paper SET frozen_text = '{}'",
        "UPDATE issued_paper SET event_seq = 1",
        "DELETE FROM issued_paper",
    ):

        @transactional
        def tamper(statement: str = statement) -> None:
            db.session.execute(text(statement))

        with pytest.raises(DatabaseError):
            tamper()
    assert queries.found_by(made.code).verdict == rules.GENUINE


def test_a_changed_text_is_found_by_its_code_and_by_the_audit(walk: Walk) -> None:
    made = issue(walk, PLAIN, "")

    @transactional
    def tamper() -> None:
        drop = "DROP TRIGGER issued_paper_frozen_update" + (
            " ON issued_paper" if db.engine.dialect.name == "postgresql" else ""
        )
        db.session.execute(text(drop))
        db.session.execute(text("UPDATE issued_paper SET number = '99'"))

    tamper()
    assert queries.found_by(made.code).verdict == rules.CHANGED

    @transactional
    def tamper_text() -> None:
        db.session.execute(text("UPDATE issued_paper SET frozen_text = '{}', number = ''"))

    tamper_text()
    db.session.expire_all()
    assert queries.found_by(made.code).verdict == rules.CHANGED
    assert freezing.audit() == [f"Dokumen terbit nomor {made.id} tidak sama dengan yang dibekukan."]


def photo() -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 30), "white").save(made, "JPEG")
    return made.getvalue()


def test_a_signed_scan_stands_beside_its_paper_and_is_replaced_with_a_reason(walk: Walk) -> None:
    made = issue(walk, PLAIN, "")
    first = making.add_scan(HEAD_SEMPU, walk.id, made.id, photo(), "foto.jpg")
    assert first.received_sha256 != first.attachment.sha256  # what is kept was made anew
    for own in (first.received_sha256, first.attachment.sha256, first.received_sha256[:12]):
        assert queries.compared(made, own) == rules.SAME_SCAN
    with pytest.raises(Invalid):
        making.add_scan(HEAD_SEMPU, walk.id, made.id, photo(), "foto.jpg")
    making.add_scan(HEAD_SEMPU, walk.id, made.id, photo() + b" ", "foto2.jpg", "kurang jelas")
    db.session.expire_all()
    assert queries.compared(made, first.received_sha256) == rules.OLD_SCAN
    assert queries.compared(made, "0" * 64) == rules.OTHER
    assert queries.compared(made, made.sha256[:12]) == rules.SAME_TEXT
    pdf = next(one for one in made.files if one.form == rules.PDF)
    assert queries.compared(made, pdf.attachment.sha256) == rules.SAME_FILE
    with pytest.raises(NotAllowed):
        attachments.take_back(HEAD_SEMPU, pdf.attachment_id, "salah")
    with pytest.raises(Invalid):
        making.add_scan(HEAD_SEMPU, walk.id, made.id, b"bukan gambar", "x.exe", "lagi")


def test_a_letterhead_carries_address_and_emblem_and_prints_without_a_lost_one(walk: Walk) -> None:
    settings = making.current_app.extensions["portal.settings"]
    picture = BytesIO()
    Image.new("RGBA", (900, 1200), (0, 90, 60, 128)).save(picture, "PNG")
    logo = storage.store_logo(settings.files, BytesIO(picture.getvalue()), "lambang.png", settings.upload_limit)
    with Image.open(storage.path_of(settings.files, logo.name)) as kept:
        assert max(kept.size) == 360 and kept.format == "PNG"
    with pytest.raises(storage.Refused):
        storage.store_logo(settings.files, BytesIO(PDF), "lambang.png", settings.upload_limit)
    values = {"address": "Jalan Raya 1", "postal_code": "63493", "without_logo": False}
    letterheads.edit_letterhead(HEAD_SEMPU, "village", SEMPU, 0, values, logo)
    with pytest.raises(Conflict):
        letterheads.edit_letterhead(HEAD_SEMPU, "village", SEMPU, 0, values | {"address": "lain"})
    with pytest.raises(NotAllowed):
        letterheads.edit_letterhead(HEAD_NGEBEL, "village", SEMPU, None, values)
    head = writers_of(walk.partnership)[walk.party(SEMPU)].letterhead
    assert (head.address, head.logo) == ("Jalan Raya 1 Kode Pos 63493", logo.name)
    assert letterheads.named_logos([logo.name, "x"]) == {logo.name}
    storage.path_of(settings.files, logo.name).unlink()
    assert issue(walk, key="2008", person=HEAD_SEMPU).issuer == "Desa Sempu"


def signed_pdf(after: bytes = b"") -> bytes:
    """A PDF with a place for a signature that covers all of it, and what was added after."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    value = pikepdf.Dictionary(
        Type=pikepdf.Name.Sig, Name=pikepdf.String("Budi"), Contents=pikepdf.String("SIGNED"),
        ByteRange=pikepdf.Array([0, 1000000001, 1000000002, 1000000003]),
    )  # fmt: skip
    field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("s"), V=pdf.make_indirect(value))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([pdf.make_indirect(field)]))
    made = BytesIO()
    pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    certificate = b"\x06\x03\x55\x04\x03\x0c\x04BUDI"  # a common name, as it stands in DER
    hexed = b"<" + certificate.hex().encode() + b">"
    content = made.getvalue().replace(b"<" + b"SIGNED".hex().encode() + b">", hexed)
    start = content.index(hexed)
    end = start + len(hexed)
    for mark, number in ((b"1000000001", start), (b"1000000002", end), (b"1000000003", len(content) - end)):
        content = content.replace(mark, str(number).rjust(10).encode())
    return content + after


def test_the_signature_in_a_pdf_is_read_and_never_vouched_for() -> None:
    whole = embedded.signatures_in(signed_pdf())
    assert [(one.name, one.certificate_names, one.covers_all) for one in whole] == [("Budi", ("BUDI",), True)]
    assert [one.covers_all for one in embedded.signatures_in(signed_pdf(b"\n% ditambahkan\n"))] == [False]
    assert embedded.signatures_in(b"bukan pdf") == []
    assert not certified.BSRE.is_ready() and certified.BSRE.needs
    with pytest.raises(certified.NotConfigured):
        certified.BSRE.sign(b"", certified.Signer("Budi", "Kepala Desa"))
    with pytest.raises(certified.NotConfigured):
        certified.BSRE.check(b"")


def test_a_paper_is_never_dated_before_the_one_before_it_or_in_the_future(walk: Walk) -> None:
    issue(walk, key="2008", person=HEAD_SEMPU)
    with pytest.raises(Invalid) as earlier:
        issue(walk, key="2008", person=HEAD_SEMPU, day=date(2026, 11, 23))
    assert "24 November 2026" in earlier.value.errors["dated"]
    with pytest.raises(Invalid):
        issue(walk, key="2008", person=HEAD_SEMPU, day=date(2026, 11, 26))
