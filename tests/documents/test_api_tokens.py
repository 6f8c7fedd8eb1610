"""Keys of programs: made for an office, shown once, dead with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal import clock, testing
from portal.accounts import login, people, service
from portal.accounts.models import OfficeTerm
from portal.db import db
from portal.documents.api import rules
from portal.documents.api import service as tokens
from portal.documents.api.models import ApiToken
from portal.errors import Invalid, NotAllowed, NotFound
from portal.events import Event
from portal.permissions import Actor, OfficeKind

NGEBEL = "35.02.19.2007"


def test_a_number_a_span_and_a_key_are_read_strictly() -> None:
    assert rules.span_of({}) == rules.Span(None, rules.A_PAGE)
    assert rules.span_of({"limit": "100", "after": "12"}).after_number == 12
    for wrong in ("0", "101", "-1", "1e2", "٣", "", "99999999"):
        with pytest.raises(rules.BadParameter):
            rules.span_of({"limit": wrong})
    for wrong in ("0", "2147483648", "-1", "x", "1" * 40):
        with pytest.raises(rules.BadParameter):
            rules.number("after", wrong)
    assert rules.bearer_of("Bearer pkd_abc") == rules.bearer_of("bearer  pkd_abc ") == "pkd_abc"
    assert rules.bearer_of("Basic pkd_abc") == rules.bearer_of("Bearer abc") == rules.bearer_of("") == ""


def test_a_key_is_used_once_an_hour_for_the_record() -> None:
    now = clock.now()
    assert rules.is_used_long_ago(None, now)
    assert not rules.is_used_long_ago(now - timedelta(minutes=59), now)
    assert rules.is_used_long_ago(now - timedelta(hours=1), now)
    assert rules.is_used_long_ago(now + timedelta(hours=2), now)  # the clock went back


@pytest.fixture
def head(app: Flask, client: FlaskClient) -> Actor:
    """The village head of Ngebel, signed in at `client`."""
    return testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (NGEBEL,))


def test_a_key_reads_as_its_office_now_and_dies_with_its_term(app: Flask, head: Actor) -> None:
    with app.app_context():
        made, text = tokens.make_token(head, " situs desa ", rules.OWN, 30)
        assert made.name == "situs desa" and text.startswith(made.prefix) and text not in str(vars(made))
        assert tokens.opened(text)[1].office == head.office
        _public, narrow = tokens.make_token(head, "peta", rules.PUBLIC, 30)
        assert not tokens.opened(narrow)[1].signed_in
        for wrong in (text[:-1], text + "a", "pkd_"):
            with pytest.raises(NotFound):
                tokens.opened(wrong)
        term = db.session.scalars(select(OfficeTerm).where(OfficeTerm.person_id == head.person_id)).one()
        service.end_term(testing.SYSTEM, term.id, clock.today() - timedelta(days=1))
        for dead in (text, narrow):
            with pytest.raises(NotFound):
                tokens.opened(dead)


def test_a_key_ends_by_time_by_hand_and_with_its_account(
    app: Flask, head: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    chief = testing.sign_in(app.test_client(), OfficeKind.ADMINISTRATOR)
    with app.app_context():
        made, text = tokens.make_token(head, "situs", rules.OWN, 30)
        number, begun = made.id, made.made_at
        for moment in (begun - timedelta(seconds=1), begun + timedelta(days=30)):
            with monkeypatch.context() as later:
                later.setattr(clock, "now", lambda moment=moment: moment)
                with pytest.raises(NotFound):
                    tokens.opened(text)
        with pytest.raises(NotFound):
            tokens.withdraw_token(Actor(99_999, "orang lain"), number)
        assert tokens.opened(text)
        first = tokens.withdraw_token(head, number).withdrawn_at
        assert tokens.withdraw_token(head, number).withdrawn_at == first
        with pytest.raises(NotFound):
            tokens.opened(text)
        _other, text = tokens.make_token(head, "lain", rules.OWN, 30)
        people.set_active(chief, made.person_id, False)
        with pytest.raises(NotFound):
            tokens.opened(text)
        kinds = list(db.session.scalars(select(Event.kind).where(Event.kind.startswith("documents."))))
        assert kinds == [
            "documents.api_token_made", "documents.api_token_withdrawn", "documents.api_token_made"
        ]  # fmt: skip
        assert all(text not in event.after for event in db.session.scalars(select(Event)))


def test_keys_are_bounded_and_want_an_office(app: Flask, head: Actor) -> None:
    with app.app_context():
        for name, scope, days in (("", "own", 30), ("a", "all", 30), ("a", "own", 31)):
            with pytest.raises(Invalid):
                tokens.make_token(head, name, scope, days)
        with pytest.raises(NotAllowed):
            tokens.make_token(Actor(head.person_id, "x"), "a", "own", 30)
        for _number in range(rules.MOST_TOKENS):
            tokens.make_token(head, "a", "public", 30)
        with pytest.raises(NotAllowed):
            tokens.make_token(head, "a", "public", 30)


def test_a_person_makes_a_key_sees_it_once_and_withdraws_it_and_the_administrator_sees_it(
    app: Flask, head: Actor, client: FlaskClient
) -> None:
    refused = testing.post(client, "/akun/program", {"name": "", "scope": "own", "days": "30"})
    assert refused.status_code == 422 and "wajib diisi" in refused.text
    made = testing.post(client, "/akun/program", {"name": "situs desa", "scope": "own", "days": "30"})
    text = made.text.partition('value="pkd_')[2].partition('"')[0]
    assert made.status_code == 200 and len(text) > 40 and made.headers["Cache-Control"] == "no-store"
    page = client.get("/akun/program").text
    assert "situs desa" in page and text not in page and "belum pernah" in page
    assert "situs desa" in client.get("/akun/data/unduh").text
    assert "/akun/program" in client.get("/akun").text
    chief = app.test_client()
    testing.sign_in(chief, OfficeKind.ADMINISTRATOR)
    listed = chief.get("/admin/program").text
    assert "situs desa" in listed and head.name in listed
    with app.app_context():
        number = db.session.scalars(select(ApiToken.id)).one()
    stranger = app.test_client()
    testing.sign_in(stranger, OfficeKind.VILLAGE_HEAD, ("35.02.19.2008",))
    assert testing.post(stranger, f"/akun/program/{number}/cabut").status_code == 404
    assert testing.post(client, f"/admin/program/{number}/cabut").status_code == 403
    assert testing.post(chief, f"/admin/program/{number}/cabut").status_code == 303
    assert "situs desa" not in client.get("/akun/program").text
    assert login.token_hash("pkd_" + text) not in page
