"""The activities that promises of money and goods are for: a few to choose from, and the titles of some."""

from __future__ import annotations

from collections.abc import Iterable

from flask import request
from sqlalchemy import case, or_, select

from .. import clock
from ..db import db
from ..partnerships.models import Partnership
from .programme.models import Activity

OFFERED = 40
PARAMETER = "kegiatan"


def wanted_activity(stored: int | None = None) -> int | None:
    """The activity that this request names: on its form, in its address (`?kegiatan=`), or that is stored already."""
    found = (_number(text) for text in (request.form.get("activity_id", ""), request.args.get(PARAMETER, "")))
    return next((number for number in found if number is not None), stored)


def narrowed_to(partnership: Partnership) -> Activity | None:
    """The activity that this request's list is narrowed to (`?kegiatan=`); None for all, and for any other number."""
    number = _number(request.args.get(PARAMETER, ""))
    found = db.session.get(Activity, number) if number is not None and is_of(partnership, number) else None
    return found if found is not None and found.archived_at is None else None


def activity_choices(partnership_id: int, wanted: int | None, stored: int | None = None) -> list[tuple[int, str]]:
    """At most forty activities, as (number, title): the wanted one, then those due next; one statement.

    The `stored` one also when it was taken away since: a form saved untouched changes nothing.
    """
    first = [number for number in (wanted, stored) if number is not None]
    query = (
        select(Activity.id, Activity.title)
        .where(
            Activity.partnership_id == partnership_id, or_(Activity.archived_at.is_(None), Activity.id == (stored or 0))
        )
        .order_by(
            case((Activity.id.in_(first), 0), else_=1),
            case((Activity.due_on < clock.today(), 1), else_=0),
            Activity.due_on,
            Activity.id,
        )
        .limit(OFFERED)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def activity_titles(ids: Iterable[int | None], narrowed: Activity | None = None) -> dict[int, str]:
    """The titles of activities that were not taken away, by their number, in one statement; none for none.

    A list that is narrowed to one activity names no other.
    """
    if narrowed is not None:
        return {narrowed.id: narrowed.title}
    known = {number for number in ids if number is not None}
    query = select(Activity.id, Activity.title).where(Activity.id.in_(known), Activity.archived_at.is_(None))
    return {row[0]: row[1] for row in db.session.execute(query)} if known else {}


def is_of(partnership: Partnership, activity_id: int) -> bool:
    """Whether an activity belongs to this partnership."""
    found = db.session.get(Activity, activity_id)
    return found is not None and found.partnership_id == partnership.id


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
