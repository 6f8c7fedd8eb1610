"""Every hook does what `portal.hookspecs` says, with the plugin `all_hooks` that implements them all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from contracts import all_hooks
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, STRANGER, Walk
from sqlalchemy import select

from portal import hookspecs, permissions, testing
from portal.coordination.notices import worker
from portal.db import db
from portal.errors import NotAllowed
from portal.partnerships import agreements, service, steps
from portal.partnerships.models import Partnership
from portal.partnerships.service import PartyChoice
from portal.permissions import Action, OfficeKind
from portal.sdk import Answers, record, transactional

HOOKS = sorted(name for name in vars(hookspecs) if name.startswith("portal_"))


@pytest.fixture
def portal(portal_with: Callable[..., Flask]) -> Flask:
    """The portal with its own plugins and the one with all hooks."""
    all_hooks.heard.clear()
    return portal_with(all_hooks)


def begin(app: Flask, title: str = "Percobaan", kind: str = "trial") -> int:
    """A partnership of Ngebel and Sempu."""
    with app.app_context():
        return service.begin(HEAD_NGEBEL, kind, title, "", "padi", (PartyChoice(village_code=SEMPU),)).id


def head(app: Flask) -> FlaskClient:
    """The browser of the head of Ngebel."""
    browser = app.test_client()
    testing.sign_in(browser, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    return browser


def test_every_hook_is_used_by_the_test_plugin_and_has_a_test_of_its_name(portal: Flask) -> None:
    plugin = next(item for item in portal.extensions["portal.registry"].plugins if item.name == "all_hooks")
    assert plugin.fault == ""
    assert sorted(plugin.hooks) == HOOKS
    missing = [hook for hook in HOOKS if not any(name.startswith(f"test_{hook}_") for name in globals())]
    assert missing == []


def test_portal_sectors_are_offered_wherever_sectors_are(portal: Flask) -> None:
    browser = head(portal)
    for address in ("/kemitraan/baru", "/kemitraan", f"/desa/{NGEBEL}/potensi"):
        assert "Padi organik" in browser.get(address).text, address
    answer = testing.post(browser, f"/desa/{NGEBEL}/potensi", {"sector": "padi", "title": "Sawah"})
    assert answer.status_code == 303


def test_portal_partnership_types_are_chosen_asked_and_walked(portal: Flask) -> None:
    browser = head(portal)
    assert "Kemitraan percobaan" in browser.get("/kemitraan/baru").text
    number = begin(portal)
    assert "Tanaman percobaan" in browser.get(f"/kemitraan/{number}/rincian").text
    assert testing.post(browser, f"/kemitraan/{number}/rincian", {"crop": "Rojolele"}).status_code == 303
    assert "Laporan percobaan" in browser.get(f"/kemitraan/{number}/langkah/trial_report").text
    assert testing.post(browser, f"/kemitraan/{number}/lanjut/begin_trial").status_code == 303
    for address in (f"/kemitraan/{number}", "/kemitraan"):
        assert "Masa percobaan" in browser.get(address).text, address
    with portal.app_context():
        kind = portal.extensions["portal.registry"].type_of("trial")
        assert str(kind.description) == "Satu dari 9 sektor."


def test_portal_permission_says_no_and_no_wins(portal: Flask) -> None:
    open_one, locked = begin(portal), begin(portal, "Terkunci")
    browser = head(portal)
    assert browser.get(f"/kemitraan/{open_one}/ubah").status_code == 200
    assert browser.get(f"/kemitraan/{locked}/ubah").status_code == 403


def test_portal_permission_may_add_to_the_rules(portal_with: Callable[..., Flask]) -> None:
    class Generous:
        @staticmethod
        @hookspecs.hookimpl
        def portal_permission(actor: Any, action: str, subject: Any) -> bool | None:
            return True if action == Action.PARTNERSHIP_VIEW else None

    app = portal_with(Generous())
    number = begin(app, kind="bilateral")
    with app.app_context():
        partnership = service.partnership_for(STRANGER, number)
        assert not permissions.may(STRANGER, Action.PARTNERSHIP_EDIT, partnership)


def test_portal_transition_blockers_hold_a_step_up_and_say_why(portal: Flask) -> None:
    number = begin(portal, "Belum panen")
    assert all_hooks.WAIT in head(portal).get(f"/kemitraan/{number}").text
    with portal.app_context():
        walk = Walk(service.partnership_for(HEAD_NGEBEL, number), {NGEBEL: HEAD_NGEBEL, SEMPU: HEAD_SEMPU})
        walk.prepare(NGEBEL)
        with pytest.raises(NotAllowed) as refused:
            steps.take_step(HEAD_NGEBEL, number, "convene_deliberation")
        assert all_hooks.WAIT in refused.value.reasons


def test_portal_panels_stand_on_the_page_and_have_an_address_of_their_own(portal: Flask) -> None:
    browser, number = head(portal), begin(portal)
    assert "Hujan semalam 12 mm di Ngebel dan Sempu." in browser.get(f"/kemitraan/{number}").text
    alone = browser.get(f"/kemitraan/{number}/panel/cuaca", headers={"HX-Request": "true"}).text
    assert "Hujan semalam" in alone and "<html" not in alone


def test_portal_advice_is_given_on_the_way_to_a_type(portal: Flask) -> None:
    rest = "lembaga=tidak&bidang=satu&sektor=padi&bersama=tidak&tenaga=cukup&lama=sebentar"
    browser = head(portal)
    for_two = browser.get(f"/kemitraan/pilih?pihak=2&{rest}").text
    assert "Dua pihak dapat mencoba dulu." in for_two and "Satu laporan percobaan." in for_two
    assert "jenis=trial" in for_two
    with portal.app_context():
        registry = portal.extensions["portal.registry"]
        assert [advice.type_code for advice in registry.advice(Answers(parties=2))][0] == "trial"
        assert [advice.type_code for advice in registry.advice(Answers(parties=9))][-1] == "trial"


def test_portal_agreement_annexes_are_read_with_the_text_and_frozen_with_it(portal: Flask) -> None:
    number = begin(portal)
    with portal.app_context():
        service.set_type_values(HEAD_NGEBEL, number, None, {"crop": "Rojolele"})
    shown = head(portal).get(f"/kemitraan/{number}/naskah/1").text
    assert "Tanaman yang dicoba" in shown and "Rojolele" in shown
    with portal.app_context():
        heads = {NGEBEL: HEAD_NGEBEL, SEMPU: HEAD_SEMPU}
        walk = Walk(service.partnership_for(HEAD_NGEBEL, number), heads)
        walk.to_signing()
        version = agreements.working_version(walk.partnership)
        assert version.sha256
        assert version.content["annexes"] == [
            {"key": "trial_crop", "title": "Tanaman yang dicoba", "rows": [["Tanaman", "Rojolele"]]}
        ]


def test_portal_documents_are_kinds_of_papers_of_a_partnership(portal: Flask) -> None:
    number = begin(portal)
    with portal.app_context():
        registry = portal.extensions["portal.registry"]
        kind = registry.documents["catatan-percobaan"]
        partnership = service.partnership_for(HEAD_NGEBEL, number)
        assert [str(paper.label) for paper in kind.papers(partnership)] == ["Catatan percobaan"]
        assert "Hasil percobaan" in str(kind.edition_on(date(2026, 1, 1)).compose(partnership, "").blocks[0])
        assert registry.owner_of(kind) == "all_hooks"


def test_portal_words_name_the_plugins_events_and_never_the_portals_own(portal: Flask) -> None:
    number = begin(portal)
    with portal.app_context():
        transactional(
            lambda: record(HEAD_NGEBEL, "all_hooks.sown", "partnership", number, after={"seed_kind": "IR64"})
        )()
        service.edit(HEAD_NGEBEL, number, None, {"title": "Padi", "purpose": "", "sector": "padi"})
    shown = head(portal).get(f"/kemitraan/{number}/riwayat").text
    assert "Benih sudah ditanam" in shown and "Macam benih" in shown and "IR64" in shown
    assert "Judul tiruan" not in shown


def test_portal_demo_is_asked_for_each_sample_partnership(portal: Flask) -> None:
    begin(portal)
    all_hooks.filled.clear()
    with portal.app_context():
        partnership = db.session.scalars(select(Partnership)).one()
        portal.extensions["portal.registry"].fill_demo(partnership, {SEMPU: HEAD_SEMPU, NGEBEL: HEAD_NGEBEL})
    assert all_hooks.filled == [("Percobaan", [NGEBEL, SEMPU])]


def test_portal_notifiers_are_a_channel_that_people_choose_and_each_message_goes_out_once(portal: Flask) -> None:
    number, browser = begin(portal), portal.test_client()
    testing.sign_in(browser, OfficeKind.VILLAGE_HEAD, (NGEBEL,), username="kades2")
    worker.run(portal)  # what happened before is not news
    assert "Alamat Kentongan" in browser.get("/akun/kabar").text
    chosen = {"how_often": "never", "kentongan_topics": "perjanjian", "kentongan_address": "pos ronda"}
    assert testing.post(browser, "/akun/kabar", chosen).status_code == 303
    with portal.app_context():
        transactional(lambda: record(HEAD_NGEBEL, "step.trial", "partnership", number))()
    all_hooks.called.clear()
    assert worker.run(portal) is not None and worker.run(portal) is not None
    ((message, address),) = all_hooks.called
    assert address == "pos ronda" and message.url.endswith(f"/kemitraan/{number}") and message.key


def test_portal_event_is_told_of_what_was_committed_and_of_nothing_else(portal: Flask) -> None:
    number = begin(portal)
    assert [(event.kind, event.subject_id) for event in all_hooks.heard] == [("partnership.begun", str(number))]
    all_hooks.heard.clear()
    with portal.app_context(), pytest.raises(NotAllowed):
        steps.take_step(HEAD_NGEBEL, number, "convene_deliberation")
    assert all_hooks.heard == []


def test_portal_blueprints_are_served_under_the_plugins_name_and_ask_for_a_sign_in(portal: Flask) -> None:
    visitor = portal.test_client()
    assert "Cuaca hari ini" in visitor.get("/p/all_hooks/terbuka").text
    assert visitor.get("/p/all_hooks/orang-dalam").status_code == 303
    assert head(portal).get("/p/all_hooks/orang-dalam").status_code == 200
