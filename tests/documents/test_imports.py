"""Lists from spreadsheets: looked at first, all or nothing, and the exported list changes nothing."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask
from openpyxl import Workbook, load_workbook
from partnership_walk import CAMAT_NGEBEL, HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, actor_of
from storage import papers

from portal import testing
from portal.db import db
from portal.documents.imports import kinds, service
from portal.documents.imports.models import SheetImport
from portal.errors import NotAllowed, NotFound
from portal.partnerships import service as partnerships
from portal.partnerships.models import Partnership
from portal.permissions import OfficeKind
from portal.villages import service as villages
from portal.villages.models import Village
from portal.web import workbooks

TALUN = "35.02.19.2004"
HEADER = "Tahun;Jenis;Bidang;Sub bidang;Mitra;Ruang lingkup;Tanggal mulai;Tanggal selesai;Pelaksanaan;Judul;Kode desa"
HEADER += ";Nomor naskah;Nomor di portal\r\n"
ROW = f"2019;KAD;Pelaksanaan pembangunan;;;Saluran air;01-03-2019;;;Saluran bersama;{NGEBEL}; {SEMPU}".replace(
    f"{NGEBEL}; {SEMPU}", f'"{NGEBEL}; {SEMPU}"'
)


def sent(client: Any, kind: str, content: bytes, name: str = "daftar.csv") -> Any:
    return testing.post(client, f"/impor/{kind}", data={"sheet": (io.BytesIO(content), name)})


def faults_of(kind: str, text: str, person: Any = CAMAT_NGEBEL) -> str:
    found = kinds.KINDS[kind]
    _entries, faults = found.understood(person, workbooks.read(text.encode(), found.shape))
    return " | ".join(map(str, faults))


def own_words() -> dict[str, Any]:
    return {**dict.fromkeys(villages.VILLAGE_FIELDS), "head_name": "Bu Lurah", "public_phone": "", "public_email": "",
            "website": "", "about": "", "population": 2000, "terms": {}}  # fmt: skip


def test_village_records_come_in_from_csv_and_what_villages_wrote_is_kept_unless_asked(app: Flask) -> None:
    with app.app_context():
        villages.edit_village(HEAD_NGEBEL, NGEBEL, own_words(), 0)
    client = app.test_client()
    testing.sign_in(client, OfficeKind.DISTRICT_OFFICER, ("35.02.19",))
    text = "Kode desa;Nama desa;Jumlah penduduk;Luas wilayah (km²);Lintang;Bujur;Status desa\r\n"
    text += f"3502192007;Ngebel;3.100;6,9;-7,8206;111,6093;maju\r\n{SEMPU};;2710;;;;\r\n35.02.19.2001;;;;;;\r\n"
    answer = sent(client, "desa", text.encode("utf-8-sig"))
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "2 baris" in page and "<del>2.000</del>" in page and "tetap, kecuali diminta" in page and "6,9" in page
    with app.app_context():
        assert db.session.get(Village, SEMPU) is None, "nothing is written before it is confirmed"
    assert testing.post(client, answer.location).status_code == 303
    with app.app_context():
        ngebel, sempu = db.session.get(Village, NGEBEL), db.session.get(Village, SEMPU)
        assert ngebel and ngebel.population == 2000 and str(ngebel.area_km2) == "6.900" and ngebel.head_name
        assert ngebel.index_class == "advanced" and sempu and sempu.population == 2710
        assert db.session.get(Village, "35.02.19.2001") is None
    assert testing.post(client, answer.location).status_code == 403, "a list is taken over once"
    again = sent(client, "desa", text.encode())
    testing.post(client, again.location, data={"ganti": "ya"})
    with app.app_context():
        ngebel = db.session.get(Village, NGEBEL)
        assert ngebel and ngebel.population == 3100 and ngebel.head_name == "Bu Lurah"
    # the exported list, in either form, changes nothing; so does the sheet that is handed out
    for address in ("/unduh/desa.csv?wilayah=35.02.19", "/unduh/desa.xlsx?wilayah=35.02.19", "/impor/desa/lembar.xlsx"):
        content = client.get(address).data
        assert "Tidak ada yang berbeda" in client.get(sent(client, "desa", content).location).text, address
    history = client.get(f"/unduh/desa.json?wilayah={NGEBEL}").json
    assert history["baris"][0]["penduduk"] == 3100


def test_what_is_wrong_in_a_list_of_villages_is_told_by_row_and_column(context: Flask) -> None:
    text = "Kode desa;Nama desa;Jumlah penduduk;Lintang;Surel umum;Status desa\r\n"
    rows = ["33.02.01.2001;;5", "35.02.19.2007;Sempu;5", f"{SEMPU};;banyak;-99;bukan;hebat", "x;;1", f"{TALUN};;1"]
    told = faults_of("desa", text + "\r\n".join([*rows, f"{TALUN};;2"]))
    for part in (
        "Baris 2, kolom Kode desa: desa ini di luar wilayah Anda.",
        "Baris 3, kolom Nama desa: kode ini milik Ngebel.",
        "Baris 4, kolom Jumlah penduduk",
        "Baris 4, kolom Lintang",
        "Baris 4, kolom Surel umum",
        "Baris 4, kolom Status desa: pilih salah satu",
        "Baris 5, kolom Kode desa: tidak ada desa",
        "Baris 7, kolom Kode desa: desa ini sudah ada di baris lain.",
    ):
        assert part in told, told
    book = Workbook()
    book.active.append(["Kode desa", "Jumlah penduduk"])
    book.active.append([SEMPU, "=1+1"])
    made = io.BytesIO()
    book.save(made)
    found = kinds.KINDS["desa"]
    _entries, faults = found.understood(CAMAT_NGEBEL, workbooks.read(made.getvalue(), found.shape))
    assert "berisi rumus" in str(faults[0])


def test_a_list_is_written_as_a_whole_or_not_at_all(context: Flask) -> None:
    found = kinds.KINDS["desa"]
    camat = a_camat(context)
    text = f"Kode desa;Jumlah penduduk\r\n{TALUN};10\r\n{SEMPU};20\r\n"
    entries, faults = found.understood(camat, workbooks.read(text.encode(), found.shape))
    kept = service.keep(camat, "desa", "a.csv", entries)
    assert not faults and len(kept.rows) == 2
    villages.edit_village(HEAD_SEMPU, SEMPU, own_words(), 0)
    with pytest.raises(NotAllowed, match="Baris 3"):
        service.take_over(camat, "desa", kept.id, True)
    assert db.session.get(Village, TALUN) is None
    with pytest.raises(NotFound):
        service.take_over(CAMAT_NGEBEL, "desa", kept.id, True)
    assert db.session.get(SheetImport, kept.id).applied_at is None


def a_camat(app: Flask) -> Any:
    return testing.sign_in(app.test_client(), OfficeKind.DISTRICT_OFFICER, ("35.02.19",))


def test_a_register_puts_partnerships_on_record_that_wait_for_the_yes_of_any_party(app: Flask) -> None:
    client = app.test_client()
    testing.sign_in(client, OfficeKind.REGENCY_OFFICER, ("35.02",))
    text = HEADER + ROW + ";35.02.19.2007 = 3/2019;\r\n"
    text += (
        f'2020;;Pembinaan kemasyarakatan;;;=Ronda;2020-01-05;31-12-2024;BKAD;;"{NGEBEL}; {SEMPU}; {TALUN}";7/2020;\r\n'
    )
    answer = sent(client, "register", text.encode("cp1252"))
    assert answer.status_code == 303
    assert "Ngebel, Sempu" in client.get(answer.location).text
    assert testing.post(client, answer.location).status_code == 303
    with app.app_context():
        first, second = db.session.query(Partnership).order_by(Partnership.start_date).all()
        assert (first.status, first.title, first.executor) == ("active", "Saluran bersama", "bkad")
        assert (second.status, second.title, second.type_code) == ("ended", "=Ronda", "multilateral")
        assert first.entered_retroactively and not first.is_public and first.confirmed_at is None
        number = first.id
        for head in (HEAD_NGEBEL,):
            assert partnerships.confirm_running(head, number).is_public
    assert app.test_client().get(f"/kemitraan/{number}").status_code == 200
    # sending the register of the portal, or the same sheet, changes nothing
    for content in (client.get("/unduh/register.csv").data, client.get("/unduh/register.xlsx").data, text.encode()):
        assert "Tidak ada yang berbeda" in client.get(sent(client, "register", content).location).text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (("2019;KAD", "2018;KAD"), "kolom Tahun"),
        (("2019;KAD", "2019;KDPK"), "kolom Jenis"),
        (("2019;KAD", "2019;apa"), "tulis KAD atau KDPK"),
        (("Pelaksanaan pembangunan", "Perikanan"), "kolom Bidang"),
        (("Saluran air", ""), "kolom Ruang lingkup: belum diisi"),
        (("01-03-2019", "31-02-2019"), "kolom Tanggal mulai"),
        (("01-03-2019;", "01-03-2019;01-03-2018"), "kolom Tanggal selesai"),
        (("01-03-2019", "01-03-2090"), "belum mulai"),
        ((SEMPU, "35.02.19.9999"), "bukan kode desa"),
        ((SEMPU, "33.02.01.2001"), "di luar wilayah"),
        ((SEMPU, NGEBEL), "tercantum dua kali"),
        ((";;;Saluran air", ";;PT Entah;Saluran air"), "belum terdaftar"),
        (("Saluran bersama", "x" * 161), "kolom Judul: paling banyak"),
    ],
)
def test_what_is_wrong_in_a_register_is_told(context: Flask, changed: tuple[str, str], said: str) -> None:
    assert faults_of("register", HEADER + ROW + ";;\r\n") == ""
    told = faults_of("register", HEADER + ROW.replace(*changed) + ";;\r\n")
    assert said in told, told


def test_only_those_who_oversee_bring_lists_and_never_beyond_their_area(app: Flask) -> None:
    visitor, head, admin, far = (app.test_client() for _ in range(4))
    testing.sign_in(head, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    testing.sign_in(admin, OfficeKind.ADMINISTRATOR, ())
    testing.sign_in(far, OfficeKind.DISTRICT_OFFICER, ("33.02.01",))
    assert visitor.get("/impor").location.startswith("/masuk") and head.get("/impor/desa").status_code == 403
    assert admin.get("/impor/desa").status_code == 200 and admin.get("/impor/register").status_code == 403
    assert far.get("/impor/entah").status_code == 404
    sheet = load_workbook(io.BytesIO(far.get("/impor/desa/lembar.xlsx?wilayah=35.02.19").data))["Desa"]
    assert all(str(row[0].value).startswith("33.02.01") for row in sheet.iter_rows(min_row=2) if row[0].value)
    assert sent(far, "desa", b"PK\x03\x04junk", "a.xlsx").status_code == 422
    assert sent(far, "desa", b"%PDF-1.7").status_code == 422
    stranger = actor_of(OfficeKind.DISTRICT_OFFICER, "33.02.01")
    assert "di luar wilayah" in faults_of_in(app, stranger)


def faults_of_in(app: Flask, person: Any) -> str:
    with app.app_context():
        return faults_of("register", HEADER + ROW + ";;\r\n", person)


def test_one_running_partnership_is_entered_with_its_scan_on_one_page(app: Flask) -> None:
    client = app.test_client()
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    values = {
        "partner": SEMPU, "title": "Saluran lama", "sector": "air", "fields": "development", "scope": "Saluran",
        "own_number": "3/2019", "partner_number": "5/2019", "signed_on": "2019-02-01", "start_date": "2019-03-01",
        "executor": "bkad", "type_code": "bilateral",
    }  # fmt: skip
    refused = testing.post(client, "/kemitraan/berjalan", {**values, "scan": (io.BytesIO(b"bukan"), "a.pdf")})
    assert refused.status_code == 422 and "Saluran lama" in refused.text
    answer = testing.post(client, "/kemitraan/berjalan", {**values, "scan": (io.BytesIO(papers.made()), "naskah.pdf")})
    assert answer.status_code == 303
    with app.app_context():
        made = db.session.query(Partnership).one()
        (file,) = made.attachments
        assert answer.location.endswith(f"/kemitraan/{made.id}")
        assert file.original_name == "naskah.pdf" and file.record is not None and file.record.gate == "signature"
        assert file.record.party_id == made.parties[0].id
