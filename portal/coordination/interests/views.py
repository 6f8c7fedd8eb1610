"""Pages of a matter: the list, open one, read it, correct it, its history, and what became of it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import events
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships import following
from ...partnerships.forms import NOTHING
from ...partnerships.models import Partnership
from ...partnerships.overview import is_insider
from ...partnerships.things import Thing, thing_of
from ...partnerships.working import own_party_id, partnership_or_404
from ...permissions import Action
from ...web import actor, go, needs, page
from ...web.form_fields import options
from ...web.forms import opened_version
from ...web.i18n import format_moment
from ...web.paging import paged
from . import choosing, offices, queries, reading, recording, rules, service
from .context import (
    ALL,
    ONE,
    WORDS,
    form_page,
    is_member,
    may_write,
    names_in,
    standing_of,
    talks_or_404,
    to_write,
    url_of,
)
from .forms import CloseForm, MatterForm, OpenForm
from .models import Matter

bp = Blueprint("interests", __name__)


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The matters a person reads. Who is no party sees an empty list, whether there are any or not."""
    partnership = partnership_or_404(partnership_id)
    shown = paged(queries.listed(partnership, actor()))
    reads = reading.is_party_to(actor(), partnership)
    if not shown.items and not is_insider(actor(), partnership):
        raise NotFound()
    context: dict[str, Any] = {"partnership": partnership, "shown": shown, "may_open": may_write(partnership)}
    return page("coordination/interests/list.html", names=names_in(partnership), reads=reads, **context, **WORDS)


@bp.route(ALL + "/baru", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def open_matter(partnership_id: int) -> ResponseReturnValue:
    """Put a difference on the table; `?hal=activity&nomor=3` says what it is about."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    if not may_write(partnership):
        raise NotAllowed(_("Yang membuka perbedaan adalah para pihak yang ikut sekarang."))
    brought = {"thing_kind": request.args.get("hal", "")[:40], "thing_id": request.args.get("nomor", "")[:10]}
    form = OpenForm(data=brought)
    _offer_mediators(form, partnership)
    if form.validate_on_submit():
        try:
            made = service.open_matter(actor(), partnership_id, form.kept())
            return go(url_of(made), _("Tercatat. Sekarang sampaikan apa yang desa Anda butuhkan."))
        except Invalid as error:
            form.add_errors(error.errors)
    thing = _thing(partnership, form.thing_kind.data, form.kept()["thing_id"])
    return form_page("coordination/interests/form.html", form, partnership=partnership, item=None, thing=thing)


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, matter_id: int) -> ResponseReturnValue:
    """A matter: what each needs, common ground and distance, and the options in the order of the stated method."""
    partnership = partnership_or_404(partnership_id)
    read = reading.matter_for(actor(), partnership, matter_id)
    found = read or queries.told(partnership, matter_id)
    if found is None:
        raise NotFound()
    context: dict[str, Any] = {"partnership": partnership, "item": found, **WORDS}
    if read is None:
        return page("coordination/interests/told.html", **context)
    sees = reading.sees_talks(actor(), partnership, found)
    names, own = names_in(partnership), own_party_id(actor(), partnership)
    return page(
        "coordination/interests/show.html",
        board=queries.board_of(found, partnership, names, own) if sees else None,
        names=names,
        own=own,
        member=is_member(partnership),
        sees=sees,
        thing=_thing(partnership, found.thing_kind, found.thing_id),
        standing=standing_of(found),
        method=rules.METHOD,
        may_write=may_write(partnership, found),
        **context,
    )


@bp.route(ONE + "/ubah", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def edit(partnership_id: int, matter_id: int) -> ResponseReturnValue:
    """Correct the words of a matter, and who reads it."""
    partnership, found = to_write(partnership_id, matter_id)
    form = MatterForm(obj=found, mediator_id=str(found.mediator_id or ""))
    _offer_mediators(form, partnership)
    if form.validate_on_submit():
        try:
            service.edit_matter(actor(), partnership_id, matter_id, opened_version(), form.values())
            return go(url_of(found), _("Perubahan tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return form_page("coordination/interests/form.html", form, partnership=partnership, item=found, thing=None)


@bp.route(ONE + "/tutup", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def close(partnership_id: int, matter_id: int) -> ResponseReturnValue:
    """Say what became of a matter: links that carry it to the plan, the promises or the agreement; then the outcome."""
    partnership, found = to_write(partnership_id, matter_id)
    known = following.follow_ups(partnership.id, found.opened_at)
    form = _close_form(known)
    if form.validate_on_submit():
        try:
            choosing.close(actor(), partnership_id, matter_id, opened_version(), _close_values(form, known))
            return go(url_of(found), _("Selesai. Terima kasih sudah mencari jalan bersama."))
        except Invalid as error:
            form.add_errors(error.errors)
    agreed = next((item for item in queries.options_of(found.id) if item.id == found.agreed_option_id), None)
    ways = ways_on(partnership, found, agreed.title, agreed.party_id) if agreed else {}
    return form_page(
        "coordination/interests/close.html", form, partnership=partnership, item=found, option=agreed, **ways
    )


@bp.get(ONE + "/riwayat")
@needs(Action.PARTNERSHIP_VIEW)
def history(partnership_id: int, matter_id: int) -> ResponseReturnValue:
    """Everything that happened in a matter, newest first; for those who read what was said."""
    partnership, found = talks_or_404(partnership_id, matter_id)
    before = request.args.get("sebelum", "")
    older_than = int(before) if before.isascii() and before.isdigit() and len(before) < 10 else None
    shown = events.history(recording.KIND, found.id, limit=50, before=older_than)
    return page("coordination/interests/history.html", partnership=partnership, item=found, shown=shown)


def ways_on(partnership: Partnership, matter: Matter, words: str, party_id: int) -> dict[str, str]:
    """The addresses where an agreed option becomes a promise, a change of the plan or of the agreement, prefilled.

    A matter that only the parties read is not linked from what others read.
    """
    number = partnership.id
    reference = _("kesepakatan para pihak")
    promise: dict[str, Any] = {"judul": words, "asal": "decision", "rujukan": reference, "pihak": str(party_id)}
    amendment: dict[str, Any] = {"partnership_id": number, "gate": "amendment_basis", "reason": words}
    return {
        "promise_url": url_for("commitments.index", partnership_id=number, _anchor="tambah", **promise),
        "plan_url": url_for("programme.plan", partnership_id=number),
        "propose_url": url_for("baseline.propose", partnership_id=number, alasan=words, rujukan=reference),
        "amendment_url": url_for("partnerships.gate", **amendment) if partnership.status == "active" else "",
    }


def _offer_mediators(form: MatterForm, partnership: Partnership) -> None:
    form.invite((str(office.id), office.label) for office in offices.can_be_invited(partnership))


def _thing(partnership: Partnership, kind: str | None, number: int | None) -> Thing | None:
    return thing_of(partnership, kind, number) if kind and number is not None else None


def _close_form(known: list[following.FollowUp]) -> CloseForm:
    form = CloseForm()
    form.known.choices = options([(item.url, f"{item.title} ({format_moment(item.at)})") for item in known], NOTHING)
    if not known:
        del form.known
        form.link.label.text = _("Alamat halaman rencana atau janjinya")
    return form


def _close_values(form: CloseForm, known: list[following.FollowUp]) -> dict[str, Any]:
    values = form.values()
    values["link"] = (values["link"] or "").strip().removeprefix(request.host_url.rstrip("/"))
    chosen = next((item for item in known if item.url == values.get("known")), None)
    if chosen is not None and values["outcome"] not in (chosen.kind, rules.AMENDMENT):
        raise Invalid({"known": _("Pilihan ini tidak cocok dengan jawaban di atas.")})
    return values if chosen is None else values | {"link": chosen.url, "title": str(chosen.title)}
