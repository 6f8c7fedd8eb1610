"""The pages of meetings, as the people of two villages use them."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from coordination.bodies import begun
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import NGEBEL, SEMPU

from portal import clock
from portal.coordination.meetings import people_views
from portal.db import db, transactional
from portal.partnerships.models import Partnership
from portal.permissions import OfficeKind
from portal.testing import post, sign_in, statements


@pytest.fixture
def base(app: Flask) -> str:
    """The address of the meetings of a partnership of two villages."""
    with app.app_context():
        return f"/kemitraan/{begun().id}/rapat"


def head(client: FlaskClient, code: str = NGEBEL) -> FlaskClient:
    sign_in(client, OfficeKind.VILLAGE_HEAD, (code,))
    return client


def planned(client: FlaskClient, base: str, days: int, **more: str) -> str:
    """A meeting with one item on its agenda; its address."""
    day = (clock.now() + timedelta(days=days)).date().isoformat()
    answer = post(client, base, {"title": "Musyawarah air", "day": day, "time": "09:00", "place": "Balai", **more})
    assert answer.status_code == 303, answer.text
    assert post(client, answer.location + "/acara", {"title": "Jadwal pintu air"}).status_code == 303
    return str(answer.location)


def item_of(client: FlaskClient, here: str) -> str:
    text = client.get(here).text
    return text.partition('id="acara-')[2].partition('"')[0]


def sent(client: FlaskClient, base: str, **more: str) -> str:
    """Minutes that wait for both villages."""
    here = planned(client, base, -2, **more)
    assert post(client, here + "/berlangsung", {"chair_name": "Sumarno"}).status_code == 303
    written = {"notes": "dibahas", "outcome": "decided", "decision": "Pintu air dibuka Senin."}
    assert post(client, f"{here}/acara/{item_of(client, here)}/notulen", written).status_code == 303
    person = {"person_name": "Sri Wahyuni", "gender": "woman", "is_representative": "y", "mandate_number": "7/2026"}
    assert post(client, here + "/hadir", {**person, "party_id": _party(client, NGEBEL)}).status_code == 303
    assert post(client, here + "/kirim", {"number": "3/MAD", "confirm_days": "7"}).status_code == 303
    return here


def _party(client: FlaskClient, code: str) -> str:
    with client.application.app_context():
        partnership = db.session.scalars(db.select(Partnership)).first()
        assert partnership is not None
        return str(next(party.id for party in partnership.parties if party.village_code == code))


def test_a_long_attendance_list_comes_a_page_at_a_time(
    client: FlaskClient, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people_views, "LINES", 1)
    here = planned(head(client), base, -2)
    post(client, here + "/berlangsung", {"chair_name": "Sumarno"})
    for name in ("Sri Wahyuni", "Paijan"):
        post(client, here + "/hadir", {"person_name": name})
    client.get(here)  # where the portal says that they were added
    first, second = (client.get(f"{here}/hadir{page}").text for page in ("", "?halaman=2"))
    assert "Paijan" in first and "Sri Wahyuni" not in first and "2 orang" in first
    assert "Sri Wahyuni" in second and "Paijan" not in second


def test_from_the_call_to_an_answer_and_what_waits_is_on_the_home_page(client: FlaskClient, base: str) -> None:
    here = planned(head(client), base, 5)
    assert "Kirim undangan" in client.get(here).text
    assert post(client, here + "/undang").status_code == 303
    other = head(client.application.test_client(), SEMPU)
    assert "Jawab undangan “Musyawarah air”, " in other.get("/").text
    page = other.get(here).text
    answer = page.partition("/undangan/")[2].partition('"')[0].partition("/")[0]
    assert post(other, f"{here}/undangan/{answer}", {"answer": "represented"}).status_code == 422
    told = {"answer": "represented", "person_name": "Siti", "mandate_number": "12"}
    assert post(other, f"{here}/undangan/{answer}", told).status_code == 303
    assert "Siti" in other.get(here).text and "Jawab undangan “" not in other.get("/").text
    assert "Rapat berikut" in other.get(base.removesuffix("/rapat")).text
    assert post(client, f"{here}/undangan/{answer}", told).status_code == 403


def test_minutes_of_two_writers_come_back_with_both_texts(client: FlaskClient, base: str) -> None:
    here = planned(head(client), base, -2)
    post(client, here + "/berlangsung")
    form = f"{here}/acara/{item_of(client, here)}/notulen"
    first = {"_versi": "1", "outcome": "decided", "decision": "Dibuka Senin.", "notes": ""}
    assert post(client, form, first).status_code == 303
    answer = post(client, form, {**first, "decision": "Dibuka Selasa."})
    assert answer.status_code == 409
    assert "Dibuka Senin." in answer.text and "Dibuka Selasa." in answer.text


def test_an_objection_is_corrected_old_beside_new_and_settled_for_all_to_see(client: FlaskClient, base: str) -> None:
    here = sent(head(client), base)
    other = head(client.application.test_client(), SEMPU)
    assert "Benarkan berita acara “Musyawarah air”" in other.get("/").text
    assert post(other, here + "/jawab", {"says": "objected"}).status_code == 422
    assert post(other, here + "/jawab", {"says": "objected", "reason": "harinya Selasa"}).status_code == 303
    text = client.get(here).text
    assert "harinya Selasa" in text and "Jadikan janji" not in text
    assert "ada keberatan</span>" in text and "ada keberatan</span>" in client.get(base).text
    waits = "keberatan atas berita acara “Musyawarah air”"
    assert waits in client.get("/").text and waits not in other.get("/").text  # it waits for who sent the minutes
    paper = client.get(here + "/cetak/berita-acara").text
    assert "Sempu keberatan: harinya Selasa" in paper and "ada desa yang keberatan" in paper
    way = text.partition("Rundingkan perbedaan ini")[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert "Musyawarah air" in client.get(way).text  # what is seen differently has a page of its own
    form = f"{here}/acara/{item_of(client, here)}/notulen"
    new = {"notes": "dibahas", "decision": "Pintu air dibuka Selasa.", "reason": "salah hari"}
    assert post(client, form, new).status_code == 303
    text = client.get(here).text
    assert "<del>Pintu air dibuka Senin.</del>" in text and "<ins>Pintu air dibuka Selasa.</ins>" in text
    assert post(client, here + "/kirim").status_code == 303
    assert waits not in client.get("/").text and "wa.me" in client.get(here).text
    assert post(other, here + "/jawab", {"says": "confirmed", "putaran": "1"}).status_code == 409
    for village in (client, other):
        assert post(village, here + "/jawab", {"says": "confirmed", "putaran": "2"}).status_code == 303
    with statements(client.application) as done:
        assert "Sidik isinya" in client.get(here).text
    assert len(done) <= 15
    visitor = client.application.test_client()
    assert visitor.get(here).status_code == 404
    _show(client.application)
    assert visitor.get(here).status_code == 404, "not before the parties say so"
    assert post(client, here + "/tampilkan", {"tampil": "1"}).status_code == 303
    shown = visitor.get(here).text
    assert "Pintu air dibuka Selasa." in shown and "dibahas" not in shown and "Sri Wahyuni" not in shown
    assert "Musyawarah air" in visitor.get(base).text
    assert "Keputusan rapat yang terbuka" in visitor.get(base.removesuffix("/rapat")).text


def test_a_decision_becomes_a_promise_and_a_record_of_the_path_without_typing_it_twice(
    client: FlaskClient, base: str
) -> None:
    here = sent(head(client), base)
    promises = client.get(base.removesuffix("rapat") + "janji").text
    assert "Pintu air dibuka Senin." in promises and "berita acara No. 3/MAD" in promises
    assert "asal=decision" in client.get(here).text
    assert "No. –" not in client.get(here).text
    asked = parse_qs(urlsplit(_promise_url(client, here)).query)
    promise = {"title": asked["judul"][0], "origin": "decision", "link": asked["alamat"][0], "due_on": "2027-05-01"}
    promises = base.removesuffix("rapat") + "janji"
    assert post(client, promises, {**promise, "party": _party(client, NGEBEL)}).status_code < 400
    with statements(client.application) as done:
        shown = client.get(here).text
    assert "Sudah menjadi janji:" in shown and "Jadikan janji" not in shown and len(done) <= 15
    gate = client.get(here + "/langkah/mad_attendance")
    brought = parse_qs(urlsplit(gate.location).query)
    assert (brought["representative"], brought["mandate"], brought["women"]) == (["Sri Wahyuni"], ["7/2026"], ["1"])
    assert client.get(here + "/langkah/signature").status_code == 404
    mad = parse_qs(urlsplit(client.get(here + "/langkah/mad").location).query)
    assert mad["decisions"] == ["Pintu air dibuka Senin."] and mad["chair"] == ["Sumarno"]


def test_every_line_of_a_decision_can_become_a_promise_and_minutes_without_a_number_are_named(
    client: FlaskClient, base: str
) -> None:
    here = planned(head(client), base, -2)
    post(client, here + "/berlangsung", {"chair_name": "Sumarno"})
    written = {"notes": "", "outcome": "decided", "decision": "Pintu dibuka Senin.\nIuran dua puluh ribu."}
    post(client, f"{here}/acara/{item_of(client, here)}/notulen", written)
    post(client, here + "/kirim", {"number": "", "confirm_days": "7"})
    shown = client.get(here).text
    assert shown.count(">Jadikan janji: ") == 2 and "Jadikan janji: Iuran dua puluh ribu." in shown
    reference = parse_qs(urlsplit(_promise_url(client, here)).query)["rujukan"][0]
    assert reference.startswith("berita acara “Musyawarah air”, ")


def _promise_url(client: FlaskClient, here: str) -> str:
    before = client.get(here).text.partition(">Jadikan janji")[0]
    return before.rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")


def test_the_soonest_meeting_stands_first_then_the_newest_that_is_over(client: FlaskClient, base: str) -> None:
    head(client)
    for days, title in ((40, "Jauh"), (-9, "Lama"), (3, "Dekat"), (-2, "Baru saja")):
        planned(client, base, days, title=title)
    shown = client.get(base).text
    places = [shown.index(f">{title}</a>") for title in ("Dekat", "Jauh", "Baru saja", "Lama")]
    assert places == sorted(places) and 'href="#tambah"' in shown


def test_a_meeting_typed_in_twice_or_afterwards_is_told_so(client: FlaskClient, base: str) -> None:
    def said(days: int, **more: str) -> str:
        day = (clock.now() + timedelta(days=days)).date().isoformat()
        answer = post(head(client), base, {"title": "Rapat", "day": day, "time": "09:00", "place": "Balai", **more})
        return client.get(answer.location).text

    assert "kirim undangannya" in said(3) and "Batalkan yang kembar" in said(3)
    after = said(-3)
    assert "Catat bahwa sudah berlangsung" in after and "kirim undangannya" not in after
    assert "Batalkan yang kembar" not in said(3, time="10:00")


def test_what_a_form_cannot_take_comes_back_with_a_sentence(client: FlaskClient, base: str) -> None:
    head(client)
    for typed in ({"day": "bukan"}, {"time": "25:99"}, {"day": "1026-01-01"}, {"title": "x" * 201}, {"body_id": "7"}):
        values = {"title": "Rapat", "day": "2027-01-01", "time": "09:00", "place": "Balai", **typed}
        assert post(client, base, values).status_code == 422, typed
    here = planned(client, base, -2)
    assert post(client, here + "/undang").status_code == 403
    assert "sudah lewat" in client.get(here).text
    assert post(client, here + "/hentikan/lain").status_code == 404
    assert post(client, here + "/berkas", {"kind": "call"}).status_code == 422
    assert client.get(base.removesuffix("rapat") + "langkah/mad?held_on=bukan").status_code in (200, 403, 404)


@transactional
def _shown() -> None:
    for partnership in db.session.scalars(db.select(Partnership)):
        partnership.is_public = True


def _show(app: Flask) -> None:
    with app.app_context():
        _shown()
