"""Public pages that show what each sector asks for, also the sectors of other plugins."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from portal.sdk import NotFound, all_sectors, page, public

from .indicators import INDICATORS

guide = Blueprint("guide", __name__)


@guide.get("/panduan")
@public
def show() -> Any:
    """How a partnership of one field goes, and the sectors there are."""
    return page("sector/guide.html", sectors=all_sectors(), common=INDICATORS)


@guide.get("/panduan/<code>")
@public
def of_sector(code: str) -> Any:
    """One sector: who does what, what to settle, what to do, what goes wrong, what to measure."""
    found = next((sector for sector in all_sectors() if sector.code == code), None)
    if found is None:
        raise NotFound()
    return page("sector/guide_of_sector.html", sector=found)
