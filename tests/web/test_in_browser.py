"""What the script adds in a real browser: errors said aloud, focus kept, drafts, one submission a click."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsers import Chromium, Served, carry_cookies, until
from playwright.sync_api import Page, expect

from portal import testing
from portal.web.assets import STATIC
from portal.web.htmx_copy import make_local_copy

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]


@pytest.fixture
def page(chromium: Chromium, site: Served) -> Iterator[Page]:
    make_local_copy(STATIC)
    with chromium.page() as page:
        yield page


@pytest.fixture
def signed_in(page: Page, site: Served) -> Page:
    client = site.app.test_client()
    testing.sign_in(client, "system_admin")
    carry_cookies(client, page.context, site.url)
    return page


def note(page: Page, site: Served) -> Page:
    """The page with the htmx form, ready, with a mark that a full page load would wipe out."""
    page.goto(f"{site.url}/uji/catatan")
    until(page, "window.htmx && !!document.getElementById('catatan')['htmx-internal-data']")
    page.evaluate("window.mark = 1")
    return page


def test_saving_swaps_the_form_and_says_so(page: Page, site: Served) -> None:
    note(page, site).fill("#text", "air")
    page.click("text=Simpan")
    expect(page.locator("#pesan")).to_contain_text("Dicatat.")
    assert page.evaluate("window.mark") == 1
    until(page, "document.activeElement !== document.body")


def test_errors_get_the_focus(page: Page, site: Served) -> None:
    note(page, site).click("text=Simpan")
    expect(page.locator(".error-summary")).to_be_focused()
    assert page.evaluate("window.mark") == 1


def test_H_a_lost_connection_is_said_at_once_and_nothing_typed_is_lost(page: Page, site: Served) -> None:
    note(page, site).fill("#text", "saluran air")
    page.context.set_offline(True)
    page.click("text=Simpan")
    expect(page.locator("#pesan")).to_contain_text("sambungan terputus", timeout=2_000)
    expect(page.locator("#pesan")).to_be_focused()
    assert page.input_value("#text") == "saluran air"
    page.context.set_offline(False)
    page.click("text=Simpan")
    expect(page.locator("#pesan")).to_contain_text("Dicatat.")


def test_a_server_fault_is_said_in_the_servers_words_and_nothing_is_lost(page: Page, site: Served) -> None:
    note(page, site).fill("#text", "saluran air")
    page.evaluate("document.getElementById('catatan').setAttribute('hx-post', '/uji/galat/507')")
    page.evaluate("htmx.process(document.getElementById('catatan'))")
    page.click("text=Simpan")
    expect(page.locator("#pesan")).to_contain_text("Ruang penyimpanan penuh")
    expect(page.locator("#pesan")).to_be_focused()
    assert page.input_value("#text") == "saluran air"


def test_an_answer_that_is_no_page_of_ours_still_gives_a_sentence(page: Page, site: Served) -> None:
    note(page, site).route("**/uji/catatan", lambda route: route.fulfill(status=502, body="Bad gateway"))
    page.fill("#text", "x")
    page.click("text=Simpan")
    expect(page.locator("#pesan")).to_contain_text("gangguan di server")


def test_a_double_click_submits_once(page: Page, site: Served) -> None:
    sent: list[str] = []
    page.context.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.goto(f"{site.url}/uji/biasa")
    page.evaluate("document.querySelector('main form').target = 'lain'")
    with page.expect_popup() as other:
        page.dblclick("text=Kirim")
    other.value.wait_for_load_state()
    expect(page.locator("main button")).to_be_disabled()
    assert len(sent) == 1


def test_a_draft_is_offered_again_without_its_password(signed_in: Page, site: Served) -> None:
    page = signed_in
    page.goto(f"{site.url}/uji/biasa")
    page.fill("#isi-biasa", "saluran air")
    page.check("[name=setuju]")
    page.fill("#sandi", "durian")
    page.reload()
    page.click("text=Pulihkan isian")
    assert page.input_value("#isi-biasa") == "saluran air"
    assert page.is_checked("[name=setuju]")
    assert page.input_value("#sandi") == ""
    assert "durian" not in page.evaluate("JSON.stringify(sessionStorage)")


def test_a_draft_ends_when_the_server_has_confirmed(signed_in: Page, site: Served) -> None:
    page = signed_in
    page.goto(f"{site.url}/uji/biasa")
    page.fill("#isi-biasa", "saluran air")
    page.click("text=Kirim")
    page.wait_for_url("**/tentang")
    expect(page.locator("#pesan")).to_contain_text("Sudah pindah.")
    assert "saluran" not in page.evaluate("JSON.stringify(sessionStorage)")
    page.goto(f"{site.url}/uji/biasa")
    assert page.locator("text=Pulihkan isian").count() == 0


def test_a_draft_ends_when_htmx_has_saved_and_the_page_stays(signed_in: Page, site: Served) -> None:
    page = note(signed_in, site)
    page.fill("#text", "saluran air")
    page.click("text=Simpan")
    expect(page.locator("#pesan")).to_contain_text("Dicatat.")
    assert "saluran" not in page.evaluate("JSON.stringify(sessionStorage)")
    page.reload()
    assert page.locator("text=Pulihkan isian").count() == 0


def test_a_draft_typed_on_an_older_version_is_not_offered(signed_in: Page, site: Served) -> None:
    page = note(signed_in, site)
    page.fill("#text", "saluran air")
    page.goto(f"{site.url}/uji/catatan?versi=4")
    assert page.locator("text=Pulihkan isian").count() == 0
    page.goto(f"{site.url}/uji/catatan")
    page.click("text=Pulihkan isian")
    assert page.input_value("#text") == "saluran air"


def test_a_session_that_ends_in_mid_form_says_so_and_gives_the_text_back(signed_in: Page, site: Served) -> None:
    page = signed_in
    page.goto(f"{site.url}/akun/data")
    page.evaluate("document.querySelector('main form').setAttribute('data-draft', 'data')")
    page.evaluate("document.querySelector('main form').setAttribute('hx-post', '/akun/data')")
    until(page, "!!window.htmx")
    page.evaluate("htmx.process(document.querySelector('main form'))")
    page.fill("#name", "Siti Rahmawati")
    username = page.inner_text("main dl dd >> nth=0")
    page.context.clear_cookies()
    page.click("main form button")
    page.wait_for_url("**/masuk?**")
    assert "isian Anda masih ada di peranti ini" in page.inner_text("main")
    page.fill("#username", username)
    page.fill("#password", testing.TEST_PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/akun/data")
    assert "Siti Rahmawati" in page.evaluate("JSON.stringify(sessionStorage)")


def test_a_file_that_is_too_large_is_said_beside_its_field_and_nothing_is_sent(
    page: Page, site: Served, tmp_path: Path
) -> None:
    large, small = tmp_path / "besar.jpg", tmp_path / "kecil.jpg"
    large.write_bytes(bytes(11 * 1024 * 1024))
    small.write_bytes(b"kecil")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.goto(f"{site.url}/uji/berkas")
    until(page, "window.htmx && !!document.getElementById('berkas')['htmx-internal-data']")
    page.set_input_files("#photo", large)
    expect(page.locator("#photo-awas")).to_contain_text("Berkas terlalu besar")
    page.click("#berkas button")
    expect(page.locator("#photo")).to_be_focused()
    assert sent == []
    page.set_input_files("#photo", small)
    assert page.locator("#photo-awas").count() == 0
    page.click("#berkas button")
    until(page, "document.querySelector('#photo').value === ''")
    assert len(sent) == 1


def test_a_day_half_written_is_not_sent_as_nothing(page: Page, site: Served) -> None:
    page.goto(f"{site.url}/uji/berkas")
    page.focus("#day")
    page.keyboard.type("17")
    page.click("#berkas button")
    expect(page.locator("#day-awas")).to_contain_text("belum lengkap")


@pytest.mark.parametrize("body", ["Request Entity Too Large", '<div class="error-message">Berkas terlalu besar</div>'])
def test_what_is_too_large_for_the_server_is_called_so(page: Page, site: Served, body: str) -> None:
    note(page, site).route("**/uji/catatan", lambda route: route.fulfill(status=413, body=body))
    page.fill("#text", "x")
    page.click("text=Simpan")
    expect(page.locator("#pesan")).to_contain_text("Berkas terlalu besar")


def test_both_versions_of_a_conflict_are_shown_from_their_headline(page: Page, site: Served) -> None:
    note(page, site).fill("#text", "saluran air")
    page.evaluate("document.getElementById('catatan').setAttribute('hx-post', '/uji/galat/409')")
    page.evaluate("htmx.process(document.getElementById('catatan'))")
    page.set_viewport_size({"width": 360, "height": 300})
    page.click("text=Simpan")
    page.locator("#pesan h2", has_text="Sudah diubah orang lain").wait_for()
    until(page, "(top => top >= 0 && top < 150)(document.querySelector('#pesan h2').getBoundingClientRect().top)")
    colour = "getComputedStyle(document.querySelector('#pesan a.button:not(.secondary)') || document.body).color"
    assert page.evaluate(colour) != page.evaluate("getComputedStyle(document.querySelector('#pesan .notice')).color")


def test_a_draft_survives_a_refused_form(signed_in: Page, site: Served) -> None:
    page = signed_in
    page.goto(f"{site.url}/uji/biasa")
    page.fill("#isi-biasa", "saluran air")
    page.evaluate("document.querySelector('[data-draft]').action = '/uji/galat/503'")
    page.click("text=Kirim")
    expect(page.locator("h1")).to_contain_text("sibuk")
    page.goto(f"{site.url}/uji/biasa")
    page.click("text=Pulihkan isian")
    assert page.input_value("#isi-biasa") == "saluran air"


def test_a_draft_that_is_thrown_away_is_gone(signed_in: Page, site: Served) -> None:
    page = signed_in
    page.goto(f"{site.url}/uji/biasa")
    page.fill("#isi-biasa", "saluran air")
    page.reload()
    page.click("text=Buang")
    page.reload()
    assert page.locator("text=Pulihkan isian").count() == 0


def test_H13_nothing_personal_outlives_the_tab(signed_in: Page, site: Served) -> None:
    page = signed_in
    page.goto(f"{site.url}/uji/biasa")
    page.fill("#isi-biasa", "saluran air")
    assert page.evaluate("localStorage.length") == 0


def test_a_visitor_leaves_no_draft(page: Page, site: Served) -> None:
    page.goto(f"{site.url}/uji/biasa")
    page.fill("#isi-biasa", "saluran air")
    assert "saluran" not in page.evaluate("JSON.stringify(sessionStorage)")


def test_P1_a_cold_visit_makes_three_requests(page: Page, site: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    page.goto(f"{site.url}/tentang", wait_until="networkidle")
    assert len(asked) == 3, asked


def test_P13_nothing_moves_while_the_page_comes_up(page: Page, site: Served) -> None:
    page.goto(f"{site.url}/", wait_until="networkidle")
    shift = page.evaluate(
        """() => new Promise(done => { let sum = 0;
        new PerformanceObserver(list => list.getEntries().forEach(e => sum += e.value))
          .observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 300); })"""
    )
    assert shift <= 0.01


def test_the_skip_link_leads_past_the_menu(page: Page, site: Served) -> None:
    page.goto(f"{site.url}/tentang")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"
