"""Looks for what is planned twice around the things that changed, and keeps what it finds.

Candidates come by village and time from indexes, those with a word in common are compared; never all
pairs. Writes within the caller's transaction, after its event: the lock of the history lets the writers of
two plans follow each other on PostgreSQL too, so that the second one sees what the first one planned.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Insert, and_, bindparam, exists, func, or_, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from ... import clock
from ...db import db, is_postgresql
from ...partnerships.models import Party
from ..budget.models import BudgetItem, BudgetLine
from ..programme.models import Activity, PlanSource, activity_village
from . import gathering, likeness, rules, works
from .gathering import Planned, Ref
from .models import NOTHING, OverlapFinding, VillagePlanItem
from .rules import Likeness

AT_ONCE = 2_500  # things that are looked around together
MOST_AROUND = 20_000  # things that are read around them; of more, the newest
MOST_OF_ONE = 20  # findings of one thing: more of them help nobody
BESIDE = Decimal("0.003")  # degrees: some 300 metres
EARLIEST, LATEST = 1900, 9000  # years: a calendar ends somewhere, and so does what is added to a day
WIDE = ("%se-kecamatan%", "%sekecamatan%", "%seluruh desa%", "%semua desa%")


@dataclass(frozen=True)
class Pair:
    """Two things and what they have too much in common."""

    one: Planned
    other: Planned
    likeness: Likeness


def look_again(refs: Collection[Ref]) -> None:
    """Find anew what is planned twice around things that were written, changed or taken away."""
    wanted = sorted(set(refs))
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        things = gathering.living(some)
        _keep(some, list(_pairs(list(things.values()))))


def count_villages(partnership_ids: Iterable[int]) -> None:
    """Find anew which villages the plans of partnerships forget."""
    for number in set(partnership_ids):
        forgotten = _forgotten(number)
        rows = [
            _row(number, rules.LEFT_OUT, (works.PARTY, party), ("", NOTHING), None, code, 500)
            for party, code in forgotten
        ]
        of_kind = and_(OverlapFinding.partnership_id == number, OverlapFinding.kind == rules.LEFT_OUT)
        _write(of_kind, rows)


def _pairs(things: list[Planned]) -> Iterator[Pair]:
    """What is planned twice with any of these things, the likest first, each pair once."""
    around = _Around(_around(things))
    done: set[frozenset[Ref]] = set()
    named = _drawn_on(things, around)
    for thing in things:
        found = [pair for other in around.of(thing) for pair in _compared(thing, other)]
        found.sort(key=lambda pair: (-pair.likeness.score, pair.other.ref))
        for pair in found[:MOST_OF_ONE]:
            pair_of = frozenset({pair.one.ref, pair.other.ref, (pair.likeness.kind, NOTHING)})
            if pair_of not in done and not _is_its_own_source(pair, named):
                done.add(pair_of)
                yield pair


def _compared(one: Planned, other: Planned) -> list[Pair]:
    if one.ref == other.ref or one.partnership_id is None and other.partnership_id is None:
        return []  # a village's own plan is its own affair
    if not rules.may_meet(one.work, other.work):
        return []
    return [Pair(one, other, likeness) for likeness in rules.compare(one.work, other.work)]


class _Around:
    """The things around, looked up by a village and a word in common."""

    def __init__(self, things: Iterable[Planned]) -> None:
        self.things = {thing.ref: thing for thing in things}
        self.near: dict[tuple[str, str], list[Planned]] = {}
        self.far: dict[tuple[str, str], list[Planned]] = {}  # by kecamatan, what reaches beyond its villages
        self.wide: dict[tuple[str, str], list[Planned]] = {}  # by kecamatan, everything
        for thing in self.things.values():
            districts = {code[:8] for code in thing.work.villages}
            indexes = [(self.near, thing.work.villages), (self.wide, districts)]
            indexes += [(self.far, districts)] if _reaches(thing) else []
            for key in rules.keys_of(thing.work):
                for index, spots in indexes:
                    for spot in spots:
                        index.setdefault((spot, key), []).append(thing)

    def of(self, thing: Planned) -> Iterable[Planned]:
        """Those with a village and a word in common; in the whole kecamatan where it reaches that far, or a border."""
        found: dict[Ref, Planned] = {}
        beyond = self.wide if _reaches(thing) else self.far
        for key in rules.keys_of(thing.work):
            for code in thing.work.villages:
                for other in (*self.near.get((code, key), ()), *beyond.get((code[:8], key), ())):
                    found[other.ref] = other
        return found.values()


def _reaches(thing: Planned) -> bool:
    return thing.work.point is not None or thing.work.words.is_wide


def _around(things: list[Planned]) -> list[Planned]:
    """What else is planned in the same villages and years; at most one statement a kind."""
    villages = {code for thing in things for code in thing.work.villages}
    years = {year for thing in things for year in thing.work.years}
    kinds = {thing.kind for thing in things}
    if not villages or not years:
        return []
    found: list[Planned] = []
    if kinds & {works.ACTIVITY, works.OWN}:
        found += gathering.activities(_activities_near(things, villages, years), MOST_AROUND)
    if kinds & {works.ACTIVITY, works.BUDGET}:
        own = (VillagePlanItem.village_code.in_(villages), VillagePlanItem.year.in_(years))
        found += gathering.own_items(and_(*own), MOST_AROUND)
    if kinds & {works.BUDGET, works.OWN}:
        found += gathering.budget_items(_budgets_of(villages, years), MOST_AROUND)
    if works.SOURCE in kinds:
        found += gathering.sources(and_(Party.village_code.in_(villages), PlanSource.year.in_(years)), MOST_AROUND)
    return found


def _activities_near(things: list[Planned], villages: set[str], years: set[int]) -> ColumnElement[bool]:
    """In the villages; and in their kecamatan what serves it whole, or lies across a border."""
    there = select(activity_village.c.activity_id).where(activity_village.c.village_code.in_(villages))
    nowhere = ~exists().where(activity_village.c.activity_id == Activity.id)
    by_party = select(Party.id).where(Party.village_code.in_(villages))
    slack = timedelta(days=likeness.CLOSE)
    first = date(max(min(years), EARLIEST), 1, 1) - slack
    last = date(min(max(years), LATEST), 12, 31) + slack
    return and_(
        Activity.due_on >= first,
        func.coalesce(Activity.starts_on, Activity.due_on) <= last + timedelta(days=works.UNSAID),
        or_(
            Activity.id.in_(there), and_(Activity.party_id.in_(by_party), nowhere), _in_the_kecamatan(things, villages)
        ),
    )


def _in_the_kecamatan(things: list[Planned], villages: set[str]) -> ColumnElement[bool]:
    inside = or_(
        *(activity_village.c.village_code.startswith(f"{code}.") for code in sorted({v[:8] for v in villages}))
    )
    there = select(activity_village.c.activity_id).where(inside)
    words = func.lower(Activity.title + " " + Activity.place)
    reach: list[ColumnElement[bool]] = [or_(*(words.like(pattern) for pattern in WIDE))]
    points = [thing.work.point for thing in things if thing.work.point]
    if points:
        north, east = ([point[axis] for point in points] for axis in (0, 1))
        reach.append(
            and_(
                Activity.latitude.between(min(north) - BESIDE, max(north) + BESIDE),
                Activity.longitude.between(min(east) - BESIDE, max(east) + BESIDE),
            )
        )
    if any(thing.work.words.is_wide for thing in things):
        return Activity.id.in_(there)
    return and_(Activity.id.in_(there), or_(*reach))


def _budgets_of(villages: set[str], years: set[int]) -> ColumnElement[bool]:
    paying = select(BudgetLine.item_id).join(Party, Party.id == BudgetLine.party_id)
    return and_(BudgetItem.year.in_(years), BudgetItem.id.in_(paying.where(Party.village_code.in_(villages))))


def _drawn_on(things: list[Planned], around: _Around) -> list[Planned]:
    """What the partnerships here named as items of villages' plans that they draw on."""
    if not any(thing.kind == works.OWN for thing in (*things, *around.things.values())):
        return []
    villages = {code for thing in things for code in thing.work.villages}
    return gathering.sources(Party.village_code.in_(villages), MOST_AROUND)


def _is_its_own_source(pair: Pair, named: list[Planned]) -> bool:
    """Whether a village's item is the very one that the partnership named as what pays for it."""
    own = next((thing for thing in (pair.one, pair.other) if thing.kind == works.OWN), None)
    if own is None:
        return False
    partnership = pair.one.partnership_id or pair.other.partnership_id
    return any(
        source.partnership_id == partnership
        and source.work.villages == own.work.villages
        and source.work.year in own.work.years
        and _is_one_item(source, own)
        for source in named
    )


def _is_one_item(source: Planned, own: Planned) -> bool:
    if source.work.account and source.work.account == own.work.account:
        return True
    return likeness.likeness_of_kind(source.work, own.work)[0] >= rules.SAME_ITEM


def _keep(refs: list[Ref], pairs: list[Pair]) -> None:
    """Keep what is found for every partnership that a pair is about; what is no longer found is no longer shown."""
    rows = [row for pair in pairs for row in _views_of(pair)]
    touched = or_(
        tuple_(OverlapFinding.one_kind, OverlapFinding.one_id).in_(refs),
        tuple_(OverlapFinding.other_kind, OverlapFinding.other_id).in_(refs),
    )
    _write(touched, rows)


def _views_of(pair: Pair) -> Iterator[dict[str, Any]]:
    one, other = sorted((pair.one, pair.other), key=lambda thing: thing.ref)
    villages = sorted(one.work.villages & other.work.villages)
    score = round(pair.likeness.score * 1000)
    for mine, theirs in ((one, other), (other, one)):
        if mine.partnership_id is not None and (mine is one or mine.partnership_id != theirs.partnership_id):
            yield _row(
                mine.partnership_id, pair.likeness.kind, mine.ref, theirs.ref, theirs.partnership_id,
                next(iter(villages), ""), score,
            )  # fmt: skip


def _row(
    partnership_id: int, kind: str, one: Ref, other: Ref, other_partnership: int | None, village: str, score: int
) -> dict[str, Any]:
    return {
        "partnership_id": partnership_id, "kind": kind, "one_kind": one[0], "one_id": one[1], "other_kind": other[0],
        "other_id": other[1], "other_partnership_id": other_partnership, "village_code": village, "score": score,
        "is_found": True, "found_at": clock.now(),
    }  # fmt: skip


_TOLD = ("is_found", "score", "village_code")
_KEY = ("partnership_id", "kind", "one_kind", "one_id", "other_kind", "other_id")


def _write(which: ColumnElement[bool], rows: list[dict[str, Any]]) -> None:
    """Make the kept findings that `which` names equal to these rows, leaving what was said of them.

    Without the version: somebody who sets one aside meanwhile is in nobody's way.
    """
    wanted = {tuple(row[name] for name in _KEY): row for row in rows}
    columns = [getattr(OverlapFinding, name) for name in (*_KEY, "id", *_TOLD)]
    kept = {tuple(row[:6]): row for row in db.session.execute(select(*columns).where(which))}
    gone = [row.id for key, row in kept.items() if key not in wanted and row.is_found]
    if gone:
        db.session.execute(update(OverlapFinding).where(OverlapFinding.id.in_(gone)).values(is_found=False))
    changed = [
        {"number": kept[key].id, **{f"new_{name}": wanted[key][name] for name in _TOLD}}
        for key in wanted.keys() & kept.keys()
        if any(getattr(kept[key], name) != wanted[key][name] for name in _TOLD)
    ]
    if changed:
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _TOLD}
        table: Any = OverlapFinding.__table__
        db.session.connection().execute(update(table).where(table.c.id == bindparam("number")).values(values), changed)
    fresh = [row for key, row in wanted.items() if key not in kept]
    if fresh:
        db.session.execute(_insert(), fresh)


def _insert() -> Insert:
    """Another transaction may have found the same a moment ago."""
    table: Any = OverlapFinding.__table__
    if is_postgresql():
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def _forgotten(partnership_id: int) -> list[tuple[int, str]]:
    """The bound villages where nothing of the plan takes place, as (party, code); three statements."""
    parties = db.session.scalars(select(Party).where(Party.partnership_id == partnership_id)).all()
    villages: Mapping[str, int] = {party.village_code: party.id for party in parties if _counts(party)}  # type: ignore[misc]
    planned = and_(Activity.partnership_id == partnership_id, gathering.is_planned())
    counted = db.session.scalar(select(func.count(Activity.id)).where(planned)) or 0
    if counted < len(villages):
        return []
    placed = select(activity_village.c.village_code).join(Activity, Activity.id == activity_village.c.activity_id)
    unplaced = select(Party.village_code).join(Activity, Activity.party_id == Party.id)
    nowhere = ~exists().where(activity_village.c.activity_id == Activity.id)
    busy = placed.where(planned).union(unplaced.where(planned, nowhere, Party.village_code.is_not(None)))
    forgotten = rules.left_out(villages, db.session.scalars(busy), counted)
    return [(villages[code], code) for code in forgotten]


def _counts(party: Party) -> bool:
    return party.is_bound and party.is_village
