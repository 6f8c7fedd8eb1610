"""Pages hold no script and no style of their own, and everything htmx does has its plain twin."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from contracts.pages import Element, Form, Page, crawl
from contracts.world import World

from portal import testing

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted([*(ROOT / "templates").rglob("*.html"), *(ROOT / "plugins").rglob("*.html")])
FORBIDDEN = {
    "a script of its own": r"<script(?![^>]*\ssrc=)",
    "a style of its own": r"<style|\sstyle\s*=",
    "a handler of its own": r"\son[a-z]+\s*=\s*[\"']|hx-on",
    "a condition that is evaluated": r"hx-trigger=\"[^\"]*\[|hx-(?:vals|headers)=[\"']js:|hx-vars",
    "an address that is a script": r"javascript:|vbscript:",
}
RELATIVE = ("this", "closest ", "find ", "next", "previous", "body")


@pytest.mark.sqlite
@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what], re.IGNORECASE)
    assert [path.name for path in TEMPLATES if pattern.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.sqlite
def test_the_lints_find_what_they_look_for() -> None:
    bad = (
        "<script>a()</script>", '<p style="color:red">', '<a onclick="a()">', '<b hx-trigger="click[ctrlKey]">',
        '<a href="javascript:a()">',
    )  # fmt: skip
    for pattern, text in zip(FORBIDDEN.values(), bad, strict=True):
        assert re.search(pattern, text, re.IGNORECASE), text
    page = Page('<a href="/a" hx-get="/b" hx-target="#c">x</a><form method="post" action="/d"></form>', "/")
    assert len(faults(page, page.elements[0])) == 2
    assert form_faults(page.forms[0]) == ["the form /d lacks _kirim, csrf_token"]


@pytest.mark.sqlite
@pytest.mark.parametrize("role", ("anonymous", "head", "district", "administrator"))
def test_everything_htmx_does_has_its_plain_twin(world: World, role: str) -> None:
    wrong = []
    pages = list(crawl(world.client(role), starts(world), most=200))
    assert len(pages) > 20
    for page, answer in pages:
        if answer.mimetype != "text/html":
            continue
        wrong += [f"{page.address}: {fault}" for item in page.elements for fault in faults(page, item)]
        wrong += [f"{page.address}: {fault}" for form in page.forms for fault in form_faults(form)]
        ids = [item.attributes["id"] for item in page.elements if "id" in item.attributes]
        wrong += [f"{page.address}: the id {name} stands twice" for name in set(ids) if ids.count(name) > 1]
    assert not wrong, "\n".join(wrong)
    htmx = [item for page, _answer in pages for item in page.elements if {"hx-get", "hx-post"} & set(item.attributes)]
    assert len(htmx) > 3


@pytest.mark.sqlite
def test_a_fragment_is_the_part_of_the_page_that_it_replaces(world: World) -> None:
    browser, tried = world.client("head"), 0
    for page, _answer in crawl(browser, starts(world), most=80):
        for item in page.elements:
            target = item.attributes.get("hx-target", "")
            address = item.attributes.get("hx-get", "")
            if not address or not target.startswith("#"):
                continue
            fragment = browser.get(urljoin(page.address, address), headers={"HX-Request": "true"}).text
            assert "<html" not in fragment, address
            if item.attributes.get("hx-swap", "").startswith("outerHTML"):
                assert f'id="{target[1:]}"' in fragment, f"{address} takes {target} away for good"
            tried += 1
    assert tried


@pytest.mark.sqlite
def test_C3_the_second_of_two_who_opened_one_form_is_told_and_loses_nothing(world: World) -> None:
    browser, saved = world.client("head"), []
    for page, _answer in crawl(browser, starts(world), most=120):
        for form in page.forms:
            field = next((item for item in form.fields if item.kind == "textarea"), None)
            if form.method != "post" or field is None or not any(item.name == "_versi" for item in form.fields):
                continue
            texts = ("Isian yang pertama tersimpan.", "Isian yang kedua tidak hilang.")
            first, second = (testing.post(browser, form.action, form.filled() | {field.name: text}) for text in texts)
            if first.status_code >= 400:
                continue
            saved.append(form.action)
            assert second.status_code == 409, form.action
            assert texts[1] in second.text, form.action
    assert len(saved) >= 5, saved


def starts(world: World) -> tuple[str, ...]:
    """Where to begin so that every kind of page is met."""
    own, public = world.ids["own"], world.ids["public"]
    return (
        "/", "/desa?q=Ngebel", f"/kemitraan/{own['partnership_id']}", f"/kemitraan/{public['partnership_id']}",
        f"/kemitraan/{own['partnership_id']}/naskah", f"/kemitraan/{own['partnership_id']}/langkah/joint_visit",
        f"/desa/{own['village']}/ubah", f"/desa/{own['village']}/potensi", f"/organisasi/{own['organisation']}/ubah",
        "/akun", "/akun/data", "/admin/orang", "/undangan/buat", "/masuk/lupa",
    )  # fmt: skip


def faults(page: Page, item: Element) -> list[str]:
    """What is wrong with the htmx attributes of one element."""
    found, attributes = [], item.attributes
    for verb in ("get", "post", "put", "patch", "delete"):
        address = attributes.get(f"hx-{verb}")
        if address is not None and not _has_twin(page, item, verb, address):
            found.append(f"<{item.tag} hx-{verb}={address}> has no plain twin")
    target = attributes.get("hx-target", "this")
    if target.startswith("#") and target[1:] not in page.ids:
        found.append(f"hx-target {target} is not on the page")
    if not target.startswith(("#", *RELATIVE)):
        found.append(f"hx-target {target} is no id")
    return found


def _has_twin(page: Page, item: Element, verb: str, address: str) -> bool:
    if "data-self-refresh" in item.attributes:
        return True
    wanted = urljoin(page.address, address)
    if verb == "get" and item.tag == "a":
        return urljoin(page.address, item.attributes.get("href", "")) == wanted
    form = item.form
    return form is not None and form.method == verb and form.action.partition("?")[0] == wanted.partition("?")[0]


def form_faults(form: Form) -> list[str]:
    """What every form that changes something must carry."""
    names = {item.name for item in form.fields}
    if form.method == "get":
        return [f"the search {form.action} gives its token away"] if "csrf_token" in names else []
    lacking = {"csrf_token", "_kirim"} - names
    return [f"the form {form.action} lacks {', '.join(sorted(lacking))}"] if lacking else []
