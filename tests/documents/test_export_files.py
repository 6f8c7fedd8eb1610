"""Tables as files: what a spreadsheet, a program and a person make of them."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from portal.documents.exports.turns import Turns
from portal.errors import Busy
from portal.web.cells import as_written, harmless
from portal.web.listings import Coded, headings
from portal.web.table_files import Table, as_csv, as_json, as_xlsx

COLUMNS = headings(("nama", "Nama"), ("jumlah", "Jumlah"), ("hari", "Hari"), ("saat", "Saat"), ("ada", "Ada"))
MOMENT = datetime(2026, 8, 17, 2, 30, tzinfo=UTC)
ODD = [
    "=HYPERLINK(\"http://x\")", "+62 811", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\"=1", "'=1", "＝1+1",
    "\u200b=1", "\ufeff@x", "\u202e=1", "−1", "'\u00a0-2", "\n=1",
]  # fmt: skip
PLAIN = ["Ngebel", "a=b", "1-2", 'Soka"an', "’Aisyah", "", "🌾 padi", "نص", "x" * 300, "  spasi", "(=1)"]


def table(*rows: list[object]) -> Table:
    return Table("uji", "Daftar uji", COLUMNS, rows, (("Dari", "https://desa.example/"), ("Saringan", "=semua")))


@pytest.mark.sqlite
@pytest.mark.parametrize("text", ODD)
def test_what_a_spreadsheet_would_compute_is_kept_from_it_and_read_back_as_it_was(text: str) -> None:
    assert harmless(text) == "'" + text and as_written(harmless(text)) == text


@pytest.mark.sqlite
def test_other_texts_and_numbers_stay_as_they_are() -> None:
    for value in (*PLAIN, 5, Decimal("-1.5"), None):
        assert harmless(value) == value and as_written(value) == value


@pytest.mark.sqlite
def test_csv_is_for_spreadsheets_as_indonesians_have_them() -> None:
    content = b"".join(as_csv(table(["=1", Decimal("-12.50"), date(2026, 8, 17), MOMENT, True], [None] * 5)))
    assert content.startswith(b"\xef\xbb\xbf") and b"\r\n" in content
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Daftar uji", "Dari: https://desa.example/", "Saringan: =semua"]
    assert rows[1] == ["Nama", "Jumlah", "Hari", "Saat", "Ada"]
    assert rows[2] == ["'=1", "-12,5", "2026-08-17", "2026-08-17 09:30", "ya"]
    assert rows[3] == [""] * 5


@pytest.mark.sqlite
def test_json_has_stable_names_codes_and_numbers_and_is_not_neutralised() -> None:
    content = json.loads(b"".join(as_json(table([Coded("=kode", "Kata"), Decimal("12.50"), None, MOMENT, False]))))
    assert content["kolom"]["nama"] == "Nama" and content["asal"]["Dari"] == "https://desa.example/"
    (row,) = content["baris"]
    assert row == {"nama": "=kode", "jumlah": 12.5, "hari": None, "saat": "2026-08-17T02:30:00+00:00", "ada": False}


@pytest.mark.sqlite
def test_a_workbook_holds_texts_as_texts_and_says_where_it_comes_from() -> None:
    with as_xlsx(table(*([text, 7, date(2026, 8, 17), MOMENT, True] for text in (*ODD, *PLAIN)))) as made:
        content = made.read()
    book = load_workbook(io.BytesIO(content))
    sheet = book["Daftar uji"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2) if row[0].value]
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)
    assert sheet.cell(2, 3).value == datetime(2026, 8, 17) and sheet.cell(2, 2).value == 7
    assert ["Dari", "https://desa.example/"] in [[cell.value for cell in row] for row in book["Keterangan"].iter_rows()]
    read = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Daftar uji").to_python()
    assert len(read) == 1 + len(ODD) + len(PLAIN) and "x" * 300 in [row[0] for row in read]


@pytest.mark.sqlite
def test_only_two_long_lists_are_written_at_once_and_a_dropped_one_gives_its_turn_back() -> None:
    turns = Turns(2)
    first, second = turns.take(0), turns.take(0)
    with pytest.raises(Busy):
        turns.take(0)
    first.give_back()
    first.give_back()
    third = turns.take(0)
    del second
    turns.take(0)
    assert third is not None
