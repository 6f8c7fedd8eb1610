"""The papers of a meeting: the kit, each sheet to be printed, the file for a hall without signal, and its return."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from ....errors import Invalid, NotFound
from ....partnerships.cases import party_names
from ....partnerships.models import Partnership
from ....partnerships.working import insiders_partnership_or_404
from ....permissions import Action
from ....web import actor, go, needs, page
from .. import queries
from .. import rules as meetings
from ..access import may_run, own_meeting_or_404, url_of
from ..models import Meeting
from . import hall, rules, service, sheet_file, sheets
from .forms import SheetForm, TakeForm

bp = Blueprint("meeting_papers", __name__)
ONE = "/kemitraan/<int:partnership_id>/rapat/<int:meeting_id>"
ROOM = "coordination/meetings/papers/"


@bp.get(ONE + "/cetak")
@needs(Action.PARTNERSHIP_VIEW)
def kit(partnership_id: int, meeting_id: int) -> ResponseReturnValue:
    """Everything that is printed for a meeting, and the file for a hall without signal."""
    partnership, meeting = _meeting_or_404(partnership_id, meeting_id)
    fills = may_run(partnership, meeting) and meeting.state in (*meetings.COMING, meetings.HELD)
    return page(ROOM + "kit.html", partnership=partnership, meeting=meeting, sheets=rules.SHEETS, fills=fills)


@bp.get(ONE + "/cetak/<sheet>")
@needs(Action.PARTNERSHIP_VIEW)
def sheet(partnership_id: int, meeting_id: int, sheet: str) -> ResponseReturnValue:
    """One sheet, to be printed. Papers are Indonesian."""
    if sheet not in rules.SHEETS:
        raise NotFound()
    with force_locale("id"):
        partnership, meeting = _meeting_or_404(partnership_id, meeting_id)
        return page(ROOM + f"{sheet}.html", sheet=sheet, **sheets.context_of(partnership, meeting))


@bp.get(ONE + "/aula/unduh")
@needs(Action.PARTNERSHIP_WORK)
def download(partnership_id: int, meeting_id: int) -> ResponseReturnValue:
    """The file for a hall without signal; saved, never shown by the portal."""
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    with force_locale("id"):
        content, policy = hall.made({**sheets.context_of(partnership, meeting), "outcomes": meetings.OUTCOMES})
    answer = Response(content, mimetype="text/html")
    answer.headers["Content-Disposition"] = f'attachment; filename="rapat-{meeting.id}.html"'
    answer.headers["Content-Security-Policy"] = policy + "; sandbox"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.route(ONE + "/aula", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def bring(partnership_id: int, meeting_id: int) -> ResponseReturnValue:
    """Bring the file back: first what would be recorded is shown, nothing is yet."""
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    form = SheetForm()
    if request.method == "POST":
        try:
            content = _sent()
            return _preview(partnership, meeting, content)
        except Invalid as error:
            form.add_errors(error.errors)
    return _bring_page(partnership, meeting, form)


@bp.post(ONE + "/aula/catat")
@needs(Action.PARTNERSHIP_WORK)
def take(partnership_id: int, meeting_id: int) -> ResponseReturnValue:
    """Record all of the file that was previewed; it is read and checked again."""
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    content = (TakeForm().content.data or "").encode("utf-8", "replace")
    form = SheetForm(formdata=None)
    try:
        read = _read(content)
        if service.preview(partnership, meeting, read).differences:
            return _preview(partnership, meeting, content)
        taken = service.take_over(actor(), partnership_id, meeting_id, read)
    except Invalid as error:
        form.add_errors(error.errors)
        return _bring_page(partnership, meeting, form)
    message = _("Tercatat: %(people)s orang dan %(items)s acara.", people=len(taken.people), items=len(taken.items))
    return go(url_of(meeting), message)


def _preview(partnership: Partnership, meeting: Meeting, content: bytes) -> ResponseReturnValue:
    found = service.preview(partnership, meeting, _read(content))
    form = TakeForm(formdata=None, data={"content": content.decode("utf-8")})
    context: dict[str, Any] = {"partnership": partnership, "meeting": meeting, "found": found, "form": form}
    status = 409 if found.differences else 200
    return page(
        ROOM + "preview.html",
        "form",
        status=status,
        outcomes=meetings.OUTCOMES,
        names=party_names(partnership.parties),
        **context,
    )


def _sent() -> bytes:
    upload = request.files.get("sheet")
    content = upload.stream.read(sheet_file.MOST_BYTES + 1) if upload else b""
    if not content:
        raise Invalid({service.FIELD: _("Pilih berkasnya dulu.")})
    return content


def _read(content: bytes) -> sheet_file.HallSheet:
    try:
        return sheet_file.read(content)
    except sheet_file.Unreadable as error:
        raise Invalid({service.FIELD: str(error.sentence)}) from error


def _bring_page(partnership: Partnership, meeting: Meeting, form: SheetForm) -> ResponseReturnValue:
    status = 422 if form.errors else 200
    return page(
        ROOM + "bring.html", "form", status=status, partnership=partnership, meeting=meeting, form=form,
        not_begun=service.not_begun(meeting),
    )  # fmt: skip


def _meeting_or_404(partnership_id: int, meeting_id: int) -> tuple[Partnership, Meeting]:
    partnership = insiders_partnership_or_404(partnership_id)
    meeting = queries.meeting_of(partnership.id, meeting_id)
    if meeting is None:
        raise NotFound()
    return partnership, meeting
