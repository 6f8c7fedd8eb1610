"""A meeting at a telephone and by keyboard alone: called, held, minuted with a decision, confirmed by both villages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from browsers import NO_SCRIPTS, PHONE, Chromium, Served, overflow, serve, violations
from coordination.bodies import begun
from flask import Flask
from officer import Officer
from partnership_walk import NGEBEL, SEMPU
from playwright.sync_api import Locator

from portal import clock, testing
from portal.permissions import OfficeKind

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]


class Typist(Officer):
    """An officer who has no mouse: everything is reached by focus, written with keys, and pressed with Enter."""

    def _fill(self, field: Locator, value: str) -> None:
        kind = field.first.evaluate("e => e.tagName === 'INPUT' ? e.type : e.tagName.toLowerCase()")
        if kind == "radio":
            self.page.locator(f"main [name='{field.first.get_attribute('name')}'][value='{value}']").focus()
            self.page.keyboard.press("Space")
        elif kind in ("text", "textarea"):
            field.first.focus()
            self.page.keyboard.type(value)
        else:
            super()._fill(field, value)

    def _activate(self, button: Locator) -> None:
        button.focus()
        leaves = "e => e.tagName === 'A' || !window.htmx || !e.form.hasAttribute('hx-post')"
        if not button.evaluate(leaves):
            self.page.keyboard.press("Enter")
            return
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


@pytest.fixture
def site(app: Flask) -> Iterator[tuple[Served, int]]:
    """A served portal with a partnership of Ngebel and Sempu, and the head of each."""
    with app.app_context():
        number = begun(NGEBEL, SEMPU).id
    for code, name in ((NGEBEL, "ngebel"), (SEMPU, "sempu")):
        testing.sign_in(app.test_client(), OfficeKind.VILLAGE_HEAD, (code,), username=f"kades.{name}")
    with serve(app) as served:
        yield served, number
    testing.close_database(app)


@pytest.mark.parametrize("scripts", NO_SCRIPTS)
def test_a_meeting_from_its_call_to_its_settled_minutes(
    site: tuple[Served, int], chromium: Chromium, scripts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    served, number = site
    soon = clock.now().astimezone(clock.zone_of(NGEBEL)) + timedelta(hours=1)
    with (
        chromium.page(PHONE, java_script_enabled=scripts) as first,
        chromium.page(PHONE, java_script_enabled=scripts) as second,
    ):
        ngebel, sempu = Typist(first, served.url, "kades.ngebel"), Typist(second, served.url, "kades.sempu")
        ngebel.open(f"/kemitraan/{number}/rapat")
        ngebel.send(title="Musyawarah air", day=f"{soon:%Y-%m-%d}", time=f"{soon:%H:%M}", place="Balai Desa")
        here = first.url.removeprefix(served.url)
        ngebel.open(f"{here}/acara")
        ngebel.send(title="Jadwal pintu air")
        ngebel.open(here)
        ngebel.send()
        assert ngebel.sees("diundang") and ngebel.sees("belum dijawab")
        later = clock.now() + timedelta(hours=2)
        monkeypatch.setattr(clock, "now", lambda: later)
        ngebel.open(here)
        ngebel.press("Rapat sudah berlangsung")
        ngebel.send(chair_name="Sumarno", secretary_name="Sri Wahyuni")
        ngebel.press("Isi hasil Jadwal pintu air")
        ngebel.send(notes="Dibahas lama.", outcome="decided", decision="Pintu air dibuka Senin.")
        ngebel.press("Kirim berita acara")
        ngebel.send(number="1/MAD/contoh")
        assert ngebel.sees("belum menjawab") and overflow(first) == 0
        for officer in (ngebel, sempu):
            officer.open(here)
            officer.press("Jawab berita acara")
            officer.send(says="confirmed")
        assert sempu.sees("berita acara tetap") and sempu.sees("Pintu air dibuka Senin.")
        assert overflow(second) == 0
        if scripts:  # axe is one
            assert violations(second) == []
