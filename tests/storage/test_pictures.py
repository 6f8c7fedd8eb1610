"""Pictures: whatever comes is a small upright JPEG afterwards, or refused; and memory has an end."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from portal import storage
from tests.storage.test_storage import picture

pytestmark = pytest.mark.sqlite
KINDS = ("JPEG", "PNG", "WEBP")
PEAK = """
import sys
from portal.storage import pictures
def peak():
    return int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) // 1024
content = open(sys.argv[1], "rb").read()
pictures.harmless(open(sys.argv[2], "rb").read(), "image/png")
before = peak()
pictures.harmless(content, sys.argv[3])
print(peak() - before)
"""


def kept(folder: Path, content: bytes) -> Image.Image:
    """The picture that is kept of one that is handed in."""
    stored = storage.store(folder, io.BytesIO(content), "a.jpg", 30_000_000)
    with Image.open(storage.path_of(folder, stored.name)) as image:
        image.load()
    return image


@pytest.mark.parametrize(
    ("kind", "mode", "size", "options", "most"),
    [
        ("PNG", "RGB", (5000, 5000), {}, 150),
        pytest.param("PNG", "RGBA", (3535, 3535), {}, 150, marks=pytest.mark.long),
        ("PNG", "P", (4472, 4472), {}, 150),
        pytest.param("PNG", "I;16", (5000, 5000), {}, 150, marks=pytest.mark.long),
        ("WEBP", "RGBA", (3535, 3535), {"quality": 30, "method": 0}, 210),
        ("JPEG", "RGB", (8000, 5000), {"quality": 50}, 150),
        pytest.param("JPEG", "CMYK", (5000, 4000), {"quality": 50, "progressive": True}, 210, marks=pytest.mark.long),
    ],
    ids=lambda value: str(value),
)
def test_U4_the_largest_pictures_that_are_taken_need_little_memory(
    tmp_path: Path, kind: str, mode: str, size: tuple[int, int], options: dict[str, Any], most: int
) -> None:
    noise = Image.effect_noise((500, 500), 80)
    (noise if mode == "I;16" else noise.convert(mode)).resize(size).convert(mode).save(tmp_path / "a", kind, **options)
    (tmp_path / "small").write_bytes(picture("PNG"))
    command = [sys.executable, "-c", PEAK, str(tmp_path / "a"), str(tmp_path / "small"), f"image/{kind.lower()}"]
    environ = {**os.environ, "PYTHONPATH": str(Path(storage.__file__).parents[2])}
    done = subprocess.run(command, capture_output=True, text=True, env=environ, timeout=120)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < most


@pytest.mark.parametrize(
    ("kind", "mode", "size"),
    [
        ("PNG", "1", (5001, 5001)), ("PNG", "LA", (3600, 3600)), ("WEBP", "RGB", (3600, 3600)),
        ("JPEG", "L", (6400, 6400)),
    ],
)  # fmt: skip
def test_U4_a_larger_picture_is_refused_before_it_is_read(
    tmp_path: Path, kind: str, mode: str, size: tuple[int, int]
) -> None:
    large = io.BytesIO()
    Image.new(mode, size).save(large, kind, **({"method": 0} if kind == "WEBP" else {}))
    with pytest.raises(storage.Refused, match="terlalu besar"):
        kept(tmp_path, large.getvalue())


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_picture_of_any_mode_keeps_what_it_shows(tmp_path: Path, mode: str) -> None:
    white = {"1": 1, "I;16": 65535}.get(mode)
    image = Image.new(mode, (60, 40), white) if white else Image.new("RGB", (60, 40), "white").convert(mode)
    made = io.BytesIO()
    image.save(made, "PNG")
    assert kept(tmp_path, made.getvalue()).convert("L").getpixel((30, 20)) > 240  # type: ignore[operator]


def test_what_shines_through_is_white_paper(tmp_path: Path) -> None:
    signature = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    made = io.BytesIO()
    signature.save(made, "PNG")
    assert kept(tmp_path, made.getvalue()).getpixel((30, 20)) == (255, 255, 255)


def test_U12_five_hundred_broken_pictures_are_refused_or_kept_and_nothing_else(tmp_path: Path) -> None:
    chance = random.Random(2026)
    noise = Image.effect_noise((48, 32), 90)
    whole = []
    for kind in KINDS:
        for mode in ("L", "RGB", "RGBA", "P"):
            made = io.BytesIO()
            with_position = noise.convert(mode if kind != "JPEG" else "L")
            with_position.save(
                made, kind, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
            )
            whole.append(made.getvalue())
    refused = 0
    for number in range(500):
        broken = bytearray(whole[number % len(whole)])
        for _byte in range(chance.randint(1, 6)):
            broken[chance.randrange(4, min(len(broken), chance.choice((60, 400, 4000))))] = chance.randrange(256)
        if number % 5 == 0:
            del broken[chance.randrange(20, len(broken)) :]
        try:
            kept(tmp_path, bytes(broken))
        except storage.Refused:
            refused += 1
    assert 100 < refused < 500
