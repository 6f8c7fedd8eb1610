"""What one page costs: statements, bytes on the wire, and the median of the processor's seconds."""

from __future__ import annotations

import statistics
import time

from flask import Flask
from flask.testing import FlaskClient

from portal.testing import statements

ROUNDS = 15


def cost(app: Flask, client: FlaskClient, path: str, rounds: int = ROUNDS) -> tuple[int, int, float]:
    """Statements, bytes (compressed), and seconds of a page that answers 200."""
    times, sent, size = [], 0, 0
    for _ in range(rounds):
        with statements(app) as counted:
            started = time.process_time()
            answer = client.get(path, headers={"Accept-Encoding": "br"})
            size = len(answer.get_data())
            times.append(time.process_time() - started)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        sent = len(counted)
    return sent, size, statistics.median(times)
