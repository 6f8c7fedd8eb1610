"""The goals of SDGs Desa: who serves which, what strangers see of it, and the reference data."""

from __future__ import annotations

import re
from datetime import date

from flask import Flask
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, Walk

from portal.monitoring.goals import official
from portal.monitoring.indicators import rules as kinds
from portal.monitoring.indicators import service as indicators
from portal.partnerships import service as partnerships
from portal.partnerships.sdgs import GOALS, PILLARS


def test_the_official_indicators_are_of_known_goals_and_units_and_each_is_named_once() -> None:
    found = official.official_indicators()
    assert len({(item.goal, item.code) for item in found}) == len(found) > 100
    assert {item.goal for item in found} <= set(GOALS) and {item.unit for item in found} <= set(official.UNITS)
    assert sorted(goal for _label, goals in PILLARS.values() for goal in goals) == sorted(GOALS)
    assert not official.BASIS.confirmed  # one transcription is not the law
    counted = next(item for item in found if item.code == "17.11.1")
    assert "kerja sama antar-Desa" in counted.name


def _facts(page: str) -> list[str]:
    """What the page says beside its terms."""
    return re.findall(r"<dd>([^<]*)</dd>", page)


def test_a_public_partnership_stands_under_the_goals_that_its_indicators_serve(
    app: Flask, running_channel: Walk
) -> None:
    with app.app_context():
        values = {"kind": kinds.NUMBER, "frequency": kinds.YEARLY, "starts_on": date(2025, 1, 1)}
        shown = indicators.add(HEAD_NGEBEL, running_channel.id, {**values, "name": "Air bersih", "goals": (6,)})
        indicators.add(
            HEAD_NGEBEL, running_channel.id, {**values, "name": "Hanya kami", "goals": (6, 5), "is_public": False}
        )
        number = shown.id
        partnerships.set_public(HEAD_NGEBEL, running_channel.id, True)
    visitor = app.test_client()
    page = visitor.get("/sdgs/6").text
    assert "Saluran irigasi bersama" in page and "Air bersih" in page and "Hanya kami" not in page
    assert f"/monitoring/indikator/{number}" in page
    assert "Saluran irigasi bersama" in visitor.get("/sdgs/6?wilayah=35.02").text
    assert "Saluran irigasi bersama" not in visitor.get("/sdgs/6?wilayah=33").text
    assert "1 kemitraan" in visitor.get("/desa/35.02.19.2007").text
    assert visitor.get("/sdgs?wilayah=35.02.19").status_code == 200
    assert _facts(visitor.get("/sdgs/17").text) == ["1", "0"]  # it began this year, between villages alone
    assert _facts(visitor.get("/sdgs/17?wilayah=33").text) == ["0", "0"]
    for wrong in ("/sdgs/19", "/sdgs/0", "/sdgs?wilayah=99.99", "/sdgs/6?wilayah=%25"):
        assert visitor.get(wrong).status_code == 404
    with app.app_context():
        indicators.archive(HEAD_SEMPU, running_channel.id, number, None, "Diganti.")
    assert "Air bersih" not in visitor.get("/sdgs/6").text
