"""Installations for the tests of operations."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.ops.installation import Installation, prepare


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation as `portal init` leaves it, but with the sample areas only; made once."""
    return prepare(tmp_path_factory.mktemp("siap") / "instance").folder


@pytest.fixture(scope="session")
def archive(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good backup of the prepared installation, which has an uploaded file; made once, never written to."""
    (prepared / "files" / "ab").mkdir(parents=True, exist_ok=True)
    (prepared / "files" / "ab" / "foto.jpg").write_bytes(random.Random(1).randbytes(70_000))
    target = tmp_path_factory.mktemp("cadangan") / "cadangan.tar.gz"
    Installation(prepared).ok("backup", str(target))
    return target


@pytest.fixture
def place(prepared: Path, tmp_path: Path) -> Installation:
    """A fresh copy of a prepared installation."""
    folder = tmp_path / "instance"
    shutil.copytree(prepared, folder, ignore=shutil.ignore_patterns("last-backup.json"))
    return Installation(folder)
