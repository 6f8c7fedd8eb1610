"""Whether forty sectors cost more than eight: at the start, and on the pages that speak of sectors."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

from portal import create_app, testing
from portal.plugin import installed_plugins, module_plugin
from portal.settings import load_settings
from tests.sector.forty import ThirtyTwoMore

ROUNDS, REQUESTS = 9, 10
PAGES = ("/kemitraan", "/kemitraan/baru", "/desa/35.02.19.2007/potensi", "/p/sector/panduan")


def measure(environ: dict[str, str]) -> None:
    """Print the processor's time for a start and for each page, with eight sectors and with forty."""
    settings = load_settings({**environ, "PORTAL_DEMO": "0"})
    eight = installed_plugins()
    forty = [*eight, module_plugin(ThirtyTwoMore.NAME, ThirtyTwoMore())]
    _show("start", *_alternating(lambda: create_app(settings, eight), lambda: create_app(settings, forty)))
    clients = [_signed_in(settings, plugins) for plugins in (eight, forty)]
    for path in PAGES:
        asks = [_asking(client, path) for client in clients]
        few_time, many_time = (seconds / REQUESTS for seconds in _alternating(*asks))
        _show(path, few_time, many_time, len(clients[1].get(path, headers={"Accept-Encoding": "br"}).get_data()))


def _signed_in(settings: Any, plugins: Iterable[Any]) -> Any:
    app: Flask = create_app(settings, plugins)
    client = app.test_client()
    testing.sign_in(client, "village_head")
    return client


def _asking(client: Any, path: str) -> Callable[[], object]:
    def ask() -> None:
        for _ in range(REQUESTS):
            answer = client.get(path)
            assert answer.status_code == 200, f"{path}: {answer.status_code}"
            answer.get_data()

    ask()  # what is remembered is warm
    return ask


def _alternating(few: Callable[[], object], many: Callable[[], object]) -> tuple[float, float]:
    """The median seconds of each; rounds alternate, so that both meet the same noise."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for what, kept in zip((few, many), times, strict=True):
            started = time.process_time()
            what()
            kept.append(time.process_time() - started)
    return statistics.median(times[0]), statistics.median(times[1])


def _show(name: str, few: float, many: float, size: int = 0) -> None:
    weight = f", {size:,} bytes with 40" if size else ""
    print(f"sectors, {name:<32}8: {few * 1000:7.1f} ms   40: {many * 1000:7.1f} ms   ratio {many / few:.2f}{weight}")
