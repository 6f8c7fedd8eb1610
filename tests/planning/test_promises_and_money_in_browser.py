"""Promises and money at a phone, with scripts and without: two villages, each doing its part."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from browsers import PHONE, SCRIPTS, Chromium, Served, overflow, serve, violations
from flask import Flask
from officer import Officer
from partnership_walk import NGEBEL, SEMPU, Walk

from portal import testing
from portal.permissions import OfficeKind

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]


@pytest.fixture
def running(app: Flask, running_channel: Walk) -> Iterator[tuple[Served, int]]:
    """A served portal with the channel of Ngebel and Sempu, and an operator in each village."""
    number = running_channel.id
    for code, name in ((NGEBEL, "ngebel"), (SEMPU, "sempu")):
        testing.sign_in(app.test_client(), OfficeKind.VILLAGE_OPERATOR, (code,), username=f"operator.{name}")
    with serve(app) as served:
        yield served, number
    testing.close_database(app)


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_a_promise_is_made_called_done_and_confirmed(
    running: tuple[Served, int], chromium: Chromium, scripts: bool
) -> None:
    site, number = running
    due = (date.today() + timedelta(days=5)).isoformat()
    with (
        chromium.page(PHONE, java_script_enabled=scripts) as first,
        chromium.page(PHONE, java_script_enabled=scripts) as second,
    ):
        ngebel, sempu = Officer(first, site.url, "operator.ngebel"), Officer(second, site.url, "operator.sempu")
        ngebel.open(f"/kemitraan/{number}/janji")
        ngebel.send(title="Membersihkan pintu air", due_on=due)
        assert ngebel.sees("Membersihkan pintu air") and ngebel.sees("Tambah lagi")
        ngebel.open(f"/kemitraan/{number}/janji/1/jawab/selesai")
        ngebel.send(word="sudah dibersihkan 30 warga")
        assert ngebel.sees("menunggu dibenarkan")
        sempu.open("/")
        assert sempu.sees("Membersihkan pintu air")
        sempu.open(f"/kemitraan/{number}/janji/1")
        sempu.send()
        assert sempu.sees("ditepati")


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_work_and_money_are_written_down_and_confirmed(
    running: tuple[Served, int], chromium: Chromium, scripts: bool
) -> None:
    site, number = running
    today = date.today().isoformat()
    with (
        chromium.page(PHONE, java_script_enabled=scripts) as first,
        chromium.page(PHONE, java_script_enabled=scripts) as second,
    ):
        ngebel, sempu = Officer(first, site.url, "operator.ngebel"), Officer(second, site.url, "operator.sempu")
        ngebel.open(f"/kemitraan/{number}/sumbangan")
        ngebel.send(kind="labour", title="Kerja bakti", quantity="120", unit="hari orang kerja")
        assert ngebel.sees("120 hari orang kerja")
        ngebel.open(f"/kemitraan/{number}/sumbangan/1")
        ngebel.send(quantity="40", delivered_on=today, document="daftar hadir")
        sempu.open(f"/kemitraan/{number}/sumbangan/1")
        sempu.send()  # sempu has no form here but the one that confirms
        assert sempu.sees("dibenarkan 40 hari orang kerja")
        ngebel.open(f"/kemitraan/{number}/anggaran")
        ngebel.send(title="Pipa induk", source="village_fund", planned="40.000.000")
        assert ngebel.sees("Rp40.000.000") and ngebel.sees("belum dilaporkan")
        ngebel.open(f"/kemitraan/{number}/anggaran/1/sumber/1/realisasi")
        ngebel.send(amount="12.000.000", spent_on=today, document="SPJ 1")
        sempu.open(f"/kemitraan/{number}/anggaran/1")
        sempu.page.locator("form[action$=benarkan] button").click()
        sempu.page.wait_for_load_state("load")
        sempu.open(f"/kemitraan/{number}/anggaran/1")
        assert sempu.sees("Rp12.000.000")
        assert overflow(sempu.page) == 0
        if scripts:
            assert violations(sempu.page) == []


def test_errors_stand_beside_their_fields_and_the_page_stays_usable(
    running: tuple[Served, int], chromium: Chromium
) -> None:
    site, number = running
    with chromium.page(PHONE) as page:
        ngebel = Officer(page, site.url, "operator.ngebel")
        for path, typed in (
            ("sumbangan", {"title": "Semen", "quantity": "-4"}),
            ("anggaran", {"title": "Pipa", "planned": "40"}),
            ("janji", {"title": "Pintu air"}),
        ):
            ngebel.open(f"/kemitraan/{number}/{path}")
            ngebel.send(**typed)
            assert page.locator(".error-summary").count() == 1
            assert page.locator("[name=title]").input_value() == typed["title"]
            assert violations(page) == []
            assert overflow(page) == 0
