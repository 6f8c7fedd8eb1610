"""Pages of issued papers: issue one, read it, withdraw it, keep its signed scan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, current_app, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from ... import clock, storage
from ...errors import Invalid, NotFound
from ...paperwork import Paper
from ...partnerships.models import Partnership
from ...partnerships.overview import is_insider
from ...partnerships.working import partnership_or_404
from ...permissions import Action
from ...web import actor, go, needs, page
from ...web.forms import opened_version
from ...web.paging import paged
from ..kinds import InTrouble, kind_or_404
from . import certified, drafts, making, number_rules, numbers, queries, rules, service
from .forms import BOOK, HAND, IssueForm, ScanForm, WithdrawForm
from .models import IssuedPaper

bp = Blueprint("issuing", __name__)
ISSUE = "/kemitraan/<int:partnership_id>/terbitkan/<kind>"
ALL = "/kemitraan/<int:partnership_id>/dokumen-terbit"
ONE = ALL + "/<int:paper_id>"
MEDIA_TYPES = {rules.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
SEEN, FORMER = "_dibaca", "_terbit"  # what the form was opened on: the paper as it was read, and the one issued then


@bp.route(ISSUE, methods=["GET", "POST"], defaults={"key": ""})
@bp.route(ISSUE + "/<key>", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def issue(partnership_id: int, kind: str, key: str) -> ResponseReturnValue:
    """Read a paper once more, and issue it."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    try:
        ready = _ready(drafts.subject_of(partnership, kind, key), clock.today())
        form = _issue_form(ready)
        if form.validate_on_submit():
            try:
                made = making.issue(actor(), partnership_id, kind, key, _asked(form))
                return go(_url(made), _("Diterbitkan. Nomor: %(number)s.", number=made.number or _("tanpa nomor")))
            except Invalid as error:
                form.add_errors(error.errors)
                ready = _ready(ready.subject, form.dated.data or clock.today())
        return _issue_page(ready, form)
    except InTrouble:
        label = kind_or_404(kind).label
        return page("documents/trouble.html", status=503, partnership=partnership_or_404(partnership_id), label=label)


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The issued papers of a partnership."""
    partnership = partnership_or_404(partnership_id)
    insider = is_insider(actor(), partnership)
    return page(
        "documents/issuing/list.html",
        partnership=partnership,
        shown=paged(queries.listed(partnership.id, insider)),
        is_insider=insider,
        kind_label=queries.kind_label,
    )


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, paper_id: int) -> ResponseReturnValue:
    """One issued paper: its number, its files, and what became of it."""
    partnership, paper = _readable(partnership_id, paper_id)
    changes = service.may_issue(actor(), partnership, paper.party_id) and paper.is_standing
    return page(
        "documents/issuing/paper.html",
        partnership=partnership,
        paper=paper,
        found=queries.found_by(paper.code),
        is_insider=is_insider(actor(), partnership),
        may_change=changes,
        providers=certified.PROVIDERS,
        kind_label=queries.kind_label,
        register_label=numbers.register_label,
        rules=rules,
    )


@bp.get(ONE + "/berkas/<form>")
@needs(Action.PARTNERSHIP_VIEW)
def file(partnership_id: int, paper_id: int, form: str) -> ResponseReturnValue:
    """The very bytes that were issued, or the signed scan that stands; a scan only for those within."""
    partnership, paper = _readable(partnership_id, paper_id)
    if form == rules.SCAN and not is_insider(actor(), partnership):
        raise NotFound()
    kept = next((one for one in paper.files if one.form == form and one.archived_at is None), None)
    if kept is None:
        raise NotFound()
    path = storage.path_of(current_app.extensions["portal.settings"].files, kept.attachment.stored_name)
    if not path.is_file():
        raise NotFound()
    held = kept.attachment
    response = send_file(
        path,
        mimetype=MEDIA_TYPES.get(form, held.media_type),
        as_attachment=True,
        download_name=held.original_name,
        etag=held.sha256,
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@bp.route(ONE + "/tarik", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def withdraw(partnership_id: int, paper_id: int) -> ResponseReturnValue:
    """Withdraw an issued paper, with the reason."""
    partnership, paper = _changeable(partnership_id, paper_id)
    form = WithdrawForm()
    if form.validate_on_submit():
        service.withdraw(actor(), partnership_id, paper_id, opened_version(), form.reason.data or "")
        return go(_url(paper), _("Dokumen ditarik. Nomornya tetap tercatat, dan kodenya mengatakan bahwa ia ditarik."))
    return _form_page("withdraw", form, partnership, paper)


@bp.route(ONE + "/pindaian", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def scan(partnership_id: int, paper_id: int) -> ResponseReturnValue:
    """Keep the signed scan beside its paper, or replace the one that is there."""
    partnership, paper = _changeable(partnership_id, paper_id)
    form = ScanForm()
    if not any(one.form == rules.SCAN and one.archived_at is None for one in paper.files):
        del form.reason
    if form.validate_on_submit():
        upload, limit = form.scan.data, current_app.extensions["portal.settings"].upload_limit
        try:
            if not isinstance(upload, FileStorage) or not upload.filename:
                raise Invalid({"scan": _("Pilih berkasnya.")})
            reason = form.reason.data or "" if "reason" in form else ""
            making.add_scan(actor(), partnership_id, paper_id, upload.stream.read(limit + 1), upload.filename, reason)
            return go(_url(paper), _("Pindaian bertanda tangan tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _form_page("scan", form, partnership, paper)


def _readable(partnership_id: int, paper_id: int) -> tuple[Partnership, IssuedPaper]:
    partnership = partnership_or_404(partnership_id)
    paper = queries.whole(partnership_id, paper_id)
    if paper is None or not queries.may_read(actor(), paper):
        raise NotFound()
    return partnership, paper


def _changeable(partnership_id: int, paper_id: int) -> tuple[Partnership, IssuedPaper]:
    """A paper that this request's person may change now; asked as the verbs ask."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    service.paper_to_change(actor(), partnership_id, paper_id)
    paper = queries.whole(partnership_id, paper_id)
    if paper is None:
        raise NotFound()
    return partnership, paper


def _url(paper: IssuedPaper) -> str:
    return url_for("issuing.show", partnership_id=paper.partnership_id, paper_id=paper.id)


def _form_page(name: str, form: Any, partnership: Partnership, paper: IssuedPaper) -> ResponseReturnValue:
    status = 422 if form.errors else 200
    template = f"documents/issuing/{name}.html"
    return page(template, "form", status=status, form=form, partnership=partnership, paper=paper)


@dataclass(frozen=True)
class Ready:
    """A paper as it reads now, and the number that comes next in its book, if it has one."""

    subject: drafts.Subject
    paper: Paper
    coming: numbers.Next | None


def _ready(subject: drafts.Subject, day: date) -> Ready:
    paper = drafts.compose(subject, day)
    if not subject.takes_number:
        return Ready(subject, paper, None)
    return Ready(subject, paper, numbers.next_number(subject.owner, subject.kind.register, paper.dated or day))


def _issue_form(ready: Ready) -> IssueForm:
    """The form with the day that is usual, and the number that the paper carries already, if any."""
    if ready.coming is None:
        form = IssueForm(data={"dated": ready.paper.dated or clock.today()})
        del form.source, form.number
        return form
    known = number_rules.number_in(ready.paper)[: rules.NUMBER]
    is_next = number_rules.same(known) == number_rules.same(ready.coming.number)
    source = HAND if known and not is_next else BOOK
    dated = ready.paper.dated or numbers.first_day(ready.coming)
    return IssueForm(data={"dated": dated, "source": source, "number": known})


def _asked(form: IssueForm) -> drafts.Asked:
    by_hand = "source" in form and form.source.data == HAND
    number = (form.number.data or "").strip() if by_hand else ""
    if by_hand and not number:
        raise Invalid({"number": _("Tulis nomornya, atau pilih nomor berikutnya dari buku.")})
    former = request.form.get(FORMER, "")
    known = int(former) if former.isascii() and former.isdigit() and len(former) < 10 else None
    return drafts.Asked(form.dated.data or date.min, number, request.form.get(SEEN, "")[:64], known)


def _issue_page(ready: Ready, form: IssueForm) -> ResponseReturnValue:
    subject, partnership = ready.subject, ready.subject.partnership
    place: dict[str, Any] = {"partnership_id": partnership.id, "kind": subject.kind.code, "key": subject.paper_of.key}
    return page(
        "documents/issuing/issue.html",
        "form",
        status=422 if form.errors else 200,
        form=form,
        partnership=partnership,
        subject=subject,
        paper=ready.paper,
        coming=ready.coming,
        former=service.standing(partnership.id, subject.kind.code, subject.paper_of.key),
        may_issue=service.may_issue(actor(), partnership, subject.paper_of.party_id),
        seen=drafts.seen(ready.paper),
        here=url_for(".issue", **place),
        preview=url_for("documents.show" if subject.paper_of.key else "documents.of_kind", **_without_empty(place)),
        SEEN=SEEN,
        FORMER=FORMER,
        regulation=number_rules.REGULATION,
    )


def _without_empty(place: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in place.items() if value != ""}
