"""Who is told what, once; the inbox; what goes out, once; and what the portal never calls."""

from __future__ import annotations

import json
import socket
import socketserver
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from smtplib import SMTPServerDisconnected
from threading import Barrier, Thread
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from coordination.bodies import Bkad, begun
from coordination.differing import Difference
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import NGEBEL, SEMPU, Walk
from sqlalchemy import insert, select

from portal import clock, events, testing
from portal.accounts import mail
from portal.accounts.models import Person
from portal.contracts import Message, Notifier, NotSent
from portal.coordination.interests import rules as differences
from portal.coordination.notices import (
    addresses,
    digest,
    outgoing,
    queries,
    rules,
    sending,
    service,
    telegram,
    telling,
    worker,
)
from portal.coordination.notices.groups import topic_of
from portal.coordination.notices.models import Delivery, Notice, NoticeChoice, Webhook
from portal.coordination.proposals import service as proposals
from portal.db import db, transactional
from portal.errors import Invalid
from portal.permissions import Actor, OfficeKind
from portal.planning.commitments import service as promises

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # ten in the morning in Ponorogo
WIB = ZoneInfo("Asia/Jakarta")


@pytest.fixture
def walk(context: Flask, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """A partnership of Ngebel and Sempu, everything before it told already, on a fixed moment."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made = begun()
    for code in (NGEBEL, SEMPU):
        made.heads[code] = testing.sign_in(context.test_client(), OfficeKind.VILLAGE_HEAD, (code,))
    telling.tell_all()
    return made


def happens(walk: Walk, kind: str = "step.start", by: Actor | None = None, **after: Any) -> int:
    """Something is put on record in the partnership."""
    actor = by or walk.heads[NGEBEL]
    return transactional(lambda: events.record(actor, kind, "partnership", walk.id, after=after))().seq


def told(walk: Walk) -> set[int]:
    with in_a_request():
        telling.tell_all()
    return set(db.session.scalars(select(Notice.person_id)))


def in_a_request() -> Any:
    from flask import current_app

    return current_app.test_request_context()


def deliver(app: Flask) -> list[str]:
    """Send what is due and say how each delivery stands."""
    db.session.rollback()
    sending.send_due(app)
    db.session.rollback()
    return list(db.session.scalars(select(Delivery.state).order_by(Delivery.id)))


def test_the_hours_of_quiet_and_of_digests_are_those_of_the_persons_own_zone() -> None:
    assert [rules.is_quiet(hour, 21, 5) for hour in (20, 21, 23, 0, 4, 5)] == [False, True, True, True, True, False]
    assert not rules.is_quiet(3, None, 5) and not rules.is_quiet(3, 3, 3) and rules.is_quiet(13, 12, 14)
    late = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)  # 23.00 WIB
    assert rules.after_quiet(late, WIB, 21, 5) == datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
    assert rules.after_quiet(NOW, WIB, 21, 5) == NOW
    assert rules.digest_of(NOW, WIB, rules.DAILY) == "2026-11-24"
    assert rules.digest_of(NOW, WIB, rules.WEEKLY) == "2026-11-23", "the Monday of this week"
    assert rules.digest_of(NOW.replace(hour=22), WIB, rules.DAILY) is None, "five in the morning is too early"
    assert rules.digest_of(NOW, WIB, rules.NEVER) is None


def test_a_try_that_failed_is_made_again_with_growing_pauses_until_it_is_enough() -> None:
    pauses = [rules.next_try(tries, NOW) for tries in range(1, 8)]
    assert pauses[0] == NOW + timedelta(minutes=1) and pauses[4] == NOW + timedelta(hours=12)
    assert pauses[5:] == [None, None]


def test_routine_edits_tell_nobody_and_a_late_report_a_promise_and_a_plugins_event_do() -> None:
    for kind in ("partnership.edited", "planning.promise_edited", "planning.risk_added", "person.created"):
        assert topic_of(kind) is None, kind
    assert topic_of("monitoring.report_late") == "laporan"
    assert topic_of("planning.promise_made") == "janji"
    for kind in ("planning.contribution_delivered", "planning.budget_spent", "monitoring.recommendation_added"):
        assert topic_of(kind), f"{kind} waits for others' word"
    assert topic_of("coordination.meeting_called") == "rapat" and topic_of("coordination.meeting_edited") is None
    assert topic_of("step.sign") == "perjanjian" and topic_of("kembaran_kampus.group_added") == "lainnya"


def test_the_others_are_told_once_and_never_who_did_it_nor_somebody_it_does_not_concern(walk: Walk) -> None:
    seq = happens(walk)
    assert told(walk) == {walk.heads[SEMPU].person_id}
    assert told(walk) == {walk.heads[SEMPU].person_id}
    notice = db.session.scalars(select(Notice)).one()
    assert (notice.event_seq, notice.url, notice.is_unread) == (seq, f"/kemitraan/{walk.id}", True)


def test_what_is_for_certain_offices_is_told_to_no_other_and_to_nobody_who_could_not_open_it(walk: Walk) -> None:
    head, stranger = walk.heads[SEMPU], 987_654
    assert head.office is not None
    happens(walk, office_ids=[stranger])
    assert told(walk) == set()
    happens(walk, office_ids=[head.office.id])
    assert told(walk) == {head.person_id}


def test_a_fault_while_telling_loses_nothing(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    happens(walk)
    with monkeypatch.context() as broken:
        broken.setattr(telling, "plan_webhooks", lambda told: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            told(walk)
    db.session.rollback()
    assert db.session.scalars(select(Notice)).all() == []
    assert told(walk) == {walk.heads[SEMPU].person_id}


def test_the_inbox_shows_the_unread_first_counts_them_and_only_a_button_marks_them(app: Flask) -> None:
    browser = app.test_client()
    reader = testing.sign_in(browser, OfficeKind.VILLAGE_HEAD, (SEMPU,))
    with app.app_context():
        walk = begun()
        telling.tell_all()
        happens(walk)
        happens(walk, "partnership.begun")
        told(walk)
    shown = browser.get("/kotak").text
    assert shown.count("belum dibaca") == 2 and "<strong>2</strong>" in browser.get("/akun").text
    assert 'aria-label="Kabar 2 belum dibaca"' in shown, "said without hidden words that widen the page"
    assert "<strong>2</strong>" in browser.get("/akun").text, "reading a page marks nothing"
    with app.app_context():
        first = db.session.scalars(select(Notice.id).where(Notice.person_id == reader.person_id)).first()
    other = app.test_client()
    testing.sign_in(other, OfficeKind.VILLAGE_OPERATOR, (NGEBEL,), username="lain")
    testing.post(other, "/kotak/baca", {"kabar": str(first)})
    assert "<strong>2</strong>" in browser.get("/akun").text, "somebody else marks nothing of mine"
    opened = testing.post(browser, "/kotak/baca", {"kabar": str(first), "ke": f"/kemitraan/{walk.id}"})
    assert opened.location == f"/kemitraan/{walk.id}"
    assert testing.post(browser, "/kotak/baca", {"semua": "1", "ke": "https://jahat.id"}).location == "/kotak"
    assert "<strong>" not in browser.get("/akun").text.split("</header>")[0]
    assert browser.get("/kotak?soal=rapat&sesudah=1-x").status_code == 200
    assert "notices" in browser.get("/akun/data/unduh").text


def test_the_inbox_says_equal_news_of_a_thing_once_and_folds_what_is_older(app: Flask) -> None:
    browser = app.test_client()
    testing.sign_in(browser, OfficeKind.VILLAGE_HEAD, (SEMPU,))
    with app.app_context():
        walk = begun()
        telling.tell_all()
        for kind in ("suspend", "resume", "settle", "end", "start", "start", "start"):
            happens(walk, f"step.{kind}")
        told(walk)
    shown = browser.get("/kotak").text
    assert shown.count("(3 kali)") == 1 and "dan 2 lainnya</summary>" in shown
    assert shown.count('name="kabar"') == 7, "one button marks them all"


def test_the_text_for_a_group_names_what_waits_with_addresses_and_nothing_that_is_optional(app: Flask) -> None:
    browser = app.test_client()
    testing.sign_in(browser, OfficeKind.VILLAGE_HEAD, (SEMPU,))
    with app.app_context():
        bkad = Bkad.formed()
        here = f"/kemitraan/{bkad.walk.id}"
        due_on = clock.today() - timedelta(days=3)
        promises.promise(bkad.head(), bkad.walk.id, bkad.party(NGEBEL).id, {"title": "Beli pipa", "due_on": due_on})
        transactional(lambda: setattr(bkad.walk.partnership, "status", "active"))()
        wanted = {"title": "Pompa kedua", "words": "Membeli pompa.", "topic": "general", "body_id": bkad.body_id}
        proposals.open_proposal(bkad.head(), bkad.walk.id, {**wanted, "deadline": clock.now() + timedelta(days=3)})
        Difference.opened(bkad.walk)
    text = browser.get(f"{here}/teks-grup").text.partition("<textarea")[2].partition("</textarea>")[0]
    assert "Janji: Beli pipa, lewat tenggat" in text and f"http://localhost{here}/janji/" in text
    assert "Pompa kedua" in text and f"http://localhost{here}/usulan/" in text
    assert "belum dicatat" not in text and "Giliran air" not in text, "a difference is not for every group"


def test_a_channel_that_fails_is_tried_again_and_one_that_took_it_is_not(app: Flask, walk: Walk) -> None:
    sent: list[Message] = []
    outcomes: list[Exception | None] = [NotSent("sibuk"), None]

    def send(message: Message, address: str) -> None:
        if (trouble := outcomes.pop(0)) is not None:
            raise trouble
        sent.append(message)

    with channel(app, send, walk):
        happens(walk)
        told(walk)
        assert deliver(app) == [rules.WAITING]
        later(hours=1)
        assert deliver(app) == [rules.SENT] and deliver(app) == [rules.SENT]
        assert len(sent) == 1 and not outcomes


def test_what_nobody_knows_the_end_of_is_not_sent_twice(
    app: Flask, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with channel(app, lambda message, address: (_ for _ in ()).throw(TimeoutError()), walk):
        happens(walk)
        told(walk)
        assert deliver(app) == [rules.UNSURE]
        happens(walk)
        told(walk)
        assert sending.claim() is not None, "a sender takes it and dies"
        monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=1))
        assert deliver(app) == [rules.UNSURE, rules.UNSURE]


def test_a_channel_that_hangs_holds_nothing_up(app: Flask, walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Event

    never = Event()
    monkeypatch.setattr(sending, "LONGEST", 0.05)
    with channel(app, lambda message, address: never.wait(5) and None, walk):
        happens(walk)
        told(walk)
        assert deliver(app) == [rules.UNSURE]
        never.set()


def test_a_digest_is_grouped_never_empty_and_its_headers_cannot_be_broken(walk: Walk, app: Flask) -> None:
    settings = testing.make_settings(
        app.extensions["portal.settings"].instance, smtp_url="smtp://127.0.0.1:1", base_url="https://portal.contoh.id"
    )
    set_title(walk, "Irigasi\r\nBcc: orang@jahat.id")
    happens(walk)
    told(walk)
    person = mailed(walk)
    newest = db.session.scalars(select(Notice.event_seq)).one()
    item = Delivery(key=f"surel:{person.id}:2026-11-24", person_id=person.id, first_seq=0, event_seq=newest)
    with in_a_request():
        letter = digest.digest_for(person, item, settings)
        assert isinstance(letter, EmailMessage)
        assert "Bcc" not in letter and "\n" not in letter["Subject"] and letter["To"] == "sempu@contoh.id"
        assert letter["Message-ID"] == f"<surel.{person.id}.2026-11-24@portal.contoh.id>"
        assert letter["List-Unsubscribe"] == "<https://portal.contoh.id/akun/kabar>"
        assert letter.get_content_type() == "text/plain"
        assert f"https://portal.contoh.id/kemitraan/{walk.id}" in letter.get_content()
        service.mark_read(walk.heads[SEMPU], None)
        assert digest.digest_for(mailed(walk), item, settings) is None


def test_a_digest_is_planned_once_a_day_for_who_has_an_address_and_news(
    app: Flask, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing.mail, "is_set_up", lambda settings: True)
    assert outgoing.plan_digests() == 0
    happens(walk)
    told(walk)
    mailed(walk)
    assert [outgoing.plan_digests(), outgoing.plan_digests()] == [1, 0]
    happens(walk)
    told(walk)
    assert outgoing.plan_digests() == 0, "the next one waits for tomorrow"
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=1))
    assert outgoing.plan_digests() == 1


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "240.0.0.1",
     "100.64.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
     "::ffff:169.254.169.254", "64:ff9b::a00:1", "2002:7f00:1::", "bukan-alamat"],
)  # fmt: skip
def test_a_webhook_to_an_internal_address_is_refused(address: str) -> None:
    assert not addresses.is_public(address)
    with pytest.raises(addresses.Refused):
        addresses.checked("https://contoh.id/kait", lambda host, port: ["93.184.216.34", address])


@pytest.mark.parametrize(
    "url",
    ["http://contoh.id/", "https://contoh.id:22/", "https://a:b@contoh.id/", "ftp://contoh.id", "https:///x",
     "https://contoh.id:99999/", "https://contoh.id/\r\nX: y", "https://contoh.id\\@127.0.0.1/", ""],
)  # fmt: skip
def test_a_webhook_that_is_no_plain_https_address_is_refused(url: str) -> None:
    with pytest.raises(addresses.Refused):
        addresses.checked(url, lambda host, port: ["93.184.216.34"])


def test_the_address_that_was_checked_is_the_one_that_is_called_whatever_the_name_means_a_moment_later() -> None:
    answers = [["93.184.216.34"], ["127.0.0.1"]]
    target = addresses.checked("https://kait.contoh.id/a?b=1", lambda host, port: answers.pop(0))
    called: list[Any] = []

    def connect(where: Any, timeout: float) -> socket.socket:
        called.append((where, timeout))
        raise ConnectionRefusedError

    with pytest.raises(NotSent):
        addresses.call(target, b"{}", {}, connect)
    assert called == [(("93.184.216.34", 443), addresses.TIMEOUT)] and len(answers) == 1


def test_a_call_carries_its_key_and_signature_and_follows_no_redirect() -> None:
    here, there = socket.socketpair()
    heard: list[bytes] = []

    def answer() -> None:
        heard.append(there.recv(65536))
        there.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n")

    thread = Thread(target=answer)
    thread.start()
    target = addresses.Target("93.184.216.34", "kait.contoh.id", 443, "/a")
    headers = {"Idempotency-Key": "webhook:1:2", "X-Portal-Signature": addresses.signature("rahasia", b"{}")}
    assert addresses.exchange(here, target, b"{}", headers) == 302
    thread.join()
    there.close()
    assert b"POST /a HTTP/1.1" in heard[0] and b"Host: kait.contoh.id" in heard[0] and b"webhook:1:2" in heard[0]
    assert b"sha256=" in heard[0] and b"rahasia" not in heard[0]


def test_a_webhook_hears_what_happened_without_people_and_nothing_confidential(
    app: Flask, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = walk.heads[NGEBEL]
    with pytest.raises(Invalid):
        service.set_webhook(actor, walk.id, "https://127.0.0.1/kait", "rahasia-yang-panjang")
    webhook = listening(walk, monkeypatch)
    calls: list[tuple[bytes, Any]] = []
    statuses = [500, 204]

    def call(target: addresses.Target, body: bytes, headers: Any) -> int:
        calls.append((body, headers["Idempotency-Key"]))
        return statuses.pop(0)

    monkeypatch.setattr(addresses, "call", call)
    told(walk)
    assert deliver(app) == [rules.WAITING] and len(calls) == 1, "that it was set; the server is busy"
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=1))
    assert deliver(app) == [rules.SENT] and not statuses
    assert len({key for _body, key in calls}) == 1, "the second try carries the key of the first"
    statuses += [204]
    happens(walk, office_ids=[1])
    seq = happens(walk, title="Bu Sri")
    told(walk)
    assert deliver(app) == [rules.SENT, rules.SENT] and len(calls) == 3, "what is for certain offices is not called out"
    body = json.loads(calls[-1][0])
    assert body == {
        "key": f"webhook:{webhook.id}:{seq}",
        "at": (NOW + timedelta(hours=1)).isoformat(),
        "kind": "step.start",
        "title": body["title"],
        "village": NGEBEL,
        "partnership": {"id": walk.id, "title": walk.partnership.title},
        "url": body["url"],
    }
    assert body["url"].endswith(f"/kemitraan/{walk.id}") and "Sri" not in str(body)
    monkeypatch.setattr(addresses, "look_up", lambda host, port: ["127.0.0.1"])
    happens(walk)
    told(walk)
    assert deliver(app)[-1] == rules.FAILED, "it is looked at again when it is called"
    service.withdraw_webhook(actor, walk.id, webhook.id)
    happens(walk)
    told(walk)
    assert len(deliver(app)) == 3, "who was withdrawn hears nothing more"


def test_a_confidential_difference_is_told_to_who_reads_it_and_to_no_address_outside(
    context: Flask, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    listening(walk, monkeypatch)
    told(walk)
    outside = len(db.session.scalars(select(Delivery.id)).all())
    people = {
        kind: testing.sign_in(context.test_client(), kind, (NGEBEL[:8],))
        for kind in (OfficeKind.DISTRICT_OFFICER, OfficeKind.FACILITATOR)
    }
    heads = {head.person_id for head in walk.heads.values()}
    camat = people[OfficeKind.DISTRICT_OFFICER].person_id
    water = Difference.opened(walk)
    number, option = water.need(water.sempu), water.propose(water.ngebel).id
    water.answer(water.sempu, option, differences.NO, "rahasia dapur desa")
    assert told(walk) == heads, "the parties alone"
    water.begin("district", skip_reason="kepala desa tetangga tidak mau duduk bersama")
    water.answer(water.sempu, option, differences.HEAVY, "bisa bila hutang lama dilunasi")
    water.mark(water.ngebel, **{f"i{number}": differences.AGAINST})
    assert told(walk) == heads | {camat}
    read = queries.inbox(camat)
    lines = [line for bundle in read.bundles for line in bundle.lines]
    assert [(line.kind, line.reason) for line in lines] == [("coordination.rung_begun", "")], "not what parties said"
    water.close(water.ngebel, differences.DROPPED)
    assert told(walk) == heads | {camat}
    assert len(db.session.scalars(select(Delivery.id)).all()) == outside
    happens(walk, matter_id=water.matter_id)
    told(walk)
    newest = db.session.scalars(select(Notice).order_by(Notice.event_seq.desc())).first()
    assert newest and (newest.title, newest.url) == ("", f"/kemitraan/{walk.id}"), "not named in what all are told"
    outside += 1
    public = Difference.opened(walk, differences.PUBLIC)
    public.close(public.ngebel, differences.UNDERSTOOD)
    told(walk)
    assert len(db.session.scalars(select(Delivery.id)).all()) == outside + 1, "that a public one ended"


def test_two_who_tell_at_once_tell_everything_once(app: Flask, walk: Walk) -> None:
    for _number in range(4):
        happens(walk)
    db.session.rollback()
    both, written = Barrier(2), []

    def tell() -> None:
        with app.test_request_context():
            both.wait(10)
            written.append(telling.tell_all())

    threads = [Thread(target=tell) for _teller in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sum(written) == 4 == len(db.session.scalars(select(Notice.id)).all())


def test_a_chat_is_tied_by_its_code_once_and_hears_what_its_person_asked_for(
    app: Flask, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = replace(app.extensions["portal.settings"], telegram_token="1:uji", base_url="https://portal.contoh.id")
    monkeypatch.setitem(app.extensions, "portal.settings", settings)
    monkeypatch.setitem(telegram._seen, "offset", 0)
    asked: list[tuple[str, dict[str, Any]]] = []
    updates: list[dict[str, Any]] = []
    answers: list[dict[str, Any]] = []

    def ask(method: str, values: dict[str, Any]) -> dict[str, Any]:
        asked.append((method, values))
        if method == "getUpdates":
            return {"ok": True, "result": updates}
        return answers.pop(0) if answers else {"ok": True}

    monkeypatch.setattr(telegram, "_ask", ask)
    with in_a_request():
        code = service.new_code(walk.heads[SEMPU])
        for number, (chat, text) in enumerate([(41, "AAAAAAAA"), (42, f"/start {code}"), (43, code)]):
            updates.append({"update_id": 7 + number, "message": {"chat": {"id": chat}, "text": text}})
        updates.append({"update_id": 10})
        assert telegram.take_codes() == 1, "a code that is open, and only once"
    assert [(c.person_id, c.address) for c in db.session.scalars(select(NoticeChoice))] == [
        (walk.heads[SEMPU].person_id, "42")
    ]
    updates.clear()
    with in_a_request():
        assert telegram.take_codes() == 0 and asked[-1][1]["offset"] == 11
    answers += [
        {"ok": True},
        {"ok": False, "error_code": 403, "description": "blocked"},
        {"ok": False, "error_code": 429},
    ]
    for _number in range(3):
        happens(walk)
    told(walk)
    assert deliver(app) == [rules.SENT, rules.FAILED, rules.WAITING]
    sent = [values for method, values in asked if method == "sendMessage"][1]
    assert sent["chat_id"] == "42" and f"https://portal.contoh.id/kemitraan/{walk.id}" in sent["text"]
    service.untie_chat(walk.heads[SEMPU])
    monkeypatch.setattr(telegram, "_ask", lambda method, values: json.loads("<html>"))
    assert worker.run(app) == (0, 0), "a Telegram that talks nonsense holds up nothing"


@pytest.mark.parametrize(
    ("said", "raised", "again"),
    [
        ({"RCPT": b"450 nanti"}, NotSent, True),
        ({"RCPT": b"550 tidak ada"}, NotSent, False),
        ({"MAIL": b"421 sibuk"}, NotSent, True),
        ({".": b"554 ditolak"}, NotSent, False),
        ({".": b""}, SMTPServerDisconnected, None),
    ],
)
def test_what_a_mail_server_surely_refused_is_told_from_what_nobody_knows_the_end_of(
    context: Flask, said: dict[str, bytes], raised: type[Exception], again: bool | None
) -> None:
    with mail_server(said) as url:
        settings = replace(context.extensions["portal.settings"], smtp_url=url, base_url="https://portal.contoh.id")
        letter = mail.compose(settings, "sempu@contoh.id", "Kabar", "isi")
        with pytest.raises(raised) as failed:
            mail.deliver(settings, letter)
    assert getattr(failed.value, "again", None) is again
    with pytest.raises(NotSent):
        mail.deliver(settings, letter)


def test_what_a_digest_that_failed_held_is_told_by_the_next_and_what_one_told_never_again(
    app: Flask, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing.mail, "is_set_up", lambda settings: True)
    happens(walk)
    told(walk)
    mailed(walk)
    assert outgoing.plan_digests() == 1
    settle(rules.FAILED)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=1))
    assert outgoing.plan_digests() == 1, "nobody got the first"
    settle(rules.SENT)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=120))
    assert service.forget() == 1 and outgoing.plan_digests() == 0, "up to where they were told is not forgotten"


def test_what_was_read_half_a_year_ago_is_forgotten(walk: Walk) -> None:
    happens(walk)
    told(walk)
    reader = walk.heads[SEMPU]
    service.mark_read(reader, None)
    assert service.forget() == 0
    age(timedelta(days=181))
    assert service.forget() == 1 and db.session.scalars(select(Notice)).all() == []


def test_an_inbox_of_a_hundred_thousand_notices_is_read_by_its_index(walk: Walk) -> None:
    seq = happens(walk)
    told(walk)
    query = "SELECT id FROM notice WHERE person_id = 1 ORDER BY is_unread DESC, event_seq DESC LIMIT 31"
    if db.engine.dialect.name == "sqlite":
        plan = " ".join(str(row) for row in db.session.execute(db.text("EXPLAIN QUERY PLAN " + query)))
        assert "ix_notice_inbox" in plan and "TEMP B-TREE" not in plan
    assert seq


def test_an_administrator_sees_what_did_not_arrive(app: Flask) -> None:
    browser = app.test_client()
    testing.sign_in(browser, OfficeKind.ADMINISTRATOR, ())
    assert "gagal, atau tidak pasti sampai" not in browser.get("/admin").text
    with app.app_context():
        lose(rules.MAIL, rules.FAILED, days=1)
        lose(rules.WEBHOOK, rules.UNSURE, days=2)
        lose(rules.WEBHOOK, rules.FAILED, days=9)
        lose(rules.MAIL, rules.SENT, days=1)
    shown = browser.get("/admin").text
    assert "1 kabar lewat surel" in shown and "1 kabar lewat kabar ke aplikasi lain" not in shown
    assert "1 kabar lewat panggilan ke aplikasi lain" in shown


@transactional
def lose(channel: str, state: str, days: int) -> None:
    """A delivery that ended some days ago."""
    at = clock.now() - timedelta(days=days)
    db.session.add(
        Delivery(key=f"{channel}:{state}:{days}", channel=channel, event_seq=1, state=state, due_at=at, settled_at=at)
    )


@transactional
def age(by: timedelta) -> None:
    for notice in db.session.scalars(select(Notice)):
        notice.read_at = NOW - by


@transactional
def settle(state: str) -> None:
    """As if the newest digest had ended so."""
    item = db.session.scalars(select(Delivery).order_by(Delivery.id.desc())).first()
    assert item is not None
    item.state, item.settled_at = state, clock.now()


def listening(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> Webhook:
    """An address outside hears of the partnership."""
    monkeypatch.setattr(addresses, "look_up", lambda host, port: ["93.184.216.34"])
    secret = "rahasia-yang-panjang"
    return service.set_webhook(walk.heads[NGEBEL], walk.id, "https://kait.contoh.id/", secret)


@contextmanager
def mail_server(said: dict[str, bytes]) -> Iterator[str]:
    """A mail server for one mail, on this machine: it answers as `said`, hangs up at an empty answer, and is gone."""

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 uji\r\n")
            for line in self.rfile:
                word = line.decode().split()[0].upper() if line.strip() else ""
                if word in ("EHLO", "MAIL", "RCPT", "DATA", "RSET", ".", "QUIT"):
                    answer = said.get(word, b"354 ya" if word == "DATA" else b"250 ok")
                    if not answer:
                        return
                    self.wfile.write(answer + b"\r\n")

    with socketserver.TCPServer(("127.0.0.1", 0), Talk) as server:
        thread = Thread(target=server.handle_request)
        thread.start()
        yield f"smtp://127.0.0.1:{server.server_address[1]}"
        thread.join(10)


@transactional
def set_title(walk: Walk, title: str) -> None:
    walk.partnership.title = title


@transactional
def mailed(walk: Walk) -> Person:
    """The head of Sempu, with an address."""
    person = db.session.get(Person, walk.heads[SEMPU].person_id)
    assert person is not None
    person.email = "sempu@contoh.id"
    return person


@transactional
def later(hours: int) -> None:
    """As if the pause were over."""
    for item in db.session.scalars(select(Delivery)):
        item.due_at -= timedelta(hours=hours)


class channel:
    """The head of Sempu listens to everything through a channel of a plugin."""

    def __init__(self, app: Flask, send: Callable[[Message, str], None], walk: Walk) -> None:
        self.kept = app.extensions["portal.registry"].notifiers
        self.notifier = Notifier("kentongan", "Kentongan", send)
        self.person = walk.heads[SEMPU].person_id

    def __enter__(self) -> None:
        self.kept["kentongan"] = self.notifier
        self._listen()

    def __exit__(self, *_error: object) -> None:
        del self.kept["kentongan"]

    @transactional
    def _listen(self) -> None:
        db.session.execute(
            insert(NoticeChoice),
            [{"person_id": self.person, "channel": "kentongan", "topics": "perjanjian", "address": "ronda",
              "how_often": ""}],
        )  # fmt: skip


def test_portal_notices_send_does_it_once_for_other_servers(app: Flask, client: FlaskClient) -> None:
    assert worker.run(app) == (0, 0)
