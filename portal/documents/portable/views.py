"""Pages of whole-partnership files: take one away, bring one, look at it, take it over; and where a copy came from."""

from __future__ import annotations

from contextlib import closing

from flask import Blueprint, Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...errors import Invalid, NotAllowed
from ...partnerships.models import Partnership
from ...partnerships.working import insiders_partnership_or_404
from ...permissions import Action
from ...web import actor, go, needs, page
from . import arrivals, exporting, history, origin, service
from .forms import ZIP_TYPE, FileForm
from .opening import Opened, WrongFile
from .sending import Whole

bp = Blueprint("portable", __name__)
ONE = "/kemitraan/<int:partnership_id>/berkas-kemitraan"
BRING = "/kemitraan/salinan"


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int) -> ResponseReturnValue:
    """What the file of a partnership holds, and where a copy came from."""
    partnership = insiders_partnership_or_404(partnership_id)
    copy = origin.copy_of(partnership.id)
    return page("documents/portable/show.html", partnership=partnership, copy=copy, left_out=exporting.left_out_words())


@bp.get(ONE + "/unduh")
@needs(Action.PARTNERSHIP_VIEW)
def download(partnership_id: int) -> ResponseReturnValue:
    """The file itself."""
    partnership = insiders_partnership_or_404(partnership_id)
    whole = Whole(partnership)
    answer = Response(whole, mimetype=ZIP_TYPE)
    answer.content_length = whole.size
    answer.headers["Content-Disposition"] = f'attachment; filename="kemitraan-{partnership.id}.zip"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get(ONE + "/riwayat-asal")
@needs(Action.PARTNERSHIP_VIEW)
def earlier(partnership_id: int) -> ResponseReturnValue:
    """What happened to a copied partnership where it came from."""
    partnership = insiders_partnership_or_404(partnership_id)
    return page("documents/portable/earlier.html", partnership=partnership, shown=history.shown(partnership.id))


@bp.route(BRING, methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_IMPORT)
def bring() -> ResponseReturnValue:
    """Send a file; it is looked at before anything is written."""
    form = FileForm()
    upload = form.file.data
    if form.is_submitted() and form.validate() and upload:
        arrival = arrivals.keep(actor().person_id, upload.stream)
        try:
            _looked_at(arrival)
        except (Invalid, NotAllowed) as wrong:
            arrivals.drop(actor().person_id, arrival)
            form.file.errors = list(wrong.errors.values() if isinstance(wrong, Invalid) else wrong.reasons)
        else:
            return go(url_for("portable.preview", arrival=arrival), _("Berkas terbaca. Belum ada yang disimpan."))
    return page("documents/portable/bring.html", "form", status=422 if form.errors else 200, form=form)


@bp.get(BRING + "/<arrival>")
@needs(Action.PARTNERSHIP_IMPORT)
def preview(arrival: str) -> ResponseReturnValue:
    """What a file holds, before anything is written."""
    try:
        found = _looked_at(arrival)
    except Invalid as wrong:
        return _refused(wrong)
    return page("documents/portable/preview.html", arrival=arrival, found=found)


@bp.post(BRING + "/<arrival>")
@needs(Action.PARTNERSHIP_IMPORT)
def take_over(arrival: str) -> ResponseReturnValue:
    """Write what a file holds, all of it or nothing."""
    person = actor()
    try:
        with closing(_opened(arrival)) as opened:
            partnership = service.take_over(person, service.prepared(person, opened))
    except Invalid as wrong:
        return _refused(wrong)
    arrivals.drop(person.person_id, arrival)
    return go(_after(partnership), _("Kemitraan %(title)s disalin ke portal ini.", title=partnership.title))


def _looked_at(arrival: str) -> service.Look:
    with closing(_opened(arrival)) as opened:
        return service.look(actor(), opened)


def _refused(wrong: Invalid) -> ResponseReturnValue:
    """The page on which a file is sent, with what is wrong with the one that was."""
    form = FileForm(formdata=None)
    form.file.errors = list(wrong.errors.values())
    return page("documents/portable/bring.html", "form", status=422, form=form)


def _opened(arrival: str) -> Opened:
    """The file that this request's person sent; `Invalid` says what is wrong with it."""
    try:
        return arrivals.opened(actor().person_id, arrival)
    except WrongFile as wrong:
        raise Invalid({service.FILE: str(wrong.sentence)}) from wrong


def _after(partnership: Partnership) -> str:
    """The partnership for whoever reads it now; an administrator takes no part in it."""
    if partnership.standing(actor().office):
        return url_for("partnerships.show", partnership_id=partnership.id)
    return url_for("portable.bring")
