"""Public pages from memory: fast, and never stale for whoever has just written, nor shown to the wrong person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from portal import events, testing
from portal.db import db, transactional
from portal.permissions import SYSTEM
from portal.villages.models import Village
from portal.web.page_cache import LARGEST_NUMBER, SECONDS, PageCache

NGEBEL = "35.02.19.2007"
BROTLI = {"Accept-Encoding": "br"}


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: float = 1000.0
    asked: list[str] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now


@dataclass
class Site:
    """The portal behind its cache. `misses` are the addresses that the app itself answered."""

    app: Flask
    cache: PageCache
    clock: Clock
    misses: list[str]

    def get(self, address: str = "/", **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return Client(self.cache, use_cookies=False).get(address, headers=named)


@transactional
def add_village() -> None:
    db.session.add(Village(code=NGEBEL))
    events.record(SYSTEM, "village.created", "village", NGEBEL)


@pytest.fixture
def site(app: Flask) -> Site:
    misses: list[str] = []
    clock = Clock()

    def counted(environ: dict[str, str], start: Callable[..., object]) -> object:
        misses.append(environ["PATH_INFO"])
        return app.wsgi_app(environ, start)

    with app.app_context():
        cache = PageCache(counted, db.engine, clock)  # type: ignore[arg-type]
    return Site(app, cache, clock, misses)


def test_the_second_visitor_is_answered_from_memory(site: Site) -> None:
    first, second = site.get(), site.get()
    assert site.misses == ["/"]
    assert (first.data, first.status) == (second.data, second.status)
    assert dict(first.headers) == dict(second.headers)


def test_a_kept_page_carries_every_header_of_the_page(site: Site) -> None:
    site.get()
    kept = site.get().headers
    assert "Content-Security-Policy" in kept and "X-Frame-Options" in kept
    assert {"Cookie", "HX-Request", "Accept-Encoding"} <= {item.strip() for item in kept["Vary"].split(",")}


def test_a_page_is_never_older_than_the_last_thing_recorded(site: Site) -> None:
    before = site.get().text
    with site.app.app_context():
        add_village()
    after = site.get().text
    assert "<dd>0</dd>" in before and "<dd>1</dd>" in after


def test_a_page_that_was_made_while_somebody_wrote_is_not_kept(site: Site, app: Flask) -> None:
    inner = site.cache._app

    def slow(environ: object, start: object) -> object:
        answer = inner(environ, start)  # type: ignore[arg-type]
        with app.app_context():
            add_village()  # after the page was made, before it is kept
        return answer

    site.cache._app = slow  # type: ignore[assignment]
    assert "<dd>0</dd>" in site.get().text
    site.cache._app = inner
    assert "<dd>1</dd>" in site.get().text


def test_a_page_is_made_anew_after_a_minute(site: Site) -> None:
    site.get()
    site.clock.now += SECONDS + 1
    site.get()
    assert site.misses == ["/", "/"]


def test_somebody_signed_in_neither_gets_nor_gives_kept_pages(site: Site) -> None:
    site.get()
    browser = site.app.test_client()
    actor = testing.sign_in(browser, "village_head")
    cookie = browser.get_cookie("portal")
    assert cookie is not None
    mine = site.get(Cookie=f"portal={cookie.value}")
    assert actor.name in mine.text
    assert actor.name not in site.get().text
    assert site.misses == ["/", "/", "/"]  # signing in was recorded, so the page was made anew


@pytest.mark.parametrize("cookie", ["portal=x", "bahasa=id; portal=x", "lain=1", "bahasa=id; lain=1", "bahasa=zz", "="])
def test_a_request_with_any_other_cookie_goes_to_the_app(site: Site, cookie: str) -> None:
    site.get()
    site.get(Cookie=cookie)
    assert site.misses == ["/", "/"]


def test_languages_fragments_hosts_and_encodings_are_kept_apart(site: Site) -> None:
    plain = site.get().text
    assert '<html lang="en">' in site.get(Cookie="bahasa=en").text
    assert '<html lang="id">' in site.get(Cookie="bahasa=id").text
    assert site.get(Accept_Encoding="br").headers["Content-Encoding"] == "br"
    assert site.get(Accept_Encoding="gzip").headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in site.get().headers
    assert site.get(Host="127.0.0.1").status_code == 200
    assert site.get(Host="jahat.example").status_code == 400
    assert site.get().text == plain


def test_a_fragment_is_kept_apart_from_its_page(site: Site) -> None:
    page = site.get("/desa").text
    part = site.get("/desa", HX_Request="true")
    assert "<html" in page and "<html" not in part.text
    assert part.headers["Cache-Control"] == "no-store"
    assert site.get("/desa").text == page


def test_a_browser_that_has_the_page_is_told_so_in_a_few_bytes(site: Site) -> None:
    tag = site.get().headers["ETag"]
    again = site.get(If_None_Match=tag)
    assert (again.status_code, again.data) == (304, b"")
    assert "Content-Security-Policy" in again.headers
    with site.app.app_context():
        add_village()
    assert site.get(If_None_Match=tag).status_code == 200


def test_errors_and_pages_with_a_form_are_not_kept(site: Site) -> None:
    for address in ("/tidak-ada", "/masuk"):
        assert site.get(address).headers.get("ETag") is None
        site.get(address)
    assert site.misses == ["/tidak-ada", "/tidak-ada", "/masuk", "/masuk"]


def test_a_posted_form_always_reaches_the_app(site: Site) -> None:
    site.get()
    assert Client(site.cache).post("/").status_code in (400, 405)


def test_memory_is_bounded(site: Site) -> None:
    site.get("/tentang?n=0")
    for number in range(LARGEST_NUMBER + 5):
        kept = next(iter(site.cache._kept.values()))
        site.cache._keep((str(number),), kept)
    assert len(site.cache._kept) == LARGEST_NUMBER


def test_a_database_that_is_gone_does_not_answer_from_memory(site: Site) -> None:
    site.get("/tentang")
    site.cache._engine = None  # type: ignore[assignment]
    site.get("/tentang")
    assert site.misses == ["/tentang", "/tentang"]
