"""Whether a partnership of three hundred villages opens like one of three, for one of its heads."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event, select

from portal import create_app, testing
from portal.db import db
from portal.settings import load_settings
from portal.villages.models import Area
from tests.large_partnership import put_on_record

NGEBEL, TYPE, ROUNDS = "35.02.19.2007", "multilateral", 15
PAGES = (("page", ""), ("list, 50 a page", "/pihak"), ("list, last page", "/pihak?halaman=6"))
NOT_COUNTED = ("PRAGMA", "BEGIN", "COMMIT", "ROLLBACK")


def measure(environ: dict[str, str]) -> None:
    """Print statements, bytes and the processor's time of each page, with three parties and with three hundred."""
    app = create_app(load_settings({**environ, "PORTAL_DEMO": "0"}))
    with app.app_context():
        near = select(Area.code).where(Area.code.startswith("35.02."), Area.kind == "village", Area.code != NGEBEL)
        villages = list(db.session.scalars(near.order_by(Area.code).limit(299)))
        few = put_on_record(TYPE, [NGEBEL, *villages[:2]], 1)
        many = put_on_record(TYPE, [NGEBEL, *villages], 9)
    client = app.test_client()
    testing.sign_in(client, "village_head")
    for name, path in PAGES:
        (least, small, quick), (most, large, slow) = (
            _cost(app, client, f"/kemitraan/{number}{path}") for number in (few, many)
        )
        print(
            f"parties, {name:<20}3: {least:2} statements {small:6,} bytes {quick * 1000:5.1f} ms   "
            f"300: {most:2} statements {large:6,} bytes {slow * 1000:5.1f} ms"
        )


def _cost(app: Flask, client: object, path: str) -> tuple[int, int, float]:
    """Statements, bytes on the wire, and the median of the processor's seconds of one page."""
    times, sent, size = [], 0, 0
    for _ in range(ROUNDS):
        with _counted(app) as statements:
            started = time.process_time()
            answer = client.get(path, headers={"Accept-Encoding": "br"})  # type: ignore[attr-defined]
            times.append(time.process_time() - started)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        sent, size = len(statements), len(answer.data)
    return sent, size, statistics.median(times)


@contextmanager
def _counted(app: Flask) -> Iterator[list[str]]:
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_: object) -> None:
        if not statement.lstrip().upper().startswith(NOT_COUNTED):
            sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
