"""Partnerships of one sector, as these tests begin them."""

from __future__ import annotations

from partnership_walk import NGEBEL, SEMPU, Walk, actor_of

from plugins import bilateral, sector
from portal.partnerships import service
from portal.partnerships.service import PartyChoice
from portal.permissions import OfficeKind

BUILT_IN = (bilateral, sector)


def started(*codes: str, type_code: str = "sector", sector_code: str = "air", title: str = "Air bersama") -> Walk:
    """A partnership of these villages in one sector; the first is the initiator."""
    heads = {code: actor_of(OfficeKind.VILLAGE_HEAD, code) for code in codes or (NGEBEL, SEMPU)}
    first, *others = heads
    partners = tuple(PartyChoice(village_code=code) for code in others)
    return Walk(service.begin(heads[first], type_code, title, "air cukup", sector_code, partners), heads)
