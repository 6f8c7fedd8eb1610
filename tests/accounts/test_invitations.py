"""One-time links: the whole way from a head's invitation to a new officer, and every way it must not go."""

from __future__ import annotations

import re
import threading
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal import testing
from portal.accounts import invitations, queries
from portal.accounts.models import Invitation, Office, Person
from portal.db import db
from portal.errors import Invalid, NotFound
from portal.permissions import OfficeKind

from .conftest import Travel

PASSWORD = "perahu di telaga ngebel"
NEW = {"name": "Budi Santoso", "username": "budi.ngebel", "password": PASSWORD}


def link_on(answer: TestResponse) -> str:
    """The path of the link that a page shows."""
    assert answer.status_code == 200, answer.text
    found = re.search(r"http://localhost(/undangan/[\w-]{43})", answer.text)
    assert found
    return found.group(1)


def invited(client: FlaskClient, kind: str = "village_operator", **form: str) -> str:
    """Make an invitation and return its link."""
    return link_on(testing.post(client, "/undangan/buat", {"kind": kind, **form}))


def reset_link(client: FlaskClient, app: Flask, username: str) -> str:
    """Make a reset link for somebody."""
    with app.app_context():
        number = db.session.scalars(select(Person.id).filter_by(username=username)).one()
    return link_on(testing.post(client, f"/undangan/atur-ulang/{number}"))


def test_a_head_invites_an_operator_who_makes_an_account_and_works(app: Flask, head: FlaskClient) -> None:
    made = testing.post(head, "/undangan/buat", {"kind": "village_operator"})
    link = link_on(made)
    assert "https://wa.me/?text=" in made.text and made.headers["Cache-Control"] == "no-store"
    newcomer = app.test_client()
    assert "Operator Desa" in newcomer.get(link).text
    assert testing.post(newcomer, link, NEW).location == "/kemitraan"
    shown = newcomer.get("/akun").text
    assert "Budi Santoso" in shown and "Operator Desa" in shown
    assert "sudah dipakai" in head.get("/undangan").text and "Budi Santoso" in head.get("/undangan").text
    with app.app_context():
        office = db.session.scalars(select(Office).filter_by(kind="village_operator")).one()
        assert office.scope_codes == testing.NGEBEL


def test_a_link_works_once(app: Flask, head: FlaskClient) -> None:
    link = invited(head)
    testing.post(app.test_client(), link, NEW)
    late = app.test_client()
    assert late.get(link).status_code == 404 and "sudah dipakai" in late.get(link).text
    assert testing.post(late, link, {**NEW, "username": "orang.lain"}).status_code == 404
    with app.app_context():
        assert db.session.scalars(select(Person).filter_by(username="orang.lain")).first() is None


def test_S10_a_link_has_256_bits_and_is_kept_only_as_a_digest(app: Flask, head: FlaskClient) -> None:
    link = invited(head)
    token = link.rsplit("/", 1)[1]
    with app.app_context():
        row = db.session.scalars(select(Invitation)).one()
        assert len(token) == 43 and token not in str(vars(row)) and re.fullmatch("[0-9a-f]{64}", row.token_hash)
    assert token not in head.get("/undangan").text


def test_S10_an_invitation_lasts_seven_days_and_a_reset_one(app: Flask, head: FlaskClient, travel: Travel) -> None:
    testing.sign_in(app.test_client(), "village_operator", username="budi")
    invitation, reset = invited(head), reset_link(head, app, "budi")
    visitor = app.test_client()
    travel(timedelta(hours=23))
    assert visitor.get(reset).status_code == visitor.get(invitation).status_code == 200
    travel(timedelta(hours=2))
    assert visitor.get(reset).status_code == 404 and visitor.get(invitation).status_code == 200
    travel(timedelta(days=6))
    assert visitor.get(invitation).status_code == 404


def test_S10_of_two_people_at_once_one_wins(app: Flask, head: FlaskClient) -> None:
    token = invited(head).rsplit("/", 1)[1]
    results: list[str] = []
    start = threading.Barrier(2)

    def take(number: int) -> None:
        with app.app_context():
            start.wait()
            try:
                invitations.accept_as_new(token, name="Orang", username=f"orang.{number}", password=PASSWORD)
                results.append("in")
            except NotFound:
                results.append("late")

    threads = [threading.Thread(target=take, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["in", "late"]
    with app.app_context():
        found = db.session.scalars(select(Person).where(Person.username.like("orang.%"))).all()
        assert len(found) == 1 and len(queries.offices_of(found[0].id)) == 1


def test_S10_a_reset_link_sets_the_password_once_and_ends_every_session(app: Flask, head: FlaskClient) -> None:
    operator = app.test_client()
    testing.sign_in(operator, "village_operator", username="budi")
    link = reset_link(head, app, "budi")
    visitor = app.test_client()
    assert "budi" in visitor.get(link).text
    assert testing.post(visitor, link, {"password": PASSWORD}).location == "/masuk"
    assert operator.get("/akun").status_code == 303
    assert testing.post(visitor, link, {"password": "kata sandi lain lagi"}).status_code == 404
    assert testing.post(visitor, "/masuk", {"username": "budi", "password": PASSWORD}).location == "/kemitraan"


def test_S10_a_reset_link_is_dead_after_the_password_was_changed_or_a_newer_link_was_made(
    app: Flask, head: FlaskClient
) -> None:
    operator, visitor = app.test_client(), app.test_client()
    testing.sign_in(operator, "village_operator", username="budi")
    first = reset_link(head, app, "budi")
    second = reset_link(head, app, "budi")
    assert visitor.get(first).status_code == 404 and visitor.get(second).status_code == 200
    testing.post(operator, "/akun/sandi", {"old_password": testing.TEST_PASSWORD, "new_password": PASSWORD})
    assert visitor.get(second).status_code == 404


def test_a_withdrawn_link_is_dead(app: Flask, head: FlaskClient) -> None:
    link = invited(head)
    assert testing.post(head, "/undangan/1/tarik").location == "/undangan"
    assert app.test_client().get(link).status_code == 404
    assert "ditarik" in head.get("/undangan").text


def test_nobody_withdraws_the_link_of_another_village(app: Flask, head: FlaskClient) -> None:
    link = invited(head)
    stranger = app.test_client()
    testing.sign_in(stranger, "village_head", ("35.02.19.2001",), username="kades.lain")
    assert testing.post(stranger, "/undangan/1/tarik").status_code == 404
    assert app.test_client().get(link).status_code == 200


def test_a_link_dies_with_the_office_of_whoever_made_it(
    app: Flask, head: FlaskClient, administrator: FlaskClient
) -> None:
    link = invited(head)
    testing.post(administrator, "/admin/orang/1/nonaktif")
    assert app.test_client().get(link).status_code == 404
    testing.post(administrator, "/admin/orang/1/aktif")
    assert app.test_client().get(link).status_code == 200


def test_signing_up_never_joins_an_account_that_exists(app: Flask, head: FlaskClient) -> None:
    link = invited(head)
    answer = testing.post(app.test_client(), link, {**NEW, "username": "Kades"})
    assert answer.status_code == 422 and "sudah dipakai" in answer.text and "Budi Santoso" in answer.text
    assert app.test_client().get(link).status_code == 200


def test_somebody_signed_in_adds_the_office_to_their_account(app: Flask, head: FlaskClient) -> None:
    link = invited(head, "village_secretary")
    person = app.test_client()
    testing.sign_in(person, "village_operator", username="budi")
    assert "ditambahkan ke akun Anda" in person.get(link).text
    assert testing.post(person, link).location == "/kemitraan"
    assert "Bertindak sebagai Sekretaris Desa" in person.get("/akun").text


def test_somebody_with_an_account_signs_in_first_and_comes_back_to_the_link(app: Flask, head: FlaskClient) -> None:
    link = invited(head, "village_secretary")
    testing.sign_in(app.test_client(), "village_operator", username="budi")
    browser = app.test_client()
    form = {"username": "budi", "password": testing.TEST_PASSWORD, "next": link}
    assert testing.post(browser, "/masuk", form).location == link


def test_a_head_can_only_offer_the_offices_of_the_own_village(app: Flask, head: FlaskClient) -> None:
    for kind in ("village_head", "district_officer", "system_admin", "regency_officer", "third_party", "bukan"):
        answer = testing.post(head, "/undangan/buat", {"kind": kind})
        assert answer.status_code == 422
    invited(head, "bpd_member", scope_code="35.02.19.2001")
    with app.app_context():
        assert db.session.scalars(select(Office.scope_codes).filter_by(kind="bpd_member")).all() == [testing.NGEBEL]


def test_a_regency_officer_invites_within_the_regency_only(app: Flask) -> None:
    officer = app.test_client()
    testing.sign_in(officer, "regency_officer", ("35.02",))
    invited(officer, "village_head", scope_code="35.02.19.2001")
    invited(officer, "district_officer", scope_code="35.02.19")
    refused = testing.post(officer, "/undangan/buat", {"kind": "village_head", "scope_code": "33.02.01.2001"})
    assert refused.status_code in (403, 404)
    wrong = testing.post(officer, "/undangan/buat", {"kind": "village_head", "scope_code": "35.02"})
    assert wrong.status_code == 422 and "satu kode desa" in wrong.text
    with app.app_context():
        assert not db.session.scalars(select(Office).filter_by(scope_codes="33.02.01.2001")).all()


def test_an_administrator_invites_another_administrator(app: Flask, administrator: FlaskClient) -> None:
    newcomer = app.test_client()
    testing.post(newcomer, invited(administrator, "system_admin"), NEW)
    assert newcomer.get("/admin").status_code == 200


def test_a_head_may_not_reset_whoever_also_holds_an_office_out_of_reach(app: Flask, head: FlaskClient) -> None:
    testing.sign_in(app.test_client(), "village_operator", username="budi")
    assert "budi" in head.get("/undangan").text
    testing.sign_in(app.test_client(), "system_admin", username="budi")
    testing.sign_in(app.test_client(), "village_operator", ("35.02.19.2001",), username="jauh")
    shown = head.get("/undangan").text
    assert "budi" not in shown and "jauh" not in shown
    with app.app_context():
        numbers = db.session.scalars(select(Person.id).where(Person.username.in_(["budi", "jauh"]))).all()
    for number in [*numbers, 999]:
        assert testing.post(head, f"/undangan/atur-ulang/{number}").status_code == 404


@pytest.mark.usefixtures("quick_passwords")
def test_a_reset_lets_in_whoever_was_slowed_down(app: Flask, head: FlaskClient) -> None:
    testing.sign_in(app.test_client(), "village_operator", username="budi")
    browser = app.test_client()
    for number in range(11):
        last = testing.post(browser, "/masuk", {"username": "budi", "password": f"tebakan {number}"})
    assert last.status_code == 429
    testing.post(browser, reset_link(head, app, "budi"), {"password": PASSWORD})
    assert testing.post(browser, "/masuk", {"username": "budi", "password": PASSWORD}).status_code == 303


def test_a_weak_password_is_refused_and_the_link_still_works(app: Flask, head: FlaskClient) -> None:
    link = invited(head)
    answer = testing.post(app.test_client(), link, {**NEW, "password": "bismillah"})
    assert answer.status_code == 422 and "mudah ditebak" in answer.text and "bismillah" not in answer.text
    assert testing.post(app.test_client(), link, NEW).status_code == 303


@pytest.mark.parametrize("username", ["ab", "x" * 41, "dua kata", "É.ngebel", "a@b.id", "<script>", "-awal", ""])
def test_a_username_is_short_and_plain(context: Flask, username: str) -> None:
    from portal.accounts import service
    from portal.permissions import SYSTEM

    with pytest.raises(Invalid) as refused:
        service.create_person(SYSTEM, name="Budi", username=username, password=PASSWORD)
    assert "username" in refused.value.errors


@pytest.mark.parametrize("token", ["x", "../masuk", "a" * 43, "%00", "' OR 1=1--", "🌾"])
def test_a_made_up_link_is_not_found(client: FlaskClient, token: str) -> None:
    assert client.get(f"/undangan/{token}").status_code in (400, 404)


def test_the_reset_mail_goes_to_the_address_of_the_account_and_nowhere_else(context: Flask) -> None:
    from portal.accounts import people, service
    from portal.permissions import SYSTEM

    service.create_person(SYSTEM, name="Budi", username="budi", password=PASSWORD, email="budi@contoh.id")
    assert invitations.reset_by_mail("siapa@contoh.id") is None
    made = invitations.reset_by_mail(" Budi@Contoh.ID ")
    assert made is not None and made[0] == "budi@contoh.id"
    invitations.choose_password(made[1], "kata sandi lain lagi")
    assert people.person_by_id(1).password_hash


def test_the_operator_of_a_village_is_invited_as_what_people_call_it(app: Flask, head: FlaskClient) -> None:
    invited(head, OfficeKind.COUNCIL_MEMBER.value)
    with app.app_context():
        assert db.session.scalars(select(Office.label).filter_by(kind="bpd_member")).one().startswith("BPD Desa")
