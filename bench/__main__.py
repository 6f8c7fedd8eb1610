"""`make bench`: how light and quick the portal is, beside the smallest Flask page on the same machine.

Absolute times tell about the machine; the ratios tell about the portal. Rounds alternate between
the two servers, so that other work on the machine hits both alike. Takes about six minutes.
"""

from __future__ import annotations

import os
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from bench import coordination, monitoring, overlaps, papers, parties, planning, sectors
from bench.load import Load, bytes_on_the_wire, run
from portal.settings import make_keys
from tests.torture.browser import Browser, submission

ROUNDS, SECONDS, STARTS = 3, 2.0, 5
SEARCHES = (
    "ngebel", "karangasem", "karang", "sukamaju", "suka maju cianjur", "35.02.19.2007", "3502192007", "karangasm",
    "wagir lor", "desa sempu ngebel", "dukuhwaluh kembaran", "nagari", "gampong banda", "kampung baru", "tirto",
    "sumber agung", "sumberagng", "muara", "lubuk", "wonosari gunung kidul", "a", "zzzzqq", "jatim karang", "33.02",
)  # fmt: skip


def main() -> None:
    """The command."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        instance = Path(name) / "instance"
        environ = {**os.environ, "PORTAL_INSTANCE": str(instance), "PORTAL_DEMO": "1", "HTMX_SOURCE": "local"}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        make_keys(instance)
        measure_areas(environ)
        _portal(environ, "init")
        measure_search(environ)
        sectors.measure(environ)
        parties.measure(environ)
        planning.measure(environ)
        overlaps.measure(environ)
        coordination.measure(environ)
        monitoring.measure(environ)
        papers.measure(environ)
        portal = [sys.executable, "-m", "portal.cli", "serve", "--port", "0"]
        minimal = [sys.executable, "-m", "bench.minimal", str(instance / "portal.db")]
        measure_cold_start(portal, minimal, environ)
        with _served(portal, environ) as (port, process), _served(minimal, environ) as (minimal_port, _):
            measure_pages(process, port, minimal_port, _pages(instance / "portal.db"))


def measure_areas(environ: dict[str, str]) -> None:
    """The first load of all areas into an empty database, search index included; then the same again."""
    _portal(environ, "db", "upgrade")
    for label in ("first load", "same release again"):
        started = time.monotonic()
        _portal(environ, "areas", "load")
        print(
            f"areas, {label:<20}{time.monotonic() - started:7.1f} s  (83,762 villages, start of the command included)"
        )


def measure_search(environ: dict[str, str]) -> None:
    """Searching all villages, without the page around it."""
    from portal import create_app
    from portal.db import db
    from portal.settings import load_settings
    from portal.villages import search

    app = create_app(load_settings({**environ, "PORTAL_DEMO": "0"}), plugins=())
    waits = []
    with app.test_request_context():
        for _ in range(5):
            for text in SEARCHES:
                started = time.perf_counter()
                search.find(text)
                waits.append((time.perf_counter() - started) * 1000)
                db.session.rollback()
    half, most = statistics.median(waits), statistics.quantiles(waits, n=20)[-1]
    print(f"search over all villages   p50 {half:.1f} ms, p95 {most:.1f} ms, longest {max(waits):.1f} ms")


def measure_cold_start(portal: list[str], minimal: list[str], environ: dict[str, str]) -> None:
    """From the command to the first answer."""
    times: dict[str, list[float]] = {"portal": [], "minimal": []}
    for _ in range(STARTS):
        for name, command, path in (("portal", portal, "/sehat"), ("minimal", minimal, "/")):
            started = time.monotonic()
            with _served(command, environ) as (port, _process):
                bytes_on_the_wire(port, path)
                times[name].append(time.monotonic() - started)
    own, other = statistics.median(times["portal"]), statistics.median(times["minimal"])
    print(f"cold start                 {own:.2f} s, minimal {other:.2f} s, ratio {own / other:.1f} (bound 3)")


def measure_pages(process: psutil.Process, port: int, minimal_port: int, pages: dict[str, str]) -> None:
    """Throughput, waiting, bytes and memory; each page as a visitor gets it and as somebody signed in does."""
    cookie = _signed_in(port)
    cases = [(f"{name}{', signed in' * bool(who)}", path, who) for name, path in pages.items() for who in ("", cookie)]
    for _name, path, who in cases:
        bytes_on_the_wire(port, path, who)
    idle = process.memory_full_info()
    found: dict[str, list[tuple[Load, Load]]] = {name: [] for name, _path, _who in cases}
    for _ in range(ROUNDS):
        for name, path, who in cases:
            found[name].append((run(minimal_port, "/", SECONDS), run(port, path, SECONDS, who)))
    loaded = process.memory_full_info()
    print(f"{'page':<26}{'bytes (br)':>11}{'pages/s':>9}{'p95 ms':>8}   ratio of rate   ratio of p95")
    for name, path, who in cases:
        _show(name, bytes_on_the_wire(port, path, who), found[name])
    other = statistics.median(other.rate for rounds in found.values() for other, _ in rounds)
    print(f"{'minimal Flask and SQLite':<26}{bytes_on_the_wire(minimal_port, '/'):>11,}{other:>9.0f}")
    print(
        f"memory of the one process  idle PSS {idle.pss / 1e6:.0f} MB (RSS {idle.rss / 1e6:.0f}), "
        f"loaded PSS {loaded.pss / 1e6:.0f} MB (RSS {loaded.rss / 1e6:.0f}); bounds 75 and 110"
    )


def _show(name: str, size: int, rounds: list[tuple[Load, Load]]) -> None:
    rate = statistics.median(own.rate for _, own in rounds)
    p95 = statistics.median(own.p95 for _, own in rounds)
    rates = statistics.median(own.rate / other.rate for other, own in rounds)
    waits = statistics.median(own.p95 / other.p95 for other, own in rounds)
    print(f"{name:<26}{size:>11,}{rate:>9.0f}{p95:>8.0f}{rates:>14.2f} {waits:>14.1f}")


def _signed_in(port: int) -> str:
    """The cookie of a village head of the sample data."""
    from portal import demo

    _role, username, password = demo.accounts()[0]
    browser = Browser(port)
    values = {"csrf_token": browser.token("/masuk"), "_kirim": submission(), "username": username, "password": password}
    browser.post("/masuk", values)
    answer = browser.get("/akun")
    browser.leave()
    if answer.status != 200:
        raise SystemExit(f"could not sign in: {answer.status}")
    return browser.cookie


def _pages(database: Path) -> dict[str, str]:
    connection = sqlite3.connect(database)
    try:
        query = "SELECT id FROM partnership WHERE is_public AND archived_at IS NULL ORDER BY id LIMIT 1"
        (partnership,) = connection.execute(query).fetchone()
    finally:
        connection.close()
    return {
        "home": "/",
        "village": "/desa/35.02.19.2007",
        "partnership": f"/kemitraan/{partnership}",
        "search": "/desa?q=karangasem",
    }


def _portal(environ: dict[str, str], *words: str) -> None:
    command = [sys.executable, "-m", "portal.cli", *words]
    done = subprocess.run(command, env=environ, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"portal {' '.join(words)}: {done.stderr}")


@contextmanager
def _served(command: list[str], environ: dict[str, str]) -> Iterator[tuple[int, psutil.Process]]:
    process = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if found := re.search(r"http://[\d.]+:(\d+)", line):
                yield int(found[1]), psutil.Process(process.pid)
                return
        raise SystemExit(f"{command[2]} did not start")
    finally:
        process.terminate()
        process.communicate()


if __name__ == "__main__":
    main()
