"""A partnership tells its sector's figures, to the public and to its parties, and keeps them when a plugin goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import NGEBEL, SEMPU, actor_of
from sector.begun import BUILT_IN, started

from plugins import bilateral
from portal import events, testing
from portal.contracts import Figure, Sector
from portal.db import db
from portal.errors import Conflict, NotAllowed, NotFound
from portal.hookspecs import hookimpl
from portal.partnerships import sector_values, service
from portal.partnerships.models import Partnership
from portal.permissions import OfficeKind

HEAD = actor_of(OfficeKind.VILLAGE_HEAD, NGEBEL)
WATER = {"source": "Mata air Nyi Latung", "flow": "40.5", "connections": "1400", "tariff": "1500", "hours": None}


def filled(*, type_code: str = "bilateral", stage: str = "") -> int:
    """A partnership whose water figures are known, walked to a stage."""
    walk = started(type_code=type_code)
    sector_values.set_sector_values(HEAD, walk.id, None, "air", WATER)
    service.set_type_values(HEAD, walk.id, None, {"shared_interest": "Air cukup.", "initiator_gives": "mata air"})
    if stage:
        getattr(walk, f"to_{stage}")()
    return walk.id


def plain(text: str) -> str:
    """A page without the spaces that do not break."""
    return text.replace("\xa0", " ")


def test_the_figures_are_written_as_people_write_numbers(context: Flask) -> None:
    partnership = db.session.get_one(Partnership, filled())
    shown = [(figure.value, figure.unit) for figure in sector_values.sector_figures(partnership)]
    assert shown == [("40,5", "liter/detik"), ("1.400", "unit")]


def test_rupiah_stand_before_the_number(context: Flask) -> None:
    from portal.partnerships.field_words import figure_words

    assert figure_words(Figure("tarif", "1500", "Rp/m³")) == Figure("tarif", "Rp1.500", "/m³")
    assert figure_words(Figure("mutu", "baik")).value == "baik"


def test_the_form_is_filled_saved_and_shown_again(client: FlaskClient) -> None:
    with client.application.app_context():
        number = started(type_code="bilateral").id
    testing.sign_in(client, "village_head")
    here = f"/kemitraan/{number}/sektor"
    answer = testing.post(client, here, {"flow": "40,5", "connections": "1.400", "sektor": "air"}, htmx=True)
    assert answer.status_code == 200 and "partnership-changed" in answer.headers["HX-Trigger"]
    assert 'value="40,5"' in client.get(here).text and 'value="1400"' in client.get(here).text
    page = plain(client.get(f"/kemitraan/{number}").text)
    assert "40,5" in page and "liter/detik" in page and "1.400" in page


def test_an_impossible_number_stays_in_its_field_with_the_reason(client: FlaskClient) -> None:
    with client.application.app_context():
        number = started(type_code="bilateral").id
    testing.sign_in(client, "village_head")
    answer = testing.post(client, f"/kemitraan/{number}/sektor", {"hours": "25", "flow": "banyak", "sektor": "air"})
    assert answer.status_code == 422
    assert (
        'value="25"' in answer.text
        and 'value="banyak"' in answer.text
        and "Angka harus antara 0 dan 24." in answer.text
    )


def test_the_history_says_what_changed_in_words(context: Flask) -> None:
    number = filled()
    sector_values.set_sector_values(HEAD, number, None, "air", {**WATER, "flow": "38"})
    changed = next(e for e in events.history("partnership", number) if e.kind == "partnership.sector_values")
    assert changed.changes == [("Debit sumber pada musim kemarau (liter/detik)", "40,5", "38")]


def test_what_was_not_changed_is_not_recorded(context: Flask) -> None:
    number = filled()
    before = len(events.history("partnership", number))
    sector_values.set_sector_values(HEAD, number, None, "air", WATER)
    assert len(events.history("partnership", number)) == before


def test_another_sector_chosen_meanwhile_is_a_conflict_and_loses_nothing(context: Flask) -> None:
    number = filled()
    service.edit(HEAD, number, None, {"title": "Air bersama", "purpose": "air", "sector": "sampah"})
    with pytest.raises(Conflict):
        sector_values.set_sector_values(HEAD, number, None, "air", {**WATER, "flow": "1"})
    partnership = db.session.get_one(Partnership, number)
    sector_values.set_sector_values(HEAD, number, None, "sampah", {"households": "300"})
    assert partnership.sector_values["air"]["flow"] == "40.5"
    assert partnership.sector_values["sampah"]["households"] == "300"


def test_somebody_faster_is_a_conflict_that_shows_both(context: Flask) -> None:
    number = filled()
    with pytest.raises(Conflict) as conflict:
        sector_values.set_sector_values(HEAD, number, 1, "air", {**WATER, "flow": "1"})
    label = "Debit sumber pada musim kemarau (liter/detik)"
    assert (conflict.value.theirs[label], conflict.value.yours[label]) == ("40,5", "1")


def test_only_the_parties_fill_it_and_only_while_it_runs(context: Flask) -> None:
    walk = started(type_code="bilateral")
    for stranger in (actor_of(OfficeKind.VILLAGE_OPERATOR, "35.02.19.2001"), actor_of(OfficeKind.VILLAGE_HEAD, SEMPU)):
        with pytest.raises(NotFound):
            sector_values.set_sector_values(stranger, walk.id, None, "air", WATER)
    walk.step("cancel", reason="batal")
    with pytest.raises(NotAllowed, match="sudah selesai"):
        sector_values.set_sector_values(HEAD, walk.id, None, "air", WATER)


def test_the_public_reads_the_figures_and_the_parties_read_all(client: FlaskClient) -> None:
    with client.application.app_context():
        number = filled(stage="active")
    public = client.get(f"/kemitraan/{number}").text
    assert "40,5" in public and "Nyi Latung" not in public
    testing.sign_in(client, "village_head")
    assert "Nyi Latung" in client.get(f"/kemitraan/{number}").text


def test_a_partnership_without_a_sector_says_so(client: FlaskClient) -> None:
    with client.application.app_context():
        number = started(type_code="bilateral", sector_code="").id
    testing.sign_in(client, "village_head")
    assert "Pilih sektornya dulu" in client.get(f"/kemitraan/{number}/sektor").text
    assert client.get(f"/kemitraan/{number}/sektor/panduan").status_code == 404


class Broken:
    """A sector that cannot count."""

    NAME = "rusak"

    @hookimpl
    def portal_sectors(self) -> list[Sector]:
        return [Sector("rusak", "Sektor rusak", figures=lambda values: [1 / 0])]  # type: ignore[list-item]


def test_a_sector_that_fails_shows_no_figures_and_the_page_lives(portal_with: Callable[..., Flask]) -> None:
    app = portal_with(*BUILT_IN, Broken())
    with app.app_context():
        number = started(type_code="bilateral", sector_code="rusak").id
    client = app.test_client()
    testing.sign_in(client, "village_head")
    page = client.get(f"/kemitraan/{number}")
    assert page.status_code == 200 and "Sektor rusak" in page.text
    trouble = next(p.trouble for p in app.extensions["portal.registry"].plugins if p.name == "rusak")
    assert "figures of rusak" in trouble


# a plugin is taken away


@pytest.fixture
def orphaned(portal_with: Callable[..., Flask]) -> tuple[FlaskClient, int]:
    """A portal without the plugin of the sector, nor that of the type, of a partnership that was agreed before."""
    with portal_with(*BUILT_IN).app_context():
        number = filled(type_code="bilateral", stage="active")
    client = portal_with().test_client()
    testing.sign_in(client, "village_head")
    return client, number


def test_without_the_plugins_every_page_is_readable(orphaned: tuple[FlaskClient, int]) -> None:
    client, number = orphaned
    for path in ("", "/riwayat", "/naskah/1", "/sektor", "/ubah", "/naskah"):
        assert client.get(f"/kemitraan/{number}{path}").status_code == 200, path
    for path in ("/kemitraan", "/kemitraan?sektor=air", "/", f"/desa/{NGEBEL}", f"/desa/{NGEBEL}/potensi"):
        assert client.get(path).status_code == 200, path


def test_the_values_keep_the_names_they_were_asked_by(orphaned: tuple[FlaskClient, int]) -> None:
    client, number = orphaned
    page = client.get(f"/kemitraan/{number}").text
    assert "Plugin yang membawa sektor ini tidak terpasang" in page
    known = ("Debit sumber pada musim kemarau (liter/detik)", "40,5", "Nyi Latung", "Tarif air (Rp/m³)", "1.500")
    assert all(words in page for words in known)
    assert "Kepentingan bersama, dalam satu kalimat" in page and "Air cukup." in page
    history = client.get(f"/kemitraan/{number}/riwayat").text
    assert "Debit sumber pada musim kemarau (liter/detik)" in history
    assert "Yang diberikan pihak pengusul" in history


def test_the_clauses_of_the_text_keep_their_names(orphaned: tuple[FlaskClient, int]) -> None:
    client, number = orphaned
    text = client.get(f"/kemitraan/{number}/naskah/1").text
    assert "Debit dan pembagian air" in text and "diatur: rate" in text


def test_saving_other_things_loses_nothing(
    orphaned: tuple[FlaskClient, int], portal_with: Callable[..., Flask]
) -> None:
    client, number = orphaned
    form = {"title": "Air bersama", "purpose": "Tujuan baru", "sector": "air"}
    assert testing.post(client, f"/kemitraan/{number}/ubah", form).status_code == 303
    app = portal_with(*BUILT_IN)
    with app.app_context():
        partnership = db.session.get_one(Partnership, number)
        assert (partnership.purpose, partnership.sector) == ("Tujuan baru", "air")
        assert partnership.sector_values["air"]["flow"] == "40.5"
        assert partnership.type_values["initiator_gives"] == "air"


def test_potentials_of_a_sector_that_is_gone_stay_and_show_its_code(portal_with: Callable[..., Flask]) -> None:
    client = portal_with(*BUILT_IN).test_client()
    testing.sign_in(client, "village_head")
    listed: dict[str, Any] = {"sector": "air", "title": "Mata air", "quantity": "40", "unit": "liter/detik", "note": ""}
    assert testing.post(client, f"/desa/{NGEBEL}/potensi", listed).status_code == 303
    client = portal_with(bilateral).test_client()
    page = client.get(f"/desa/{NGEBEL}").text
    assert "Mata air" in page and "liter/detik" in page
