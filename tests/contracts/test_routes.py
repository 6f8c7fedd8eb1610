"""Every route for every role, on things that are their own and things that are not (A1, A8).

`matrix.toml` says how each request must end. It was made once and read line by line
against `portal.permissions.RULES`; a route that is not in it fails here.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from contracts.routes import Route, outcome, read, routes
from contracts.world import World, committed_writes, digest
from flask import Flask

from portal import testing
from portal.web.guard import action_of

MATRIX = tomllib.loads((Path(__file__).parent / "matrix.toml").read_text(encoding="utf-8"))
HTMX_ROLES = ("anonymous", "operator", "partner_head", "administrator")  # in turn, one a request
REFUSED = {"login", "403", "404"}
# Whoever may do a thing tries it. Who may not, and who asks for strangers' things, is every fourth role, in turn;
# with ROUTES_SHARE=1 all of them (`make torture-routes`).
SHARE = int(os.environ.get("ROUTES_SHARE", "4"))


def test_A1_every_route_is_in_the_matrix_and_the_matrix_names_no_other(the_app: Flask) -> None:
    found = {route.name: route for route in routes(the_app)}
    assert set(found) - set(MATRIX) == set(), "write down who may open these"
    assert set(MATRIX) - set(found) == set(), "these routes are gone"
    for name, route in found.items():
        assert MATRIX[name]["endpoint"] == route.rule.endpoint
        assert set(route.scopes) == set(MATRIX[name]) - {"endpoint"}, name


def test_every_view_names_its_action(the_app: Flask) -> None:
    unnamed = [name for name, view in the_app.view_functions.items() if action_of(view) is None]
    assert unnamed == []


@pytest.mark.sqlite  # what lists and strangers see is asked on both databases by test_privacy
def test_A1_A8_every_request_of_every_role_ends_as_the_matrix_says(world: World) -> None:
    wrong: list[str] = []
    tried = [
        (route, scope, role, expected)
        for route in routes(world.app)
        for scope in route.scopes
        for place, (role, expected) in enumerate(read(MATRIX[route.name][scope]).items())
        if (scope == "own" and expected not in REFUSED) or (len(route.name) + place) % SHARE == 0
    ]
    before = digest(world.app)
    for route, scope, role, expected in tried:
        if expected in REFUSED and not route.makes_its_object:
            wrong += _ask(world, route, scope, role, expected)
    assert digest(world.app) == before, "a refused request changed something"
    for route, scope, role, expected in tried:
        if expected not in REFUSED or route.makes_its_object:
            wrong += _ask(world, route, scope, role, expected)
            world.repair(route.rule.endpoint, role)
    assert not wrong, "\n".join(wrong)


def _ask(world: World, route: Route, scope: str, role: str, expected: str) -> list[str]:
    """Ask as a browser does, and as htmx does; the complaints."""
    wrong = []
    asks_again = role == HTMX_ROLES[len(route.name + scope) % len(HTMX_ROLES)]
    for htmx in (False, True) if asks_again else (False,):
        if htmx and expected not in REFUSED:
            world.repair(route.rule.endpoint, role)
        address = route.address(world, scope)
        with committed_writes(world.app) as written:
            if route.method == "GET":
                answer = world.client(role).get(address, headers={"HX-Request": "true"} if htmx else {})
            else:
                answer = testing.post(world.client(role), address, htmx=htmx)
        answer.close()
        got = outcome(answer)
        same = got == expected or (htmx and expected == "303" and got == "200" and "HX-Redirect" in answer.headers)
        stayed = htmx and expected == "303" and got == "200" and answer.headers.get("HX-Trigger")
        line = f"{role} {scope} {route.method} {address} htmx={htmx}"
        if not (same or stayed):
            wrong.append(f"{line}: {got}, the matrix says {expected}")
        if written and (answer.status_code >= 400 or got == "login"):
            wrong.append(f"{line}: {got}, yet it wrote {written[0][:60]}")
    return wrong
