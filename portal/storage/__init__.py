"""Files that people hand in: judged by their content, made harmless, and durable before they are acknowledged.

A file is written beside its place, flushed to the disk, renamed, and its folder flushed,
before the transaction that names it. A file that no row names is swept away later.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import filetype

from ..contracts import say
from . import copies, papers, pictures
from .refusal import Refused

__all__ = ["Refused", "StoredFile", "keep", "keep_copy", "path_of", "store", "store_logo", "sweep", "write_durably"]

_KEPT_ASIDE = 30 * 24 * 3600  # seconds
STORED_NAME = re.compile(r"[0-9a-f]{32}\.(jpg|pdf|png|docx)")
# What the portal makes itself, by the ending of its name. The whole name of Word's type is longer than its column; such
# a file is always handed over to be saved, by its name.
MADE = {".pdf": "application/pdf", ".docx": "application/octet-stream"}


@dataclass(frozen=True)
class StoredFile:
    """A file that is safely on the disk. Size in bytes."""

    name: str
    original_name: str
    media_type: str
    size: int
    sha256: str


def store(folder: Path, stream: IO[bytes], original_name: str, limit: int) -> StoredFile:
    """Take a photo or PDF of at most `limit` bytes into `folder`; raises `Refused`."""
    content, media_type, ending = _harmless(_read(stream, limit))
    return _written(folder, content, original_name, media_type, ending)


def store_logo(folder: Path, stream: IO[bytes], original_name: str, limit: int) -> StoredFile:
    """Take a picture of at most `limit` bytes as a small PNG for letterheads; raises `Refused`."""
    content = _read(stream, limit)
    kind = filetype.guess(content)
    if kind is None or kind.mime not in pictures.FORMATS:
        raise Refused(say("Lambang harus berupa gambar PNG, JPEG, atau WebP."))
    return _written(folder, pictures.logo(content, kind.mime), original_name, "image/png", ".png")


def keep(folder: Path, content: bytes, name: str, ending: str) -> StoredFile:
    """Keep a file that the portal made itself; `ending` is one of `MADE`."""
    return _written(folder, content, name + ending, MADE[ending], ending)


def keep_copy(folder: Path, content: bytes, original_name: str, media_type: str) -> StoredFile:
    """Keep a file as another portal had it, byte for byte; `Refused` when it is not harmless as it is."""
    return _written(folder, content, original_name, media_type, copies.ending_of(content, media_type))


def path_of(folder: Path, name: str) -> Path:
    """Where a stored file lies; ValueError for a name that is not one of ours."""
    if not STORED_NAME.fullmatch(name):
        raise ValueError(name)
    return folder / name[:2] / name


def write_durably(path: Path, content: bytes, step: Callable[[str], None] = lambda name: None) -> None:
    """Write a file so that it is there whole after a power cut, or not at all. `step` is for fault tests."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".part")
    step("write")
    with open(temporary, "wb") as file:
        file.write(content)
        file.flush()
        step("sync")
        os.fsync(file.fileno())
    step("rename")
    os.replace(temporary, path)
    step("sync folder")
    for folder in (path.parent, path.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(
    folder: Path,
    aside: Path,
    named: Callable[[Collection[str]], Collection[str]],
    older_than: float = 24 * 3600,
) -> int:
    """Set files aside that are older than so many seconds and that no row names; returns how many.

    `named` tells which of some names are in use; it is asked for one folder at a time. What
    lies aside goes after thirty days: by then somebody has noticed a portal that was started
    on a wrong database.
    """
    removed = 0
    for place in sorted(folder.glob("??")):
        old = _older_than(place, older_than)
        for name in old.keys() - set(named(old)) if old else ():
            aside.mkdir(mode=0o750, exist_ok=True)
            os.utime(old[name])
            os.replace(old[name], aside / name)
            removed += 1
    for path in _older_than(aside, _KEPT_ASIDE).values() if aside.is_dir() else ():
        path.unlink(missing_ok=True)
    return removed


def _read(stream: IO[bytes], limit: int) -> bytes:
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise Refused(
            say(
                "Berkas terlalu besar: paling besar %(limit)s MB. Kecilkan dulu, lalu pilih lagi.", limit=limit // 2**20
            )
        )
    return content


def _written(folder: Path, content: bytes, original_name: str, media_type: str, ending: str) -> StoredFile:
    name = secrets.token_hex(16) + ending
    write_durably(folder / name[:2] / name, content)
    shown = _shown_name(original_name, ending)
    return StoredFile(name, shown, media_type, len(content), hashlib.sha256(content).hexdigest())


def _older_than(folder: Path, seconds: float) -> dict[str, Path]:
    return {path.name: path for path in folder.iterdir() if time.time() - path.stat().st_mtime > seconds}


def _harmless(content: bytes) -> tuple[bytes, str, str]:
    kind = filetype.guess(content)
    media_type = kind.mime if kind else ""
    if media_type in pictures.FORMATS:
        return pictures.harmless(content, media_type), "image/jpeg", ".jpg"
    if media_type == "application/pdf":
        return papers.harmless(content), media_type, ".pdf"
    if media_type in ("image/heic", "image/heif"):
        raise Refused(say("Foto HEIC belum dapat dibaca. Ubah ke JPEG di setelan kamera, lalu pilih lagi."))
    raise Refused(say("Berkas ini bukan foto (JPEG, PNG, WebP) atau PDF. Pindai atau foto dulu, lalu pilih lagi."))


def _shown_name(name: str, ending: str) -> str:
    """The name a person knows the file by, without folders or control characters."""
    plain = "".join(char for char in name.replace("\\", "/").rsplit("/", 1)[-1] if char.isprintable())
    stem = plain.rsplit(".", 1)[0].strip(". ") or "berkas"
    return stem[:100] + ending
