"""Saved states of a text: read again from the history, compared word by word, taken back as a saving like others."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, Walk

from portal import testing
from portal.errors import Conflict
from portal.partnerships import agreements, draft_states, service
from portal.partnerships.service import PartyChoice
from portal.partnerships.text_changes import ADDED, REMOVED, SAME, changes
from portal.permissions import OfficeKind


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in changes(old, new)]


def test_the_words_that_were_added_and_removed_are_marked_and_no_others() -> None:
    assert told("air dua hari", "air tiga hari") == [
        (SAME, "air"),
        (REMOVED, " dua"),
        (ADDED, " tiga"),
        (SAME, " hari"),
    ]
    assert told("sama", "sama") == [(SAME, "sama")] and told("", "") == []
    assert told("", "baru") == [(ADDED, "baru")] and told("lama", "") == [(REMOVED, "lama")]


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_no_letter_of_either_text_is_lost(old: str, new: str) -> None:
    pieces = changes(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.kind != REMOVED) == new


def test_long_and_hostile_texts_are_compared_in_bounded_time() -> None:
    started = time.process_time()
    for old, new in (("a b " * 250, "b a " * 250), ("kata\n" * 3000, "lain\n" * 3000), ("x " * 40_000, "y " * 40_000)):
        pieces = changes(old, new)
        assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == old
    assert time.process_time() - started < 2


@pytest.fixture
def walk(begin: Callable[..., Walk]) -> Walk:
    """A draft that two villages wrote in turn."""
    return written(begin(NGEBEL, SEMPU))


def written(walk: Walk) -> Walk:
    walk.to_drafting()
    party = walk.party(SEMPU)
    write(walk, scope="Air dua hari", change_terms="Disepakati")
    agreements.write_own(HEAD_SEMPU, walk.id, party, None, {"rights": "Mendapat air", "obligations": None})
    write(walk, scope="Air tiga hari", rights={str(walk.party(NGEBEL)): "Mendapat air", str(party): "Mendapat air"})
    return walk


def write(walk: Walk, **content: Any) -> None:
    agreements.write(HEAD_NGEBEL, walk.id, None, content)


def test_every_saved_state_is_read_again_as_it_stood(walk: Walk) -> None:
    newest, own, first, before = draft_states.states_of(walk.partnership)[:4]
    party, other = str(walk.party(SEMPU)), str(walk.party(NGEBEL))
    assert newest.content["scope"] == "Air tiga hari" and newest.content["rights"][other] == "Mendapat air"
    assert newest.changed == ("scope", "rights_and_obligations")
    assert own.content["scope"] == "Air dua hari" and own.content["rights"] == {party: "Mendapat air"}
    assert own.event is not None and SEMPU in own.event.office and own.changed == ("rights_and_obligations",)
    assert not first.content.get("rights") and first.content["scope"] == "Air dua hari"
    assert before.content.get("scope") != "Air dua hari"


def test_a_content_is_taken_back_as_a_saving_and_who_was_slower_sees_both_texts(walk: Walk) -> None:
    first = draft_states.states_of(walk.partnership)[2]
    opened = agreements.working_version(walk.partnership).version
    draft_states.take_back(HEAD_NGEBEL, walk.partnership, opened, first.code, "scope")
    now = draft_states.states_of(walk.partnership)[0]
    assert now.content["scope"] == "Air dua hari" and now.content["rights"]
    with pytest.raises(Conflict):
        draft_states.take_back(HEAD_NGEBEL, walk.partnership, opened, first.code, "change_terms")


def test_the_pages_of_states_show_mark_and_take_back_for_those_within(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        partners = (PartyChoice(village_code=SEMPU),)
        begun = service.begin(HEAD_NGEBEL, "bilateral", "Saluran irigasi", "air", "air", partners)
        walk = written(Walk(begun, {NGEBEL: HEAD_NGEBEL, SEMPU: HEAD_SEMPU}))
        first = draft_states.states_of(walk.partnership)[2].code
        opened = agreements.working_version(walk.partnership).version
    here = f"/kemitraan/{walk.id}/naskah/tersimpan"
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD)
    listed = client.get(here).text
    assert first in listed and "Hak dan kewajiban" in listed
    marked = client.get(f"/kemitraan/{walk.id}/naskah/banding?lama={first}&baru=kini&tampil=tanda").text
    assert "[dihapus:" in marked and "[ditambahkan:" in marked and "tiga" in marked
    assert "Air dua hari" in client.get(f"{here}/{first}").text
    assert client.get(f"{here}/s999999").status_code == 404
    assert testing.post(client, f"{here}/{first}", {"isi": "scope", "_versi": opened}).status_code == 303
    assert testing.post(client, f"{here}/{first}", {"isi": "judul"}).status_code == 404
    assert testing.post(client, f"{here}/{first}", {"isi": "scope", "_versi": opened}).status_code == 409
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, ("35.02.19.2001",))
    assert client.get(here).status_code == 404
