"""What planning offers to the calendar: the days on which activities and promises are due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Select, func, literal, select, union_all

from ..contracts import Text
from ..db import db
from ..partnerships.dates import Dated
from ..partnerships.models import Partnership, Party
from ..partnerships.queries import mine
from ..permissions import Actor
from ..villages.models import Area, Organisation
from .commitments import rules as promised
from .commitments.models import Commitment
from .programme import rules
from .programme.models import Activity

MOST = 1000  # of each kind
DESCRIBED = 500  # letters
ACTIVITY, COMMITMENT = "activity", "commitment"


def dates(person: Actor, first: date, last: date, partnership_id: int | None) -> Sequence[Dated]:
    """What is due between two days in the person's partnerships, done or not; one statement."""
    activities = _due(ACTIVITY, Activity, Activity.description, Activity.place, Activity.status).where(
        Activity.due_on.between(first, last)
    )
    promises = _due(COMMITMENT, Commitment, Commitment.proof, literal(""), Commitment.state).where(
        Commitment.due_on.between(first, last), Commitment.state.in_((*promised.UNDONE, *promised.DONE_STATES))
    )
    parts = []
    for query in (activities, promises):
        narrowed = query.where(mine(person))
        if partnership_id is not None:
            narrowed = narrowed.where(Partnership.id == partnership_id)
        parts.append(select(narrowed.order_by("day", "thing").limit(MOST).subquery()))
    rows = db.session.execute(union_all(*parts))
    return [_of_activity(row) if row.what == ACTIVITY else _of_promise(row) for row in rows]


def _due(what: str, model: Any, more: Any, place: Any, state: Any) -> Select[Any]:
    return (
        select(
            literal(what).label("what"), Partnership.id.label("number"), Partnership.title.label("partnership"),
            model.id.label("thing"), model.title.label("title"),
            func.coalesce(Area.name, Organisation.name).label("party"),
            model.office.label("office"), model.due_on.label("day"), state.label("state"), more.label("more"),
            place.label("place"), model.version.label("version"), model.changed_at.label("changed_at"),
        )
        .join(model, model.partnership_id == Partnership.id)
        .join(Party, Party.id == model.party_id)
        .outerjoin(Area, Area.code == Party.village_code)
        .outerjoin(Organisation, Organisation.id == Party.organisation_id)
        .where(model.archived_at.is_(None))
    )  # fmt: skip


def _of_activity(row: Any) -> Dated:
    url = url_for("programme.show", partnership_id=row.number, activity_id=row.thing)
    title = _("Selesai: %(title)s", title=row.title) if row.state == rules.DONE else row.title
    state, is_open = rules.STATUSES[row.state], row.state in rules.OPEN
    return _dated(row, f"kegiatan-{row.thing}", title, url, is_open, _described(row, state))


def _of_promise(row: Any) -> Dated:
    url = url_for("commitments.show", partnership_id=row.number, commitment_id=row.thing)
    disputed = row.state == promised.DISPUTED  # said to be done, and another party says that it is not
    is_open = disputed or row.state in promised.UNDONE
    title = _("Janji: %(title)s", title=row.title)
    state = _("dipersoalkan") if disputed else _("belum selesai") if is_open else _("dinyatakan selesai")
    if row.state == promised.CLAIMED:
        title = _("Selesai, menunggu dibenarkan: %(title)s", title=title)
    elif not is_open:
        title = _("Selesai: %(title)s", title=title)
    return _dated(row, f"janji-{row.thing}", title, url, is_open, _described(row, state))


def _dated(row: Any, uid: str, title: str, url: str, is_open: bool, described: str) -> Dated:
    return Dated(
        uid=uid,
        kind=row.what,
        partnership_id=row.number,
        partnership=row.partnership,
        day=row.day,
        title=title,
        url=url,
        version=row.version,
        changed_at=row.changed_at,
        described=described,
        place=row.place,
        is_open=is_open,
        is_cancelled=row.what == ACTIVITY and row.state == rules.CANCELLED,
    )


def _described(row: Any, state: Text) -> str:
    who = (row.party or "–") + (f", {row.office}" if row.office else "")
    lines = [_("Penanggung jawab: %(who)s", who=who), _("Keadaan: %(state)s", state=state)]
    return "\n".join(lines + ([row.more[:DESCRIBED]] if row.more else []))
