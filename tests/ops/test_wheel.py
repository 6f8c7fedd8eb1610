"""The wheel alone is a whole portal: built, installed into a clean environment, set up and served."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.ops.installation import Installation

pytestmark = [pytest.mark.sqlite, pytest.mark.slow, pytest.mark.xdist_group("wheel")]

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `portal` command of a clean environment that knows the wheel and this one's packages, not the checkout."""
    folder = tmp_path_factory.mktemp("bersih") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    packages = folder / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"
    # The locked packages are those of the environment that runs the tests: no network is needed.
    ours = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    for item in ours.iterdir():
        if "portal_kemitraan_desa" not in item.name:
            (packages / item.name).symlink_to(item)
    pip = [sys.executable, "-m", "pip", f"--python={python}", "install", "--no-deps", "--no-index", "-q", str(wheel)]
    subprocess.run(pip, check=True)
    return folder / "bin" / "portal"


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


def test_a_clean_environment_with_the_wheel_serves_the_portal(installed: Path, tmp_path: Path) -> None:
    place = Installation(tmp_path / "instance", command=(str(installed),))
    place.environ.pop("PYTHONPATH", None)
    place.ok("init")
    with place.served() as server:
        for path, word in (("/sehat", "sehat"), ("/", "<h1"), ("/desa?q=Ngebel", "35.02.19.2007")):
            with urllib.request.urlopen(f"{server.url}{path}", timeout=20) as answer:
                assert answer.status == 200
                assert word in answer.read().decode(), path
    assert "bilateral" in place.ok("plugins")
