"""The wheel alone is a whole portal: built, installed into a clean environment, set up and served."""

from __future__ import annotations

import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.ops.environment import ROOT, Environment
from tests.ops.installation import Installation

pytestmark = [pytest.mark.sqlite, pytest.mark.slow]


def test_the_wheel_holds_portal_and_plugins_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"portal", "plugins", "portal_kemitraan_desa-0.1.0.dist-info"}
    for part in (
        "portal/templates/base.html",
        "portal/static/portal.css",
        "portal/migrations/versions/0001_foundation.py",
        "portal/villages/data/",
        "plugins/bilateral/templates/",
        "plugins/multilateral/migrations/versions/0001_tables.py",
    ):
        assert any(name.startswith(part) for name in names), part
    assert not any("__pycache__" in name or name.endswith((".po", ".key", ".db")) for name in names)


def test_every_catalogue_is_compiled_into_the_wheel(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    catalogues = [*ROOT.glob("portal/translations/*/LC_MESSAGES/*.po"), *ROOT.glob("plugins/*/translations/*/*/*.po")]
    for source in catalogues:
        assert str(source.with_suffix(".mo").relative_to(ROOT)) in names


def test_a_clean_environment_with_the_wheel_serves_the_portal(environment: Environment, tmp_path: Path) -> None:
    place = Installation(tmp_path / "instance", command=(str(environment.portal),))
    place.environ.pop("PYTHONPATH", None)
    place.ok("init")
    with place.served() as server:
        for path, word in (("/sehat", "sehat"), ("/", "<h1"), ("/desa?q=Ngebel", "35.02.19.2007")):
            with urllib.request.urlopen(f"{server.url}{path}", timeout=20) as answer:
                assert answer.status == 200
                assert word in answer.read().decode(), path
    assert "bilateral" in place.ok("plugins")
