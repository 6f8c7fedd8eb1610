"""Conversations of a partnership: who reads, writes, calls, hides; and what a flood or a script comes to."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from coordination.bodies import Bkad, begun, set_party
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import CAMAT_NGEBEL, NGEBEL, SEMPU, STRANGER, Walk, actor_of
from PIL import Image
from sqlalchemy import insert, select

from portal import clock, testing
from portal.coordination.discussion import access, offices, queries, rules, service, things
from portal.coordination.discussion.models import Post, Thread
from portal.coordination.meetings.service import plan as planned
from portal.coordination.notices import telling
from portal.coordination.notices.models import Notice
from portal.db import db, transactional
from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.events import Event
from portal.partnerships.things import PARTNERSHIP, thing_of
from portal.permissions import Actor, OfficeKind


@dataclass
class Talk:
    """A partnership of two villages that talk, with short words for what they do."""

    walk: Walk

    def head(self, code: str = NGEBEL) -> Actor:
        return self.walk.heads[code]

    def open(self, text: str = "Kapan pintu air dibuka?", person: Actor | None = None, **values: Any) -> Thread:
        given = {"title": "Pintu air", "text": text, **values}
        return service.open_thread(person or self.head(), self.walk.id, (PARTNERSHIP, self.walk.id), given)

    def answer(self, thread: int, text: str, person: Actor | None = None, **values: Any) -> Post:
        return service.answer(person or self.head(SEMPU), self.walk.id, thread, {"text": text, **values})


@pytest.fixture
def talk(bkad: Bkad) -> Talk:
    return Talk(bkad.walk)


def test_a_call_is_read_as_people_type_it() -> None:
    assert rules.calls_in("Pak @Kades.Sempu dan @bkad, surel a@b.id") == {("kades", "sempu"), ("bkad", "")}
    assert rules.is_called(OfficeKind.VILLAGE_HEAD, "sempu", {("kades", "sempu")})
    assert not rules.is_called(OfficeKind.VILLAGE_HEAD, "ngebel", {("kades", "sempu")})
    assert rules.squeezed("Suka Maju (Kec. Ngebel)") == "sukamaju"


def test_a_search_takes_every_text_as_words() -> None:
    assert rules.search_words("  Pintu   ÁIR ") == ["pintu", "air"]
    assert rules.search_words("a") == []
    assert rules.pattern("100%_\\") == "%100\\%\\_\\\\%"
    assert "pintu" in rules.excerpt("x " * 200 + "pintu air", ["pintu"])


def test_a_post_is_changed_by_its_author_for_fifteen_minutes() -> None:
    now = clock.now()
    assert rules.may_edit(True, now - timedelta(minutes=15), False, False, now)
    assert not rules.may_edit(True, now - timedelta(minutes=16), False, False, now)
    assert not rules.may_edit(False, now, False, False, now)
    assert not rules.may_edit(True, now, True, False, now)
    assert not rules.may_edit(True, now, False, True, now)


def test_villages_talk_and_call_each_other(talk: Talk, app: Flask) -> None:
    sempu = testing.sign_in(app.test_client(), OfficeKind.VILLAGE_HEAD, (SEMPU,)).office
    thread = talk.open("**Kapan** dibuka? @kades.sempu").id
    first = db.session.query(Post).filter_by(thread_id=thread).one()
    assert "<strong>Kapan</strong>" in first.html
    assert sempu is not None and first.mentions == [sempu.label]
    told = db.session.query(Event).filter_by(kind="coordination.mentioned").one()
    assert f'"office_ids":[{sempu.id}]' in told.after and f'"post_id":{first.id}' in told.after
    number = talk.answer(thread, "Senin <script>alert(1)</script>").id
    assert "<script" not in db.session.get_one(Post, number).html
    with app.test_request_context():
        found = thing_of(talk.walk.partnership, "post", number)
        assert found is not None and found.url.endswith(f"#t{number}")
    assert db.session.get_one(Thread, thread).posts == 2
    with pytest.raises(Invalid):
        talk.answer(thread, "Senin <script>alert(1)</script>")


def test_a_call_is_told_to_its_office_and_leads_to_the_post(talk: Talk, app: Flask) -> None:
    sempu = testing.sign_in(app.test_client(), OfficeKind.VILLAGE_HEAD, (SEMPU,))
    testing.sign_in(app.test_client(), OfficeKind.COUNCIL_MEMBER, (SEMPU,))
    with app.test_request_context():
        telling.tell_all()
        number = talk.answer(talk.open().id, "Mohon jawaban @kades.sempu", talk.head()).id
        telling.tell_all()
        called = db.session.query(Event.seq).filter_by(kind="coordination.mentioned")
        told = db.session.query(Notice).filter(Notice.event_seq.in_(called)).all()
        assert [notice.person_id for notice in told] == [sempu.person_id]
        assert told[0].title == "Pintu air" and told[0].url.endswith(f"#t{number}")


def test_a_post_that_calls_an_office_is_one_notice_to_it(app: Flask, client: FlaskClient) -> None:
    called = testing.sign_in(app.test_client(), OfficeKind.VILLAGE_HEAD, (SEMPU,)).person_id
    other = testing.sign_in(app.test_client(), OfficeKind.COUNCIL_MEMBER, (SEMPU,)).person_id
    with app.app_context():
        base = f"/kemitraan/{begun().id}/percakapan"
    with app.test_request_context():
        telling.tell_all()
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    here = testing.post(client, f"{base}/baru", {"title": "Pintu air", "text": "Mohon kabar @kades.sempu"}).location
    testing.post(client, here, {"text": "Sekali lagi, @kades.sempu"})
    with app.test_request_context():
        telling.tell_all()
        kinds = select(Notice.person_id, Event.kind).join(Event, Event.seq == Notice.event_seq).order_by(Event.seq)
        told = [(person, kind.partition(".")[2]) for person, kind in db.session.execute(kinds)]
    assert [kind for person, kind in told if person == called] == ["mentioned", "mentioned"]
    assert [kind for person, kind in told if person == other] == ["thread_opened", "post_added"]


def test_only_who_takes_part_writes(talk: Talk) -> None:
    thread = talk.open().id
    talk.answer(thread, "Mohon dipercepat", CAMAT_NGEBEL)
    with pytest.raises(NotAllowed):
        talk.open(person=CAMAT_NGEBEL, pinned_until=clock.today())
    with pytest.raises((NotFound, NotAllowed)):
        talk.answer(thread, "Halo", STRANGER)
    with pytest.raises(NotFound):
        service.open_thread(talk.head(), talk.walk.id, ("thread", 999_999), {"title": "x", "text": "y"})
    announced = talk.open(pinned_until=clock.today()).id
    assert announced in [item.id for item in queries.announcements(talk.walk.id)]
    service.lock(talk.head(), talk.walk.id, announced, None, "sudah lewat")
    assert queries.announcements(talk.walk.id) == []


def test_who_observes_and_the_bpd_talk_and_who_rests_or_left_does_not(talk: Talk) -> None:
    thread = talk.open().id
    bpd = actor_of(OfficeKind.COUNCIL_MEMBER, SEMPU)
    number = talk.answer(thread, "Warga bertanya", bpd).id
    with pytest.raises(NotAllowed):
        talk.open("Rapat BPD", bpd, pinned_until=clock.today())
    party = talk.walk.party(SEMPU)
    set_party(party, role="observer")
    talk.answer(thread, "Kami menyimak")
    with pytest.raises(NotAllowed):
        service.hide(talk.head(SEMPU), talk.walk.id, thread, number, None, "salah")
    set_party(party, role="receiver", state="suspended")
    for write in (
        lambda: talk.answer(thread, "Kami istirahat"),
        lambda: service.edit(bpd, talk.walk.id, thread, number, None, "Warga bertanya lagi"),
        lambda: service.hide(talk.head(SEMPU), talk.walk.id, thread, number, None, "salah"),
        lambda: service.lock(talk.head(SEMPU), talk.walk.id, thread, None, "selesai"),
    ):
        with pytest.raises(NotAllowed):
            write()
    assert not access.moderates(talk.head(SEMPU), talk.walk.partnership)
    set_party(party, state="left")
    assert offices.offices_of(talk.walk.partnership) == []
    with pytest.raises((NotFound, NotAllowed)):
        talk.answer(thread, "Kami sudah keluar")
    assert not access.may_write(talk.head(SEMPU), talk.walk.partnership)


def test_a_hidden_post_keeps_its_words_for_its_author_and_moderators(talk: Talk) -> None:
    thread = talk.open().id
    number = talk.answer(thread, "kata kasar").id
    hide = service.hide
    with pytest.raises(Invalid):
        hide(talk.head(), talk.walk.id, thread, number, None, " ")
    with pytest.raises(NotAllowed):
        hide(CAMAT_NGEBEL, talk.walk.id, thread, number, None, "kasar")
    hide(talk.head(), talk.walk.id, thread, number, 1, "kasar")
    post = db.session.get_one(Post, number)
    partnership = talk.walk.partnership
    assert access.reads_post(talk.head(SEMPU), partnership, post)
    assert not access.reads_post(CAMAT_NGEBEL, partnership, post)
    found = queries.found(talk.walk.id, ["kasar"], CAMAT_NGEBEL, False)
    assert db.session.scalars(found).all() == []
    with pytest.raises(Conflict):
        service.show_again(talk.head(), talk.walk.id, thread, number, 1)
    service.show_again(talk.head(), talk.walk.id, thread, number, 2)
    assert len(db.session.scalars(found).all()) == 1


def test_a_changed_post_says_so_and_a_closed_thread_takes_no_more(talk: Talk) -> None:
    thread = talk.open().id
    number = talk.answer(thread, "Selasa").id
    with pytest.raises(NotAllowed):
        service.edit(talk.head(), talk.walk.id, thread, number, None, "Rabu")
    post = service.edit(talk.head(SEMPU), talk.walk.id, thread, number, 1, "Rabu")
    assert post.edited_at and [was.text for was in post.earlier] == ["Selasa"]
    with pytest.raises(Invalid):
        service.tie(talk.head(), talk.walk.id, thread, number, None, "/bukan-keputusan")
    with pytest.raises(Invalid):
        service.rename(talk.head(), talk.walk.id, thread, None, "Pintu air rusak", " ")
    with pytest.raises(NotAllowed):
        service.rename(CAMAT_NGEBEL, talk.walk.id, thread, None, "Pintu air rusak", "lebih jelas")
    service.rename(talk.head(), talk.walk.id, thread, None, "Pintu air rusak", "lebih jelas")
    renamed = db.session.query(Event).filter_by(kind="coordination.thread_renamed").one()
    assert "Pintu air" in renamed.before and db.session.get_one(Thread, thread).title == "Pintu air rusak"
    service.lock(talk.head(), talk.walk.id, thread, None, "sudah selesai dibahas")
    with pytest.raises(NotAllowed):
        talk.answer(thread, "Tambahan")
    service.lock(talk.head(), talk.walk.id, thread, None, "ada tambahan")
    assert talk.answer(thread, "Tambahan").id


def test_offices_of_the_parties_can_be_chosen(talk: Talk, app: Flask) -> None:
    for code in (NGEBEL, SEMPU):
        testing.sign_in(app.test_client(), OfficeKind.VILLAGE_HEAD, (code,))
    db.session.rollback()
    offered = offices.offices_of(talk.walk.partnership)
    assert {"kades.ngebel", "kades.sempu"} <= {office.short for office in offered}
    chosen = offices.called(offered, "", [offered[0].id])
    assert [office.id for office in chosen] == [offered[0].id]


def photo() -> BytesIO:
    made = BytesIO()
    Image.new("RGB", (8, 8)).save(made, "PNG")
    made.seek(0)
    return made


def opened(client: FlaskClient, path: str) -> int:
    with client.get(path) as answer:
        return answer.status_code


def test_people_read_write_attach_and_search_on_the_pages(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        base = f"/kemitraan/{begun().id}/percakapan"
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    first = {"title": "Pintu air", "text": "Kapan <img src=x onerror=alert(1)>? @kades.ngebel"}
    made = testing.post(client, f"{base}/baru", first)
    assert made.status_code == 303
    here = made.location
    page = client.get(here)
    assert "Pintu air" in page.text and "<img src" not in page.text and "Dipanggil" in page.text
    assert testing.post(client, here, {"text": "  "}).status_code == 422
    sent = testing.post(client, here, {"text": "Ini fotonya", "scan": (photo(), "pintu.png")}, htmx=True)
    assert sent.status_code == 200 and "pintu.jpg" in sent.text and "<html" not in sent.text
    assert re.search(
        r'<img src="/berkas/\d+" width="320" height="240" loading="lazy" alt="Foto: pintu.jpg">', sent.text
    )
    assert "Tulisan terkirim." not in sent.text, "it is said above the page, once"
    again = testing.post(client, here, {"text": "Ini fotonya"})
    assert again.status_code == 422 and "baru saja terkirim" in again.text
    assert "Ini fotonya" in client.get(f"{base}?cari=fotonya").text
    assert "Tidak ditemukan" in client.get(f"{base}?cari=%25%25").text
    for number in range(20):
        flooded = testing.post(client, here, {"text": f"banjir {number}"})
    assert flooded.status_code == 429 and "banjir 19" in flooded.text
    assert "banjir 3" in client.get(f"{base}?cari=banjir").text


def test_marks_of_writing_stay_out_of_promises_and_searches_and_every_choice_of_a_post_opens(
    app: Flask, client: FlaskClient
) -> None:
    with app.app_context():
        base = f"/kemitraan/{begun().id}/percakapan"
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    text = "**Kapan** pintu dibuka?\nKami usulkan:\n\n- *Sabtu* pagi\n- Minggu"
    here = testing.post(client, f"{base}/baru", {"title": "Pintu air", "text": text}).location.partition("#")[0]
    page = client.get(here).text
    assert "judul=Kapan+pintu+dibuka?&" in html.unescape(page) and 'class="prose"' not in page
    found = client.get(f"{base}?cari=sabtu").text
    assert "Kapan pintu dibuka? Kami usulkan: Sabtu pagi Minggu" in found and "*" not in found.split("<main")[1]
    for choice, heading in (("sembunyikan", "Sembunyikan tulisan"), ("keputusan", "Tandai keputusan")):
        (address,) = re.findall(rf'href="({re.escape(base)}/\d+/tulisan/\d+/{choice})"', page)
        opened_page = client.get(address)
        assert opened_page.status_code == 200 and f"<h1>{heading}" in opened_page.text


def test_the_file_of_a_hidden_post_is_closed_to_whom_its_words_are_closed(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        base = f"/kemitraan/{begun().id}/percakapan"
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    first = {"title": "Foto", "text": "Ini fotonya", "scan": (photo(), "pintu.png")}
    here = testing.post(client, f"{base}/baru", first).location
    page = client.get(here).text
    file, post = re.findall(r"/berkas/\d+", page)[0], re.findall(r'id="t(\d+)"', page)[0]
    council = app.test_client()
    testing.sign_in(council, OfficeKind.COUNCIL_MEMBER, (SEMPU,))
    assert [opened(who, file) for who in (client, council)] == [200, 200]
    hidden = testing.post(client, f"{here}/tulisan/{post}/sembunyikan", {"reason": "bukan untuk di sini", "version": 1})
    assert hidden.status_code == 303
    assert [opened(who, file) for who in (client, council)] == [200, 404]
    page = council.get(here).text
    assert "disembunyikan" in page and "bukan untuk di sini" in page and "Ini fotonya" not in page
    assert "Tarik berkas" in client.get(here).text
    assert testing.post(client, f"{file}/tarik?kembali={here}", {"reason": "salah foto"}).location.endswith(here)
    assert opened(client, file) == 404 and "pintu.jpg" not in client.get(here).text


@pytest.mark.sqlite
def test_ten_thousand_posts_are_searched_and_read_in_few_statements(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        talk = Talk(begun())
        thread, number = talk.open("kata kunci").id, talk.walk.id
        written(number, thread, 10_000)
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    base = f"/kemitraan/{number}/percakapan"
    for path in (
        base,
        f"{base}?cari=kunci",
        f"{base}?cari=tulisan+99",
        f"{base}/{thread}",
        f"{base}/{thread}?sebelum=50",
    ):
        client.get(path)
        with testing.statements(app) as counted:
            page = client.get(path)
        assert page.status_code == 200 and len(counted) <= 15, path
    assert "Hasil pencarian" in client.get(f"{base}?cari=kunci").text


@transactional
def written(partnership: int, thread: int, count: int) -> None:
    """So many posts more in a conversation."""
    row = {"partnership_id": partnership, "thread_id": thread, "written_at": clock.now(), "written_by": "Operator Desa"}
    texts = [f"tulisan {number}" for number in range(count)]
    rows = [{**row, "text": text, "html": f"<p>{text}</p>", "searched": text, "version": 1} for text in texts]
    db.session.execute(insert(Post), rows)


def test_a_long_thread_is_read_in_parts(talk: Talk) -> None:
    thread = talk.open("tulisan 0").id
    for number in range(1, 25):
        talk.answer(thread, f"tulisan {number}.")
    newest, older = queries.posts_before(thread, None)
    assert newest[-1].text == "tulisan 24." and len(newest) == 20 and older == newest[0].id
    before, rest = queries.posts_before(thread, older)
    assert [post.text for post in before][-1] == "tulisan 4." and len(before) == 5 and rest is None


def test_things_of_other_rooms_are_talked_about_and_confidential_ones_are_not_named(talk: Talk, app: Flask) -> None:
    kinds = {"activity", "commitment", "indicator", "evaluation", "agreement", "clause", "meeting", "proposal"}
    assert kinds <= set(app.extensions["portal.thing_kinds"])
    with app.test_request_context():
        for kind in sorted(kinds):
            assert thing_of(talk.walk.partnership, kind, 999_999) is None
        secret = [kind for kind, known in app.extensions["portal.thing_kinds"].items() if known.confidential]
        assert all(things.name_of(talk.walk.partnership, kind, 1) is None for kind in secret)
        meeting = planned(talk.head(), talk.walk.id, {"title": "Musyawarah air", "starts_at": clock.now()})
        assert things.name_of(talk.walk.partnership, "meeting", meeting.id) == "Musyawarah air"
