"""Words for offices: what people read for a kind of seat, and the label of one seat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from flask import Flask, current_app
from flask_babel import gettext as _

from ..contracts import Terms
from ..permissions import OfficeKind


def register_area_names(app: Flask, name_of: Callable[[str], str | None]) -> None:
    """Say how the name of an area is found by its code; the room that knows areas calls this."""
    app.extensions["portal.area_names"] = name_of


def area_name(code: str) -> str:
    """The name of an area; its code when nobody knows it."""
    name_of = current_app.extensions.get("portal.area_names")
    return (name_of(code) if name_of else None) or code


def unknown_areas(codes: Iterable[str]) -> list[str]:
    """Which of these codes name no area; none of them where nobody knows areas."""
    name_of = current_app.extensions.get("portal.area_names")
    return [code for code in codes if name_of is not None and not name_of(code)]


def kind_label(kind: str, terms: Terms) -> str:
    """What people call a kind of seat here, with the local terms."""
    words = {
        OfficeKind.VILLAGE_OPERATOR: _("Operator %(village)s", village=terms.village),
        OfficeKind.VILLAGE_HEAD: terms.village_head,
        OfficeKind.VILLAGE_SECRETARY: terms.village_secretary,
        OfficeKind.COUNCIL_MEMBER: _("Anggota %(council)s", council=terms.village_council),
        OfficeKind.BKAD_OFFICER: _("Pengurus BKAD"),
        OfficeKind.FACILITATOR: _("Pendamping %(village)s", village=terms.village),
        OfficeKind.DISTRICT_OFFICER: _("Petugas %(district)s", district=terms.district),
        OfficeKind.REGENCY_OFFICER: _("Petugas kabupaten atau kota"),
        OfficeKind.THIRD_PARTY: _("Wakil pihak ketiga"),
        OfficeKind.ADMINISTRATOR: _("Administrator portal"),
    }
    return words[OfficeKind(kind)]


def office_label(kind: str, codes: Sequence[str], terms: Terms) -> str:
    """The label of a seat, such as `Kepala Desa Ngebel`; rename it where a better one is known."""
    names = ", ".join(area_name(code) for code in codes)
    if kind == OfficeKind.REGENCY_OFFICER:
        return _("Petugas %(area)s", area=names)
    if kind == OfficeKind.COUNCIL_MEMBER:
        return " ".join((terms.village_council, terms.village, names))
    return f"{kind_label(kind, terms)} {names}".strip()
