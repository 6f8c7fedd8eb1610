"""The pages of a plan, as officers use them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from partnership_walk import HEAD_NGEBEL, NGEBEL
from PIL import Image
from planning.planned import Desk
from planning.sheets import opened, saved, sheet
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal import testing
from portal.db import db
from portal.permissions import OfficeKind
from portal.planning.commitments import service as promises
from portal.planning.programme import progress
from portal.planning.programme.models import Activity, Photo

TODAY = date(2026, 11, 24)


@pytest.fixture
def officer(desk: Desk) -> FlaskClient:
    """The browser of Ngebel's operator."""
    return desk.browser(OfficeKind.VILLAGE_OPERATOR, NGEBEL)


@pytest.fixture
def base(desk: Desk) -> str:
    return desk.base


def titles(desk: Desk) -> list[str]:
    """What is planned."""
    return desk.inside(lambda: list(db.session.scalars(select(Activity.title).order_by(Activity.id))))


def upload(browser: FlaskClient, page: str, name: str, content: bytes, file_name: str, **values: str) -> TestResponse:
    return testing.post(
        browser, page, {**values, name: (BytesIO(content), file_name)}, content_type="multipart/form-data"
    )


def read(browser: FlaskClient, address: str) -> tuple[int, bytes]:
    """The state and the bytes of a file's answer."""
    answer = browser.get(address)
    content = answer.get_data()
    answer.close()
    return answer.status_code, content


def picture() -> bytes:
    """A photo with the place where it was taken."""
    made = BytesIO()
    image = Image.new("RGB", (2400, 1200), "green")
    exif = image.getexif()
    exif[0x8825] = {1: "S", 2: (7.0, 50.0, 0.0)}
    image.save(made, "JPEG", exif=exif)
    return made.getvalue()


def test_three_fields_are_asked_and_the_form_stays_for_the_next(officer: FlaskClient, desk: Desk, base: str) -> None:
    page = officer.get(f"{base}/kegiatan/baru").text
    asked = set(re.findall(r'<(?:input|select|textarea)[^>]*name="([a-z_]+)"', page.partition("<main")[2]))
    assert asked - {"csrf_token", "_kirim"} == {"title", "due_on", "party", "template"}
    own = str(desk.ngebel)
    values = {"title": "Ukur debit", "due_on": "2026-12-31", "party": own}
    answer = testing.post(officer, f"{base}/kegiatan/baru", values, htmx=True)
    assert answer.status_code == 200
    assert "Tambah lagi" in answer.text
    assert "Ukur debit" in answer.text
    assert 'value="Ukur debit"' not in answer.text, "the form is empty again"


def test_what_is_lacking_is_said_beside_its_field_and_what_was_typed_stays(
    officer: FlaskClient, desk: Desk, base: str
) -> None:
    answer = testing.post(
        officer, f"{base}/kegiatan/baru", {"title": "Ukur debit", "due_on": "31-02-2026", "party": "99"}
    )
    assert answer.status_code == 422
    assert 'value="Ukur debit"' in answer.text
    assert 'aria-describedby="due_on-help due_on-error"' in answer.text
    assert titles(desk) == []


def test_a_template_of_the_sector_fills_the_form(officer: FlaskClient, base: str) -> None:
    found = re.search(r'href="([^"]*contoh=[^"]+)">([^<]+)<', officer.get(f"{base}/kegiatan/baru").text)
    assert found is not None
    assert f'value="{found[2]}"' in officer.get(found[1]).text


def test_the_list_goes_month_by_month_and_can_be_filtered(officer: FlaskClient, desk: Desk, base: str) -> None:
    desk.plan("Ukur debit", TODAY - timedelta(days=20))
    desk.plan("Gali saluran", date(2027, 1, 15), party_id=desk.sempu)
    page = officer.get(base).text
    assert (
        page.index("November 2026") < page.index("Ukur debit") < page.index("Januari 2027") < page.index("Gali saluran")
    )
    assert "terlambat" in page
    late = officer.get(f"{base}?keadaan=late").text
    assert "Ukur debit" in late
    assert "Gali saluran" not in late
    sempu = officer.get(f"{base}?pihak={desk.sempu}&cari=GALI", headers={"HX-Request": "true"}).text
    assert "Gali saluran" in sempu
    assert "<main" not in sempu
    assert "Tidak ada kegiatan yang cocok" in officer.get(f"{base}?cari=jembatan").text


def test_calendar_and_timeline_show_the_same_activities_in_words(officer: FlaskClient, desk: Desk, base: str) -> None:
    desk.plan("Ukur debit", date(2026, 12, 17), starts_on=date(2026, 12, 1))
    month = officer.get(f"{base}/kalender?bulan=2026-12").text
    assert 'href="#h17"' in month
    assert "17 Desember 2026" in month
    assert "Ukur debit" not in officer.get(f"{base}/kalender?bulan=2027-01").text
    timeline = officer.get(f"{base}/garis-waktu").text
    assert 'aria-label="Ukur debit: 1–17 Des 2026, direncanakan"' in timeline
    paper = officer.get(f"{base}/cetak").text
    assert "1–17 Des 2026" in paper


def test_an_opened_form_that_somebody_else_saved_meanwhile_is_a_conflict(
    officer: FlaskClient, desk: Desk, base: str
) -> None:
    activity = desk.plan()
    address = f"{base}/kegiatan/{activity}/keadaan"
    first = testing.post(officer, address, {"status": "running", "_versi": "1"})
    assert first.status_code == 303
    again = testing.post(officer, address, {"status": "delayed", "status_reason": "hujan", "_versi": "1"})
    assert again.status_code == 409


def test_a_retry_of_the_same_form_plans_one_activity(officer: FlaskClient, desk: Desk, base: str) -> None:
    values = {"title": "Ukur", "due_on": "2026-12-31", "party": str(desk.ngebel), "_kirim": "a" * 32}
    for _again in range(2):
        testing.post(officer, f"{base}/kegiatan/baru", values)
    assert titles(desk) == ["Ukur"]


def test_a_photo_is_shrunk_without_its_place_and_private_until_a_head_shows_it(
    officer: FlaskClient, desk: Desk, base: str
) -> None:
    activity = desk.plan()
    values = {"seen_on": "2026-11-20", "percent": "40", "words": "separuh"}
    answer = upload(officer, f"{base}/kegiatan/{activity}/kemajuan", "photos", picture(), "saluran.jpg", **values)
    assert answer.status_code == 303
    number, entry = desk.inside(lambda: db.session.execute(select(Photo.id, Photo.progress_id)).one())
    address = f"{base}/foto/{number}"
    image = Image.open(BytesIO(read(officer, address)[1]))
    assert max(image.size) == 1600
    assert not image.getexif()
    visitor = desk.browser()
    assert read(visitor, address)[0] == 404
    assert testing.post(officer, f"{address}/tampil", {"tampil": "1"}).status_code == 403, "the head decides"
    desk.inside(lambda: progress.show_photo(HEAD_NGEBEL, desk.walk.id, number, True))
    assert read(visitor, address)[0] == 200
    desk.inside(lambda: progress.take_back_progress(HEAD_NGEBEL, desk.walk.id, entry, "salah foto"))
    assert read(visitor, address)[0] == 404


def test_a_paper_is_no_photo(officer: FlaskClient, desk: Desk, base: str) -> None:
    activity = desk.plan()
    page = f"{base}/kegiatan/{activity}/kemajuan"
    for content in (b"%PDF-1.4 bukan foto", b"<svg onload=alert(1)>"):
        assert upload(officer, page, "photos", content, "foto.jpg", seen_on="2026-11-20").status_code == 422
    assert desk.inside(lambda: db.session.scalars(select(Photo)).all()) == []


def test_prerequisites_are_added_and_removed_by_buttons(officer: FlaskClient, desk: Desk, base: str) -> None:
    first, second = desk.plan("Ukur", TODAY), desk.plan("Gali")
    page = f"{base}/kegiatan/{second}/syarat"
    assert f'name="tambah" value="{first}"' in officer.get(page).text
    testing.post(officer, page, {"tambah": str(first)})
    assert f'name="lepas" value="{first}"' in officer.get(page).text
    assert "Menunggu yang belum selesai: Ukur." in officer.get(f"{base}/kegiatan/{second}").text
    circle = testing.post(officer, f"{base}/kegiatan/{first}/syarat", {"tambah": str(second)})
    assert circle.status_code == 422
    assert "lingkaran" in circle.text


def test_an_activity_becomes_a_promise_by_a_link(officer: FlaskClient, desk: Desk, base: str) -> None:
    activity = desk.plan("Ukur debit")
    found = re.search(r'href="([^"]*/janji\?[^"]*)"', officer.get(f"{base}/kegiatan/{activity}").text)
    assert found is not None
    assert 'value="Ukur debit"' in officer.get(found[1].replace("&amp;", "&")).text


def test_a_sheet_is_sent_looked_at_and_saved(officer: FlaskClient, desk: Desk, base: str) -> None:
    empty = officer.get(f"{base}/lembar/unduh")
    assert empty.headers["Content-Disposition"].endswith('-kosong.xlsx"')
    book = opened(empty.data)
    for place, value in (("B2", "Ukur debit"), ("C2", "Desember 2026"), ("D2", "Ngebel")):
        book["Kegiatan"][place].value = value
    sent = upload(officer, f"{base}/lembar", "sheet", saved(book), "rencana.xlsx")
    assert sent.status_code == 303
    preview = sent.headers["Location"]
    assert "Ukur debit" in officer.get(preview).text
    assert titles(desk) == []
    testing.post(officer, preview)
    assert titles(desk) == ["Ukur debit"]
    assert testing.post(officer, preview).status_code == 403, "a sheet is written once"
    assert "Ukur debit" in {
        cell.value for cell in opened(officer.get(f"{base}/lembar/unduh?isi=1").data)["Kegiatan"]["B"]
    }


def test_a_sheet_with_faults_names_them_all_and_keeps_nothing(officer: FlaskClient, desk: Desk, base: str) -> None:
    content = sheet(("Ukur", "besok", "Ngebel"), ("", "31-12-2026", "Lain"))
    answer = upload(officer, f"{base}/lembar", "sheet", content, "rencana.xlsx")
    assert answer.status_code == 422
    for sentence in (
        "Baris 2, kolom Selesai:",
        "Baris 3, kolom Kegiatan: belum diisi.",
        "Baris 3, kolom Penanggung jawab:",
    ):
        assert sentence in answer.text


def test_what_was_seen_grows_the_programme_page(officer: FlaskClient, desk: Desk, base: str) -> None:
    activity = desk.plan()
    number = desk.inside(lambda: db.session.get_one(Activity, activity).programme_id)
    testing.post(
        officer, f"{base}/program/{number}/hasil", {"kind": "outcome", "title": "Sawah terairi", "measure": "40 ha"}
    )
    values = {"party": str(desk.ngebel), "document": "rkp", "year": "2027", "item": "Rehab saluran"}
    testing.post(officer, f"{base}/program/{number}/dokumen", values)
    goals = {
        "title": "Program air",
        "goal": "Air cukup",
        "starts_on": "2026-01-01",
        "ends_on": "2030-12-31",
        "sdgs": ["6", "2"],
    }
    testing.post(officer, f"{base}/program/{number}/ubah", goals)
    page = officer.get(f"{base}/program").text
    for shown in (
        "Sawah terairi",
        "RKP Desa 2027",
        "Rehab saluran",
        "2. Desa Tanpa Kelaparan",
        "6. Desa Layak Air Bersih",
    ):
        assert shown in page


def test_the_partnerships_page_tells_what_is_due_next(officer: FlaskClient, desk: Desk) -> None:
    assert "Tulis kegiatan pertama" in officer.get(f"/kemitraan/{desk.walk.id}").text
    desk.plan("Ukur debit", TODAY - timedelta(days=1))
    assert "1 terlambat" in officer.get(f"/kemitraan/{desk.walk.id}").text
    visitor = desk.browser().get(f"/kemitraan/{desk.walk.id}").text
    assert "Ukur debit" not in visitor


def test_overseers_read_and_are_offered_nothing_to_write(desk: Desk, base: str) -> None:
    activity = desk.plan()
    camat = desk.browser(OfficeKind.DISTRICT_OFFICER, "35.02.19")
    for page in (base, f"{base}/kegiatan/{activity}", f"{base}/program", f"{base}/kesepakatan", f"{base}/lembar"):
        answer = camat.get(page)
        assert answer.status_code == 200
        assert "<form novalidate" not in answer.text
    assert testing.post(camat, f"{base}/kegiatan/{activity}/hapus", {"reason": "x"}).status_code == 403
    assert titles(desk) == ["Membersihkan saluran"]


def test_several_periods_stand_beside_each_other(officer: FlaskClient, desk: Desk, base: str) -> None:
    desk.plan("Ukur debit")
    later = {"title": "Program kedua", "goal": "", "starts_on": "2032-01-01", "ends_on": "2033-12-31"}
    assert testing.post(officer, f"{base}/program/baru", later).status_code == 303
    desk.plan("Evaluasi besar", date(2032, 5, 1))
    page = officer.get(base).text
    assert "2032–2033" in page
    assert "Evaluasi besar" not in page
    found = re.search(r'href="([^"]*periode=\d+)">2032', page)
    assert found is not None
    assert "Evaluasi besar" in officer.get(found[1]).text


def test_what_is_unlikely_is_asked_once_and_kept_when_it_is_meant(desk: Desk) -> None:
    officer = desk.browser(OfficeKind.VILLAGE_OPERATOR, NGEBEL)
    day = {"title": "Salah tahun", "party": str(desk.ngebel), "due_on": "2025-12-31"}
    asked = testing.post(officer, f"{desk.base}/kegiatan/baru", day)
    assert asked.status_code == 422 and "Betul?" in asked.text and 'name="sure"' in asked.text
    late = testing.post(officer, f"{desk.base}/kegiatan/baru", day | {"due_on": "2033-01-31"})
    assert late.status_code == 422 and "Kerja sama ini berakhir" in late.text
    assert testing.post(officer, f"{desk.base}/kegiatan/baru", day | {"sure": "y"}).status_code in (200, 303)
    number = desk.plan("Saluran")
    target = {"title": "Saluran", "party": str(desk.ngebel), "due_on": "2026-12-31", "target": "350", "unit": "meter"}
    assert testing.post(officer, f"{desk.base}/kegiatan/{number}/ubah/pokok", target).status_code == 303
    here = f"{desk.base}/kegiatan/{number}/kemajuan"
    fresh = officer.get(here).text
    assert "bertambah (meter)" in fresh and 'name="sure"' not in fresh
    much = {"seen_on": "2026-11-23", "quantity": "1250"}
    asked = testing.post(officer, here, much)
    assert asked.status_code == 422 and "jauh lebih besar dari target 350 meter" in asked.text
    assert testing.post(officer, here, much | {"sure": "y"}).status_code in (200, 303)
    assert "1.250 dari 350 meter" in officer.get(here).text


def test_the_next_activity_is_of_the_party_that_was_chosen_last(officer: FlaskClient, desk: Desk) -> None:
    values = {"title": "Ukur debit", "due_on": "2026-12-31", "party": str(desk.sempu)}
    again = testing.post(officer, f"{desk.base}/kegiatan/baru", values, htmx=True).text
    assert f'<option selected value="{desk.sempu}">' in again


def test_what_may_be_done_with_a_partnership_that_runs_stands_folded(officer: FlaskClient, desk: Desk) -> None:
    page = officer.get(f"/kemitraan/{desk.walk.id}").text
    assert page.index("<summary>Bila perlu") < page.index("Ubah perjanjian")
    assert re.search(r"</a> · <a[^>]*>Para pihak</a>", page), "it is no third village"


def test_the_calendar_names_the_promises_of_its_month(officer: FlaskClient, desk: Desk) -> None:
    values = {"title": "Pintu air", "due_on": date(2026, 12, 20)}
    desk.inside(lambda: promises.promise(HEAD_NGEBEL, desk.walk.id, desk.ngebel, values))
    assert "Pintu air" in officer.get(f"{desk.base}/kalender?bulan=2026-12").text
    assert "Pintu air" not in officer.get(f"{desk.base}/kalender?bulan=2027-01").text
