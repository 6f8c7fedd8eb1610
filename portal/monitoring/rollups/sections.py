"""What a village's own page shows of the results of its partnerships."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ... import clock
from ...permissions import Actor
from ...villages.sections import Section
from . import queries, rules
from .queries import View

SHOWN = 4  # figures; the rest is one step away


def results_of_village(code: str, actor: Actor) -> Section | None:
    """The figures of the newest year with any; nothing for a village that nobody reported of. One statement."""
    years = View(code, clock.today().year)
    found = queries.lines(actor, years)
    if not found:
        return None
    view = View(code, max(year for line in found for year in line.figures))
    found = [line for line in found if view.year in line.figures]
    context = {"lines": found[:SHOWN], "more": len(found) > SHOWN, "view": view, "rules": rules}
    return Section(_l("Hasil kerja sama"), "monitoring/rollups/_of_village.html", context)
