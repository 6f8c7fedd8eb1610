"""Once a day what nobody needs any more is forgotten, and nothing that somebody still needs."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from partnership_walk import NGEBEL, SEMPU, actor_of
from sqlalchemy import func, select

from portal import clock, storage, testing
from portal.accounts.models import LoginSession, Throttle
from portal.db import Submission, db, transactional
from portal.errors import NotFound
from portal.ops.doctor import examine
from portal.ops.housekeeping import last_tidied, tidy, tidy_when_due
from portal.partnerships import service, steps
from portal.partnerships.models import Attachment
from portal.permissions import OfficeKind
from tests.ops.installation import Installation
from tests.storage import papers

MONTH = timedelta(days=30)


@pytest.fixture
def settings(context: Flask) -> Iterator[object]:
    """The settings; the notes of housekeeping and the files are gone afterwards."""
    found = context.extensions["portal.settings"]
    yield found
    for path in (*found.instance.glob("last-housekeeping.json"), *found.files.glob("??/*")):
        path.unlink()


def handed_in(folder: Path, hours_ago: float) -> storage.StoredFile:
    """A paper that was stored so many hours ago."""
    stored = storage.store(folder, io.BytesIO(papers.made()), "surat.pdf", 10_000_000)
    then = time.time() - hours_ago * 3600
    os.utime(storage.path_of(folder, stored.name), (then, then))
    return stored


def test_D5_a_file_whose_record_was_not_saved_is_set_aside_after_a_day_and_an_attached_one_stays(
    context: Flask, settings: object
) -> None:
    files = context.extensions["portal.settings"].files
    head, stranger = (actor_of(OfficeKind.VILLAGE_HEAD, code) for code in (NGEBEL, "35.02.19.2001"))
    begun = service.begin(head, "bilateral", "Air", "air", "air", (service.PartyChoice(village_code=SEMPU),))
    values = {"summary": "Debit 40 liter per detik."}
    party = begun.parties[0].id
    number = begun.id
    attached, lost, fresh = handed_in(files, 30), handed_in(files, 30), handed_in(files, 1)
    steps.record_gate(head, number, "data_pack", party, values, scan=attached)
    for scan in (lost, fresh):
        with pytest.raises(NotFound):
            steps.record_gate(stranger, number, "data_pack", party, values, scan=scan)
    assert db.session.scalars(select(Attachment.stored_name)).all() == [attached.name]
    assert tidy(context).files == 1
    assert [storage.path_of(files, file.name).exists() for file in (attached, lost, fresh)] == [True, False, True]
    assert (files.parent / "files-aside" / lost.name).is_file()


def test_what_is_old_is_forgotten_and_what_counts_stays(context: Flask, settings: object) -> None:
    person = testing.sign_in(context.test_client(), OfficeKind.VILLAGE_OPERATOR, (NGEBEL,)).person_id
    assert person is not None
    leave_traces(person, clock.now())
    done = tidy(context)
    assert (done.submissions, done.sign_ins, done.counters) == (1, 2, 1)
    assert db.session.scalars(select(Submission.key)).all() == ["b" * 32]
    assert set(db.session.scalars(select(Throttle.key))) == {"baru", "terkunci"}
    kept = set(db.session.scalars(select(LoginSession.token_hash)))
    assert {"berjalan", "baru berakhir"} < kept and not {"lama berakhir", "lama habis"} & kept


@transactional
def leave_traces(person: int, now: datetime) -> None:
    for key, at in (("a" * 32, now - MONTH - timedelta(hours=1)), ("b" * 32, now - MONTH + timedelta(hours=1))):
        db.session.add(Submission(key=key, at=at))
    for name, expires, ended in (
        ("berjalan", now + MONTH, None),
        ("baru berakhir", now + MONTH, now - MONTH),
        ("lama berakhir", now - MONTH, now - 4 * MONTH),
        ("lama habis", now - 4 * MONTH, None),
    ):
        started = now - 5 * MONTH
        row = LoginSession(token_hash=name, person_id=person, created_at=started, expires_at=expires, ended_at=ended)
        db.session.add(row)
    hour = timedelta(hours=1)
    for key, since, until in (
        ("lama", now - 25 * hour, None),
        ("baru", now - hour, None),
        ("terkunci", now + 4 * hour, now + 4 * hour),
    ):
        db.session.add(Throttle(kind="account", key=key, window_start=since, blocked_until=until, strikes=3))


def test_it_is_done_once_a_day(context: Flask, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    own = context.extensions["portal.settings"]
    assert last_tidied(own) is None
    assert "belum pernah" in shown_by_the_doctor(context)
    assert tidy_when_due(context) is not None
    assert tidy_when_due(context) is None
    assert "0 berkas" in shown_by_the_doctor(context)
    later = clock.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert tidy_when_due(context) is not None
    assert tidy_when_due(context) is None


def shown_by_the_doctor(app: Flask) -> str:
    (finding,) = (finding for finding in examine(app) if finding.subject == "Beres-beres")
    return finding.found


@pytest.mark.sqlite
def test_serve_does_it_at_its_start_and_the_command_when_it_is_asked(place: Installation) -> None:
    (place.folder / "files" / "ab").mkdir(parents=True, exist_ok=True)
    orphan = place.folder / "files" / "ab" / ("ab" * 16 + ".jpg")
    orphan.write_bytes(b"foto")
    os.utime(orphan, (1, 1))
    with place.served():
        deadline = time.monotonic() + 20
        while not (place.folder / "last-housekeeping.json").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
    assert not orphan.exists()
    assert (place.folder / "files-aside" / orphan.name).read_bytes() == b"foto"
    assert "0 berkas" in place.ok("housekeeping")


def test_rows_of_today_are_never_touched(context: Flask, settings: object) -> None:
    testing.sign_in(context.test_client(), OfficeKind.VILLAGE_OPERATOR, (NGEBEL,))
    before = db.session.scalar(select(func.count(LoginSession.id)))
    tidy(context)
    assert db.session.scalar(select(func.count(LoginSession.id))) == before
