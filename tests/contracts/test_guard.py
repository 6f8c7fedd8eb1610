"""A view that forgets to ask whether the person may is refused (A2)."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal import testing
from portal.permissions import Action
from portal.web import needs, page
from portal.web.guard import Undecided

pytestmark = pytest.mark.sqlite


def forgetful() -> str:
    """Shows something of one partnership, and never asks about it."""
    return "isi rahasia"


def test_A2_a_view_that_ends_without_a_decision_raises_in_tests(tmp_path: Path) -> None:
    app = testing.make_app(tmp_path)
    app.add_url_rule("/lupa", "forgetful", needs(Action.PARTNERSHIP_VIEW)(forgetful))
    with pytest.raises(Undecided):
        app.test_client().get("/lupa")


def test_A2_a_view_that_names_no_action_raises_in_tests(tmp_path: Path) -> None:
    app = testing.make_app(tmp_path)
    app.add_url_rule("/lupa", "forgetful", lambda: forgetful())
    with pytest.raises(Undecided):
        app.test_client().get("/lupa")


def test_A2_in_production_a_view_without_a_decision_shows_nothing(tmp_path: Path) -> None:
    app = testing.make_app(tmp_path, testing=False)
    testing.create_schema(app)
    app.add_url_rule("/lupa", "forgetful", needs(Action.PARTNERSHIP_VIEW)(forgetful))
    app.add_url_rule("/tanpa", "unnamed", lambda: forgetful())
    browser = app.test_client()
    for address in ("/lupa", "/tanpa"):
        answer = browser.get(address)
        assert answer.status_code == 403
        assert "rahasia" not in answer.text
    testing.close_database(app)


def test_A2_a_page_rendered_without_a_decision_is_refused_too(tmp_path: Path) -> None:
    app = testing.make_app(tmp_path, testing=False)
    testing.create_schema(app)
    app.add_url_rule("/lupa", "forgetful", needs(Action.PARTNERSHIP_VIEW)(lambda: page("knowledge/offline.html")))
    answer = app.test_client().get("/lupa", headers={"HX-Request": "true"})
    assert answer.status_code == 403 and "<main" not in answer.text
    testing.close_database(app)
