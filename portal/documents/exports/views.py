"""Addresses of lists as files: of the whole portal, of one partnership, and of an area's year."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from ...errors import NotAllowed, NotFound
from ...permissions import Action, may
from ...web import actor, needs, public
from ...web.guard import LoginNeeded
from ...web.listings import Asked, Listing, filters_asked, listing_of
from . import sending

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


def _found(code: str, of_partnership: bool) -> Listing:
    listing = listing_of(code, of_partnership)
    if listing is None:
        raise NotFound()
    return listing
