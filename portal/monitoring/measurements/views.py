"""Pages of what is measured: the list, one indicator with its periods, one report, its proofs."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock, permissions, storage
from ...errors import NotFound
from ...partnerships.cases import is_over, party_names
from ...partnerships.goal_links import goals_linked
from ...partnerships.models import Partnership
from ...partnerships.overview import is_insider
from ...partnerships.sdgs import goals_of
from ...partnerships.working import may_write, own_party_id, partnership_or_404, speaks_for
from ...permissions import Action
from ...web import actor, go, needs, page
from ...web.paging import Page, page_number, paged
from ..charts import progress
from ..goals.queries import goals_of_partnership
from ..indicators import queries as indicators
from ..indicators import rules as indicator_rules
from ..indicators.models import KIND, Indicator
from ..indicators.words import period_words
from . import amendments, beside, periods, queries, rules, service
from .forms import dimension_label
from .models import Measurement

bp = Blueprint("measurements", __name__)
ALL = "/kemitraan/<int:partnership_id>/monitoring"
ONE = ALL + "/indikator/<int:indicator_id>"
REPORT = ALL + "/laporan/<int:measurement_id>"
CELLS = 24  # reports on one page of an indicator


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The indicators with their newest values; to the public those that are shown, and only what was verified."""
    partnership = partnership_or_404(partnership_id)
    insider, own = is_insider(actor(), partnership), own_party_id(actor(), partnership)
    found = paged(indicators.listed(partnership.id, insider))
    lines = queries.lines(partnership, found.items, clock.today())
    return page(
        "monitoring/measurements/list.html",
        partnership=partnership,
        shown=Page(lines, found.number, found.has_next, found.size),
        is_insider=insider,
        may_write=may_write(actor(), partnership),
        own=own,
        is_bound=any(party.id == own for party in partnership.bound),
        goals=goals_of(goals_of_partnership(partnership.id)),
    )


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def indicator(partnership_id: int, indicator_id: int) -> ResponseReturnValue:
    """One indicator: what it means, its periods with what was reported, its targets, and whose its results are."""
    partnership, found = indicator_or_404(partnership_id, indicator_id)
    person, insider = actor(), is_insider(actor(), partnership)
    reporters = queries.reporters_of(partnership, found)
    shown = _periods(partnership, found, insider, len(reporters))
    return page(
        "monitoring/measurements/indicator.html",
        partnership=partnership,
        indicator=found,
        shown=shown,
        picture=_picture(found, shown),
        names=party_names(partnership.parties),
        running=queries.running_sum(found),
        goals=goals_of(goals_linked(KIND, [found.id]).get(found.id, ())),
        dimensions=[dimension_label(name) for name in found.dimensions],
        is_insider=insider,
        may_write=may_write(person, partnership) and found.archived_at is None,
        may_report=may_write(person, partnership) and _has_gap(shown),
        states=rules.STATES,
        tones=rules.TONES,
    )


@bp.get(REPORT)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, measurement_id: int) -> ResponseReturnValue:
    """One report: its values and parts, what proves it, who verified it, and how it was corrected."""
    return report_page(*report_or_404(partnership_id, measurement_id))


@bp.get(ALL + "/bukti/<int:evidence_id>")
@needs(Action.PARTNERSHIP_VIEW)
def evidence(partnership_id: int, evidence_id: int) -> ResponseReturnValue:
    """A proof: for insiders, and for everyone once it is shown and its report verified."""
    partnership = partnership_or_404(partnership_id)
    found = queries.evidence_of(partnership.id, evidence_id)
    if found is None or not (_reads(partnership, found.measurement) or found.is_public and _is_open(found.measurement)):
        raise NotFound()
    attachment = found.attachment
    path = storage.path_of(current_app.extensions["portal.settings"].files, attachment.stored_name)
    if not path.is_file():
        raise NotFound()
    response = send_file(
        path, mimetype=attachment.media_type, as_attachment=attachment.media_type != "image/jpeg",
        download_name=attachment.original_name, etag=attachment.sha256, conditional=True,
    )  # fmt: skip
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@bp.post(ALL + "/bukti/<int:evidence_id>/tampil")
@needs(Action.PARTNERSHIP_PUBLISH)
def show_evidence(partnership_id: int, evidence_id: int) -> ResponseReturnValue:
    """Show a proof to everyone (`tampil=1`), or keep it to the parties again."""
    partnership_or_404(partnership_id, Action.PARTNERSHIP_PUBLISH)
    shown = request.form.get("tampil") == "1"
    found = service.show_evidence(actor(), partnership_id, evidence_id, shown)
    return go(url_of(found.measurement), _("Bukti tampil untuk umum.") if shown else _("Bukti hanya untuk para pihak."))


def indicator_or_404(partnership_id: int, indicator_id: int) -> tuple[Partnership, Indicator]:
    """An indicator with its partnership; for strangers one that is shown to everyone, also when it is put away."""
    partnership = partnership_or_404(partnership_id)
    found = indicators.whole(partnership.id, indicator_id)
    if found is None or not (is_insider(actor(), partnership) or found.is_public):
        raise NotFound()
    return partnership, found


def report_or_404(
    partnership_id: int, measurement_id: int, action: Action = Action.PARTNERSHIP_VIEW
) -> tuple[Partnership, Measurement]:
    """A report with its partnership; for strangers one that was verified, of an indicator shown to everyone.

    A draft is read by its own party, and by the body that writes for it.
    """
    partnership = partnership_or_404(partnership_id, action)
    found = queries.whole(partnership.id, measurement_id)
    if found is None or not (_reads(partnership, found) or _is_open(found)):
        raise NotFound()
    return partnership, found


def report_page(partnership: Partnership, found: Measurement) -> ResponseReturnValue:
    """The page of one report."""
    person = actor()
    insider = is_insider(person, partnership)
    writes = may_write(person, partnership) and speaks_for(person, found.party) and not found.indicator.archived_at
    answers = permissions.may(person, Action.PARTNERSHIP_SETTLE, partnership)
    waiting = next((item for item in found.amendments if item.state == rules.SUBMITTED), None)
    may_answer = answers and service.may_answer(person, partnership, found)
    period = indicator_rules.Period(found.starts_on, found.ends_on)
    context: dict[str, Any] = {
        "partnership": partnership,
        "report": found,
        "indicator": found.indicator,
        "parts": _grouped(found),
        "evidence": [item for item in found.evidence if item.counts and (insider or item.is_public)],
        "amendments": [item for item in found.amendments if insider or item.state == rules.VERIFIED],
        "waiting": waiting,
        "names": party_names([found.party]),
        "is_insider": insider,
        "may_edit": writes and found.state in rules.EDITABLE,
        "may_correct": writes and found.state == rules.VERIFIED and waiting is None,
        "may_answer": may_answer,
        "last": beside.last_verified(found.indicator_id, found.party_id, period) if may_answer else None,
        "target": beside.target_of(found.indicator_id, period) if may_answer else None,
        "may_answer_correction": answers
        and waiting is not None
        and amendments.may_answer(person, partnership, waiting),
        "own": own_party_id(person, partnership) if may_write(person, partnership) else None,
        "goes_on": not is_over(partnership),
        "may_publish": permissions.may(person, Action.PARTNERSHIP_PUBLISH, partnership),
        "states": rules.STATES,
        "tones": rules.TONES,
    }
    return page("monitoring/measurements/report.html", **context)


def url_of(found: Measurement) -> str:
    """The address of a report."""
    return url_for("measurements.show", partnership_id=found.partnership_id, measurement_id=found.id)


def _reads(partnership: Partnership, found: Measurement) -> bool:
    """Whether this person reads a report that is not open to everyone."""
    return rules.reads(found.state, is_insider(actor(), partnership), speaks_for(actor(), found.party))


def _is_open(found: Measurement) -> bool:
    """Whether everyone who may see the partnership may read this report, also once it is not measured any more."""
    return found.state == rules.VERIFIED and found.indicator.is_public


def _periods(partnership: Partnership, found: Indicator, insider: bool, reporters: int) -> Page:
    """The periods that lie behind, newest first: fewer on a page when many parties report."""
    size = max(CELLS // max(reporters, 1) // 2, 2)
    number = min(page_number(), 100)
    most = number * size + 1
    ended = indicator_rules.ended_periods(found.frequency, found.starts_on, clock.today(), most)
    here = ended[(number - 1) * size : number * size]
    own = [party.id for party in partnership.parties if speaks_for(actor(), party)]
    return Page(periods.rows(partnership, found, here, insider, own), number, len(ended) > number * size, size)


def _has_gap(shown: Page) -> bool:
    """Whether this person's party can report one of these periods, or perhaps one on another page."""
    if shown.number > 1 or shown.has_next:
        return True
    person = actor()
    return any(found is None and speaks_for(person, party) for row in shown.items for party, found in row.reports)


def _picture(found: Indicator, shown: Page) -> Any:
    """The shown periods as columns beside their targets, oldest first; nothing where no number was verified."""
    rows = [(period_words(row.period), row.compared, row.target) for row in reversed(shown.items)]
    drawn = found.kind in (indicator_rules.NUMBER, indicator_rules.PERCENTAGE)
    known = drawn and any(value is not None for _period, value, _target in rows)
    return progress(found.name, rows, found.unit) if known else ""


def _grouped(found: Measurement) -> list[tuple[str, list[Any]]]:
    groups: dict[str, list[Any]] = {}
    for part in found.parts:
        groups.setdefault(part.dimension, []).append(part)
    return [(dimension_label(name), parts) for name, parts in groups.items()]
