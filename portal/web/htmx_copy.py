"""The local copy of htmx: fetched once, checked against its SRI hash, never committed.

Called by `portal assets` and by the build of the wheel. Without it the portal runs too:
pages then take htmx from the CDN, or work as plain pages.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
import urllib.request
from collections.abc import Callable
from pathlib import Path

from ..settings import HTMX_CDN, HTMX_SRI, HTMX_VERSION, LOCAL_HTMX

LARGEST = 300_000  # bytes; htmx is 52 kB
SECONDS = 20


def make_local_copy(static: Path, sources: tuple[Callable[[], bytes], ...] | None = None) -> str:
    """Put htmx into `static`, unless a sound copy is there; a sentence says how it went.

    `sources` are tried in turn (the CDN, then npm); what does not match the hash is not kept.
    """
    target = static / LOCAL_HTMX
    if target.is_file() and matches(target.read_bytes()):
        return f"Salinan htmx {HTMX_VERSION} sudah ada."
    for fetch in sources or (from_cdn, from_npm):
        try:
            body = fetch()
        except (OSError, subprocess.SubprocessError, tarfile.TarError, KeyError, ValueError):
            continue  # no network, no npm: the next source
        if matches(body):
            _put(target, body)
            return f"Salinan htmx {HTMX_VERSION} dibuat."
    return "Salinan htmx belum dapat dibuat (tidak ada sambungan); portal tetap berjalan."


def matches(body: bytes) -> bool:
    """Whether this is exactly the file that the SRI hash names."""
    digest = base64.b64encode(hashlib.sha384(body).digest()).decode()
    return f"sha384-{digest}" == HTMX_SRI


def from_cdn() -> bytes:
    """The file from the CDN."""
    with urllib.request.urlopen(HTMX_CDN, timeout=SECONDS) as answer:
        return bytes(answer.read(LARGEST))


def from_npm() -> bytes:
    """The file out of the npm package, with whatever registry npm is set up to use."""
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("npm")
    with tempfile.TemporaryDirectory() as folder:
        pack = [npm, "pack", f"htmx.org@{HTMX_VERSION}", "--silent"]
        subprocess.run(pack, cwd=folder, check=True, capture_output=True, timeout=3 * SECONDS)
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as packed:
            member = packed.extractfile("package/dist/htmx.min.js")
            return member.read(LARGEST) if member else b""


def _put(target: Path, body: bytes) -> None:
    target.parent.mkdir(exist_ok=True)
    half = target.with_suffix(".half")
    half.write_bytes(body)
    os.replace(half, target)
