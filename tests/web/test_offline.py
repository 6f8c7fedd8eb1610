"""P8: pages seen before can be read without a network; nothing behind login is ever kept."""

from __future__ import annotations

import pytest
from browsers import Chromium, carry_cookies, serve, until
from flask import Flask
from playwright.sync_api import Page, expect

from portal import testing

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]


def keep_pages(page: Page, url: str) -> None:
    """Come twice, so that the service worker starts, and then read two pages."""
    page.goto(f"{url}/tentang")
    page.goto(f"{url}/tentang")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, "!!navigator.serviceWorker.controller")
    for address in ("/tentang", "/privasi?a=1&b=2"):
        page.goto(f"{url}{address}", wait_until="networkidle")


def kept(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """async () => { const all = [];
        for (const name of await caches.keys()) for (const r of await (await caches.open(name)).keys()) all.push(r.url);
        return all; }"""
    )
    return found


def test_P8_a_page_seen_before_is_shown_and_says_that_it_is_a_copy(chromium: Chromium, the_odd_app: Flask) -> None:
    with chromium.page() as page, serve(the_odd_app) as site:
        keep_pages(page, site.url)
        site.stop()
        page.goto(f"{site.url}/tentang")
        expect(page.locator("h1")).to_have_text("Tentang portal ini")
        expect(page.locator("main")).to_contain_text("Ini simpanan halaman dari")


def test_P8_a_page_never_seen_says_so_and_lists_what_there_is(chromium: Chromium, the_odd_app: Flask) -> None:
    with chromium.page() as page, serve(the_odd_app) as site:
        keep_pages(page, site.url)
        site.stop()
        page.goto(f"{site.url}/desa/35.02.19.2007")
        expect(page.locator("h1")).to_have_text("Sambungan terputus")
        page.click("#simpanan a >> text=Data pribadi")
        expect(page.locator("h1")).to_have_text("Data pribadi")
        assert page.url.endswith("/privasi?a=1&b=2")


def test_P8_pages_behind_login_are_never_kept(chromium: Chromium, the_odd_app: Flask) -> None:
    client = the_odd_app.test_client()
    testing.sign_in(client, "system_admin")
    with chromium.page() as page, serve(the_odd_app) as site:
        keep_pages(page, site.url)
        carry_cookies(client, page.context, site.url)
        page.goto(f"{site.url}/", wait_until="networkidle")
        page.goto(f"{site.url}/tentang", wait_until="networkidle")
        paths = {url.removeprefix(site.url).split("?")[0] for url in kept(page)}
        assert "/" not in paths and "/tentang" not in paths  # not even the visitor's copy of before
        assert "/privasi" in paths


def test_P8_at_most_twenty_pages_are_kept(chromium: Chromium, the_odd_app: Flask) -> None:
    with chromium.page() as page, serve(the_odd_app) as site:
        keep_pages(page, site.url)
        for number in range(24):
            page.goto(f"{site.url}/privasi?n={number}")
        page.wait_for_timeout(300)
        pages = [url for url in kept(page) if "/static/" not in url and not url.endswith("/luring")]
        assert len(pages) == 20
        assert pages[-1].endswith("n=23")
