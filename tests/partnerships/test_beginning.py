"""Beginning with many: lines that are clear are taken, the others come back with their choices."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from partnership_many import MANY
from partnership_walk import NGEBEL, SEMPU

from portal import testing
from portal.db import db
from portal.partnerships.models import GateRecord, Partnership
from portal.permissions import OfficeKind

pytestmark = pytest.mark.usefixtures("many")
FIELDS = {"title": "Air bersama", "sector": "air", "type_code": MANY.code}


@pytest.fixture
def head(client: FlaskClient) -> FlaskClient:
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    return client


def parties(app: Flask) -> list[str | None]:
    """The parties of the only partnership there is."""
    with app.app_context():
        return [item.village_code for item in db.session.query(Partnership).one().parties]


def lines_of(html: str) -> str:
    found = re.search(r"<textarea[^>]*name=\"partner\"[^>]*>\s*([^<]*)</textarea>", html)
    assert found is not None
    return found[1]


def test_codes_names_and_a_whole_kecamatan_are_taken_at_once(app: Flask, head: FlaskClient) -> None:
    text = f"{SEMPU}\nTalun Ngebel\n\nkec. Ngebel\n35.02.19"
    assert testing.post(head, "/kemitraan/baru", {**FIELDS, "partner": text}).status_code == 303
    found = parties(app)
    assert found[0] == NGEBEL and len(found) == 8 and len(set(found)) == 8


def test_an_unclear_line_comes_back_with_choices_and_the_clear_ones_stay(app: Flask, head: FlaskClient) -> None:
    answer = testing.post(head, "/kemitraan/baru", {**FIELDS, "partner": f"{SEMPU}\nKarangasem"})
    assert answer.status_code == 422
    assert "35.02.19.2008 Sempu" in lines_of(answer.text)
    assert "Yang dimaksud dengan “Karangasem”" in answer.text
    value = re.findall(r'name="unclear-0-chosen"[^>]*value="(desa:[^"]+)"', answer.text)
    assert len(value) > 1
    data = {**FIELDS, "partner": lines_of(answer.text), "unclear-0-text": "Karangasem", "unclear-0-chosen": value[1]}
    assert testing.post(head, "/kemitraan/baru", data).status_code == 303
    assert parties(app) == [NGEBEL, SEMPU, value[1].removeprefix("desa:")]


def test_nonsense_and_the_own_village_are_named_and_nothing_typed_is_lost(head: FlaskClient) -> None:
    answer = testing.post(head, "/kemitraan/baru", {**FIELDS, "partner": f"zzzqq xxyy\n{NGEBEL}"})
    assert answer.status_code == 422
    assert "Tidak ditemukan: zzzqq xxyy" in answer.text and "zzzqq xxyy" in lines_of(answer.text)
    alone = testing.post(head, "/kemitraan/baru", {**FIELDS, "partner": NGEBEL})
    assert "selain pihak Anda sendiri" in alone.text


def test_too_few_begin_all_the_same(app: Flask, head: FlaskClient) -> None:
    assert testing.post(head, "/kemitraan/baru", {**FIELDS, "partner": SEMPU}).status_code == 303
    assert parties(app) == [NGEBEL, SEMPU]


def test_a_type_for_two_asks_for_one_partner(head: FlaskClient) -> None:
    assert "<textarea" not in head.get("/kemitraan/baru?jenis=bilateral").text.split("<main")[1]
    for page in ("baru", "berjalan"):
        assert "satu baris satu desa" in head.get(f"/kemitraan/{page}?jenis={MANY.code}").text


def test_a_running_partnership_of_eight_is_entered_with_a_number_for_each(app: Flask, head: FlaskClient) -> None:
    running = {
        **FIELDS, "partner": "Kecamatan Ngebel", "fields": ["development"], "scope": "pasar", "own_number": "3",
        "signed_on": "2020-01-05", "start_date": "2020-02-01", "executor": "village_government",
    }  # fmt: skip
    answer = testing.post(head, "/kemitraan/berjalan", running)
    assert answer.status_code == 303 and answer.location.endswith("/nomor")
    html = head.get(answer.location).text
    lines = re.search(r"<textarea[^>]*name=\"numbers\"[^>]*>\s*([^<]*)</textarea>", html)
    assert lines is not None and len(lines[1].splitlines()) == 8 and f"{NGEBEL} Ngebel = 3" in lines[1]
    wrong = testing.post(head, answer.location, {"numbers": "entah = 4"})
    assert wrong.status_code == 422 and "tidak terbaca: entah = 4" in wrong.text
    text = lines[1].replace(f"{SEMPU} Sempu =", f"{SEMPU} Sempu = 12/2020")
    assert testing.post(head, answer.location, {"numbers": text}).status_code == 303
    with app.app_context():
        kept = {item.values["number"] for item in db.session.query(GateRecord).filter_by(gate="signature")}
    assert kept == {"3", "12/2020"}
    testing.sign_in(head, OfficeKind.VILLAGE_HEAD, (SEMPU,))
    assert head.get(answer.location).status_code == 404
