"""A kabupaten's year, and a whole country's, as one file: how long it takes, and how much memory it needs.

Measured in a process of its own, on the large database that `bench.monitoring` makes, from the request's beginning
to the last byte; nothing of the file is kept.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from portal import create_app
from portal.documents.exports import sending, yearly
from portal.permissions import Actor, HeldOffice, OfficeKind
from portal.settings import load_settings
from portal.web.listings import Asked, listing_of, yearly_listings
from portal.web.table_files import as_csv, as_xlsx, pieces_of

KABUPATEN = ("35.02",)
COUNTRY = tuple(f"{number}" for number in range(11, 97))  # an office of every province
ASKED: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "measurements of a kabupaten, CSV": ("pengukuran", "csv", KABUPATEN),
    "measurements of a kabupaten, XLSX": ("pengukuran", "xlsx", KABUPATEN),
    "measurements of the country, CSV": ("pengukuran", "csv", COUNTRY),
    "a kabupaten's year, ZIP": ("", "zip", KABUPATEN),
    "the country's year, ZIP": ("", "zip", COUNTRY),
}


def measure(environ: Mapping[str, str], instance: Path) -> None:
    """Print time and memory of each file."""
    for name in ASKED:
        env = {**environ, "PORTAL_INSTANCE": str(instance), "PORTAL_DEMO": "0"}
        done = subprocess.run([sys.executable, "-m", "bench.files", name], env=env, capture_output=True, text=True)
        print(done.stdout.rstrip() or done.stderr[-2000:])


def take(name: str) -> None:
    """Make one file in this process, as for an office of that area, and print what it cost."""
    code, form, scopes = ASKED[name]
    app = create_app(load_settings({**os.environ}))
    office = HeldOffice(1, OfficeKind.REGENCY_OFFICER, "Dinas", scopes)
    asked = Asked(Actor(1, "Dinas", office, (office,)), {"tahun": "2026", "milik": "saya"})
    with app.test_request_context():
        before = _memory()
        started, first, size = time.monotonic(), 0.0, 0
        for piece in _pieces(code, form, asked):
            first = first or time.monotonic() - started
            size += len(piece)
        took = time.monotonic() - started
    print(
        f"files, {name:<34}{size / 1e6:7.1f} MB in {took:6.1f} s, first bytes after {first:5.2f} s, "
        f"memory {_memory():5.0f} MB (+{_memory() - before:.0f})"
    )


def _pieces(code: str, form: str, asked: Asked) -> Iterator[bytes]:
    if form == "zip":
        return yearly.zipped(yearly_listings(), asked)
    listing = listing_of(code, of_partnership=False)
    assert listing is not None
    table = sending.table_of(listing, asked)
    return as_csv(table) if form == "csv" else pieces_of(as_xlsx(table))


def _memory() -> float:
    """The most memory that this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    take(sys.argv[1])
