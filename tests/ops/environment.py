"""Clean Python environments: the portal's wheel beside the locked packages, no checkout, no network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def build_wheel(folder: Path) -> Path:
    """The wheel, built from this checkout."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = folder.glob("*.whl")
    return path


class Environment:
    """A virtual environment in `folder` that knows a wheel and the packages of the one that runs the tests."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.python = folder / "bin" / "python"
        self.portal = folder / "bin" / "portal"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
        packages = folder / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"
        ours = next(Path(path) for path in sys.path if path.endswith("site-packages"))
        for item in ours.iterdir():
            if "portal_kemitraan_desa" not in item.name:
                (packages / item.name).symlink_to(item)
        self.pip("install", str(wheel))

    def pip(self, *words: str) -> None:
        """Run pip for this environment; it never asks a network."""
        local = ["--no-deps", "--no-index", "--no-build-isolation"] if words[0] == "install" else ["--yes"]
        command = [sys.executable, "-m", "pip", f"--python={self.python}", words[0], "-q", *local, *words[1:]]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    def run(self, *words: str, cwd: Path) -> str:
        """What its Python printed; fails the test when it did not end well."""
        environ = {"PATH": f"{self.python.parent}:/usr/bin:/bin", "LANG": "C.UTF-8"}
        command = [str(self.python), *words]
        done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environ, timeout=180)
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
        return done.stdout
