"""Pages of a body's seats: fill one and stay for the next, correct one, end one."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...permissions import Action
from ...web import actor, go, needs, page, stay
from ...web.forms import opened_version
from . import queries, recording, rules, seats
from .forms import EndSeatForm, SeatForm
from .models import Body, Seat
from .views import ONE, body_or_404, bp, form_page, url_of, workable_or_404

SEAT = ONE + "/kursi/<int:seat_id>"
SEAT_PAGE, END_PAGE = "coordination/governance/seat.html", "coordination/governance/end_seat.html"
SEATS_PAGE = "coordination/governance/seats.html"


@bp.route(ONE + "/kursi", methods=["GET", "POST"])
@needs(Action.BODY_FILL_SEAT)
def fill_seat(partnership_id: int, body_id: int) -> ResponseReturnValue:
    """Put somebody into the body, and stay for the next; `?nama=&jabatan=&pihak=` bring who was elected."""
    partnership = workable_or_404(partnership_id, Action.BODY_FILL_SEAT)
    body = recording.living_body(partnership, body_id)
    form = _seat_form(partnership, body, data=_brought())
    if form.validate_on_submit():
        try:
            chosen = int(form.party.data) if form.party else None
            seat = seats.fill_seat(actor(), partnership_id, body_id, chosen, form.values())
            return _seats_page(partnership_id, body_id, saved=_("%(name)s tercatat.", name=seat.person_name))
        except Invalid as error:
            form.add_errors(error.errors)
    return _seats_page(partnership_id, body_id, form)


@bp.route(SEAT + "/ubah", methods=["GET", "POST"])
@needs(Action.BODY_FILL_SEAT)
def edit_seat(partnership_id: int, body_id: int, seat_id: int) -> ResponseReturnValue:
    """Correct what stands on a seat."""
    seat = _seat_or_404(partnership_id, body_id, seat_id)
    form = SeatForm(obj=seat)
    del form.party
    if form.validate_on_submit():
        try:
            seats.edit_seat(actor(), partnership_id, body_id, seat_id, opened_version(), form.values())
            return go(url_of(seat.body), _("Perubahan tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return form_page(
        "coordination/governance/seat.html", form, seat=seat, body=seat.body, partnership=seat.body.partnership
    )


@bp.route(SEAT + "/akhiri", methods=["GET", "POST"])
@needs(Action.BODY_FILL_SEAT)
def end_seat(partnership_id: int, body_id: int, seat_id: int) -> ResponseReturnValue:
    """End a seat, with the day and the reason."""
    seat = _seat_or_404(partnership_id, body_id, seat_id)
    form = EndSeatForm()
    if form.validate_on_submit():
        try:
            seats.end_seat(actor(), partnership_id, body_id, seat_id, opened_version(), form.values())
            return go(url_of(seat.body), _("Kursi %(name)s berakhir.", name=seat.person_name))
        except Invalid as error:
            form.add_errors(error.errors)
    return form_page(
        "coordination/governance/end_seat.html", form, seat=seat, body=seat.body, partnership=seat.body.partnership
    )


def _seat_or_404(partnership_id: int, body_id: int, seat_id: int) -> Seat:
    partnership = workable_or_404(partnership_id, Action.BODY_FILL_SEAT)
    recording.living_body(partnership, body_id)
    seat = queries.seat_of(partnership.id, body_id, seat_id)
    if seat is None:
        raise NotFound()
    if not seats.speaks_for(actor(), seat.party):
        raise NotAllowed(_("Yang mengisi dan mengakhiri kursi suatu desa adalah desa itu sendiri, atau pengurus BKAD."))
    return seat


def _seat_form(partnership: Partnership, body: Body, **kwargs: object) -> SeatForm:
    form = SeatForm(**kwargs)
    own = partnership.party_of(actor().office)
    parties = queries.entitled(partnership, body.kind)
    names = {} if own else party_names(parties)
    form.offer(names.items(), own.id if own else None)
    return form


def _brought() -> dict[str, str]:
    """What the address brings into the form: somebody's name, office and party."""
    names = {"person_name": "nama", "office": "jabatan", "party": "pihak"}
    return {field: request.args.get(name, "")[:120] for field, name in names.items()}


def _seats_page(
    partnership_id: int, body_id: int, form: SeatForm | None = None, saved: str = ""
) -> ResponseReturnValue:
    """The form with those who sit already for the parties that this person writes for."""
    partnership = workable_or_404(partnership_id, Action.BODY_FILL_SEAT)
    body = body_or_404(partnership, body_id)
    structure = queries.structure_of(body, partnership, clock.today())
    mine = [line for party in structure.parties for line in party.seats if seats.speaks_for(actor(), line.seat.party)]
    context: dict[str, Any] = {
        "partnership": partnership,
        "body": body,
        "form": form or _seat_form(partnership, body, formdata=None),
        "lines": sorted(mine, key=lambda line: -line.seat.id)[:20],
        "offices": rules.OFFICES,
        "states": rules.SEAT_STATES,
    }
    if saved:
        here = url_for("governance.fill_seat", partnership_id=partnership_id, body_id=body_id)
        return stay(
            here,
            "coordination/governance/seats.html",
            "seats",
            events=("partnership-changed",),
            message=saved,
            **context,
        )
    status = 422 if form and form.errors else 200
    return page("coordination/governance/seats.html", "seats", status=status, **context)
