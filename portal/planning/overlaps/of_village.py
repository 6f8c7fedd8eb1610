"""The guard's part of a village's page; that of a partnership's page stands in the panel of the plan."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ...permissions import Action, Actor, may
from ...villages.models import Village
from ...villages.sections import Section


def own_plan_of(code: str, actor: Actor) -> Section | None:
    """The way to what a village plans by itself, for those who plan: everybody who holds an office. No statement."""
    if actor.office is None:
        return None
    context = {"code": code, "writes": may(actor, Action.VILLAGE_EDIT, Village.blank(code))}
    return Section(_l("Rencana desa sendiri"), "planning/overlaps/_of_village.html", context)
