"""What pages show of templates, and the one that a paper is written on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, true

from ...contracts import Text
from ...db import db
from ...paperwork import DocumentKind
from ...partnerships.cases import registry
from ...permissions import Action, Actor, may_do_to_any
from ...villages.queries import place_names
from ...villages.rules import ancestors_of
from . import rules
from .models import DocumentTemplate


def kinds() -> Mapping[str, DocumentKind]:
    """The kinds of papers that there are, in the order they are offered."""
    return dict(sorted(registry().documents.items(), key=lambda item: (item[1].order, item[0])))


def kind_label(code: str) -> Text:
    """What a kind of paper is called; its code when its plugin is gone."""
    found = registry().documents.get(code)
    return found.label if found else code


def areas_of(actor: Actor) -> tuple[str, ...]:
    """The areas for which this person may bring a template; the empty code stands for everywhere."""
    if may_do_to_any(actor, Action.TEMPLATE_EDIT):
        return (rules.EVERYWHERE,)
    return actor.office.scope_codes if actor.office else ()


def shown_to(actor: Actor) -> Select[Any]:
    """The templates of the person's area, and those of larger areas that hold there too; newest first."""
    query = select(DocumentTemplate).where(_of_areas(areas_of(actor)))
    return query.order_by(DocumentTemplate.archived_at.is_not(None), DocumentTemplate.id.desc())


def one_shown_to(actor: Actor, template_id: int) -> DocumentTemplate | None:
    """One of those."""
    found: DocumentTemplate | None = db.session.scalars(
        shown_to(actor).where(DocumentTemplate.id == template_id)
    ).one_or_none()
    return found


def template_for(kind: str, codes: Iterable[str], day: date) -> DocumentTemplate | None:
    """The template that a paper of these villages and that day is written on; one statement."""
    villages = tuple(codes)
    areas = {rules.EVERYWHERE, *villages, *(area for code in villages for area in ancestors_of(code))}
    query = select(DocumentTemplate).where(
        DocumentTemplate.kind == kind,
        DocumentTemplate.archived_at.is_(None),
        DocumentTemplate.area_code.in_(areas),
    )
    return rules.chosen_of(db.session.scalars(query), villages, day)


def area_names(codes: Iterable[str]) -> dict[str, str]:
    """What areas are called, by code; everywhere has the empty code, and is left to the page."""
    return {code: place.full for code, place in place_names(code for code in codes if code).items()}


def _of_areas(areas: Iterable[str]) -> ColumnElement[bool]:
    wanted = tuple(areas)
    if rules.EVERYWHERE in wanted:
        return true()
    above = {rules.EVERYWHERE, *wanted, *(area for code in wanted for area in ancestors_of(code))}
    below = [DocumentTemplate.area_code.startswith(f"{code}.", autoescape=True) for code in wanted]
    return or_(DocumentTemplate.area_code.in_(above), *below)
