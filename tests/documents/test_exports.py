"""Every list as a file: who takes what, as the pages show it to them."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, Walk

from portal import testing
from portal.partnerships import service
from portal.partnerships.service import PartyChoice
from portal.permissions import OfficeKind
from portal.web.listings import listing_of


def rows_of(client: Any, address: str) -> list[dict[str, Any]]:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    found: list[dict[str, Any]] = json.loads(answer.data)["baris"]
    return found


@pytest.fixture
def walks(app: Flask) -> dict[str, int]:
    """A draft of Ngebel, an offer, and one in force that everyone sees."""
    with app.app_context():
        begun = {}
        for title in ("Gagasan", "Tawaran", "Terbuka"):
            partner = (PartyChoice(village_code=SEMPU),)
            made = service.begin(HEAD_NGEBEL, "bilateral", title, "tujuan", "air", partner)
            begun[title] = Walk(made, {NGEBEL: HEAD_NGEBEL, SEMPU: HEAD_SEMPU})
        begun["Tawaran"].to_drafting()
        begun["Terbuka"].to_active()
        return {title: walk.id for title, walk in begun.items()}


def test_a_list_holds_what_its_page_shows_this_person_and_nothing_else(app: Flask, walks: dict[str, int]) -> None:
    visitor, ngebel, sempu, camat, far = (app.test_client() for _ in range(5))
    testing.sign_in(ngebel, OfficeKind.VILLAGE_OPERATOR, (NGEBEL,))
    testing.sign_in(sempu, OfficeKind.VILLAGE_OPERATOR, (SEMPU,))
    testing.sign_in(camat, OfficeKind.DISTRICT_OFFICER, ("35.02.19",))
    testing.sign_in(far, OfficeKind.DISTRICT_OFFICER, ("33.02.01",))
    seen = {
        name: {row["judul"] for row in rows_of(client, "/unduh/kemitraan.json")}
        for name, client in {"visitor": visitor, "ngebel": ngebel, "sempu": sempu, "camat": camat, "far": far}.items()
    }
    assert seen == {
        "visitor": {"Terbuka"},
        "ngebel": {"Gagasan", "Tawaran", "Terbuka"},
        "sempu": {"Tawaran", "Terbuka"},
        "camat": {"Tawaran", "Terbuka"},
        "far": {"Terbuka"},
    }
    for title, client, allowed in (("Gagasan", sempu, 404), ("Tawaran", far, 404), ("Terbuka", visitor, 200)):
        assert client.get(f"/kemitraan/{walks[title]}/unduh/pihak.csv").status_code == allowed
    assert visitor.get(f"/kemitraan/{walks['Terbuka']}/unduh/riwayat.csv").status_code == 404
    assert rows_of(ngebel, f"/kemitraan/{walks['Terbuka']}/unduh/riwayat.json")
    # the area's lists hold only what the office sees as an insider
    assert {row["judul"] for row in rows_of(camat, "/unduh/pihak-kemitraan.json")} == {"Tawaran", "Terbuka"}
    assert rows_of(far, "/unduh/pihak-kemitraan.json") == []
    assert ngebel.get("/unduh/pihak-kemitraan.json").status_code == 403
    assert ngebel.get("/unduh/orang.csv").status_code == 403
    assert visitor.get("/unduh/orang.csv").location.startswith("/masuk")
    assert visitor.get("/unduh/entah.csv").status_code == 404 == visitor.get("/unduh/kemitraan.exe").status_code


def test_filters_of_the_page_are_those_of_the_file_and_its_links_carry_them(app: Flask, walks: dict[str, int]) -> None:
    client = app.test_client()
    testing.sign_in(client, OfficeKind.VILLAGE_OPERATOR, (NGEBEL,))
    asked = "cari=tawar&keadaan=drafting&milik=saya"
    page = client.get(f"/kemitraan?{asked}&halaman=1").text
    assert "/unduh/kemitraan.xlsx?cari=tawar&amp;keadaan=drafting&amp;milik=saya" in page
    assert [row["judul"] for row in rows_of(client, f"/unduh/kemitraan.json?{asked}")] == ["Tawaran"]
    assert {row["nomor"] for row in rows_of(client, "/unduh/kemitraan.json?tahun=1999")} == {
        walks["Gagasan"],
        walks["Tawaran"],
    }  # fmt: skip - what has no dates yet might be of any year
    assert rows_of(client, "/unduh/kemitraan.json?wilayah=33.02") == []
    assert rows_of(client, "/unduh/kemitraan.json?wilayah=%27--") == []
    odd = "code=x&form=y&endpoint=z&_external=1&_anchor=a&partnership_id=3&tahun=%C2%B2&cari=" + "a" * 5000
    assert client.get(f"/kemitraan?{odd}").status_code == 200 == client.get(f"/unduh/kemitraan.csv?{odd}").status_code


def test_the_register_has_the_columns_of_a_dpmd_in_their_order(app: Flask, walks: dict[str, int]) -> None:
    answer = app.test_client().get("/unduh/register.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="register.csv"'
    lines = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert lines[1][:9] == [
        "Tahun", "Jenis", "Bidang", "Sub bidang", "Mitra", "Ruang lingkup", "Tanggal mulai", "Tanggal selesai",
        "Pelaksanaan",
    ]  # fmt: skip
    row = dict(zip(lines[1], lines[2], strict=True))
    assert row["Jenis"] == "KAD" and row["Judul"] == "Terbuka" and row["Kode desa"] == f"{NGEBEL}; {SEMPU}"
    assert len(lines) == 3, "a draft is in no register"


def test_every_list_answers_in_every_form_with_a_value_for_each_column(app: Flask, walks: dict[str, int]) -> None:
    administrator, head = app.test_client(), app.test_client()
    testing.sign_in(administrator, OfficeKind.ADMINISTRATOR, ())
    testing.sign_in(head, OfficeKind.DISTRICT_OFFICER, ("35.02.19",))
    for (of_partnership, code), listing in app.extensions["portal.listings"].items():
        if code == "sumber-daya":
            continue  # of partnerships of many: see tests/multilateral
        assert listing_of_app(app, code, of_partnership) is listing
        place = f"/kemitraan/{walks['Terbuka']}" if of_partnership else ""
        client = administrator if listing.action == "admin:all" else head
        asked = "" if of_partnership else "?wilayah=35.02.19"
        for form in ("csv", "xlsx") if code in ("desa", "pihak", "kegiatan") else ():
            answer = client.get(f"{place}/unduh/{code}.{form}{asked}")
            assert answer.status_code == 200 and answer.data, (code, form)
        for row in rows_of(client, f"{place}/unduh/{code}.json{asked}"):
            assert list(row) == [column.name for column in listing.columns]


def test_an_areas_year_is_one_file_with_every_list_of_what_its_office_oversees(
    app: Flask, walks: dict[str, int]
) -> None:
    camat, far, head = (app.test_client() for _ in range(3))
    testing.sign_in(camat, OfficeKind.DISTRICT_OFFICER, ("35.02.19",))
    testing.sign_in(far, OfficeKind.DISTRICT_OFFICER, ("33.02.01",))
    testing.sign_in(head, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    answer = camat.get("/unduh/tahunan.zip?tahun=2026")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="tahunan-2026.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        assert {"kemitraan.csv", "pihak-kemitraan.csv", "anggaran.csv", "pengukuran.csv"} <= set(archive.namelist())
        assert b"Tawaran" in archive.read("pihak-kemitraan.csv")
    with zipfile.ZipFile(io.BytesIO(far.get("/unduh/tahunan.zip?tahun=x&wilayah=%3D").data)) as archive:
        assert b"Tawaran" not in b"".join(archive.read(name) for name in archive.namelist())
    assert head.get("/unduh/tahunan.zip").status_code == 403


def listing_of_app(app: Flask, code: str, of_partnership: bool) -> Any:
    with app.app_context():
        return listing_of(code, of_partnership)


def test_a_list_is_squeezed_on_its_way_and_gives_its_turn_back(app: Flask) -> None:
    client = app.test_client()
    plain = client.get("/unduh/desa.csv").data
    squeezed = client.get("/unduh/desa.csv", headers={"Accept-Encoding": "br"})
    assert squeezed.headers["Content-Encoding"] == "br" and len(squeezed.data) < len(plain) / 3
    for _ in range(5):  # more than may be written at once; what nobody reads gives its turn back too
        client.head("/unduh/desa.csv")
        client.get("/unduh/lembaga.json").close()


def test_the_page_on_lists_names_every_list_with_its_columns(app: Flask) -> None:
    page = (Path(__file__).parents[2] / "docs" / "impor-ekspor.md").read_text(encoding="utf-8")
    told = {}
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        for address in re.findall(r"`(/[^`]*unduh/[^`]+)`", cells[1]) if len(cells) == 3 else ():
            told[address] = re.findall(r"`([^`]+)`", cells[2])
    there = {
        ("/kemitraan/<nomor>/unduh/" if of_partnership else "/unduh/") + code: [item.name for item in listing.columns]
        for (of_partnership, code), listing in app.extensions["portal.listings"].items()
    }
    assert told == there
