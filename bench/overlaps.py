"""How well the guard tells works apart, and what it costs: 5,000 activities in one plan, 200,000 in the database."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import islice, product
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from bench.cost import cost
from portal import clock, create_app, testing
from portal.db import db, transactional
from portal.partnerships.models import Party
from portal.permissions import Actor, OfficeKind
from portal.planning.overlaps import rules, service
from portal.planning.overlaps.models import OverlapFinding
from portal.planning.programme import activities
from portal.planning.programme.models import Activity, Programme, activity_village
from portal.settings import load_settings
from portal.villages.models import Area
from tests.large_partnership import put_on_record
from tests.partnership_walk import actor_of
from tests.planning.overlap_pairs import HELD_OUT, TUNING, Pair, work

PLANS, EACH, VILLAGES, BETWEEN = 40, 5_000, 12, 6  # each plan shares half of its villages with the next one
DAYS = 3 * 365
DOING = (
    "Pembangunan", "Rehabilitasi", "Pemeliharaan", "Pelatihan", "Pengadaan", "Survei", "Rapat", "Penyuluhan", "Lomba",
)  # fmt: skip
THINGS = (
    "saluran irigasi", "jalan usaha tani", "drainase", "posyandu", "bank sampah", "jembatan gantung", "talud sungai",
    "air bersih", "embung", "bibit kopi", "pupuk organik", "ternak kambing", "desa wisata", "website desa", "RTLH",
    "lampu jalan", "jamban keluarga", "PAUD", "pos kamling", "kolam ikan", "batik", "madu hutan", "pasar desa", "UMKM",
    "siaga bencana", "perpustakaan", "jahit", "bambu", "kerajinan rotan", "koperasi", "kopi", "jagung", "padi organik",
)  # fmt: skip
SPOTS = ("", " Dusun Krajan", " Dusun Sumber", " RT 02", " RT 05", " tahap 1", " tahap 2", " hulu", " hilir")
FIRST = date(2026, 1, 1)


def measure(environ: dict[str, str]) -> None:
    """Print precision and recall on the labelled pairs, and the time and the statements of the guard."""
    for name, pairs in (("tuning", TUNING), ("held out", HELD_OUT)):
        precision, recall = _measured(pairs)
        print(f"overlaps, {name:<13}precision {precision:.2f}, recall {recall:.2f} on {len(pairs)} labelled pairs")
    settings = load_settings({**environ, "PORTAL_DEMO": "0"})
    with tempfile.TemporaryDirectory(prefix="portal-overlaps-") as name:
        copy = Path(name) / "portal.db"
        with closing(sqlite3.connect(settings.instance / "portal.db")) as whole, closing(sqlite3.connect(copy)) as part:
            whole.backup(part)
        _measure_at_scale({**environ, "PORTAL_DEMO": "0", "PORTAL_DATABASE_URL": f"sqlite:///{copy}"})


def _measure_at_scale(environ: dict[str, str]) -> None:
    app = create_app(load_settings(environ))
    with app.app_context():
        codes = list(db.session.scalars(_villages().limit(VILLAGES + BETWEEN * (PLANS - 1))))
        numbers = [_plan(codes[at * BETWEEN : at * BETWEEN + VILLAGES]) for at in range(PLANS)]
        middle, own = numbers[PLANS // 2], codes[PLANS // 2 * BETWEEN]
        head = actor_of(OfficeKind.VILLAGE_HEAD, own)
        whole = _timed(lambda: service.look_through(head, middle))
        one = min(_timed(lambda: _one_more(head, middle)) for _ in range(5))
        found = db.session.query(OverlapFinding).filter_by(partnership_id=middle, is_found=True).count()
    client = app.test_client()
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, [own])
    print(f"overlaps, {EACH:,} activities of {PLANS * EACH:,}: whole plan {whole:.1f} s, {found:,} findings")
    print(f"overlaps, one more activity saved: {one * 1000:.0f} ms, the guard included")
    for label, path in (("first page", ""), ("page 20", "?halaman=20"), ("one kind", "?jenis=pekerjaan")):
        statements, size, seconds = cost(app, client, f"/kemitraan/{middle}/rencana/tumpang-tindih{path}", 7)
        print(f"overlaps, {label:<13}{statements:2} statements {size:6,} bytes {seconds * 1000:6.1f} ms")


def _measured(pairs: tuple[Pair, ...]) -> tuple[float, float]:
    said = [(label, rules.same_work(work(one), work(other), {}) is not None) for label, one, other in pairs]
    right = sum(label and found for label, found in said)
    return right / sum(found for _label, found in said), right / sum(label for label, _found in said)


def _timed(what: Callable[[], object]) -> float:
    started = time.perf_counter()
    what()
    return time.perf_counter() - started


def _villages() -> Any:
    return select(Area.code).where(Area.code.startswith("35."), Area.kind == "village").order_by(Area.code)


def _one_more(head: Actor, partnership_id: int) -> None:
    party = select(Party.id).where(Party.partnership_id == partnership_id).order_by(Party.position)
    values = {"title": "Normalisasi saluran irigasi", "due_on": date(2027, 5, 1)}
    activities.add_activity(head, partnership_id, {**values, "party_id": db.session.scalars(party).first()})


def _titles() -> Iterator[str]:
    while True:
        yield from (f"{doing} {thing}{spot}" for spot, thing, doing in product(SPOTS, THINGS, DOING))


def _plan(codes: list[str]) -> int:
    number = put_on_record("multilateral", codes, 0)
    _fill(number, codes)
    return number


@transactional
def _fill(number: int, codes: list[str]) -> None:
    """Activities straight into the tables, spread over the villages and three years."""
    moment = clock.now()
    parties = db.session.scalars(select(Party.id).where(Party.partnership_id == number).order_by(Party.position)).all()
    made = Programme(
        partnership_id=number, title="Program", starts_on=FIRST, ends_on=FIRST + timedelta(days=DAYS), created_at=moment
    )
    db.session.add(made)
    db.session.flush()
    rows = []
    for at, title in enumerate(islice(_titles(), EACH)):
        due = FIRST + timedelta(days=30 + at * 7 % (DAYS - 30))
        rows.append(
            {
                "partnership_id": number, "programme_id": made.id, "party_id": parties[at % len(parties)],
                "title": title, "due_on": due, "starts_on": due - timedelta(days=30), "created_at": moment,
                "changed_at": moment,
            }
        )  # fmt: skip
    db.session.execute(insert(Activity), rows)
    ids = db.session.scalars(select(Activity.id).where(Activity.partnership_id == number).order_by(Activity.id))
    where = [{"activity_id": one, "village_code": codes[at * 5 % len(codes)]} for at, one in enumerate(ids)]
    db.session.execute(activity_village.insert(), where)
