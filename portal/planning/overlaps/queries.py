"""What the pages of the guard show: findings with both sides, no more of the other one than the reader may know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, func, or_, select

from ...contracts import Text, say
from ...db import db
from ...partnerships.models import Partnership, Party
from ...partnerships.overview import is_insider
from ...partnerships.queries import mine, visible_to
from ...permissions import Actor
from ...villages import queries as villages
from . import gathering, rules, works
from .gathering import Planned, Ref
from .models import NOTHING, OverlapFinding

A_PAGE = 10  # findings: each shows two things beside each other
NAMED = 3  # findings that are named after an activity was saved


@dataclass(frozen=True)
class Side:
    """One of the two things. `partnership` is None for a village's own plan, and where it may not be named."""

    thing: Planned | None
    partnership: Partnership | None
    is_whole: bool = True


@dataclass(frozen=True)
class View:
    """A finding as a page shows it. `reasons` is empty where they would tell what is not the reader's."""

    finding: OverlapFinding
    one: Side
    other: Side
    reasons: Sequence[Text]
    village: str = ""
    party_id: int | None = None


def listed(
    actor: Actor, partnership_id: int, kind: str = "", aside: bool = False, ref: Ref | None = None
) -> Select[Any]:
    """The findings of a partnership that this person may know of, the surest first."""
    query = select(OverlapFinding).where(_of(actor, partnership_id), is_aside(aside))
    if kind:
        query = query.where(OverlapFinding.kind == kind)
    if ref is not None:
        query = query.where(_about(ref))
    return query.order_by(OverlapFinding.score.desc(), OverlapFinding.id)


def counts(actor: Actor, partnership_id: int) -> dict[str, int]:
    """How many findings of each kind are open, and under `aside` how many were put aside; one statement."""
    aside = OverlapFinding.aside_at.is_not(None)
    query = select(OverlapFinding.kind, aside, func.count()).where(_of(actor, partnership_id))
    found: dict[str, int] = {}
    for kind, put_aside, count in db.session.execute(query.group_by(OverlapFinding.kind, aside)):
        name = "aside" if put_aside else kind
        found[name] = found.get(name, 0) + count
    return found


def count_open(actor: Actor, partnership_id: int) -> ScalarSelect[int]:
    """The SQL of how many findings of a partnership are open, to be asked along with something else."""
    query = select(func.count(OverlapFinding.id)).where(_of(actor, partnership_id), is_aside(False))
    return query.scalar_subquery()


def how_many(actor: Actor, partnership_id: int, kind: str = "") -> int:
    """How many findings of a partnership, of one kind or of all, are open; one statement."""
    open_ones = listed(actor, partnership_id, kind).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(open_ones)) or 0


def how_many_about(actor: Actor, partnership_id: int, activity_id: int) -> int:
    """How many open findings there are about one activity; one statement."""
    about = _about((works.ACTIVITY, activity_id))
    query = select(func.count(OverlapFinding.id)).where(_of(actor, partnership_id), is_aside(False), about)
    return db.session.scalar(query) or 0


def across(actor: Actor, kind: str = "") -> Select[Any]:
    """The open findings between two partnerships, one of them the actor's or in its area; newest first, each once."""
    area = select(Partnership.id).where(mine(actor))
    inside = OverlapFinding.partnership_id.in_(area)
    other_inside = OverlapFinding.other_partnership_id.in_(area)
    query = select(OverlapFinding).where(
        OverlapFinding.is_found.is_(True),
        is_aside(False),
        OverlapFinding.other_partnership_id.is_not(None),
        OverlapFinding.other_partnership_id != OverlapFinding.partnership_id,
        inside,
        or_(OverlapFinding.partnership_id < OverlapFinding.other_partnership_id, ~other_inside),
        may_know(actor),
    )
    if kind:
        query = query.where(OverlapFinding.kind == kind)
    return query.order_by(OverlapFinding.id.desc())


def views(actor: Actor, findings: Sequence[OverlapFinding]) -> list[View]:
    """Findings with both sides and the reasons that hold now, in a fixed number of statements.

    One that no reason holds for is left out: the rules are better than when it was found.
    """
    refs = {ref for found in findings for ref in _refs(found)}
    things = gathering.living(refs)
    numbers = {number for found in findings for number in (found.partnership_id, found.other_partnership_id)}
    known = {item.id: item for item in db.session.scalars(select(Partnership).where(Partnership.id.in_(numbers)))}
    seen = set(db.session.scalars(select(Partnership.id).where(Partnership.id.in_(numbers), visible_to(actor))))
    codes = {code for thing in things.values() for code in thing.work.villages} | {
        found.village_code for found in findings if found.village_code
    }
    names = {code: place.name for code, place in villages.place_names(codes).items()} if codes else {}
    shown = [_view(actor, found, things, known, seen, names) for found in findings]
    return [view for view in shown if view.reasons or not view.other.is_whole]


def notice(actor: Actor, partnership_id: int, activity_id: int) -> list[View]:
    """The first open findings about an activity, to be named when it was saved."""
    query = listed(actor, partnership_id, ref=(works.ACTIVITY, activity_id)).limit(NAMED)
    findings = list(db.session.scalars(query))
    return views(actor, findings) if findings else []


def about_items(numbers: Iterable[int]) -> dict[int, int]:
    """How many partnerships plan the same as each of a village's own items; one statement."""
    query = select(OverlapFinding.other_id, func.count(OverlapFinding.partnership_id.distinct())).where(
        OverlapFinding.other_kind == works.OWN,
        OverlapFinding.other_id.in_(list(numbers)),
        OverlapFinding.is_found.is_(True),
        OverlapFinding.village_code != "",
        is_aside(False),
        exists().where(Partnership.id == OverlapFinding.partnership_id, Partnership.offered_at.is_not(None)),
    )
    return {number: count for number, count in db.session.execute(query.group_by(OverlapFinding.other_id))}


def name_of(kind: str, number: int) -> str:
    """What a thing of a finding is called in the history."""
    if kind == works.PARTY:
        party = db.session.get(Party, number)
        return villages.name_of_area(party.village_code or "") or "–" if party else "–"
    thing = gathering.living([(kind, number)]).get((kind, number))
    return thing.work.title if thing else "–"


def is_aside(aside: bool) -> ColumnElement[bool]:
    """The SQL of a finding that was put aside, or was not."""
    return OverlapFinding.aside_at.is_not(None) if aside else OverlapFinding.aside_at.is_(None)


def may_know(actor: Actor) -> ColumnElement[bool]:
    """The SQL of which findings a person may know of.

    An idea that was not offered to anyone is its village's own. Where the other partnership may not be seen,
    a village that is in both is all that is said; without one nothing is.
    """
    other = Partnership.id == OverlapFinding.other_partnership_id
    offered = and_(Partnership.offered_at.is_not(None), OverlapFinding.village_code != "")
    return or_(
        OverlapFinding.other_partnership_id.is_(None),
        OverlapFinding.other_partnership_id == OverlapFinding.partnership_id,
        exists().where(other, or_(visible_to(actor), offered)),
    )


def may_be_shown(actor: Actor, found: OverlapFinding) -> bool:
    """Whether a person may know of one finding; one statement."""
    query = select(OverlapFinding.id).where(OverlapFinding.id == found.id, may_know(actor))
    return db.session.scalar(query) is not None


def _of(actor: Actor, partnership_id: int) -> ColumnElement[bool]:
    own = OverlapFinding.partnership_id == partnership_id
    return and_(own, OverlapFinding.is_found.is_(True), may_know(actor))


def _about(ref: Ref) -> ColumnElement[bool]:
    return or_(
        and_(OverlapFinding.one_kind == ref[0], OverlapFinding.one_id == ref[1]),
        and_(OverlapFinding.other_kind == ref[0], OverlapFinding.other_id == ref[1]),
    )


def _refs(found: OverlapFinding) -> list[Ref]:
    pairs = ((found.one_kind, found.one_id), (found.other_kind, found.other_id))
    return [(kind, number) for kind, number in pairs if number != NOTHING and kind != works.PARTY]


def _view(
    actor: Actor,
    found: OverlapFinding,
    things: dict[Ref, Planned],
    known: dict[int, Partnership],
    seen: set[int],
    names: dict[str, str],
) -> View:
    one = Side(things.get((found.one_kind, found.one_id)), known.get(found.partnership_id))
    village = names.get(found.village_code, "")
    if found.kind == rules.LEFT_OUT:
        reason = say("tidak satu pun kegiatan dalam rencana ini bertempat di desa ini")
        return View(found, one, Side(None, None), [reason], village, found.one_id)
    other_thing = things.get((found.other_kind, found.other_id))
    if other_thing is not None and other_thing.kind == works.OWN:  # its village may lie beyond the shared ones
        village = names.get(next(iter(other_thing.work.villages)), "")
    other_partnership = known.get(found.other_partnership_id or 0)
    is_whole = other_partnership is None or is_insider(actor, other_partnership)
    named = other_partnership if other_partnership is not None and other_partnership.id in seen else None
    other = Side(other_thing if is_whole else None, named, is_whole)
    reasons: Sequence[Text] = ()
    if is_whole and one.thing is not None and other_thing is not None:
        likeness = rules.compare(one.thing.work, other_thing.work, names)
        reasons = next((item.reasons for item in likeness if item.kind == found.kind), ())
    return View(found, one, other, reasons, village, _to_talk_with(found, one, other))


def _to_talk_with(found: OverlapFinding, one: Side, other: Side) -> int | None:
    """The party of one's own partnership to talk with: whose village both are about, but for oneself if it can be."""
    if one.partnership is None:
        return None
    if other.thing is not None and other.partnership is not None and other.partnership.id == one.partnership.id:
        return other.thing.party_id
    return next((party.id for party in one.partnership.bound if party.village_code == found.village_code), None)
