"""The verbs of a series: begin it, change it from here on, stop it; its next two meetings stand ready."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from .... import clock, events
from ....db import db, transactional
from ....errors import Invalid, NotAllowed, NotFound
from ....partnerships.models import Partnership
from ....partnerships.service import KIND
from ....partnerships.working import workable
from ....permissions import SYSTEM, Actor
from ...governance import queries as bodies
from .. import rules as meetings
from .. import service as planning
from ..dates.service import KINDS, area_of
from ..models import Meeting
from . import queries, rules
from .models import MeetingSeries

RULE = ("every", "week", "weekday", "day_of_month", "at_minute", "starts_on")
DESCRIBING = ("title", "place", *RULE)


@transactional
def begin(person: Actor, partnership_id: int, values: Mapping[str, Any]) -> MeetingSeries:
    """Begin a series and prepare its next two meetings; hours are those of the person's own village."""
    partnership = workable(person, partnership_id)
    series = MeetingSeries(
        partnership_id=partnership.id, body_id=_body_id(partnership, values), kind=_kind(values),
        area_code=area_of(person, partnership), created_at=clock.now(), **_described(values),
    )  # fmt: skip
    db.session.add(series)
    db.session.flush()
    _note(person, series, "series_begun")
    _prepare(person, series)
    return series


@transactional
def change(
    person: Actor, partnership_id: int, series_id: int, version: int | None, values: Mapping[str, Any]
) -> MeetingSeries:
    """Change it from here on: meetings that nobody is called to yet move along, called ones stay as they were told."""
    series = _series_to_change(person, partnership_id, series_id)
    series.expect(version)
    for name, value in _described(values).items():
        setattr(series, name, value)
    _note(person, series, "series_changed")
    _move_prepared(person, series)
    _prepare(person, series)
    return series


@transactional
def prepare(person: Actor, partnership_id: int, series_id: int) -> list[Meeting]:
    """Prepare what is missing of the next two meetings; none when they stand ready."""
    return _prepare(person, _series_to_change(person, partnership_id, series_id))


def prepare_all() -> int:
    """Prepare what is missing of every series that goes on, for the daily tidying; how many meetings were made."""
    return sum(_prepare_one(series.id) for series in queries.going_on() if _missing(series))


@transactional
def stop(person: Actor, partnership_id: int, series_id: int, version: int | None, reason: str) -> MeetingSeries:
    """Make no more meetings of it, with the reason; those there are stay and are cancelled one by one."""
    series = _series_to_change(person, partnership_id, series_id)
    series.expect(version)
    if not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    series.is_active = False
    _note(person, series, "series_stopped", reason=reason.strip())
    return series


@transactional
def _prepare_one(series_id: int) -> int:
    """A series by itself in a transaction of its own: what hinders one hinders no other."""
    series = db.session.get_one(MeetingSeries, series_id)
    db.session.get_one(Partnership, series.partnership_id, with_for_update=True)
    return len(_prepare(SYSTEM, series)) if series.is_active else 0


def _prepare(person: Actor, series: MeetingSeries) -> list[Meeting]:
    """Make the missing ones of the next two."""
    return [_planned(person, series, day) for day in _missing(series)]


def _missing(series: MeetingSeries) -> list[date]:
    """The days of the next two that have no meeting; one that was cancelled is not made again."""
    known = {meeting.series_key for meeting in queries.meetings_of(series)}
    coming = rules.next_days(queries.rhythm_of(series), clock.today(series.area_code))
    return [day for day in coming if queries.key_of(series, day) not in known]


def _move_prepared(person: Actor, series: MeetingSeries) -> None:
    """Meetings that were only prepared take the new rule's next free days, in their order."""
    mine = queries.meetings_of(series)
    prepared = [meeting for meeting in mine if meeting.state == meetings.DRAFT and meeting.starts_at > clock.now()]
    taken = {meeting.series_key for meeting in mine if meeting not in prepared}
    free = (
        day
        for day in rules.days(queries.rhythm_of(series))
        if day > clock.today(series.area_code) and queries.key_of(series, day) not in taken
    )
    for meeting, day in zip(sorted(prepared, key=lambda one: one.starts_at), free, strict=False):
        planning.edit(person, series.partnership_id, meeting.id, None, {**_values(series, day), "ends_at": None})


def _planned(person: Actor, series: MeetingSeries, day: date) -> Meeting:
    values = {**_values(series, day), "kind": series.kind, "body_id": series.body_id}
    return planning.planned(person, series.partnership, values)


def _values(series: MeetingSeries, day: date) -> dict[str, Any]:
    starts_at = rules.moment_of(day, series.at_minute, clock.zone_of(series.area_code))
    key = queries.key_of(series, day)
    return {"title": series.title, "place": series.place, "starts_at": starts_at, "series_key": key}


def _series_to_change(person: Actor, partnership_id: int, series_id: int) -> MeetingSeries:
    partnership = workable(person, partnership_id)
    series = queries.series_of(partnership.id, series_id)
    if series is None:
        raise NotFound()
    if not series.is_active:
        raise NotAllowed(_("Rapat berkala ini sudah dihentikan."))
    return series


def _described(values: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: values.get(name) for name in DESCRIBING}
    kept["title"], kept["place"] = values["title"].strip(), (values.get("place") or "").strip()
    by_weekday = kept["weekday"] is not None and kept["week"] is not None
    if by_weekday == (kept["day_of_month"] is not None):
        raise Invalid({"day_of_month": _("Isi tanggalnya, atau hari dan minggunya; salah satu saja.")})
    if by_weekday:
        return kept
    return {**kept, "week": None, "weekday": None}


def _kind(values: Mapping[str, Any]) -> str:
    kind = values.get("kind") or meetings.INTER_VILLAGE
    if kind not in KINDS:
        raise Invalid({"kind": _("Pilih dari daftar.")})
    return str(kind)


def _body_id(partnership: Partnership, values: Mapping[str, Any]) -> int | None:
    if not values.get("body_id"):
        return None
    body = bodies.body_of(partnership.id, values["body_id"])
    if body is None or not body.is_active:
        raise Invalid({"body_id": _("Pilih salah satu badan kerja sama ini.")})
    return body.id


def _note(person: Actor, series: MeetingSeries, kind: str, **more: Any) -> None:
    after = {"series": series.title, "meeting_series_id": series.id, "every": series.every}
    events.record(person, f"coordination.{kind}", KIND, series.partnership_id, after=after, **more)
