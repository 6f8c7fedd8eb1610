"""The backup archive: one tar.gz of database, files and keys, with a manifest of SHA-256 at its end."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from . import OperationRefused

FORMAT = 1
MANIFEST = "manifest.json"
DATABASES = {"sqlite": "database.sqlite", "postgresql": "database.pgdump"}
KEYS = ("secret.key", "audit.key")
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """What an archive holds, and what of: everything that `restore` compares."""

    portal: str
    made_at: str
    database: str  # "sqlite" or "postgresql"
    revisions: dict[str, str | None]
    rows: dict[str, int]
    audit_head: tuple[int, str]
    plugins: list[dict[str, str]] = field(default_factory=list)
    sha256: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    def to_json(self) -> bytes:
        """The manifest as it stands in the archive."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        """The manifest of an archive; `OperationRefused` when it is not one this code can read."""
        try:
            values: dict[str, Any] = json.loads(text)
            if values["format"] > FORMAT:
                raise OperationRefused("Cadangan ini dibuat oleh portal yang lebih baru: pasang dahulu versi itu.")
            return cls(**{**values, "audit_head": tuple(values["audit_head"])})
        except (ValueError, KeyError, TypeError) as error:
            raise damaged("daftar isinya tidak dapat dibaca") from error


def damaged(what: str) -> OperationRefused:
    """The refusal of an archive that is not whole."""
    return OperationRefused(f"Cadangan ini rusak: {what}. Tidak ada yang diubah.")


class ArchiveWriter:
    """Streams members into a tar.gz and remembers their hashes."""

    def __init__(self, target: IO[bytes]) -> None:
        self._zip = gzip.GzipFile(fileobj=target, mode="wb", compresslevel=6)
        self._tar = tarfile.open(fileobj=self._zip, mode="w|")  # noqa: SIM115 (closed by `close`)
        self.sha256: dict[str, str] = {}

    def add(self, name: str, path: Path) -> None:
        """Add a file under `name`."""
        with path.open("rb") as source:
            entry = tarfile.TarInfo(name)
            entry.size = path.stat().st_size
            entry.mode = 0o600
            hashed = _Hashing(source)
            self._tar.addfile(entry, hashed)
            self.sha256[name] = hashed.digest.hexdigest()

    def close(self, manifest: Manifest) -> None:
        """Write the manifest, last because it names every hash, and finish the archive."""
        text = manifest.to_json()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size, entry.mode = len(text), 0o600
        self._tar.addfile(entry, io.BytesIO(text))
        self._tar.close()
        self._zip.close()


def unpack(archive: Path, target: Path) -> Manifest:
    """Unpack into the empty folder `target`, comparing every hash; `OperationRefused` when one differs."""
    found: dict[str, str] = {}
    manifest: Manifest | None = None
    try:
        with tarfile.open(archive, mode="r|gz") as tar:
            for entry in tar:
                if manifest is not None or not entry.isfile() or not _is_expected(entry.name):
                    raise damaged(f"berkas yang tidak dikenal di dalamnya ({entry.name[:80]})")
                source = tar.extractfile(entry)
                assert source is not None  # it is a file
                if entry.name == MANIFEST:
                    manifest = Manifest.from_json(source.read())
                else:
                    found[entry.name] = _copy(source, target / entry.name)
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        raise damaged("tidak dapat dibaca sampai selesai") from error
    if manifest is None:
        raise damaged("terpotong")
    _compare(found, manifest.sha256)
    return manifest


def _compare(found: dict[str, str], expected: dict[str, str]) -> None:
    for name in sorted(expected.keys() | found.keys()):
        if found.get(name) != expected.get(name):
            raise damaged(f"isi {name} berbeda dari daftarnya")


def _is_expected(name: str) -> bool:
    parts = PurePosixPath(name).parts
    if name in (MANIFEST, *DATABASES.values()):
        return True
    return len(parts) > 1 and parts[0] in ("files", "keys") and ".." not in parts and not name.startswith("/")


def _copy(source: IO[bytes], target: Path) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    hashed = _Hashing(source)
    with target.open("xb") as copy:
        target.chmod(0o600)
        while chunk := hashed.read(_CHUNK):
            copy.write(chunk)
    return hashed.digest.hexdigest()


def files_under(folder: Path) -> Iterator[tuple[str, Path]]:
    """The finished files of an upload folder, as (name in the archive, path)."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield f"files/{path.relative_to(folder).as_posix()}", path


class _Hashing:
    """A readable that hashes what passes through it."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self._source.read(size)
        self.digest.update(chunk)
        return chunk
