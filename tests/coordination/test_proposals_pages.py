"""A proposal on pages: hidden until the own answer, answered, closed, copied."""

from __future__ import annotations

from datetime import timedelta

from coordination.bodies import Bkad
from flask import Flask
from partnership_walk import SEMPU

from portal import clock, testing
from portal.coordination.proposals import demo, rules, service
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
