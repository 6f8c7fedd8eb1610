"""The budget on paper and in a spreadsheet."""

from __future__ import annotations

import csv
import io

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...permissions import Action
from ...web import needs, page
from ...web.cells import harmless
from ..access import insiders_partnership_or_404
from ..linking import activity_titles
from . import queries, rules
from .views import ALL, bp, wanted_year


@bp.get(ALL + "/cetak")
@needs(Action.PARTNERSHIP_VIEW)
def paper(partnership_id: int) -> ResponseReturnValue:
    """The whole budget, or that of one year, to be printed. Papers are Indonesian."""
    with force_locale("id"):
        partnership, year = insiders_partnership_or_404(partnership_id), wanted_year()
        groups = queries.groups(partnership.id, year)
        return page(
            "planning/budget/paper.html",
            partnership=partnership,
            year=year,
            lines=list(queries.all_lines(partnership.id, year)),
            by_source=rules.totals(groups, rules.SOURCE),
            by_party=rules.totals(groups, rules.PARTY),
            total=rules.total(groups),
            names=party_names(partnership.parties),
            sources=rules.SOURCES,
        )


@bp.get(ALL + "/unduh.csv")
@needs(Action.PARTNERSHIP_VIEW)
def download(partnership_id: int) -> ResponseReturnValue:
    """The budget as a spreadsheet's CSV, a line a row; what is not reported is an empty cell."""
    with force_locale("id"):
        partnership = insiders_partnership_or_404(partnership_id)
        content = "\ufeff" + _sheet(partnership, wanted_year())  # spreadsheets know by the mark that it is UTF-8
    response = Response(content, mimetype="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="anggaran-{partnership.id}.csv"'
    return response


def _sheet(partnership: Partnership, year: int | None) -> str:
    names = party_names(partnership.parties)
    found = list(queries.all_lines(partnership.id, year))
    activities = activity_titles(item.activity_id for item, _view in found)
    text = io.StringIO()
    sheet = csv.writer(text, delimiter=";")  # the comma stands in Indonesian numbers
    sheet.writerow(
        [_("Tahun"), _("Kegiatan"), _("Butir"), _("Pihak"), _("Sumber"), _("Rencana"), _("Realisasi"), _("Dibenarkan")]
    )
    for item, view in found:
        reported = view.sum.realised_lines > 0
        cells = (
            item.year, activities.get(item.activity_id or 0, ""), item.title, names.get(view.line.party_id, ""),
            str(rules.SOURCES.get(view.line.source, view.line.source)),
            "" if view.line.planned is None else view.line.planned,
            view.sum.realised if reported else "", view.sum.confirmed if reported else "",
        )  # fmt: skip
        sheet.writerow([harmless(cell) for cell in cells])
    return text.getvalue()
