"""The clause library: each content has a word and its law; wordings fit the parties and never take what stands."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, Walk

from portal import testing
from portal.contracts import Terms
from portal.partnerships import agreements, clause_library, service
from portal.partnerships.agreement_clauses import ClauseView
from portal.partnerships.agreement_rules import ITEMS, filled_items
from portal.partnerships.cases import case_of
from portal.partnerships.rules import Case, PartyView
from portal.partnerships.service import PartyChoice
from portal.permissions import OfficeKind


def a_walk(app: Flask) -> Walk:
    """A draft of two villages; call within the app's context."""
    begun = service.begin(HEAD_NGEBEL, "bilateral", "Saluran", "air", "air", (PartyChoice(village_code=SEMPU),))
    return Walk(begun, {NGEBEL: HEAD_NGEBEL, SEMPU: HEAD_SEMPU})


def keys(case: Case) -> set[str]:
    return {item.key for content in clause_library.contents_for(case, ()) for item in content.wordings}


def test_every_content_has_its_word_its_law_and_wordings_that_fit_the_parties(context: Flask) -> None:
    case = case_of(a_walk(context).partnership)
    contents = clause_library.contents_for(case, ())
    assert [content.name for content in contents] == list(ITEMS)
    assert all(str(content.help) and content.basis[0].confirmed for content in contents)
    assert all(len(content.wordings) >= 1 for content in contents if content.name != "fields")
    two, many = keys(case), keys(replace(case, parties=(*case.parties, PartyView(99, "Talun", "receiver", "x"))))
    assert "dua-pihak" in two and "banyak-pihak" not in two
    assert "banyak-pihak" in many and "dua-pihak" not in many
    assert "antar-desa" in two and "pihak-ketiga" not in two
    third = keys(replace(case, parties=(case.parties[0], PartyView(99, "PT Air", "receiver", ""))))
    assert "pihak-ketiga" in third and "bkad" not in third
    for content in contents:
        for wording in content.wordings:
            said = wording.said(Terms(village="Nagari", village_head="Wali Nagari", district_head="Camat"))
            assert "{" not in said and 60 < len(said) < 600, said
    assert "Wali Nagari" in contents[2].wordings[0].said(Terms(village_head="Wali Nagari"))


def test_a_wording_goes_below_what_stands_and_never_twice() -> None:
    assert clause_library.taken_over(None, "Baru.") == "Baru."
    assert clause_library.taken_over(" Lama. ", "Baru.") == "Lama.\n\nBaru."
    assert clause_library.taken_over("Lama.\n\nBaru.", "Baru.") == "Lama.\n\nBaru."


def test_a_sectors_example_is_a_wording_of_its_clause_whatever_signs_it_holds(context: Flask) -> None:
    view = ClauseView("air", "giliran", "Giliran air", "Siapa kapan?", "Tiap {hari} 100%")
    content = clause_library.contents_for(case_of(a_walk(context).partnership), (view,))[-1]
    assert content.wordings[0].said(Terms()) == "Tiap {hari} 100%" and not content.basis


def test_parties_take_a_wording_with_one_tap_and_the_text_counts_it(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        walk = a_walk(app)
        walk.to_drafting()
        agreements.write(HEAD_NGEBEL, walk.id, None, {"dispute_terms": "Lewat RT dulu.", "scope": ""})
        opened = agreements.working_version(walk.partnership).version
    here = f"/kemitraan/{walk.id}/naskah/kalimat"
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD)
    listed = client.get(here).text
    assert listed.index("Ruang lingkup kerja sama") < listed.index("Penyelesaian perselisihan")
    shown = client.get(f"{here}/dispute_terms").text
    assert "Pakai kalimat ini" in shown and "Setelan portal ini; rujukannya belum dipastikan" in shown
    taken = testing.post(client, f"{here}/dispute_terms", {"kalimat": "antar-desa", "_versi": opened})
    assert taken.status_code == 303 and taken.location.endswith("#dispute_terms")
    assert testing.post(client, f"{here}/scope", {"kalimat": "kegiatan", "_versi": opened}).status_code == 409
    assert testing.post(client, f"{here}/rights_and_obligations", {"kalimat": "hak-sama"}).status_code == 303
    assert testing.post(client, f"{here}/rights_and_obligations", {"kalimat": "wajib-sama"}).status_code == 303
    assert testing.post(client, f"{here}/scope", {"kalimat": "lain"}).status_code == 404
    clause = next(line for line in listed.split('"') if "/naskah/kalimat/clause_air_" in line)
    assert testing.post(client, clause, {"kalimat": "contoh"}).status_code == 303
    with app.app_context():
        written = agreements.working_version(walk.partnership).content
        assert written["dispute_terms"].startswith("Lewat RT dulu.\n\n(1) Perselisihan")
        assert filled_items(written, case_of(walk.partnership).parties)["rights_and_obligations"]
        assert written["clauses"][0]["text"]
        agreements.write(HEAD_NGEBEL, walk.id, None, {"scope": "x" * 3950})
    full = testing.post(client, f"{here}/scope", {"kalimat": "kegiatan"})
    assert full.status_code == 422 and "sudah penuh" in full.text
