"""What the parties share: registered, booked once, kept in order, and settled when an owner leaves."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from flask import Flask, current_app
from multilateral.together import CODES, Together, begin_together, enter_running
from partnership_walk import actor_of
from sqlalchemy import select

from plugins.multilateral.pool import bookings, panels, queries, rules, service
from plugins.multilateral.pool.bookings import Wish
from plugins.multilateral.pool.demo import MARKET, NOTHING, TRACTOR
from plugins.multilateral.pool.models import Booking
from plugins.multilateral.sharing import distributions
from plugins.multilateral.sharing import service as sharing
from portal import events, testing
from portal.db import db, transactional
from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.permissions import OfficeKind
from portal.sdk import party_names, today, zone_of

FIRST, SECOND, THIRD = CODES[:3]


@pytest.fixture
def running(context: Flask) -> Together:
    """Eight villages whose agreement is in force."""
    return enter_running()


def soon(number: int) -> date:
    """So many days from today."""
    return today(FIRST) + timedelta(days=number)


def add(walk: Together, code: str = FIRST, **changes: Any) -> int:
    """A tractor of one village; with `owner=None`, of all."""
    values = {**NOTHING, **TRACTOR, "owner": walk.party(code), **changes}
    return service.add_resource(walk.heads[code], walk.id, values).id


def book(walk: Together, resource: int, code: str, first: int, last: int | None = None, **more: Any) -> Booking:
    """Book days counted from today."""
    wish = Wish(soon(first), "membajak", last_day=soon(last) if last else None, **more)
    return bookings.book(walk.heads[code], resource, wish)


@transactional
def set_party(walk: Together, code: str, **values: Any) -> None:
    """A party as its own path would leave it."""
    party = next(party for party in walk.partnership.parties if party.village_code == code)
    for name, value in values.items():
        setattr(party, name, value)


def kinds(walk: Together) -> list[str]:
    """What the history of the partnership says, newest first."""
    return [event.kind for event in events.history("partnership", walk.id)]


def test_a_village_registers_what_is_its_own_and_changes_it(running: Together) -> None:
    number = add(running)
    resource = service.found(number)
    opened = resource.version
    values = {name: getattr(resource, name) for name in service.FIELDS}
    service.edit_resource(running.heads[FIRST], number, opened, {**values, "place": "Gudang baru"})
    assert service.found(number).place == "Gudang baru"
    assert kinds(running)[:2] == ["multilateral.resource_edited", "multilateral.resource_added"]
    with pytest.raises(Conflict):
        service.edit_resource(running.heads[FIRST], number, opened, {**values, "place": "Lain"})
    with pytest.raises(NotAllowed):
        service.edit_resource(running.heads[SECOND], number, None, {**values, "place": "Punya kami"})


def test_nobody_registers_what_belongs_to_another_village(running: Together) -> None:
    with pytest.raises(Invalid):
        service.add_resource(running.heads[SECOND], running.id, {**NOTHING, **TRACTOR, "owner": running.party(FIRST)})


def test_the_body_registers_and_changes_what_belongs_to_all(running: Together) -> None:
    officer = actor_of(OfficeKind.BKAD_OFFICER, partnership_id=running.id)
    number = service.add_resource(officer, running.id, {**NOTHING, **MARKET, "owner": None}).id
    assert service.archive_resource(officer, number, "dibongkar").archived_at is not None


def test_strangers_and_those_of_another_partnership_know_nothing_of_it(running: Together) -> None:
    number = add(running)
    other = actor_of(OfficeKind.VILLAGE_HEAD, "33.02.01.2001")
    with pytest.raises(NotFound):
        bookings.book(other, number, Wish(soon(1), "x"))


def test_two_parties_have_no_pool(context: Flask) -> None:
    walk = begin_together(*CODES[:3])
    set_party(walk, THIRD, state="declined")
    with pytest.raises(NotFound):
        add(walk)
    assert panels.pool_panels(walk.partnership, walk.heads[FIRST]) == []


def test_a_booking_stands_at_once_and_the_next_one_is_told_who_has_it_and_when_it_is_free(running: Together) -> None:
    tractor = add(running)
    assert book(running, tractor, SECOND, 3, 5).state == rules.STANDING
    with pytest.raises(Invalid) as refused:
        book(running, tractor, THIRD, 4)
    told = refused.value.errors["first_day"]
    assert told.startswith(f"Dipakai {party_names(running.partnership.parties)[running.party(SECOND)]} ")
    assert f"bebas mulai {soon(6).day} " in told
    assert book(running, tractor, THIRD, 6).state == rules.STANDING


def test_hours_of_one_day_are_shared_and_said_in_the_villages_own_time(running: Together) -> None:
    tractor = add(running)
    book(running, tractor, SECOND, 3, begins=time(8), ends=time(12))
    book(running, tractor, THIRD, 3, begins=time(12), ends=time(15))
    with pytest.raises(Invalid) as refused:
        book(running, tractor, CODES[3], 3, begins=time(11), ends=time(13))
    assert "08.00–12.00 WIB; bebas mulai" in refused.value.errors["first_day"]
    assert "pukul 15.00 WIB" in refused.value.errors["first_day"]


def test_what_there_is_several_of_is_used_by_several_at_once(running: Together) -> None:
    market = add(running, quantity=Decimal(40), unit="kios")
    book(running, market, SECOND, 3, 5, quantity=Decimal(25))
    book(running, market, THIRD, 4, 6, quantity=Decimal(15))
    with pytest.raises(Invalid):
        book(running, market, CODES[3], 5, quantity=Decimal(1))
    with pytest.raises(Invalid, match="hanya 40"):
        book(running, market, CODES[3], 20, quantity=Decimal(41))


def test_eight_parties_that_ask_at_the_same_moment_get_it_once(running: Together) -> None:
    tractor = add(running)
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    db.session.rollback()
    meeting = Barrier(len(CODES))

    def ask(code: str) -> str:
        meeting.wait(20)
        with app.app_context():
            try:
                book(running, tractor, code, 3, 5)
            except Invalid:
                return "taken"
            return "booked"

    with ThreadPoolExecutor(len(CODES)) as threads:
        answers = [run.result(60) for run in [threads.submit(ask, code) for code in CODES]]
    assert sorted(answers) == ["booked"] + ["taken"] * 7
    assert len(db.session.scalars(select(Booking)).all()) == 1


def test_a_booking_that_waits_for_the_owner_holds_the_place_and_is_answered_with_a_word(running: Together) -> None:
    tractor = add(running, needs_consent=True)
    asked = book(running, tractor, SECOND, 3).id
    assert db.session.get_one(Booking, asked).state == rules.ASKED
    with pytest.raises(Invalid):
        book(running, tractor, THIRD, 3)
    for actor in (running.heads[SECOND], running.heads[THIRD]):
        with pytest.raises(NotAllowed):
            bookings.answer(actor, asked, True, "")
    with pytest.raises(Invalid):
        bookings.answer(running.heads[FIRST], asked, False, "")
    assert bookings.answer(running.heads[FIRST], asked, False, "sedang diservis").state == rules.REFUSED
    assert book(running, tractor, THIRD, 3).state == rules.ASKED
    assert book(running, tractor, FIRST, 9).state == rules.STANDING  # nobody asks themselves


def test_what_belongs_to_all_is_agreed_to_by_another_party_than_the_one_that_asks(running: Together) -> None:
    market = add(running, owner=None, needs_consent=True)
    asked = book(running, market, FIRST, 3).id
    with pytest.raises(NotAllowed):
        bookings.answer(running.heads[FIRST], asked, True, "")
    assert bookings.answer(running.heads[SECOND], asked, True, "silakan").state == rules.STANDING


def test_a_cancelled_booking_makes_room(running: Together) -> None:
    tractor = add(running)
    booked = book(running, tractor, SECOND, 3).id
    with pytest.raises(NotAllowed):
        bookings.cancel(running.heads[THIRD], booked, "kami perlu")
    assert bookings.cancel(running.heads[SECOND], booked, "hujan").word == "hujan"
    book(running, tractor, THIRD, 3)
    with pytest.raises(NotAllowed):
        bookings.cancel(running.heads[SECOND], booked, "lagi")


def test_only_parties_that_take_part_now_book(running: Together) -> None:
    tractor = add(running)
    for changes in ({"state": "suspended"}, {"state": "joining"}, {"state": "member", "role": "observer"}):
        set_party(running, SECOND, **changes)
        with pytest.raises(NotAllowed):
            book(running, tractor, SECOND, 3)


def test_nothing_is_booked_before_the_agreement_is_in_force(context: Flask) -> None:
    walk = begin_together()
    tractor = add(walk)
    with pytest.raises(NotAllowed, match="setelah perjanjiannya berlaku"):
        book(walk, tractor, FIRST, 3)


def test_a_broken_or_archived_thing_is_not_booked(running: Together) -> None:
    broken = add(running, condition=rules.BROKEN)
    gone = add(running)
    service.archive_resource(running.heads[FIRST], gone, "dijual")
    for number in (broken, gone):
        with pytest.raises(NotAllowed):
            book(running, number, SECOND, 3)
    service.restore_resource(running.heads[FIRST], gone)
    assert book(running, gone, SECOND, 3)


def test_the_bookings_of_a_suspended_party_rest_and_yield_only_to_who_needs_the_time(running: Together) -> None:
    tractor = add(running)
    taken, kept = book(running, tractor, SECOND, 3, 5).id, book(running, tractor, SECOND, 8).id
    set_party(running, SECOND, state="suspended", suspended_on=today(FIRST))
    states = {party.id: party.state for party in running.partnership.parties}
    first = soon(3)
    (shown,) = [
        use
        for stretch in queries.calendar(service.found(tractor), first, first, zone_of(FIRST), states)
        for use in stretch.uses
    ]
    assert shown.rests
    book(running, tractor, THIRD, 5, 6)
    assert db.session.get_one(Booking, taken).state == rules.YIELDED
    assert db.session.get_one(Booking, kept).state == rules.STANDING
    set_party(running, SECOND, state="member", suspended_on=None)
    with pytest.raises(Invalid):
        book(running, tractor, THIRD, 8)


def test_what_a_party_that_left_leaves_behind_is_named_and_settled_by_those_who_stay(running: Together) -> None:
    tractor, pump = add(running), add(running, name="Pompa")
    set_party(running, FIRST, state="left", left_on=today(FIRST))
    rows, left = queries.in_short(running.partnership, 1, today(FIRST))
    assert ([row.resource.name for row in rows], left) == (["Pompa"], 2), "of all, also of those that are not listed"
    with pytest.raises(NotAllowed, match="sudah keluar"):
        book(running, tractor, SECOND, 3)
    service.hand_over(running.heads[SECOND], tractor, "berita acara 4")
    service.archive_resource(running.heads[SECOND], pump, "dibawa pemiliknya")
    assert queries.in_short(running.partnership, 5, today(FIRST))[1] == 0
    assert book(running, tractor, SECOND, 3)


def test_the_body_answers_for_an_owner_that_is_suspended_and_gives_nothing_of_it_away(running: Together) -> None:
    tractor = add(running, needs_consent=True)
    asked = book(running, tractor, SECOND, 3).id
    set_party(running, FIRST, state="suspended", suspended_on=today(FIRST))
    officer = actor_of(OfficeKind.BKAD_OFFICER, partnership_id=running.id)
    with pytest.raises(NotAllowed):
        bookings.answer(running.heads[THIRD], asked, True, "")
    assert bookings.answer(officer, asked, True, "silakan").state == rules.STANDING
    with pytest.raises(NotAllowed):
        service.hand_over(officer, tractor, "untuk semua")


def test_maintenance_is_logged_its_cost_shared_out_once_and_a_wrong_entry_taken_back(running: Together) -> None:
    tractor = add(running)
    head = running.heads[FIRST]
    done = {
        "done_on": soon(-3), "what": "ganti oli", "done_by": "bengkel", "cost": 450_000, "payer": running.party(FIRST),
        "document": "Nota 7",
    }  # fmt: skip
    wrong = service.log_maintenance(head, tractor, {**done, "cost": None}).id
    service.withdraw_maintenance(head, wrong, "salah catat")
    number = service.log_maintenance(head, tractor, done).id
    with pytest.raises(NotAllowed, match="Belum ada skema"):
        service.share_out_cost(head, number)
    scheme = sharing.begin_scheme(
        head, running.id, {"covers": "both", "weights": {"equal": 100}, "shares_while_suspended": True, "note": ""}
    )
    sharing.propose_scheme(head, scheme.id)
    sharing.record_decision(head, scheme.id, "1/MAD", today(FIRST))
    levy = distributions.found(service.share_out_cost(head, number))
    assert (levy.amount, levy.kind, levy.document) == (450_000, "levy", "Nota 7")
    with pytest.raises(NotAllowed, match="sudah dibagi"):
        service.share_out_cost(head, number)
    with pytest.raises(NotAllowed, match="sudah dibagi"):
        service.withdraw_maintenance(head, number, "x")
    assert len(db.session.scalars(queries.maintenance(tractor)).all()) == 1


def test_it_is_known_how_much_of_the_pool_is_used_and_kept_in_order(running: Together) -> None:
    used, late = add(running), add(running, name="Pompa")
    add(running, name="Lahan", maintain_every=None)
    book(running, used, SECOND, 2)
    done = {"done_on": soon(-1), "what": "servis", "done_by": "", "cost": None, "payer": None, "document": ""}
    service.log_maintenance(running.heads[FIRST], used, done)

    @transactional
    def long_ago() -> None:
        service.found(late).added_on = soon(-100)

    long_ago()
    kept = queries.keeping(running.id, soon(-30), soon(5), zone_of(FIRST))
    assert (kept.resources, kept.used, kept.wanting, kept.kept) == (3, 1, 2, 1)


def test_the_list_of_resources_is_taken_along_by_insiders_alone(app: Flask) -> None:
    with app.app_context():
        walk = enter_running()
        add(walk, name="=Traktor")
    insider, stranger = app.test_client(), app.test_client()
    testing.sign_in(insider, OfficeKind.VILLAGE_OPERATOR, (SECOND,))
    address = f"/kemitraan/{walk.id}/unduh/sumber-daya"
    (row,) = insider.get(f"{address}.json").json["baris"]
    assert (row["sumber_daya"], row["jenis"], row["jumlah"]) == ("=Traktor", "equipment", 1)
    assert "'=Traktor" in insider.get(f"{address}.csv").text
    assert insider.get(f"{address}.json?arsip=1").json["baris"] == []
    assert f"{address}.xlsx" in insider.get(f"/p/multilateral/sumber-daya/{walk.id}").text
    assert stranger.get(f"{address}.json").status_code == 404
