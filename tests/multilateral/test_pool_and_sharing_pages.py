"""The pages of what is shared: with scripts and without, for three parties and for three hundred."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from multilateral.together import CODES, enter_running
from partnership_many import made_villages
from sqlalchemy import select

from plugins.multilateral import portal_demo
from plugins.multilateral.pool.models import Booking, Resource
from plugins.multilateral.sharing import distributions, service
from plugins.multilateral.sharing.models import Distribution, Scheme
from portal import clock, testing
from portal.db import db
from portal.permissions import OfficeKind
from portal.sdk import today
from portal.testing import statements

POOL, SHARING = "/p/multilateral/sumber-daya", "/p/multilateral/pembagian"
FIRST, SECOND = CODES[:2]


@pytest.fixture
def sample(app: Flask) -> dict[str, int]:
    """The eight villages with the plugin's own sample data; the ids of things."""
    with app.app_context():
        walk = enter_running()
        portal_demo(walk.partnership, walk.heads)
        return {
            "partnership": walk.id,
            "tractor": db.session.scalars(select(Resource.id).filter_by(name="Traktor tangan")).one(),
            "market": db.session.scalars(select(Resource.id).filter_by(name="Pasar bersama")).one(),
            "scheme": db.session.scalars(select(Scheme.id)).one(),
            "payout": db.session.scalars(select(Distribution.id)).one(),
        }


@pytest.fixture
def head(client: FlaskClient) -> FlaskClient:
    """The browser of the second village's head."""
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (SECOND,))
    return client


def soon(days: int) -> str:
    """A day from today as a date field sends it."""
    return (clock.today(FIRST) + timedelta(days=days)).isoformat()


def test_the_sample_data_show_a_register_a_calendar_and_a_payout(sample: dict[str, int], head: FlaskClient) -> None:
    listed = head.get(f"{POOL}/{sample['partnership']}").text
    for name in ("Traktor tangan", "Mata air di hulu", "Pasar bersama", "Menunggu jawaban pemilik"):
        assert name in listed
    shown = head.get(f"{POOL}/{sample['partnership']}/{sample['tractor']}").text
    assert "Membajak sawah blok timur" in shown
    assert "Ganti oli" in head.get(f"{POOL}/{sample['partnership']}/{sample['tractor']}/perawatan").text
    payout = head.get(f"{SHARING}/{sample['partnership']}/{sample['payout']}").text
    assert "Rp8.000.000" in payout
    assert "dibenarkan" in payout


def test_a_booking_is_made_without_scripts_and_a_collision_keeps_what_was_typed(
    sample: dict[str, int], head: FlaskClient, app: Flask
) -> None:
    here = f"{POOL}/{sample['partnership']}/{sample['tractor']}"
    typed = {"first_day": soon(20), "last_day": soon(21), "purpose": "Olah lahan cabai", "quantity": "1"}
    answer = testing.post(head, f"{here}/pesan", typed)
    assert answer.status_code == 303
    assert "Olah lahan cabai" in head.get(here).text
    again = testing.post(head, f"{here}/pesan", {**typed, "purpose": "Sekali lagi"})
    assert again.status_code == 422
    assert "bebas mulai" in again.text
    assert "Sekali lagi" in again.text
    with app.app_context():
        assert len(db.session.scalars(select(Booking).filter_by(resource_id=sample["tractor"])).all()) == 3


def test_with_scripts_the_part_alone_comes_back_and_says_so(sample: dict[str, int], head: FlaskClient) -> None:
    here = f"{POOL}/{sample['partnership']}/{sample['market']}"
    typed = {"first_day": soon(9), "begins": "08:00", "ends": "12:30", "purpose": "Bazar", "quantity": "3"}
    answer = testing.post(head, f"{here}/pesan", typed, htmx=True)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "saved" in answer.headers["HX-Trigger"]
    assert "08.00–12.30 WIB" in answer.text
    assert 'value="Bazar"' not in answer.text  # the form begins anew


def test_the_calendar_goes_on_month_by_month_and_bears_any_address(sample: dict[str, int], head: FlaskClient) -> None:
    here = f"{POOL}/{sample['partnership']}/{sample['tractor']}"
    assert "Kalender Februari 2028" in head.get(f"{here}?bulan=2028-02").text
    for name in ("bulan", "mulai", "halaman", "arsip", "contoh", "semua"):
        for value in ("2026-13", "0000-00", "9" * 40, "-1", "%00", "x", "Rp1.000", "2099-12", "2000-01"):
            for page in (
                here,
                f"{POOL}/{sample['partnership']}",
                f"{SHARING}/{sample['partnership']}/skema/{sample['scheme']}",
                f"{SHARING}/{sample['partnership']}/{sample['payout']}",
            ):
                assert head.get(f"{page}?{name}={value}").status_code in (200, 400), (page, name, value)


def test_the_shares_of_another_sum_are_shown_before_anybody_signs(sample: dict[str, int], head: FlaskClient) -> None:
    here = f"{SHARING}/{sample['partnership']}/skema/{sample['scheme']}"
    assert "Bagian tiap pihak dari Rp80.000" in head.get(f"{here}?contoh=Rp80.000").text
    fragment = head.get(f"{here}?contoh=80000", headers={"HX-Request": "true"}).text
    assert "<html" not in fragment
    amounts = [int(text.replace(".", "")) for text in re.findall(r'data-label="Rupiah"[^>]*>Rp([\d.]+)<', fragment)]
    assert (len(amounts), sum(amounts)) == (8, 80_000)


def test_the_whole_way_from_a_scheme_to_a_confirmed_payout_in_pages(app: Flask) -> None:
    with app.app_context():
        number = enter_running(*CODES[:3]).id
    browsers = []
    for code in CODES[:3]:
        browsers.append(app.test_client())
        testing.sign_in(browsers[-1], OfficeKind.VILLAGE_HEAD, (code,))
    first, second, _third = browsers
    base = f"{SHARING}/{number}"
    weights = {"equal": "40", "use": "60", "population": "", "area": "", "contribution": ""}
    begun = testing.post(first, f"{base}/skema/baru", {"covers": "both", "while_suspended": "no", **weights})
    scheme = begun.headers["Location"]
    assert "belum diisi" in first.get(scheme).text
    parties = re.findall(r"/angka/(\d+)", first.get(scheme).text)
    for amount, party in zip(("10", "20", "30,5"), parties, strict=True):
        lacking = testing.post(first, f"{scheme}/angka/{party}", {"value_use": amount})
        assert lacking.status_code == 422
        given = {"value_use": amount, "source_use": "meteran", "as_of_use": "2026-10-01"}
        assert testing.post(first, f"{scheme}/angka/{party}", given).status_code == 303
    assert testing.post(first, f"{scheme}/ajukan").status_code == 303
    for browser in browsers:
        assert testing.post(browser, f"{scheme}/setuju").status_code == 303
    assert "berlaku" in first.get(base).text
    made = testing.post(
        first,
        f"{base}/catat/hasil",
        {"purpose": "Panen", "happened_on": soon(0), "amount": "1.000.000", "document": ""},
    )
    payout = made.headers["Location"]
    assert "10 ÷ 60,5 × 60 % × Rp1.000.000 = Rp99.173,55…" in second.get(payout).text
    (mark,) = re.findall(r'href="([^"]+/tandai)"', second.get(payout).text)
    assert testing.post(second, mark, {"settled_on": soon(0), "note": "kuitansi 1"}).status_code == 303
    assert testing.post(first, mark.replace("tandai", "benarkan")).status_code == 303
    assert "kuitansi 1" in first.get(payout).text
    table = list(
        csv.reader(io.StringIO(first.get(f"{payout}/unduh.csv").get_data().decode("utf-8-sig")), delimiter=";")
    )
    assert sum(int(row[2]) for row in table[2:]) == 1_000_000


def test_panels_show_the_own_share_and_what_is_in_use(sample: dict[str, int], head: FlaskClient) -> None:
    shown = head.get(f"/kemitraan/{sample['partnership']}").text
    for text in ("Sumber daya bersama", "Traktor tangan", "Pembagian biaya dan hasil", "Bagian kami"):
        assert text in shown
    visitor = head.application.test_client().get(f"/kemitraan/{sample['partnership']}").text
    assert "Traktor tangan" not in visitor
    assert "Bagian kami" not in visitor


def test_three_hundred_parties_are_shown_some_at_a_time_within_the_budgets(app: Flask) -> None:
    with app.app_context():
        walk = enter_running(FIRST, SECOND, *made_villages(298))
        scheme = service.begin_scheme(
            walk.heads[walk.first],
            walk.id,
            {"covers": "both", "weights": {"equal": 100}, "shares_while_suspended": True, "note": ""},
        )
        service.propose_scheme(walk.heads[walk.first], scheme.id)
        service.record_decision(walk.heads[walk.first], scheme.id, "1", today(FIRST))
        given = {"purpose": "Panen", "happened_on": date(2026, 11, 1), "amount": 10**13, "document": ""}
        made = distributions.distribute(walk.heads[walk.first], walk.id, "payout", given)
        pages = [
            f"/p/multilateral/pembagian/{walk.id}/skema/{scheme.id}",
            f"/p/multilateral/pembagian/{walk.id}/{made.id}?halaman=12",
            f"/p/multilateral/pembagian/{walk.id}/jumlah",
            f"/p/multilateral/sumber-daya/{walk.id}",
        ]
    browser = app.test_client()
    testing.sign_in(browser, OfficeKind.VILLAGE_HEAD, (walk.first,))
    for page in pages:
        with statements(app) as sent:
            answer = browser.get(page, headers={"Accept-Encoding": "br"})
        assert answer.status_code == 200, page
        assert len(answer.get_data()) <= 14_000, page
        assert len(sent) <= 15, page
    whole = browser.get(pages[1].partition("?")[0] + "?semua=1").text
    assert whole.count('<th scope="row">') == 300
