"""The pages of the guard and of a village's own plan, as officers use them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import HEAD_NGEBEL, NGEBEL, SEMPU, Walk, actor_of
from planning.as_shown import as_shown
from planning.planned import Desk, desk_of
from sqlalchemy import func, select

from portal import testing
from portal.db import db
from portal.partnerships import service as partnerships
from portal.partnerships.service import PartyChoice
from portal.permissions import OfficeKind
from portal.planning.programme import activities
from portal.planning.programme.models import Activity

PUPUS = "35.02.19.2006"
DUE = date(2026, 12, 31)


@pytest.fixture
def desk(running_channel: Walk, app: Flask) -> Desk:
    return desk_of(app, running_channel)


@pytest.fixture
def officer(desk: Desk) -> FlaskClient:
    """The browser of Ngebel's operator."""
    return desk.browser(OfficeKind.VILLAGE_OPERATOR, NGEBEL)


def secret_plan(desk: Desk) -> int:
    """An activity of another partnership of Ngebel, which Sempu may not see."""

    def make() -> int:
        partner = (PartyChoice(village_code=PUPUS),)
        begun = partnerships.begin(HEAD_NGEBEL, "bilateral", "Rahasia dua desa", "air", "air", partner)
        walk = Walk(begun, {NGEBEL: HEAD_NGEBEL, PUPUS: actor_of(OfficeKind.VILLAGE_HEAD, PUPUS)})
        walk.to_offered()
        values = {"title": "Pengerukan saluran irigasi rahasia", "due_on": DUE, "party_id": walk.party(NGEBEL)}
        activities.add_activity(HEAD_NGEBEL, walk.id, values)
        return walk.id

    return desk.inside(make)


def test_saving_an_activity_names_what_looks_like_it_and_blocks_nothing(officer: FlaskClient, desk: Desk) -> None:
    desk.plan("Normalisasi saluran irigasi")
    values = {"title": "Pengerukan saluran irigasi", "due_on": "2026-12-30", "party": str(desk.ngebel)}
    answer = testing.post(officer, f"{desk.base}/kegiatan/baru", values, htmx=True)
    assert answer.status_code == 200
    assert "Mungkin sudah ada yang merencanakan hal yang sama" in answer.text
    link = re.search(r'href="([^"]*tumpang-tindih\?kegiatan=\d+)"', answer.text)
    assert link is not None
    page = officer.get(link[1]).text
    assert "pekerjaan sejenis: saluran irigasi" in page
    assert "Hanya yang menyangkut satu kegiatan" in page
    assert "perlu dibicarakan" in officer.get(f"/kemitraan/{desk.walk.id}").text
    assert "2 perlu dibicarakan" in officer.get(f"{desk.base}/program").text


def test_a_finding_leads_to_a_word_with_the_other_and_to_a_promise(officer: FlaskClient, desk: Desk) -> None:
    secret_plan(desk)
    desk.plan("Normalisasi saluran irigasi")
    page = officer.get(f"{desk.base}/tumpang-tindih").text
    assert "Pengerukan saluran irigasi rahasia" in page, "Ngebel is in both"
    assert "https://wa.me/?text=Rencana%20kami" in page
    promise = re.search(r'href="(/kemitraan/\d+/janji\?judul=[^"]+)"', page)
    assert promise is not None
    form = officer.get(promise[1].replace("&amp;", "&")).text
    assert "Membicarakan “Normalisasi saluran irigasi” dengan Rahasia dua desa" in form
    assert "Tentang: tumpang tindih rencana" in form and 'value="2026-12-08"' in form, "two weeks are proposed"
    sent = {name: values[0] for name, values in as_shown(form, "due_on").items()}
    saved = testing.post(officer, f"/kemitraan/{desk.walk.id}/janji", sent | {"party": str(desk.sempu)})
    assert saved.location.split("#")[0] == f"{desk.base}/tumpang-tindih", "it leads back to the finding"
    assert "sedang dibicarakan, sampai 8 Desember 2026" in officer.get(saved.location).text


def test_a_promise_made_of_an_activity_leads_back_to_it(officer: FlaskClient, desk: Desk) -> None:
    activity = f"{desk.base}/kegiatan/{desk.plan()}"
    link = re.search(r'href="(/kemitraan/\d+/janji\?judul=[^"]+)"', officer.get(activity).text)
    assert link is not None
    form = officer.get(link[1].replace("&amp;", "&")).text
    sent = {name: values[0] for name, values in as_shown(form, "due_on").items()}
    saved = testing.post(officer, f"/kemitraan/{desk.walk.id}/janji", sent)
    assert f'href="{activity}">Kembali ke kegiatan' in officer.get(saved.location).text
    away = officer.get(f"{activity}/hapus").text
    assert "Pada kegiatan ini bergantung" in away and "Janji: Membersihkan saluran" in away
    assert '<option selected value="cancelled"' in officer.get(f"{activity}/keadaan?keadaan=cancelled").text


def test_nothing_of_a_partnership_that_one_may_not_see_is_on_any_page(desk: Desk) -> None:
    number = secret_plan(desk)
    sempu = desk.browser(OfficeKind.VILLAGE_HEAD, SEMPU)
    values = {"title": "Normalisasi saluran irigasi", "due_on": "2026-12-31", "party": str(desk.ngebel)}
    saved = testing.post(sempu, f"{desk.base}/kegiatan/baru", values, htmx=True).text
    activity = desk.inside(lambda: db.session.scalar(select(func.max(Activity.id))))
    assert "kegiatan lain di Desa Ngebel" in saved
    pages = (f"{desk.base}/tumpang-tindih", f"{desk.base}/kegiatan/{activity}", "/tumpang-tindih")
    texts = [sempu.get(path).text for path in pages]
    assert "Kegiatan lain di Desa Ngebel" in texts[0]
    assert "mirip 1 rencana lain" in texts[1]
    for text in (saved, *texts):
        assert "rahasia" not in text.lower()
        assert f"/kemitraan/{number}/" not in text
    assert desk.browser().get(f"{desk.base}/tumpang-tindih").status_code == 404
    assert desk.browser().get("/tumpang-tindih").status_code == 303


def test_what_is_none_is_put_aside_with_a_word_and_taken_back(officer: FlaskClient, desk: Desk) -> None:
    desk.plan("Normalisasi saluran irigasi")
    desk.plan("Pengerukan saluran irigasi")
    here = f"{desk.base}/tumpang-tindih"
    aside = re.search(rf'href="({here}/\d+/kesampingkan)">Bukan', officer.get(here).text)
    assert aside is not None
    assert testing.post(officer, aside[1], {"_versi": "1", "reason": " "}).status_code == 422
    assert testing.post(officer, aside[1], {"_versi": "1", "reason": "Ruas yang lain."}).status_code == 303
    assert "Pekerjaan yang sama" not in officer.get(here).text
    page = officer.get(f"{here}?jenis=dikesampingkan").text
    assert "Ruas yang lain." in page
    assert testing.post(officer, aside[1], {"_versi": "1", "reason": "lagi"}).status_code == 409
    assert testing.post(officer, aside[1].replace("kesampingkan", "tarik"), {"_versi": "2"}).status_code == 303
    assert "Pekerjaan yang sama (1)" in officer.get(f"{here}?jenis=pekerjaan").text
    history = officer.get(f"/kemitraan/{desk.walk.id}/riwayat").text
    assert "Temuan tumpang tindih dikesampingkan" in history
    assert testing.post(officer, here).status_code == 303, "the whole plan is looked through again"


def test_money_that_may_be_paid_twice_is_named_where_it_is_written(officer: FlaskClient, desk: Desk) -> None:
    own = {"title": "Pemasangan lampu jalan", "document": "apb", "year": "2026", "source": "village_fund"}
    testing.post(officer, f"/desa/{NGEBEL}/rencana-sendiri", own)
    values = {"title": "Lampu penerangan jalan", "party": str(desk.ngebel), "source": "village_fund", "year": "2026"}
    budget = f"/kemitraan/{desk.walk.id}/anggaran"
    saved = testing.post(officer, budget, values, htmx=True).text
    assert "1 mungkin dibiayai dua kali" in saved
    assert "dari sumber yang sama" in officer.get(f"{desk.base}/tumpang-tindih?jenis=biaya").text


def test_those_who_oversee_see_what_lies_between_the_partnerships_of_their_area(desk: Desk) -> None:
    secret_plan(desk)
    desk.plan("Normalisasi saluran irigasi")
    officer = desk.browser(OfficeKind.DISTRICT_OFFICER, "35.02.19")
    page = officer.get("/tumpang-tindih").text
    assert page.count("Pengerukan saluran irigasi rahasia") == 1
    assert "Tumpang tindih antarkemitraan" in officer.get("/").text
    elsewhere = desk.browser(OfficeKind.REGENCY_OFFICER, "33.02").get("/tumpang-tindih").text
    assert "Tidak ada tumpang tindih antarkemitraan" in elsewhere


def test_a_village_writes_its_own_plan_in_three_fields_and_everyone_reads_it(officer: FlaskClient, desk: Desk) -> None:
    here = f"/desa/{NGEBEL}/rencana-sendiri"
    assert here in officer.get(f"/desa/{NGEBEL}").text, "those who plan are led there"
    wrong = testing.post(officer, here, {"title": "Normalisasi irigasi", "document": "rkp", "year": "26"}, htmx=True)
    assert wrong.status_code == 422
    values = {"title": "Normalisasi irigasi", "document": "rkp", "year": "2026", "amount": "12.500.000"}
    answer = testing.post(officer, here, values, htmx=True)
    assert answer.status_code == 200
    assert "Tambah lagi" in answer.text
    assert "12.500.000" in desk.browser().get(here).text
    desk.plan("Normalisasi saluran irigasi")
    assert "mirip rencana 1 kemitraan" in officer.get(here).text
    assert "Rencana sendiri Desa Ngebel" in officer.get(f"{desk.base}/tumpang-tindih").text
    edit = re.search(rf'href="({here}/\d+/ubah)"', officer.get(here).text)
    assert edit is not None
    changed = {**values, "title": "Membangun embung", "_versi": "1"}
    assert testing.post(officer, edit[1], changed).status_code == 303
    assert "mirip" not in officer.get(here).text
    assert testing.post(officer, edit[1], changed).status_code == 409
    away = edit[1].replace("ubah", "hapus")
    assert testing.post(officer, away, {"_versi": "2", "reason": "dihapus dari RKP"}).status_code == 303
    assert "belum mencatat" in officer.get(here).text
