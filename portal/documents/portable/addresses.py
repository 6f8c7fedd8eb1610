"""Addresses within the portal that stand in rows, such as the page of a promise's activity."""

from __future__ import annotations

from flask import current_app
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BuildError, RequestRedirect

from ...partnerships.portable import NewNumber, renumbered_thing


def renumbered(address: str, new_number: NewNumber) -> str:
    """An address with new numbers; one of another site stays, one that leads to nothing carried is left out.

    What stands behind `?` and `#` may hold numbers that nobody knows, and is dropped. So is what leads to no page.
    """
    if address.startswith(("http://", "https://")):
        return address
    pages = current_app.url_map.bind("")
    try:
        endpoint, values = pages.match(address.partition("#")[0].partition("?")[0], method="GET")
    except (HTTPException, RequestRedirect):
        return ""
    found = {}
    for name, value in values.items():
        new = renumbered_thing(_kind(name), value, new_number) if name.endswith("_id") else value
        if new is None:
            return ""
        found[name] = new
    try:
        return pages.build(str(endpoint), found)
    except BuildError:
        return ""


def _kind(argument: str) -> str:
    """The kind of thing that an argument of an address is the number of: `activity_id` of an activity."""
    return argument.removesuffix("_id")
