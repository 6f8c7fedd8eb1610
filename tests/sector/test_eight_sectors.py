"""Each of the eight sectors is whole: it asks, counts, plans, warns, settles and shows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from browsers import Chromium
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import DecimalField

from plugins.sector import SECTORS
from portal.contracts import Sector
from portal.partnerships.sdgs import GOALS, goals_of

CODES = [sector.code for sector in SECTORS]
SETTLED = {
    "pertanian": {"quality", "price", "quantity", "payment"},
    "pariwisata": {"ticket_shares", "investment", "visitor_limits", "promotion"},
    "air": {"rate", "season", "tariff", "maintenance"},
    "sampah": {"tipping_fee", "residue", "route", "site_safety"},
    "pasar": {"levy_shares", "market_days", "stall_rights", "upkeep"},
    "kesehatan": {"ambulance_use", "referral", "running_costs", "patient_data"},
    "pendidikan": {"teachers", "places", "costs", "venue"},
    "energi": {"tariff", "maintenance", "ownership", "service"},
}
UNITS = ("ha", "orang", "kali", "ton", "Rp", "liter/detik", "unit", "jam", "m", "kios", "kamar", "km", "rumah", "kg",
         "%", "peserta", "buku", "kW", "kWh", "posyandu", "usaha")  # fmt: skip


def sent(sector: Sector, **values: str) -> Any:
    """The sector's form with these values typed in."""
    form = sector.form(formdata=MultiDict(values))
    form.validate()
    return form


def numbers(sector: Sector) -> list[Any]:
    """The fields of a sector's form that hold a number."""
    return [field for field in sector.form(formdata=None) if isinstance(field, DecimalField)]


@pytest.fixture(params=SECTORS, ids=CODES)
def sector(request: pytest.FixtureRequest, context: Flask) -> Sector:
    with context.test_request_context():
        yield request.param


def test_a_sector_has_every_part(sector: Sector) -> None:
    assert 5 <= len(sector.form(formdata=None).shown_fields) <= 10
    assert 4 <= len(sector.indicators) <= 8 and 4 <= len(sector.activities) <= 8
    assert 3 <= len(sector.roles) <= 5 and 3 <= len(sector.risks) <= 5 and 3 <= len(sector.clauses) <= 6
    assert sector.units and sector.icon and str(sector.description)


def test_everything_is_said_in_words(sector: Sector) -> None:
    for item in sector.indicators:
        assert str(item.label) and item.unit and str(item.definition).endswith(".") and item.sdgs
    for activity in sector.activities:
        assert str(activity.label) and str(activity.description).endswith(".") and str(activity.lead)
        assert 1 <= activity.months <= 24 and activity.sdgs
    assert all(str(role.label) and str(role.duties).endswith(".") for role in sector.roles)
    assert all(str(risk.label) and str(risk.response).endswith(".") for risk in sector.risks)
    assert all(str(clause.label) and str(clause.help) and str(clause.example) for clause in sector.clauses)


def test_the_goals_it_serves_have_names(sector: Sector) -> None:
    served = goals_of(*(item.sdgs for item in (*sector.indicators, *sector.activities)))
    assert served and all(number in GOALS and str(name) for number, name in served)


def test_the_text_has_to_settle_what_matters_in_it(sector: Sector) -> None:
    assert {clause.key for clause in sector.clauses if clause.required} == SETTLED[sector.code]
    assert any(not clause.required for clause in sector.clauses)


def test_its_form_may_stay_empty(sector: Sector) -> None:
    assert sent(sector).errors == {}


def test_every_number_says_its_unit(sector: Sector) -> None:
    assert len(numbers(sector)) >= 4
    for field in numbers(sector):
        label = str(field.label.text)
        unit = label[label.rindex("(") + 1 : label.rindex(")")]
        assert unit.startswith(UNITS), label


def test_nonsense_is_refused(sector: Sector) -> None:
    for field in numbers(sector):
        for value in ("-1", "banyak", "9" * 20):
            assert field.name in sent(sector, **{field.name: value}).errors, f"{field.name}={value}"
    for field in numbers(sector):
        assert field.name in sent(sector, **{field.name: "1,23456"}).errors, field.name


def test_it_shows_only_what_was_filled_and_zero_is_filled(sector: Sector) -> None:
    assert sector.figures is not None
    assert sector.figures({}) == []
    assert sector.figures(dict.fromkeys((field.name for field in numbers(sector)), None)) == []
    all_of_them = sector.figures({field.name: 0 for field in numbers(sector)})
    assert 2 <= len(all_of_them) <= 3
    assert all(str(figure.label) and str(figure.unit) and figure.value == 0 for figure in all_of_them)


def test_a_day_has_no_more_than_24_hours(context: Flask) -> None:
    water = next(sector for sector in SECTORS if sector.code == "air")
    with context.test_request_context():
        assert sent(water, hours="24").errors == {} and "hours" in sent(water, hours="24,5").errors


def test_what_is_typed_comes_back_as_it_was(sector: Sector) -> None:
    typed = {field.name: "1.250" for field in numbers(sector) if sent(sector, **{field.name: "1.250"}).errors == {}}
    stored = sent(sector, **typed).to_json()
    again = sector.form.from_json(stored)
    assert all(again[name].data in (1250, Decimal(1250)) for name in typed if stored[name] is not None)


@pytest.mark.browser
@pytest.mark.sqlite
def test_every_icon_is_drawn_within_its_box_and_differs_from_the_others(chromium: Chromium) -> None:
    drawn = "".join(f'<svg viewBox="0 0 24 24" width="24" height="24"><path d="{s.icon}"/></svg>' for s in SECTORS)
    with chromium.page() as page:
        page.set_content(f"<!doctype html><body>{drawn}</body>")
        boxes = page.evaluate(
            "[...document.querySelectorAll('path')].map(p => {const b = p.getBBox();"
            " return [b.x, b.y, b.x + b.width, b.y + b.height, p.getTotalLength()]})"
        )
    assert len({sector.icon for sector in SECTORS}) == len(boxes) == 8
    for code, (left, top, right, bottom, length) in zip(CODES, boxes, strict=True):
        assert 1 <= left < right <= 23 and 1 <= top < bottom <= 23, code
        assert right - left >= 10 and bottom - top >= 12 and length > 30, code
