"""README's first command: `make run` in a checkout leads to a portal with sample data."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import urllib.request
from pathlib import Path

import pytest

pytestmark = [pytest.mark.sqlite, pytest.mark.slow]

ROOT = Path(__file__).parent.parent.parent


def test_make_run_serves_the_sample_data_and_prints_address_and_accounts(tmp_path: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "MAKE"))}
    process = subprocess.Popen(
        ["make", "run", "PORT=0"],
        cwd=ROOT,
        env={**environ, "PORTAL_INSTANCE": str(tmp_path / "instance")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    printed: list[str] = []
    try:
        for line in process.stdout:
            printed.append(line)
            if found := re.search(r"Portal siap di (http://127\.0\.0\.1:\d+)", line):
                break
        else:
            raise AssertionError("".join(printed))
        with urllib.request.urlopen(f"{found[1]}/kemitraan", timeout=20) as answer:
            assert "Ngebel" in answer.read().decode()
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=30)
    assert "kades.ngebel" in "".join(printed)
