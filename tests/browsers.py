"""Real Chromium and real servers for the tests that need them."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wsgi import ClosingIterator

PHONE, DESKTOP = (360, 640), (1280, 800)
# Each way of looking and of going is tried; one of them in `make test`, the other in `make torture-pages`.
LONG = pytest.mark.long
LOOKS = [pytest.param(PHONE, "light", id="phone"), pytest.param(DESKTOP, "dark", id="desktop", marks=LONG)]
SCRIPTS = [pytest.param(True, id="with scripts"), pytest.param(False, id="without scripts", marks=LONG)]
NO_SCRIPTS = [pytest.param(True, id="with scripts", marks=LONG), pytest.param(False, id="without scripts")]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
]


class Quiet(WSGIRequestHandler):
    """A server that does not chat."""

    def log(self, type: str, message: str, *args: Any) -> None:
        """Say nothing."""


class Counted:
    """A WSGI app that knows how many of its requests are under way."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._changed = threading.Condition()
        self._under_way = 0

    def __call__(self, environ: Any, start_response: Any) -> ClosingIterator:
        """Answer; the request is over when its answer was read, and the app has let go of the database."""
        self._count(1)
        try:
            return ClosingIterator(self._app(environ, start_response), [lambda: self._count(-1)])
        except BaseException:
            self._count(-1)
            raise

    def _count(self, by: int) -> None:
        with self._changed:
            self._under_way += by
            self._changed.notify_all()

    def wait(self, seconds: float = 5) -> None:
        """Until no request is under way: the next test puts another database in the place of this one."""
        with self._changed:
            self._changed.wait_for(lambda: not self._under_way, seconds)


@dataclass
class Served:
    """A server on a loopback port."""

    app: Any
    server: Any
    counted: Counted

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server.server_port}"

    def stop(self) -> None:
        """As if the network were gone."""
        self.server.shutdown()
        self.counted.wait()
        self.server.server_close()


@contextmanager
def serve(app: Any, port: int = 0) -> Iterator[Served]:
    """Serve a WSGI app from a thread of its own."""
    counted = Counted(app)
    server = make_server("127.0.0.1", port, counted, threaded=True, request_handler=Quiet)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    served = Served(app, server, counted)
    try:
        yield served
    finally:
        served.stop()
        thread.join()


class Chromium:
    """The system's Chromium. Contexts are as clean as a new telephone."""

    def __enter__(self) -> Chromium:
        path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        self._playwright = sync_playwright().start()
        self.browser: Browser = self._playwright.chromium.launch(executable_path=path, args=FLAGS)
        return self

    def __exit__(self, *error: object) -> None:
        self.browser.close()
        self._playwright.stop()

    @contextmanager
    def page(self, size: tuple[int, int] = PHONE, **options: Any) -> Iterator[Page]:
        """A page in a context of its own. What breaks the content policy fails the test."""
        context = self.browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="id-ID", **options)
        context.set_default_timeout(10_000)
        broken: list[str] = []
        page = context.new_page()
        page.on("console", lambda said: broken.append(said.text) if "Content Security Policy" in said.text else None)
        page.on("pageerror", lambda error: broken.append(str(error)))
        try:
            yield page
            assert broken == []
        finally:
            context.close()


def carry_cookies(client: FlaskClient, context: BrowserContext, url: str) -> None:
    """Give the browser the session that a test client signed in with."""
    cookie = client.get_cookie("portal")
    assert cookie is not None
    context.add_cookies([{"name": "portal", "value": cookie.value, "url": url}])


QUICKLY = {"resultTypes": ["violations"], "selectors": False, "elementRef": False}


def violations(page: Page) -> list[str]:
    """What axe-core finds, of any impact, as rule and place. It names places only where something is found."""
    if not Axe().run(page, options=QUICKLY).response["violations"]:
        return []
    results = Axe().run(page)
    return [
        f"{item['id']}: {node['target']} {node.get('failureSummary', '')}"
        for item in results.response["violations"]
        for node in item["nodes"]
    ]


def until(page: Page, expression: str, seconds: float = 5) -> None:
    """Wait until a JavaScript expression holds. (Playwright's own waiting needs eval, which our policy forbids.)"""
    deadline = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, f"never came true: {expression}"
        page.wait_for_timeout(50)


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def small_targets(page: Page, least: int) -> list[str]:
    """Things to touch that are lower or narrower than `least` pixels; links within a sentence are let off."""
    found: list[str] = page.evaluate(
        """least => [...document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary')]
        .filter(e => {
          const inline = e.tagName === 'A' && getComputedStyle(e).display === 'inline'
            && [...e.parentElement.childNodes].some(n => n.nodeType === 3 && n.textContent.trim().length > 1);
          let box = e.getBoundingClientRect();
          const label = /^(checkbox|radio)$/.test(e.type) && e.closest('label');
          if (label) box = label.getBoundingClientRect();
          if (!box.width || !box.height || inline || e.closest('.skip, .visually-hidden')) return false;
          return box.width < least - .5 || box.height < least - .5;
        }).map(e => e.tagName + ' ' + (e.innerText || e.name || '').slice(0, 30))""",
        least,
    )
    return found
