"""Addresses of things by their kind, and local redirect targets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter, Map, RequestRedirect

LARGEST_NUMBER = 2_147_483_647  # of a column of integers


class RecordNumber(IntegerConverter):
    """`<int:…>` in an address: the number of a record. One that no column can hold is no address of ours."""

    def __init__(self, map: Map, **kwargs: Any) -> None:
        super().__init__(map, **{"max": LARGEST_NUMBER, **kwargs})


def init_app(app: Flask) -> None:
    """Bound the numbers in addresses; before any room adds its own."""
    app.url_map.converters["int"] = RecordNumber


def register_link(kind: str, url: Callable[[str], str]) -> None:
    """Say how the address of a subject kind is made from its id; called once a room, at the start."""
    _links()[kind] = url


def url_of(kind: str | None, subject_id: str | None) -> str:
    """The address of a thing; empty when its kind has no page."""
    make = _links().get(kind or "")
    return make(subject_id) if make and subject_id else ""


def local_target(target: str | None) -> str:
    """`target` when it is the address of one of our own GET pages, else empty."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")) or "\\" in target:
        return ""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or any(ord(char) < 32 for char in target):
        return ""
    try:
        current_app.create_url_adapter(request).match(parts.path, method="GET")  # type: ignore[union-attr]
    except RequestRedirect:
        return ""
    except HTTPException:
        return ""
    return target


def _links() -> dict[str, Callable[[str], str]]:
    links: dict[str, Callable[[str], str]] = current_app.extensions.setdefault("portal.links", {})
    return links
