"""Sheets as CSV: read as spreadsheets write them, and refused in a sentence when they are none."""

from __future__ import annotations

import pytest

from portal.contracts import say
from portal.web import workbooks
from portal.web.sheets import Column, NoSheet, Shape

SHAPE = Shape(
    "Uji", (Column("name", say("Nama"), 10, required=True), Column("sum", say("Jumlah"), 10)), 5, say("banyak")
)

pytestmark = pytest.mark.sqlite


def cells(content: bytes) -> list[tuple[int, dict[str, object]]]:
    return [(row.number, row.cells) for row in workbooks.read(content, SHAPE).rows]


@pytest.mark.parametrize("between", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_spreadsheets_csv_is_read(between: str, encoding: str) -> None:
    text = f'Nama *{between}Jumlah\r\n"Ngebel{between} ""é""\nbaru"{between}1.250\r\n\r\nSempu{between}\r\n'
    first = {"name": f'Ngebel{between} "é"\nbaru', "sum": "1.250"}
    assert cells(text.encode(encoding)) == [(2, first), (4, {"name": "Sempu"})]


def test_a_line_on_where_it_comes_from_and_apostrophes_of_our_export_are_read_over() -> None:
    text = (
        "\ufeffDaftar uji;Dari: https://desa.example;Saringan: –\r\nNama;Jumlah;Lain\r\n'=1+1;'-5;x\r\n'biasa;3;x\r\n"
    )
    assert cells(text.encode()) == [(3, {"name": "=1+1", "sum": "-5"}), (4, {"name": "'biasa", "sum": "3"})]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Judul kolom tidak ditemukan"),
        (b"Nama;Lain\r\nx;y", "Judul kolom tidak ditemukan"),
        (b"%PDF-1.7 Nama;Jumlah", "bukan lembar kerja"),
        (b"Nama;Jumlah\0", "bukan lembar kerja"),
        (b"\xff\xfeN", "tidak terbaca"),
        (b"Nama;Jumlah\r\n" + b"a;1\r\n" * 6, "banyak"),
        (b'Nama;Jumlah\r\n"' + b"a" * 200_000 + b'";1', "rusak"),
        (b"Nama;Jumlah\r\n\x81\x8d\xfe;1", "tidak terbaca"),
        (b"Nama;Jumlah\r\n" + b"\r\n" * 60_001, "terlalu panjang"),
    ],
)
def test_what_is_no_csv_of_ours_is_told_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(NoSheet) as refused:
        workbooks.read(content, SHAPE)
    assert said in " ".join(map(str, refused.value.faults))
