"""A proposal on pages: hidden until the own answer, answered, closed, copied."""

from __future__ import annotations

from datetime import timedelta

from coordination.bodies import Bkad
from flask import Flask
from partnership_walk import SEMPU
from sqlalchemy import update

from portal import clock, testing
from portal.accounts.models import OfficeTerm
from portal.coordination.proposals import demo, queries, rules, service
from portal.db import db, transactional
from portal.permissions import OfficeKind


def test_a_village_answers_before_it_sees_and_what_is_closed_is_read_with_its_fingerprint(app: Flask) -> None:
    with app.app_context():
        bkad = Bkad.formed()
        wanted = {**demo.OPEN, "deadline": clock.now() + timedelta(days=3)}
        proposal = service.open_proposal(bkad.head(), bkad.walk.id, wanted)
        service.answer(bkad.head(), bkad.walk.id, proposal.id, None, rules.WITH_NOTE, "asal bergilir")
        all_, number = f"/kemitraan/{bkad.walk.id}/usulan", proposal.id
    here, client = f"{all_}/{number}", app.test_client()
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (SEMPU,))
    assert "asal bergilir" not in client.get(here).text
    answered = testing.post(client, f"{here}/jawab", {"position": rules.OBJECT})
    assert answered.status_code == 422 and "Tulis alasan keberatannya." in answered.text
    assert testing.post(client, f"{here}/jawab", {"position": rules.AGREE}).status_code == 303
    assert "asal bergilir" in client.get(here).text
    assert testing.post(client, f"{here}/tutup", {"outcome": "Mulai Januari."}).status_code == 303
    closed = client.get(here).text
    assert "SHA-256" in closed and "Mulai Januari." in closed
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
