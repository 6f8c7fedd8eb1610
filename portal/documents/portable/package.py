"""The ZIP that holds a partnership: its members, its manifest, and how one is written the same way every time."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any

FORMAT = "portal-kemitraan-desa/kemitraan"
FORMAT_VERSION = 1
MANIFEST, README, HISTORY = "manifest.json", "BACA-SAYA.html", "riwayat.jsonl"
PAGES, DATA, FILES = "halaman/", "data/", "berkas/"
MEMBER = re.compile(
    r"manifest\.json|BACA-SAYA\.html|riwayat\.jsonl|halaman/[a-z-]{1,40}\.html|data/[a-z][a-z0-9_]{0,62}\.jsonl"
    r"|berkas/[0-9]{4,9}-[A-Za-z0-9._-]{1,80}"
)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is written
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def spelled(values: Any) -> str:
    """Values as JSON in their one possible spelling."""
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def data_member(table: str) -> str:
    """Where the rows of a table stand."""
    return f"{DATA}{table}.jsonl"


def file_member(number: int, name: str) -> str:
    """Where an attached file stands: its number and its own name, without what a file system may stumble over."""
    plain = _UNSAFE.sub("-", name.encode("ascii", "ignore").decode()).strip("-.") or "berkas"
    stem, dot, ending = plain.rpartition(".")
    return f"{FILES}{number:04d}-{stem[:60] or 'berkas'}{dot}{ending[:8]}"


class Writer:
    """Writes members one after the other and remembers the fingerprint and size of each."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self.members: dict[str, dict[str, Any]] = {}

    @contextmanager
    def member(self, name: str) -> Iterator[Member]:
        """One member, written piece by piece."""
        info = zipfile.ZipInfo(name, _EPOCH)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        with self._zip.open(info, "w") as stream:
            made = Member(stream)
            yield made
        if name != MANIFEST:
            self.members[name] = {"sha256": made.digest.hexdigest(), "size": made.size}

    def lines(self, name: str, rows: Iterable[Mapping[str, Any]]) -> int:
        """One row a line; the number of rows. A member without any is not written."""
        count = 0
        rest = iter(rows)
        first = next(rest, None)
        if first is None:
            return 0
        with self.member(name) as member:
            for row in _chained(first, rest):
                member.write(spelled(row).encode() + b"\n")
                count += 1
        return count

    def close(self) -> None:
        """Write the directory of the ZIP."""
        self._zip.close()


class Member:
    """One member that is being written."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, content: bytes) -> None:
        """Add bytes to it."""
        self._stream.write(content)
        self.digest.update(content)
        self.size += len(content)


def content_sha256(members: Mapping[str, Mapping[str, Any]]) -> str:
    """The fingerprint of what a file holds: its data, history and attached files, not the pages made of them."""
    held = {name: member["sha256"] for name, member in members.items() if name.startswith((DATA, FILES, HISTORY))}
    return hashlib.sha256(spelled(held).encode()).hexdigest()


def _chained(first: Mapping[str, Any], rest: Iterator[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    yield first
    yield from rest
