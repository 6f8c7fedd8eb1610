"""Which goals of SDGs Desa the things of a partnership serve: set by the room that owns the thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from flask import Flask, current_app
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from ..contracts import Text
from ..db import Model, db

SOURCES = "portal.goal_sources"


class GoalLink(Model):
    """A goal of SDGs Desa that something of a partnership serves: each room keeps the links of its own things.

    `kind` is what the thing is (`partnership`, `plan`, `indicator`), `thing_id` its number.
    """

    __tablename__ = "goal_link"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    goal: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    thing_id: Mapped[int]

    __table_args__ = (
        UniqueConstraint("kind", "thing_id", "goal"),
        # The page of a goal reads its partnerships from this alone, whatever there is of other goals.
        Index("ix_goal_link_of_goal", "goal", "kind", "partnership_id"),
        CheckConstraint("goal BETWEEN 1 AND 18", name="one_of_eighteen"),
    )


@dataclass(frozen=True)
class Serving:
    """Something of a partnership, open to everyone, that serves a goal: what it is called and where it stands."""

    partnership_id: int
    label: Text
    url: str


# Takes a goal and the numbers of public partnerships; few statements, however many there are.
GoalSource = Callable[[int, Sequence[int]], list[Serving]]


def add_goal_source(app: Flask, source: GoalSource) -> None:
    """Let a room say what of its things serves a goal."""
    app.extensions.setdefault(SOURCES, []).append(source)


def serving(goal: int, partnership_ids: Sequence[int]) -> dict[int, list[Serving]]:
    """What serves a goal in these partnerships, by the partnership's number; no statement for none."""
    found: dict[int, list[Serving]] = {}
    for source in current_app.extensions.get(SOURCES, ()) if partnership_ids else ():
        for item in source(goal, partnership_ids):
            found.setdefault(item.partnership_id, []).append(item)
    return found


def link_goals(partnership_id: int, kind: str, thing_id: int, goals: Iterable[int]) -> None:
    """Let a thing serve exactly these goals (1 to 18), inside the caller's transaction."""
    wanted = set(goals)
    kept = goals_linked(kind, [thing_id]).get(thing_id, ())
    gone = set(kept) - wanted
    if gone:
        db.session.execute(
            delete(GoalLink).where(GoalLink.kind == kind, GoalLink.thing_id == thing_id, GoalLink.goal.in_(gone))
        )
    for goal in sorted(wanted - set(kept)):
        db.session.add(GoalLink(partnership_id=partnership_id, kind=kind, thing_id=thing_id, goal=goal))


def goals_linked(kind: str, ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """The goals that things of one kind serve, by the thing's number, in order; one statement, none for none."""
    wanted = set(ids)
    if not wanted:
        return {}
    query = (
        select(GoalLink.thing_id, GoalLink.goal)
        .where(GoalLink.kind == kind, GoalLink.thing_id.in_(wanted))
        .order_by(GoalLink.goal)
    )
    found: dict[int, tuple[int, ...]] = {}
    for thing_id, goal in db.session.execute(query):
        found[thing_id] = (*found.get(thing_id, ()), goal)
    return found
