"""The verbs of a programme: its goal and period, its results, and the villages' plans it draws on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from flask_babel import gettext as _
from sqlalchemy import select, update

from ... import clock, events
from ...db import Archivable, Versioned, db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.models import Partnership, Party
from ...permissions import Actor
from .. import access
from . import rules
from .models import TITLE, Activity, PlanSource, Programme, Result
from .rules import Period

PROGRAMME_FIELDS = ("title", "goal", "starts_on", "ends_on", "sdgs")
RESULT_FIELDS = ("kind", "title", "measure", "parent_id")
SOURCE_FIELDS = ("document", "year", "item", "account_code", "party_id")
MOST_RESULTS = 200  # of one programme: a list longer than this helps nobody
MOST_SOURCES = 500
_RENAMED = {"kind": "result_kind"}  # in the history a field has one name for all rooms
Kept = TypeVar("Kept", bound=Archivable)


@transactional
def open_programme(actor: Actor, partnership_id: int, values: Mapping[str, Any]) -> Programme:
    """Begin a programme for a period of its own."""
    partnership = access.workable(actor, partnership_id)
    period = Period(0, values["starts_on"], values["ends_on"])
    refuse(rules.period_faults(period, periods_of(partnership.id)))
    made = _opened(actor, partnership, values)
    _move_activities(actor, partnership)
    return made


@transactional
def edit_programme(
    actor: Actor, partnership_id: int, programme_id: int, version: int | None, values: Mapping[str, Any]
) -> Programme:
    """Change the goal, the period or the SDGs Desa goals of a programme."""
    partnership = access.workable(actor, partnership_id)
    programme = programme_of(partnership, programme_id)
    programme.expect(version)
    period = Period(programme.id, values["starts_on"], values["ends_on"])
    refuse(rules.period_faults(period, periods_of(partnership.id)))
    was, now = set_values(programme, PROGRAMME_FIELDS, values)
    if now:
        access.note(actor, partnership, "programme_edited", before=was, after={"programme": programme.title} | now)
    if {"starts_on", "ends_on"} & set(now):
        _move_activities(actor, partnership)
    return programme


def programme_for_day(actor: Actor, partnership: Partnership, due_on: date) -> Programme:
    """The programme that something due on a day belongs to; the first one is begun by the first activity."""
    periods = periods_of(partnership.id)
    period = rules.period_for(periods, due_on)
    if period is not None:
        return programme_of(partnership, period.id)
    starts_on, ends_on = rules.first_period(clock.today(), due_on, partnership.start_date, partnership.end_date)
    title = _("Program %(title)s", title=partnership.title)[:TITLE]
    values = {"title": title, "goal": partnership.purpose[:4000], "starts_on": starts_on, "ends_on": ends_on}
    return _opened(actor, partnership, {**values, "sdgs": []})


@transactional
def add_result(actor: Actor, partnership_id: int, programme_id: int, values: Mapping[str, Any]) -> Result:
    """Say one more thing that the programme is to bring about."""
    partnership = access.workable(actor, partnership_id)
    programme = programme_of(partnership, programme_id)
    _refuse_many(len(living(programme.results)), MOST_RESULTS)
    _check_parent(programme, values, None)
    result = Result(programme=programme, **{name: values[name] or _nothing(name) for name in RESULT_FIELDS})
    db.session.add(result)
    db.session.flush()
    access.note(actor, partnership, "result_added", after={"result": result.title, "result_kind": result.kind})
    return result


@transactional
def edit_result(
    actor: Actor, partnership_id: int, result_id: int, version: int | None, values: Mapping[str, Any]
) -> Result:
    """Correct a result."""
    partnership = access.workable(actor, partnership_id)
    result = result_of(partnership, result_id)
    result.expect(version)
    _check_parent(result.programme, values, result)
    was, now = set_values(result, RESULT_FIELDS, values)
    if now:
        before, after = ({_RENAMED.get(name, name): value for name, value in side.items()} for side in (was, now))
        access.note(actor, partnership, "result_edited", before=before, after={"result": result.title} | after)
    return result


@transactional
def archive_result(actor: Actor, partnership_id: int, result_id: int, version: int | None, reason: str) -> Result:
    """Take a result away; what leads to it must be taken elsewhere first."""
    partnership = access.workable(actor, partnership_id)
    result = result_of(partnership, result_id)
    result.expect(version)
    below = any(other.parent_id == result.id for other in living(result.programme.results))
    used = select(Activity.id).where(Activity.result_id == result.id, Activity.archived_at.is_(None)).limit(1)
    if below or db.session.scalar(used) is not None:
        raise NotAllowed(_("Masih ada kegiatan atau keluaran yang menuju hasil ini. Pindahkan dulu."))
    access.put_away(actor, result, reason)
    access.note(actor, partnership, "result_archived", before={"result": result.title}, reason=result.archive_reason)
    return result


@transactional
def add_source(actor: Actor, partnership_id: int, programme_id: int, values: Mapping[str, Any]) -> PlanSource:
    """Say which item of a party's own plan the programme draws on."""
    partnership = access.workable(actor, partnership_id)
    programme = programme_of(partnership, programme_id)
    _refuse_many(len(living(programme.sources)), MOST_SOURCES)
    party = writable_party(actor, partnership, values["party_id"])
    source = PlanSource(programme=programme, **{name: values[name] or _nothing(name) for name in SOURCE_FIELDS})
    db.session.add(source)
    db.session.flush()
    after = {name: getattr(source, name) for name in ("document", "year", "item", "account_code")}
    access.note(actor, partnership, "source_added", after=after, village_code=party.village_code)
    return source


@transactional
def archive_source(actor: Actor, partnership_id: int, source_id: int, version: int | None, reason: str) -> PlanSource:
    """Take an item of a plan away that was named by mistake, or is no longer in the plan."""
    partnership = access.workable(actor, partnership_id)
    source = source_of(partnership, source_id)
    source.expect(version)
    party = writable_party(actor, partnership, source.party_id)
    access.put_away(actor, source, reason)
    before = {name: getattr(source, name) for name in ("document", "year", "item")}
    access.note(
        actor, partnership, "source_archived", before=before, reason=source.archive_reason,
        village_code=party.village_code,
    )  # fmt: skip
    return source


def periods_of(partnership_id: int) -> list[Period]:
    """The periods of a partnership's programmes, by their beginning."""
    query = select(Programme.id, Programme.starts_on, Programme.ends_on)
    query = query.where(Programme.partnership_id == partnership_id).order_by(Programme.starts_on)
    return [Period(*row) for row in db.session.execute(query)]


def programme_of(partnership: Partnership, programme_id: int | None) -> Programme:
    """A programme of this partnership; `NotFound` when it has none of that number."""
    found = db.session.get(Programme, programme_id) if programme_id else None
    if found is None or found.partnership_id != partnership.id:
        raise NotFound()
    return found


def result_of(partnership: Partnership, result_id: int) -> Result:
    """A result of this partnership that is not archived."""
    found = db.session.get(Result, result_id)
    if found is None or found.archived_at is not None or found.programme.partnership_id != partnership.id:
        raise NotFound()
    return found


def result_title(result_id: int) -> str:
    """What a result is called, also one that was taken away."""
    found = db.session.get(Result, result_id)
    return found.title if found else ""


def source_of(partnership: Partnership, source_id: int) -> PlanSource:
    """An item of a party's plan that is not archived."""
    found = db.session.get(PlanSource, source_id)
    if found is None or found.archived_at is not None or found.programme.partnership_id != partnership.id:
        raise NotFound()
    return found


def living(things: list[Kept]) -> list[Kept]:
    """Those that were not taken away."""
    return [thing for thing in things if thing.archived_at is None]


def set_values(
    thing: Versioned, names: tuple[str, ...], values: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set the named values; what differed, before and after."""
    before = {name: getattr(thing, name) for name in names}
    wanted = {name: _kept(before[name], values.get(name)) for name in names}
    was, now = events.differences(before, wanted)
    for name, value in now.items():
        setattr(thing, name, value)
    return was, now


def _kept(before: Any, value: Any) -> Any:
    """An empty text is kept as one where a text stood; other empty things as None."""
    if isinstance(value, str):
        return value.strip()
    return "" if value is None and isinstance(before, str) else value


def _nothing(name: str) -> Any:
    return None if name == "parent_id" else ""


def _opened(actor: Actor, partnership: Partnership, values: Mapping[str, Any]) -> Programme:
    programme = Programme(
        partnership_id=partnership.id,
        created_at=clock.now(),
        **{name: _kept("" if name in ("title", "goal") else None, values[name]) for name in PROGRAMME_FIELDS},
    )
    db.session.add(programme)
    db.session.flush()
    after = {"programme": programme.title, "starts_on": programme.starts_on, "ends_on": programme.ends_on}
    access.note(actor, partnership, "programme_opened", after=after)
    return programme


def _move_activities(actor: Actor, partnership: Partnership) -> None:
    """Let every living activity stand in the programme of its day after periods changed; a statement for each move.

    A result belongs to one programme: what is moved leads to none until somebody says to which.
    """
    db.session.flush()
    periods = periods_of(partnership.id)
    own = (Activity.partnership_id == partnership.id, Activity.archived_at.is_(None))
    days: dict[tuple[int, int], list[date]] = {}
    for held, day in db.session.execute(select(Activity.programme_id, Activity.due_on).where(*own).distinct()):
        period = rules.period_for(periods, day)
        if period is not None and period.id != held:
            days.setdefault((held, period.id), []).append(day)
    moved = 0
    for (held, wanted), due in days.items():
        new = {"programme_id": wanted, "result_id": None, "changed_at": clock.now(), "version": Activity.version + 1}
        change = update(Activity).where(*own, Activity.programme_id == held, Activity.due_on.in_(due)).values(new)
        moved += db.session.connection().execute(change).rowcount
    db.session.expire_all()
    if moved:
        access.note(actor, partnership, "activities_moved", after={"moved_activities": moved})


def _check_parent(programme: Programme, values: Mapping[str, Any], own: Result | None) -> None:
    """An output leads to an outcome of its own programme; an outcome leads nowhere."""
    parent_id = values.get("parent_id")
    if values["kind"] == rules.OUTCOME:
        if parent_id:
            raise Invalid({"parent_id": _("Manfaat tidak menuju hasil lain. Kosongkan ini.")})
        return
    if own is not None and any(other.parent_id == own.id for other in living(programme.results)):
        raise Invalid({"kind": _("Masih ada keluaran yang menuju hasil ini.")})
    outcomes = [item.id for item in living(programme.results) if item.kind == rules.OUTCOME and item is not own]
    if parent_id and parent_id not in outcomes:
        raise Invalid({"parent_id": _("Pilih dari daftar.")})


def writable_party(actor: Actor, partnership: Partnership, party_id: int | None) -> Party:
    """The party, when the person may name items of its plans: its own staff, or an officer of the joint body."""
    party = access.bound_party(partnership, party_id)
    if not access.speaks_for(actor, party):
        raise NotAllowed(_("Yang mencatat dokumen perencanaan adalah desanya sendiri, atau petugas BKAD."))
    return party


def refuse(faults: Mapping[str, Any]) -> None:
    """Raise `Invalid` when there are faults, sentences by field name."""
    if faults:
        raise Invalid({name: str(sentence) for name, sentence in faults.items()})


def _refuse_many(count: int, most: int) -> None:
    if count >= most:
        raise NotAllowed(_("Daftar ini sudah penuh (%(most)s). Gabungkan yang sejenis.", most=most))
