"""Addresses of lists as files: of the whole portal, of one partnership, and of an area's year."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from ... import clock
from ...errors import NotAllowed, NotFound
from ...permissions import Action, may
from ...villages.rules import parse_code
from ...web import actor, needs, public
from ...web.guard import LoginNeeded
from ...web.listings import Asked, Listing, filters_asked, listing_of, whole_number, yearly_listings
from . import sending, yearly
from .turns import take_turn

bp = Blueprint("exports", __name__)
FORMS = "<any(xlsx, csv, json):form>"


@bp.get(f"/unduh/<code>.{FORMS}")
@public
def of_portal(code: str, form: str) -> ResponseReturnValue:
    """A list of the whole portal, as far as this person sees it, narrowed like its page."""
    listing = _found(code, of_partnership=False)
    if not may(actor(), listing.action):
        raise NotAllowed() if actor().signed_in else LoginNeeded()
    return sending.sent(listing, Asked(actor(), filters_asked()), form, code)


@bp.get(f"/kemitraan/<int(max=2147483647):partnership_id>/unduh/<code>.{FORMS}")
@needs(Action.PARTNERSHIP_VIEW)
def of_partnership(partnership_id: int, code: str, form: str) -> ResponseReturnValue:
    """A list of one partnership, for those who see its page."""
    listing = _found(code, of_partnership=True)
    assert listing.opened is not None
    listing.opened(partnership_id)
    asked = Asked(actor(), filters_asked(), partnership_id)
    return sending.sent(listing, asked, form, f"{code}-{partnership_id}")


@bp.get("/unduh/tahunan.zip")
@needs(Action.SCOPE_VIEW)
def of_year() -> ResponseReturnValue:
    """Everything of a year in the area of an office that oversees: `?tahun=2026`, and `?wilayah=` for a part of it."""
    asked = filters_asked()
    year = whole_number(asked.get("tahun", ""))
    year = year if year and 1900 <= year <= 2100 else clock.today().year
    code = parse_code(asked.get("wilayah", "")) or ""
    wanted = Asked(actor(), {"tahun": str(year), "milik": "saya", **({"wilayah": code} if code else {})})
    listings = yearly_listings()
    turn = take_turn()
    sending.note("tahunan", "zip", is_open=False)
    pieces = yearly.zipped(listings, wanted)
    name = "-".join(part for part in ("tahunan", str(year), code) if part)
    return sending.as_download(sending.streamed(turn, lambda: pieces, "application/zip"), f"{name}.zip")


def _found(code: str, of_partnership: bool) -> Listing:
    listing = listing_of(code, of_partnership)
    if listing is None:
        raise NotFound()
    return listing
