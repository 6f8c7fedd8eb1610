"""A secret ballot from its opening to its frozen count, and that nothing tells who chose whom."""

from __future__ import annotations

import json
import random
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from coordination.bodies import Bkad, set_party
from coordination.test_proposals import change, later
from flask import Flask, current_app
from partnership_walk import NGEBEL, OPERATOR_NGEBEL, SEMPU, actor_of, scan
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from portal import clock, events, testing
from portal.coordination.ballots import box, freezing, offering, queries, rules, service, waiting
from portal.coordination.ballots.models import Ballot, Election, Elector
from portal.db import db
from portal.errors import Conflict, Invalid, NotAllowed
from portal.partnerships.agreement_rules import fingerprint
from portal.partnerships.things import thing_of
from portal.permissions import OfficeKind
from portal.web.waiting import told

CODES = (NGEBEL, SEMPU, "35.02.19.2001", "35.02.19.2002")


@pytest.fixture
def four(context: Flask) -> Bkad:
    """The BKAD of four villages."""
    return Bkad.formed(*CODES)


def opened(bkad: Bkad, **values: Any) -> Election:
    """The election of a chairperson between three people."""
    wanted = {"body_id": bkad.body_id, "office": "chair", "way": rules.PORTAL, "words": "", **values}
    wanted.setdefault("deadline", clock.now() + timedelta(days=3))
    parties = bkad.walk.partnership.parties
    people = [
        {"name": name, "party_id": party.id} for name, party in zip(("Ani", "Budi", "Cici"), parties, strict=False)
    ]
    return service.open_election(bkad.head(), bkad.walk.id, wanted, people)


def cast(bkad: Bkad, election: Election, code: str, place: int | None) -> None:
    choice = None if place is None else election.candidates[place].id
    service.cast(bkad.head(code), bkad.walk.id, election.id, choice)


def held(bkad: Bkad, *places: int | None, **values: Any) -> Election:
    """An election in which each village in turn chose the candidate of that place."""
    election = opened(bkad, **values)
    for code, place in zip(CODES, places, strict=False):
        cast(bkad, election, code, place)
    return election


def closed(bkad: Bkad, election: Election) -> Election:
    return service.close(bkad.head(), bkad.walk.id, election.id, None)


def test_who_has_most_votes_is_elected_and_a_count_that_betrays_is_none() -> None:
    assert rules.result({1: 3, 2: 1}, 5, 3) == rules.Result(rules.ELECTED, (1,))
    assert rules.result({1: 2, 2: 2, 3: 1}, 5, 3) == rules.Result(rules.TIE, (1, 2))
    assert rules.result({1: 0, 2: 0}, 3, 3).code == rules.NOBODY
    assert rules.result({1: 2, 2: 0}, 2, 3) == rules.Result(rules.NOT_COUNTED)
    assert (rules.needed(1), rules.needed(6)) == (3, 6)
    assert rules.electors_fault(2) and not rules.electors_fault(3)
    assert rules.candidates_fault([("Ani", 1)]) and rules.candidates_fault([("Ani", 1), ("ANI", 1)])
    assert not rules.candidates_fault([("Ani", 1), ("Ani", 2)])
    assert rules.paper_fault({1: 3, 2: -1}, 0, 4, 3) and rules.paper_fault({1: 3, 2: 1}, 1, 4, 3)
    assert rules.paper_fault({1: 1}, 1, 4, 3) and not rules.paper_fault({1: 2, 2: 1}, 1, 4, 3)


def test_nothing_but_the_choice_stands_on_a_ballot_and_nothing_of_it_elsewhere(four: Bkad) -> None:
    held(four, 0, 1, 1, 0)
    assert {column.name for column in Ballot.__table__.columns} == {"id", "election_id", "candidate_id"}
    columns = {column.name for column in Elector.__table__.columns}
    assert columns == {"id", "election_id", "party_id", "has_cast", "cast_on"}
    joined = {key.column.table.name for table in (Ballot, Elector) for key in table.__table__.foreign_keys}
    assert joined == {"election", "election_candidate", "party"}, "the roll and the box point to no common thing but it"
    pointed = [table for table in db.metadata.tables.values() for key in table.foreign_keys
               if key.column.table.name == "election_ballot"]  # fmt: skip
    assert pointed == [], "and nothing points at a ballot"
    happened = [item for item in events.history("partnership", four.walk.id, limit=20) if "ballot" in item.kind]
    assert len(happened) == 4
    keys = {str(key) for key in db.session.scalars(db.select(Ballot.id))}
    for item in happened:
        after = json.loads(item.after)
        assert set(after) == {"body", "seat_office", "election_id", "party"} and not item.reason
        assert not keys & {str(value) for value in after.values()} and item.subject_id == str(four.walk.id)


def test_the_box_is_the_same_whoever_voted_in_whatever_order(four: Bkad) -> None:
    choices = dict(zip(CODES, (0, 1, 1, 2), strict=True))
    for seed in range(3):
        election = opened(four)
        for code in random.Random(seed).sample(CODES, 4):
            before = set(db.session.scalars(db.select(Ballot.id).filter_by(election_id=election.id)))
            cast(four, election, code, choices[code])
            after = list(db.session.scalars(db.select(Ballot.id).filter_by(election_id=election.id)))
            assert not before & set(after), "every ballot is written anew: no row keeps the time it came"
        names = Counter(
            item.name for item in election.candidates for choice in box.choices(election.id) if choice == item.id
        )
        assert names == {"Ani": 1, "Budi": 2, "Cici": 1}
        if db.engine.dialect.name == "sqlite":
            with pytest.raises(DBAPIError):
                db.session.execute(text("SELECT rowid FROM election_ballot"))
            db.session.rollback()
        else:
            assert db.session.scalar(
                text("SELECT count(DISTINCT xmin::text) FROM election_ballot WHERE election_id = :id"),
                {"id": election.id},
            ) == 1  # fmt: skip
    assert [column["name"] for column in inspect(db.engine).get_columns("election_ballot")] == [
        "id", "election_id", "candidate_id",
    ]  # fmt: skip


def test_a_ballot_counts_once_and_for_good_and_only_by_who_answers_for_the_village(four: Bkad) -> None:
    election = opened(four)
    for person in (OPERATOR_NGEBEL, four.officer, actor_of(OfficeKind.COUNCIL_MEMBER, NGEBEL)):
        with pytest.raises(NotAllowed):
            service.cast(person, four.walk.id, election.id, None)
    with pytest.raises(Invalid):
        service.cast(four.head(), four.walk.id, election.id, 99_999)
    assert box.choices(election.id) == [] and not any(item.has_cast for item in election.electors)
    cast(four, election, NGEBEL, 0)
    for person in (four.head(), actor_of(OfficeKind.VILLAGE_SECRETARY, NGEBEL)):
        with pytest.raises(NotAllowed):
            service.cast(person, four.walk.id, election.id, election.candidates[1].id)
    assert len(box.choices(election.id)) == 1
    for verb in (
        lambda: closed(four, election),
        lambda: service.call_off(four.head(), four.walk.id, election.id, None, "salah"),
        lambda: service.count_paper(four.officer, four.walk.id, election.id, None, {}, {"blank": 0}, scan()),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_nobody_votes_late_and_what_is_too_little_is_thrown_away_unread(
    four: Bkad, monkeypatch: pytest.MonkeyPatch
) -> None:
    election, at_first = held(four, 0, 1), clock.now()
    later(monkeypatch, days=3, minutes=1)
    with pytest.raises(NotAllowed):
        cast(four, election, CODES[2], 0)
    opened(four)  # something happens after the deadline
    monkeypatch.setattr(clock, "now", lambda: at_first)
    with pytest.raises(NotAllowed):
        cast(four, election, CODES[2], 0)
    done = closed(four, election)
    assert (done.result, done.blank) == (rules.NOT_COUNTED, None) and box.choices(election.id) == []
    assert all(candidate.votes is None for candidate in done.candidates) and freezing.audit() == []


def test_a_village_that_left_is_not_waited_for_and_its_ballot_stays(four: Bkad) -> None:
    election = held(four, 0, 0, None)
    set_party(four.party(CODES[3]).id, state="left")
    set_party(four.party(CODES[0]).id, state="left")
    done = service.close(four.head(SEMPU), four.walk.id, election.id, None)
    assert (done.result, done.blank, done.candidates[0].votes) == (rules.ELECTED, 1, 2)


def test_a_closed_election_is_frozen_by_the_service_and_by_the_database(four: Bkad) -> None:
    election = closed(four, held(four, 0, 1, 0, None))
    assert election.result == rules.ELECTED and [item.votes for item in election.candidates] == [2, 1, 0]
    assert "Ani" in (election.frozen_text or "") and election.sha256 == fingerprint(election.frozen_text or "")
    happened = events.history("partnership", four.walk.id, limit=1)[0]
    assert happened.kind == freezing.CLOSED and json.loads(happened.after)["sha256"] == election.sha256
    assert "Ani" not in happened.after, "names of people stay out of the chain"
    for verb in (lambda: cast(four, election, SEMPU, 0), lambda: closed(four, election)):
        with pytest.raises(NotAllowed):
            verb()
    number, person = election.id, election.candidates[0].id
    other = opened(four).id
    for statement in (
        "UPDATE election SET result = 'tie' WHERE state = 'closed'",
        f"DELETE FROM election WHERE id = {number}",
        f"UPDATE election_candidate SET votes = 4 WHERE id = {person}",
        f"UPDATE election_ballot SET candidate_id = {person} WHERE election_id = {number}",
        f"UPDATE election_ballot SET election_id = {other} WHERE election_id = {number}",
        f"DELETE FROM election_ballot WHERE election_id = {number}",
        f"INSERT INTO election_ballot (id, election_id) VALUES ('{'0' * 32}', {number})",
        f"UPDATE election_elector SET has_cast = false WHERE election_id = {number}",
        f"INSERT INTO election_elector (election_id, party_id) VALUES ({number}, 1)",
    ):
        with pytest.raises(DBAPIError):
            change(statement)
    assert freezing.audit() == [] and events.verify().intact
    with current_app.test_request_context():
        thing = thing_of(four.walk.partnership, "election", number)
        assert thing and thing.title == "Pemilihan ketua BKAD Ngebel Makmur"


def test_a_count_on_paper_comes_with_its_minutes_and_never_with_more_ballots_than_electors(four: Bkad) -> None:
    election = opened(four, way=rules.PAPER)
    with pytest.raises(NotAllowed):
        cast(four, election, NGEBEL, 0)
    first, second, third = (item.id for item in election.candidates)
    about = {"minutes_number": "4/MAD/2026", "minutes_on": clock.today(), "blank": 1}

    def put(*votes: int, **values: Any) -> Election:
        numbers = dict(zip((first, second, third), votes, strict=True))
        return service.count_paper(four.officer, four.walk.id, election.id, 1, numbers, about | values, scan())

    for wrong in ((3, 1, 0), (1, 0, 0), (4, -1, 0)):
        with pytest.raises(Invalid):
            put(*wrong)
    done = put(1, 1, 0)
    assert done.result == rules.TIE and done.attachment_id and "4/MAD/2026" in (done.frozen_text or "")
    with pytest.raises(NotAllowed):
        put(2, 1, 0)
    assert freezing.audit() == []


def test_two_villages_hold_none_and_a_wrong_list_is_refused(bkad: Bkad, four: Bkad) -> None:
    with pytest.raises(NotAllowed) as told_why:
        opened(bkad)
    assert "paling sedikit 3" in str(told_why.value)
    for fault in ({"deadline": clock.now()}, {"body_id": 99_999}, {"office": "raja"}):
        with pytest.raises(Invalid):
            opened(four, **fault)
    election = opened(four)
    with pytest.raises(NotAllowed):
        service.call_off(four.head(SEMPU), four.walk.id, election.id, None, "bukan kami")
    with pytest.raises(Conflict):
        service.call_off(four.head(), four.walk.id, election.id, 7, "salah tulis")
    assert service.call_off(four.head(), four.walk.id, election.id, 1, "salah tulis").state == rules.CALLED_OFF


def test_it_waits_for_who_votes_and_then_for_who_counts(four: Bkad, monkeypatch: pytest.MonkeyPatch) -> None:
    with current_app.test_request_context():
        election = opened(four)
        here = f"/kemitraan/{four.walk.id}/pemilihan/{election.id}"
        assert [item.url for item in told(waiting.parts(four.head(SEMPU)))] == [here]
        cast(four, election, SEMPU, 0)
        assert told(waiting.parts(four.head(SEMPU))) == []
        day = election.deadline.astimezone(clock.zone_of(NGEBEL)).date()
        assert [item.uid for item in offering.days(four.head(), day, day, None)] == [f"election-{election.id}"]
        later(monkeypatch, days=4)
        (late,) = told(waiting.parts(four.head()))
        assert "Hitung suara" in str(late.sentence) and late.url == here


def test_on_pages_a_tie_is_shown_and_a_new_round_begins_with_the_tied(app: Flask) -> None:
    with app.app_context():
        four = Bkad.formed(*CODES)
        election = held(four, 0, 1, 0)
        all_, number, body = f"/kemitraan/{four.walk.id}/pemilihan", election.id, four.body_id
        second = election.candidates[1].id
    here, client = f"{all_}/{number}", app.test_client()
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (CODES[3],))
    form = client.get(f"{here}/suara").text
    assert "tidak dapat diubah" in form and "data-draft" not in form, "a choice never stays in the browser"
    assert testing.post(client, f"{here}/suara", {}).status_code == 422
    assert testing.post(client, f"{here}/suara", {"choice": str(second)}).status_code == 303
    assert testing.post(client, f"{here}/suara", {"choice": str(second)}).status_code == 403
    open_page = client.get(here).text
    assert "Suara pihak Anda sudah masuk" in open_page and "Terpilih" not in open_page
    assert testing.post(client, f"{here}/tutup", {}).status_code == 303
    tied = client.get(here).text
    assert "Suara terbanyak sama: Ani, Budi." in tied and "SHA-256" in tied
    again = client.get(f"{all_}/baru?salin={number}").text
    assert 'value="Ani"' in again and 'value="Budi"' in again and 'value="Cici"' not in again
    wrong = {"name_1": "Ani", "body_id": str(body), "office": "chair", "way": "portal"}
    answer = testing.post(client, f"{all_}/baru", wrong | {"day": "2026-12-01", "time": "10:00"})
    assert answer.status_code == 422 and "Tulis nama calon dan pilih desanya." in answer.text
    seat = client.get(f"/kemitraan/{all_.split('/')[2]}/badan/{body}/kursi?nama=Ani&jabatan=chair&pihak=1").text
    assert 'value="Ani"' in seat
    with app.app_context():
        found = queries.election_of(int(all_.split("/")[2]), number)
        assert found and found.result == rules.TIE
