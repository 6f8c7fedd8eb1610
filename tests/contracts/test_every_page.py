"""Every page there is, from the map of addresses: usable by everyone, as wide as its screen, and light."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pytest
from browsers import LOOKS, PHONE, Chromium, carry_cookies, overflow, serve, small_targets, violations
from contracts.routes import routes
from contracts.world import World

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.slow]
MOST_BYTES = 14_000  # what the first window of a connection brings (P1)
# Who looks, at whose things.
EYES = (("head", "own"), ("administrator", "own"), ("anonymous", "public"), ("anonymous", "own"))


@dataclass(frozen=True)
class Sight:
    """A page as somebody sees it. `weight` in bytes on the wire."""

    route: str
    role: str
    address: str
    weight: int


@pytest.fixture(scope="module")
def sights(world: World) -> list[Sight]:
    """Each page for each who may see it."""
    seen = []
    for route in routes(world.app):
        if route.method != "GET":
            continue
        for role, scope in EYES:
            if scope not in route.scopes or (scope, role) == ("own", "anonymous") and "public" in route.scopes:
                continue
            address = route.address(world, scope)
            answer = world.client(role).get(address, headers={"Accept-Encoding": "br"})
            weight = len(answer.get_data())
            answer.close()
            kept = answer.headers.get("Content-Disposition", "").startswith("attachment")  # to keep, not to show
            if answer.status_code == 200 and answer.mimetype == "text/html" and not kept:
                seen.append(Sight(route.name, role, address, weight))
    return seen


def test_P1_every_page_with_all_it_needs_fits_the_first_window(sights: list[Sight]) -> None:
    assert {sight for sight in sights if sight.weight > MOST_BYTES} == set()


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing_on_any_page_and_none_is_too_wide(
    chromium: Chromium, world: World, sights: list[Sight], size: tuple[int, int], scheme: str
) -> None:
    # On the phone as whoever can do most there, on the desktop as whoever can do least.
    chosen = {sight.route: sight for sight in (reversed(sights) if size == PHONE else sights)}
    assert len(chosen) > 50
    by_role = defaultdict(list)
    for sight in chosen.values():
        by_role[sight.role].append(sight.address)
    found = {}
    with serve(world.app) as site:
        for role, addresses in by_role.items():
            with chromium.page(size, color_scheme=scheme) as page:
                if role != "anonymous":
                    carry_cookies(world.client(role), page.context, site.url)
                for address in addresses:
                    page.goto(site.url + address)
                    wrong = violations(page) + small_targets(page, 24)
                    if pixels := overflow(page):
                        wrong.append(f"{pixels} pixels too wide")
                    if page.locator("h1").count() != 1:
                        wrong.append("not one heading of the first level")
                    if wrong:
                        found[f"{role} {address}"] = wrong
    assert found == {}
