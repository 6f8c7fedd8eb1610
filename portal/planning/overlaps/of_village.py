"""The guard's part of a village's page; that of a partnership's page stands in the panel of the plan."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import exists, select

from ...db import db
from ...permissions import Action, Actor, may
from ...villages.models import Village
from ...villages.sections import Section
from .models import VillagePlanItem


def own_plan_of(code: str, actor: Actor) -> Section | None:
    """The way to what a village plans by itself: for everyone once it wrote some, for its officers always."""
    some = select(exists().where(VillagePlanItem.village_code == code, VillagePlanItem.archived_at.is_(None)))
    has_some = bool(db.session.scalar(some))
    writes = may(actor, Action.VILLAGE_EDIT, Village.blank(code))
    if not (has_some or writes):
        return None
    context = {"code": code, "has_some": has_some, "writes": writes}
    return Section(_l("Rencana desa sendiri"), "planning/overlaps/_of_village.html", context)
