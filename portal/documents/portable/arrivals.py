"""Files that arrived and wait for a person's word: each kept for its sender alone, and for a day."""

from __future__ import annotations

import re
import secrets
import time
from pathlib import Path
from typing import IO

from flask import current_app

from ...errors import NotFound
from .opening import Opened

TOKEN = re.compile(r"[0-9a-f]{32}")
KEPT = 24 * 3600  # seconds
PIECE = 2**16


def keep(person_id: int | None, stream: IO[bytes]) -> str:
    """Put a file that is being sent aside; the token by which its sender finds it."""
    token = secrets.token_hex(16)
    path = _path(person_id, token)
    path.parent.mkdir(mode=0o750, exist_ok=True)
    with open(path, "wb") as file:
        while piece := stream.read(PIECE):
            file.write(piece)
    return token


def opened(person_id: int | None, token: str) -> Opened:
    """A file that this person sent, opened and compared with its manifest; `NotFound`, `WrongFile`."""
    path = _path(person_id, token)
    if not TOKEN.fullmatch(token) or not path.is_file():
        raise NotFound()
    return Opened(path)


def drop(person_id: int | None, token: str) -> None:
    """Remove a file that is not needed any more."""
    _path(person_id, token).unlink(missing_ok=True)


def forget() -> int:
    """Remove what nobody took within a day; how many."""
    folder = _path(None, "").parent
    old = [path for path in folder.glob("*.zip") if time.time() - path.stat().st_mtime > KEPT]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _path(person_id: int | None, token: str) -> Path:
    folder: Path = current_app.extensions["portal.settings"].instance / "arrivals"
    return folder / f"{person_id or 0}-{token}.zip"
