"""`make torture`: D1, the server killed again and again under writers, and C1, many writers and readers at once.

D1: nothing that was acknowledged is lost, nothing is done twice, the database is whole and the
history verifies. C1: nobody sees an error. Ends with exit code 1 when a promise was broken.
"""

from __future__ import annotations

import argparse
import logging
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from tests.ops.installation import Installation, Served, prepare
from tests.torture.browser import sign_in
from tests.torture.writers import VILLAGES, Ledger, Reader, Writer

WRITERS = 8


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=None, help="length of C1; 60, or 10 with few kills")
    parser.add_argument("--seed", type=int, default=2026)
    choice = parser.parse_args()
    logging.disable(logging.INFO)
    seconds = choice.seconds or (60 if choice.kills >= 50 else 10)
    with tempfile.TemporaryDirectory(prefix="portal-torture-") as folder:
        faults = kill_again_and_again(prepare(Path(folder) / "d1"), choice.kills, random.Random(choice.seed))
        faults += many_at_once(prepare(Path(folder) / "c1"), seconds)
    for fault in faults:
        print(f"BROKEN: {fault}", file=sys.stderr)
    sys.exit(bool(faults))


def kill_again_and_again(place: Installation, kills: int, chance: random.Random) -> list[str]:
    """D1. The promises that were broken, in words."""
    cookies = [sign_in(place.folder, VILLAGES[n % len(VILLAGES)], f"penulis{n}") for n in range(WRITERS)]
    ledger, until, starts = Ledger(), threading.Event(), []
    server = Served(place)
    now: list[Served] = [server]
    writers = [Writer(n, cookie, lambda: now[0].port, ledger, until) for n, cookie in enumerate(cookies)]
    for writer in writers:
        writer.start()
    faults: list[str] = []
    for number in range(1, kills + 1):
        time.sleep(chance.uniform(0.3, 1.2))
        now[0].kill()
        started = time.monotonic()
        now[0] = Served(place)
        starts.append(time.monotonic() - started)
        if place.rows("PRAGMA integrity_check") != [("ok",)]:
            faults.append(f"kill {number}: the database is damaged")
    time.sleep(1.5)
    until.set()
    for writer in writers:
        writer.join(timeout=60)
    now[0].stop()
    print(
        f"D1: {kills} kills, {len(ledger.acknowledged)} saves acknowledged of {len(ledger.tried)} tried, "
        f"ready again p50 {statistics.median(starts):.1f} s, p95 {_p95(starts):.1f} s"
    )
    return faults + _compare(place, ledger)


def many_at_once(place: Installation, seconds: int) -> list[str]:
    """C1. The promises that were broken, in words."""
    cookies = [sign_in(place.folder, VILLAGES[n % len(VILLAGES)], f"penulis{n}") for n in range(2 * WRITERS)]
    ledger, until = Ledger(), threading.Event()
    with place.served() as server:
        people: list[threading.Thread] = [
            Writer(n, cookie, lambda: server.port, ledger, until) for n, cookie in enumerate(cookies)
        ]
        people += [Reader(lambda: server.port, ledger, until) for _ in range(WRITERS)]
        for person in people:
            person.start()
        time.sleep(seconds)
        until.set()
        for person in people:
            person.join(timeout=60)
    saves, waits, reads = len(ledger.acknowledged), ledger.waits, ledger.reads
    print(f"C1: {2 * WRITERS} writers and {WRITERS} readers for {seconds} s, {len(ledger.errors)} errors:")
    print(f"    {saves / seconds:.0f} saves/s, p50 {statistics.median(waits):.2f} s, p95 {_p95(waits):.2f} s")
    print(f"    {len(reads) / seconds:.0f} pages/s, p95 {_p95(reads):.2f} s")
    return _compare(place, ledger)


def _compare(place: Installation, ledger: Ledger) -> list[str]:
    """What is stored beside what was promised."""
    stored = Counter(title for (title,) in place.rows("SELECT title FROM village_potential WHERE title LIKE 'w%-%'"))
    faults = [f"an answer that was no success: {error}" for error in ledger.errors[:5]]
    if lost := ledger.acknowledged - stored.keys():
        faults.append(f"{len(lost)} acknowledged saves are lost: {sorted(lost)[:5]}")
    if doubled := [title for title, count in stored.items() if count > 1]:
        faults.append(f"{len(doubled)} saves were done twice: {sorted(doubled)[:5]}")
    if invented := stored.keys() - ledger.tried:
        faults.append(f"{len(invented)} rows nobody sent: {sorted(invented)[:5]}")
    (events,) = place.rows("SELECT count(*) FROM event WHERE kind = 'potential.added'")[0]
    if events != len(stored):
        faults.append(f"{len(stored)} potentials, but {events} events about them")
    if not ledger.acknowledged:
        faults.append("nothing was saved at all")
    verified = place.run("audit", "verify")
    if verified.returncode:
        faults.append(verified.stderr.strip())
    return faults


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


if __name__ == "__main__":
    main()
