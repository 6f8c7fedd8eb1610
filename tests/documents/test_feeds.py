"""Feeds tell everybody what everybody may see, with names that stay and addresses that work elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from databases import Databases
from flask import Flask
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, scan
from planning.planned import run_channel
from werkzeug.test import TestResponse

from portal import testing
from portal.documents.feeds.rules import Fact, name_of, news_of, plain
from portal.partnerships import service, steps
from portal.partnerships.service import PartyChoice
from portal.permissions import OfficeKind

ATOM = "{http://www.w3.org/2005/Atom}"
ALL = "/umpan/kemitraan.atom"


def fact(seq: int, kind: str, **values: Any) -> Fact:
    """A happening; a change of publicity knows what was before."""
    before = {"is_public": not values["is_public"]} if "is_public" in values else {}
    return Fact(seq, datetime(2026, 11, 1, tzinfo=UTC), kind, before, values)


def test_only_what_happened_in_the_open_is_news() -> None:
    history = [
        fact(1, "step.send_offer", status="offered"),
        fact(2, "step.start", status="active"),
        fact(3, "gate.report", items=1),
        fact(4, "partnership.publicity", is_public=False),
        fact(5, "step.dispute", status="disputed"),
        fact(6, "partnership.publicity", is_public=True),
        fact(7, "planning.plan_agreed", plan_number=1),
    ]
    assert [item.seq for item in news_of(reversed(history))] == [7, 2]
    assert [item.seq for item in news_of(history[4:])] == [7]  # of a long history only the newest part is read


def test_names_stay_and_texts_fit_into_xml() -> None:
    assert name_of("https://portal.example:8443", "kemitraan", 12) == "tag:portal.example,2026:kemitraan/12"
    assert plain("a\x00\x0bb\ufffec\t–😀") == "abc\t–😀"


@pytest.fixture
def shown(app: Flask, databases: Databases) -> int:
    """A public partnership of Ngebel and Sempu; an idea of theirs that nobody knows of stands beside it."""

    def walk() -> int:
        found = run_channel(app).id
        with app.app_context():
            partner = (PartyChoice(village_code=SEMPU),)
            service.begin(HEAD_NGEBEL, "bilateral", "Gagasan rahasia", "", "air", partner)
        return found

    return databases.at("fed", walk)


def read(answer: TestResponse) -> ElementTree.Element:
    """A feed that has all that RFC 4287 asks for."""
    assert answer.status_code == 200 and answer.mimetype == "application/atom+xml"
    feed = ElementTree.fromstring(answer.data)
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert element.findtext(f"{ATOM}{name}"), name
        datetime.fromisoformat(str(element.findtext(f"{ATOM}updated")))
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    links = {link.get("rel"): link.get("href", "") for link in feed.findall(f"{ATOM}link")}
    assert links["self"].startswith("http://localhost/") and links["alternate"].startswith("http://localhost/")
    return feed


def titles(answer: TestResponse) -> list[str | None]:
    """The titles of a feed's entries."""
    return [entry.findtext(f"{ATOM}title") for entry in read(answer).findall(f"{ATOM}entry")]


def test_feeds_of_all_of_a_place_of_a_sector_and_of_one_partnership(app: Flask, shown: int) -> None:
    visitor, head = app.test_client(), app.test_client()
    testing.sign_in(head, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    here = "Saluran irigasi bersama"
    for query in ("", "?wilayah=35", "?wilayah=35.02", "?wilayah=35.02.19", f"?wilayah={NGEBEL}", "?sektor=air"):
        assert titles(visitor.get(ALL + query)) == titles(head.get(ALL + query)) == [here], query
    for query in ("?wilayah=33.02", "?sektor=pariwisata"):
        assert titles(visitor.get(ALL + query)) == []
    for query in ("?wilayah=99", "?wilayah=x", "?sektor=nihil"):
        assert visitor.get(ALL + query).status_code == 404
    (entry,) = read(visitor.get(ALL)).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"tag:localhost,2026:kemitraan/{shown}"
    assert entry.find(f"{ATOM}link").get("href") == f"http://localhost/kemitraan/{shown}"  # type: ignore[union-attr]
    one = f"/kemitraan/{shown}/umpan.atom"
    assert titles(visitor.get(one)) == ["Berjalan"]
    with app.app_context():
        minutes = {"number": "7", "reason": "hama <b>tikus</b>", "held_on": "2026-11-01"}
        steps.record_gate(HEAD_NGEBEL, shown, "suspension", None, minutes, scan=scan())
        steps.take_step(HEAD_SEMPU, shown, "suspend")
    told = visitor.get(one)
    assert titles(told) == ["Ditunda", "Berjalan"] and "tikus" not in told.text
    with app.app_context():
        service.set_public(HEAD_NGEBEL, shown, False)
    assert visitor.get(one).status_code == head.get(one).status_code == 404
    assert titles(visitor.get(ALL)) == []


def test_an_unchanged_feed_is_not_sent_again_also_one_without_entries(app: Flask, shown: int) -> None:
    visitor = app.test_client()
    for address in (ALL, ALL + "?sektor=pariwisata", f"/kemitraan/{shown}/umpan.atom"):
        tag = visitor.get(address).headers["ETag"]
        again = visitor.get(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")


def test_pages_lead_to_their_feeds(app: Flask, shown: int) -> None:
    visitor = app.test_client()
    for page, feed in (
        ("/kemitraan?sektor=air", f"{ALL}?sektor=air"),
        ("/kemitraan?sektor=nihil", ALL),
        ("/p/sector/panduan/air", f"{ALL}?sektor=air"),
        (f"/desa/{NGEBEL}", f"{ALL}?wilayah={NGEBEL}"),
        ("/wilayah/35.02.19", f"{ALL}?wilayah=35.02.19"),
        (f"/kemitraan/{shown}", f"/kemitraan/{shown}/umpan.atom"),
    ):
        assert f'type="application/atom+xml" title="Kabar kemitraan" href="{feed}"' in visitor.get(page).text, page
        assert visitor.get(feed).status_code == 200
