"""Writes a working plugin to begin with: a package of its own, with one sector, its words in English and a test."""

from __future__ import annotations

import keyword
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from .. import template_folder
from ..plugin import GROUP, NAME
from . import OperationRefused

SKELETON = Path(__file__).parent / "skeleton"
# Where each file of the skeleton goes; @WORDS@ in paths and texts are filled in.
FILES = {
    "pyproject.toml.txt": "pyproject.toml",
    "README.md.txt": "README.md",
    "init.py.txt": "src/@PACKAGE@/__init__.py",
    "sector.py.txt": "src/@PACKAGE@/sector.py",
    "messages.po.txt": "src/@PACKAGE@/translations/en/LC_MESSAGES/messages.po",
    "test.py.txt": "tests/test_@NAME@.py",
}


def write_plugin(name: str, folder: Path | None = None) -> Path:
    """Write the plugin `name` into `folder` (or ./portal-name); returns the folder.

    Refuses a name that cannot be one or is taken, and a folder that holds anything.
    """
    _refuse_name(name)
    words = {
        "@NAME@": name,
        "@LABEL@": name.replace("_", " ").capitalize(),
        "@PACKAGE@": f"portal_{name}",
        "@DISTRIBUTION@": f"portal-{name.replace('_', '-')}",
    }
    folder = folder or Path(words["@DISTRIBUTION@"])
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OperationRefused(f"{folder} sudah ada isinya; tidak ada yang ditimpa. Sebut folder lain dengan --folder.")
    for source, target in FILES.items():
        path = folder / _filled(target, words)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_filled((SKELETON / source).read_text(encoding="utf-8"), words), encoding="utf-8")
        if path.suffix == ".po":
            _compile(path)
    return folder


def _refuse_name(name: str) -> None:
    if not NAME.fullmatch(name) or name.endswith("_") or "__" in name:
        raise OperationRefused(
            f"'{name}' tidak dapat menjadi nama plugin: pakai huruf kecil, angka dan garis bawah, diawali huruf, "
            "paling banyak 40, misalnya perikanan atau kopi_rakyat."
        )
    if keyword.iskeyword(name) or keyword.issoftkeyword(name):
        raise OperationRefused(f"'{name}' adalah kata milik bahasa Python: pilih nama lain.")
    core = {path.name for path in template_folder().iterdir()} | {"portal", "static"}
    taken = {entry.name for entry in entry_points(group=GROUP)} | core
    if name in taken or find_spec(f"portal_{name}") is not None:
        raise OperationRefused(f"Nama '{name}' sudah dipakai: pilih nama lain.")


def _filled(text: str, words: dict[str, str]) -> str:
    for word, value in words.items():
        text = text.replace(word, value)
    return text


def _compile(path: Path) -> None:
    with path.open("rb") as written, path.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, read_po(written, locale=path.parent.parent.name))
