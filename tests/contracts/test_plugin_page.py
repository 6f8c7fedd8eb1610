"""`plugins/README.md` is true: its example is a real plugin, its tables are those of the code."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from flask import Flask

from portal import contracts, hookspecs, plugin, registry, sdk, testing

PAGE = (Path(__file__).parents[2] / "plugins" / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)
PACKAGING, PLUGIN, TEST = (text for _language, text in BLOCKS)
NOT_RETURNED = {"Terms", "Workflow"}  # of the core; a plugin reads them and returns none


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[ModuleType]:
    """The example, installed as pip would leave it: a module, and its entry point as its packaging says."""
    entry = tomllib.loads(PACKAGING)["project"]["entry-points"]["portal.plugins"]
    (tmp_path / "perikanan.py").write_text(PLUGIN, encoding="utf-8")
    info = tmp_path / "portal_perikanan-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: portal-perikanan\nVersion: 1.0\n", encoding="utf-8")
    lines = "\n".join(f"{name} = {module}" for name, module in entry.items())
    (info / "entry_points.txt").write_text(f"[portal.plugins]\n{lines}\n", encoding="utf-8")
    sys.path.insert(0, str(tmp_path))
    importlib.invalidate_caches()
    yield importlib.import_module("perikanan")
    sys.path.remove(str(tmp_path))
    del sys.modules["perikanan"]
    importlib.invalidate_caches()


@pytest.mark.sqlite
def test_the_example_is_found_by_its_entry_point_and_brings_its_sector(installed: ModuleType, tmp_path: Path) -> None:
    app = testing.make_app(tmp_path)
    plugins = {plugin.name: plugin for plugin in app.extensions["portal.registry"].plugins}
    assert plugins["perikanan"].fault == "" and plugins["perikanan"].version == "1.0"
    assert set(plugins) >= {"bilateral", "multilateral", "perikanan", "sector"}
    assert str(app.extensions["portal.registry"].sector_label("perikanan")) == "Perikanan"


@pytest.mark.sqlite
def test_the_examples_own_test_passes(installed: ModuleType, tmp_path: Path) -> None:
    scope: dict[str, object] = {}
    exec(compile(TEST, "README.md", "exec"), scope)  # noqa: S102 (our own page)
    scope["test_fisheries_can_be_chosen"](tmp_path)  # type: ignore[operator]


def test_the_examples_rule_holds_an_offer_up(the_app: Flask, installed: ModuleType) -> None:
    found = registry.Registry()
    found.load([plugin.module_plugin("perikanan", installed)])
    partnership = type("Partnership", (), {"sector": "perikanan", "purpose": ""})()
    assert found.blockers(partnership, "send_offer", None) == [
        "Tulis dulu tujuannya: musim tangkap mana, dan dari pelabuhan mana."
    ]
    partnership.purpose = "musim timur"
    assert found.blockers(partnership, "send_offer", None) == []


@pytest.mark.sqlite
def test_the_example_is_short() -> None:
    assert len(PLUGIN.splitlines()) + len(PACKAGING.splitlines()) < 50
    assert len(PAGE.splitlines()) <= 150


@pytest.mark.sqlite
def test_the_table_of_hooks_is_that_of_the_code() -> None:
    written = dict(re.findall(r"^\| `(portal_\w+\([^)]*\))` \| (.*) \|$", PAGE, re.MULTILINE))
    hooks = {name: hook for name, hook in vars(hookspecs).items() if name.startswith("portal_")}
    real = {
        f"{name}({', '.join(inspect.signature(hook).parameters)})": inspect.getdoc(hook) for name, hook in hooks.items()
    }
    assert written == real


@pytest.mark.sqlite
def test_the_table_of_values_is_that_of_the_code() -> None:
    written = {
        name: [(field, bool(may_be_left_out)) for may_be_left_out, field in re.findall(r"(\*?)`(\w+)`", fields)]
        for name, fields in re.findall(r"^\| `([A-Z]\w+)` \| (.*) \|$", PAGE, re.MULTILINE)
    }
    values = {
        name: value
        for name, value in vars(contracts).items()
        if dataclasses.is_dataclass(value) and name in sdk.__all__ and name not in NOT_RETURNED
    }
    assert written == {
        name: [(item.name, _has_default(item)) for item in dataclasses.fields(value)] for name, value in values.items()
    }


@pytest.mark.sqlite
def test_the_sdk_exports_what_it_lists_and_lists_what_it_exports() -> None:
    public = {name for name, value in vars(sdk).items() if not name.startswith("_") and not inspect.ismodule(value)}
    assert set(sdk.__all__) == public - {"annotations"}
    assert all(hasattr(sdk, name) for name in re.findall(r"from portal\.sdk import (.*)", PAGE)[0].split(", "))


def _has_default(item: dataclasses.Field[object]) -> bool:
    missing = dataclasses.MISSING
    return item.default is not missing or item.default_factory is not missing
