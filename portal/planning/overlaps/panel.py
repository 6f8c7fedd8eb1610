"""The panel of the guard on a partnership's page, and its part of a village's page."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import exists, select

from ...contracts import Panel
from ...db import db
from ...partnerships.overview import is_insider
from ...permissions import Action, Actor, may
from ...villages.models import Village
from ...villages.sections import Section
from . import queries
from .models import VillagePlanItem


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """How much a plan has twice or forgets, while there is any; for insiders. One statement."""
    if not is_insider(actor, partnership):
        return []
    count = queries.count_open(actor, partnership.id)
    if not count:
        return []
    context = {"count": count}
    title, template = _l("Tumpang tindih dan yang terlewat"), "planning/overlaps/panel.html"
    return [Panel("tumpang-tindih", title, template, lambda *_: context, order=21)]


def own_plan_of(code: str, actor: Actor) -> Section | None:
    """The way to what a village plans by itself: for everyone once it wrote some, for its officers always."""
    some = select(exists().where(VillagePlanItem.village_code == code, VillagePlanItem.archived_at.is_(None)))
    has_some = bool(db.session.scalar(some))
    writes = may(actor, Action.VILLAGE_EDIT, Village.blank(code))
    if not (has_some or writes):
        return None
    context = {"code": code, "has_some": has_some, "writes": writes}
    return Section(_l("Rencana desa sendiri"), "planning/overlaps/_of_village.html", context)
