"""The interface is what its own description says: asked with all kinds of values, right ones and wrong ones."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from documents.test_api import API, NGEBEL, Open, interface
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable

from portal import testing
from portal.documents.api import rules
from portal.partnerships.open_lists import open_lists
from portal.permissions import OfficeKind

__all__ = ["interface"]  # a fixture
GUIDE = (Path(__file__).parents[2] / "docs" / "antarmuka.md").read_text(encoding="utf-8")
EACH = int(os.environ.get("API_EACH", "2"))  # examples of an address, of right values and of wrong ones
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


def test_the_guide_names_every_address_and_its_examples_work(interface: Open) -> None:
    table = re.findall(r"`(/(?:api|umpan|kemitraan)[^`?]*)`", GUIDE)
    known = {"{nomor}": str(interface.shown), "{kode}": NGEBEL}
    told = {re.sub("{nomor}|{kode}", "{}", address).removeprefix(API) for address in table}
    with interface.app.app_context():
        offered = {f"/kemitraan/{{}}/{path}" for path in open_lists()}
    assert served(interface.app) - {"/kemitraan/{}/{}"} | offered <= told
    browser = interface.app.test_client()
    asked = [re.sub("{nomor}|{kode}", lambda found: known[found[0]], address) for address in table]
    asked += re.findall(r'curl "\$PORTAL([^"]+)"', GUIDE)
    missing = {address for address in asked if browser.get(address).status_code != 200}
    assert missing == {f"/api/v1/lembaga/{interface.shown}"}, "there is no organisation here"
    limits = testing.login.rules.LIMITS
    for kind in ("api_address", "api_token"):
        assert f"{limits[kind].checks * rules.BUNDLE:,}".replace(",", ".") in GUIDE


def test_the_page_for_people_leads_to_all_of_it(interface: Open) -> None:
    browser = interface.app.test_client()
    page = browser.get("/api").text
    for address in (f"{API}/openapi.json", "/umpan/kemitraan.atom", "/akun/program"):
        assert f'href="{address}"' in page
    assert (
        f"http://localhost{API}/kemitraan" in page and 'href="/api"' in interface.app.test_client().get("/tentang").text
    )


@pytest.mark.filterwarnings("ignore")  # of the tool's own
def test_every_answer_is_what_the_description_says(interface: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interface.app.extensions["portal.api_meter"], "take", lambda counter: False)
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
    assert asked > 20 * EACH
