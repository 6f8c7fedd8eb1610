"""Matters and options as things that others can point at; on a page only to who reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import g, url_for
from sqlalchemy import ColumnElement, select, true

from ...db import db
from ...partnerships.models import Partnership
from ...partnerships.things import Thing
from ...permissions import OfficeKind
from ...web import actor
from . import reading, rules
from .models import Matter, MatterOption


def matters(partnership: Partnership, numbers: Sequence[int]) -> Mapping[int, Thing]:
    """The matters of a partnership by number; one statement."""
    query = select(Matter).join(Partnership).where(Matter.partnership_id == partnership.id, Matter.id.in_(numbers))
    return {
        found.id: Thing(
            "matter", found.id, found.title,
            url_for("interests.show", partnership_id=partnership.id, matter_id=found.id),
        )
        for found in db.session.scalars(query.where(_readable()))
    }  # fmt: skip


def options(partnership: Partnership, numbers: Sequence[int]) -> Mapping[int, Thing]:
    """The options in the matters of a partnership by number; one statement."""
    query = select(MatterOption).join(Matter).join(Partnership)
    query = query.where(Matter.partnership_id == partnership.id, MatterOption.id.in_(numbers), _readable(talks=True))
    return {
        found.id: Thing(
            "option", found.id, found.title,
            url_for(
                "interests.option", partnership_id=partnership.id, matter_id=found.matter_id, option_id=found.id
            ),
        )
        for found in db.session.scalars(query)
    }  # fmt: skip


def _readable(talks: bool = False) -> ColumnElement[bool]:
    """Who looks at a page finds what they read; where nobody looks, whoever asks has chosen the readers already."""
    if "request_id" not in g:  # no page is being served: a command asks, or what sends notices
        return true()
    person = actor()
    if not talks or person.kind == OfficeKind.BKAD_OFFICER:
        return reading.readable_by(person)
    return reading.readable_by(person) & ((Matter.confidentiality != rules.PARTIES) | reading.is_own(person))
