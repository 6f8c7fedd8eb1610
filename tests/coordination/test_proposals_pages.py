"""A proposal on pages: hidden until the own answer, answered, closed, copied."""

from __future__ import annotations

import html
from datetime import timedelta

from coordination.bodies import Bkad
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import NGEBEL, SEMPU
from sqlalchemy import select, update

from portal import clock, testing
from portal.accounts.models import OfficeTerm
from portal.coordination.governance import duties
from portal.coordination.proposals import demo, queries, rules, service
from portal.db import db, transactional
from portal.permissions import OfficeKind
from portal.testing import statements
from portal.villages.models import Area
from portal.villages.rules import is_party_village


def test_a_village_answers_before_it_sees_and_what_is_closed_is_read_with_its_fingerprint(app: Flask) -> None:
    with app.app_context():
        bkad = Bkad.formed()
        wanted = {**demo.OPEN, "deadline": clock.now() + timedelta(days=3)}
        proposal = service.open_proposal(bkad.head(), bkad.walk.id, wanted)
        service.answer(bkad.head(), bkad.walk.id, proposal.id, None, rules.WITH_NOTE, "asal bergilir")
        all_, number = f"/kemitraan/{bkad.walk.id}/usulan", proposal.id
    here, client = f"{all_}/{number}", app.test_client()
    testing.sign_in(client, OfficeKind.VILLAGE_OPERATOR, (SEMPU,))
    assert "operator dengan surat mandat" in client.get(here).text and client.get(f"{here}/jawab").status_code == 403
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (SEMPU,))
    unanswered = client.get(here).text
    assert "asal bergilir" not in unanswered
    assert "wa.me/?text=Usulan%20" in unanswered and "setelan portal; usulan ini tidak memakai badan" in unanswered
    fresh = client.get(f"{all_}/baru").text
    assert f'<option selected value="{bkad.body_id}">' in fresh, "where there is a BKAD, it decides unless one says no"
    answered = testing.post(client, f"{here}/jawab", {"position": rules.OBJECT})
    assert answered.status_code == 422 and "Tulis alasan keberatannya." in answered.text
    assert testing.post(client, f"{here}/jawab", {"position": rules.AGREE}).status_code == 303
    assert "asal bergilir" in client.get(here).text
    assert "Rencanakan rapat untuk membahasnya" in client.get(here).text
    assert testing.post(client, f"{here}/rapat").status_code == 403, "no meeting is to come"
    assert testing.post(client, f"{here}/tutup", {"outcome": "Mulai Januari."}).status_code == 303
    closed = client.get(here).text
    promise = html.unescape(closed.split('">Jadikan janji')[0].rpartition('href="')[2])
    opened = client.get(promise.partition("#")[0]).text
    assert f'value="{demo.OPEN["title"]}"' in opened and f'value="{here}"' in opened, "the promise is filled in"
    assert "Bahas di rapat" not in closed and testing.post(client, f"{here}/rapat").status_code == 403
    assert "SHA-256" in closed and "Mulai Januari." in closed
    openly = closed.split("Naskah tetap")[0].split("Aturan yang dipakai")[0]
    assert "2 dari 2 desa yang hadir setuju" in openly and "wa.me" not in closed
    assert testing.post(client, f"{here}/jawab", {"position": rules.AGREE}).status_code == 403
    copied = client.get(f"{all_}/baru?salin={number}").text
    assert str(demo.OPEN["words"]) in copied


@transactional
def end_terms_of(office_id: int) -> None:
    over = clock.today() - timedelta(days=1)
    db.session.execute(update(OfficeTerm).where(OfficeTerm.office_id == office_id).values(ends_on=over))


def test_who_is_not_in_office_any_more_answers_nothing(app: Flask) -> None:
    with app.app_context():
        bkad = Bkad.formed()
        wanted = {**demo.OPEN, "deadline": clock.now() + timedelta(days=3)}
        number = service.open_proposal(bkad.head(), bkad.walk.id, wanted).id
    here, client = f"/kemitraan/{bkad.walk.id}/usulan/{number}", app.test_client()
    head = testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (SEMPU,))
    assert client.get(f"{here}/jawab").status_code == 200
    with app.app_context():
        assert head.office
        end_terms_of(head.office.id)
    for address in (f"{here}/jawab", f"{here}/tutup"):
        assert testing.post(client, address, {"position": rules.AGREE, "outcome": "x"}).status_code in (
            302,
            303,
            403,
            404,
        )
    with app.app_context():
        assert queries.newest_word(number) == 0


def test_forty_villages_with_weights_and_reasons_fit_a_page(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        codes = [code for code in db.session.scalars(select(Area.code).order_by(Area.code)) if is_party_village(code)]
        bkad = Bkad.formed(*[NGEBEL, *(code for code in codes if code != NGEBEL)][:40])
        parties = bkad.walk.partnership.members
        bkad.adopt(method="majority", quorum=(1, 2), weights={party.id: 1 + at for at, party in enumerate(parties)})
        values = {**demo.OPEN, "is_hidden": False, "body_id": bkad.body_id}
        deadline = clock.now() + timedelta(days=3)
        proposal = service.open_proposal(bkad.head(), bkad.walk.id, {**values, "deadline": deadline})
        for code in bkad.walk.heads:
            service.answer(bkad.head(code), bkad.walk.id, proposal.id, None, rules.WITH_NOTE, f"asal {code} bergilir")
        task = {"task": "Mencatat iuran", "party_id": parties[0].id, "office": "Kaur Keuangan", "informed": []}
        for _one in range(12):
            helpers = [party.id for party in parties]
            duties.add_duty(bkad.head(), bkad.walk.id, bkad.body_id, {**task, "helpers": helpers})
        all_ = f"/kemitraan/{bkad.walk.id}"
        here, body = f"{all_}/usulan/{proposal.id}", f"{all_}/badan/{bkad.body_id}"
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    for address in (here, f"{here}/kertas", body, f"{body}/aturan", f"{body}/tugas", f"{body}/cetak"):
        client.get(address)
        with statements(app) as counted:
            answer = client.get(address, headers={"Accept-Encoding": "br"})
        assert answer.status_code == 200
        assert len(answer.get_data()) <= 14_000 and len(counted) <= 15, address
