"""Pages of the people of a meeting: invitations and their answers, the attendance list, the word on the minutes."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...partnerships.overview import is_insider
from ...partnerships.working import own_party_id
from ...permissions import Action
from ...web import actor, go, needs, page, stay
from ...web.paging import page_number
from . import inviting, minutes, queries, rules, showing
from .access import form_page, meeting_or_404, own_meeting_or_404, url_of
from .forms import AnswerForm, AttendanceForm, ConfirmForm, InviteForm
from .models import Confirmation, Invitation, Meeting
from .recording import expect_state
from .views import ONE, bp

INVITED = ONE + "/undangan"
ANSWER = INVITED + "/<int(max=2147483647):invited_id>"
PRESENT = ONE + "/hadir"
LINES = 50  # of the attendance list, on a page


@bp.route(INVITED, methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def invite(partnership_id: int, meeting_id: int) -> ResponseReturnValue:
    """Invite somebody besides the parties: an office that sees to the villages, or by words."""
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    expect_state(meeting, *rules.COMING)
    form = InviteForm()
    form.offer((office.id, office.label) for office in queries.overseers_of(partnership))
    if form.validate_on_submit():
        try:
            invitation = inviting.invite(actor(), partnership_id, meeting_id, form.values())
            return go(url_of(meeting, "undangan"), _("%(name)s diundang.", name=invitation.addressee))
        except Invalid as error:
            form.add_errors(error.errors)
    return form_page("invite.html", form, partnership=partnership, meeting=meeting)


@bp.route(ANSWER, methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_VIEW)
def answer(partnership_id: int, meeting_id: int, invited_id: int) -> ResponseReturnValue:
    """Answer an invitation: comes, is represented, does not come."""
    partnership, meeting, invitation = _invitation_or_404(partnership_id, meeting_id, invited_id)
    form = AnswerForm(obj=invitation)
    if form.validate_on_submit():
        try:
            values = form.values()
            inviting.answer(actor(), partnership_id, meeting_id, invited_id, values.pop("answer"), values)
            return go(url_of(meeting), _("Jawaban tercatat."))
        except Invalid as error:
            form.add_errors(error.errors)
    return form_page("answer.html", form, partnership=partnership, meeting=meeting, invitation=invitation)


@bp.post(ANSWER + "/dibaca")
@needs(Action.PARTNERSHIP_VIEW)
def mark_read(partnership_id: int, meeting_id: int, invited_id: int) -> ResponseReturnValue:
    """Say that the invitation was read."""
    _partnership, meeting, _invitation = _invitation_or_404(partnership_id, meeting_id, invited_id)
    inviting.mark_read(actor(), partnership_id, meeting_id, invited_id)
    return go(url_of(meeting), _("Tercatat: undangan sudah dibaca."))


@bp.route(PRESENT, methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def attendance(partnership_id: int, meeting_id: int) -> ResponseReturnValue:
    """The attendance list with the form to write a person on it, and stay for the next."""
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    expect_state(meeting, rules.HELD)
    form = _attendance_form(partnership)
    if form.validate_on_submit():
        try:
            added = inviting.attend(actor(), partnership_id, meeting_id, form.values())
            saved = _("%(name)s masuk daftar hadir.", name=added.person_name)
            partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
            fresh = _attendance_form(partnership, formdata=None, data={"party_id": added.party_id})
            return _attendance_page(partnership, meeting, fresh, saved)
        except Invalid as error:
            form.add_errors(error.errors)
    return _attendance_page(partnership, meeting, form)


@bp.post(PRESENT + "/<int(max=2147483647):attendance_id>/coret")
@needs(Action.PARTNERSHIP_WORK)
def strike(partnership_id: int, meeting_id: int, attendance_id: int) -> ResponseReturnValue:
    """Take a mistyped line off the attendance list."""
    own_meeting_or_404(partnership_id, meeting_id)
    inviting.strike(actor(), partnership_id, meeting_id, attendance_id)
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    return _attendance_page(partnership, meeting, _attendance_form(partnership, formdata=None), _("Dicoret."))


@bp.route(ONE + "/jawab", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def confirm(partnership_id: int, meeting_id: int) -> ResponseReturnValue:
    """Confirm the minutes, or say what is wrong in them."""
    partnership, meeting = meeting_or_404(partnership_id, meeting_id)
    if not is_insider(actor(), partnership):
        raise NotFound()
    expect_state(meeting, rules.CONFIRMING)
    form = _confirm_form(partnership, meeting)
    if form.validate_on_submit():
        try:
            said = _said(form, partnership_id, meeting)
            confirmed = said.state == rules.CONFIRMED
            return go(url_of(meeting), _("Berita acara dibenarkan.") if confirmed else _("Keberatan tercatat."))
        except Invalid as error:
            form.add_errors(error.errors)
    return form_page("confirm.html", form, partnership=partnership, meeting=meeting)


def _invitation_or_404(
    partnership_id: int, meeting_id: int, invited_id: int
) -> tuple[Partnership, Meeting, Invitation]:
    partnership, meeting = meeting_or_404(partnership_id, meeting_id)
    invitation = next((one for one in queries.invitations_of(meeting.id) if one.id == invited_id), None)
    if invitation is None or not is_insider(actor(), partnership):
        raise NotFound()
    if not inviting.may_answer(actor(), partnership, invitation):
        raise NotAllowed(_("Yang menjawab undangan adalah yang diundang."))
    expect_state(meeting, rules.CALLED)
    return partnership, meeting, invitation


def _attendance_form(partnership: Partnership, **kwargs: Any) -> AttendanceForm:
    form = AttendanceForm(**kwargs)
    form.offer(party_names(partnership.parties).items())
    return form


def _confirm_form(partnership: Partnership, meeting: Meeting) -> ConfirmForm:
    form = ConfirmForm()
    own = own_party_id(actor(), partnership)
    asked = queries.voices_of(meeting, partnership)
    if minutes.may_note_paper(actor(), partnership, meeting):
        form.offer(party_names(asked).items(), own)
    elif own in {party.id for party in asked}:
        del form.party_id
    else:
        raise NotAllowed(_("Yang menjawab berita acara ini adalah pihak yang bersuara di rapatnya."))
    return form


def _said(form: ConfirmForm, partnership_id: int, meeting: Meeting) -> Confirmation:
    values = form.values()
    confirms, reason = values["says"] == rules.CONFIRMED, values["reason"] or ""
    round_ = _opened_round(meeting)
    return minutes.answer(actor(), partnership_id, meeting.id, round_, confirms, reason, values.get("party_id"))


def _opened_round(meeting: Meeting) -> int:
    """The round that was read, as the form carries it; the present one where it carries none."""
    number = request.form.get("putaran", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else meeting.round


def _pager(meeting: Meeting, number: int, pages: int) -> dict[str, Any]:
    """The other pages of the list; their address is the list's own, also after a line was struck."""

    def address(other: int) -> str:
        place: dict[str, Any] = {"partnership_id": meeting.partnership_id, "meeting_id": meeting.id}
        return url_for("meetings.attendance", halaman=other, **place) if 1 <= other <= pages else ""

    return {"number": number, "pages": pages, "prev_url": address(number - 1), "next_url": address(number + 1)}


def _attendance_page(
    partnership: Partnership, meeting: Meeting, form: AttendanceForm, saved: str = ""
) -> ResponseReturnValue:
    people = queries.there(meeting.id)
    newest = sorted(people, key=lambda one: -one.id)
    number = page_number() if request.method == "GET" else 1
    context: dict[str, Any] = {
        "partnership": partnership,
        "meeting": meeting,
        "form": form,
        "people": newest[(number - 1) * LINES : number * LINES],
        "many": len(people),
        "pager": _pager(meeting, number, -(-len(people) // LINES)),
        "names": party_names(partnership.parties),
        "presence": showing.presence_of(meeting, partnership, people),
    }
    template = "coordination/meetings/attendance.html"
    if saved:
        here = url_for("meetings.attendance", partnership_id=partnership.id, meeting_id=meeting.id)
        return stay(here, template, "attendance", message=saved, **context)
    return page(template, "attendance", status=422 if form.errors else 200, **context)
