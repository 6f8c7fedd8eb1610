"""`portal new-plugin`: what it writes is whole, what it refuses is said in a sentence, and nothing is overwritten."""

from __future__ import annotations

import importlib
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from portal import testing
from portal.ops import OperationRefused
from portal.ops.new_plugin import write_plugin
from tests.ops.installation import Installation

pytestmark = pytest.mark.sqlite


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def written(tmp_path: Path) -> Iterator[ModuleType]:
    """A plugin with an underscore in its name, imported as `pip install -e` would let it be."""
    folder = write_plugin("kopi_rakyat", tmp_path / "kopi")
    sys.path.insert(0, str(folder / "src"))
    importlib.invalidate_caches()
    yield importlib.import_module("portal_kopi_rakyat")
    sys.path.remove(str(folder / "src"))
    for name in [name for name in sys.modules if name.partition(".")[0] == "portal_kopi_rakyat"]:
        del sys.modules[name]


def test_what_is_written_keeps_the_contract_of_plugins(written: ModuleType, tmp_path: Path) -> None:
    testing.check_plugin(written, tmp_path / "portal")


def test_the_files_carry_the_name_and_no_gap_is_left(written: ModuleType, tmp_path: Path) -> None:
    found = files(tmp_path / "kopi")
    texts = {name: content.decode() for name, content in found.items() if not name.endswith((".mo", ".pyc"))}
    assert set(texts) == {
        "pyproject.toml",
        "README.md",
        "src/portal_kopi_rakyat/__init__.py",
        "src/portal_kopi_rakyat/sector.py",
        "src/portal_kopi_rakyat/translations/en/LC_MESSAGES/messages.po",
        "tests/test_kopi_rakyat.py",
    }
    assert [name for name, text in texts.items() if "@" in text.replace("@hookimpl", "")] == []
    packaging = tomllib.loads(texts["pyproject.toml"])["project"]
    assert packaging["name"] == "portal-kopi-rakyat"
    assert packaging["entry-points"]["portal.plugins"] == {"kopi_rakyat": "portal_kopi_rakyat"}
    assert 'label=_l("Kopi rakyat")' in texts["src/portal_kopi_rakyat/sector.py"]


@pytest.mark.parametrize(
    ("name", "told"),
    (
        ("Perikanan", "huruf kecil"),
        ("ikan-laut", "huruf kecil"),
        ("1ikan", "huruf kecil"),
        ("../ikan", "huruf kecil"),
        ("ikan__laut", "huruf kecil"),
        ("ikan_", "huruf kecil"),
        ("", "huruf kecil"),
        ("i" * 41, "huruf kecil"),
        ("ikán", "huruf kecil"),
        ("class", "bahasa Python"),
        ("match", "bahasa Python"),
        ("bilateral", "sudah dipakai"),
        ("sector", "sudah dipakai"),
        ("partnerships", "sudah dipakai"),
        ("admin", "sudah dipakai"),
        ("portal", "sudah dipakai"),
    ),
)
def test_a_name_that_cannot_be_one_is_refused_and_nothing_is_written(tmp_path: Path, name: str, told: str) -> None:
    with pytest.raises(OperationRefused, match=told):
        write_plugin(name, tmp_path / "baru")
    assert files(tmp_path) == {}


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "catatan.txt").write_text("jangan hilang")
    with pytest.raises(OperationRefused, match="tidak ada yang ditimpa"):
        write_plugin("perikanan", tmp_path)
    with pytest.raises(OperationRefused, match="tidak ada yang ditimpa"):
        write_plugin("perikanan", tmp_path / "catatan.txt")
    assert files(tmp_path) == {"catatan.txt": b"jangan hilang"}


def test_the_command_says_what_comes_next_and_needs_no_installation(tmp_path: Path) -> None:
    place = Installation(tmp_path / "belum-ada")
    folder = tmp_path / "ikan"
    said = place.ok("new-plugin", "perikanan", "--folder", str(folder))
    for step in (f"cd {folder}", "pip install -e .", "python -m pytest", "portal plugins", "Mulai ulang portal"):
        assert step in said
    again = place.run("new-plugin", "perikanan", "--folder", str(folder))
    assert again.returncode == 1 and again.stderr.count("\n") == 1 and "tidak ada yang ditimpa" in again.stderr
    assert not place.folder.exists()
