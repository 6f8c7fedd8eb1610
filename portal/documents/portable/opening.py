"""Opens a partnership's file that somebody brought: nothing in it is believed before it was looked at."""

from __future__ import annotations

import hashlib
import json
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from ...contracts import Sentence, say
from . import package

MOST_MEMBERS, MOST_BYTES, MOST_RATIO = 20_000, 2 * 2**30, 200
SMALL = 10 * 2**20  # bytes; what is smaller may be packed as tightly as it likes
LONGEST_MANIFEST, LONGEST_LINE = 5 * 2**20, 4 * 2**20  # bytes
PIECE = 2**16
_TEXTS = {"uid": 64, "title": 160, "content_sha256": 64, "portal_version": 40, "made_at": 40}


class WrongFile(Exception):
    """A file that is not taken; `sentence` says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class Opened:
    """A partnership's file whose every member is what its manifest says."""

    def __init__(self, path: Path) -> None:
        with _broken_is_refused():
            self._zip = zipfile.ZipFile(path)
        try:
            self._sizes = {item.filename: item.file_size for item in _members(self._zip, path.stat().st_size)}
            self.manifest = self._manifest()
            self._compare()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let the file go."""
        self._zip.close()

    @property
    def made_at(self) -> datetime:
        """When the file was made."""
        return datetime.fromisoformat(self.manifest["made_at"])

    @property
    def origin(self) -> dict[str, str]:
        """The installation that made the file."""
        last: dict[str, str] = self.manifest["path"][-1]
        return last

    @property
    def tables(self) -> list[str]:
        """The tables that have rows in it."""
        return [
            name.removeprefix(package.DATA).removesuffix(".jsonl")
            for name in sorted(self._sizes)
            if name.startswith(package.DATA)
        ]

    def has(self, name: str) -> bool:
        """Whether there is a member of that name."""
        return name in self._sizes

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """The rows of a table, one by one."""
        return self.lines(package.data_member(table))

    def lines(self, name: str) -> Iterator[dict[str, Any]]:
        """The lines of a member as values; none when it is not there."""
        if not self.has(name):
            return
        with self._zip.open(name) as stream:
            while line := stream.readline(LONGEST_LINE + 1):
                if len(line) > LONGEST_LINE:
                    _refuse(say("Satu baris di dalamnya terlalu panjang."))
                yield _object(line)

    def content(self, name: str, limit: int) -> bytes:
        """A member whole; refused when it is larger than `limit` bytes."""
        if self._sizes[name] > limit:
            _refuse(say("Satu berkas terlampir terlalu besar: paling besar %(limit)s MB.", limit=limit // 2**20))
        with _broken_is_refused():
            return self._zip.read(name)

    def _manifest(self) -> dict[str, Any]:
        if self._sizes.get(package.MANIFEST, LONGEST_MANIFEST + 1) > LONGEST_MANIFEST:
            _refuse(say("Ini bukan berkas kemitraan dari Portal Kemitraan Desa."))
        with _broken_is_refused():
            found = _object(self._zip.read(package.MANIFEST))
        if found.get("format") != package.FORMAT:
            _refuse(say("Ini bukan berkas kemitraan dari Portal Kemitraan Desa."))
        if found.get("format_version") != package.FORMAT_VERSION:
            _refuse(say("Berkas ini dibuat oleh portal yang lebih baru. Perbarui portal ini dulu."))
        if not _is_manifest(found):
            _refuse(say("Keterangan di dalam berkas ini rusak."))
        return found

    def _compare(self) -> None:
        """Every member is in the manifest, and has the fingerprint that stands there."""
        said: dict[str, dict[str, Any]] = self.manifest["members"]
        if set(said) != set(self._sizes) - {package.MANIFEST}:
            _refuse(say("Isi berkas ini tidak sama dengan keterangannya: ada yang hilang atau ditambahkan."))
        if any(self._sha256(name) != said[name].get("sha256") for name in said):
            _refuse(say("Isi berkas ini berubah sesudah dibuat, jadi tidak dapat dipercaya."))
        if package.content_sha256(said) != self.manifest["content_sha256"]:
            _refuse(say("Isi berkas ini berubah sesudah dibuat, jadi tidak dapat dipercaya."))

    def _sha256(self, name: str) -> str:
        digest = hashlib.sha256()
        with _broken_is_refused(), self._zip.open(name) as stream:
            while piece := stream.read(PIECE):
                digest.update(piece)
        return digest.hexdigest()


@contextmanager
def _broken_is_refused() -> Iterator[None]:
    """What a broken ZIP raises becomes a sentence."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise WrongFile(say("Berkas ini rusak atau tidak lengkap. Unduh lagi dari portal asalnya.")) from error


def _members(opened: zipfile.ZipFile, size: int) -> list[zipfile.ZipInfo]:
    """What is in a ZIP, when its directory alone says that it is harmless."""
    found = opened.infolist()
    if len(found) > MOST_MEMBERS:
        _refuse(say("Isi berkas ini terlalu banyak."))
    if len({item.filename for item in found}) < len(found) or not all(map(_is_ours, found)):
        _refuse(say("Di dalam berkas ini ada yang bukan bagian dari berkas kemitraan."))
    whole = sum(item.file_size for item in found)
    packed = sum(item.compress_size for item in found)
    if whole > MOST_BYTES or packed > size or (whole > SMALL and whole > MOST_RATIO * size):
        _refuse(say("Isi berkas ini jauh lebih besar dari yang wajar."))
    return found


def _is_ours(item: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(item.external_attr >> 16)
    plain = kind in (0, stat.S_IFREG) and not item.flag_bits & 1
    packed = item.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return plain and packed and package.MEMBER.fullmatch(item.filename) is not None


def _is_manifest(found: dict[str, Any]) -> bool:
    texts = all(isinstance(found.get(name), str) and len(found[name]) <= most for name, most in _TEXTS.items())
    path = found.get("path")
    if not texts or not isinstance(path, list) or not 1 <= len(path) <= 100:
        return False
    places = all(
        isinstance(place, dict)
        and isinstance(place.get("name"), str)
        and 1 <= len(place["name"]) <= 200
        and isinstance(place.get("url"), str)
        and len(place["url"]) <= 300
        for place in path
    )
    members = found.get("members")
    kept = isinstance(members, dict) and all(isinstance(item, dict) for item in members.values())
    return places and kept and _is_moment(found["made_at"])


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _object(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        _refuse(say("Isi berkas ini rusak."))
    if not isinstance(found, dict):
        _refuse(say("Isi berkas ini rusak."))
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _refuse(sentence: Sentence) -> NoReturn:
    raise WrongFile(sentence)
