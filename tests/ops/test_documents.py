"""README and operator's guide tell the truth: their commands run, their tables are complete."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from portal.settings import Settings
from tests.ops.installation import PASSWORD, Installation, prepare

pytestmark = pytest.mark.sqlite

ROOT = Path(__file__).parent.parent.parent
GUIDE = (ROOT / "docs" / "operator.md").read_text()
README = (ROOT / "README.md").read_text()


def test_every_setting_is_in_the_guides_table_with_its_default() -> None:
    source = (ROOT / "portal" / "settings.py").read_text()
    known = set(re.findall(r'"((?:PORTAL|HTMX)_[A-Z_]+[A-Z])"', source)) - {"PORTAL_DEBUG"}
    terms = {
        f"PORTAL_TERM_{name.upper()}": word
        for name, word in vars(Settings.__dataclass_fields__["terms"].default_factory()).items()
    }  # type: ignore[misc]
    table = dict(re.findall(r"^\| `([A-Z_]+)` \| `?(.*?)`? \|", GUIDE, re.M))
    assert set(table) == known | set(terms)
    fixed = {
        "PORTAL_SITE_NAME": "site_name",
        "PORTAL_OFFER_ANSWER_DAYS": "offer_answer_days",
        "PORTAL_UPLOAD_LIMIT": "upload_limit",
        "PORTAL_PANEL_BUDGET_MS": "panel_budget_ms",
    }
    for name, field in fixed.items():
        assert table[name] == str(Settings.__dataclass_fields__[field].default), name
    for name, word in terms.items():
        assert table[name] == word, name
    for name in ("PORTAL_TRUSTED_HOSTS", "PORTAL_INSTANCE"):
        assert f'"{table[name]}"' in source, name


@pytest.mark.slow
def test_the_guides_commands_work_in_their_order(tmp_path: Path) -> None:
    place = prepare(tmp_path / "instance")
    backups = tmp_path / "cadangan"
    backups.mkdir()
    commands = [line for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.S) for line in block.splitlines()]
    run = [line for line in commands if line.startswith("portal ") and "init" not in line]
    assert len(run) >= 9
    for line in run:
        words = shlex.split(line.replace("/var/backups/portal", str(backups)))[1:]
        if words[:2] == ["create-admin", "--username"]:
            words = ["create-admin", "--username", "lain", "--name", words[4], "--password-stdin"]
        if words[:2] == ["areas", "load"]:
            words.append(str(ROOT / "tests" / "sample_areas"))
        place.ok(*words, given=f"{PASSWORD}\n" if "create-admin" in words else "y\n")


def test_O8_the_unit_in_the_guide_starts_again_and_may_do_little() -> None:
    (unit,) = (block for block in re.findall(r"```ini\n(.*?)```", GUIDE, re.S) if "portal serve" in block)
    for line in (
        "Restart=always",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "User=portal",
        "WantedBy=multi-user.target",
    ):
        assert line in unit.splitlines()
    assert re.search(r"^MemoryMax=\d+M$", unit, re.M)
    (stop,) = re.findall(r"^TimeoutStopSec=(\d+)$", unit, re.M)
    assert int(stop) > 10


def test_every_command_named_in_the_documents_exists(tmp_path: Path) -> None:
    named = set(re.findall(r"`portal ((?!serve --|-)[a-z-]+(?: (?:load|verify|upgrade))?)", GUIDE + README))
    assert {"init", "serve", "create-admin", "backup", "restore", "doctor", "audit verify", "areas load"} <= named
    for command in sorted(named):
        Installation(tmp_path).ok(*command.split(), "--help")


def test_every_make_command_named_in_the_documents_exists() -> None:
    named = set(
        re.findall(r"`?make ([a-z0-9-]+)", "\n".join(re.findall(r"`make [a-z0-9-]+|^make .*$", GUIDE + README, re.M)))
    )
    assert {"run", "test", "check", "bench", "wheel"} <= named
    for target in sorted(named):
        done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


def test_the_readme_shows_every_demo_account() -> None:
    from portal import demo

    shown = re.findall(r"^\| (.+?) \| `(.+?)` \|$", README, re.M)
    assert shown == [(role, username) for role, username, _ in demo.accounts()]
    assert all(f"`{password}`" in README for _, _, password in demo.accounts())


def test_links_between_the_documents_lead_somewhere() -> None:
    for folder, text in ((ROOT, README), (ROOT / "docs", GUIDE)):
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (folder / target).exists(), target
