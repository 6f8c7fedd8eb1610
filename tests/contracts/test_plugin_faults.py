"""A plugin's fault is its own: the portal starts, every other page answers, and the fault is told (P1, P4, P5)."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from itertools import cycle, islice
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from contracts import all_hooks
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from partnership_walk import HEAD_NGEBEL, NGEBEL, SEMPU, Walk, actor_of
from sqlalchemy import text

from portal import testing
from portal.db import db
from portal.errors import NotAllowed
from portal.partnerships import service, steps
from portal.partnerships.service import PartyChoice
from portal.permissions import OfficeKind
from portal.sdk import (
    Panel,
    PartnershipType,
    Sector,
    WorkflowAddition,
    hookimpl,
    public,
)

MakePortal = Callable[..., Flask]
CORE_PAGES = (
    "/",
    "/desa",
    f"/desa/{NGEBEL}",
    "/wilayah",
    "/organisasi",
    "/kemitraan",
    "/masuk",
    "/tentang",
    "/sehat?db=1",
)
PAGES_IN_TURN = cycle(CORE_PAGES)

pytestmark = pytest.mark.sqlite  # no statement of theirs differs between the databases
BROKEN_NOTE = "Bagian ini sedang bermasalah"


def plugin(**hooks: Callable[..., Any]) -> Any:
    """A plugin with these hooks."""
    module = ModuleType("plugin_uji")
    vars(module).update({name: hookimpl(hook) for name, hook in hooks.items()})
    return module


def fails(kind: type[BaseException] = RuntimeError) -> Any:
    """Raises, wherever it is called from."""
    raise kind("tangki bocor")


def fault_of(app: Flask, name: str = "uji") -> str:
    """Why a plugin is switched off."""
    faults = {item.name: item.fault for item in app.extensions["portal.registry"].plugins}
    assert [other for other, fault in faults.items() if fault and other != name] == [], "others are switched off too"
    return faults[name]


def assert_core_lives(app: Flask, told: str) -> None:
    """Pages of the core answer, two after each fault in turn, and the administrator reads what is wrong."""
    visitor = app.test_client()
    for address in islice(PAGES_IN_TURN, 2):
        assert visitor.get(address).status_code == 200, address
    browser = app.test_client()
    testing.sign_in(browser, OfficeKind.ADMINISTRATOR)
    shown = browser.get("/admin/plugin")
    assert shown.status_code == 200 and told in unescape(shown.text)
    assert "bilateral" in app.extensions["portal.registry"].types


def kind(**more: Any) -> PartnershipType:
    """A partnership type of the test plugin."""
    return PartnershipType(**{"code": "uji", "label": "Uji", "description": "", "parties": (2, 2), **more})


def adding(**more: Any) -> Any:
    """A plugin whose type adds this to the path."""
    return plugin(portal_partnership_types=lambda sectors: [kind(workflow=WorkflowAddition(**more))])


def unmarked() -> Blueprint:
    """Pages that name no permission."""
    pages = Blueprint("pages", __name__)
    pages.add_url_rule("/rahasia", "secret", lambda: "rahasia")
    return pages


def twice() -> list[Blueprint]:
    """Two blueprints of one name."""
    return [Blueprint("pages", __name__), Blueprint("pages", __name__)]


def app_wide() -> Blueprint:
    """A blueprint that wants to run before every page of the portal."""
    pages = Blueprint("pages", __name__)
    pages.before_app_request(lambda: fails())
    pages.add_url_rule("/terbuka", "open", public(lambda: "terbuka"))
    return pages


def colliding() -> Blueprint:
    """Two views under one name."""
    pages = Blueprint("pages", __name__)
    pages.add_url_rule("/a", "same", public(lambda: "a"))
    pages.record(lambda state: state.app.add_url_rule("/b", "p_uji_pages.same", public(lambda: "b")))
    return pages


AT_START = {
    "raises at import": (("uji", "1", fails), "tangki bocor"),
    "leaves at import": (("uji", "1", lambda: fails(SystemExit)), "SystemExit"),
    "cannot be found": (("uji", "1", lambda: __import__("tidak_ada_modul")), "tidak_ada_modul"),
    "no hashable thing": (("uji", "1", SimpleNamespace), "unhashable"),
    "words of others": (plugin(portal_words=lambda: [("partnership.begun", "Bubar")]), "partnership.begun"),
    "words no pairs": (plugin(portal_words=lambda: [("uji.a",)]), "unpack"),
    "misspelt hook": (plugin(portal_sector=lambda: []), "portal_sector"),
    "unknown argument": (plugin(portal_panels=lambda partnership, reader: []), "reader"),
    "doubled type": (plugin(portal_partnership_types=lambda sectors: [kind(code="bilateral")]), "'bilateral'"),
    "same type twice": (plugin(portal_partnership_types=lambda sectors: [kind(), kind()]), "'uji'"),
    "same sector twice": (plugin(portal_sectors=lambda: [Sector("a", "A"), Sector("a", "A")]), "'a'"),
    "sectors no list": (plugin(portal_sectors=lambda: (Sector("a", "A"),)), "portal_sectors"),
    "sectors of text": (plugin(portal_sectors=lambda: ["air"]), "portal_sectors"),
    "type no list": (plugin(portal_partnership_types=lambda sectors: kind()), "portal_partnership_types"),
    "blueprint of text": (plugin(portal_blueprints=lambda: ["/a"]), "portal_blueprints"),
    "sectors raise": (plugin(portal_sectors=fails), "tangki bocor"),
    "types raise": (plugin(portal_partnership_types=lambda sectors: fails()), "tangki bocor"),
    "blueprints raise": (plugin(portal_blueprints=lambda: fails(SystemExit)), "SystemExit"),
    "one party": (plugin(portal_partnership_types=lambda sectors: [kind(parties=(1, 2))]), "parties"),
    "page without permission": (plugin(portal_blueprints=lambda: [unmarked()]), "pages.secret"),
    "two blueprints of one name": (plugin(portal_blueprints=twice), "pages"),
    "two views of one name": (plugin(portal_blueprints=lambda: [colliding()]), "same"),
    "runs before every page": (plugin(portal_blueprints=lambda: [app_wide()]), "seluruh portal"),
}


@pytest.mark.parametrize("fault", AT_START)
def test_P1_a_plugin_with_a_fault_is_switched_off_alone(portal_with: MakePortal, fault: str) -> None:
    broken, told = AT_START[fault]
    app = portal_with(broken)
    assert told in fault_of(app)
    assert_core_lives(app, told)
    assert "uji" not in app.extensions["portal.registry"].types
    assert app.test_client().get("/p/uji/rahasia").status_code == 404


def test_P1_the_second_of_two_plugins_that_bring_one_sector_is_switched_off(portal_with: MakePortal) -> None:
    late = plugin(portal_sectors=lambda: [Sector("air", "Air saya"), Sector("angin", "Angin")])
    app = portal_with(late)
    registry = app.extensions["portal.registry"]
    assert "'air' sudah dipakai oleh sector" in fault_of(app)
    assert str(registry.sectors["air"].label) == "Air bersih dan irigasi" and "angin" not in registry.sectors


def test_P1_two_plugins_of_one_name_leave_one(portal_with: MakePortal) -> None:
    one, two = (plugin(portal_sectors=lambda code=code: [Sector(code, code)]) for code in ("satu", "dua"))
    app = portal_with(("uji", "", lambda: one), ("uji", "", lambda: two))
    faults = [item.fault for item in app.extensions["portal.registry"].plugins if item.name == "uji"]
    assert faults[0] == "" and "uji" in faults[1]
    assert "satu" in app.extensions["portal.registry"].sectors


def test_P1_a_plugin_whose_name_cannot_stand_in_an_address_is_switched_off(portal_with: MakePortal) -> None:
    app = portal_with(("Uji-1", "1", plugin))
    assert "huruf kecil" in fault_of(app, "Uji-1")


# while it runs


def failing_sql(partnership: Any, actor: Any) -> dict[str, Any]:
    """On PostgreSQL a failed statement spoils the whole transaction."""
    db.session.execute(text("SELECT * FROM tidak_ada"))
    return {}


def panels(*, template: str = "uji/tidak_ada.html", context: Callable[..., Any] = lambda p, a: {}) -> Any:
    """A plugin with one panel."""
    panel = Panel("rusak", "Panel uji", template, context, order=1, public=True)
    return plugin(portal_panels=lambda partnership, actor: [panel])


PANELS = {
    "context raises": panels(context=lambda p, a: fails()),
    "context leaves": panels(context=lambda p, a: fails(SystemExit)),
    "context is none": panels(context=lambda p, a: None),
    "statement fails": panels(context=failing_sql),
    "template missing": panels(),
    "template raises": panels(template="all_hooks/weather.html"),
}


@pytest.mark.parametrize("fault", PANELS)
def test_P1_a_panel_that_fails_leaves_a_note_and_the_rest_of_the_page(portal_with: MakePortal, fault: str) -> None:
    app = portal_with(PANELS[fault], all_hooks)
    number, browser = begun(app), head(app)
    shown = browser.get(f"/kemitraan/{number}")
    assert shown.status_code == 200
    assert BROKEN_NOTE in shown.text and "Saling memberi" in shown.text and "Hujan semalam" in shown.text
    alone = browser.get(f"/kemitraan/{number}/panel/rusak", headers={"HX-Request": "true"})
    assert alone.status_code == 200 and BROKEN_NOTE in alone.text
    assert_core_lives(app, "panel rusak")


RUNNING = {
    "panels raise": plugin(portal_panels=lambda partnership, actor: fails()),
    "panels leave": plugin(portal_panels=lambda partnership, actor: fails(SystemExit)),
    "panels of text": plugin(portal_panels=lambda partnership, actor: ["panel"]),
    "event raises": plugin(portal_event=lambda event: fails()),
    "event leaves": plugin(portal_event=lambda event: fails(SystemExit)),
    "event's statement fails": plugin(portal_event=lambda event: failing_sql(None, None) and None),
}


@pytest.mark.parametrize("fault", RUNNING)
def test_P1_a_hook_that_shows_or_listens_fails_soft(portal_with: MakePortal, fault: str) -> None:
    app = portal_with(RUNNING[fault])
    browser = head(app)
    answer = testing.post(
        browser, "/kemitraan/baru", {"partner": SEMPU, "title": "Air", "sector": "air", "type_code": "bilateral"}
    )
    assert answer.status_code == 303
    shown = browser.get(answer.location)
    assert shown.status_code == 200 and "Saling memberi" in shown.text
    assert_core_lives(app, "portal_" + fault[:5].rstrip("'s "))


def blocked(answer: Callable[..., Any]) -> Any:
    """A plugin that is asked before each step."""
    return plugin(portal_transition_blockers=lambda partnership, transition, actor: answer())


@pytest.mark.parametrize("answer", (fails, lambda: fails(SystemExit), lambda: "teks", lambda: failing_sql(None, None)))
def test_P1_a_hook_that_decides_on_a_step_refuses_when_it_fails(
    portal_with: MakePortal, answer: Callable[..., Any]
) -> None:
    app = portal_with(blocked(answer))
    number = begun(app)
    shown = head(app).get(f"/kemitraan/{number}")
    assert shown.status_code == 200 and "Pemeriksaan oleh plugin uji sedang bermasalah" in shown.text
    refused(app, number, "convene_deliberation")
    assert_core_lives(app, "portal_transition_blockers")


@pytest.mark.parametrize("answer", (fails, lambda: fails(SystemExit), lambda: "ya", lambda: failing_sql(None, None)))
def test_P1_a_permission_hook_that_fails_says_no_and_public_pages_stay_open(
    portal_with: MakePortal, answer: Callable[..., Any]
) -> None:
    number = begun(portal_with())
    app = portal_with(plugin(portal_permission=lambda actor, action, subject: answer()))
    browser = head(app)
    assert browser.get(f"/kemitraan/{number}").status_code == 404
    assert testing.post(browser, f"/kemitraan/{number}/ubah", {"title": "x"}).status_code == 404
    assert browser.get(f"/desa/{NGEBEL}/ubah").status_code == 403
    assert_core_lives(app, "portal_permission")


def test_P1_a_guard_that_fails_holds_its_step_up_and_no_page(portal_with: MakePortal) -> None:
    app = portal_with(adding(guards={"convene_deliberation": (lambda case: fails(),)}))
    number, browser = begun(app, "uji"), head(app)
    for address in (f"/kemitraan/{number}", "/kemitraan"):
        assert browser.get(address).status_code == 200
    assert "sedang bermasalah" in browser.get(f"/kemitraan/{number}").text
    refused(app, number, "convene_deliberation")


def test_P1_a_summary_that_fails_leaves_the_purpose(portal_with: MakePortal) -> None:
    kind = PartnershipType("uji", "Uji", "", (2, 2), summary=lambda partnership: fails())
    app = portal_with(plugin(portal_partnership_types=lambda sectors: [kind]))
    assert '<p class="lead">air</p>' in head(app).get(f"/kemitraan/{begun(app, 'uji')}").text
    assert "summary of uji" in next(item.trouble for item in app.extensions["portal.registry"].plugins if item.trouble)


def test_P1_a_page_of_a_plugin_that_raises_is_one_error_page(portal_with: MakePortal) -> None:
    pages = Blueprint("pages", __name__)
    pages.add_url_rule("/rusak", "broken", public(lambda: fails()))
    app = portal_with(plugin(portal_blueprints=lambda: [pages]))
    assert app.test_client().get("/p/uji/rusak").status_code == 500
    assert_core_lives(app, "uji")


# taken away


def test_P5_without_its_plugin_a_partnership_stays_readable_and_is_whole_again_with_it(portal_with: MakePortal) -> None:
    number = begun(portal_with(), stage="active", values={"shared_interest": "air cukup", "activities": "kerja bakti"})
    bare = portal_with(built_in=False)
    browser = head(bare)
    for path in ("", "/riwayat", "/penawaran", "/naskah/1", "/langkah/offer/cetak", "/ubah"):
        assert browser.get(f"/kemitraan/{number}{path}").status_code == 200, path
    assert "Berjalan" in browser.get(f"/kemitraan/{number}").text
    assert "Saluran irigasi" in browser.get("/kemitraan").text
    assert browser.get(f"/kemitraan/{number}/panel/pertukaran").status_code == 404
    assert browser.get(f"/kemitraan/{number}/rincian").status_code == 404
    assert browser.get("/kemitraan/baru").status_code == 200
    assert kept(bare, number)["shared_interest"] == "air cukup"
    again = portal_with()
    shown = head(again).get(f"/kemitraan/{number}").text
    assert "air cukup" in shown and "kerja bakti" in shown


def test_P5_a_partnership_in_a_state_of_a_plugin_that_is_gone_stays_readable(portal_with: MakePortal) -> None:
    full = portal_with(all_hooks)
    number = begun(full, "trial")
    with full.app_context():
        steps.take_step(HEAD_NGEBEL, number, "begin_trial")
    bare = portal_with()
    browser = head(bare)
    for path in ("", "/riwayat", "/langkah/priority_list/cetak"):
        assert browser.get(f"/kemitraan/{number}{path}").status_code in (200, 404), path
    shown = browser.get(f"/kemitraan/{number}").text
    assert "Plugin yang membawa keadaan ini tidak terpasang" in shown and "trial" in shown
    assert browser.get("/kemitraan").status_code == 200
    assert testing.post(browser, f"/kemitraan/{number}/langkah/offer", {"number": "1"}).status_code < 500
    again = portal_with(all_hooks)
    with again.app_context():
        assert steps.take_step(HEAD_NGEBEL, number, "end_trial").status == "draft"


def begun(app: Flask, kind: str = "bilateral", stage: str = "", values: dict[str, Any] | None = None) -> int:
    """A partnership of Ngebel and Sempu, walked to a stage."""
    heads = {code: actor_of(OfficeKind.VILLAGE_HEAD, code) for code in (NGEBEL, SEMPU)}
    with app.app_context():
        partner = (PartyChoice(village_code=SEMPU),)
        walk = Walk(service.begin(heads[NGEBEL], kind, "Saluran irigasi", "air", "air", partner), heads)
        if stage:
            getattr(walk, f"to_{stage}")()
        service.set_type_values(heads[NGEBEL], walk.id, None, values or {})
        return walk.id


def head(app: Flask) -> FlaskClient:
    """The browser of the head of Ngebel."""
    browser = app.test_client()
    testing.sign_in(browser, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    return browser


def refused(app: Flask, number: int, step: str) -> None:
    """The step is refused with a sentence that names the trouble, and the state stays."""
    with app.app_context():
        with pytest.raises(NotAllowed) as error:
            steps.take_step(HEAD_NGEBEL, number, step)
        assert any("sedang bermasalah" in str(reason) for reason in error.value.reasons)
        assert service.partnership_for(HEAD_NGEBEL, number).status == "draft"


def kept(app: Flask, number: int) -> dict[str, Any]:
    """The values of a partnership's type, as they are kept."""
    with app.app_context():
        return service.partnership_for(HEAD_NGEBEL, number).type_values
