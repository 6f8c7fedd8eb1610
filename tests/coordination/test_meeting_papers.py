"""The papers of a meeting, and the file that comes back from a hall without signal."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from browsers import Chromium
from coordination.bodies import begun
from flask import Flask
from flask.testing import FlaskClient
from partnership_many import made_villages
from partnership_walk import NGEBEL, SEMPU, Walk

from portal import clock, testing
from portal.coordination.governance.decisions import CONSENSUS, MAJORITY
from portal.coordination.meetings import agenda, minutes, queries, service
from portal.coordination.meetings import rules as meetings
from portal.coordination.meetings.models import Meeting
from portal.coordination.meetings.papers import rules, sheet_file
from portal.coordination.meetings.papers.service import preview, take_over
from portal.db import db
from portal.errors import Conflict, Invalid
from portal.permissions import OfficeKind
from portal.testing import statements

AWKWARD = 'Pembagian air "kemarau" </script><b>💧</b> ' + "panjang " * 15


def test_by_mufakat_is_said_only_where_every_decision_was() -> None:
    assert "secara mufakat" in str(rules.agreed_sentence([CONSENSUS, CONSENSUS]))
    for methods in ([], [CONSENSUS, MAJORITY], [""]):
        assert "mufakat" not in str(rules.agreed_sentence(methods))
    assert [rules.rows_for(many) for many in (2, 8, 40)] == [15, 10, 5]


def whole(**values: Any) -> dict[str, Any]:
    """A file as the hall makes it."""
    return {
        "format": sheet_file.FORMAT, "meeting": 1, "version": 1, "chair": "Sumarno", "secretary": "", "people": [],
        "items": [], **values,
    }  # fmt: skip


PERSON = {"name": "Tumini", "party": None, "element": "", "gender": "woman", "poor": True, "mandate": ""}
ITEM = {
    "id": 1, "version": 1, "notes": "dibahas", "outcome": "open", "decision": "", "method": "", "in_favour": None,
    "against": None, "abstain": None,
}  # fmt: skip


def test_what_the_hall_saved_is_read() -> None:
    read = sheet_file.read(
        json.dumps(whole(people=[PERSON], items=[ITEM, {**ITEM, "notes": "", "outcome": ""}])).encode()
    )
    assert (read.chair_name, read.people[0].person_name, read.people[0].is_poor_household) == (
        "Sumarno",
        "Tumini",
        True,
    )
    assert [item.notes for item in read.written] == ["dibahas"], "an item that nobody typed on is left alone"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff\xfe", b"[]", b"null", b"{", b"[" * 100_000, b'{"meeting": NaN}', b" " * 200_001, b"9" * 5000,
        b'{"format": 1, "format": 1}',
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_refused(content: bytes) -> None:
    with pytest.raises(sheet_file.Unreadable):
        sheet_file.read(content)


@pytest.mark.parametrize(
    "values",
    [
        {"admin": True}, {"format": "lain"}, {"meeting": "1"}, {"meeting": True}, {"meeting": 2**63}, {"version": 1.0},
        {"chair": None}, {"chair": "a" * 121}, {"chair": "a\u0000b"}, {"chair": "\ud800"}, {"people": {}},
        {"people": [PERSON] * 501}, {"people": [{**PERSON, "nik": "3502"}]}, {"people": [{**PERSON, "name": " "}]},
        {"people": [{**PERSON, "poor": 1}]}, {"people": [{**PERSON, "gender": "x"}]}, {"people": ["Tumini"]},
        {"items": [{**ITEM, "outcome": "decided"}]}, {"items": [{**ITEM, "outcome": ""}]},
        {"items": [{**ITEM, "in_favour": -1}]}, {"items": [{**ITEM, "state": "settled"}]},
        {"items": [{**ITEM, "notes": "a" * 8001}]}, {"items": [{**ITEM, "method": "dictate"}]},
    ],
)  # fmt: skip
def test_every_field_is_checked_and_an_unknown_one_is_refused_by_a_sentence(values: dict[str, Any]) -> None:
    with pytest.raises(sheet_file.Unreadable) as refused:
        sheet_file.read(json.dumps(whole(**values)).encode())
    assert str(refused.value.sentence).endswith(".")


def planned(
    walk: Walk, days: int = -1, titles: tuple[str, ...] = ("Jadwal pintu air", AWKWARD), **values: Any
) -> Meeting:
    """A meeting of Ngebel and Sempu with an agenda."""
    head = walk.heads[NGEBEL]
    given = {"title": AWKWARD, "starts_at": clock.now() + timedelta(days=days), "place": "Balai 'Desa'", **values}
    number = service.plan(head, walk.id, given).id
    for title in titles:
        agenda.add_item(head, walk.id, number, {"title": title, "planned_minutes": 30})
    return found(walk, number)


def found(walk: Walk, number: int) -> Meeting:
    meeting = queries.meeting_of(walk.id, number)
    assert meeting is not None
    return meeting


def typed(walk: Walk, meeting: Meeting) -> dict[str, Any]:
    """What somebody typed in the hall: two people, the first item decided."""
    first = meeting.items[0]
    item = {**ITEM, "id": first.id, "version": first.version, "outcome": "decided", "decision": "Dibuka Senin."}
    people = [{**PERSON, "party": walk.party(SEMPU), "mandate": "7/2026"}, PERSON]
    return whole(meeting=meeting.id, version=meeting.version, people=people, items=[item])


def read(values: dict[str, Any]) -> sheet_file.HallSheet:
    return sheet_file.read(json.dumps(values).encode())


def test_the_file_is_taken_over_whole_once_and_only_against_what_it_was_made_from(context: Flask) -> None:
    walk = begun(NGEBEL, SEMPU)
    head = walk.heads[NGEBEL]
    meeting = planned(walk)
    sheet = read(typed(walk, meeting))
    taken = take_over(head, walk.id, meeting.id, sheet)
    meeting = found(walk, meeting.id)
    assert (meeting.state, meeting.chair_name, len(taken.people)) == (meetings.HELD, "Sumarno", 2)
    there = queries.there(meeting.id)
    assert {one.person_name for one in there} == {"Tumini"} and {one.is_representative for one in there} == {
        True,
        False,
    }
    assert queries.items_of(meeting)[0].decision == "Dibuka Senin."
    with pytest.raises(Conflict):
        take_over(head, walk.id, meeting.id, sheet)  # the item has another version now
    assert len(queries.there(meeting.id)) == 2, "nothing of it was written twice"
    minutes.write_item(
        head, walk.id, meeting.id, meeting.items[1].id, None, {"notes": "x", "outcome": "open", "decision": ""}
    )
    stale = read(whole(meeting=meeting.id, people=[PERSON], items=[{**ITEM, "id": meeting.items[1].id}]))
    shown = preview(walk.partnership, found(walk, meeting.id), stale)
    assert [one.in_file for one in shown.differences] == ["dibahas"] and "x" in shown.differences[0].here


def test_a_file_of_another_meeting_or_with_strangers_changes_nothing(context: Flask) -> None:
    walk = begun(NGEBEL, SEMPU)
    head, meeting = walk.heads[NGEBEL], planned(walk)
    for values in ({"meeting": meeting.id + 1}, {"people": [{**PERSON, "party": 999_999}]}):
        with pytest.raises(Invalid):
            take_over(head, walk.id, meeting.id, read({**typed(walk, meeting), **values}))
    coming = planned(walk, days=2)
    with pytest.raises(Invalid):
        take_over(head, walk.id, coming.id, read(typed(walk, coming)))
    assert queries.there(meeting.id) == [] and found(walk, meeting.id).state == meetings.DRAFT


def test_papers_are_printed_and_a_hall_file_comes_back_through_a_preview(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        walk = begun(NGEBEL, SEMPU)
        meeting = planned(walk)
        service_values = typed(walk, meeting)
        place = f"/kemitraan/{walk.id}/rapat/{meeting.id}"
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    assert "Unduh berkas" in client.get(place + "/cetak").text
    for sheet in rules.SHEETS:
        with statements(app) as asked:
            answer = client.get(f"{place}/cetak/{sheet}")
        assert answer.status_code == 200 and len(asked) <= 15, sheet
        assert "<b>💧" not in answer.text and "&lt;b&gt;💧" in answer.text
    assert client.get(place + "/cetak/lain").status_code == 404
    upload = {"sheet": (io.BytesIO(json.dumps(service_values).encode()), "hasil.json")}
    shown = testing.post(client, place + "/aula", upload)
    assert "Yang akan dicatat" in shown.text and "Dibuka Senin." in shown.text and "2 orang baru" in shown.text
    bad = {"sheet": (io.BytesIO(json.dumps({**service_values, "peran": "admin"}).encode()), "hasil.json")}
    refused = testing.post(client, place + "/aula", bad)
    assert refused.status_code == 422 and "tidak dikenal: peran" in refused.text
    assert "Kepala Desa Ngebel" in client.get(place + "/cetak/undangan").text
    assert "rapat belum berlangsung" in client.get(place + "/cetak/berita-acara").text
    assert testing.post(client, place + "/aula/catat", {"_isi": json.dumps(service_values)}).status_code == 303
    again = testing.post(client, place + "/aula/catat", {"_isi": json.dumps(service_values)})
    assert again.status_code == 409 and "diubah di portal" in again.text
    paper = client.get(place + "/cetak/berita-acara").text
    assert "Dibuka Senin." in paper and "secara mufakat" not in paper and "bulan" in paper and "Tumini" in paper
    assert "2 orang dari 1 pihak, di antaranya 2 perempuan dan 2 orang dari rumah tangga miskin" in paper
    assert "<strong>Jadwal pintu air</strong>" in paper and "<li>Dibuka Senin.</li>" in paper
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, ("33.02.01.2001",))
    assert client.get(place + "/cetak/berita-acara").status_code == 404


def test_a_file_for_a_meeting_that_has_not_begun_is_refused_before_it_is_shown(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        walk = begun(NGEBEL, SEMPU)
        meeting = planned(walk, days=3)
        content = json.dumps(typed(walk, meeting))
        place = f"/kemitraan/{walk.id}/rapat/{meeting.id}"
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    refused = testing.post(client, place + "/aula", {"sheet": (io.BytesIO(content.encode()), "hasil.json")})
    assert refused.status_code == 422 and "Rapat ini baru" in refused.text and f'href="{place}/ubah"' in refused.text
    again = testing.post(client, place + "/aula/catat", {"_isi": content})
    assert again.status_code == 422 and "Tumini" not in again.text


@pytest.mark.browser
def test_the_hall_file_is_typed_in_without_signal_and_saved(
    app: Flask, client: FlaskClient, chromium: Chromium, tmp_path: Path
) -> None:
    with app.app_context():
        walk = begun(NGEBEL, SEMPU)
        number = planned(walk).id
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    answer = client.get(f"/kemitraan/{walk.id}/rapat/{number}/aula/unduh")
    assert "attachment" in answer.headers["Content-Disposition"] and len(answer.data) < 60_000
    assert re.search(r"default-src 'none'.*sandbox", answer.headers["Content-Security-Policy"])
    place = tmp_path / "rapat.html"
    place.write_bytes(answer.data)
    with chromium.page() as page:
        page.goto(place.as_uri())
        page.locator('[data-name="name"]').first.fill("Bu </script> Siti 💧")
        page.locator('[data-name="decision"]').first.fill("Dibuka Senin.")
        page.get_by_text("Simpan sebagai berkas").click()
        assert "pilih hasilnya" in page.locator("#say").inner_text()
        page.locator('[data-name="outcome"]').first.select_option("decided")
        page.reload()
        with page.expect_download() as saved:
            page.get_by_text("Simpan sebagai berkas").click()
        sheet = sheet_file.read(Path(saved.value.path()).read_bytes())
    assert [one.person_name for one in sheet.people] == ["Bu </script> Siti 💧"], "what was typed survives a reload"
    with app.app_context():
        take_over(walk.heads[NGEBEL], walk.id, number, sheet)
        assert db.session.get_one(Meeting, number).items[0].decision == "Dibuka Senin."


def test_forty_villages_fit_on_papers_and_in_the_hall_file(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        codes = made_villages(40)
        walk = begun(*codes)
        head = walk.heads[codes[0]]
        number = service.plan(head, walk.id, {"title": "Ya " * 66, "starts_at": clock.now() + timedelta(days=3)}).id
        for place in range(12):
            agenda.add_item(head, walk.id, number, {"title": f"Acara {place} “kutip” 💧"})
        service.call(head, walk.id, number, None)
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (codes[0],))
    place = f"/kemitraan/{walk.id}/rapat/{number}"
    for sheet in rules.SHEETS:
        with statements(app) as asked:
            answer = client.get(f"{place}/cetak/{sheet}", headers={"Accept-Encoding": "br"})
        assert answer.status_code == 200 and len(answer.data) <= 14_000 and len(asked) <= 15, (sheet, len(answer.data))
    assert len(client.get(place + "/aula/unduh").data) < 60_000
    search = testing.post(
        client, f"/kemitraan/{walk.id}/rapat/cari-hari/baru", {"title": "x", "closes_on": "2090-01-01"}
    )
    here = search.headers["Location"]
    testing.post(client, here + "/hari", {"day": "2090-01-05", "hour": "09:30"})
    with statements(app) as asked:
        assert client.get(here).status_code == 200
    assert len(asked) <= 15
