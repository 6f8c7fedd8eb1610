"""The pages of partnerships with many parties: light with three hundred, readable with forty on a phone."""

from __future__ import annotations

import re

import pytest
from browsers import DESKTOP, PHONE, Chromium, carry_cookies, overflow, serve, small_targets, violations
from flask import Flask
from flask.testing import FlaskClient
from large_partnership import put_on_record
from partnership_many import (
    LEAVING,
    MANY,
    MINUTES,
    PUPUS,
    TALUN,
    THREE,
    WAGIR,
    begin,
    change_of,
    close_amendment,
    head,
    made_villages,
    open_amendment,
    party,
)
from partnership_walk import NGEBEL, SEMPU
from sqlalchemy import select

from portal import testing
from portal.db import db
from portal.partnerships import membership, party_lists, resting
from portal.partnerships.service import PartyChoice
from portal.permissions import OfficeKind
from portal.testing import statements
from portal.villages.models import Area
from portal.villages.rules import is_party_village

pytestmark = pytest.mark.usefixtures("many")
MOST_BYTES, MOST_STATEMENTS = 14_000, 15


def sign_in(client: FlaskClient, code: str = NGEBEL, kind: OfficeKind = OfficeKind.VILLAGE_HEAD) -> None:
    testing.sign_in(client, kind, (code,))


@pytest.fixture
def three_hundred(app: Flask) -> int:
    """A partnership of three hundred villages of which nine have signed."""
    with app.app_context():
        return put_on_record(MANY.code, [NGEBEL, *made_villages(299)], 9)


def test_P12_three_hundred_parties_cost_no_more_statements_than_three_and_fit_the_first_window(
    app: Flask, client: FlaskClient, three_hundred: int
) -> None:
    with app.app_context():
        few = put_on_record(MANY.code, [NGEBEL, SEMPU, TALUN], 1)
    sign_in(client)
    wrong = {}
    for path in PAGES:
        less, _bytes = cost(app, client, path, few)
        most, weight = cost(app, client, path, three_hundred)
        bound = less if path == "/kemitraan/{number}" else MOST_STATEMENTS  # other rooms have their parts in that page
        if most > bound or weight > MOST_BYTES:
            wrong[path] = (less, most, weight)
    assert wrong == {}


PAGES = (
    "/kemitraan/{number}", "/kemitraan/{number}/pihak", "/kemitraan/{number}/pihak?halaman=6",
    "/kemitraan/{number}/pihak?kurang=signature&cari=9", "/kemitraan/{number}/pihak/{own}",
    "/kemitraan/{number}/pihak/tambah", "/kemitraan/{number}/lanjut/complete_signing", "/kemitraan/{number}/riwayat",
    "/kemitraan/{number}/langkah/signature/{own}", "/kemitraan/{number}/langkah/mad/cetak",
    "/kemitraan", "/kemitraan?milik=saya", "/", f"/desa/{NGEBEL}",
)  # fmt: skip


def cost(app: Flask, client: FlaskClient, path: str, number: int) -> tuple[int, int]:
    """The statements and bytes of a page of one partnership, once everything that is remembered is warm."""
    with app.app_context():
        own = membership.partnership_for(head(NGEBEL), number).party_of(head(NGEBEL).office)
    assert own is not None
    address = path.format(number=number, own=own.id)
    client.get(address)
    with statements(app) as sent:
        answer = client.get(address, headers={"Accept-Encoding": "br"})
    assert answer.status_code == 200, address
    return len(sent), len(answer.data)


def test_lists_of_what_is_missing_are_cut_and_lead_on(client: FlaskClient, three_hundred: int) -> None:
    sign_in(client)
    page = client.get(f"/kemitraan/{three_hundred}").text
    assert "dan 285 lagi" in page and f"/kemitraan/{three_hundred}/pihak?kurang=signature" in page
    assert "9 dari 300" in page and "dan 288 lainnya" in page
    assert page.count("Tanda tangan belum dicatat") < 10
    narrowed = client.get(f"/kemitraan/{three_hundred}/pihak?kurang=signature").text
    assert "291 pihak" in narrowed and "Halaman 1 dari 6" in narrowed
    refused = testing.post(client, f"/kemitraan/{three_hundred}/lanjut/complete_signing")
    assert refused.status_code in (303, 403) and refused.text.count("<li>") < 40


def forty(app: Flask) -> tuple[int, list[str]]:
    """A partnership of forty real villages, of which thirty-one have signed."""
    with app.app_context():
        found: list[str] = []
        for district in ("35.02.19", "33.02.14", "33.02.01", "33.02.27", "91.03.01"):
            codes = db.session.scalars(select(Area.code).where(Area.parent_code == district).order_by(Area.code))
            found += [code for code in codes if is_party_village(code) and code != NGEBEL]
        codes = [NGEBEL, *found[:39]]
        return put_on_record(MANY.code, codes, 31), codes


@pytest.mark.browser
@pytest.mark.sqlite
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_forty_villages_are_readable_on_a_phone(
    app: Flask, client: FlaskClient, chromium: Chromium, size: tuple[int, int]
) -> None:
    number, codes = forty(app)
    sign_in(client)
    with serve(app) as site, chromium.page(size) as page:
        carry_cookies(client, page.context, site.url)
        for path in (f"/kemitraan/{number}", f"/kemitraan/{number}/pihak"):
            page.goto(site.url + path)
            assert (overflow(page), violations(page), small_targets(page, 24)) == (0, [], []), path
        assert page.locator("table.gates tbody tr").count() == len(codes) == 40
        widest = page.locator("table.gates").evaluate("t => t.scrollWidth - t.parentElement.clientWidth")
        assert widest <= 0
        row = page.get_by_role("row", name="Sempu")
        assert row.get_by_role("img", name="sudah").count() == 7
        page.get_by_label("Yang belum").select_option("signature")
        page.get_by_role("button", name="Tampilkan").click()
        page.get_by_role("heading", name="9 pihak").wait_for()
        page.get_by_role("link", name="Hobong").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Hobong"


def running(app: Flask, *more: str) -> int:
    with app.app_context():
        walk = begin(*THREE, *more)
        walk.to_active()
        return walk.id


def test_the_initiator_adds_and_takes_away_until_the_offer_is_sent(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        number = begin(NGEBEL, SEMPU).id
    sign_in(client)
    base = f"/kemitraan/{number}/pihak"
    for role, line in (("receiver", "Talun Ngebel"), ("observer", WAGIR)):
        answer = testing.post(client, f"{base}/tambah", {"role": role, "partner": line})
        assert answer.status_code == 303 and answer.location.endswith("/tambah")
    twice = testing.post(client, f"{base}/tambah", {"role": "receiver", "partner": TALUN})
    assert twice.status_code == 422 and "sudah tercantum" in twice.text
    shown = client.get(base).text
    assert "4 pihak" in shown and "pengamat" in shown
    link = re.search(rf'href="({base}/\d+)">Talun', shown)
    assert link is not None
    assert "Hapus dari daftar" in client.get(link[1]).text
    assert testing.post(client, f"{link[1]}/hapus").status_code == 303
    assert "3 pihak" in client.get(base).text


def test_adding_by_htmx_stays_with_an_empty_form(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        number = begin(NGEBEL, SEMPU).id
    sign_in(client)
    answer = testing.post(
        client, f"/kemitraan/{number}/pihak/tambah", {"role": "receiver", "partner": TALUN}, htmx=True
    )
    assert answer.status_code == 200 and "HX-Trigger" in answer.headers and TALUN not in answer.text


def test_a_village_asks_to_join_from_the_public_page_and_is_accepted(app: Flask, client: FlaskClient) -> None:
    number = running(app)
    sign_in(client, PUPUS)
    assert "Minta bergabung" in client.get(f"/kemitraan/{number}/pihak").text
    answer = testing.post(client, f"/kemitraan/{number}/gabung", {"reason": "mata air yang sama"})
    assert answer.status_code == 303
    assert client.get(f"/kemitraan/{number}/riwayat").status_code == 404
    sign_in(client, TALUN)
    shown = client.get(f"/kemitraan/{number}/pihak").text
    assert "mata air yang sama" in shown
    accept = re.search(r'href="(/perubahan-pihak/\d+/terima)"', shown)
    assert accept is not None and testing.post(client, accept[1]).status_code == 303
    sign_in(client, PUPUS)
    page = client.get(f"/kemitraan/{number}/pihak").text
    gate = re.search(rf'href="(/kemitraan/{number}/langkah/priority_list/\d+)"', page)
    assert gate is not None and client.get(gate[1]).status_code == 200
    assert "Pupus belum mencatat daftar prioritasnya." in client.get("/kemitraan").text
    assert client.get(f"/kemitraan/{number}/ubah").status_code == 403


def test_leaving_asks_what_becomes_of_everything_and_is_not_called_law(app: Flask, client: FlaskClient) -> None:
    number = running(app, PUPUS)
    sign_in(client, PUPUS)
    with app.app_context():
        own = membership.partnership_for(head(PUPUS), number).party_of(head(PUPUS).office)
        assert own is not None
        url = f"/kemitraan/{number}/pihak/{own.id}/keluar"
    assert "bukan aturan hukum" in client.get(url).text
    missing = testing.post(client, url, {**LEAVING, "contributions": "settled"})
    assert missing.status_code == 422 and "Tulis jumlah penggantinya." in missing.text
    values = {**LEAVING, "contributions": "settled", "amount": "1.500.000"}
    assert testing.post(client, url, values).status_code == 303
    shown = client.get(f"/kemitraan/{number}/pihak").text
    assert "Rp1.500.000" in shown.replace("\xa0", "") and "Salah satu pihak memulai perubahan perjanjian." in shown
    sign_in(client, TALUN)
    assert client.get(url).status_code == 403


def test_minutes_of_a_suspension_are_confirmed_on_the_page_of_the_parties(app: Flask, client: FlaskClient) -> None:
    number = running(app, PUPUS)
    with app.app_context():
        target = next(p.id for p in membership.partnership_for(head(NGEBEL), number).parties if p.village_code == PUPUS)
    sign_in(client)
    values = {**MINUTES, "rights_resting": "air", "duties_going_on": "iuran", "until": "2026-11-20"}
    url = f"/kemitraan/{number}/pihak/{target}/tangguhkan"
    assert testing.post(client, url, {**values, "rights_resting": ""}).status_code == 422
    assert testing.post(client, url, values).status_code == 303
    assert "/benarkan" not in client.get(f"/kemitraan/{number}/pihak").text
    sign_in(client, SEMPU)
    confirm = re.search(r'href="(/perubahan-pihak/\d+/benarkan)"', client.get(f"/kemitraan/{number}/pihak").text)
    assert confirm is not None and testing.post(client, confirm[1]).status_code == 303
    assert "ditangguhkan" in client.get(f"/kemitraan/{number}/pihak").text


def test_one_that_left_reads_what_the_public_reads_and_its_own_history(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        walk = begin(*THREE, PUPUS)
        walk.to_active()
        membership.ask_to_leave(walk.heads[PUPUS], walk.id, LEAVING)
        open_amendment(walk)
        close_amendment(walk)
        number, own = walk.id, party(walk, PUPUS).id
        membership.invite(walk.heads[NGEBEL], number, (PartyChoice(village_code=WAGIR),))
        assert change_of(walk).kind == "join"
        from portal.partnerships import service

        service.set_public(walk.heads[NGEBEL], number, False)
    sign_in(client, PUPUS)
    base = f"/kemitraan/{number}"
    assert client.get(base).status_code == 200 and client.get(f"{base}/pihak/{own}").status_code == 200
    assert "Wagir Lor" not in client.get(f"{base}/pihak").text
    history = client.get(f"{base}/riwayat")
    assert history.status_code == 200 and "Permintaan keluar" in history.text
    assert "Calon pihak diajak" not in history.text
    for path in ("/ubah", "/penawaran", "/langkah/offer/cetak", "/pihak/tambah"):
        assert client.get(base + path).status_code in (403, 404), path
    sign_in(client, "35.02.19.2001")
    assert client.get(base).status_code == 404


def test_who_is_only_coming_is_named_to_the_parties_and_to_nobody_else(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        walk = begin(*THREE)
        walk.to_active()
        membership.invite(walk.heads[NGEBEL], walk.id, (PartyChoice(village_code=PUPUS),))
        walk.heads[PUPUS] = head(PUPUS)
        walk.prepare(PUPUS)
        number, title = walk.id, walk.partnership.title
    open_pages = (f"/kemitraan/{number}", f"/kemitraan/{number}/pihak")
    stranger = app.test_client()
    for carried in (False, True):
        if carried:
            with app.app_context():
                open_amendment(walk)
        assert all("Pupus" not in stranger.get(page).text for page in open_pages)
        assert title not in stranger.get(f"/desa/{PUPUS}").text
    sign_in(client)
    assert all("Pupus" in client.get(page).text for page in open_pages)


def test_an_observer_reads_like_a_party_and_changes_nothing(app: Flask, client: FlaskClient) -> None:
    number = running(app)
    with app.app_context():
        (observer,) = party_lists.add_observers(head(SEMPU), number, (PartyChoice(village_code=WAGIR),))
        own = observer.id
    sign_in(client, WAGIR)
    base = f"/kemitraan/{number}"
    for path in ("", "/riwayat", "/pihak", "/penawaran", "/langkah/offer/cetak"):
        assert client.get(base + path).status_code == 200, path
    for path in ("/ubah", "/naskah", "/lanjut/open_report", "/langkah/report", "/pihak/tambah"):
        assert client.get(base + path).status_code in (403, 404), path
    assert testing.post(client, f"{base}/pihak/{own}/selesai", {"reason": "selesai"}).status_code == 303
    assert client.get(f"{base}/riwayat").status_code in (200, 404)


def test_a_suspended_party_holds_no_meeting_up(app: Flask) -> None:
    with app.app_context():
        walk = begin(*THREE, PUPUS)
        walk.to_active()
        resting.suspend(walk.heads[NGEBEL], walk.id, walk.party(PUPUS), MINUTES)
        resting.confirm(walk.heads[SEMPU], change_of(walk).id)
        open_amendment(walk)
        close_amendment(walk)
        assert walk.status == "active" and party(walk, PUPUS).state == "suspended"
