"""P7: htmx from the CDN when it answers; from the local copy when the CDN fails, lies or is silent. Never twice."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from browsers import Chromium, Served, serve, until
from playwright.sync_api import Page, expect
from werkzeug import Request, Response

from portal import testing
from portal.settings import LOCAL_HTMX
from portal.web.assets import STATIC
from portal.web.htmx_copy import make_local_copy

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]


@dataclass
class Cdn:
    """A CDN in one of its moods: good, wrong, gone, silent."""

    mood: str
    speak: threading.Event = field(default_factory=threading.Event)

    def __call__(self, environ: Any, start_response: Any) -> Any:
        if self.mood == "silent":
            self.speak.wait(20)
        body = b"alert(1)" if self.mood == "wrong" else (STATIC / LOCAL_HTMX).read_bytes()
        answer = Response(body, mimetype="text/javascript", headers={"Access-Control-Allow-Origin": "*"})
        return answer(Request(environ).environ, start_response)


@contextmanager
def portal_with(cdn: Cdn, folder: Path, blueprint: Any) -> Iterator[Served]:
    make_local_copy(STATIC)
    with serve(cdn) as cdn_site:
        address = "http://127.0.0.1:1/htmx.js" if cdn.mood == "gone" else f"{cdn_site.url}/htmx.js"
        app = testing.make_app(folder, htmx_source="cdn", htmx_cdn=address)
        app.register_blueprint(blueprint())
        with serve(app) as site:
            yield site
        cdn.speak.set()


@pytest.fixture
def odd_pages(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue("odd_blueprint")


def works(page: Page) -> None:
    """htmx is there, and a form is swapped without loading the page."""
    until(page, "!!document.getElementById('catatan')['htmx-internal-data']")
    page.evaluate("window.mark = 1")
    page.fill("#text", "air")
    page.click("text=Simpan")
    expect(page.locator("#pesan")).to_contain_text("Dicatat.")
    assert page.evaluate("window.mark") == 1


@pytest.mark.parametrize("mood", ["good", "wrong", "gone", "silent"])
def test_P7_htmx_works_whatever_the_cdn_does(mood: str, chromium: Chromium, tmp_path: Path, odd_pages: Any) -> None:
    with portal_with(Cdn(mood), tmp_path, odd_pages) as site, chromium.page() as page:
        page.goto(f"{site.url}/uji/catatan", wait_until="commit")
        expect(page.locator("h1")).to_be_visible(timeout=2_000)  # the page waits for no script
        works(page)
        taken = page.evaluate("performance.getEntriesByType('resource').some(e => e.name.includes('/static/made/'))")
        assert taken == (mood != "good")


def test_P7_a_cdn_that_answers_too_late_runs_nothing(chromium: Chromium, tmp_path: Path, odd_pages: Any) -> None:
    cdn = Cdn("silent")
    with portal_with(cdn, tmp_path, odd_pages) as site, chromium.page() as page:
        page.goto(f"{site.url}/uji/catatan", wait_until="commit")
        works(page)
        page.evaluate("window.htmx.mine = true")
        cdn.speak.set()
        page.wait_for_load_state("load")
        page.wait_for_timeout(300)
        assert page.evaluate("window.htmx.mine") is True


def test_P7_the_local_source_asks_no_other_host(chromium: Chromium, site: Served) -> None:
    make_local_copy(STATIC)
    hosts: set[str] = set()
    with chromium.page() as page:
        page.on("request", lambda request: hosts.add(request.url.split("/")[2]) if "http" in request.url[:4] else None)
        for address in ("/", "/tentang", "/uji/catatan"):
            page.goto(f"{site.url}{address}", wait_until="networkidle")
        works(page)
    assert hosts == {site.url.split("/")[2]}


def test_P6_without_scripts_the_form_works_too(chromium: Chromium, site: Served) -> None:
    with chromium.page(java_script_enabled=False) as page:
        page.goto(f"{site.url}/uji/catatan")
        page.fill("#text", "air")
        page.click("text=Simpan")
        expect(page.locator("#pesan")).to_contain_text("Dicatat.")
