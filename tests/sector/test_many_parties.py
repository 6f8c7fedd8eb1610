"""The text of forty and of three hundred parties: written once for all, with room for what is one party's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from partnership_many import made_villages
from partnership_walk import NGEBEL, SEMPU, Walk, actor_of
from sector.begun import started

from portal import testing
from portal.db import db, transactional
from portal.errors import Conflict, NotFound
from portal.partnerships import agreement_rules, agreements
from portal.partnerships.cases import case_of
from portal.partnerships.models import Partnership
from portal.partnerships.rules import PartyView
from portal.permissions import OfficeKind
from portal.testing import statements

MOST_BYTES, MOST_PARTS, MOST_STATEMENTS = 14_000, 400, 15
HEAD = actor_of(OfficeKind.VILLAGE_HEAD, NGEBEL)
COMMON = {"common_rights": "Memakai air.", "common_obligations": "Merawat saluran."}
BROWSER = {"Accept-Encoding": "br"}


def of(count: int) -> Walk:
    """A partnership of so many villages in the water sector."""
    others = made_villages(count - 2) if count > 2 else []
    return started(NGEBEL, SEMPU, *others)


@pytest.fixture(params=[9, 40, 300])
def many(request: pytest.FixtureRequest, client: FlaskClient) -> Iterator[tuple[FlaskClient, Walk]]:
    """The head of Ngebel at a browser, and the partnership."""
    with client.application.app_context():
        walk = of(request.param)
        walk.count = request.param  # type: ignore[attr-defined]
    testing.sign_in(client, "village_head")
    yield client, walk


def written(walk: Walk, **changes: Any) -> None:
    """A whole text, with what all parties share."""
    walk.write(rights={}, obligations={}, **{**COMMON, **changes})


def frozen(walk: Walk) -> None:
    """The text as it is when all have agreed to it, and are to sign it."""

    @transactional
    def freeze() -> None:
        agreements.freeze(HEAD, walk.partnership)
        walk.partnership.status = "signing"

    freeze()


def test_the_form_of_many_is_no_longer_than_that_of_nine(many: tuple[FlaskClient, Walk]) -> None:
    client, walk = many
    here = f"/kemitraan/{walk.id}/naskah"
    with statements(client.application) as sent:
        answer = client.get(here, headers=BROWSER)
    assert answer.status_code == 200 and len(answer.get_data()) <= MOST_BYTES
    assert len(sent) <= MOST_STATEMENTS
    page = client.get(here).text
    assert len(re.findall(r" name=\"", page)) < 60 < MOST_PARTS
    assert "Hak yang sama bagi semua pihak" in page and "Tambahan hak dan kewajiban tiap pihak" in page


def test_what_all_share_satisfies_the_law_for_each(many: tuple[FlaskClient, Walk]) -> None:
    client, walk = many
    here = f"/kemitraan/{walk.id}/naskah"
    assert testing.post(client, here, {"common_rights": "Memakai air."}).status_code == 303
    assert 'Hak dan kewajiban <span class="visually-hidden">(belum)' in client.get(here).text
    assert testing.post(client, here, COMMON).status_code == 303
    assert 'Hak dan kewajiban <span class="visually-hidden">(sudah)' in client.get(here).text


def test_every_page_of_the_text_is_light(many: tuple[FlaskClient, Walk]) -> None:
    client, walk = many
    with client.application.app_context():
        first = walk.partnership.parties[0].id
        written(walk)
        agreements.write_own(HEAD, walk.id, first, None, {"rights": "Air lebih.", "obligations": "Menjaga mata air."})
        frozen(walk)
    pages = ("naskah/pihak", f"naskah/pihak/{first}", "naskah/1", "naskah/1/pihak")
    signing = (f"langkah/signature/{first}", f"langkah/signature/{first}/cetak")
    for path in (*pages, *signing):
        with statements(client.application) as sent:
            answer = client.get(f"/kemitraan/{walk.id}/{path}", headers=BROWSER)
        assert answer.status_code == 200, path
        assert len(answer.get_data()) <= MOST_BYTES, f"{path}: {len(answer.get_data())}"
        assert len(sent) <= MOST_STATEMENTS, path


def test_the_paper_names_every_party_once_and_says_what_is_whose(many: tuple[FlaskClient, Walk]) -> None:
    client, walk = many
    with client.application.app_context():
        last = walk.partnership.parties[-1].id
        name = case_of(walk.partnership).parties[-1].name
        line = {"party": "all", "source": "village_budget", "account_code": None, "amount": 1_000_000, "year": 2027}
        written(walk, funding=[line])
        agreements.write_own(HEAD, walk.id, last, None, {"rights": "Air lebih.", "obligations": None})
        frozen(walk)
        version = agreements.working_version(walk.partnership)
        assert agreements.is_genuine(version)
        assert len(agreements.document(version, "", ())["parties"]) == walk.count  # type: ignore[attr-defined]
    page = client.get(f"/kemitraan/{walk.id}/naskah/1").text
    assert f"daftar terlampir ({walk.count} pihak)" in page  # type: ignore[attr-defined]
    sheets = re.findall(rf'href="(/kemitraan/{walk.id}/naskah/1/pihak[^"]*)"', page)
    listed = [re.findall(r'<tr><th scope="row">(\d+)\. ', client.get(sheet).text) for sheet in sheets]
    assert [int(number) for sheet in listed for number in sheet] == [*range(1, walk.count + 1)]  # type: ignore[attr-defined]
    assert "Hak: Memakai air." in page and f"Tambahan bagi {name}" in page and page.count("Tambahan bagi") == 1
    assert "Semua pihak, masing-masing" in page


def test_two_versions_of_many_are_compared(many: tuple[FlaskClient, Walk]) -> None:
    client, walk = many
    with client.application.app_context():
        written(walk)
        frozen(walk)
        _next_version(walk)
        written(walk, common_rights="Memakai air malam hari.")
    answer = client.get(f"/kemitraan/{walk.id}/naskah/banding", headers=BROWSER)
    assert answer.status_code == 200 and len(answer.get_data()) <= MOST_BYTES
    assert "Memakai air malam hari." in client.get(f"/kemitraan/{walk.id}/naskah/banding").text


def _next_version(walk: Walk) -> None:
    """A change of the agreement has begun."""

    @transactional
    def following() -> None:
        agreements.next_version(walk.partnership)
        walk.partnership.status = "amending"

    following()


def test_a_party_is_found_by_name_and_written_for_on_its_own_page(many: tuple[FlaskClient, Walk]) -> None:
    client, walk = many
    here = f"/kemitraan/{walk.id}/naskah/pihak"
    page = client.get(here + "?cari=sempu").text
    (own,) = re.findall(rf'href="({here}/\d+)"', page)
    assert testing.post(client, own, {"rights": "Air lebih.", "obligations": ""}).status_code == 303
    assert "ada tambahan" in client.get(here + "?cari=sempu").text
    assert "Air lebih.</textarea>" in client.get(own).text
    assert "Tidak ada pihak" in client.get(here + "?cari=entah").text


def test_parties_are_listed_a_page_at_a_time(client: FlaskClient) -> None:
    with client.application.app_context():
        number = of(120).id
    testing.sign_in(client, "village_head")
    pages = [client.get(f"/kemitraan/{number}/naskah/pihak?halaman={n}").text for n in (1, 2, 3, 9)]
    assert [page.count('class="cluster"><span>') for page in pages] == [50, 50, 20, 20]
    assert "Halaman 1 dari 3" in pages[0]


def test_parties_who_write_for_themselves_do_not_stand_in_each_others_way(context: Flask) -> None:
    walk = of(12)
    first, second = (party.id for party in walk.partnership.parties[:2])
    content = agreements.working_version(walk.partnership).content
    opened = {number: agreement_rules.own_version(content, number) for number in (first, second)}
    agreements.write_own(HEAD, walk.id, first, opened[first], {"rights": "a", "obligations": "b"})
    agreements.write_own(HEAD, walk.id, second, opened[second], {"rights": "c", "obligations": "d"})
    with pytest.raises(Conflict) as conflict:
        agreements.write_own(HEAD, walk.id, first, opened[first], {"rights": "lain", "obligations": "b"})
    assert "a" in str(conflict.value.theirs) and "lain" in str(conflict.value.yours)
    kept = agreements.working_version(walk.partnership).content
    assert kept["rights"] == {str(first): "a", str(second): "c"}


def test_saving_the_common_form_keeps_what_is_each_partys_own(client: FlaskClient) -> None:
    with client.application.app_context():
        walk = of(12)
        own = walk.partnership.parties[3].id
        agreements.write_own(HEAD, walk.id, own, None, {"rights": "Air lebih.", "obligations": None})
    testing.sign_in(client, "village_head")
    assert testing.post(client, f"/kemitraan/{walk.id}/naskah", COMMON).status_code == 303
    with client.application.app_context():
        content = agreements.working_version(db.session.get_one(Partnership, walk.id)).content
    assert content["rights"][str(own)] == "Air lebih." and content["common_rights"] == "Memakai air."


def test_nobody_writes_for_who_is_no_party(context: Flask) -> None:
    walk = of(9)
    with pytest.raises(NotFound):
        agreements.write_own(HEAD, walk.id, 999_999, None, {"rights": "x", "obligations": "y"})
    stranger = actor_of(OfficeKind.VILLAGE_OPERATOR, "35.02.19.2001")
    with pytest.raises(NotFound):
        agreements.write_own(stranger, walk.id, walk.partnership.parties[0].id, None, {})


def test_a_line_of_funding_names_its_party_in_words(client: FlaskClient) -> None:
    with client.application.app_context():
        walk = of(12)
        sempu = walk.party(SEMPU)
    testing.sign_in(client, "village_head")
    here = f"/kemitraan/{walk.id}/naskah"

    def line(party: str) -> Any:
        sent = {"funding-0-party": party, "funding-0-source": "village_budget", "funding-0-amount": "1.000.000"}
        return testing.post(client, here, sent)

    def kept() -> Any:
        with client.application.app_context():
            return agreements.working_version(db.session.get_one(Partnership, walk.id)).content["funding"][0]["party"]

    assert line("sempu").status_code == 303 and kept() == str(sempu)
    assert 'value="Sempu"' in client.get(here).text
    assert line(SEMPU).status_code == 303 and kept() == str(sempu)
    assert line("Semua").status_code == 303 and kept() == "all"
    unclear, unknown = line("desa uji"), line("entah berantah")
    assert unclear.status_code == 422 and "Belum jelas pihak yang mana" in unclear.text
    assert unknown.status_code == 422 and "Tidak ada pihak dengan nama atau kode ini." in unknown.text
    assert kept() == "all"


def test_when_fewer_remain_what_all_shared_stays_in_the_form(client: FlaskClient) -> None:
    with client.application.app_context():
        walk = of(3)
        agreements.write(HEAD, walk.id, None, COMMON)
    testing.sign_in(client, "village_head")
    page = client.get(f"/kemitraan/{walk.id}/naskah").text
    assert "Hak yang sama bagi semua pihak" in page and "5. Hak Sempu" in page
    assert 'Hak dan kewajiban <span class="visually-hidden">(sudah)' in page


def test_up_to_eight_are_asked_one_by_one_as_ever() -> None:
    parties = tuple(PartyView(number, f"Desa {number}", "receiver", str(number)) for number in range(8))
    own = {str(party.id): "x" for party in parties}
    whole = {"rights": own, "obligations": own}
    assert agreement_rules.filled_items(whole, parties)["rights_and_obligations"]
    assert not agreement_rules.filled_items({**whole, "rights": {**own, "3": " "}}, parties)["rights_and_obligations"]
