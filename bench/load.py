"""Eight visitors who load one page without a pause, and how long each waited."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from dataclasses import dataclass

VISITORS = 8


@dataclass(frozen=True)
class Load:
    """Pages a second, and the wait that 95 of 100 stayed under, in milliseconds."""

    rate: float
    p95: float


def run(port: int, path: str, seconds: float, cookie: str = "") -> Load:
    """Load a page, signed in with `cookie` or as anybody; raises when an answer is no success."""
    waits: list[float] = []
    faults: list[str] = []
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_visit, args=(port, path, cookie, until, waits, faults)) for _ in range(VISITORS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise RuntimeError(faults[0])
    return Load(len(waits) / seconds, statistics.quantiles(waits, n=20)[-1] * 1000)


def _visit(port: int, path: str, cookie: str, until: float, waits: list[float], faults: list[str]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while (started := time.monotonic()) < until:
        connection.request("GET", path, headers=_headers(cookie))
        answer = connection.getresponse()
        answer.read()
        waits.append(time.monotonic() - started)
        if answer.status != 200:
            faults.append(f"{path}: {answer.status}")
            break
    connection.close()


def _headers(cookie: str) -> dict[str, str]:
    return {"Accept-Encoding": "br", **({"Cookie": cookie} if cookie else {})}


def bytes_on_the_wire(port: int, path: str, cookie: str = "") -> int:
    """The whole answer, status line and headers included, as a browser gets it (brotli)."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers=_headers(cookie))
    answer = connection.getresponse()
    body = answer.read()
    headers = sum(len(f"{name}: {value}\r\n".encode()) for name, value in answer.getheaders())
    connection.close()
    return len(body) + headers + len(b"HTTP/1.1 200 OK\r\n\r\n")
