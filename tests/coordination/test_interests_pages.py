"""Negotiating at a browser: from the first need to a closed matter, with forty parties, and what others see of it."""

from __future__ import annotations

import pytest
from coordination.bodies import begun
from coordination.differing import Difference
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import NGEBEL, SEMPU, Walk, actor_of, scan
from sqlalchemy import select

from portal import testing
from portal.coordination.interests import choosing, rules, service
from portal.coordination.notices import telling
from portal.coordination.notices.models import Notice
from portal.db import db, transactional
from portal.partnerships import steps
from portal.partnerships.models import Partnership
from portal.permissions import OfficeKind
from portal.testing import statements
from portal.villages.models import Area


@pytest.fixture
def partnership(app: Flask) -> int:
    """A partnership that Ngebel and Sempu talk about."""
    with app.app_context():
        return begun().id


def browser(app: Flask, code: str = NGEBEL, kind: OfficeKind = OfficeKind.VILLAGE_HEAD) -> FlaskClient:
    made = app.test_client()
    testing.sign_in(made, kind, (code,))
    return made


def test_two_heads_settle_a_matter_page_by_page(app: Flask, partnership: int) -> None:
    ngebel, sempu = browser(app), browser(app, SEMPU)
    all_ = f"/kemitraan/{partnership}/perbedaan"
    assert "Tidak ada perbedaan" in ngebel.get(all_).text
    lacking = testing.post(ngebel, f"{all_}/baru", {"title": "Air", "confidentiality": rules.PUBLIC})
    assert lacking.status_code == 422 and "wajib diisi" in lacking.text
    words = {"title": "Giliran air <b>", "about": "Hilir kering", "confidentiality": rules.PUBLIC}
    one = testing.post(ngebel, f"{all_}/baru", words).headers["Location"]
    need = {"need": "sawah cukup air", "because": "panen", "priority": "1"}
    stays = testing.post(ngebel, f"{one}/kepentingan", need, htmx=True)
    assert "Tambah lagi" in stays.text and "Tersimpan" in stays.headers["HX-Trigger"]
    assert "Ngebel: sawah cukup air" in sempu.get(f"{one}/tanda").text
    testing.post(sempu, f"{one}/tanda", {"tanda_1": "against"})
    testing.post(sempu, f"{one}/pilihan", {"title": "Bergilir", "serves": ["1"], "cost": "15.000.000"})
    shown = ngebel.get(one).text
    assert "Giliran air &lt;b&gt;" in shown and "Giliran air <b>" not in shown
    for words in (
        "berlawanan: Sempu",
        "1 berjauhan",
        "Rp15.000.000",
        "2 belum menjawab",
        "tidak dihitung setuju",
        "<svg",
    ):
        assert words.replace(" ", "") in shown.replace(" ", "").replace("\xa0", ""), words
    refused = testing.post(ngebel, f"{one}/pilihan/1", {"level": "heavy"})
    assert refused.status_code == 422 and "Tulis syaratnya" in refused.text
    for client in (ngebel, sempu):
        testing.post(client, f"{one}/pilihan/1", {"level": "accept"})
    assert "Kami setuju" in ngebel.get(f"{one}/pilihan/1").text
    for client in (ngebel, sempu):
        testing.post(client, f"{one}/pilihan/1/setuju")
    close = sempu.get(f"{one}/tutup").text
    assert "Disetujui semua pihak: Bergilir" in close and "judul=Bergilir" in close and "alasan=Bergilir" in close
    testing.post(sempu, f"{one}/tutup", {"outcome": "commitment", "summary": "Bergilir tiga hari.", "link": "/desa"})
    assert "Menjadi janji" in ngebel.get(one).text and "Riwayat perbedaan" in ngebel.get(f"{one}/riwayat").text
    camat = browser(app, "35.02.19", OfficeKind.DISTRICT_OFFICER)
    told = camat.get(one).text
    assert "Bergilir tiga hari." in told and "sawah cukup air" not in told, "the summary, not the talks"
    assert camat.get(f"{one}/pilihan/1").status_code == camat.get(f"{one}/riwayat").status_code == 404


def test_a_camat_who_was_called_in_reads_the_ladder_and_not_the_talks(app: Flask, partnership: int) -> None:
    ngebel, camat = browser(app), browser(app, "35.02.19", OfficeKind.DISTRICT_OFFICER)
    with app.app_context():
        matter = Difference.opened(begun_again(partnership))
        matter.need(matter.ngebel, "rahasia desa")
    one = f"/kemitraan/{partnership}/perbedaan/{matter.matter_id}"
    missing = camat.get(f"/kemitraan/{partnership}/perbedaan/9")
    hidden = camat.get(one)
    listed = camat.get(f"/kemitraan/{partnership}/perbedaan").text
    assert "Tidak ada perbedaan yang terbuka bagi Anda." in listed and "Giliran" not in listed
    assert (hidden.status_code, len(hidden.data)) == (404, len(missing.data)), "as if it were not there"
    assert "Yang dilewati" in ngebel.get(f"{one}/tangga/naik/district").text
    rung = {"begun_on": "2026-11-24", "due_on": "2026-12-24", "invited_by": "Kades", "facilitator": "Camat"}
    assert testing.post(ngebel, f"{one}/tangga/naik/district", rung).status_code == 422
    testing.post(ngebel, f"{one}/tangga/naik/district", {**rung, "skip_reason": "tanggul hampir jebol"})
    ladder = camat.get(f"{one}/tangga").text
    assert "Giliran air kemarau" in ladder and "tanggul hampir jebol" not in ladder, "from its own rung on"
    assert "rahasia desa" not in camat.get(one).text and "hanya dibaca mereka" in camat.get(one).text
    assert "tanggul hampir jebol" in ngebel.get(f"{one}/tangga").text
    for reader in (ngebel, camat):
        assert "Sekarang di tangga" in reader.get(one).text and "Paling lambat 24 Desember 2026" in reader.get(one).text
    assert ngebel.get(f"{one}/tangga/naik/langit").status_code == 404


def test_only_who_reads_a_matter_is_told_of_it(app: Flask, partnership: int) -> None:
    people = {
        name: testing.sign_in(app.test_client(), kind, (code,)).person_id
        for name, kind, code in (
            ("ngebel", OfficeKind.VILLAGE_HEAD, NGEBEL),
            ("sempu", OfficeKind.VILLAGE_HEAD, SEMPU),
            ("camat", OfficeKind.DISTRICT_OFFICER, "35.02.19"),
            ("bupati", OfficeKind.REGENCY_OFFICER, "35.02"),
        )
    }

    def told() -> dict[str, set[str]]:
        with app.test_request_context():
            telling.tell_all()
            rows = db.session.execute(select(Notice.person_id, Notice.title, Notice.url)).all()
        return {name: {row.title for row in rows if row.person_id == number} for name, number in people.items()}

    told()
    with app.app_context():
        matter = Difference.opened(begun_again(partnership))
    assert {name for name, titles in told().items() if "Giliran air kemarau" in titles} == {"ngebel", "sempu"}
    with app.app_context():
        matter.begin("district", skip_reason="mendesak")
    assert {name for name, titles in told().items() if titles} == {"ngebel", "sempu", "camat"}


def test_the_camats_rung_is_walked_on_the_lawful_path_and_its_result_comes_back(app: Flask) -> None:
    with app.app_context():
        walk = Walk(begun().partnership, {code: actor_of(OfficeKind.VILLAGE_HEAD, code) for code in (NGEBEL, SEMPU)})
        started(walk.id)
        matter = Difference.opened(walk)
        rung = matter.begin("district", skip_reason="mendesak").id
        number = matter.matter_id
    ngebel, camat = browser(app), browser(app, "35.02.19", OfficeKind.DISTRICT_OFFICER)
    ladder = f"/kemitraan/{walk.id}/perbedaan/{number}/tangga"
    assert "langkah/dispute?facts=Hilir" in ngebel.get(ladder).text
    assert "Menunggu pihak menyampaikan" in camat.get(ladder).text and "Menunggu pihak" not in ngebel.get(ladder).text
    assert "airnya mati" in ngebel.get(f"/kemitraan/{walk.id}/langkah/dispute?facts=airnya+mati").text
    with app.app_context():
        steps.record_gate(matter.ngebel, walk.id, "dispute", None, {"held_on": "2026-11-24", "facts": "Hilir kering"})
        steps.take_step(matter.ngebel, walk.id, "raise_dispute")
    assert "langkah/settlement" in camat.get(ladder).text
    assert testing.post(ngebel, f"{ladder}/{rung}/ambil").status_code == 403, "nothing is on record yet"
    settled = {"outcome": "continue", "number": "9", "held_on": "2026-11-24", "official": "C", "decision": "Bergilir."}
    with app.app_context():
        camat_of = actor_of(OfficeKind.DISTRICT_OFFICER, "35.02.19")
        steps.record_gate(camat_of, walk.id, "settlement", None, settled, scan=scan("ba"))
    assert "Ambil hasilnya" in ngebel.get(ladder).text and "Ambil hasilnya" not in camat.get(ladder).text
    testing.post(ngebel, f"{ladder}/{rung}/ambil")
    done = ngebel.get(ladder).text
    assert "Bergilir." in done and "No. 9" in done and "Mulai tingkat berikutnya" not in done
    assert "Camat" in ngebel.get(f"{ladder}/{rung}/cetak").text


def test_forty_parties_are_read_in_a_table_of_numbers_within_the_budgets(app: Flask) -> None:
    with app.app_context():
        query = select(Area.code).where(Area.code.startswith("35.02."), Area.code.like("__.__.__.2___"))
        codes = list(db.session.scalars(query.order_by(Area.code).limit(40)))
        matter = Difference.opened(begun(NGEBEL, *(code for code in codes if code != NGEBEL)))
        walk = matter.walk
        interests = [matter.need(head, f"kebutuhan {code}") for code, head in list(walk.heads.items())[:20]]
        for place, head in enumerate(walk.heads.values()):
            marks = {number: rules.AGAINST if place % 7 == 0 else rules.FINE for number in interests}
            service.mark_interests(head, walk.id, matter.matter_id, marks)
        for title in ("satu", "dua", "tiga"):
            option = matter.propose(matter.ngebel, title).id
            for head in list(walk.heads.values())[5:]:
                choosing.answer_option(head, walk.id, matter.matter_id, option, rules.ACCEPT)
    client = browser(app)
    for path in ("", "/tanda", "/pilihan/1", "/tangga"):
        with statements(app) as counted:
            page = client.get(
                f"/kemitraan/{walk.id}/perbedaan/{matter.matter_id}{path}", headers={"Accept-Encoding": "br"}
            )
        assert page.status_code == 200 and len(counted) <= 15 and len(page.data) <= 14_000, path
    text = client.get(f"/kemitraan/{walk.id}/perbedaan/{matter.matter_id}").text
    assert len(walk.heads) > 8 and 'role="img"' not in text.split("<main")[1], "no picture of so many"
    assert "sama kuat" in text and "lainnya" in text


def begun_again(partnership: int) -> Walk:
    """The walk of a partnership that is there already."""
    heads = {code: actor_of(OfficeKind.VILLAGE_HEAD, code) for code in (NGEBEL, SEMPU)}
    return Walk(db.session.get_one(Partnership, partnership), heads)


@transactional
def started(partnership_id: int) -> None:
    """As if everything up to the start had been walked."""
    db.session.get_one(Partnership, partnership_id).status = "active"
