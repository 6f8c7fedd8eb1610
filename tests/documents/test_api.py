"""The open interface: what the public sees without a key, and an office with one; strict, small, and never stale."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from contracts.measured import measuring_ids
from databases import Databases
from flask import Flask
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, Walk
from planning.planned import plan, run_channel
from sqlalchemy import delete
from werkzeug.test import TestResponse

from portal import clock, testing
from portal.accounts.models import Throttle
from portal.coordination.meetings import rules as meetings
from portal.coordination.meetings.models import AgendaItem, Meeting
from portal.db import db, transactional
from portal.documents.api import rules
from portal.documents.api import service as keys
from portal.documents.api.callers import Meter
from portal.documents.api.models import ApiToken
from portal.documents.issuing.models import IssuedPaper
from portal.paperwork import DocumentKind, Edition, Paper
from portal.partnerships import service
from portal.partnerships.open_lists import open_lists
from portal.partnerships.service import PartyChoice
from portal.permissions import OfficeKind
from portal.planning.baseline import service as plans
from portal.planning.commitments import service as promises
from portal.planning.programme import queries as programmes
from portal.villages import listings, owners
from portal.villages import service as villages
from portal.villages.models import Need

API = "/api/v1"
OPEN = DocumentKind(
    "uji-terbuka",
    "Dokumen terbuka",
    lambda partnership: [],
    (Edition(lambda partnership, key: Paper("Dokumen terbuka", ()), (), date(2026, 1, 1)),),
    public=True,
)
PLACE = {"latitude": Decimal("-7.786400"), "longitude": Decimal("111.624300"), "population": 3210}


def test_a_meter_counts_in_bundles_and_lets_wait_without_asking_again() -> None:
    moments = [0.0]
    meter, asker = Meter(lambda: moments[0]), ("api_address", "10.0.0.1")
    assert [meter.take(asker) for _turn in range(rules.BUNDLE)] == [False] * (rules.BUNDLE - 1) + [True]
    meter.wait(asker, 30)
    with pytest.raises(keys.NotAllowed):
        meter.take(asker)
    assert not meter.take(("api_address", "10.0.0.2"))
    moments[0] = 31
    assert not meter.take(asker)


@dataclass
class Open:
    """The portal as programs see it: a partnership that everybody may read, and an idea of Ngebel that nobody may."""

    app: Flask
    shown: int
    idea: int

    def get(self, address: str, key: str = "", **headers: str) -> TestResponse:
        """Ask, with a key or without."""
        with_key = {"Authorization": f"Bearer {key}"} if key else {}
        return self.app.test_client().get(API + address, headers=with_key | headers)

    def data(self, address: str, key: str = "") -> Any:
        """The things of a list."""
        answer = self.get(address, key)
        assert answer.status_code == 200, answer.text
        return answer.json["data"]

    def key(self, kind: OfficeKind, code: str, scope: str = rules.OWN) -> str:
        """A key of an office."""
        officer = testing.sign_in(self.app.test_client(), kind, (code,))
        with self.app.app_context():
            return keys.make_token(officer, "situs", scope, 30)[1]


def _filled(app: Flask) -> tuple[int, int]:
    walk = run_channel(app)
    with app.app_context():
        idea = service.begin(
            HEAD_NGEBEL, "bilateral", "Gagasan rahasia", "", "air", (PartyChoice(village_code=SEMPU),)
        ).id
        _work(walk)
        _decide(walk.id, "Pintu air dibuka tiap Senin", shown=True)
        _decide(walk.id, "Iuran naik", shown=False)
        _decide(walk.id, "Belum tetap", shown=True, state=meetings.HELD)
        _issue(walk.id, OPEN.code, "TERBUKA")
        _issue(walk.id, OPEN.code, "DITARIK", withdrawn=True)
        _issue(walk.id, "undangan-rahasia", "TERTUTUP")
        blank = dict.fromkeys(villages.VILLAGE_FIELDS) | {"terms": {}}
        texts = dict.fromkeys(("head_name", "public_phone", "public_email", "website", "about"), "")
        villages.edit_village(HEAD_NGEBEL, NGEBEL, blank | texts | PLACE, 0)
        lack = {"sector": "air", "title": "Pipa", "quantity": Decimal("12.50"), "unit": "m", "note": ""}
        listings.add(HEAD_NGEBEL, owners.village_owner(NGEBEL), Need, lack | {"urgency": "low"})
        return walk.id, idea


@transactional
def _issue(partnership_id: int, kind: str, code: str, withdrawn: bool = False) -> None:
    """A paper that was issued; what it says does not matter here."""
    moment = clock.now()
    values = {"kind": kind, "code": code, "title": code, "withdrawn_at": moment if withdrawn else None}
    more = {"owner": f"village:{NGEBEL}", "year": 2026, "dated": moment.date(), "issuer": "Desa Ngebel"}
    frozen = {"frozen_text": "{}", "sha256": "0" * 64, "issued_at": moment}
    db.session.add(IssuedPaper(partnership_id=partnership_id, **values, **more, **frozen))


@transactional
def _decide(partnership_id: int, decision: str, shown: bool, state: str = meetings.SETTLED) -> None:
    """A meeting that decided something."""
    moment = clock.now()
    times = {"starts_at": moment, "created_at": moment, "changed_at": moment}
    held = Meeting(
        partnership_id=partnership_id, kind=meetings.INTER_VILLAGE, title="Rapat", state=state, is_public=shown, **times
    )
    db.session.add_all((held, AgendaItem(meeting=held, title="Pokok", decision=decision)))


def _work(walk: Walk) -> None:
    """A plan that is agreed, one activity more than that, a promise that is shown and one that is not, reports."""
    plan(walk, "Kegiatan disepakati")
    (programme,) = programmes.programmes_of(walk.id)
    plans.propose(HEAD_NGEBEL, walk.id, programme.id, "", "")
    plans.agree(HEAD_SEMPU, walk.id, 1)
    plan(walk, "Kegiatan kemudian")
    for title, shown in (("Janji terbuka", True), ("Janji tertutup", False)):
        values = {"title": title, "due_on": date(2026, 12, 1), "is_public": shown}
        promises.promise(HEAD_NGEBEL, walk.id, walk.party(NGEBEL), values)
    measuring_ids(walk, "rahasia")


@pytest.fixture
def interface(app: Flask, databases: Databases, monkeypatch: pytest.MonkeyPatch) -> Open:
    """The interface over a partnership with everything in it."""
    monkeypatch.setitem(app.extensions["portal.registry"].documents, OPEN.code, OPEN)
    return Open(app, *databases.at("open", lambda: _filled(app)))


def test_without_a_key_all_that_is_public_is_read_and_nothing_else(interface: Open) -> None:
    (shown,) = interface.data("/kemitraan")
    assert (shown["id"], shown["status"], shown["status_label"]) == (interface.shown, "active", "Berjalan")
    assert [party["village_code"] for party in shown["parties"]] == [NGEBEL, SEMPU]
    assert shown["goals"] == [6, 17]
    one = f"/kemitraan/{interface.shown}"
    assert interface.get(one).json["lists"].keys() == {"naskah", *open_lists_of(interface.app)}
    assert [item["title"] for item in interface.data(f"{one}/kegiatan")] == ["Kegiatan disepakati"]
    assert [item["title"] for item in interface.data(f"{one}/janji")] == ["Janji terbuka"]
    assert {item["name"] for item in interface.data(f"{one}/indikator")} == {"Sawah terairi", "Sambungan terbuka"}
    assert {item["value"] for item in interface.data(f"{one}/pengukuran")} == {5, 40}
    assert [item["title"] for item in interface.data(f"{one}/dokumen")] == ["TERBUKA"]
    assert interface.data(f"{one}/rekam-janji") == []
    assert [item["decision"] for item in interface.data(f"{one}/keputusan")] == ["Pintu air dibuka tiap Senin"]
    (text,) = interface.data(f"{one}/naskah")
    assert hashlib.sha256(text["text"].encode()).hexdigest() == text["sha256"]
    assert interface.data("/sdgs")[5] == {
        "goal": 6, "title": "Desa Layak Air Bersih dan Sanitasi", "partnerships": 1
    }  # fmt: skip
    for hidden in (f"/kemitraan/{interface.idea}", f"/kemitraan/{interface.idea}/naskah", f"{one}/rapat", "/nihil"):
        assert interface.get(hidden).status_code == 404
    for address in (
        "/kemitraan",
        "/kemitraan.geojson",
        one,
        *(f"{one}/{path}" for path in open_lists_of(interface.app)),
    ):
        assert "ahasia" not in interface.get(address).text, address
    assert "kemudian" not in interface.get(f"{one}/kegiatan").text


def open_lists_of(app: Flask) -> list[str]:
    """The paths of the lists that rooms offer."""
    with app.app_context():
        return list(open_lists())


def test_villages_organisations_and_what_they_need_are_read_with_filters(interface: Open) -> None:
    assert interface.get(f"/desa/{NGEBEL}").json["latitude"] == -7.7864
    found = interface.data("/desa?area=35.02.19&limit=100")
    assert [item["code"] for item in found] == sorted(item["code"] for item in found)
    assert {item["code"] for item in found if item["has_record"]} == {NGEBEL}
    (pipe,) = interface.data(f"/kebutuhan?area=35&sector=air&village={NGEBEL}")
    assert (pipe["title"], pipe["quantity"], pipe["urgency"]) == ("Pipa", 12.5, "low")
    assert interface.data("/kebutuhan?area=33") == interface.data("/potensi") == []
    assert interface.data("/lembaga?kind=company") == []
    for area, count in (("35", 1), ("35.02", 1), ("35.02.19", 1), (NGEBEL, 1), ("35.02.18", 0), ("33", 0)):
        assert len(interface.data(f"/kemitraan?area={area}")) == count, area
    assert interface.data("/kemitraan?sector=air&type=bilateral&status=active&village=" + SEMPU)
    assert not interface.data("/kemitraan?status=ended")
    assert interface.get("/desa/35.02").status_code == interface.get("/lembaga/9").status_code == 404


def test_a_map_has_the_points_that_are_known_and_names_the_villages_that_are_not(interface: Open) -> None:
    answer = interface.get("/kemitraan.geojson")
    assert answer.mimetype == "application/geo+json"
    (feature,) = answer.json["features"]
    assert feature["geometry"] == {"type": "MultiPoint", "coordinates": [[111.6243, -7.7864]]}  # longitude first
    assert feature["properties"]["villages"] == [NGEBEL, SEMPU]
    assert feature["properties"]["villages_without_coordinates"] == [SEMPU]


def test_with_a_key_an_office_reads_what_it_may_and_only_as_far_as_the_key_goes(interface: Open) -> None:
    own = interface.key(OfficeKind.VILLAGE_HEAD, NGEBEL)
    narrow = interface.key(OfficeKind.VILLAGE_OPERATOR, NGEBEL, rules.PUBLIC)
    partner = interface.key(OfficeKind.VILLAGE_HEAD, SEMPU)
    one = f"/kemitraan/{interface.shown}"
    assert len(interface.data("/kemitraan", own)) == 2
    assert len(interface.data("/kemitraan", narrow)) == len(interface.data("/kemitraan", partner)) == 1
    assert interface.get(f"/kemitraan/{interface.idea}", own).status_code == 200
    assert interface.get(f"/kemitraan/{interface.idea}", partner).status_code == 404  # not offered yet
    assert {item["title"] for item in interface.data(f"{one}/kegiatan", partner)} == {
        "Kegiatan disepakati", "Kegiatan kemudian"
    }  # fmt: skip
    assert len(interface.data(f"{one}/janji", own)) == 2 and len(interface.data(f"{one}/janji", narrow)) == 1
    assert len(interface.data(f"{one}/keputusan", partner)) == 2
    assert [item["open"] for item in interface.data(f"{one}/rekam-janji", partner)] == [2]
    assert [item["is_withdrawn"] for item in interface.data(f"{one}/dokumen", own)] == [False, True, False]
    answer = interface.get("/kemitraan", own)
    assert answer.headers["Cache-Control"] == "private, no-cache" and "Authorization" in answer.headers["Vary"]
    assert "Access-Control-Allow-Origin" not in answer.headers
    refused = interface.get("/kemitraan", own + "x")
    assert refused.status_code == 401 and "Bearer" in refused.headers["WWW-Authenticate"]
    assert interface.get("/kemitraan", Authorization="Basic YTpi").status_code == 200  # a proxy's own
    with interface.app.app_context():
        assert all(token.last_used_at for token in db.session.query(ApiToken))


def test_a_cookie_opens_nothing_and_is_not_looked_at(interface: Open) -> None:
    browser = interface.app.test_client()
    testing.sign_in(browser, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    answer = browser.get(f"{API}/kemitraan")
    assert len(answer.json["data"]) == 1
    assert answer.headers["Access-Control-Allow-Origin"] == "*" and "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers["Vary"] and "max-age" not in answer.headers["Cache-Control"]
    assert browser.get(f"{API}/kemitraan/{interface.idea}").status_code == 404


def test_lists_come_in_parts_that_lead_on_to_each_other(interface: Open) -> None:
    whole = [item["code"] for item in interface.data("/desa?area=35.02.19&limit=100")]
    address, seen = "/desa?area=35.02.19&limit=3", []
    while address:
        answer = interface.get(address)
        seen += [item["code"] for item in answer.json["data"]]
        following = answer.json["next"]
        assert answer.headers.get("Link") == (f'<{following}>; rel="next"' if following else None)
        address = following.partition(API)[2] if following else ""
    assert seen == whole and len(whole) == 8


def test_what_cannot_be_read_is_said_with_the_name_of_the_value(interface: Open) -> None:
    wrong = {
        "limit": ("0", "101", "x"), "after": ("0", "", "2147483648"), "sector": ("A'", "x" * 41, ""),
        "village": ("35", "3502192007"), "area": ("35.2", "35.02.19.20"), "kolom": ("1",),
    }  # fmt: skip
    for name, values in wrong.items():
        for value in values:
            answer = interface.get(f"/kemitraan?{name}={value}")
            assert answer.status_code == 400 and answer.mimetype == "application/problem+json"
            assert answer.json["errors"][0]["field"] == name and answer.json["detail"]
    assert interface.get("/kemitraan?limit=1&limit=2").status_code == 400
    assert interface.get("/kemitraan", Accept="text/html").status_code == 406
    assert interface.get("/kemitraan", Accept="application/*;q=0.5").status_code == 200
    posted = interface.app.test_client().post(f"{API}/kemitraan")
    assert posted.status_code == 405 and "GET" in posted.headers["Allow"] and posted.json["status"] == 405
    missing = interface.get("/tidak/ada")
    assert missing.status_code == 404 and missing.mimetype == "application/problem+json"


def test_an_unchanged_answer_costs_a_statement_and_no_bytes(interface: Open) -> None:
    first = interface.get("/kemitraan")
    tag = first.headers["ETag"]
    with testing.statements(interface.app) as sent:
        again = interface.get("/kemitraan", **{"If-None-Match": tag})
    assert (again.status_code, again.data, len(sent)) == (304, b"", 1)
    with interface.app.app_context():  # something that this answer does not show
        plan_of = {"title": "Janji lain", "due_on": date(2026, 12, 2)}
        promises.promise(HEAD_NGEBEL, interface.shown, None, plan_of)
    assert interface.get("/kemitraan", **{"If-None-Match": tag}).status_code == 304
    title = first.json["data"][0]["title"]
    with interface.app.app_context():
        service.edit(HEAD_NGEBEL, interface.shown, None, {"title": title, "purpose": "Maksud baru", "sector": "air"})
    changed = interface.get("/kemitraan", **{"If-None-Match": tag})
    assert changed.status_code == 200 and "Maksud baru" in changed.text and changed.headers["ETag"] != tag
    browser = interface.app.test_client()
    head = browser.head(f"{API}/kemitraan")
    assert head.status_code == 200 and head.data == b"" and head.headers["ETag"] == changed.headers["ETag"]
    key = interface.key(OfficeKind.VILLAGE_HEAD, NGEBEL)
    assert interface.get("/kemitraan", key, **{"If-None-Match": changed.headers["ETag"]}).status_code == 200
    asked = browser.options(f"{API}/kemitraan").headers
    assert "GET" in asked["Allow"] and asked["Access-Control-Allow-Headers"] == "If-None-Match"


def test_who_asks_too_often_waits_on_every_worker(interface: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = testing.login.rules.LIMITS["api_address"]
    monkeypatch.setattr(rules, "BUNDLE", 1)
    monkeypatch.setitem(
        testing.login.rules.LIMITS, "api_address", type(limit)(2, limit.window, limit.block, limit.block)
    )
    key = interface.key(OfficeKind.VILLAGE_HEAD, NGEBEL)
    meters = [Meter(), Meter()]
    answers = []
    for number in range(6):
        monkeypatch.setitem(interface.app.extensions, "portal.api_meter", meters[number % 2])
        answers.append(interface.get("/sdgs"))
    assert [answer.status_code for answer in answers] == [200, 200, 429, 429, 429, 429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60 and answers[-1].json["detail"]
    assert interface.get("/sdgs", key).status_code == 200  # a key is counted by itself
    with interface.app.app_context():
        _forget()


@transactional
def _forget() -> None:
    db.session.execute(delete(Throttle))


def test_P12_a_list_costs_few_statements_whatever_is_in_it(interface: Open) -> None:
    with interface.app.app_context():
        for number in range(12):
            service.begin(HEAD_NGEBEL, "bilateral", f"Gagasan {number}", "", "air", (PartyChoice(village_code=SEMPU),))
    key = interface.key(OfficeKind.VILLAGE_HEAD, NGEBEL)
    interface.get("/kemitraan", key)
    for address in ("/kemitraan", "/kemitraan.geojson", f"/kemitraan/{interface.shown}/pengukuran"):
        costs = []
        for limit in (2, 50):
            with testing.statements(interface.app) as sent:
                interface.data(f"{address}?limit={limit}", key) if "geo" not in address else interface.get(address, key)
            costs.append(len(sent))
        assert costs[0] == costs[1] <= 10, (address, costs)
