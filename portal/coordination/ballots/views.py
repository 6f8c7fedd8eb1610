"""Pages of elections: the list, open one, read it, vote, count, put in a count on paper, call off."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...errors import Invalid
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...partnerships.working import insiders_partnership_or_404, stored
from ...permissions import Action
from ...web import actor, go, needs, page
from ...web.forms import opened_version
from ...web.paging import paged
from ..proposals import queries as proposals
from ..proposals.access import may_speak, to_write, zone_of
from . import queries, rules, service, showing
from .access import ALL, ONE, WORDS, election_or_404, form_page, open_one_or_403, url_of
from .forms import BallotForm, CloseForm, ElectionForm, PaperForm, WhyForm

bp = Blueprint("ballots", __name__)


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The elections of a partnership."""
    partnership = insiders_partnership_or_404(partnership_id)
    shown = paged(queries.listed(partnership.id))
    may_open = may_speak(partnership)
    return page("coordination/ballots/list.html", partnership=partnership, shown=shown, may_open=may_open, **WORDS)


@bp.route(ALL + "/baru", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def open_election(partnership_id: int) -> ResponseReturnValue:
    """Open an election; `?badan=3` says for which body, `?salin=7` takes an earlier one, its tied candidates alone."""
    partnership = to_write(partnership_id)
    form = ElectionForm(data=_brought(partnership))
    bodies = [(body.id, body.name) for body in proposals.bodies(partnership.id)]
    form.offer(bodies, party_names(partnership.members).items())
    if form.validate_on_submit():
        try:
            values = form.kept(zone_of(partnership))
            made = service.open_election(actor(), partnership_id, values, form.candidates())
            return go(url_of(made), _("Pemilihan dibuka. Para pihak diberi tahu."))
        except Invalid as error:
            form.add_errors(error.errors)
    few = rules.electors_fault(len(partnership.members))
    return form_page("form.html", form, partnership=partnership, few=few, has_bodies=bool(bodies))


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, election_id: int) -> ResponseReturnValue:
    """An election: its candidates, who has voted, and, once it is closed, the count."""
    partnership, election = election_or_404(partnership_id, election_id)
    context = showing.shown(actor(), partnership, election, may_speak(partnership))
    return page("coordination/ballots/show.html", partnership=partnership, item=election, **context, **WORDS)


@bp.route(ONE + "/suara", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def cast(partnership_id: int, election_id: int) -> ResponseReturnValue:
    """Vote for the own party, once."""
    partnership, election = open_one_or_403(partnership_id, election_id, rules.PORTAL)
    showing.expect_ballot_out(actor(), partnership, election)
    form, names = BallotForm(), party_names(partnership.parties)
    form.offer((item.id, f"{item.name}, {names.get(item.party_id, '–')}") for item in election.candidates)
    if form.validate_on_submit():
        service.cast(actor(), partnership_id, election_id, form.chosen())
        return go(url_of(election), _("Suara Anda sudah masuk ke kotak. Pilihannya tidak tercatat atas nama Anda."))
    return form_page("cast.html", form, partnership=partnership, item=election)


@bp.route(ONE + "/tutup", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def close(partnership_id: int, election_id: int) -> ResponseReturnValue:
    """Count and freeze."""
    partnership, election = open_one_or_403(partnership_id, election_id, rules.PORTAL)
    form = CloseForm()
    if form.validate_on_submit():
        service.close(actor(), partnership_id, election_id, opened_version())
        return go(url_of(election), _("Suara sudah dihitung dan dibekukan."))
    return form_page(
        "close.html", form, partnership=partnership, item=election, **showing.counting(partnership, election)
    )


@bp.route(ONE + "/kertas", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def paper(partnership_id: int, election_id: int) -> ResponseReturnValue:
    """Put in what was counted on paper."""
    partnership, election = open_one_or_403(partnership_id, election_id, rules.PAPER)
    form = PaperForm.with_votes(election.candidates)
    if form.validate_on_submit():
        try:
            scan = stored(form.scan.data, "scan")
            if scan is None:
                raise Invalid({"scan": _("Lampirkan foto berita acaranya.")})
            given = (opened_version(), form.votes(), form.values())
            service.count_paper(actor(), partnership_id, election_id, *given, scan)
            return go(url_of(election), _("Hasil hitungan tercatat dan dibekukan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return form_page(
        "paper.html", form, partnership=partnership, item=election, **showing.counting(partnership, election)
    )


@bp.route(ONE + "/batal", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def call_off(partnership_id: int, election_id: int) -> ResponseReturnValue:
    """Call an election off, with a reason."""
    partnership, election = open_one_or_403(partnership_id, election_id)
    showing.expect_opener(actor(), partnership, election)
    form = WhyForm()
    if form.validate_on_submit():
        service.call_off(actor(), partnership_id, election_id, opened_version(), form.reason.data or "")
        return go(url_of(election), _("Pemilihan dibatalkan."))
    return form_page("call_off.html", form, partnership=partnership, item=election)


def _brought(partnership: Partnership) -> dict[str, Any]:
    """What the address brings into the form: a body, or an earlier election with its candidates."""
    number = request.args.get("salin", "")
    if number.isascii() and number.isdigit() and len(number) < 10:
        old = queries.election_of(partnership.id, int(number))
        if old is not None:
            return showing.again(old)
    return {"body_id": request.args.get("badan", "")[:10], "way": rules.PORTAL}
