"""Seats, terms and successors."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal import clock, events, testing
from portal.accounts import queries, rules, service
from portal.accounts.models import Office, OfficeTerm, Person
from portal.db import db
from portal.errors import Invalid, NotAllowed
from portal.permissions import SYSTEM, Action, Actor, OfficeKind, may_at_all

NGEBEL = (testing.NGEBEL,)
HEAD = OfficeKind.VILLAGE_HEAD


def person(username: str) -> int:
    """An account without an office."""
    return service.create_person_hashed(SYSTEM, name=username.title(), username=username, password_hash="-").id


def seat(kind: OfficeKind = HEAD, codes: tuple[str, ...] = NGEBEL, label: str = "Kepala Desa Ngebel") -> int:
    """A seat."""
    return service.ensure_office(kind, codes, label=label).id


def names(on: date, kind: OfficeKind = HEAD) -> list[str]:
    """Who holds the seat on a day."""
    return [holder.username for office, term, holder in queries.holders(kind, testing.NGEBEL, on)]


def test_a_seat_exists_once_however_often_it_is_asked_for(context: Flask) -> None:
    assert seat() == seat() != seat(codes=("35.02.19.2001",))
    several = ("35.02.19.2002", "35.02.19.2001")
    assert seat(OfficeKind.FACILITATOR, several) == seat(OfficeKind.FACILITATOR, several[::-1])
    one, other = (
        service.ensure_office(OfficeKind.THIRD_PARTY, (), organisation_id=number, label="Wakil").id for number in (1, 2)
    )
    assert one != other


def test_a_successor_takes_the_seat_and_the_former_holder_leaves_the_day_before(context: Flask) -> None:
    office, today = seat(), clock.today()
    former, successor = person("lama"), person("baru")
    service.give_office(SYSTEM, office, former, date(2020, 1, 2), decree_number="188/1/2020")
    service.give_office(SYSTEM, office, successor, today)
    assert names(today - timedelta(days=1)) == ["lama"] and names(today) == ["baru"]
    assert queries.actor_for_person(former).office is None
    acting = queries.actor_for_person(successor).office
    assert acting is not None and acting.id == office and acting.label == "Kepala Desa Ngebel"
    recorded = events.history("office", office)[0]
    assert recorded.kind == "office.given" and recorded.village_code == testing.NGEBEL


def test_a_successor_who_starts_later_waits(context: Flask) -> None:
    office, today = seat(), clock.today()
    former, successor = person("lama"), person("baru")
    service.give_office(SYSTEM, office, former, date(2020, 1, 2))
    service.give_office(SYSTEM, office, successor, today + timedelta(days=30))
    assert names(today) == ["lama"]
    assert names(today + timedelta(days=29)) == ["lama"] and names(today + timedelta(days=30)) == ["baru"]
    with pytest.raises(Invalid):
        service.give_office(SYSTEM, office, person("ketiga"), today)


def test_a_term_taken_back_on_its_first_day_never_ran(context: Flask) -> None:
    office, today = seat(), clock.today()
    wrong, right = person("keliru"), person("benar")
    service.give_office(SYSTEM, office, wrong, today)
    service.give_office(SYSTEM, office, right, today)
    assert names(today) == ["benar"] and queries.actor_for_person(wrong).offices == ()


def test_operators_and_council_members_may_be_several(context: Flask) -> None:
    for kind in (OfficeKind.VILLAGE_OPERATOR, OfficeKind.COUNCIL_MEMBER, OfficeKind.FACILITATOR):
        office = seat(kind)
        for number in range(3):
            service.give_office(SYSTEM, office, person(f"{kind.value[:5]}.{number}"), clock.today())
        assert len(queries.holders(kind, testing.NGEBEL, clock.today())) == 3


def test_nobody_holds_the_same_seat_twice_at_once(context: Flask) -> None:
    office, holder = seat(OfficeKind.VILLAGE_OPERATOR), person("budi")
    service.give_office(SYSTEM, office, holder, clock.today())
    with pytest.raises(Invalid):
        service.give_office(SYSTEM, office, holder, clock.today())


def test_a_term_that_ended_gives_no_power_and_one_that_begins_tomorrow_gives_none_yet(context: Flask) -> None:
    holder, today = person("budi"), clock.today()
    service.give_office(SYSTEM, seat(), holder, date(2020, 1, 1), ends_on=today - timedelta(days=1))
    service.give_office(SYSTEM, seat(codes=("35.02.19.2001",)), holder, today + timedelta(days=2))
    assert queries.actor_for_person(holder).offices == ()


def test_dates_out_of_order_are_refused(context: Flask) -> None:
    office, holder = seat(), person("budi")
    with pytest.raises(Invalid) as refused:
        service.give_office(SYSTEM, office, holder, date(2026, 2, 2), ends_on=date(2026, 2, 1))
    assert "ends_on" in refused.value.errors
    term = service.give_office(SYSTEM, office, holder, date(2026, 2, 2))
    with pytest.raises(Invalid):
        service.end_term(SYSTEM, term.id, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        (HEAD, ()),
        (HEAD, ("35.02",)),
        (HEAD, ("35.02.19.2007", "35.02.19.2001")),
        (OfficeKind.DISTRICT_OFFICER, ("35.02.19.2007",)),
        (OfficeKind.REGENCY_OFFICER, ("35.02.19",)),
        (HEAD, ("desa ngebel",)),
        (OfficeKind.FACILITATOR, ()),
        (OfficeKind.DISTRICT_OFFICER, ()),
        (OfficeKind.REGENCY_OFFICER, ()),
        (OfficeKind.THIRD_PARTY, ()),
        (OfficeKind.BKAD_OFFICER, ()),
    ],
)
def test_a_seat_needs_an_area_that_fits_its_kind(context: Flask, kind: OfficeKind, codes: tuple[str, ...]) -> None:
    with pytest.raises(Invalid):
        service.ensure_office(kind, codes)


def test_a_head_cannot_give_the_head_s_own_seat_away(context: Flask) -> None:
    office, holder = seat(), person("kades")
    service.give_office(SYSTEM, office, holder, date(2020, 1, 1))
    acting = queries.actor_for_person(holder)
    with pytest.raises(NotAllowed):
        service.give_office(acting, office, person("teman"), clock.today())


def test_the_last_administrator_cannot_be_lost(context: Flask) -> None:
    admin = service.create_administrator("Admin", "admin", "jembatan bambu tua 7")
    acting, number = queries.actor_for_person(admin.id), admin.id
    term = db.session.scalars(select(OfficeTerm).filter_by(person_id=number)).one()
    with pytest.raises(NotAllowed):
        service.end_term(acting, term.id, clock.today())


def test_a_person_acts_as_one_office_at_a_time_and_chooses_which(app: Flask, client: FlaskClient) -> None:
    testing.sign_in(client, HEAD, username="siti")
    testing.sign_in(client, OfficeKind.FACILITATOR, ("35.02.19.2001",), username="siti")
    assert "sebagai Pendamping" in client.get("/akun").text
    assert client.get("/undangan").status_code == 403
    with app.app_context():
        head_office = db.session.scalars(select(Office.id).filter_by(kind=HEAD)).one()
    assert testing.post(client, "/akun/jabatan", {"office_id": str(head_office)}).status_code == 303
    assert client.get("/undangan").status_code == 200
    again = app.test_client()
    testing.post(again, "/masuk", {"username": "siti", "password": testing.TEST_PASSWORD})
    assert again.get("/undangan").status_code == 200


@pytest.mark.parametrize("office_id", ["999", "", "x", "2"])
def test_nobody_acts_as_an_office_that_is_not_theirs(app: Flask, client: FlaskClient, office_id: str) -> None:
    testing.sign_in(client, OfficeKind.VILLAGE_OPERATOR, username="budi")
    testing.sign_in(app.test_client(), HEAD, username="siti")
    assert testing.post(client, "/akun/jabatan", {"office_id": office_id}).status_code == 403
    assert client.get("/undangan").status_code == 403


def test_when_the_acting_office_ends_the_person_goes_on_as_another(app: Flask, client: FlaskClient) -> None:
    admin = app.test_client()
    testing.sign_in(admin, "system_admin")
    testing.sign_in(client, OfficeKind.VILLAGE_OPERATOR, username="siti")
    testing.sign_in(client, HEAD, username="siti")
    with app.app_context():
        term = db.session.scalars(select(OfficeTerm).join(Office).where(Office.kind == HEAD)).one().id
    day = (clock.today() - timedelta(days=1)).isoformat()
    assert testing.post(admin, f"/admin/jabatan/masa/{term}/akhiri", {"ends_on": day}).status_code == 303
    assert "sebagai Operator Desa Ngebel" in client.get("/akun").text


def test_an_administrator_hands_a_seat_over_on_its_page(
    app: Flask, administrator: FlaskClient, head: FlaskClient
) -> None:
    testing.sign_in(app.test_client(), OfficeKind.VILLAGE_OPERATOR, username="penerus")
    with app.app_context():
        office = db.session.scalars(select(Office.id).filter_by(kind=HEAD)).one()
    url = f"/admin/jabatan/{office}"
    day = clock.today().isoformat()
    unknown = testing.post(administrator, url, {"username": "tidak.ada", "starts_on": day})
    assert unknown.status_code == 422 and "Tidak ada akun" in unknown.text
    form = {"username": "Penerus", "starts_on": day, "is_acting": "y", "decree_number": "188.45/12/2026"}
    assert testing.post(administrator, url, form).location == url
    shown = administrator.get(url).text
    assert "188.45/12/2026" in shown and "(Pj.)" in shown and "selesai" in shown
    assert head.get("/undangan").status_code == 403
    assert "Anda tidak lagi memegang jabatan" in head.get("/akun").text


def test_an_acting_head_is_called_so_wherever_the_office_is_shown(context: Flask) -> None:
    head = person("suparman")
    service.give_office(SYSTEM, seat(), head, clock.today(), is_acting=True)
    assert [office.label for office in queries.offices_of(head)] == ["Pj. Kepala Desa Ngebel"]
    assert [term.label for term, _office, _state in queries.terms_of(head)] == ["Pj. Kepala Desa Ngebel"]


def test_an_administrator_makes_a_seat_and_a_second_one_is_refused(administrator: FlaskClient) -> None:
    form = {"kind": "district_officer", "scope_codes": "35.02.19", "label": "Camat Ngebel"}
    made = testing.post(administrator, "/admin/jabatan", form)
    assert made.status_code == 303 and "Camat Ngebel" in administrator.get(made.location).text
    again = testing.post(administrator, "/admin/jabatan", form)
    assert again.status_code == 422 and "sudah ada" in again.text
    assert "Camat Ngebel" in administrator.get("/admin/jabatan?wilayah=35.02").text
    assert "Camat Ngebel" not in administrator.get("/admin/jabatan?wilayah=33.02").text


def test_names_are_found_in_one_go_and_unknown_ones_left_out(context: Flask) -> None:
    first, second = person("siti"), person("budi")
    assert queries.names_of([first, second, None, 999]) == {first: "Siti", second: "Budi"}
    assert queries.names_of([]) == {}


def test_a_term_begins_at_midnight_of_its_own_zone() -> None:
    assert rules.in_term(date(2026, 1, 1), None, date(2026, 1, 1))
    assert not rules.in_term(date(2026, 1, 2), None, date(2026, 1, 1))


def test_who_has_no_office_may_do_nothing_but_look_after_the_account(context: Flask) -> None:
    nobody = queries.actor_for_person(person("warga"))
    assert nobody == Actor(person_id=1, name="Warga")
    assert may_at_all(nobody, Action.ACCOUNT_USE) and not may_at_all(nobody, Action.PARTNERSHIP_CREATE)
    assert db.session.get(Person, 1) is not None


def test_a_seat_for_an_area_that_does_not_exist_or_for_a_kelurahan_is_refused(administrator: FlaskClient) -> None:
    form = {"kind": "village_head"}
    for code, sentence in (("35.02.99.2001", "Tidak ada wilayah"), ("12.07.28.1007", "kelurahan")):
        answer = testing.post(administrator, "/admin/jabatan", {**form, "scope_codes": code})
        assert answer.status_code == 422 and sentence in answer.text


@pytest.mark.parametrize("kind", ["facilitator", "district_officer", "regency_officer"])
def test_an_office_over_an_area_is_not_made_without_one(administrator: FlaskClient, kind: str) -> None:
    for url, field in (("/admin/jabatan", "scope_codes"), ("/undangan/buat", "scope_code")):
        answer = testing.post(administrator, url, {"kind": kind, field: " "})
        assert answer.status_code == 422
        assert f'id="{field}-error"' in answer.text and "kode" in answer.text


def test_a_seat_is_called_by_the_name_of_its_village(administrator: FlaskClient) -> None:
    made = testing.post(administrator, "/admin/jabatan", {"kind": "village_head", "scope_codes": testing.NGEBEL})
    assert "<h1>Kepala Desa Ngebel</h1>" in administrator.get(made.location).text
