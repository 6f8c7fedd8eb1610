"""The sectors that the built-in plugin brings, as the vocabulary of potentials and needs."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from portal.registry import Registry
from portal.villages.models import Potential


def registry(app: Flask) -> Registry:
    """The app's plugins."""
    found: Registry = app.extensions["portal.registry"]
    return found


def test_eight_sectors_are_there_with_words_and_units(app: Flask) -> None:
    sectors = registry(app).sectors
    assert list(sectors) == ["pertanian", "air", "pasar", "pariwisata", "sampah", "kesehatan", "pendidikan", "energi"]
    with app.app_context():
        assert all(str(sector.label) and str(sector.description) for sector in sectors.values())
    length = Potential.__table__.c.unit.type.length  # type: ignore[attr-defined]
    assert all(sector.units and all(len(unit) <= length for unit in sector.units) for sector in sectors.values())


def test_the_three_types_can_be_used(app: Flask) -> None:
    assert [item.code for item in registry(app).usable_types] == ["bilateral", "multilateral", "sector"]
    assert registry(app).types["sector"].parties == (2, None)


def test_no_built_in_plugin_has_a_fault(app: Flask) -> None:
    assert {plugin.name: plugin.fault for plugin in registry(app).plugins if plugin.fault} == {}


def test_units_are_suggested_while_typing(client: FlaskClient) -> None:
    from portal import testing

    testing.sign_in(client, "village_operator")
    text = client.get("/desa/35.02.19.2007/potensi").text
    assert 'list="satuan"' in text and '<option value="liter/detik">' in text
