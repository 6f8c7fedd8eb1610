"""`plugins/README.md` is true: what it quotes stands in the examples, its tables are those of the code.

That the examples work is tried in a clean environment by `tests/ops/test_third_party.py`.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import tomllib
from pathlib import Path

import pytest

from portal import contracts, hookspecs, sdk
from portal.cli import main
from portal.ops.new_plugin import write_plugin

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "plugins" / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)
NOT_RETURNED = {"Terms", "Workflow"}  # of the core; a plugin reads them and returns none

pytestmark = pytest.mark.sqlite


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Everything that both examples hold: the one that `portal new-plugin` writes, and the one of a type."""
    folders = (
        write_plugin("perikanan", tmp_path_factory.mktemp("contoh") / "portal-perikanan"),
        ROOT / "examples" / "portal-kembaran-kampus",
    )
    paths = [path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".toml", ".html")]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_what_is_quoted_stands_so_in_the_examples(sources: str) -> None:
    quoted = [text for language, text in BLOCKS if language != "sh"]
    assert len(quoted) >= 5
    assert [text for text in quoted if text not in sources] == []


def test_the_commands_are_those_that_are_walked_in_a_clean_environment() -> None:
    (commands,) = [text.splitlines() for language, text in BLOCKS if language == "sh"]
    walked = (ROOT / "tests" / "ops" / "test_third_party.py").read_text(encoding="utf-8")
    for command, tried in (
        ("portal new-plugin perikanan", '"new-plugin", "perikanan"'),
        ("cd portal-perikanan", '"portal-perikanan"'),
        ("pip install -e .", '"install", "-e"'),
        ("python -m pytest", '"-m", "pytest"'),
        ("portal plugins", 'ok("plugins")'),
    ):
        assert commands.pop(0) == command and tried in walked
    assert commands == []


def test_the_commands_and_settings_it_names_are_there() -> None:
    named = set(re.findall(r"`portal (?:--no-plugins )?([a-z-]+)", PAGE))
    assert named - set(main.commands) == set()
    settings = (ROOT / "portal" / "settings.py").read_text(encoding="utf-8")
    assert [name for name in re.findall(r"PORTAL_\w+", PAGE) if name not in settings] == []


def test_the_page_is_one_page() -> None:
    lines = PAGE.splitlines()
    assert len(lines) <= 150
    assert max(len(line) for line in lines if not line.startswith("|")) <= 120


def test_the_packaging_it_quotes_names_the_plugin() -> None:
    (packaging,) = [text for language, text in BLOCKS if language == "toml"]
    assert tomllib.loads(packaging)["project"]["entry-points"]["portal.plugins"] == {"perikanan": "portal_perikanan"}


def test_the_table_of_hooks_is_that_of_the_code() -> None:
    written = dict(re.findall(r"^\| `(portal_\w+\([^)]*\))` \| (.*) \|$", PAGE, re.MULTILINE))
    hooks = {name: hook for name, hook in vars(hookspecs).items() if name.startswith("portal_")}
    real = {
        f"{name}({', '.join(inspect.signature(hook).parameters)})": inspect.getdoc(hook) for name, hook in hooks.items()
    }
    assert written == real


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


def test_the_sdk_exports_what_it_lists_and_lists_what_it_exports() -> None:
    public = {name for name, value in vars(sdk).items() if not name.startswith("_") and not inspect.ismodule(value)}
    whole_pages = {"numerals", "paperwork", "portable"}  # read with their name before the dot: sdk.paperwork.Table
    assert set(sdk.__all__) == (public - {"annotations"}) | whole_pages


def test_the_examples_use_nothing_of_the_portal_but_its_page_for_plugins(sources: str) -> None:
    imported = set(re.findall(r"^(?:from|import) (portal\S*)(?: import (\w+)$)?", sources, re.MULTILINE))
    own = {name for name, _what in imported if name.startswith(("portal_perikanan", "portal_kembaran_kampus"))}
    assert {f"{name}.{what}" if name == "portal" else name for name, what in imported} - own == {
        "portal.sdk", "portal.testing",
    }  # fmt: skip
    assert [name for name in re.findall(r"\bsdk\.(\w+)", sources) if name not in sdk.__all__] == []


def _has_default(item: dataclasses.Field[object]) -> bool:
    missing = dataclasses.MISSING
    return item.default is not missing or item.default_factory is not missing
