"""A file or photo that was attached by mistake is taken back by its own party, and everyone reads that it was."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from flask.testing import FlaskClient
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, actor_of, scan
from planning.planned import Desk
from sqlalchemy import select

from portal import testing
from portal.db import db
from portal.partnerships import attachments
from portal.partnerships.models import Attachment
from portal.permissions import OfficeKind
from portal.planning.commitments import answers
from portal.planning.commitments import service as commitments
from portal.planning.contributions import deliveries
from portal.planning.contributions import service as gifts
from portal.planning.programme import progress
from portal.planning.programme.models import Photo

DAY = date(2026, 11, 20)


def _proved(desk: Desk) -> dict[str, str]:
    """A promise, a delivery and a progress of Ngebel, each with a file: the page of each by the file's name."""
    here = f"/kemitraan/{desk.walk.id}"
    vow = {"title": "Menyiapkan lahan", "due_on": DAY}
    promise = commitments.promise(HEAD_NGEBEL, desk.walk.id, desk.ngebel, vow).id
    answers.answer(HEAD_NGEBEL, desk.walk.id, promise, None, "done", {"day": DAY}, scan("janji"))
    work = {"title": "Kerja bakti", "kind": "labour", "unit": "jam", "quantity": Decimal(9)}
    gift = gifts.promise(HEAD_NGEBEL, desk.walk.id, desk.ngebel, work).id
    given = {"quantity": Decimal(9), "delivered_on": DAY}
    deliveries.deliver(HEAD_NGEBEL, desk.walk.id, gift, given, scan("serah"))
    return {"janji.pdf": f"{here}/janji/{promise}", "serah.pdf": f"{here}/sumbangan/{gift}"}


def test_a_wrong_proof_is_taken_back_with_a_reason_and_its_place_says_so(desk: Desk) -> None:
    pages = desk.inside(lambda: _proved(desk))
    ngebel, sempu = (desk.browser(OfficeKind.VILLAGE_OPERATOR, code) for code in (NGEBEL, SEMPU))
    for name, page in pages.items():
        query = select(Attachment.id).where(Attachment.original_name == name)
        address = f"/berkas/{desk.inside(lambda query=query: db.session.scalar(query))}/tarik"
        assert address in ngebel.get(page).text and address not in sempu.get(page).text
        assert testing.post(sempu, address, {"reason": "bukan punya kami"}).status_code == 403
        back = testing.post(ngebel, f"{address}?kembali={page}", {"reason": "memuat KTP warga"})
        assert back.headers["Location"] == page
        for reader in (ngebel, sempu):
            shown = reader.get(page).text
            assert "Berkas bukti ditarik: memuat KTP warga" in shown and name not in shown
    assert "memuat KTP warga" in sempu.get(f"/kemitraan/{desk.walk.id}/riwayat").text


def test_a_wrong_photo_goes_from_everyone_while_its_entry_stays(desk: Desk) -> None:
    activity = desk.plan()
    seen = {"seen_on": DAY, "words": "Galian selesai", "percent": 20}
    desk.inside(lambda: progress.add_progress(HEAD_SEMPU, desk.walk.id, activity, seen, [scan("foto")]))
    photo = desk.inside(lambda: db.session.scalars(select(Photo)).one())
    desk.inside(lambda: progress.show_photo(HEAD_NGEBEL, desk.walk.id, photo.id, True))
    sempu = desk.browser(OfficeKind.VILLAGE_OPERATOR, SEMPU)
    _take_back(sempu, photo.attachment_id)
    page = sempu.get(f"{desk.base}/kegiatan/{activity}").text
    assert "Foto ditarik: wajah anak" in page and "Galian selesai" in page and f"/foto/{photo.id}" not in page
    for reader in (sempu, desk.browser()):
        assert reader.get(f"{desk.base}/foto/{photo.id}").status_code == 404


def _take_back(browser: FlaskClient, number: int) -> None:
    assert testing.post(browser, f"/berkas/{number}/tarik", {"reason": "wajah anak"}).status_code == 303


def test_an_officer_of_the_body_takes_back_what_that_office_attached_and_nothing_else(desk: Desk) -> None:
    body = actor_of(OfficeKind.BKAD_OFFICER, partnership_id=desk.walk.id)
    label = body.office.label if body.office else ""

    def attached() -> tuple[bool, bool, bool]:
        partnership = desk.walk.partnership
        own, theirs = Attachment(added_by_office=label), Attachment(added_by_party_id=desk.ngebel)
        return (
            attachments.is_attached_by(body, partnership, own),
            attachments.is_attached_by(body, partnership, theirs),
            attachments.is_attached_by(HEAD_NGEBEL, partnership, own),
        )

    assert desk.inside(attached) == (True, False, False)
