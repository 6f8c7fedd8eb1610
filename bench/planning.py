"""Whether a plan of five thousand activities, among two hundred thousand, opens like one of ten."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from bench.cost import cost
from portal import clock, create_app, testing
from portal.db import db, transactional
from portal.partnerships.models import Party
from portal.planning.programme.models import Activity, Programme, activity_village
from portal.planning.programme.rules import CANCELLED, DELAYED, DONE, PLANNED, RUNNING
from portal.settings import load_settings
from tests.large_partnership import put_on_record

NGEBEL, SEMPU, SAHANG = (f"35.02.19.{number}" for number in (2007, 2008, 2002))
SMALL, LARGE, OTHERS, EACH = 10, 5_000, 10, 19_500  # 10 + 5,000 + 195,000 activities
STATES = (DONE, RUNNING, PLANNED, PLANNED, DELAYED, CANCELLED)
KINDS = ("Membersihkan saluran", "Rapat pengurus", "Menanam pohon", "Memasang pipa", "Melatih kader")
ROUNDS, AT_A_TIME = 7, 2_000
PAGES = (
    ("partnership's page", ""),
    ("list", "/rencana"),
    ("list, late ones", "/rencana?keadaan=late"),
    ("list, searched", "/rencana?cari=pipa"),
    ("list, page 50", "/rencana?halaman=50"),
    ("calendar", "/rencana/kalender"),
    ("timeline", "/rencana/garis-waktu"),
    ("programme", "/rencana/program"),
    ("on paper", "/rencana/cetak"),
    ("one activity", "/rencana/kegiatan/{activity}"),
    ("sheet of 1,000", "/rencana/lembar/unduh?isi=1"),
)


def measure(environ: dict[str, str]) -> None:
    """Print statements, bytes and the processor's time of each page, of a small plan and of a large one."""
    settings = load_settings({**environ, "PORTAL_DEMO": "0"})
    with tempfile.TemporaryDirectory(prefix="portal-plans-") as name:  # other pages are measured without all this
        copy = Path(name) / "portal.db"
        with closing(sqlite3.connect(settings.instance / "portal.db")) as whole, closing(sqlite3.connect(copy)) as part:
            whole.backup(part)
        _measure_pages({**environ, "PORTAL_DEMO": "0", "PORTAL_DATABASE_URL": f"sqlite:///{copy}"})


def _measure_pages(environ: dict[str, str]) -> None:
    app = create_app(load_settings(environ))
    with app.app_context():
        small, large = _plan(SMALL), _plan(LARGE)
        for _ in range(OTHERS):
            _plan(EACH)
    client = app.test_client()
    testing.sign_in(client, "village_head")
    for name, path in (*PAGES, ("home", None)):
        both = [_address(found, path) for found in (small, large)]
        (least, few, quick), (most, many, slow) = (cost(app, client, address, ROUNDS) for address in both)
        print(
            f"planning, {name:<19}{SMALL}: {least:2} statements {few:7,} bytes {quick * 1000:6.1f} ms   "
            f"{LARGE:,} of 200,010: {most:2} statements {many:7,} bytes {slow * 1000:6.1f} ms"
        )


def _address(found: tuple[int, int], path: str | None) -> str:
    partnership, activity = found
    return "/" if path is None else f"/kemitraan/{partnership}" + path.format(activity=activity)


@transactional
def _plan(count: int) -> tuple[int, int]:
    """A partnership of three villages with so many activities over two years: its number and one activity's."""
    partnership = put_on_record("multilateral", [NGEBEL, SEMPU, SAHANG], 0, f"Rencana {count} kegiatan")
    parties = list(db.session.scalars(select(Party.id).where(Party.partnership_id == partnership).order_by(Party.id)))
    today = clock.today()
    first = date(today.year, 1, 1)
    programme = Programme(
        partnership_id=partnership, title="Program dua tahun", goal="air cukup", starts_on=first,
        ends_on=date(first.year + 1, 12, 31), sdgs=[6], created_at=clock.now(),
    )  # fmt: skip
    db.session.add(programme)
    db.session.flush()
    for numbers in _parted(range(count)):
        rows = [_row(partnership, programme.id, parties, first, number) for number in numbers]
        db.session.execute(insert(Activity.__table__), rows)
    of_it = select(Activity.id).where(Activity.programme_id == programme.id)
    ids = list(db.session.scalars(of_it.order_by(Activity.id)))
    for numbers in _parted(ids):
        places = [{"activity_id": number, "village_code": NGEBEL if number % 2 else SEMPU} for number in numbers]
        db.session.execute(insert(activity_village), places)
    return partnership, ids[count // 2]


def _row(partnership: int, programme: int, parties: list[int], first: date, number: int) -> dict[str, Any]:
    due, status, moment = first + timedelta(days=number * 37 % 700), STATES[number % len(STATES)], clock.now()
    return {
        "partnership_id": partnership, "programme_id": programme, "party_id": parties[number % len(parties)],
        "title": f"{KINDS[number % len(KINDS)]} ke-{number + 1}", "description": "", "template": "", "office": "Kader",
        "starts_on": due - timedelta(days=20), "due_on": due, "place": "", "unit": "", "status": status,
        "status_reason": "bahan belum datang" if status in (DELAYED, CANCELLED) else "",
        "done_on": due if status == DONE else None, "percent": 40 if status == RUNNING else None, "is_pilot": False,
        "pilot_tries": "", "pilot_judged_by": "", "pilot_lesson": "", "created_at": moment, "changed_at": moment,
        "version": 1,
    }  # fmt: skip


def _parted(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), AT_A_TIME):
        yield numbers[start : start + AT_A_TIME]
