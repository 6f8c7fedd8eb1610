"""WCAG 2.2 AA of errors and of odd pages; `contracts/test_every_page.py` looks at all the others."""

from __future__ import annotations

import pytest
from browsers import LOOKS, Chromium, Served, overflow, small_targets, violations

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

PAGES = ("/uji/galat/403", "/uji/galat/409", "/tidak-ada", "/uji/catatan")


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing(chromium: Chromium, site: Served, size: tuple[int, int], scheme: str) -> None:
    found = {}
    with chromium.page(size, color_scheme=scheme) as page:
        for address in PAGES:
            page.goto(site.url + address)
            if problems := violations(page):
                found[address] = problems
    assert found == {}


def test_nothing_is_wider_than_a_small_telephone(chromium: Chromium, site: Served) -> None:
    with chromium.page((320, 640)) as page:
        wide = {}
        for address in PAGES:
            page.goto(site.url + address)
            if pixels := overflow(page):
                wide[address] = pixels
    assert wide == {}


def test_everything_to_touch_is_big_enough(chromium: Chromium, site: Served) -> None:
    with chromium.page() as page:
        small = {}
        for address in PAGES:
            page.goto(site.url + address)
            if found := small_targets(page, 24):
                small[address] = found
    assert small == {}


def test_text_can_be_twice_as_big(chromium: Chromium, site: Served) -> None:
    with chromium.page() as page:
        for address in ("/", "/tentang", "/uji/catatan"):
            page.goto(site.url + address)
            page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
            assert overflow(page) == 0, address


def test_the_order_of_headings_skips_no_level(chromium: Chromium, site: Served) -> None:
    with chromium.page() as page:
        for address in PAGES:
            page.goto(site.url + address)
            levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
            assert levels.count(1) == 1 and levels[0] == 1, address
            assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), address
