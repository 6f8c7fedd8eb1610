"""Reports as a sheet: what is owed goes out, what comes back is looked at whole before anything is kept."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook
from partnership_walk import HEAD_NGEBEL, NGEBEL, Walk
from planning.sheets import saved, with_part
from sqlalchemy import select

from portal import testing
from portal.db import db
from portal.monitoring.indicators import rules as kinds
from portal.monitoring.indicators import service as indicators
from portal.monitoring.measurements.models import Measurement
from portal.permissions import OfficeKind

HEADINGS = ("Nomor", "Masa", "Hasil", "Sebagian", "Seluruhnya", "Uraian", "Catatan")


class Desk:
    """Ngebel's browser at a partnership with an area in hectares (01), a share (02) and a yes or no (03)."""

    def __init__(self, app: Flask, walk: Walk) -> None:
        self.app, self.id = app, walk.id
        base = {"frequency": kinds.QUARTERLY, "starts_on": date(2026, 4, 1)}
        with app.app_context():
            indicators.add(HEAD_NGEBEL, walk.id, {**base, "name": "=Sawah", "kind": kinds.NUMBER, "unit": "ha"})
            indicators.add(HEAD_NGEBEL, walk.id, {**base, "name": "Iuran tertagih", "kind": kinds.PERCENTAGE})
            indicators.add(HEAD_NGEBEL, walk.id, {**base, "name": "Papan dipasang", "kind": kinds.YES_NO})
        self.browser: FlaskClient = app.test_client()
        testing.sign_in(self.browser, OfficeKind.VILLAGE_OPERATOR, (NGEBEL,))
        self.here = f"/kemitraan/{walk.id}/monitoring/lembar"

    def send(self, content: bytes) -> Any:
        """Send a sheet back."""
        return testing.post(self.browser, self.here, {"sheet": (BytesIO(content), "laporan.xlsx")})

    def kept(self) -> list[tuple[Any, ...]]:
        """What stands in the database: indicator, state, value, numerator."""
        with self.app.app_context():
            found = db.session.scalars(select(Measurement).order_by(Measurement.id))
            return [(item.indicator_id, item.state, item.value, item.numerator) for item in found]


@pytest.fixture
def desk(app: Flask, running_channel: Walk) -> Desk:
    """A desk with three indicators."""
    return Desk(app, running_channel)


def sheet(*rows: tuple[Any, ...]) -> bytes:
    """A sheet as an officer filled it in."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Laporan"
    page.append(list(HEADINGS))
    for row in rows:
        page.append(list(row))
    return saved(book)


def test_what_is_owed_goes_out_and_comes_back_as_drafts(desk: Desk) -> None:
    content = desk.browser.get(desk.here + "/unduh").data
    page = load_workbook(BytesIO(content))["Laporan"]
    rows = list(page.iter_rows(min_row=2, values_only=True))
    assert [row[:3:2] for row in rows] == [(code, f"2026-T{n}") for code in ("01", "02", "03") for n in (2, 3)]
    assert page["B2"].value == "=Sawah" and page["B2"].data_type == "s"  # a text, never a formula
    answer = desk.send(
        sheet(
            ("1", "2026-T2", 1250, None, None, None, "diukur bersama"), ("01", "2026-t3", "1.250,5 ha"),
            ("02", "2026-T3", None, 40, "80"), ("03", "2026-T2", "Ya"), ("03", "2026-T3", None),
        )
    )  # fmt: skip
    assert answer.status_code == 303
    assert [(row[1], float(row[2])) for row in desk.kept()] == [
        ("draft", 1250), ("draft", 1250.5), ("draft", 50), ("draft", 1),
    ]  # fmt: skip
    assert len(load_workbook(BytesIO(desk.browser.get(desk.here + "/unduh").data))["Laporan"]["A"]) == 3


def test_what_is_wrong_is_told_by_row_and_nothing_is_kept(desk: Desk) -> None:
    answer = desk.send(
        sheet(
            ("01", "2026-T2", 5), ("01", "2026-T3", "1.250"), ("02", "2026-T3", None, 9, 8), ("09", "2026-T2", 1),
            ("01", "2026-T4", 1), ("03", "2026-T2", "mungkin"), ("01", "2026-T2", 6),
            ("02", "2026-T2", None, "=1+1", 2), ("01", "2026-T2", "3 ton"),
        )
    )  # fmt: skip
    assert answer.status_code == 422 and desk.kept() == []
    for said in (
        "Baris 3, kolom Hasil: “1.250” dapat berarti dua hal", "Baris 4, kolom Sebagian: Sebagian tidak dapat melebihi",
        "Baris 5, kolom Nomor:", "Baris 6, kolom Masa:", "Baris 7, kolom Hasil:", "Baris 8: masa yang sama",
        "Baris 9, kolom Sebagian: berisi rumus", "Baris 10, kolom Hasil: Satuannya ha, bukan ton",
    ):  # fmt: skip
        assert said in answer.text


def test_hostile_files_are_refused_with_a_sentence(desk: Desk) -> None:
    good = sheet(("01", "2026-T2", 5))
    bomb = b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaa'>]><worksheet>&a;</worksheet>"
    for content in (
        b"bukan lembar", b"", b"\xd0\xcf\x11\xe0lama", with_part(good, "xl/workbook.xml", None),
        with_part(good, "xl/worksheets/sheet1.xml", bomb), sheet(("01", "2026-T2", None)), saved(Workbook()),
    ):  # fmt: skip
        answer = desk.send(content)
        assert answer.status_code == 422 and "error-summary" in answer.text
    assert desk.kept() == []
