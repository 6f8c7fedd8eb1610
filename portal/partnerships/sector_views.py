"""Pages of a partnership's sector: its own form, and the guide to its roles, risks, activities and indicators."""

from __future__ import annotations

from typing import Any

from flask import Flask, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ..errors import NotFound
from ..permissions import Action
from ..web import actor, needs, page, stay
from ..web.forms import opened_version
from . import sector_values
from .cases import registry
from .sdgs import PERIOD_WORDS, goals_of
from .views import ONE, bp, partnership_or_404


def init_app(app: Flask) -> None:
    """Give the templates what they say of sectors."""
    app.jinja_env.globals.update(
        sector_view=sector_values.sector_view,
        sector_named=lambda code: registry().sectors.get(code),
        orphaned_type_values=sector_values.orphaned_type_values,
        sdgs_goals=lambda *groups: goals_of(*(goals for group in groups for goals in group)),
        period_words=PERIOD_WORDS,
    )


@bp.route(ONE + "/sektor", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_EDIT)
def sector(partnership_id: int) -> ResponseReturnValue:
    """The form of the partnership's sector; without one, what is kept of a sector that is gone."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_EDIT)
    found = sector_values.sector_of(partnership)
    context: dict[str, Any] = {"partnership": partnership, "view": sector_values.sector_view(partnership), "form": None}
    if found is None or found.form is None:
        return page("partnerships/sector.html", "form", saved_message="", **context)
    stored = partnership.sector_values.get(found.code) or {}
    form = context["form"] = found.form() if request.method == "POST" else found.form.from_json(stored)
    if request.method == "POST" and form.validate():
        code = request.form.get("sektor", found.code)
        context["partnership"] = sector_values.set_sector_values(
            actor(), partnership_id, opened_version(), code, form.to_json()
        )
        here = url_for("partnerships.sector", partnership_id=partnership_id)
        saved = _("Data sektor tersimpan.")
        return stay(here, "partnerships/sector.html", "form", events=("partnership-changed",), message=saved, **context)
    return page("partnerships/sector.html", "form", status=422 if form.errors else 200, saved_message="", **context)


@bp.get(ONE + "/sektor/panduan")
@needs(Action.PARTNERSHIP_VIEW)
def sector_guide(partnership_id: int) -> ResponseReturnValue:
    """Who does what, what often goes wrong, what to do and to measure, and what the text has to settle."""
    partnership = partnership_or_404(partnership_id)
    found = sector_values.sector_of(partnership)
    if found is None:
        raise NotFound()
    return page("partnerships/sector_guide.html", partnership=partnership, sector=found)
