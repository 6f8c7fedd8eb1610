"""What one page costs: statements, bytes on the wire, and the median of the processor's seconds."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from portal.db import db

ROUNDS = 15
NOT_COUNTED = ("PRAGMA", "BEGIN", "COMMIT", "ROLLBACK")


def cost(app: Flask, client: FlaskClient, path: str, rounds: int = ROUNDS) -> tuple[int, int, float]:
    """Statements, bytes (compressed), and seconds of a page that answers 200."""
    times, sent, size = [], 0, 0
    for _ in range(rounds):
        with _counted(app) as statements:
            started = time.process_time()
            answer = client.get(path, headers={"Accept-Encoding": "br"})
            size = len(answer.get_data())
            times.append(time.process_time() - started)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        sent = len(statements)
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
