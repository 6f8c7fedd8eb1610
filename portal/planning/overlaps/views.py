"""Pages of the guard: what a plan has twice or forgets, putting a finding aside, and what lies between partnerships."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...errors import Invalid, NotFound
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...permissions import Action
from ...web import actor, go, needs, page
from ...web.forms import opened_version
from ...web.paging import Page, paged
from ..access import insiders_partnership_or_404, may_write, partnership_or_404
from ..commitments import queries as promises
from ..fields import ReasonForm
from ..programme.context import ALL
from . import queries, rules, service, works
from .models import OverlapFinding

bp = Blueprint("overlaps", __name__)
HERE = ALL + "/tumpang-tindih"
DAYS_TO_TALK = 14
WORDS_OF = {"pekerjaan": rules.SAME_WORK, "biaya": rules.PAID_TWICE, "alat": rules.SHARED_ASSET, "desa": rules.LEFT_OUT}


@bp.get(HERE)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """What the plan of a partnership has twice, and whom it forgets; `?kegiatan=` of one activity alone."""
    return _list_page(insiders_partnership_or_404(partnership_id))


@bp.post(HERE)
@needs(Action.PARTNERSHIP_WORK)
def look_through(partnership_id: int) -> ResponseReturnValue:
    """Look through the whole plan again."""
    partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    service.look_through(actor(), partnership_id)
    return go(url_for(".index", partnership_id=partnership_id), _("Seluruh rencana sudah diperiksa lagi."))


@bp.route(HERE + "/<int:overlap_id>/kesampingkan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def set_aside(partnership_id: int, overlap_id: int) -> ResponseReturnValue:
    """Say that a finding is none, and why."""
    partnership, found = _finding_or_404(partnership_id, overlap_id)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            service.set_aside(actor(), partnership_id, overlap_id, opened_version(), form.reason.data or "")
            return go(url_for(".index", partnership_id=partnership_id), _("Dikesampingkan. Dapat ditarik kembali."))
        except Invalid as error:
            form.add_errors(error.errors)
    view = next(iter(queries.views(actor(), [found])), None)
    if view is None:
        raise NotFound()
    status = 422 if form.errors else 200
    return page("planning/overlaps/aside.html", "form", status=status, partnership=partnership, form=form, view=view)


@bp.post(HERE + "/<int:overlap_id>/tarik")
@needs(Action.PARTNERSHIP_WORK)
def take_back(partnership_id: int, overlap_id: int) -> ResponseReturnValue:
    """Let a finding that was put aside count again."""
    _finding_or_404(partnership_id, overlap_id)
    service.take_back(actor(), partnership_id, overlap_id, opened_version())
    return go(url_for(".index", partnership_id=partnership_id), _("Temuan dihitung lagi."))


@bp.get("/tumpang-tindih")
@needs(Action.ACCOUNT_USE)
def across() -> ResponseReturnValue:
    """What lies between two partnerships of one's village, or of one's area."""
    if actor().office is None:
        raise NotFound()
    kind = WORDS_OF.get(request.args.get("jenis", ""), "")
    shown = _viewed(paged(queries.across(actor(), kind), size=queries.A_PAGE))
    return page("planning/overlaps/across.html", "findings", shown=shown, kind=kind, **_words())


def _finding_or_404(partnership_id: int, overlap_id: int) -> tuple[Partnership, OverlapFinding]:
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    found = service.finding_of(partnership, overlap_id)
    if not queries.may_be_shown(actor(), found):
        raise NotFound()
    return partnership, found


def _list_page(partnership: Partnership) -> ResponseReturnValue:
    kind = WORDS_OF.get(request.args.get("jenis", ""), "")
    aside = request.args.get("jenis") == "dikesampingkan"
    number = request.args.get("kegiatan", "")
    ref = (works.ACTIVITY, int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else None
    found = paged(queries.listed(actor(), partnership.id, kind, aside, ref), size=queries.A_PAGE)
    context: dict[str, Any] = {
        "partnership": partnership,
        "shown": _viewed(found),
        "kind": kind,
        "aside": aside,
        "activity": ref[1] if ref else None,
        "counts": queries.counts(actor(), partnership.id),
        "talks": _talks(partnership, found),
        "talk_until": clock.today() + timedelta(days=DAYS_TO_TALK),
        "link_of": _link_of,
        "names": party_names(partnership.parties),
        "may_write": may_write(actor(), partnership),
        "law": rules.LAW,
        "setting": rules.SETTING,
        **_words(),
    }
    return page("planning/overlaps/index.html", "findings", **context)


def _link_of(finding: OverlapFinding) -> str:
    """The address of a finding on its page: what a promise to talk about it refers to."""
    return url_for("overlaps.index", partnership_id=finding.partnership_id, _anchor=f"temuan-{finding.id}")


def _talks(partnership: Partnership, found: Page) -> dict[int, date]:
    """Until when each finding is being talked about, by its number; one statement."""
    links = {_link_of(finding): finding.id for finding in found.items}
    talks = promises.until_of(partnership.id, links) if links else {}
    return {links[link]: day for link, day in talks.items()}


def _viewed(found: Page) -> Page:
    return Page(queries.views(actor(), found.items), found.number, found.has_next, found.size)


def _words() -> dict[str, Any]:
    return {"kinds": rules.KINDS, "words_of": WORDS_OF}
