"""Files that people hand in: harmless, small, and there whole or not at all."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from portal import storage
from portal.storage.pictures import LONGEST_SIDE
from tests.storage import papers

pytestmark = pytest.mark.sqlite
PDF = papers.made()


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "red").save(made, kind, **options)
    return made.getvalue()


def archive() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("a.txt", "x" * 100_000)
    return made.getvalue()


HOSTILE = {
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "html": b"<!doctype html><script>alert(1)</script>",
    "html that begins like a picture": b"\xff\xd8\xff<script>alert(1)</script>",
    "php": b"<?php system($_GET['x']); ?>",
    "empty": b"",
    "zip": archive(),
    "cut picture": picture()[:200],
    "gif": picture("GIF"),
    "cut pdf": PDF[:-200],
    "no pdf behind its first line": b"%PDF-1.4\nbukan\n%%EOF\n",
    "heic": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_U2_a_hostile_file_is_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(storage.Refused) as refused:
        storage.store(tmp_path, io.BytesIO(HOSTILE[name]), f"{name}.jpg", 10_000_000)
    assert len(str(refused.value.sentence)) > 20
    assert list(tmp_path.rglob("*.*")) == []


def test_U3_what_hides_behind_a_picture_is_gone(tmp_path: Path) -> None:
    stored = storage.store(tmp_path, io.BytesIO(picture() + b"<?php evil ?>"), "foto.jpg", 10_000_000)
    content = storage.path_of(tmp_path, stored.name).read_bytes()
    assert b"evil" not in content
    assert Image.open(io.BytesIO(content)).size == (60, 40)


def test_U3_position_and_camera_are_gone_and_the_picture_stands_upright(tmp_path: Path) -> None:
    image = Image.new("RGB", (80, 40), "blue")
    exif = image.getexif()
    exif[0x0112], exif[0x010F] = 6, "Kamera"
    exif.get_ifd(0x8825)[1] = "S"
    made = io.BytesIO()
    image.save(made, "JPEG", exif=exif)
    stored = storage.store(tmp_path, io.BytesIO(made.getvalue()), "a.jpg", 10_000_000)
    with Image.open(storage.path_of(tmp_path, stored.name)) as kept:
        assert kept.size == (40, 80)
        assert dict(kept.getexif()) == {}


def test_a_large_photo_becomes_small(tmp_path: Path) -> None:
    stored = storage.store(tmp_path, io.BytesIO(picture(size=(4000, 3000))), "a.jpg", 10_000_000)
    with Image.open(storage.path_of(tmp_path, stored.name)) as kept:
        assert max(kept.size) == LONGEST_SIDE


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(storage.Refused, match="terlalu besar"):
        storage.store(tmp_path, io.BytesIO(b"x" * 2_000_000), "a.pdf", 1_000_000)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\win.ini", "a\x00b.jpg", "\u202egpj.exe", "x" * 300, "CON", "", "/"]
)
def test_U7_a_name_is_never_a_path(tmp_path: Path, name: str) -> None:
    stored = storage.store(tmp_path, io.BytesIO(PDF), name, 10_000_000)
    assert storage.path_of(tmp_path, stored.name).is_relative_to(tmp_path)
    assert "/" not in stored.original_name and "\\" not in stored.original_name and "\x00" not in stored.original_name
    assert len(stored.original_name) <= 110 and stored.original_name.endswith(".pdf")


def test_only_our_own_names_are_looked_up(tmp_path: Path) -> None:
    for name in ("../secret.key", "a.pdf", "0" * 32 + ".php"):
        with pytest.raises(ValueError):
            storage.path_of(tmp_path, name)


@pytest.mark.parametrize("fault", ["write", "sync", "rename", "sync folder"])
def test_D5_a_fault_at_any_step_leaves_no_half_file(tmp_path: Path, fault: str) -> None:
    def step(name: str) -> None:
        if name == fault:
            raise OSError("power cut")

    target = tmp_path / "ab" / "a.pdf"
    with pytest.raises(OSError, match="power cut"):
        storage.write_durably(target, b"isi", step)
    if fault == "sync folder":
        assert target.read_bytes() == b"isi"  # whole, and named by nobody: it is swept away
    else:
        assert not target.exists()
    assert storage.sweep(tmp_path, tmp_path / "aside", lambda names: (), older_than=-1) == (
        0 if fault == "write" else 1
    )
    assert [path for path in tmp_path.glob("??/*")] == []


def test_D5_files_nobody_names_are_swept_and_others_stay(tmp_path: Path) -> None:
    kept = storage.store(tmp_path, io.BytesIO(PDF), "a.pdf", 10_000_000)
    orphan = storage.store(tmp_path, io.BytesIO(PDF), "b.pdf", 10_000_000)
    aside = tmp_path / "aside"
    assert storage.sweep(tmp_path, aside, lambda names: {kept.name}) == 0  # a save may still be on its way
    assert storage.sweep(tmp_path, aside, lambda names: {kept.name}, older_than=-1) == 1
    assert storage.path_of(tmp_path, kept.name).exists()
    assert [path.name for path in aside.iterdir()] == [orphan.name]
    long_ago = time.time() - 31 * 24 * 3600
    os.utime(aside / orphan.name, (long_ago, long_ago))
    storage.sweep(tmp_path, aside, lambda names: {kept.name})
    assert list(aside.iterdir()) == []
