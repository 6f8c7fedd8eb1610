"""The feeds: of all public partnerships, of an area or a sector, and of one partnership."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from ...errors import NotFound
from ...partnerships.cases import registry
from ...partnerships.models import Partnership
from ...partnerships.path import STATES
from ...partnerships.queries import Summary
from ...partnerships.service import partnership_for
from ...permissions import VISITOR
from ...villages.queries import name_of_area
from ...villages.rules import parse_code
from ...web import public
from ...web.page_context import event_label
from ...web.programs import root
from . import queries
from .rules import Fact, name_of
from .writing import Entry, feed

bp = Blueprint("feeds", __name__)


@bp.get("/umpan/kemitraan.atom")
@public
def partnerships() -> ResponseReturnValue:
    """The public partnerships that were opened or moved on last. Feeds are Indonesian."""
    sector, area, about = _narrowed()
    with force_locale("id"):
        title = " · ".join((_("Kemitraan desa"), *about))
        shown = url_for("partnerships.index", sektor=sector or None)
        entries = [_partnership(item) for item in queries.moved(sector, area)]
        own = url_for(".partnerships", sektor=sector or None, wilayah=area or None)
        return feed(title, _("Kemitraan yang baru dibuka untuk umum, atau berganti keadaan."), shown, own, entries)


@bp.get("/kemitraan/<int:partnership_id>/umpan.atom")
@public
def partnership(partnership_id: int) -> ResponseReturnValue:
    """What happened in one public partnership, as far as everybody sees it."""
    found = partnership_for(VISITOR, partnership_id)
    with force_locale("id"):
        entries = [_news(found, fact) for fact in queries.news(found.id)]
        shown = url_for("partnerships.show", partnership_id=found.id)
        own = url_for(".partnership", partnership_id=found.id)
        return feed(found.title, _("Kabar kemitraan ini."), shown, own, entries)


def _narrowed() -> tuple[str, str, tuple[str, ...]]:
    """The sector and the area that the address asks for, and what they are called; `NotFound` for unknown ones."""
    sector, asked = request.args.get("sektor", ""), request.args.get("wilayah", "")[:40]
    about = []
    if sector:
        if sector not in registry().sectors:
            raise NotFound()
        about.append(str(registry().sector_label(sector)))
    area = parse_code(asked) or ""
    if asked:
        name = name_of_area(area)
        if name is None:
            raise NotFound()
        about.append(name)
    return sector, area, tuple(about)


def _partnership(item: Summary) -> Entry:
    return Entry(
        name_of(root(), "kemitraan", item.id),
        item.title,
        f"{item.status_label}: {item.who}",
        url_for("partnerships.show", partnership_id=item.id),
        item.status_since,
        (item.sector,) if item.sector else (),
    )


def _news(found: Partnership, fact: Fact) -> Entry:
    state = STATES.get(str(fact.after.get("status", "")))
    words = str(state.label if state else event_label(fact.kind))
    shown = url_for("partnerships.show", partnership_id=found.id)
    return Entry(name_of(root(), "kemitraan", found.id, "kabar", fact.seq), words, found.title, shown, fact.at)
