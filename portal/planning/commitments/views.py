"""Pages of promises: the list with its form, one promise, its correction and release, the record of the parties."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock, permissions
from ...contracts import say
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.agenda import agenda_place, bring_to_meeting
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...partnerships.overview import is_insider
from ...permissions import Action
from ...web import actor, go, needs, page, stay
from ...web.forms import opened_version
from ...web.paging import Page, paged
from ..access import may_write, own_party_id, partnership_or_404, speaks_for
from ..confirming import rules as confirming
from ..fields import ReasonForm, offer_parties
from . import queries, rules, service
from .forms import DescriptionForm, PromiseForm
from .models import Commitment
from .sources import sources_of

bp = Blueprint("commitments", __name__)
ALL = "/kemitraan/<int:partnership_id>/janji"
ONE = ALL + "/<int:commitment_id>"
KIND = "commitment"  # of thing: what a point of an agenda is about
# What another page may bring to the form: a clause, a decision or an item of minutes becomes a promise by a link.
PREFILLED = {"title": "judul", "party": "pihak", "origin": "asal", "reference": "rujukan", "link": "alamat"}
STATES = (queries.RUNNING, queries.LATE, queries.DONE, queries.EVERYTHING)


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The promises of a partnership, with the form to write one down for those who may."""
    return _list_page(partnership_or_404(partnership_id))


@bp.post(ALL)
@needs(Action.PARTNERSHIP_WORK)
def promise(partnership_id: int) -> ResponseReturnValue:
    """Write a promise down, and stay for the next."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    form = _form(partnership)
    if not form.validate():
        return _list_page(partnership, form)
    try:
        values = form.values()
        made = service.promise(actor(), partnership_id, int(values.pop("party")), values)
    except Invalid as error:
        form.add_errors(error.errors)
        return _list_page(partnership, form)
    saved = _("Janji “%(title)s” tercatat.", title=made.title)
    if "/tumpang-tindih" in made.link and _is_of(partnership_id, made.link):
        return go(made.link, saved)  # the finding there says that it is being talked about
    return _list_page(partnership_or_404(partnership_id), saved=saved, made=made)


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, commitment_id: int) -> ResponseReturnValue:
    """One promise: what it is, what was said of it, and what can be done now."""
    return promise_page(*promise_or_404(partnership_id, commitment_id))


@bp.post(ONE + "/akui")
@needs(Action.PARTNERSHIP_WORK)
def take_on(partnership_id: int, commitment_id: int) -> ResponseReturnValue:
    """The party says that a promise others wrote down is its own (`akui=1`), or is not."""
    promise_or_404(partnership_id, commitment_id, Action.PARTNERSHIP_WORK)
    accepts = request.form.get("akui") == "1"
    found = service.take_on(actor(), partnership_id, commitment_id, accepts, opened_version())
    return go(url_of(found), _("Janji diakui.") if accepts else _("Tercatat: bukan janji kami."))


@bp.route(ONE + "/ubah", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def edit(partnership_id: int, commitment_id: int) -> ResponseReturnValue:
    """Describe a promise better."""
    partnership, found = promise_or_404(partnership_id, commitment_id, Action.PARTNERSHIP_WORK)
    if not service.may_edit(actor(), partnership, found):
        raise NotAllowed(_("Yang mengubah catatan ini adalah pihak yang berjanji, atau yang menulisnya."))
    form = DescriptionForm(obj=found)
    if own_party_id(actor(), partnership) != found.party_id:
        del form.is_public
    for name in service.fixed(found):
        del form[name]
    if form.validate_on_submit():
        found = service.edit(actor(), partnership_id, commitment_id, opened_version(), form.values())
        return go(url_of(found), _("Perubahan tersimpan."))
    return form_page("planning/commitments/edit.html", form, partnership=partnership, item=found)


@bp.route(ONE + "/bebaskan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def release(partnership_id: int, commitment_id: int) -> ResponseReturnValue:
    """Let a promise of another party go, with a reason."""
    partnership, found = promise_or_404(partnership_id, commitment_id, Action.PARTNERSHIP_WORK)
    if not service.may_release(actor(), partnership, found):
        raise NotAllowed(_("Sebuah janji hanya dapat dibebaskan oleh pihak lain, sebelum selesai."))
    form = ReasonForm()
    if form.validate_on_submit():
        service.release(actor(), partnership_id, commitment_id, opened_version(), form.reason.data or "")
        return go(url_for(".index", partnership_id=partnership_id), _("Janji dibebaskan. Catatannya tetap terbaca."))
    return form_page("planning/commitments/release.html", form, partnership=partnership, item=found)


@bp.get(ALL + "/rekam-jejak")
@needs(Action.PARTNERSHIP_VIEW)
def record(partnership_id: int) -> ResponseReturnValue:
    """How the parties have kept their promises, and by which rule; to everyone once every party said yes."""
    partnership = partnership_or_404(partnership_id)
    agreed = queries.agreed_parties(partnership.id)
    if not (is_insider(actor(), partnership) or queries.is_record_public(partnership, agreed)):
        raise NotFound()
    records = queries.records(partnership.id)
    return page(
        "planning/commitments/record.html",
        partnership=partnership,
        parties=[party for party in partnership.parties if party.is_bound or party.id in records],
        names=party_names(partnership.parties),
        records=records,
        agreed=agreed,
        is_insider=is_insider(actor(), partnership),
        own=own_party_id(actor(), partnership),
        may_agree=actor().kind in service.HEADS
        and permissions.may(actor(), Action.PARTNERSHIP_PUBLISH, partnership)
        and may_write(actor(), partnership),
        rule=rules.RULE,
        setting=rules.SETTING,
        nothing=rules.Record(),
    )


@bp.post(ALL + "/rekam-jejak")
@needs(Action.PARTNERSHIP_PUBLISH)
def show_record(partnership_id: int) -> ResponseReturnValue:
    """A party's head agrees to showing the record to everyone (`setuju=1`), or takes that back."""
    partnership_or_404(partnership_id, Action.PARTNERSHIP_PUBLISH)
    agrees = request.form.get("setuju") == "1"
    service.agree_to_show_record(actor(), partnership_id, agrees)
    here = url_for(".record", partnership_id=partnership_id)
    return go(here, _("Persetujuan tercatat.") if agrees else _("Persetujuan ditarik."))


@bp.post(ONE + "/rapat")
@needs(Action.PARTNERSHIP_WORK)
def bring(partnership_id: int, commitment_id: int) -> ResponseReturnValue:
    """Put a promise that is late, or that the parties see differently, on the next meeting's agenda."""
    _partnership, found = promise_or_404(partnership_id, commitment_id, Action.PARTNERSHIP_WORK)
    outcome = queries.lines([found], clock.today())[0].outcome
    if outcome not in rules.TO_TALK_ABOUT or found.archived_at is not None:
        raise NotAllowed(_("Hanya janji yang terlambat, dipersoalkan, atau tidak ditepati yang dibawa ke rapat."))
    topic = say("Janji (%(outcome)s): %(title)s", outcome=rules.OUTCOMES[outcome], title=found.title)
    meeting = bring_to_meeting(actor(), partnership_id, KIND, found.id, [topic])
    return go(meeting.url, _("Janji ini ada di acara rapat."))


def promise_or_404(
    partnership_id: int, commitment_id: int, action: Action = Action.PARTNERSHIP_VIEW
) -> tuple[Partnership, Commitment]:
    """A promise of a partnership that this person may read, with all that was said of it."""
    partnership = partnership_or_404(partnership_id, action)
    found = queries.whole(partnership.id, commitment_id)
    if found is None or not (is_insider(actor(), partnership) or queries.is_shown_to_all(found)):
        raise NotFound()
    return partnership, found


def promise_page(partnership: Partnership, found: Commitment) -> ResponseReturnValue:
    """The page of one promise."""
    person, own, today = actor(), own_party_id(actor(), partnership), clock.today()
    open_ = may_write(person, partnership) and found.archived_at is None
    line = queries.lines([found], today)[0]
    return page(
        "planning/commitments/promise.html",
        partnership=partnership,
        item=found,
        line=line,
        on_agenda=agenda_place(person, partnership, KIND, found.id)
        if open_ and line.outcome in rules.TO_TALK_ABOUT
        else None,
        names=party_names(partnership.parties),
        is_insider=is_insider(person, partnership),
        own=own,
        may_write=open_,
        may_answer=open_ and found.state in service.ANSWERABLE and speaks_for(person, found.party),
        may_edit=open_ and service.may_edit(person, partnership, found),
        may_release=open_ and service.may_release(person, partnership, found),
        may_take_on=open_ and found.state == rules.PROPOSED and own == found.party_id,
        confirming=confirming,
        answers=rules.ANSWERS,
        origins=rules.ORIGINS,
        outcomes=rules.OUTCOMES,
        tones=rules.TONES,
    )


def form_page(template: str, form: Any, **context: Any) -> ResponseReturnValue:
    """A page with one form, with its errors if there are any."""
    return page(template, "form", status=422 if form.errors else 200, form=form, **context)


def url_of(found: Commitment) -> str:
    """The address of a promise."""
    return url_for("commitments.show", partnership_id=found.partnership_id, commitment_id=found.id)


def _form(partnership: Partnership, **kwargs: Any) -> PromiseForm:
    form = PromiseForm(**kwargs)
    offer_parties(form.party, party_names(partnership.bound).items(), own_party_id(actor(), partnership))
    return form


def _brought() -> dict[str, Any]:
    """What the page that led here brings to the form."""
    found: dict[str, Any] = {name: request.args.get(word, "")[:200] for name, word in PREFILLED.items()}
    with suppress(ValueError):
        found["due_on"] = date.fromisoformat(request.args.get("tanggal", "")[:10])
    return {name: value for name, value in found.items() if value}


def _is_of(partnership_id: int, link: str) -> bool:
    """Whether an address is a page of this partnership."""
    return link.startswith(url_for("partnerships.show", partnership_id=partnership_id) + "/")


def _way_back(made: Commitment) -> tuple[str, str]:
    """What leads back to the page that a promise was made from, as its words and its address; none from elsewhere."""
    if not _is_of(made.partnership_id, made.link):
        return "", ""
    return (
        _("Kembali ke kegiatan") if "/rencana/kegiatan/" in made.link else _("Kembali ke halaman asalnya")
    ), made.link


def _just_made(partnership: Partnership) -> Commitment | None:
    """The promise that a browser without scripts was sent back here for."""
    number = request.args.get("baru", "")
    known = number.isascii() and number.isdigit() and len(number) < 10
    return queries.whole(partnership.id, int(number)) if known and is_insider(actor(), partnership) else None


def _is_record_public(partnership: Partnership) -> bool:
    return queries.is_record_public(partnership, queries.agreed_parties(partnership.id))


def _list_page(
    partnership: Partnership, form: PromiseForm | None = None, saved: str = "", made: Commitment | None = None
) -> ResponseReturnValue:
    insider = is_insider(actor(), partnership)
    state = request.args.get("keadaan", "")
    state = state if state in STATES else queries.RUNNING
    found = paged(queries.listed(partnership.id, insider, state))
    writes = may_write(actor(), partnership)
    if writes and form is None:
        form = _form(partnership, formdata=None, data={} if saved else _brought())
    made = made or _just_made(partnership)
    context: dict[str, Any] = {
        "partnership": partnership,
        "shown": Page(queries.lines(found.items, clock.today()), found.number, found.has_next, found.size),
        "state": state,
        "made": made,
        "back": _way_back(made) if made else ("", ""),
        "form": form,
        "may_write": writes,
        "is_insider": insider,
        "shows_record": insider or _is_record_public(partnership),
        "own": own_party_id(actor(), partnership),
        "names": party_names(partnership.parties),
        "sources": sources_of(partnership) if writes else [],
        "outcomes": rules.OUTCOMES,
        "tones": rules.TONES,
        "answers": rules.ANSWERS,
        "standing": rules.STANDING,
        "soon": rules.SOON,
    }
    if saved:
        here = url_for(".index", partnership_id=partnership.id, baru=made.id if made else None, _anchor="baru")
        template = "planning/commitments/list.html"
        return stay(here, template, "promises", events=("partnership-changed",), message=saved, **context)
    status = 422 if form is not None and form.errors else 200
    return page("planning/commitments/list.html", "promises", status=status, **context)
