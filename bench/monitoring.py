"""Whether pages of results stay as quick at a million measurements as at a thousand.

Two databases of their own, made by `portal bench-data`: 1,000 measurements of 20 partnerships, and as many as are
wanted over 20,000 partnerships and all villages. The 20 partnerships of the small one lie in one kabupaten, and
are in the large one too, so that its page is equally full. Pages are asked by somebody signed in: visitors get
them from memory.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench import files
from portal import create_app, testing
from portal.settings import load_settings

MEASUREMENTS = int(os.environ.get("BENCH_MEASUREMENTS", "1000000"))
PER_PARTNERSHIP, SMALL = 50, 1_000
ROUNDS = 40
KABUPATEN = "35.02"
PAGES = (
    ("nation", "/monitoring/nasional"),
    ("kabupaten", f"/monitoring/wilayah/{KABUPATEN}"),
    ("kecamatan", f"/monitoring/wilayah/{KABUPATEN}.01"),
    ("figure of the nation", "/monitoring/angka/1"),
    ("figure of a kabupaten", f"/monitoring/angka/1?wilayah={KABUPATEN}"),
    ("indicator", "/kemitraan/2/monitoring/indikator/6"),
    ("matrix of a partnership", "/kemitraan/2/hasil"),
    ("interface, partnerships", "/api/v1/kemitraan?limit=20"),
    ("interface, of a kabupaten", f"/api/v1/kemitraan?area={KABUPATEN}&limit=20"),
    ("interface, map", f"/api/v1/kemitraan.geojson?area={KABUPATEN}&limit=20"),
    ("interface, measurements", "/api/v1/kemitraan/2/pengukuran"),
    ("interface, goals", f"/api/v1/sdgs?area={KABUPATEN}"),
)


def measure(environ: Mapping[str, str]) -> None:
    """Make both databases, in folders beside a fresh installation, and print the waits of each page in both."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-results-") as name:
        small, large = Path(name) / "small", Path(name) / "large"
        _portal(environ, small, "init")
        shutil.copytree(small, large)
        for folder, count in ((small, SMALL), (large, MEASUREMENTS)):
            started = time.monotonic()
            sizes = ("--measurements", str(count), "--partnerships", str(max(2, count // PER_PARTNERSHIP)))
            _portal(environ, folder, "bench-data", *sizes)
            print(f"results, {count:>9,} measurements made in {time.monotonic() - started:6.1f} s")
        compare(environ, small, large)
        files.measure(environ, large)


def compare(environ: Mapping[str, str], small: Path, large: Path) -> None:
    """Ask each page of both databases in turn, and print how long it took."""
    clients = [_signed_in(environ, folder) for folder in (small, large)]
    for name, path in PAGES:
        waits: tuple[list[float], list[float]] = ([], [])
        for _ in range(ROUNDS):
            for client, kept in zip(clients, waits, strict=True):
                started = time.process_time()  # of the processor: other work on the machine does not count
                answer = client.get(path)
                kept.append((time.process_time() - started) * 1000)
                assert answer.status_code == 200, f"{path}: {answer.status_code}"
        (few_half, few_most), (many_half, many_most) = (_numbers(times) for times in waits)
        print(
            f"results, {name:<24}{SMALL:,}: p50 {few_half:5.1f} p95 {few_most:5.1f} ms   "
            f"{MEASUREMENTS:,}: p50 {many_half:5.1f} p95 {many_most:5.1f} ms   "
            f"ratio {many_half / few_half:.2f}, of p95 {many_most / few_most:.2f}"
        )


def _numbers(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def _signed_in(environ: Mapping[str, str], folder: Path) -> Any:
    settings = load_settings({**environ, "PORTAL_INSTANCE": str(folder), "PORTAL_DEMO": "0"})
    client = create_app(settings).test_client()
    testing.sign_in(client, "village_head")
    client.get("/")
    return client


def _portal(environ: Mapping[str, str], folder: Path, *words: str) -> None:
    command = [sys.executable, "-m", "portal.cli", *words]
    env = {**environ, "PORTAL_INSTANCE": str(folder), "PORTAL_DEMO": "0"}
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"portal {' '.join(words)}: {done.stderr}")


if __name__ == "__main__":
    measure(os.environ)
