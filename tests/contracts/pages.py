"""Reads pages as a browser does: links, forms with their fields, htmx attributes; and crawls the portal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "path"}
SKIPPED = ("/keluar", "/static/", "/bahasa/")
# What some fields want to be filled with, where neither their kind nor their keyboard says it.
KNOWN = {
    "partner": "35.02.19.2008", "end_date": "2031-11-01", "latitude": "-7,8", "longitude": "111,6", "year": "2026",
    "index_year": "2025", "website": "https://contoh.desa.id", "village_code": "35.02.19.2007",
}  # fmt: skip


@dataclass
class Field:
    """A field of a form. `choices` are the values of a select or of its radio buttons."""

    name: str
    kind: str
    value: str = ""
    keyboard: str = ""
    choices: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form: where it goes, how, and its fields in order."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)

    def filled(self, mark: str = "contoh") -> dict[str, Any]:
        """What a person might send: what stands there, and something plausible where nothing does."""
        sent: dict[str, Any] = {}
        for item in self.fields:
            if item.kind in ("submit", "button", "file", "image") or item.name in ("csrf_token", "_kirim"):
                continue
            if item.name in sent and item.kind in ("checkbox", "radio"):
                continue
            sent[item.name] = _plausible(item, mark)
        return {name: value for name, value in sent.items() if value is not None}


@dataclass
class Element:
    """A tag with its attributes."""

    tag: str
    attributes: dict[str, str]
    form: Form | None = None


class Page(HTMLParser):
    """A page or fragment, read once."""

    def __init__(self, text: str, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.elements: list[Element] = []
        self.forms: list[Form] = []
        self.text = self.raw = ""
        self._form: Form | None = None
        self._select: Field | None = None
        self._area: Field | None = None
        self.feed(text)

    @property
    def ids(self) -> set[str]:
        """The ids on the page."""
        return {item.attributes["id"] for item in self.elements if "id" in item.attributes}

    @property
    def links(self) -> list[str]:
        """The addresses on this site that are linked to, with their query."""
        found = []
        for item in self.elements:
            if item.tag == "a" and item.attributes.get("href"):
                parts = urlsplit(urljoin("http://localhost" + self.address, item.attributes["href"]))
                if parts.netloc == "localhost" and parts.scheme == "http":
                    found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urljoin(self.address, attributes.get("action") or self.address)
            self._form = Form(action, attributes.get("method", "get").lower(), attributes=attributes)
            self.forms.append(self._form)
        self.elements.append(Element(tag, attributes, self._form))
        if self._form is not None:
            self._read_field(tag, attributes)

    def _read_field(self, tag: str, attributes: dict[str, str]) -> None:
        assert self._form is not None
        name = attributes.get("name", "")
        if tag == "option" and self._select is not None:
            self._select.choices.append(attributes.get("value", ""))
            if "selected" in attributes:
                self._select.value = attributes.get("value", "")
        if not name or tag not in ("input", "select", "textarea", "button"):
            return
        kind = tag if tag in ("select", "textarea") else attributes.get("type", "text")
        found = Field(name, kind, attributes.get("value", ""), attributes.get("inputmode", ""))
        if kind in ("radio", "checkbox"):
            found.choices.append(found.value)
        self._form.fields.append(found)
        self._select = found if tag == "select" else self._select
        self._area = found if tag == "textarea" else self._area

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._area is not None:
            self._area.value += data.removeprefix("\r\n").removeprefix("\n")


def crawl(
    client: FlaskClient, starts: tuple[str, ...] = ("/",), most: int = 400, bare: bool = True
) -> Iterator[tuple[Page, TestResponse]]:
    """Every page that can be reached by links, each once; `bare` looks at one query for each address."""
    waiting, seen = list(starts), set(starts)
    while waiting and most:
        address, most = waiting.pop(0), most - 1
        answer = client.get(address)
        raw = answer.get_data().decode("utf-8", "replace")
        answer.close()
        page = Page(raw if answer.mimetype == "text/html" else "", address)
        page.raw = raw + str(answer.headers)
        yield page, answer
        if answer.headers.get("Location", "").startswith("/"):
            page.elements.append(Element("a", {"href": answer.headers["Location"]}))
        for link in page.links:
            key = urlsplit(link).path if bare else link
            if key not in seen and not link.startswith(SKIPPED):
                seen.add(key)
                waiting.append(link)


def _plausible(item: Field, mark: str) -> Any:
    if item.value or item.kind == "hidden":
        return item.value
    if item.name in KNOWN:
        return KNOWN[item.name]
    if item.keyboard in ("numeric", "decimal"):
        return "12"
    if item.kind == "select":
        return next((value for value in item.choices if value), "")
    if item.kind == "checkbox":
        return item.choices[0] if item.choices else "y"
    return {
        "date": "2026-11-01",
        "number": "7",
        "email": "surat@contoh.desa.id",
        "tel": "0352 123456",
        "url": "https://contoh.desa.id",
        "password": None,
    }.get(item.kind, mark)
