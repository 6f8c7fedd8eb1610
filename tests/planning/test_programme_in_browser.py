"""A plan at a telephone, with scripts and without: by touch, by keyboard, and for everyone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from browsers import DESKTOP, LOOKS, PHONE, Chromium, Served, carry_cookies, overflow, serve, small_targets, violations
from databases import Databases
from flask import Flask
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL
from planning.planned import Desk, desk_of, run_channel
from playwright.sync_api import Page

from portal.permissions import OfficeKind
from portal.planning.baseline import service as baselines
from portal.planning.programme import activities, queries

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]
LONG = "Membersihkan, mengeruk, dan menembok kembali saluran induk dari bendung sampai petak sawah paling hilir"


def filled(desk: Desk) -> Desk:
    """Fill a plan of many months with long names; there is an agreed version, and a change that waits."""
    for number in range(40):
        desk.plan(f"{LONG} {number}", date(2026, 10, 1) + timedelta(days=9 * number), starts_on=date(2026, 9, 1))

    def agree() -> None:
        (programme,) = queries.programmes_of(desk.walk.id)
        baselines.propose(HEAD_NGEBEL, desk.walk.id, programme.id, "", "")
        baselines.agree(HEAD_SEMPU, desk.walk.id, 1)
        activities.archive_activity(HEAD_NGEBEL, desk.walk.id, 1, None, "dobel")
        baselines.propose(HEAD_NGEBEL, desk.walk.id, programme.id, "satu kegiatan dobel", "")

    desk.inside(agree)
    return desk


@pytest.fixture
def desk(app: Flask, databases: Databases) -> Desk:
    """The desk of a partnership with a full plan."""
    return desk_of(app, databases.at("full plan", lambda: filled(desk_of(app, run_channel(app))).walk))


@pytest.fixture
def site(desk: Desk) -> Iterator[Served]:
    with serve(desk.app) as served:
        yield served


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def phone(desk: Desk, site: Served, chromium: Chromium, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The operator of Ngebel at a telephone."""
    with chromium.page(PHONE, java_script_enabled=request.param) as page:
        carry_cookies(desk.browser(OfficeKind.VILLAGE_OPERATOR, NGEBEL), page.context, site.url)
        yield page


def test_three_fields_plan_an_activity_and_the_form_is_there_for_the_next(
    phone: Page, site: Served, desk: Desk
) -> None:
    phone.goto(f"{site.url}{desk.base}/kegiatan/baru")
    for title in ("Ukur debit", "Gali saluran"):
        phone.locator("[name=title]").fill(title)
        phone.locator("[name=due_on]").fill("2027-03-31")
        phone.get_by_role("button", name="Simpan kegiatan").click()
        phone.get_by_role("link", name=title, exact=True).wait_for()
        assert phone.locator("[name=title]").input_value() == ""
    phone.goto(f"{site.url}{desk.base}?cari=debit")
    assert "Ukur debit" in phone.locator("#daftar").inner_text()


def test_a_plan_is_filtered_and_read_by_month(phone: Page, site: Served, desk: Desk) -> None:
    phone.goto(site.url + desk.base)
    assert "Oktober 2026" in phone.locator("#daftar h2").first.inner_text()
    phone.locator("[name=keadaan]").select_option("late")
    phone.get_by_role("button", name="Tampilkan").click()
    phone.locator("#daftar").get_by_text("paling lambat 10 Oktober 2026").wait_for()
    phone.locator("#daftar").get_by_text("paling lambat 5 Agustus 2027").wait_for(state="detached")


def test_a_prerequisite_is_added_with_one_button(phone: Page, site: Served, desk: Desk) -> None:
    phone.goto(f"{site.url}{desk.base}/kegiatan/3/syarat")
    phone.get_by_role("button", name=f"Tambah {LONG} 1", exact=True).click()
    phone.get_by_role("button", name=f"Lepas {LONG} 1", exact=True).wait_for()


def test_a_plan_is_begun_with_the_keyboard_alone(desk: Desk, site: Served, chromium: Chromium) -> None:
    with chromium.page(DESKTOP) as page:
        carry_cookies(desk.browser(OfficeKind.VILLAGE_OPERATOR, NGEBEL), page.context, site.url)
        page.goto(f"{site.url}{desk.base}/kegiatan/baru")
        page.locator("[name=title]").focus()
        page.keyboard.type("Rapat pembagian air")
        page.keyboard.press("Tab")
        page.keyboard.type("03152027")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Rapat pembagian air", exact=True).wait_for()
        assert page.evaluate("document.activeElement !== document.body")


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing_on_a_full_plan_and_nothing_is_too_wide(
    desk: Desk, site: Served, chromium: Chromium, size: tuple[int, int], scheme: str
) -> None:
    found = {}
    with chromium.page(size, color_scheme=scheme) as page:
        carry_cookies(desk.browser(OfficeKind.VILLAGE_OPERATOR, NGEBEL), page.context, site.url)
        for part in ("", "/kalender?bulan=2026-10", "/garis-waktu", "/cetak", "/kegiatan/2", "/kesepakatan/2/banding"):
            page.goto(f"{site.url}{desk.base}{part}")
            wrong = violations(page) + small_targets(page, 24)
            if overflow(page):
                wrong.append(f"{overflow(page)} pixels too wide")
            if wrong:
                found[part] = wrong
    assert found == {}


def test_a_printed_plan_has_no_buttons(desk: Desk, site: Served, chromium: Chromium) -> None:
    with chromium.page(DESKTOP) as page:
        carry_cookies(desk.browser(OfficeKind.VILLAGE_OPERATOR, NGEBEL), page.context, site.url)
        page.emulate_media(media="print")
        for part in ("", "/kalender", "/garis-waktu", "/program", "/cetak", "/kegiatan/2"):
            page.goto(f"{site.url}{desk.base}{part}")
            shown = page.locator("main a.button, main button").evaluate_all(
                "all => all.filter(one => one.offsetParent !== null).map(one => one.innerText)"
            )
            assert shown == [], part
