"""The local names of offices and levels at a village.

Three layers, each over the one before: the installation's, what is usual in the
village's province, and what the village itself wrote. All are suggestions that a village
can change; none of them is law.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import current_app, g, has_request_context
from sqlalchemy import select

from ..contracts import Terms
from ..db import db
from . import rules
from .models import Village

_PAPUA: Mapping[str, str] = {
    "village": "Kampung",
    "village_head": "Kepala Kampung",
    "village_secretary": "Sekretaris Kampung",
    "village_council": "Bamuskam",
    "village_meeting": "Musyawarah Kampung",
    "gazette": "Berita Kampung",
    "district": "Distrik",
    "district_head": "Kepala Distrik",
}

# Usual names by province: defaults that are seen there, not law.
BY_PROVINCE: Mapping[str, Mapping[str, str]] = {
    "11": {
        "village": "Gampong",
        "village_head": "Keuchik",
        "village_secretary": "Sekretaris Gampong",
        "village_council": "Tuha Peuet",
        "village_meeting": "Musyawarah Gampong",
        "gazette": "Berita Gampong",
    },
    "13": {
        "village": "Nagari",
        "village_head": "Wali Nagari",
        "village_secretary": "Sekretaris Nagari",
        "village_council": "Bamus Nagari",
        "village_meeting": "Musyawarah Nagari",
        "gazette": "Berita Nagari",
    },
    "34": {
        "village": "Kalurahan",
        "village_head": "Lurah",
        "village_secretary": "Carik",
        "village_council": "Bamuskal",
        "village_meeting": "Musyawarah Kalurahan",
        "gazette": "Berita Kalurahan",
        "district": "Kapanewon",
        "district_head": "Panewu",
    },
    "51": {"village_head": "Perbekel"},
    **dict.fromkeys(("91", "92", "93", "94", "95", "96"), _PAPUA),
}


def terms_for(village_code: str | None) -> Terms:
    """The names used at a village; the installation's when there is no village.

    One look at the village's record at most, kept for the rest of a request.
    """
    if village_code is None:
        return installation_terms()
    if not has_request_context():
        return with_own(village_code, _own(village_code))
    kept: dict[str, Terms] = g.setdefault("portal_terms", {})
    if village_code not in kept:
        kept[village_code] = with_own(village_code, _own(village_code))
    return kept[village_code]


def look_up_terms(village_codes: Iterable[str]) -> None:
    """Know the names used at many villages in one statement, for the rest of a request."""
    kept: dict[str, Terms] = g.setdefault("portal_terms", {})
    unknown = {code for code in village_codes if code and code not in kept}
    if not unknown:
        return
    found = db.session.execute(select(Village.code, Village.terms).where(Village.code.in_(unknown)))
    own = {code: terms for code, terms in found}
    keep_terms({code: own.get(code, {}) for code in unknown})


def keep_terms(own: Mapping[str, Mapping[str, str]]) -> None:
    """Know the names used at villages whose own names were read with something else, for the rest of a request."""
    kept: dict[str, Terms] = g.setdefault("portal_terms", {})
    kept.update({code: with_own(code, terms) for code, terms in own.items()})


def with_own(village_code: str, own: Mapping[str, str]) -> Terms:
    """The names at a village whose own names are known already."""
    return usual_terms(village_code).with_changes(own)


def usual_terms(village_code: str) -> Terms:
    """The names at a village that wrote none of its own."""
    usual = BY_PROVINCE.get(village_code[:2], {})
    if rules.kind_of(village_code) is rules.Kind.CUSTOMARY:  # a desa adat is called so everywhere
        usual = {name: word for name, word in usual.items() if name.startswith("district")}
    return installation_terms().with_changes(usual)


def short_district(code: str) -> str:
    """What stands before the name of a kecamatan in an address: Kec. Ngebel, Distrik Sentani, Kapanewon Gamping.

    In cities, whose regency number begins with 7, it is a kecamatan or has a name of its own.
    """
    return "Kec." if code[3:4] == "7" else BY_PROVINCE.get(code[:2], {}).get("district", "Kec.")


def installation_terms() -> Terms:
    """The names that the operator set for the whole portal."""
    terms: Terms = current_app.extensions["portal.settings"].terms
    return terms


def _own(village_code: str) -> Mapping[str, str]:
    village = db.session.get(Village, village_code)
    return village.terms if village else {}
