"""Pages of looking for a day: the list, begin, one search with its days, answer, take a day, give up."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from .... import clock
from ....errors import Invalid, NotAllowed, NotFound
from ....partnerships.cases import party_names
from ....partnerships.models import Partnership, Party
from ....partnerships.things import thing_of
from ....partnerships.working import insiders_partnership_or_404, may_write, own_party_id, partnership_or_404
from ....permissions import Action
from ....web import PortalForm, actor, go, needs, page, stay
from ....web.forms import opened_version
from ....web.paging import paged
from ...governance import queries as bodies
from . import queries, rules, service
from .forms import DayForm, ReasonForm, SearchForm, answer_form, said_in, spoken
from .models import DateSearch

bp = Blueprint("dates", __name__)
ALL = "/kemitraan/<int:partnership_id>/rapat/cari-hari"
ONE = ALL + "/<int:search_id>"
ROOM = "coordination/meetings/dates/"
WORDS: dict[str, Any] = {
    "states": rules.STATES,
    "tones": rules.TONES,
    "answers": rules.ANSWERS,
    "channels": rules.CHANNELS,
}


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The meetings that look for their day, and those that found it."""
    partnership = insiders_partnership_or_404(partnership_id)
    shown = paged(queries.listed(partnership.id))
    may_look = may_write(actor(), partnership)
    return page(ROOM + "list.html", partnership=partnership, shown=shown, may_look=may_look, **WORDS)


@bp.route(ALL + "/baru", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def look(partnership_id: int) -> ResponseReturnValue:
    """Begin to look for a day."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    form = SearchForm()
    form.offer_bodies((body.id, body.name) for body in bodies.bodies_of(partnership.id) if body.is_active)
    if form.validate_on_submit():
        try:
            made = service.look(actor(), partnership_id, form.kept())
            return go(queries.address(partnership_id, made.id), _("Sekarang usulkan harinya, satu per satu."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _form_page("form.html", form, partnership=partnership)


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, search_id: int) -> ResponseReturnValue:
    """The days, best first, with what every party said."""
    partnership = insiders_partnership_or_404(partnership_id)
    search = search_or_404(partnership, search_id)
    return page(ROOM + "show.html", "days", **_shown(partnership, search, DayForm()))


@bp.post(ONE + "/hari")
@needs(Action.PARTNERSHIP_WORK)
def offer(partnership_id: int, search_id: int) -> ResponseReturnValue:
    """Offer one more day, and stay for the next."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    search = search_or_404(partnership, search_id)
    form = DayForm()
    if form.validate():
        try:
            service.offer(actor(), partnership_id, search_id, form.moment(clock.zone_of(search.area_code)))
            fresh = _shown(partnership, search_or_404(partnership, search_id), DayForm(formdata=None))
            here = queries.address(partnership_id, search_id)
            return stay(here, ROOM + "show.html", "days", message=_("Hari ditambahkan."), **fresh)
        except Invalid as error:
            form.add_errors(error.errors)
    return page(ROOM + "show.html", "days", status=422, **_shown(partnership, search, form))


@bp.route(ONE + "/jawab", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def answer(partnership_id: int, search_id: int) -> ResponseReturnValue:
    """Answer for one's own village; `?pihak=7` puts in what another village said on paper or by telephone."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    search = search_or_404(partnership, search_id)
    party = _party_asked(partnership, search)
    on_behalf = party.id != own_party_id(actor(), partnership)
    said = queries.answers_of(search, party.id)
    form = answer_form(search.choices, said, clock.zone_of(search.area_code), on_behalf)
    if form.validate_on_submit():
        words, told_by = said_in(form, search.choices), form.values().get("told_by") or ""
        try:
            service.answer(actor(), partnership_id, search_id, party.id, words, told_by)
            return go(queries.address(partnership_id, search_id), _("Jawaban tercatat."))
        except Invalid as error:
            form.add_errors(error.errors)
    names = party_names([party])
    return _form_page(
        "answer.html", form, partnership=partnership, search=search, party=party, party_name=names[party.id]
    )


@bp.post(ONE + "/pilih")
@needs(Action.PARTNERSHIP_WORK)
def take(partnership_id: int, search_id: int) -> ResponseReturnValue:
    """Take a day (`hari`): the meeting is prepared and waits to be called."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    search_or_404(partnership, search_id)
    given = request.form.get("hari", "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
    made = service.make_meeting(actor(), partnership_id, search_id, opened_version(), number)
    found = thing_of(partnership, "meeting", made.id)
    there = found.url if found else queries.address(partnership_id, search_id)
    return go(there, _("Rapat disiapkan. Periksa acaranya, lalu kirim undangan."))


@bp.route(ONE + "/berhenti", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def give_up(partnership_id: int, search_id: int) -> ResponseReturnValue:
    """Stop looking, with the reason."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    search = search_or_404(partnership, search_id)
    if not service.runs(actor(), partnership, search):
        raise NotAllowed(_("Yang menghentikan adalah desa yang mencari hari, atau pengurus BKAD."))
    form = ReasonForm()
    if form.validate_on_submit():
        service.give_up(actor(), partnership_id, search_id, opened_version(), form.reason.data or "")
        return go(queries.address(partnership_id, search_id), _("Pencarian hari dihentikan."))
    return _form_page("give_up.html", form, partnership=partnership, search=search)


def search_or_404(partnership: Partnership, search_id: int) -> DateSearch:
    """A search of this partnership."""
    search = queries.search_of(partnership.id, search_id)
    if search is None:
        raise NotFound()
    return search


def _party_asked(partnership: Partnership, search: DateSearch) -> Party:
    given = request.args.get("pihak", "")
    wanted = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None
    number = own_party_id(actor(), partnership) if wanted is None else wanted
    found = next((party for party in queries.asked_of(search, partnership) if party.id == number), None)
    if found is None:
        raise NotFound() if wanted else NotAllowed(_("Yang menjawab adalah desa yang ditanya."))
    return found


def _shown(partnership: Partnership, search: DateSearch, form: DayForm) -> dict[str, Any]:
    asked = queries.asked_of(search, partnership)
    own = own_party_id(actor(), partnership)
    fault = rules.answer_fault(search.state, search.closes_on, clock.today(search.area_code))
    writes = may_write(actor(), partnership)
    zone = clock.zone_of(search.area_code)
    thing = thing_of(partnership, "meeting", search.meeting_id) if search.meeting_id else None
    days = queries.days_of(search, asked)
    themselves = {number for day in days for number, one in day.said.items() if not one.told_by}
    return {
        "partnership": partnership, "search": search, "form": form, "asked": asked, "own": own, "thing": thing,
        "names": party_names(partnership.parties), "days": days, "fault": fault,
        "others": [party for party in asked if party.id != own and party.id not in themselves],
        "may_answer": writes and fault is None and any(party.id == own for party in asked) and bool(search.choices),
        "may_run": writes and search.state == rules.OPEN and service.runs(actor(), partnership, search),
        "may_put_in": writes and fault is None and service.may_put_in(actor(), partnership, search),
        "rule": rules.RULE, "most": rules.MOST_DAYS, "spoken": lambda moment: spoken(moment, zone), **WORDS,
        "is_past": lambda moment: moment <= clock.now(),
    }  # fmt: skip


def _form_page(name: str, form: PortalForm, **context: Any) -> ResponseReturnValue:
    status = 422 if request.method == "POST" else 200
    return page(ROOM + name, "form", status=status, form=form, **context)
