"""The versions of the agreement, and each of their articles, as things that can be talked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Flask, url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from ..contracts import Text, say
from ..db import db
from .agreement_rules import clause_at, clause_label
from .models import Agreement, Partnership
from .things import Thing, add_thing_kind


def init_app(app: Flask) -> None:
    """Name the kinds."""
    add_thing_kind(app, "agreement", _l("Naskah kerja sama"), _versions)
    add_thing_kind(app, "clause", _l("Pasal naskah"), _clauses)


def _versions(partnership: Partnership, numbers: Sequence[int]) -> Mapping[int, Thing]:
    query = select(Agreement.id, Agreement.number).where(Agreement.partnership_id == partnership.id)
    return {
        number: Thing(
            "agreement",
            number,
            say("Naskah versi %(number)s", number=version),
            url_for("partnerships.agreement_version", partnership_id=partnership.id, number=version),
        )
        for number, version in db.session.execute(query.where(Agreement.id.in_(numbers)))
    }


def _clauses(partnership: Partnership, numbers: Sequence[int]) -> Mapping[int, Thing]:
    """Articles by `clause_id`; those that a version does not have are left out."""
    places = {number: clause_at(number) for number in numbers}
    query = select(Agreement.id, Agreement.number, Agreement.content, Agreement.sha256)
    query = query.where(Agreement.partnership_id == partnership.id)
    rows = db.session.execute(query.where(Agreement.id.in_({version for version, _place in places.values()})))
    versions = {row.id: row for row in rows}
    found = {}
    for number, (version_id, place) in places.items():
        version = versions.get(version_id)
        label = clause_label(version.content, version.sha256 is not None, place) if version else None
        if version is not None and label is not None:
            found[number] = _clause(partnership, number, version.number, place, label)
    return found


def _clause(partnership: Partnership, number: int, version: int, place: int, label: Text) -> Thing:
    url = url_for(
        "partnerships.agreement_version", partnership_id=partnership.id, number=version, _anchor=f"pasal-{place}"
    )
    title = say("Pasal %(place)s naskah versi %(version)s: %(label)s", place=place, version=version, label=label)
    return Thing("clause", number, title, url)
