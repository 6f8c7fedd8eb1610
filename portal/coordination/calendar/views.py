"""The calendar across a person's partnerships, their secret links, and what calendars fetch behind them."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from flask import Blueprint, Response, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from ... import clock
from ...errors import NotFound
from ...partnerships.dates import dated_of_kind
from ...partnerships.working import insiders_partnership_or_404
from ...permissions import Action
from ...web import actor, go, needs, page, public
from . import ical, queries, rules, service
from .forms import LinkForm

bp = Blueprint("calendar", __name__)


@bp.get("/kalender")
@needs(Action.ACCOUNT_USE)
def month() -> ResponseReturnValue:
    """A month, or with `?hari=` one day of it; filtered by partnership and kind."""
    person = actor()
    today = clock.today(person.office.village_code if person.office else None)
    day = rules.day_of(request.args.get("hari", ""))
    first = day.replace(day=1) if day else rules.month_of(request.args.get("bulan", ""), today)
    known = queries.partnerships_of(person)
    chosen, kind = _chosen(known)
    span = (day, day) if day else (first, rules.last_of(first))
    found = queries.entries(person, *span, chosen, kind, known)
    counts = Counter(item.day for item in found)
    days = [(on, list(items)) for on, items in groupby(found, key=lambda item: item.day)]
    return page(
        "coordination/calendar/month.html", "days", first=first, day=day, today=today, days=days,
        counts=counts, weeks=rules.weeks_of(first, counts), most=None if day else rules.A_DAY, known=known,
        chosen=chosen, kind=kind, kinds=rules.KINDS, kind_label=rules.kind_label,
        before=rules.month_before(first), after=rules.month_after(first),
    )  # fmt: skip


@bp.get("/kalender/tautan")
@needs(Action.ACCOUNT_USE)
def links() -> ResponseReturnValue:
    """One's own calendar links."""
    return _links_page(LinkForm(formdata=None))


@bp.post("/kalender/tautan")
@needs(Action.ACCOUNT_USE)
def make_link() -> ResponseReturnValue:
    """Make a calendar link; this answer is the only one that shows it."""
    form = LinkForm()
    form.offer(queries.partnerships_of(actor()))
    if not form.validate():
        return _links_page(form)
    number = int(form.partnership.data) if form.partnership.data else None
    _link, token = service.make_link(actor(), number, form.kind.data or "", form.label.data or "")
    return _links_page(LinkForm(formdata=None), _root() + url_for("calendar.feed", secret=token))


@bp.post("/kalender/tautan/<int:calendar_link_id>/cabut")
@needs(Action.ACCOUNT_USE)
def withdraw_link(calendar_link_id: int) -> ResponseReturnValue:
    """End a calendar link of one's own."""
    service.withdraw_link(actor(), calendar_link_id)
    return go(url_for("calendar.links"), _("Tautan dicabut. Kalender itu tidak diperbarui lagi."))


@bp.get("/kalender/<secret>.ics")
@public
def feed(secret: str) -> ResponseReturnValue:
    """What lies behind a secret link, for the calendar of a telephone. Calendars are Indonesian."""
    with force_locale("id"):
        link, owner = service.opened(secret[:200])
        known = queries.partnerships_of(owner)
        today = clock.today(owner.office.village_code if owner.office else None)
        first, last = rules.feed_days(today)
        found = queries.entries(owner, first, last, link.partnership_id, link.kind, known)
        title = known.get(link.partnership_id or 0) or _("Kemitraan desa")
        content = ical.calendar_of(title, found[: rules.IN_A_FEED], _root())
    answer = _file(content, "kemitraan.ics", "inline")
    answer.add_etag()
    return answer.make_conditional(request)


@bp.get("/kemitraan/<int:partnership_id>/rapat/<int:meeting_id>/kalender.ics")
@needs(Action.PARTNERSHIP_VIEW)
def meeting(partnership_id: int, meeting_id: int) -> ResponseReturnValue:
    """One meeting, to be put into a calendar by hand."""
    insiders_partnership_or_404(partnership_id)
    person = actor()
    known = queries.partnerships_of(person)
    days = rules.feed_days(clock.today(person.office.village_code if person.office else None))
    found = dated_of_kind(rules.MEETING, person, *days, partnership_id) if partnership_id in known else []
    one = [item for item in found if item.uid == f"meeting-{meeting_id}"]
    if not one:
        raise NotFound()
    with force_locale("id"):
        return _file(ical.calendar_of(str(one[0].title), one, _root()), f"rapat-{meeting_id}.ics", "attachment")


def _file(content: bytes, name: str, how: str) -> Response:
    answer = Response(content, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _chosen(known: dict[int, str]) -> tuple[int | None, str]:
    """The partnership and the kind that the address asks for, as far as there are such."""
    number, kind = request.args.get("kemitraan", "")[:12], request.args.get("jenis", "")
    found = int(number) if number.isascii() and number.isdigit() else 0
    return (found if found in known else None), (kind if kind in rules.KINDS else "")


def _root() -> str:
    settings = current_app.extensions["portal.settings"]
    return str(settings.base_url or request.url_root.rstrip("/"))


def _links_page(form: LinkForm, made: str = "") -> ResponseReturnValue:
    known = queries.partnerships_of(actor())
    form.offer(known, _chosen(known)[0])
    found = queries.links_of(actor().person_id)
    answer = page(
        "coordination/calendar/links.html", "links", status=422 if form.errors else 200,
        form=form, found=found, made=made, known=known, kind_label=rules.kind_label,
    )  # fmt: skip
    answer.headers["Cache-Control"] = "no-store"
    return answer
