"""Reads the four files of official areas and checks every line before anything is loaded."""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flask_babel import gettext as _

from . import rules
from .rules import Level

SHIPPED = Path(__file__).parent / "data"
MOST_BYTES = 64 * 1024 * 1024
RELEASE_LENGTH = 60
FILES: Mapping[Level, tuple[str, tuple[str, ...]]] = {
    Level.PROVINCE: ("provinces", ("code", "name")),
    Level.REGENCY: ("regencies", ("code", "province_code", "name")),
    Level.DISTRICT: ("districts", ("code", "regency_code", "name")),
    Level.VILLAGE: ("villages", ("code", "district_code", "name")),
}


class AreaFileFault(Exception):
    """A file of areas that cannot be loaded: which, in which line (0: the file itself), and why in a sentence."""

    def __init__(self, file: str, line: int, sentence: str) -> None:
        where = _("%(file)s, baris %(line)s", file=file, line=line) if line else file
        super().__init__(f"{where}: {sentence}")
        self.file = file
        self.line = line
        self.sentence = sentence


@dataclass(frozen=True)
class AreaFiles:
    """A whole, checked release: the name of each area by its code, higher levels first."""

    release: str
    names: Mapping[str, str]


def read(folder: Path | None = None) -> AreaFiles:
    """Read and check `provinces`, `regencies`, `districts` and `villages` (.csv or .csv.gz) in a folder.

    Without a folder, the release that the portal ships. Raises `AreaFileFault` at the first fault.
    """
    folder = folder or SHIPPED
    names: dict[str, str] = {}
    for level, (stem, columns) in FILES.items():
        path = _find(folder, stem)
        _take(path, level, columns, names)
    return AreaFiles(_release(folder), names)


def _find(folder: Path, stem: str) -> Path:
    for name in (f"{stem}.csv", f"{stem}.csv.gz"):
        if (folder / name).is_file():
            return folder / name
    raise AreaFileFault(f"{stem}.csv", 0, _("Berkas ini tidak ada di folder %(folder)s.", folder=folder))


def _release(folder: Path) -> str:
    """The release's own name in `release.txt`, else the folder's."""
    note = folder / "release.txt"
    text = note.read_text(encoding="utf-8", errors="replace").strip() if note.is_file() else folder.resolve().name
    return text[:RELEASE_LENGTH]


def _take(path: Path, level: Level, columns: tuple[str, ...], names: dict[str, str]) -> None:
    lines: dict[str, int] = {}
    for line, row in _rows(path, columns):
        if fault := _fault(level, columns, row, names, lines):
            raise AreaFileFault(path.name, line, fault)
        names[row[0]] = row[-1]
        lines[row[0]] = line
    if not lines:
        raise AreaFileFault(path.name, 2, _("Berkas ini tidak berisi satu wilayah pun."))


def _fault(
    level: Level, columns: tuple[str, ...], row: list[str], names: Mapping[str, str], lines: Mapping[str, int]
) -> str:
    """What is wrong with one line, in a sentence; empty when nothing is."""
    if len(row) != len(columns):
        return _("Ada %(count)s kolom, seharusnya %(right)s.", count=len(row), right=len(columns))
    code, name = row[0], row[-1]
    if not rules.is_code(code) or rules.level_of(code) != level:
        return _("Kode '%(code)s' bukan kode yang benar untuk berkas ini.", code=code[:40])
    if level is Level.VILLAGE and rules.kind_of(code) is None:
        return _("Kode '%(code)s' tidak dikenal jenisnya: blok terakhir harus diawali 1, 2, atau 3.", code=code)
    if code in lines:
        return _("Kode %(code)s sudah ada di baris %(line)s.", code=code, line=lines[code])
    parent = rules.parent_of(code)
    if parent is not None and row[1] != parent:
        return _("Kode %(code)s tidak cocok dengan induknya, '%(parent)s'.", code=code, parent=row[1][:40])
    if parent is not None and parent not in names:
        return _("Wilayah induk %(parent)s tidak ada.", parent=parent)
    return _name_fault(name)


def _name_fault(name: str) -> str:
    if not name or name != name.strip():
        return _("Nama wilayah kosong atau diapit spasi.")
    if len(name) > rules.NAME_LENGTH:
        return _("Nama wilayah lebih dari %(most)s huruf.", most=rules.NAME_LENGTH)
    if not name.isprintable() or not any(char.isalnum() for char in name):
        return _("Nama wilayah berisi tanda yang tidak dapat dibaca.")
    return ""


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """The lines under the header with their line numbers."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        header = next(reader, [])
        if header != list(columns):
            missing = [column for column in columns if column not in header]
            told = _("Kolom ini tidak ada: %(names)s.", names=", ".join(missing)) if missing else ""
            right = _("Baris pertama harus persis: %(header)s.", header=",".join(columns))
            raise AreaFileFault(path.name, 1, f"{told} {right}".strip())
        for row in reader:
            if row:
                yield reader.line_num, row
    except csv.Error as error:
        raise AreaFileFault(
            path.name, reader.line_num, _("Baris ini bukan CSV yang benar (%(error)s).", error=error)
        ) from error


def _text(path: Path) -> str:
    content = _content(path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise AreaFileFault(path.name, line, _("Huruf di baris ini bukan UTF-8.")) from error


def _content(path: Path) -> bytes:
    """The bytes of a file, unpacked."""
    content = path.read_bytes() if path.suffix != ".gz" else _unpacked(path)
    if len(content) > MOST_BYTES:
        raise AreaFileFault(path.name, 0, _("Berkas ini terlalu besar untuk daftar wilayah."))
    return content


def _unpacked(path: Path) -> bytes:
    """A gzipped file's bytes; a cut or spoilt one is told with the line up to which it could be read."""
    packed, content = path.read_bytes(), bytearray()
    unpacker = zlib.decompressobj(wbits=31)
    try:
        for start in range(0, len(packed), 4096):
            content += unpacker.decompress(packed[start : start + 4096], MOST_BYTES + 1)
            if len(content) > MOST_BYTES:
                return bytes(content)
        if unpacker.eof:
            return bytes(content)
    except zlib.error:
        pass
    raise AreaFileFault(path.name, content.count(b"\n") + 1, _("Berkas gzip ini terpotong atau rusak."))
