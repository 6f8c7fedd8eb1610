"""Pages of the ladder: the rungs and what they rest on, step up, put a result on record, print the minutes."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from ... import clock
from ...errors import Conflict, Invalid, NotAllowed, NotFound
from ...partnerships.cases import case_of, gates_of
from ...partnerships.models import Partnership
from ...partnerships.recording import gate_url, may_record
from ...partnerships.rules import settler
from ...permissions import Action, OfficeKind
from ...web import actor, go, needs, page
from ...web.forms import opened_version
from ..interests import context as matters
from ..interests.context import ONE, matter_or_404, place_of
from ..interests.models import Matter
from . import rules, service
from .forms import BeginForm, ResultForm
from .models import Rung
from .rules import RungKind

bp = Blueprint("ladder", __name__)
LADDER = ONE + "/tangga"
RUNG = LADDER + "/<int:rung_id>"
WORDS: dict[str, Any] = {"kinds": rules.KINDS, "rung_states": rules.STATES, "rung_tones": rules.STATE_TONES}


@bp.get(LADDER)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, matter_id: int) -> ResponseReturnValue:
    """The rungs of this partnership, those that were walked with their results, and what can be done now."""
    partnership, found = matter_or_404(partnership_id, matter_id)
    rungs, climbed = service.rungs_of(partnership), service.climbed_of(found.id)
    writes = matters.may_write(partnership, found)
    in_turn = partnership.status == "active" and not matters.is_member(partnership)
    current = next((rung for rung in climbed if rung.state == rules.OPEN), None)
    views = [rules.Climbed(rung.kind, rung.state) for rung in climbed]
    return page(
        "coordination/ladder/show.html",
        partnership=partnership,
        item=found,
        rungs=rungs,
        climbed=service.read_by(actor(), partnership, found, climbed),
        next_kinds=rules.open_to(rungs, views) if writes else (),
        settlement=service.settlement_for(partnership, current) if current else None,
        on_path=current is not None and service.is_on_path(partnership, current),
        path_urls=_path_urls(partnership, found, current),
        waits_for_parties=in_turn and current is not None and rules.KINDS[current.kind].by_path,
        who_settles=settler(case_of(partnership)),
        may_write=writes,
        may_end=writes or _is_body(partnership, found, current),
        setting=rules.DAYS_SETTING,
        **WORDS,
    )


@bp.route(LADDER + "/naik/<kind>", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def begin(partnership_id: int, matter_id: int, kind: str) -> ResponseReturnValue:
    """Step up to a rung."""
    partnership, found = matters.to_write(partnership_id, matter_id)
    rungs, views = service.rungs_of(partnership), service.views_of(found.id)
    wanted = next((item for item in rungs if item.code == kind), None)
    if wanted is None:
        raise NotFound()
    if wanted not in rules.open_to(rungs, views):
        raise NotAllowed(_("Tingkat ini belum atau tidak dapat dimulai sekarang."))
    skipped = rules.skipped_by(rungs, views, kind)
    form = _begin_form(wanted, bool(skipped))
    if form.validate_on_submit():
        try:
            service.begin_rung(actor(), partnership_id, matter_id, kind, form.values())
            return go(url_for(".show", **place_of(found)), _("%(rung)s dimulai.", rung=wanted.label))
        except Invalid as error:
            form.add_errors(error.errors)
    context = {"partnership": partnership, "item": found, "kind": wanted, "skipped": skipped}
    return matters.form_page("coordination/ladder/begin.html", form, setting=rules.DAYS_SETTING, **context)


@bp.route(RUNG + "/hasil", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def end(partnership_id: int, matter_id: int, rung_id: int) -> ResponseReturnValue:
    """Put the result of a rung on record."""
    partnership, found, rung = _rung_to_end(partnership_id, matter_id, rung_id)
    kind = rules.KINDS[rung.kind]
    form = ResultForm()
    if service.is_on_path(partnership, rung):
        form.state.choices = form.state.choices[1:]  # type: ignore[index]
    if form.validate_on_submit():
        try:
            service.end_rung(actor(), partnership_id, matter_id, rung_id, opened_version(), form.values())
            return go(url_for(".show", **place_of(found)), _("Hasil tercatat."))
        except Invalid as error:
            form.add_errors(error.errors)
    context = {"partnership": partnership, "item": found, "rung": rung, "kind": kind}
    return matters.form_page("coordination/ladder/end.html", form, **context)


@bp.post(RUNG + "/ambil")
@needs(Action.PARTNERSHIP_WORK)
def take_over(partnership_id: int, matter_id: int, rung_id: int) -> ResponseReturnValue:
    """Take over what the official put on record on the lawful path."""
    _partnership, found, _rung = _rung_to_end(partnership_id, matter_id, rung_id)
    service.take_over(actor(), partnership_id, matter_id, rung_id)
    return go(url_for(".show", **place_of(found)), _("Hasil penyelesaian diambil dari berita acaranya."))


@bp.get(RUNG + "/cetak")
@needs(Action.PARTNERSHIP_VIEW)
def paper(partnership_id: int, matter_id: int, rung_id: int) -> ResponseReturnValue:
    """The minutes of a rung, to be printed and signed by the parties and the official. Papers are Indonesian."""
    with force_locale("id"):
        partnership, found = matter_or_404(partnership_id, matter_id)
        rung = service.rung_of(found, rung_id)
        if rung not in service.read_by(actor(), partnership, found, service.climbed_of(found.id)):
            raise NotFound()
        names = [name for number, name in matters.names_in(partnership).items() if number in _bound(partnership)]
        kind = rules.KINDS[rung.kind]
        return page(
            "coordination/ladder/paper.html", partnership=partnership, item=found, rung=rung, kind=kind, names=names
        )


def _begin_form(wanted: RungKind, skips: bool) -> BeginForm:
    today = clock.today()
    usual = {"begun_on": today, "due_on": rules.due_by_custom(wanted, today)}
    form = BeginForm(data=usual | {"facilitator": str(wanted.facilitator)})
    if not skips:
        del form.skip_reason
    return form


def _rung_to_end(partnership_id: int, matter_id: int, rung_id: int) -> tuple[Partnership, Matter, Rung]:
    partnership, found = matter_or_404(partnership_id, matter_id, Action.PARTNERSHIP_WORK)
    rung = service.rung_of(found, rung_id)
    if not (matters.may_write(partnership, found) or _is_body(partnership, found, rung)):
        raise NotAllowed(_("Yang mencatat hasil adalah para pihak yang ikut sekarang, atau BKAD di tingkatnya."))
    if rung.state != rules.OPEN:
        raise Conflict()
    return partnership, found, rung


def _is_body(partnership: Partnership, found: Matter, rung: Rung | None) -> bool:
    """Whether the person is an officer of the BKAD, and the rung that runs is the BKAD's."""
    on_rung = rung is not None and rung.kind == rules.BKAD and found.is_open
    return on_rung and actor().kind == OfficeKind.BKAD_OFFICER


def _path_urls(partnership: Partnership, found: Matter, current: Rung | None) -> dict[str, str]:
    """Where the lawful path goes on with this: the dispute is put forward, raised, settled; each where it is due."""
    if current is None or not rules.KINDS[current.kind].by_path:
        return {}
    gates, person = gates_of(partnership), actor()
    urls: dict[str, str] = {}
    if partnership.status == "active":
        if may_record(person, partnership, gates["dispute"], None):
            urls["dispute"] = gate_url(partnership.id, "dispute", None, facts=found.about)
            urls["raise"] = url_for("partnerships.take_step", partnership_id=partnership.id, step="raise_dispute")
    elif partnership.status == "disputed" and may_record(person, partnership, gates["settlement"], None):
        urls["settlement"] = gate_url(partnership.id, "settlement", None)
    return urls


def _bound(partnership: Partnership) -> set[int]:
    return {party.id for party in partnership.bound}
