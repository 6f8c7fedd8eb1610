"""Addresses of things by their kind, and local redirect targets."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect


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
