"""Forty sectors cost what eight cost: at the start, and on every page."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import NGEBEL, actor_of
from sector.begun import BUILT_IN, started
from sector.forty import ThirtyTwoMore

from portal import plugin, testing
from portal.partnerships import sector_values
from portal.permissions import OfficeKind
from portal.testing import statements

pytestmark = pytest.mark.sqlite  # processor's time, the same on both databases
HEAD = actor_of(OfficeKind.VILLAGE_HEAD, NGEBEL)
ROUNDS, MOST_RATIO, MOST_BYTES = 7, 1.25, 14_000
PAGES = ("/kemitraan/{n}", "/kemitraan/{n}/naskah", "/kemitraan/{n}/sektor", "/kemitraan", "/kemitraan/baru",
         f"/desa/{NGEBEL}", f"/desa/{NGEBEL}/potensi")  # fmt: skip


def cost(what: Callable[[], object]) -> float:
    """The processor's time for something, in seconds; waiting does not count."""
    started_at = time.process_time()
    what()
    return time.process_time() - started_at


def ratio(eight: Callable[[], object], forty: Callable[[], object]) -> float:
    """How much dearer the second is; the cheapest round of each is the one that others disturbed least."""
    pairs = [(cost(eight), cost(forty)) for _ in range(ROUNDS)]
    return min(second for _, second in pairs) / min(first for first, _ in pairs)


@pytest.fixture
def both(portal_with: Callable[..., Flask]) -> tuple[FlaskClient, FlaskClient, int]:
    """The head of Ngebel in front of eight sectors and of forty, on one database, with a partnership."""
    apps = [portal_with(*BUILT_IN), portal_with(*BUILT_IN, ThirtyTwoMore())]
    with apps[0].app_context():
        number = started(type_code="bilateral").id
        sector_values.set_sector_values(HEAD, number, None, "air", {"flow": "40.5", "connections": "1400"})
    few, many = (app.test_client() for app in apps)
    testing.sign_in(few, "village_head")
    testing.sign_in(many, "village_head")
    return few, many, number


def test_forty_are_offered_and_none_is_lost(both: tuple[FlaskClient, FlaskClient, int]) -> None:
    few, many, _number = both
    assert len(many.application.extensions["portal.registry"].sectors) == 40
    form = many.get("/kemitraan/baru").text
    assert form.count("<option") == few.get("/kemitraan/baru").text.count("<option") + 32
    assert "Energi terbarukan 5" in form and "Energi terbarukan 5" in many.get("/p/sector/panduan").text


@pytest.mark.slow
def test_starting_takes_no_longer_with_forty(tmp_path: Path) -> None:
    def start(*modules: object) -> Callable[[], object]:
        named = [plugin.module_plugin(getattr(m, "NAME", "") or m.__name__.rpartition(".")[2], m) for m in modules]  # type: ignore[attr-defined]
        return lambda: testing.make_app(tmp_path, plugins=named)

    assert ratio(start(*BUILT_IN), start(*BUILT_IN, ThirtyTwoMore())) < MOST_RATIO


def test_no_page_is_dearer_or_heavier_than_it_may_be(both: tuple[FlaskClient, FlaskClient, int]) -> None:
    few, many, number = both
    for path in (page.format(n=number) for page in PAGES):
        for client in (few, many):
            client.get(path)  # what is remembered is warm
        assert ratio(lambda path=path: few.get(path), lambda path=path: many.get(path)) < MOST_RATIO, path  # type: ignore[misc]
        weight = len(many.get(path, headers={"Accept-Encoding": "br"}).get_data())
        assert weight <= MOST_BYTES, f"{path}: {weight}"
        with statements(few.application) as asked, statements(many.application) as asked_of_many:
            few.get(path)
            many.get(path)
        assert len(asked) == len(asked_of_many), path


def test_the_guide_to_forty_sectors_is_light(both: tuple[FlaskClient, FlaskClient, int]) -> None:
    _few, many, _number = both
    for path in ("/p/sector/panduan", "/p/sector/panduan/energi_5"):
        answer = many.get(path, headers={"Accept-Encoding": "br"})
        assert answer.status_code == 200 and len(answer.get_data()) <= MOST_BYTES
