"""Nobody acts in another's name: every changing request needs the token of its own sign-in (A5)."""

from __future__ import annotations

from typing import Any

import pytest
from contracts.routes import read, routes
from contracts.test_routes import MATRIX, REFUSED
from contracts.world import ROLES, World, committed_writes, digest
from flask import Flask

from portal import testing

pytestmark = pytest.mark.sqlite  # the same on both databases
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


def test_A5_every_changing_route_refuses_a_request_without_its_token(world: World) -> None:
    asked = [(route, role, route.address(world, "own")) for route, role in changing(world)]  # some make their object
    before = digest(world.app)
    for htmx in ({}, {"HX-Request": "true"}):
        for route, role, address in asked:
            with committed_writes(world.app) as written:
                answer = world.client(role).open(address, method=route.method, data={"a": "1"}, headers=htmx)
            assert answer.status_code == 400, f"{route.name} as {role}"
            assert not written, route.name
    assert digest(world.app) == before


def test_A5_a_token_of_somebody_elses_session_is_worth_nothing(world: World) -> None:
    foreign = testing.csrf_token(world.client("stranger_operator"))
    for route, role in changing(world):
        browser = world.client(role)
        testing.csrf_token(browser)
        address = route.address(world, "own")
        with committed_writes(world.app) as written:
            answer = browser.open(address, method=route.method, data={"csrf_token": foreign})
        assert answer.status_code == 400 and not written, f"{route.name} as {role}"


def test_A5_no_route_is_exempt(the_app: Flask) -> None:
    protection = the_app.extensions["csrf"]
    assert not protection._exempt_views and not protection._exempt_blueprints
    assert the_app.config.get("WTF_CSRF_ENABLED", True) and the_app.config.get("WTF_CSRF_CHECK_DEFAULT", True)


def changing(world: World) -> list[tuple[Any, str]]:
    """Every changing route with a role that may use it."""
    found = []
    for route in routes(world.app):
        if route.method in SAFE:
            continue
        outcomes = read(MATRIX[route.name]["own"])
        nobody = "administrator" if outcomes["administrator"] == "404" else "head"  # what is kept is its maker's alone
        found.append((route, next((role for role in reversed(ROLES) if outcomes[role] not in REFUSED), nobody)))
    return found
