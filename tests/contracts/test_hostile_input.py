"""Whatever is typed, pasted or forged: an answer, never a crash (I1); and never a script on a page (I4)."""

from __future__ import annotations

import ast
import itertools
import os
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from contracts.pages import Form, Page, crawl
from contracts.routes import routes
from contracts.world import World
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal import testing

PORTAL = Path(__file__).parents[2] / "portal"
PRODUCT = "62615533"  # what {{7919*7907}} would become
HOSTILE = (
    "1" + "0" * 30, "-1", "0", "1e309", "NaN", "Infinity", "9223372036854775808", "2147483648", "2026-02-30",
    "0000-00-00", "10000-01-01", "0001-01-01", "\ud800", "a\0b", "x" * 100_000, "{{7919*7907}}", "${7919*7907}",
    "%(nama)s %s {0.__class__}", "' OR 1=1 --", "\"><script>alert(1)</script>", "../../../../etc/passwd",
    "\u202e\u200b\ufeff", "  ", "%", "javascript:alert(1)", "٣٤", "1\r\nSet-Cookie: a=b",
)  # fmt: skip
NUMBERS = ("1" + "0" * 30, "2147483648", "0", "-1", "%00", "%ED%A0%80", "x" * 3000)
EACH = int(os.environ.get("HOSTILE_EACH", "1"))  # values tried on each page and field; the next one tries the next ones
LEFT_ALONE = ("/keluar", "/akun/sesi", "/admin/orang", "/akun/sandi")  # end the sign-in that the test needs
ROLES = ("anonymous", "head", "administrator")


def query_names() -> set[str]:
    """Every name that a view looks for in the query, from the source, and one that none does."""
    found = {"tidak_ada"}
    for path in PORTAL.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if re.search(r"request\.(args|values)", source):
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
                    found.add(node.value)
    return {name for name in found if len(name) < 12}


def sent(value: str) -> str:
    """A value as it goes over the wire, lone surrogates too."""
    return quote(value.encode("utf-8", "surrogatepass"))


@pytest.mark.sqlite
def test_I1_no_query_makes_a_page_fail(world: World) -> None:
    names, failed = sorted(query_names()), []
    assert {"q", "cari", "halaman", "mitra", "next", "lama", "sebelum"} <= set(names)
    values = itertools.cycle(HOSTILE)
    pages = [
        ("administrator" if route.rule.rule.startswith("/admin") else "head", route.address(world, "own"))
        for route in routes(world.app)
        if route.method == "GET" and not route.rule.rule.startswith("/static")
    ]
    for (role, address), value in ((page, value) for page in pages for value in itertools.islice(values, EACH)):
        if len(value) > 10_000:
            value = value[:6000]  # a longer address never reaches the portal
        query = "&".join(f"{name}={sent(value)}" for name in names if name != "next")
        answer = world.client(role).get(f"{address}?{query}&next={sent(value)}&q={sent(value)}")
        failed += complaints(answer, f"{address} {value[:20]!r}")
    assert not failed, "\n".join(failed)


def test_I1_no_number_in_an_address_makes_a_page_fail(world: World) -> None:
    failed, numbers = [], itertools.cycle(NUMBERS)
    for route in routes(world.app):
        pairs = itertools.product(sorted(route.rule.arguments), range(EACH))
        for name, value in ((name, next(numbers)) for name, _round in pairs):
            address = route.name.partition(" ")[2].replace("{" + name + "}", value)
            for other in route.rule.arguments - {name}:
                known = route._value(world, other, world.ids["own"])
                address = address.replace("{" + other + "}", str(known))
            role = "administrator" if address.startswith(("/admin", "/undangan")) else "head"
            browser = world.client(role)
            answer = browser.get(address) if route.method == "GET" else testing.post(browser, address)
            failed += complaints(answer, f"{route.method} {address[:80]}")
            if "keluar" in address and answer.status_code < 400:
                world.sign_in(role)
    assert not failed, "\n".join(failed)


@pytest.mark.parametrize("role", ROLES)
def test_I1_no_value_of_a_field_makes_a_form_fail(world: World, role: str) -> None:
    world.sign_in(role)
    values, failed, tried = itertools.cycle(HOSTILE), [], 0
    for form in forms_of(world.client(role), world):
        for item in form.fields:
            if item.kind in ("submit", "file") or item.name == "csrf_token":
                continue
            for value in itertools.islice(values, EACH):
                answer = send(world.client(role), form, form.filled() | {item.name: value})
                failed += complaints(answer, f"{form.action} {item.name}={value[:20]!r}")
                tried += 1
    assert not failed, "\n".join(failed)
    assert tried > 15


@pytest.mark.sqlite  # it is refused before any database is asked
@pytest.mark.parametrize("role", ROLES)
def test_I1_a_malformed_request_is_refused_and_not_stumbled_over(world: World, role: str) -> None:
    world.sign_in(role)
    browser, failed = world.client(role), []
    for form in forms_of(browser, world):
        token = testing.csrf_token(browser)
        fields = form.filled()
        bodies = (
            (b'{"a": [1', "application/json"),
            (
                b"csrf_token=" + token.encode() + b"&a=%ff%fe&\xff\xfe=1&" + b"b" * 50,
                "application/x-www-form-urlencoded",
            ),
            (b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\nhalf", "multipart/form-data; boundary=x"),
            (b"", "multipart/form-data"),
            (b"\0" * 100, "text/plain"),
            ("&".join(f"a{number}=1" for number in range(2000)).encode(), "application/x-www-form-urlencoded"),
        )
        for body, kind in bodies:
            headers = {"X-CSRFToken": token}
            answer = browser.post(form.action, data=body, content_type=kind, headers=headers)
            failed += complaints(answer, f"{form.action} {kind} {body[:20]!r}")
        lists = {name: [value, value, "lain"] for name, value in fields.items()}
        failed += complaints(testing.post(browser, form.action, lists), f"{form.action} lists")
        nested = {f"{name}[a]": value for name, value in fields.items()}
        failed += complaints(testing.post(browser, form.action, nested), f"{form.action} nested")
    assert not failed, "\n".join(failed)


@pytest.mark.sqlite  # what is shown does not depend on the database
def test_I4_what_people_write_never_becomes_a_script_on_any_page(world: World) -> None:
    payloads = (
        "\"><script>alert('xss7')</script>",
        "'><img src=x onerror=alert('xss7')>",
        "</textarea></title><svg onload=alert('xss7')>",
        "<a href=javascript:alert('xss7')>xss7</a> {{ 7919*7907 }} <b hx-get=/keluar>xss7</b>",
    )
    wrong: list[str] = []
    next_payload = itertools.cycle(payloads)
    for role in ("head", "administrator"):
        world.sign_in(role)
        for form in forms_of(world.client(role), world):
            filled = form.filled()
            texts = [item.name for item in form.fields if item.kind in ("text", "textarea", "search")]
            for names in (texts, *([name] for name in texts[: EACH * 4])):
                written = dict.fromkeys(names, next(next_payload))
                wrong += scripts(send(world.client(role), form, filled | written).text, f"answer of {form.action}")
    shown = 0
    for role in ("anonymous", "head", "partner_head", "district", "administrator"):
        for page, answer in crawl(world.client(role), starts(world), most=150):
            if answer.mimetype == "text/html":
                wrong += scripts(page.raw, f"{role} {page.address}")
                shown += "xss7" in page.text
    assert not wrong, "\n".join(wrong)
    assert shown > 10, "nothing of it was stored: this tests nothing"


def starts(world: World) -> tuple[str, ...]:
    """Where to begin so that every form is met."""
    own = world.ids["own"]
    base = f"/kemitraan/{own['partnership_id']}"
    return (
        "/", "/masuk", "/kemitraan", "/kemitraan/baru", "/kemitraan/berjalan", base, f"{base}/ubah", f"{base}/rincian",
        f"{base}/naskah", f"{base}/langkah/joint_visit", f"{base}/lanjut/cancel", f"/desa/{own['village']}/ubah",
        f"/desa/{own['village']}/potensi", f"/desa/{own['village']}/kebutuhan", "/organisasi/baru",
        f"/organisasi/{own['organisation']}", f"/organisasi/{own['organisation']}/ubah", "/akun", "/akun/data",
        "/undangan/buat", "/admin/jabatan", "/admin/orang", f"/admin/jabatan/{own['office_id']}",
    )  # fmt: skip


def forms_of(browser: FlaskClient, world: World) -> list[Form]:
    """One form of each shape that this browser meets, but those that would end its sign-in."""
    found: dict[tuple[str, ...], Form] = {}
    for page, _answer in crawl(browser, starts(world), most=60):
        for form in page.forms:
            if not form.action.startswith(LEFT_ALONE):
                found.setdefault((form.method, re.sub(r"\d+", "0", form.action)), form)
    return list(found.values())


def send(browser: FlaskClient, form: Form, values: dict[str, str]) -> TestResponse:
    """Send a form, by hand where a value is no text at all."""
    pairs = "&".join(f"{sent(name)}={sent(str(value))}" for name, value in values.items())
    if form.method == "get":
        return browser.get(f"{form.action.partition('?')[0]}?{pairs[:8000]}")
    token = {"X-CSRFToken": testing.csrf_token(browser)}
    return browser.post(form.action, data=pairs, content_type="application/x-www-form-urlencoded", headers=token)


def complaints(answer: TestResponse, what: str) -> list[str]:
    """What is wrong with an answer to something hostile."""
    status, text = answer.status_code, answer.get_data().decode("utf-8", "replace")
    answer.close()
    found = [f"{status} for {what}"] if status >= 500 else []
    if PRODUCT in text:
        found.append(f"a template ran for {what}")
    if "a=b" in answer.headers.get("Set-Cookie", ""):
        found.append(f"a header was put in by {what}")
    return found


def scripts(text: str, where: str) -> list[str]:
    """What on a page came to life, or could be pressed into life."""
    found = [] if PRODUCT not in text else [f"{where}: a template ran"]
    for item in Page(text, "/").elements:
        alive = [
            name
            for name, value in item.attributes.items()
            if name.startswith("on") or "xss7" in value and name[:3] == "hx-"
        ]
        if alive or (item.tag == "script" and not item.attributes.get("src")):
            found.append(f"{where}: <{item.tag} {' '.join(alive)}>")
        if item.attributes.get("href", "").strip().lower().startswith(("javascript:", "data:text", "vbscript:")):
            found.append(f"{where}: a link to a script")
    return found
