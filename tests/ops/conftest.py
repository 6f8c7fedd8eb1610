"""Installations for the tests of operations."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.ops.environment import Environment, build_wheel
from tests.ops.installation import Installation, prepare


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built once a process."""
    return build_wheel(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """A clean environment with the wheel; whoever installs something into it takes it away again."""
    return Environment(tmp_path_factory.mktemp("bersih") / "venv", wheel)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation as `portal init` leaves it, but with the sample areas only; made once."""
    return prepare(tmp_path_factory.mktemp("siap") / "instance").folder


@pytest.fixture(scope="session")
def stocked(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the prepared installation with an uploaded file. Not to be written to."""
    folder = tmp_path_factory.mktemp("berisi") / "instance"
    shutil.copytree(prepared, folder)
    (folder / "files" / "ab").mkdir(parents=True)
    (folder / "files" / "ab" / "foto.jpg").write_bytes(random.Random(1).randbytes(70_000))
    return folder


@pytest.fixture(scope="session")
def archive(stocked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good backup of it; made once, never written to."""
    target = tmp_path_factory.mktemp("cadangan") / "cadangan.tar.gz"
    Installation(stocked).ok("backup", str(target))
    return target


@pytest.fixture
def place(prepared: Path, tmp_path: Path) -> Installation:
    """A fresh copy of a prepared installation."""
    folder = tmp_path / "instance"
    shutil.copytree(prepared, folder)
    return Installation(folder)
