"""A clumsy or hostile panel is alone with it: the page stands, others show, and nobody waits for it twice."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from contracts import all_hooks
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import Markup
from partnership_walk import HEAD_NGEBEL, NGEBEL, SEMPU
from sqlalchemy import text

from portal import testing
from portal.db import db, is_postgresql
from portal.partnerships import service
from portal.partnerships.panel_markup import MarkupFault, check
from portal.partnerships.service import PartyChoice
from portal.permissions import OfficeKind
from portal.sdk import Panel, hookimpl, transactional

MakePortal = Callable[..., Flask]
FAILED, SLOW = "Bagian ini sedang bermasalah", "Bagian ini terlalu lama disiapkan"
OTHER = "Hujan semalam 12 mm"

# what a panel's HTML may not hold

REFUSED = {
    "<p>belum ditutup": "<p> tidak ditutup",
    "<ul><li>satu<li>dua</ul>": "</ul> di baris 1, padahal yang terbuka <li>",
    "</section><section>": "</section> di baris 1 tanpa pembuka",
    "<b><i>x</b></i>": "</b> di baris 1, padahal yang terbuka <i>",
    "<p>x</p><div class='": "tanda < di akhir",
    '<p title="x>satu</p><p class="dua">': "periksa tanda kutipnya",
    "<!-- <p>x</p>": "",
    "<!-- x -->": "komentar",
    "<!DOCTYPE html>": "<!DOCTYPE html>",
    "<![CDATA[x]]>": "tidak boleh",
    "<?php x ?>": "<?php x",
    "<script>a()</script>": "<script> tidak boleh",
    "<SCRIPT src=/p/uji/static/a.js></SCRIPT>": "<script> tidak boleh",
    "<style>p{}</style>": "<style> tidak boleh",
    '<iframe src="/"></iframe>': "<iframe> tidak boleh",
    '<base href="/">': "<base> tidak boleh",
    '<meta http-equiv="refresh" content="0">': "<meta> tidak boleh",
    '<link rel="stylesheet" href="/x.css">': "<link> tidak boleh",
    "<object></object>": "<object> tidak boleh",
    "<main></main>": "<main> tidak boleh",
    "<h1>x</h1>": "mulai dari <h3>",
    "<h2>x</h2>": "mulai dari <h3>",
    "<div/>": "tulis <div></div>",
    "<svg><p>x</p></svg>": "<p> di dalam <svg>",
    "<title>x</title>": "<title> di luar <svg>",
    '<p style="color:red">x</p>': "atribut style",
    '<p onclick="a()">x</p>': "atribut onclick",
    '<img src="/x.png" alt="" ONERROR="a()">': "atribut onerror",
    '<p hx-on:click="a()">x</p>': "atribut hx-on:click",
    '<p data-hx-get="/x">x</p>': "atribut data-hx-get",
    '<p hx-swap-oob="true">x</p>': "atribut hx-swap-oob",
    '<p hx-vals="js:a()">x</p>': "atribut hx-vals",
    '<a href="/x" hx-get="/x" hx-target="#isi">x</a>': "menunjuk ke luar",
    '<a href="/x" hx-get="/x" hx-target="closest main">x</a>': "menunjuk ke luar",
    '<a href="/x" hx-get="/x" hx-trigger="click[a()]">x</a>': "hx-trigger",
    '<a href="javascript:a()">x</a>': "alamat href",
    '<a href=" java\tscript:a()">x</a>': "alamat href",
    '<a href="&#106;avascript:a()">x</a>': "alamat href",
    '<img src="data:text/html,x" alt="">': "alamat src",
    "<input name='a'>": "<input> di luar <form>",
    "<button>x</button>": "<button> di luar <form>",
    '<form><button form="lain">x</button></form>': "atribut form",
    '<form><button formaction="/x">x</button></form>': "atribut formaction",
    "<form><form></form></form>": "<form> di dalam <form>",
    "<a href='/a'><a href='/b'>x</a></a>": "<a> di dalam <a>",
    '<p id="isi">x</p>': "id 'isi' harus diawali 'uji-'",
    '<p id="uji-a">x</p><p id="uji-a">y</p>': "id 'uji-a' ada dua",
    '<form><input name="a" autofocus></form>': "atribut autofocus",
    "x" * 300_000: "terlalu besar",
}
SOUND = (
    "",
    "teks &lt;script&gt; biasa & tanpa unsur",
    '<h3 id="uji-a">x</h3><p class="prose">a<br>b <a href="/desa?q=x#y">c</a> <a href="https://wa.me/1">d</a></p>',
    '<form method="post" action="/p/uji/x" novalidate><input type="hidden" name="csrf_token" value="x">'
    '<label for="uji-n">n</label><input id="uji-n" name="uji-n" required><button>Simpan</button></form>',
    '<div class="table-wrap"><table class="cards"><caption>c</caption><tbody><tr><td data-label="x">1</td></tr></tbody>'
    "</table></div>",
    '<svg viewBox="0 0 9 9" role="img" aria-label="x"><title>x</title><path d="M1 1"/><rect width="1"/></svg>',
    '<a href="/x" hx-get="/x" hx-target="#panel-rusak" hx-swap="outerHTML" hx-push-url="true">x</a>',
    '<details open><summary>x</summary><ul><li><img src="/p/uji/static/a.png" alt="a"></li></ul></details>',
    '<a href="tel:+62812">x</a><a href="mailto:a@b">y</a><a href="halaman/2">z</a><a href="">k</a>',
)


@pytest.mark.sqlite
@pytest.mark.parametrize("html", REFUSED)
def test_a_panel_may_not_hold(html: str) -> None:
    with pytest.raises(MarkupFault) as refused:
        check(html, "uji", "rusak")
    assert REFUSED[html] in str(refused.value)


@pytest.mark.sqlite
@pytest.mark.parametrize("html", SOUND)
def test_a_panel_may_hold(html: str) -> None:
    check(html, "uji", "rusak")


@pytest.mark.sqlite
def test_looking_at_a_panel_costs_little() -> None:
    html = (
        '<div class="card"><h3>Ngebel memberi</h3><p class="prose">Air dari mata air &amp; lain-lain.</p></div>\n' * 40
    )
    started = time.perf_counter()
    for _number in range(50):
        check(html, "uji", "rusak")
    assert (time.perf_counter() - started) / 50 < 0.02, f"{len(html)} characters"


# on the page


@pytest.fixture(autouse=True)
def _no_package_stays() -> Iterator[None]:
    yield
    sys.modules.pop("paket_uji", None)


def package(folder: Path, templates: dict[str, str], **hooks: Callable[..., Any]) -> Any:
    """A plugin that is a package with templates: what `import` would give."""
    module = ModuleType("paket_uji")
    module.__path__ = [str(folder)]
    for name, source in templates.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    (folder / "__init__.py").touch()
    vars(module).update({name: hookimpl(hook) for name, hook in hooks.items()})
    module.__spec__ = _spec(folder)
    sys.modules["paket_uji"] = module
    return ("uji", "1.0", lambda: module)


def _spec(folder: Path) -> Any:
    return spec_from_file_location("paket_uji", folder / "__init__.py", submodule_search_locations=[str(folder)])


def panel(context: Callable[..., Any] = lambda p, a: {}, template: str = "uji/rusak.html") -> Callable[..., Any]:
    """The hook of a plugin with one public panel."""
    return lambda partnership, actor: [Panel("rusak", "Panel uji", template, context, order=1, public=True)]


def begun(app: Flask, title: str = "Saluran irigasi") -> int:
    """A partnership of Ngebel and Sempu."""
    kind = "bilateral" if "bilateral" in app.extensions["portal.registry"].types else "trial"
    with app.app_context():
        return service.begin(HEAD_NGEBEL, kind, title, "air", "padi", (PartyChoice(village_code=SEMPU),)).id


def browser_of(app: Flask, kind: OfficeKind = OfficeKind.VILLAGE_HEAD, code: str = NGEBEL) -> FlaskClient:
    """Somebody's browser."""
    browser = app.test_client()
    testing.sign_in(browser, kind, (code,) if kind == OfficeKind.VILLAGE_HEAD else None)
    return browser


def health(app: Flask) -> str:
    """The administrator's page of plugins."""
    return browser_of(app, OfficeKind.ADMINISTRATOR).get("/admin/plugin").text


@pytest.mark.parametrize("html", ("</section></main>", "<div>", "<script>a()</script>", "{{ nama }"))
def test_a_panel_that_would_break_the_page_is_left_out(portal_with: MakePortal, tmp_path: Path, html: str) -> None:
    plugin = package(tmp_path / "uji", {"templates/uji/rusak.html": html}, portal_panels=panel())
    app = portal_with(plugin, all_hooks)
    shown = browser_of(app).get(f"/kemitraan/{begun(app)}").text
    assert FAILED in shown and OTHER in shown and "Saling memberi" in shown
    assert html not in shown and shown.count("</main>") == 1
    assert "panel rusak" in health(app)


def test_an_administrator_reads_on_the_page_what_is_wrong_and_others_do_not(
    portal_with: MakePortal, tmp_path: Path
) -> None:
    templates = {"templates/uji/rusak.html": "<h2>Judul</h2>"}
    app = portal_with(package(tmp_path / "uji", templates, portal_panels=panel()))
    number = begun(app)
    with app.app_context():
        db.session.rollback()
        with db.engine.execution_options(portal_write=True).begin() as connection:
            connection.execute(text("UPDATE partnership SET is_public = :yes"), {"yes": True})
    told = "judul di dalam bagian mulai dari"
    assert told not in browser_of(app).get(f"/kemitraan/{number}").text
    assert told in health(app)
    shown = browser_of(app, OfficeKind.ADMINISTRATOR).get(f"/kemitraan/{number}").text
    assert "Untuk pengelola: uji:" in shown and told in shown


def test_what_people_typed_is_escaped_in_a_panel(portal_with: MakePortal, tmp_path: Path) -> None:
    templates = {"templates/uji/rusak.html": "<p>{{ partnership.title }}</p>"}
    app = portal_with(package(tmp_path / "uji", templates, portal_panels=panel()))
    number = begun(app, "<img src=x onerror=a()>")
    shown = browser_of(app).get(f"/kemitraan/{number}/panel/rusak").text
    assert "<p>&lt;img src=x onerror=a()&gt;</p>" in shown and "<img" not in shown


@pytest.mark.parametrize("way", ("{{ x | safe }}", "{% autoescape false %}{{ x }}{% endautoescape %}"))
def test_a_template_that_switches_escaping_off_is_not_rendered(
    portal_with: MakePortal, tmp_path: Path, way: str
) -> None:
    plugin = package(
        tmp_path / "uji", {"templates/uji/rusak.html": way}, portal_panels=panel(lambda p, a: {"x": "<b>tebal</b>"})
    )
    app = portal_with(plugin)
    assert FAILED in browser_of(app).get(f"/kemitraan/{begun(app)}").text
    assert "teks selalu diamankan" in health(app)


def test_html_that_a_plugin_vouches_for_is_looked_at_all_the_same(portal_with: MakePortal, tmp_path: Path) -> None:
    vouched = panel(lambda p, a: {"x": Markup("<img src=x onerror=a()>")})
    app = portal_with(
        package(tmp_path / "uji", {"templates/uji/rusak.html": "{{ x }}"}, portal_panels=vouched), all_hooks
    )
    shown = browser_of(app).get(f"/kemitraan/{begun(app)}").text
    assert FAILED in shown and OTHER in shown and "onerror" not in shown


def test_a_plugin_shadows_no_template_of_the_core_or_of_another(portal_with: MakePortal, tmp_path: Path) -> None:
    templates = {
        "templates/base.html": "DIBAJAK",
        "templates/partnerships/show.html": "DIBAJAK",
        "templates/bilateral/exchange.html": "DIBAJAK",
        "templates/uji/rusak.html": "{% extends 'base.html' %}",
        "templates/lain/rusak.html": "DIBAJAK",
    }
    app = portal_with(package(tmp_path / "uji", templates, portal_panels=panel(template="lain/rusak.html")))
    shown = browser_of(app).get(f"/kemitraan/{begun(app)}").text
    assert "DIBAJAK" not in shown and "Saling memberi" in shown and FAILED in shown
    assert "uji/rusak.html" in app.jinja_env.list_templates()
    assert "lain/rusak.html" not in app.jinja_env.list_templates()


def test_files_of_a_plugin_stand_under_its_own_name(portal_with: MakePortal, tmp_path: Path) -> None:
    templates = {"static/kapal.svg": "<svg xmlns='http://www.w3.org/2000/svg'></svg>", "rahasia.txt": "x"}
    app = portal_with(package(tmp_path / "uji", templates))
    visitor = app.test_client()
    with visitor.get("/p/uji/static/kapal.svg") as answer:
        assert answer.status_code == 200 and answer.mimetype == "image/svg+xml"
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for path in (
        "/p/uji/static/../rahasia.txt",
        "/p/uji/static/%2e%2e/rahasia.txt",
        "/p/uji/static/tidak",
        "/p/lain/static/a",
    ):
        assert visitor.get(path).status_code == 404, path


def test_two_panels_of_one_key_leave_the_first(portal_with: MakePortal, tmp_path: Path) -> None:
    def taken(partnership: Any, actor: Any) -> list[Panel]:
        return [Panel("pertukaran", "Tiruan", "uji/rusak.html", lambda p, a: {})]

    app = portal_with(package(tmp_path / "uji", {"templates/uji/rusak.html": "tiruan"}, portal_panels=taken))
    shown = browser_of(app).get(f"/kemitraan/{begun(app)}").text
    assert "Saling memberi" in shown and "Tiruan" not in shown
    assert "sudah dipakai oleh bilateral" in health(app).replace("&#39;", "'")


def test_a_panel_cannot_write(portal_with: MakePortal, tmp_path: Path) -> None:
    def writes(partnership: Any, actor: Any) -> dict[str, Any]:
        transactional(lambda: None)()
        return {}

    app = portal_with(package(tmp_path / "uji", {"templates/uji/rusak.html": "x"}, portal_panels=panel(writes)))
    assert FAILED in browser_of(app).get(f"/kemitraan/{begun(app)}").text
    assert "a panel only reads" in health(app)


# within its time


def busy(partnership: Any, actor: Any) -> dict[str, Any]:
    """Never ends by itself."""
    while True:
        sum(range(1000))


def asleep(partnership: Any, actor: Any) -> dict[str, Any]:
    """Cannot be stopped before it wakes."""
    time.sleep(1)
    return {}


def slow_query(partnership: Any, actor: Any) -> dict[str, Any]:
    """A statement that takes minutes."""
    if is_postgresql():
        db.session.execute(text("SELECT pg_sleep(60)"))
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000000) SELECT max(i) FROM n"
    )
    db.session.execute(text(endless))
    return {}


def stubborn(partnership: Any, actor: Any) -> dict[str, Any]:
    """Keeps every ordinary exception."""
    while True:
        try:
            busy(partnership, actor)
        except Exception:
            continue


SLOW_WAYS = {"busy": busy, "asleep": asleep, "slow query": slow_query, "stubborn": stubborn}


def slow_portal(portal_with: MakePortal, folder: Path, budget: int = 400, **hooks: Any) -> Flask:
    """The portal with a panel that takes too long, and little time for it."""
    plugin = package(folder / "uji", {"templates/uji/rusak.html": "<p>jadi</p>"}, **hooks)
    app = portal_with(plugin, all_hooks, built_in=False)  # few other panels, which a busy machine could slow down
    settings = app.extensions["portal.settings"]
    object.__setattr__(settings, "panel_budget_ms", budget)
    return app


@pytest.mark.parametrize("way", SLOW_WAYS)
def test_a_panel_that_takes_too_long_is_stopped_and_rests(portal_with: MakePortal, tmp_path: Path, way: str) -> None:
    app = slow_portal(portal_with, tmp_path, portal_panels=panel(SLOW_WAYS[way]))
    number, other, browser = begun(app), begun(app, "Yang lain"), browser_of(app)
    first, took = timed(browser, f"/kemitraan/{number}")
    assert SLOW in first and OTHER in first and took < 6
    assert f'href="/kemitraan/{number}/panel/rusak"' in first
    for address in (f"/kemitraan/{number}", f"/kemitraan/{other}"):
        shown, took = timed(browser, address)
        assert SLOW in shown and OTHER in shown and took < 4  # it would take a minute
    told = health(app)
    assert "beristirahat" in told and "bagian rusak terlalu lama: lebih dari 400 ms" in told


def test_a_panel_on_its_own_page_gets_more_time_and_then_the_page_tries_it_again(
    portal_with: MakePortal, tmp_path: Path
) -> None:
    def rather_slow(partnership: Any, actor: Any) -> dict[str, Any]:
        time.sleep(0.6)
        return {}

    app = slow_portal(portal_with, tmp_path, portal_panels=panel(rather_slow))
    number, browser = begun(app), browser_of(app)
    assert SLOW in browser.get(f"/kemitraan/{number}").text
    assert "<p>jadi</p>" in browser.get(f"/kemitraan/{number}/panel/rusak").text
    assert next(item for item in app.extensions["portal.registry"].plugins if item.name == "uji").resting == []


def test_a_panel_that_is_too_slow_for_its_own_page_rests_there_too(portal_with: MakePortal, tmp_path: Path) -> None:
    app = slow_portal(portal_with, tmp_path, budget=200, portal_panels=panel(busy))
    number, browser = begun(app), browser_of(app)
    address = f"/kemitraan/{number}/panel/rusak"
    for _time in range(2):
        shown, took = timed(browser, address)
        assert "Coba lagi beberapa menit lagi" in shown and took < 6
    fragment = browser.get(address, headers={"HX-Request": "true"})
    assert fragment.status_code == 200 and SLOW in fragment.text


def test_a_rest_ends(portal_with: MakePortal, tmp_path: Path) -> None:
    slow = [True]
    app = slow_portal(portal_with, tmp_path, portal_panels=panel(lambda p, a: busy(p, a) if slow[0] else {}))
    number, browser = begun(app), browser_of(app)
    assert SLOW in browser.get(f"/kemitraan/{number}").text
    slow[0] = False
    assert SLOW in browser.get(f"/kemitraan/{number}").text
    plugin = next(item for item in app.extensions["portal.registry"].plugins if item.name == "uji")
    assert 290 < plugin.rests["rusak"] - time.monotonic() <= 300
    plugin.rests["rusak"] -= 300  # five minutes later
    assert "<p>jadi</p>" in browser.get(f"/kemitraan/{number}").text


def test_a_plugin_that_takes_too_long_to_name_its_panels_rests(portal_with: MakePortal, tmp_path: Path) -> None:
    app = slow_portal(portal_with, tmp_path, portal_panels=lambda partnership, actor: busy(partnership, actor))
    number, browser = begun(app), browser_of(app)
    for _time in range(2):
        shown, took = timed(browser, f"/kemitraan/{number}")
        assert OTHER in shown and took < 6
    assert "portal_panels" in health(app)


def test_after_a_stopped_statement_the_database_reads_and_writes_on(portal_with: MakePortal, tmp_path: Path) -> None:
    app = slow_portal(portal_with, tmp_path, portal_panels=panel(slow_query))
    number, browser = begun(app), browser_of(app)
    assert SLOW in browser.get(f"/kemitraan/{number}").text
    with app.app_context():
        long = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500000) SELECT max(i) FROM n"
        assert db.session.execute(text(long)).scalar() == 1_500_000
    assert begun(app, "Sesudahnya") > number


def timed(browser: FlaskClient, address: str) -> tuple[str, float]:
    """A page, and how long it took in seconds."""
    started = time.monotonic()
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.text, time.monotonic() - started
