"""Whole-partnership files: what is believed of one that somebody brings, value by value and member by member."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from portal import storage
from portal.documents.portable import package
from portal.documents.portable.numbering import parents_first
from portal.documents.portable.opening import Opened, WrongFile
from portal.documents.portable.values import Wrong, understood
from portal.partnerships import portable
from portal.partnerships.agreement_rules import renumbered
from portal.planning.budget.models import BudgetLine
from portal.planning.programme.models import Activity, Result
from portal.storage import copies

ACTIVITY: Any = Activity.__table__.c
SEED = {"path": [{"name": "Portal asal", "url": ""}], "uid": "a" * 64, "title": "Air", "portal_version": "0.1.0"}


def written(path: Path, members: dict[str, bytes], /, **said: Any) -> Path:
    """A file with these members, and a manifest that is right but for what is `said`."""
    kept = {name: {"sha256": hashlib.sha256(body).hexdigest(), "size": len(body)} for name, body in members.items()}
    manifest = {
        **SEED,
        "format": package.FORMAT,
        "format_version": package.FORMAT_VERSION,
        "made_at": "2026-11-24T10:00:00+00:00",
        "members": kept,
        "content_sha256": package.content_sha256(kept),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in members.items():
            made.writestr(name, body)
        made.writestr(package.MANIFEST, json.dumps(manifest | said))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(WrongFile) as caught:
        Opened(path)
    return str(caught.value.sentence)


def test_every_room_said_what_of_its_tables_goes_into_the_file(the_app: Any) -> None:
    assert portable.unspoken() == []


def test_a_value_that_its_column_does_not_take_is_refused() -> None:
    assert understood(ACTIVITY.title, "Gotong royong", None) == "Gotong royong"
    assert understood(ACTIVITY.due_on, "2026-11-24", None).year == 2026
    assert understood(ACTIVITY.target, "12.500", None) == Decimal("12.5")
    assert understood(ACTIVITY.created_at, "2026-11-24T10:00:00+07:00", None) == datetime(2026, 11, 24, 3, tzinfo=UTC)
    assert understood(ACTIVITY.sdgs, [6, 11], None) == [6, 11]
    assert understood(ACTIVITY.status, "done", {"done": ""}) == "done"
    assert understood(BudgetLine.__table__.c.planned, 2**40, None) == 2**40
    for column, value in (
        (ACTIVITY.title, "x" * 1000),
        (ACTIVITY.title, "a\0b"),
        (ACTIVITY.title, "\ud800"),
        (ACTIVITY.title, 5),
        (ACTIVITY.title, None),
        (ACTIVITY.due_on, "24-11-2026"),
        (ACTIVITY.target, "NaN"),
        (ACTIVITY.target, "1e999999"),
        (ACTIVITY.target, "1.00001"),
        (ACTIVITY.target, 1.5),
        (ACTIVITY.created_at, "2026-11-24T10:00:00"),
        (ACTIVITY.created_at, "0001-01-01T00:00:00+14:00"),
        (ACTIVITY.sdgs, {"a": 1}),
        (ACTIVITY.party_id, True),
        (ACTIVITY.party_id, 2**31),
        (ACTIVITY.is_pilot, 1),
    ):
        with pytest.raises(Wrong):
            understood(column, value, None)
    with pytest.raises(Wrong):
        understood(ACTIVITY.status, "dibuat-buat", {"done": ""})


def test_numbers_inside_of_values_become_those_of_the_other_side() -> None:
    def new(table: str, number: int) -> int | None:
        return {21: 1, 22: 2}.get(number) if table == "party" else None

    assert portable.list_of("party")([22, 21, 9], new) == [2, 1]
    assert portable.keys_of("party")({"21": 3, "9": 1}, new) == {"1": 3}
    content = {
        "rights": {"21": "air", "22": "beras"},
        "funding": [{"party": "22", "amount": 5}, {"party": "all", "amount": 1}],
        "scope": "Air",
    }
    assert renumbered(content, new) == {
        "rights": {"1": "air", "2": "beras"},
        "funding": [{"party": "2", "amount": 5}, {"party": "all", "amount": 1}],
        "scope": "Air",
    }
    assert portable.there_and_here(None)("party", 7) == 7
    assert portable.there_and_here({"party": {"7": 3}})("party", 7) == 3


def test_a_row_is_written_after_the_one_it_refers_to() -> None:
    table: Any = Result.__table__
    rows = [{"id": 1, "parent_id": 2}, {"id": 2, "parent_id": None}]
    assert [row["id"] for row in parents_first(table, rows)] == [2, 1]
    with pytest.raises(ValueError, match="circle"):
        parents_first(table, [{"id": 1, "parent_id": 2}, {"id": 2, "parent_id": 1}])


def test_files_in_it_have_names_that_every_computer_can_write() -> None:
    assert package.file_member(3, "Foto  balai désa.jpg") == "berkas/0003-Foto-balai-dsa.jpg"
    for name in ("../../etc/passwd", "\u202egnp.exe", "CON", "", ".", "a" * 300 + ".pdf", "x/y\\z.pdf", "🌊.jpg"):
        assert package.MEMBER.fullmatch(package.file_member(12, name)), name


def test_a_file_that_is_what_it_says_is_opened(tmp_path: Path) -> None:
    opened = Opened(written(tmp_path / "a.zip", {"data/party.jsonl": b'{"id":1}\n{"id":2}\n'}))
    assert [row["id"] for row in opened.rows("party")] == [1, 2]
    assert opened.origin["name"] == "Portal asal" and opened.tables == ["party"]
    assert list(opened.rows("nothing")) == []
    opened.close()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"format": "lain"}, "bukan berkas kemitraan"),
        ({"format_version": 2}, "lebih baru"),
        ({"members": {}}, "tidak sama dengan keterangannya"),
        ({"members": {"data/party.jsonl": {"sha256": "0" * 64}}}, "berubah sesudah dibuat"),
        ({"content_sha256": "0" * 64}, "berubah sesudah dibuat"),
        ({"path": []}, "Keterangan"),
        ({"path": [{"name": "x" * 300, "url": ""}]}, "Keterangan"),
        ({"made_at": "kemarin"}, "Keterangan"),
        ({"uid": ["a"]}, "Keterangan"),
    ],
)
def test_a_file_that_says_what_is_not_so_is_refused(tmp_path: Path, said: dict[str, Any], sentence: str) -> None:
    assert sentence in refusal(written(tmp_path / "a.zip", {"data/party.jsonl": b"{}\n"}, **said))


def _linked(made: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("berkas/0001-a.pdf")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    made.writestr(info, "/etc/passwd")


@pytest.mark.parametrize(
    "put",
    [
        lambda made: made.writestr("../keluar.html", "x"),
        lambda made: made.writestr("/etc/passwd", "x"),
        lambda made: made.writestr("halaman/skrip.js", "x"),
        lambda made: made.writestr("data/PARTY.jsonl", "x"),
        lambda made: made.writestr(zipfile.ZipInfo("berkas/0001-a.pdf"), "x", zipfile.ZIP_BZIP2),
        lambda made: [made.writestr(f"berkas/{number:05d}-a.pdf", "") for number in range(20_001)],
        lambda made: made.writestr("berkas/0001-bom.pdf", b"0" * 30_000_000),
        _linked,
    ],
)
def test_a_file_made_to_do_harm_is_refused_before_it_is_unpacked(
    tmp_path: Path, put: Callable[[zipfile.ZipFile], Any]
) -> None:
    path = written(tmp_path / "a.zip", {"data/party.jsonl": b"{}\n"})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as made:
        put(made)
    assert refusal(path)


def test_what_is_no_zip_or_broken_is_refused_in_a_sentence(tmp_path: Path) -> None:
    whole = written(tmp_path / "a.zip", {"data/party.jsonl": b"{}\n" * 500}).read_bytes()
    for place, content in enumerate(
        (b"", b"PK\x03\x04", b"%PDF-1.4", whole[: len(whole) // 2], whole[:200] + whole[300:])
    ):
        path = tmp_path / f"{place}.zip"
        path.write_bytes(content)
        assert "rusak" in refusal(path) or "berubah" in refusal(path)


@pytest.mark.parametrize("line", [b"[1]", b'{"a":NaN}', b"\xff", b"[" * 100_000, b'{"a":1', b"5"])
def test_a_line_that_is_no_row_is_refused(tmp_path: Path, line: bytes) -> None:
    opened = Opened(written(tmp_path / "a.zip", {"data/party.jsonl": line + b"\n"}))
    with pytest.raises(WrongFile):
        list(opened.rows("party"))
    opened.close()


def letter(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as whole:
        for name, body in {"word/document.xml": b"<w:document/>", **parts}.items():
            whole.writestr(name, body)
    return made.getvalue()


def photo(size: tuple[int, int] = (40, 30), **more: Any) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size).save(made, "JPEG", **more)
    return made.getvalue()


def test_an_attached_file_is_taken_as_it_is_or_not_at_all() -> None:
    docx = storage.MADE[".docx"]
    inside = b'<Relationship Type="http://x/hyperlink" TargetMode="External" Target="https://contoh.desa.id"/>'
    outside = inside.replace(b"hyperlink", b"attachedTemplate")
    assert copies.ending_of(photo(), "image/jpeg") == ".jpg"
    assert copies.ending_of(letter(**{"word/_rels/document.xml.rels": inside}), docx) == ".docx"
    camera = Image.Exif()
    camera[0x010F] = "Kamera"
    for content, kind in (
        (photo(exif=camera), "image/jpeg"),
        (photo((2000, 20)), "image/jpeg"),
        (photo() + b"<script>", "image/jpeg"),
        (b"<svg onload=alert(1)>", "image/svg+xml"),
        (b"<html>", "image/jpeg"),
        (letter(**{"word/vbaProject.bin": b"x"}), docx),
        (letter(**{"word/_rels/document.xml.rels": outside}), docx),
        (b"PK", docx),
    ):
        with pytest.raises(storage.Refused):
            copies.ending_of(content, kind)
