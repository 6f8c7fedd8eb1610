"""The plan as a spreadsheet: out, in, looked at before it is saved, and what hostile files come to."""

from __future__ import annotations

import csv
import io
import time
import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from partnership_walk import HEAD_NGEBEL, NGEBEL, SEMPU, Walk
from planning.planned import core, plan
from planning.sheets import FIRST, opened, part_of, saved, sheet, with_part
from sqlalchemy import func, select

from portal import events, testing
from portal.db import db
from portal.errors import NotAllowed, NotFound
from portal.permissions import Actor, OfficeKind
from portal.planning.exchange import reading, service, sheets, workbook
from portal.planning.exchange.models import PlanImport
from portal.planning.programme import activities, queries
from portal.planning.programme.models import Activity, Programme

TODAY = date(2026, 11, 24)


@pytest.fixture
def officer(app: Flask, channel: Walk) -> Actor:
    """The operator of Ngebel, with an account."""
    return testing.sign_in(app.test_client(), OfficeKind.VILLAGE_OPERATOR, (NGEBEL,))


def faults(channel: Walk, content: bytes) -> list[str]:
    """What is wrong with a sheet, as it is told."""
    try:
        _entries, found = reading.understood(channel.partnership, workbook.read(content))
    except workbook.NoSheet as refused:
        found = list(refused.faults)
    return [str(fault) for fault in found]


def send(officer: Actor, channel: Walk, content: bytes) -> PlanImport:
    """Send a sheet that has no fault, and keep it to be looked at."""
    entries, found = reading.understood(channel.partnership, workbook.read(content))
    assert [str(fault) for fault in found] == []
    return service.keep(officer, channel.id, "rencana.xlsx", entries)


def count() -> int:
    return db.session.scalars(select(func.count(Activity.id))).one()


def test_an_empty_sheet_offers_parties_and_offices_and_its_example_is_not_imported(channel: Walk) -> None:
    content = sheets.empty_sheet(channel.partnership, TODAY)
    book = opened(content)
    assert book.sheetnames == ["Kegiatan", "Daftar", "Petunjuk"]
    lists = {str(rule.sqref): rule.formula1 for rule in book["Kegiatan"].data_validations.dataValidation}
    assert any("D2" in place for place in lists), "parties can be chosen"
    assert [cell.value for cell in book["Daftar"]["A"] if cell.value] == ["Penanggung jawab", "Ngebel", "Sempu"]
    assert str(book["Kegiatan"]["B2"].value).startswith("Contoh:")
    entries, found = reading.understood(channel.partnership, workbook.read(content))
    assert (entries, found) == ([], [])


def test_rows_become_activities_once_they_were_looked_at(officer: Actor, channel: Walk) -> None:
    headings = (
        "Kegiatan",
        "Selesai",
        "Penanggung jawab",
        "Pembantu",
        "Desa",
        "Target",
        "Satuan",
        "Mulai",
        "Kolom lain",
    )
    content = sheet(
        (
            "Ukur debit",
            "Desember 2026",
            "ngebel",
            "Sempu",
            "Ngebel; Sempu",
            "1.250",
            "meter",
            date(2026, 12, 1),
            "abaikan",
        ),
        (None, None, None),
        ("Gali saluran", date(2027, 3, 1), "Sempu"),
        headings=headings,
    )
    kept = send(officer, channel, content)
    assert count() == 0, "nothing is written before it was looked at"
    assert [row["row"] for row in kept.rows] == [2, 4]
    service.take_over(officer, channel.id, kept.id)
    first, second = db.session.scalars(select(Activity).order_by(Activity.id))
    assert (first.due_on, first.starts_on, first.target, first.unit) == (
        date(2026, 12, 31),
        date(2026, 12, 1),
        1250,
        "meter",
    )
    assert [party.village_code for party in first.helpers] == [SEMPU]
    assert second.party_id == channel.party(SEMPU)
    (event,) = events.history("partnership", channel.id, limit=1)
    assert event.kind == "planning.sheet_imported"
    with pytest.raises(NotAllowed):
        service.take_over(officer, channel.id, kept.id)


def test_each_fault_says_its_row_and_column_and_nothing_is_kept(officer: Actor, channel: Walk) -> None:
    content = sheet(
        ("Ukur debit", "31-12-2026", "Ngebel"),
        ("Gali saluran", "besok", "Ngebel"),
        ("", "1-1-2027", "Gumelar"),
        ("x" * 201, None, "Sempu"),
        ("Terbalik", "1-1-2027", "Sempu", "2-1-2027"),
        ("Menanam", "1-1-2027", "Sempu", None, 400),
        ("Tertukar", "1-1-2027", "Sempu", None, 350, "350"),
        headings=("Kegiatan *", "Selesai *", "Penanggung jawab *", "Mulai", "Target", "Satuan"),
    )
    assert faults(channel, content) == [
        "Baris 3, kolom Selesai: “besok” bukan tanggal. Contoh: 31-12-2026, atau Desember 2026.",
        "Baris 4, kolom Kegiatan: belum diisi.",
        "Baris 4, kolom Penanggung jawab: “Gumelar” tidak dikenal. Pilih dari: Ngebel, Sempu.",
        "Baris 5, kolom Kegiatan: paling banyak 200 huruf; ini 201.",
        "Baris 5, kolom Selesai: belum diisi.",
        "Baris 6, kolom Selesai: tanggal selesai tidak boleh sebelum tanggal mulai.",
        "Baris 7, kolom Satuan: tulis satuan targetnya, misalnya meter, orang, atau kali.",
        "Baris 8, kolom Satuan: “350” bukan satuan. Contoh: meter, orang, kali.",
    ]
    assert count() == 0


def test_the_plan_goes_out_is_changed_and_comes_back(officer: Actor, channel: Walk) -> None:
    kept_same, changed = plan(channel, "Ukur debit"), plan(channel, "Gali saluran")
    activities.set_place(HEAD_NGEBEL, channel.id, changed.id, None, {"place": "hulu", "villages": [SEMPU]})
    activities.edit_activity(
        HEAD_NGEBEL,
        channel.id,
        changed.id,
        None,
        core(changed, description="pakai alat", helpers=[channel.party(SEMPU)]),
    )
    book = opened(sheets.filled_sheet(channel.partnership, queries.programmes_of(channel.id)[0]))
    page = book["Kegiatan"]
    assert page["B3"].value == "Gali saluran"
    page["C3"].value = "Maret 2027"
    kept = send(officer, channel, saved(book))
    assert [(row["row"], row["changes"]) for row in kept.rows] == [
        (3, [["Selesai", "31 Desember 2026", "31 Maret 2027"]])
    ]
    service.take_over(officer, channel.id, kept.id)
    assert (changed.due_on, changed.place, changed.description) == (date(2027, 3, 31), "hulu", "pakai alat")
    assert kept_same.due_on == date(2026, 12, 31)
    _imported, event = events.history("partnership", channel.id, limit=2)
    assert ("due_on", "2026-12-31", "2027-03-31") in event.changes


def test_a_large_plan_goes_out_in_parts_that_leave_nothing_out(channel: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sheets.parts_of(0) == [] and sheets.parts_of(1000) == [(1, 1000)]
    assert sheets.parts_of(2001) == [(1, 1000), (1001, 2000), (2001, 2001)]
    for title in ("Gali", "Ukur", "Tanam"):
        plan(channel, title)
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    programme = db.session.scalars(select(Programme)).one()
    parts = [workbook.read(sheets.filled_sheet(channel.partnership, programme, part)) for part in (1, 2, 3)]
    assert [[row.cells["title"] for row in part.rows] for part in parts] == [["Gali", "Ukur"], ["Tanam"], []]


def test_a_sheet_without_a_column_leaves_what_stands_there(officer: Actor, channel: Walk) -> None:
    activity = plan(channel, "Ukur debit", office="Kaur Perencanaan")
    content = sheet(
        (f"K{activity.id}-{activity.version}", "Ukur debit air", "31-12-2026", "Ngebel"),
        headings=("Nomor", "Kegiatan", "Selesai", "Penanggung jawab"),
    )
    service.take_over(officer, channel.id, send(officer, channel, content).id)
    assert (activity.title, activity.office) == ("Ukur debit air", "Kaur Perencanaan")


def test_what_others_changed_meanwhile_is_not_overwritten(officer: Actor, channel: Walk) -> None:
    activity = plan(channel, "Ukur debit")
    row = (f"K{activity.id}-{activity.version}", "Ukur debit air", "31-12-2026", "Ngebel")
    content = sheet(row, row, ("K999-1", "Hilang", "31-12-2026", "Ngebel"), ("7", "x", "31-12-2026", "Ngebel"),
                    headings=("Nomor", "Kegiatan", "Selesai", "Penanggung jawab"))  # fmt: skip
    assert faults(channel, content) == [
        "Baris 3, kolom Nomor: nomor ini sudah ada di baris lain.",
        "Baris 4, kolom Nomor: kegiatan ini tidak ada lagi. Kosongkan nomornya untuk menulisnya lagi.",
        "Baris 5, kolom Nomor: nomor ini tidak dikenal. Kosongkan untuk kegiatan baru.",
    ]
    kept = send(officer, channel, sheet(row, headings=("Nomor", "Kegiatan", "Selesai", "Penanggung jawab")))
    activities.edit_activity(HEAD_NGEBEL, channel.id, activity.id, None, core(activity, title="Ukur debit pagi"))
    with pytest.raises(NotAllowed, match="Baris 2"):
        service.take_over(officer, channel.id, kept.id)
    assert activity.title == "Ukur debit pagi"


def test_all_of_a_sheet_is_written_or_nothing(officer: Actor, channel: Walk) -> None:
    activity = plan(channel, "Ukur debit")
    headings = ("Nomor", "Kegiatan", "Selesai", "Penanggung jawab")
    code = f"K{activity.id}-{activity.version}"
    content = sheet(("", "Baru", "31-12-2026", "Ngebel"), (code, "Lain", "31-12-2026", "Ngebel"), headings=headings)
    kept = send(officer, channel, content)
    activities.archive_activity(HEAD_NGEBEL, channel.id, activity.id, None, "dobel")
    with pytest.raises(NotAllowed, match="Baris 3"):
        service.take_over(officer, channel.id, kept.id)
    assert db.session.scalars(select(Activity.title)).all() == ["Ukur debit"]


def test_a_sheet_that_waits_is_its_senders_alone_and_the_next_one_replaces_it(officer: Actor, channel: Walk) -> None:
    content = sheet(("Ukur debit", "31-12-2026", "Ngebel"))
    first = send(officer, channel, content).id
    second = send(officer, channel, content)
    assert [item.id for item in db.session.scalars(select(PlanImport))] == [second.id]
    with pytest.raises(NotFound):
        service.take_over(HEAD_NGEBEL, channel.id, second.id)
    assert first is not None


# hostile files


def test_text_that_looks_like_a_formula_stays_text_in_what_is_handed_out(channel: Walk) -> None:
    evil = '=HYPERLINK("http://contoh.example","klik")'
    plan(channel, evil, office="+1+1", place="@SUM(A1)")
    content = sheets.filled_sheet(channel.partnership, queries.programmes_of(channel.id)[0])
    cells = {cell.value: cell for row in opened(content)["Kegiatan"].iter_rows() for cell in row if cell.value}
    for text in (evil, "+1+1", "@SUM(A1)"):
        assert cells[text].data_type == "s"
        assert cells[text].quotePrefix
    assert b"<f>" not in part_of(content)


def test_a_formula_in_a_sheet_is_not_computed_but_told(channel: Walk) -> None:
    content = sheet(("=1+1", "=TODAY()", "Ngebel"))
    assert faults(channel, content) == [
        "Baris 2, kolom Kegiatan: berisi rumus. Salin selnya, lalu tempel sebagai nilai.",
        "Baris 2, kolom Selesai: berisi rumus. Salin selnya, lalu tempel sebagai nilai.",
    ]


def test_merged_cells_wrong_headings_and_lacking_columns_are_told(channel: Walk) -> None:
    book = opened(sheet(("Ukur", "31-12-2026", "Ngebel"), ("Gali", "31-12-2026", "Ngebel")))
    book["Kegiatan"].merge_cells("A2:A3")
    assert faults(channel, saved(book)) == ["Baris 2: ada sel yang digabung. Pisahkan dulu."]
    assert "Judul kolom tidak ditemukan" in faults(channel, sheet(("a", "b"), headings=("Nama", "Tanggal")))[0]
    lacking = faults(channel, sheet(("Ukur", "Ngebel"), headings=("Kegiatan", "Penanggung jawab")))
    assert lacking == ["Kolom “Selesai” tidak ada di lembar ini."]


def test_too_many_rows_are_told_and_not_read_on(channel: Walk) -> None:
    rows = [("Ukur", "31-12-2026", "Ngebel")] * 1001
    assert faults(channel, sheet(*rows)) == ["Paling banyak 1000 kegiatan sekali kirim. Bagi menjadi beberapa lembar."]


FILLED = (
    b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>Ukur</t></is></c>'
    b'<c r="B%d" t="inlineStr"><is><t>31-12-2026</t></is></c><c r="C%d" t="inlineStr"><is><t>Ngebel</t></is></c></row>'
)


def hostile(name: str) -> bytes:
    """A file that means harm, or is no sheet at all."""
    good = sheet(("Ukur", "31-12-2026", "Ngebel"))
    first = part_of(good)
    entity = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + first.split(b"?>", 1)[-1]
    )
    outside = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd">' + first.split(b"?>", 1)[-1]
    cells: dict[str, Any] = {
        "entities": lambda: with_part(good, FIRST, entity),
        "outside entity": lambda: with_part(good, FIRST, outside),
        "utf-16": lambda: with_part(good, FIRST, entity.decode().encode("utf-16")),
        "bomb": lambda: with_part(good, "xl/bom.xml", b" " * 30_000_000),
        "million empty rows": lambda: with_part(good, FIRST, _longer(first, 1_000_000, b'<row r="%d"/>')),
        "fifty thousand rows": lambda: with_part(good, FIRST, _longer(first, 50_000, FILLED)),
        "far cell": lambda: with_part(
            good,
            FIRST,
            first.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
        ),
        "torn": lambda: good[: len(good) // 2],
        "broken xml": lambda: with_part(good, FIRST, first[:-40]),
        "no sheet": lambda: with_part(good, FIRST, None),
        "a zip": lambda: with_part(good, "xl/workbook.xml", None),
        "many parts": lambda: _with_many_parts(good),
        "old": lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        "text": lambda: b"Kegiatan;Selesai\nUkur;besok",
        "nothing": lambda: b"",
    }
    made: bytes = cells[name]()
    return made


def _longer(first: bytes, count: int, row: bytes) -> bytes:
    rows = b"".join(row.replace(b"%d", b"%d" % number) for number in range(3, count + 3))
    return first.replace(b"</sheetData>", rows + b"</sheetData>")


def _with_many_parts(good: bytes) -> bytes:
    made = BytesIO(good)
    with zipfile.ZipFile(made, "a") as archive:
        for number in range(300):
            archive.writestr(f"xl/x{number}.bin", b"")
    return made.getvalue()


@pytest.mark.parametrize(
    "name",
    ["entities", "outside entity", "utf-16", "bomb", "million empty rows", "fifty thousand rows", "far cell", "torn",
     "broken xml", "no sheet", "a zip", "many parts", "old", "text", "nothing"],
)  # fmt: skip
def test_a_hostile_file_is_refused_in_a_sentence_and_soon(channel: Walk, name: str) -> None:
    content = hostile(name)
    began = time.process_time()
    told = faults(channel, content)
    assert len(told) == 1
    assert told[0].endswith(".")
    assert time.process_time() - began < 5


def test_the_plan_comes_back_as_csv_too_and_unchanged_it_changes_nothing(officer: Actor, channel: Walk) -> None:
    text = "Kegiatan;Selesai;Penanggung jawab;Target;Satuan\r\n'=Rapat;31-12-2026;Ngebel;12,5;km\r\n"
    service.take_over(officer, channel.id, send(officer, channel, text.encode("cp1252")).id)
    programme = db.session.scalars(select(Programme)).one()
    assert [(item.title, str(item.target)) for item in db.session.scalars(select(Activity))] == [("=Rapat", "12.500")]
    sheet = opened(sheets.filled_sheet(channel.partnership, programme))["Kegiatan"]
    written = io.StringIO()
    csv.writer(written, delimiter=",").writerows([cell.value for cell in row] for row in sheet.iter_rows())
    assert send(officer, channel, written.getvalue().encode("utf-8-sig")).rows == []
