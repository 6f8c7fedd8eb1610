"""A joint position at a phone, from the draft to the lesson, with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsers import PHONE, SCRIPTS, Chromium, Served, overflow, serve, small_targets, violations
from flask import Flask
from multilateral.together import CODES, enter_running
from officer import Officer

from portal import clock, testing
from portal.permissions import OfficeKind

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]
THREE = CODES[:3]


@pytest.fixture
def site(app: Flask) -> Iterator[Served]:
    """The portal on a loopback port, on a fresh database."""
    with serve(app) as served:
        yield served
    testing.close_database(app)


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_three_villages_ask_for_a_road_and_learn_from_the_answer(
    site: Served, chromium: Chromium, scripts: bool
) -> None:
    with site.app.app_context():
        number = enter_running(*THREE).id
    for place, code in enumerate(THREE):
        testing.sign_in(site.app.test_client(), OfficeKind.VILLAGE_HEAD, (code,), username=f"kades.{place}")
    day, place = clock.today().isoformat(), f"/p/multilateral/sikap/{number}"
    with chromium.page(PHONE, java_script_enabled=scripts) as page:
        first = Officer(page, site.url, "kades.0")
        first.open(f"/kemitraan/{number}")
        first.press("Semua sikap bersama")
        first.press("Tulis sikap bersama")
        look(page, scripts)
        first.send(title="Jalan ke telaga", ask="Aspal 7 km.", links="javascript:alert(1)")
        assert first.sees("Tautan harus diawali")
        look(page, scripts)
        first.send(links="https://contoh.desa.id/jalan", addressee="Bupati", evidence="12 kecelakaan")
        assert first.sees("Rancangan")
        here = page.url.removeprefix(site.url)
        assert here.startswith(place)
        look(page, scripts)
        push(first, "Minta suara para pihak")
        assert first.sees("0 dari 3 dukungan")
        look(page, scripts)
        speak(first, here, "supports")
        look(page, scripts)
        page.context.clear_cookies()
        second = Officer(page, site.url, "kades.1")
        second.open(f"{here}/bersuara")
        look(page, scripts)
        second.send(word="objects", reason="")
        assert second.sees("Tulis alasannya")
        second.send(word="supports")
        page.context.clear_cookies()
        third = Officer(page, site.url, "kades.2")
        speak(third, here, "supports")
        third.press("Kirim")
        look(page, scripts)
        third.send(letter_number="05/SB", held_on=day)
        assert third.sees("Terkirim, menunggu jawaban")
        third.press("Catat langkah")
        third.send(held_on=day, what="Menghadap Dinas PU", by_whom="Kepala desa")
        assert third.sees("Menghadap Dinas PU") and third.sees("Tambah lagi bila ada.")
        third.send(held_on=day, what="Mengirim foto", by_whom="Operator")
        assert third.sees("Mengirim foto")
        look(page, scripts)
        third.open(f"{here}/jawaban")
        third.send(answer="partly", held_on=day, answer_text="3 km dahulu")
        assert third.sees("Diterima sebagian")
        third.open(f"{here}/tutup")
        look(page, scripts)
        third.send(outcome="3 km diaspal", lesson="Foto lebih kuat daripada keluhan")
        assert third.sees("Foto lebih kuat daripada keluhan")
        push(third, "Tampilkan untuk umum")
        page.context.clear_cookies()
        page.goto(site.url + here)
        assert "Aspal 7 km." in page.locator("main").inner_text()
        look(page, scripts)


def speak(officer: Officer, here: str, word: str) -> None:
    """Say a party's word by the form."""
    officer.open(f"{here}/bersuara")
    officer.send(word=word)
    assert officer.sees("Suara pihak Anda tercatat.")


def push(officer: Officer, text: str) -> None:
    """Press a button that stands alone, and wait for the page it leads to."""
    officer.page.locator("main").get_by_role("button", name=text, exact=True).click()
    officer.page.wait_for_load_state("load")


def look(page: object, scripts: bool) -> None:
    """The page fits the phone, can be touched, and axe finds nothing (it needs scripts)."""
    if scripts:
        assert violations(page) == []  # type: ignore[arg-type]
        assert overflow(page) == 0  # type: ignore[arg-type]
        assert small_targets(page, 24) == []  # type: ignore[arg-type]
