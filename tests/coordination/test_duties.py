"""Who does what in a body: one party is responsible, others help or are told; and the weights its parties agreed on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from coordination.bodies import RULE, Bkad, set_party
from flask import Flask, current_app
from flask.testing import FlaskClient
from partnership_walk import NGEBEL, OPERATOR_NGEBEL, SEMPU, actor_of

from portal import events, testing
from portal.coordination.governance import duties, queries, rules, service
from portal.coordination.governance.models import Duty
from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.partnerships.things import thing_of
from portal.permissions import OfficeKind


def test_a_party_has_one_role_in_a_task_the_closest_to_it() -> None:
    assert rules.roles(1, [1, 2, 9], [1, 2, 3], [3, 2, 1]) == ([2], [3])
    assert rules.roles(1, [], [], [1]) == ([], [])


@pytest.fixture
def page_context() -> Iterator[None]:
    """Addresses can be made."""
    with current_app.test_request_context():
        yield


def values(bkad: Bkad, **more: Any) -> dict[str, Any]:
    found = {"task": "Menjaga pintu air", "party_id": bkad.party(NGEBEL).id, "office": "ketua tim"}
    return {**found, "helpers": [bkad.party(SEMPU).id], "informed": [], **more}


def added(bkad: Bkad, **more: Any) -> Duty:
    return duties.add_duty(OPERATOR_NGEBEL, bkad.walk.id, bkad.body_id, values(bkad, **more))


def kinds(bkad: Bkad) -> list[str]:
    return [event.kind for event in events.history("partnership", bkad.walk.id, limit=3)]


def test_a_task_is_written_down_given_to_another_and_put_away(bkad: Bkad, page_context: None) -> None:
    duty, place = added(bkad), (bkad.walk.id, bkad.body_id)
    number, opened = duty.id, duty.version
    other = values(bkad, party_id=bkad.party(SEMPU).id, helpers=[], informed=[bkad.party(NGEBEL).id])
    duties.change_duty(bkad.head(SEMPU), *place, number, opened, other)
    with pytest.raises(Conflict):
        duties.change_duty(bkad.head(), *place, number, opened, values(bkad))
    (now,) = queries.duties_of(bkad.body_id)
    assert (now.party_id, now.helpers, now.informed) == (bkad.party(SEMPU).id, [], [bkad.party(NGEBEL).id])
    with pytest.raises(Invalid):
        duties.archive_duty(bkad.head(), *place, number, None, " ")
    duties.archive_duty(bkad.head(), *place, number, None, "sudah selesai")
    assert queries.duties_of(bkad.body_id) == []
    with pytest.raises(Conflict):
        duties.archive_duty(bkad.head(), *place, number, None, "lagi")
    thing = thing_of(bkad.walk.partnership, "body", bkad.body_id)
    assert thing and thing.title == bkad.body.name, "what is told of it leads to the body"
    assert kinds(bkad) == ["coordination.duty_archived", "coordination.duty_given", "coordination.duty_added"]


def test_only_parties_that_take_part_have_a_role_and_only_they_write_it(bkad: Bkad) -> None:
    place = (bkad.walk.id, bkad.body_id)
    set_party(bkad.party(SEMPU).id, state="suspended")
    with pytest.raises(Invalid):
        added(bkad, party_id=bkad.party(SEMPU).id)
    assert added(bkad, informed=[bkad.party(SEMPU).id, 99_999]).informed == []
    with pytest.raises(NotFound):
        duties.change_duty(bkad.head(), *place, 99_999, None, values(bkad))
    with pytest.raises(NotAllowed):
        duties.add_duty(actor_of(OfficeKind.COUNCIL_MEMBER, NGEBEL), *place, values(bkad))
    for _one in range(duties.MOST - 1):
        added(bkad)
    with pytest.raises(Invalid):
        added(bkad)
    bkad_gone = {"dissolved_on": RULE["minutes_on"], "dissolution_number": "1", "reason": "selesai"}
    service.dissolve(bkad.head(), *place, None, bkad_gone)
    with pytest.raises(NotAllowed):
        added(bkad)


def test_duties_and_agreed_weights_on_their_pages(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        bkad = Bkad.formed()
        ngebel, sempu = bkad.party(NGEBEL).id, bkad.party(SEMPU).id
        here = f"/kemitraan/{bkad.walk.id}/badan/{bkad.body_id}"
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    written = {"task": "Mencatat iuran", "party_id": str(ngebel), "office": "Kaur Keuangan", "helpers": [str(sempu)]}
    assert testing.post(client, here + "/tugas", {**written, "party_id": ""}).status_code == 422
    answer = testing.post(client, here + "/tugas", written, htmx=True)
    assert "Tambah lagi" in answer.text and 'value="Mencatat iuran"' not in answer.text
    for page in ("", "/cetak"):
        assert "Mencatat iuran" in client.get(here + page).text and "Kaur Keuangan" in client.get(here + page).text
    duty = f"{here}/tugas/1"
    assert testing.post(client, duty + "/ubah", {**written, "task": "Menagih iuran", "_versi": "1"}).status_code == 303
    assert testing.post(client, duty + "/ubah", {**written, "_versi": "1"}).status_code == 409
    assert testing.post(client, duty + "/arsipkan", {"reason": ""}).status_code == 422
    assert testing.post(client, duty + "/arsipkan", {"reason": "beres"}).status_code == 303
    client.get(here)  # the message is read once
    assert "Menagih iuran" not in client.get(here).text and client.get(duty + "/ubah").status_code == 404

    rule = {**RULE, "quorum": "3/4", f"weight_{ngebel}": "3"}
    refused = testing.post(client, here + "/aturan", rule)
    assert refused.status_code == 422 and "Isi bobot semua pihak" in refused.text
    testing.post(client, here + "/aturan", {**rule, f"weight_{sempu}": "1"})
    assert "Bobot suara: Ngebel 3, Sempu 1." in client.get(here + "/aturan").text
    assert "Suara memakai bobot." in client.get(here).text
