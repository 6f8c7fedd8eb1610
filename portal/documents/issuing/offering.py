"""What this subject offers on others' pages: the books and the letterhead, to those who keep them."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from ...permissions import VILLAGE_OFFICES, Actor, OfficeKind
from ...villages.sections import Section

TEMPLATE = "documents/issuing/_of_owner.html"


def of_village(code: str, person: Actor) -> Section | None:
    """The ways to a village's letterhead and books, for its own staff; no statement."""
    office = person.office
    is_own = office is not None and office.village_code == code and office.kind in VILLAGE_OFFICES
    if not is_own or person.kind == OfficeKind.COUNCIL_MEMBER:
        return None
    return _section("village", {"code": code})


def of_organisation(number: int, person: Actor) -> Section | None:
    """The same for an organisation, for its own officers; no statement."""
    office = person.office
    if office is None or office.kind != OfficeKind.THIRD_PARTY or office.organisation_id != number:
        return None
    return _section("organisation", {"key": str(number)})


def _section(kind: str, place: dict[str, Any]) -> Section:
    return Section(_l("Surat dan nomor"), TEMPLATE, {"kind": kind, "place": place})
