"""The interface is what its own description says: asked with all kinds of values, right ones and wrong ones."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest
import schemathesis
from documents.test_api import API, Open, interface
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable

from portal.partnerships.open_lists import open_lists
from portal.permissions import OfficeKind

__all__ = ["interface"]  # a fixture
EACH = int(os.environ.get("API_EACH", "3"))  # examples of an address, of right values and of wrong ones
BOUNDED = settings(
    max_examples=EACH,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def served(app: Flask) -> set[str]:
    """The addresses under the interface's prefix, without the names of what stands in them."""
    return {
        re.sub(r"<(?:\w+:)?(\w+)>", "{}", rule.rule).removeprefix(API)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(API + "/")
    }


def test_the_description_is_valid_and_names_every_address_there_is(interface: Open) -> None:
    described = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", interface.app)
    described.validate()
    with interface.app.app_context():
        offered = {f"/kemitraan/{{}}/{path}" for path in open_lists()}
    told = {re.sub(r"{\w+}", "{}", path) for path in described.raw_schema["paths"]}
    assert told == served(interface.app) - {"/kemitraan/{}/{}"} | offered
    assert len(offered) >= 4


@pytest.mark.filterwarnings("ignore")  # of the tool's own
def test_every_answer_is_what_the_description_says(interface: Open) -> None:
    interface.app.extensions["portal.api_meter"].take = lambda counter: False
    key = interface.key(OfficeKind.VILLAGE_HEAD, "35.02.19.2007")
    config = schemathesis.Config.from_dict({"generation": {"max-examples": EACH}})
    described = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", interface.app, config=config)
    asked = 0

    def check(case: Any) -> None:
        nonlocal asked
        asked += 1
        more = {"Authorization": f"Bearer {key}"} if asked % 3 == 0 else {}
        case.validate_response(case.call(headers={"Accept-Encoding": "identity", **more}))

    for found in described.get_all_operations():
        operation = found.ok()
        for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
            try:
                seed(7)(BOUNDED(given(operation.as_strategy(generation_mode=mode))(check)))()
            except Unsatisfiable:  # an address without any value has no wrong one
                assert not operation.path_parameters and not operation.query
    assert asked > 15 * EACH
    del interface.app.extensions["portal.api_meter"].take
