"""Whether the inbox, the calendar, proposals and conversations stay as quick with years of them as with few.

Two copies of one database: in both the same full pages (an inbox of a hundred, sixty promises that wait, sixty
meetings this month, a conversation of a hundred posts), in the large one everything before and after them as well.
"""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from bench.cost import cost
from bench.said import RARE, insert_rows, put_posts, put_proposals
from portal import clock, create_app, testing
from portal.coordination.calendar import service as calendars
from portal.coordination.meetings import rules as meetings
from portal.coordination.meetings.models import Meeting
from portal.coordination.notices.groups import BY_DEFAULT
from portal.coordination.notices.models import Notice
from portal.db import db, transactional
from portal.events import Event
from portal.partnerships.models import Party
from portal.permissions import Actor
from portal.planning.commitments.models import Commitment
from portal.settings import load_settings
from tests.large_partnership import put_on_record

NGEBEL, SEMPU = "35.02.19.2007", "35.02.19.2008"
THIS_MONTH = 60
PROMISES = 60
ROUNDS = 30
# Notices, meetings, proposals, posts.
FEW = (100, THIS_MONTH, 30, 200)
MANY = (100_000, 2_000, 500, 10_000)
PAGES = (
    ("inbox", "/kotak"),
    ("inbox, one topic", f"/kotak?soal={BY_DEFAULT[0]}"),
    ("inbox, read ones", "/kotak?sesudah=0-{middle}"),
    ("home, 60 waiting", "/"),
    ("calendar of the month", "/kalender"),
    ("meetings", "/kemitraan/{partnership}/rapat"),
    ("one meeting", "/kemitraan/{partnership}/rapat/{meeting}"),
    ("proposals", "/kemitraan/{partnership}/usulan"),
    ("one proposal", "/kemitraan/{partnership}/usulan/{proposal}"),
    ("conversations", "/kemitraan/{partnership}/percakapan"),
    ("one conversation", "/kemitraan/{partnership}/percakapan/{thread}"),
    ("its first posts", "/kemitraan/{partnership}/percakapan/{thread}?sebelum={early}"),
    ("search, a common word", "/kemitraan/{partnership}/percakapan?cari=pintu"),
    ("search, a rare word", f"/kemitraan/{{partnership}}/percakapan?cari={RARE}"),
)


def measure(environ: dict[str, str]) -> None:
    """Print statements, bytes and the processor's time of each page, of few and of many, and of the feed."""
    settings = load_settings({**environ, "PORTAL_DEMO": "0"})
    with tempfile.TemporaryDirectory(prefix="portal-coordination-") as name:
        sides = []
        for label, much in (("few", FEW), ("many", MANY)):
            copy = Path(name) / f"{label}.db"
            with (
                closing(sqlite3.connect(settings.instance / "portal.db")) as old,
                closing(sqlite3.connect(copy)) as new,
            ):
                old.backup(new)
            app = create_app(load_settings({**environ, "PORTAL_DEMO": "0", "PORTAL_DATABASE_URL": f"sqlite:///{copy}"}))
            sides.append((app, *_filled(app, *much)))
        _compare(sides)


def _filled(app: Flask, notices: int, met: int, proposed: int, said: int) -> tuple[FlaskClient, dict[str, Any]]:
    """Somebody signed in, and what the addresses of the pages name."""
    client = app.test_client()
    person = testing.sign_in(client, "village_head", (NGEBEL,))
    with app.test_request_context():
        partnership = put_on_record("bilateral", [NGEBEL, SEMPU], 0, "Saluran irigasi bersama")
        meeting = _meetings(partnership, met)
        _promises(partnership)
        last = _notices(partnership, int(person.person_id or 0), notices)
        known = {
            "partnership": partnership,
            "meeting": meeting,
            "proposal": put_proposals(partnership, proposed),
            "thread": put_posts(partnership, said),
            "early": 60,
            "middle": last - notices // 2,
            "feed": _feed(person),
        }
    return client, known


def _compare(sides: Sequence[tuple[Flask, FlaskClient, dict[str, Any]]]) -> None:
    for name, path in (*PAGES, ("feed of the calendar", "{feed}")):
        waits: list[list[float]] = [[], []]
        costs = [cost(app, client, path.format(**known), 2) for app, client, known in sides]
        for _ in range(ROUNDS):
            for (_app, client, known), kept in zip(sides, waits, strict=True):
                started = time.process_time()  # of the processor: other work on the machine does not count
                assert client.get(path.format(**known)).status_code == 200
                kept.append((time.process_time() - started) * 1000)
        (few, few_most), (many, many_most) = (
            (statistics.median(times), statistics.quantiles(times, n=20)[-1]) for times in waits
        )
        print(
            f"coordination, {name:<22}few: {costs[0][0]:2} statements {costs[0][1]:7,} bytes p50 {few:5.1f} ms   "
            f"many: {costs[1][0]:2} statements {costs[1][1]:7,} bytes p50 {many:5.1f} p95 {many_most:5.1f} ms   "
            f"ratio {many / few:.2f}, of p95 {many_most / few_most:.2f}"
        )


@transactional
def _meetings(partnership: int, count: int) -> int:
    """Sixty meetings this month, the others a day apart before it; the number of the newest."""
    moment = clock.now()
    first = datetime(moment.year, moment.month, 1, 3, tzinfo=UTC)
    rows = []
    for number in range(count):
        day = first + (timedelta(days=number % 27, hours=number // 27) if number < THIS_MONTH else -_days(number))
        rows.append(
            {
                "partnership_id": partnership, "kind": meetings.INTER_VILLAGE, "title": f"Musyawarah ke-{number + 1}",
                "starts_at": day, "place": "Balai Desa Ngebel", "online_note": "", "call_text": "", "series_key": "",
                "state": meetings.CALLED if day > moment else meetings.HELD, "state_reason": "", "chair_name": "",
                "secretary_name": "", "number": "", "confirm_days": 7, "round": 0, "is_public": False,
                "created_at": moment, "changed_at": moment, "version": 1,
            }
        )  # fmt: skip
    insert_rows(Meeting, rows)
    return int(db.session.scalar(select(func.max(Meeting.id))) or 0)


def _days(number: int) -> timedelta:
    return timedelta(days=number - THIS_MONTH + 1)


@transactional
def _promises(partnership: int) -> None:
    """Promises of Ngebel that are due."""
    party = db.session.scalars(
        select(Party.id).where(Party.partnership_id == partnership, Party.village_code == NGEBEL)
    ).one()
    today, moment = clock.today(), clock.now()
    for number in range(PROMISES):
        due = today - timedelta(days=number)
        db.session.add(
            Commitment(
                partnership_id=partnership, party_id=party, title=f"Memasang pipa ke-{number + 1}", due_on=due,
                first_due_on=due, recorded_at=moment, changed_at=moment,
            )
        )  # fmt: skip


@transactional
def _notices(partnership: int, person: int, count: int) -> int:
    """So many notices of so many events, the newest hundredth unread; the number of the last event."""
    moment = clock.now()
    last = int(db.session.scalar(select(func.max(Event.seq))) or 0)
    events, told = [], []
    for seq in range(last + 1, last + count + 1):
        events.append(
            {
                "seq": seq, "at": moment, "kind": "coordination.meeting_called", "office": "Sekretaris Desa Sempu",
                "village_code": SEMPU, "subject_kind": "partnership", "subject_id": str(partnership), "before": "{}",
                "after": "{}", "reason": "", "request_id": "", "previous_hash": "", "hash": "",
            }
        )  # fmt: skip
        told.append(
            {
                "person_id": person, "event_seq": seq, "partnership_id": partnership, "title": f"Musyawarah {seq}",
                "topic": BY_DEFAULT[seq % len(BY_DEFAULT)], "url": f"/kemitraan/{partnership}/rapat", "told_at": moment,
                "is_unread": seq > last + count - FEW[0] // 2,
            }
        )  # fmt: skip
    insert_rows(Event, events)
    insert_rows(Notice, told)
    return last + count


@transactional
def _feed(person: Actor) -> str:
    _link, token = calendars.make_link(person, None, "", "Bangku ukur")
    return f"/kalender/{token}.ics"
