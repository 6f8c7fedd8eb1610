"""The sector's form, the text with its clauses, and the guide, at a phone: with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsers import (
    LOOKS,
    NO_SCRIPTS,
    PHONE,
    Chromium,
    Served,
    carry_cookies,
    overflow,
    serve,
    small_targets,
    violations,
)
from flask import Flask
from officer import Officer
from partnership_many import made_villages
from partnership_walk import NGEBEL, SEMPU
from sector.begun import started

from portal import testing
from portal.partnerships import sector_values
from portal.permissions import OfficeKind

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]
GUIDES = ("/p/sector/panduan", "/p/sector/panduan/pariwisata", "/p/sector/panduan/kesehatan")


@pytest.fixture
def site(app: Flask) -> Iterator[Served]:
    """The portal on a loopback port, on a fresh database."""
    with serve(app) as served:
        yield served
    testing.close_database(app)


@pytest.mark.parametrize("scripts", NO_SCRIPTS)
def test_an_officer_tells_the_sectors_figures_and_settles_its_clauses(
    site: Served, chromium: Chromium, scripts: bool
) -> None:
    testing.sign_in(site.app.test_client(), OfficeKind.VILLAGE_HEAD, (NGEBEL,), username="kades")
    with site.app.app_context():
        number = started(type_code="bilateral").id
    with chromium.page(PHONE, java_script_enabled=scripts) as page:
        officer = Officer(page, site.url, "kades")
        officer.open(f"/kemitraan/{number}")
        officer.press("Isi data sektor")
        officer.send(flow="banyak", connections="1.400")
        assert page.locator(".error-summary").count() == 1
        assert page.locator("[name='connections']").input_value() == "1.400"
        officer.send(flow="40,5", hours="12")
        assert officer.sees("Data sektor tersimpan.") or page.locator("#pesan").inner_text()
        officer.open(f"/kemitraan/{number}/naskah")
        assert officer.sees("Wajib, belum terisi: Musim dan giliran")
        officer.send(clause_air_season="Juli sampai Oktober bergiliran.")
        assert not officer.sees("Wajib, belum terisi: Musim dan giliran")
        officer.open(f"/kemitraan/{number}")
        for words in ("40,5", "liter/detik", "1.400"):
            assert officer.sees(words), words


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_the_pages_of_a_sector_are_usable_by_everyone(
    site: Served, chromium: Chromium, size: tuple[int, int], scheme: str
) -> None:
    with site.app.app_context():
        walk = started(NGEBEL, SEMPU, *made_villages(38))
        first = walk.partnership.parties[0].id
        head = walk.heads[NGEBEL]
        sector_values.set_sector_values(head, walk.id, None, "air", {"flow": "40.5", "source": "Mata air " + "x" * 80})
        walk.write(rights={}, obligations={}, common_rights="Memakai air.", common_obligations="Merawat.")
    client = site.app.test_client()
    testing.sign_in(client, "village_head")
    here = f"/kemitraan/{walk.id}"
    own = (
        "sektor",
        "sektor/panduan",
        "rincian",
        "naskah",
        "naskah/1",
        "naskah/1/pihak",
        "naskah/pihak",
        f"naskah/pihak/{first}",
    )
    pages = (*GUIDES, *(f"{here}/{path}" for path in own))
    found = {}
    with chromium.page(size, color_scheme=scheme) as page:
        carry_cookies(client, page.context, site.url)
        for path in pages:
            page.goto(site.url + path)
            wrong = violations(page) + small_targets(page, 24)
            if overflow(page) or page.locator("h1").count() != 1:
                wrong.append("too wide, or not one heading of the first level")
            if wrong:
                found[f"{size} {path}"] = wrong
    assert found == {}
