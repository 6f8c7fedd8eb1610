"""What the pages of the sharing show, in few statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import joinedload

from portal.sdk import db

from . import rules
from .models import Distribution, Scheme, Share
from .rules import PAYOUT, WITHDRAWN, Line
from .service import figures_of

EXAMPLE = 10_000_000  # rupiah


@dataclass(frozen=True)
class Sheet:
    """What every party would get (or pay) of a sum by one scheme; no lines while a figure is missing."""

    scheme: Scheme
    amount: int
    parties: tuple[int, ...]
    lines: tuple[Line, ...]
    missing: tuple[tuple[int, str], ...]
    zero: tuple[str, ...]

    def line_of(self, party: int) -> Line | None:
        """The share of one party."""
        return next((line for line in self.lines if line.party == party), None)


@dataclass(frozen=True)
class Total:
    """What came to one party and went from it over all: rupiah, and how much of it is settled and confirmed."""

    received: int = 0
    received_settled: int = 0
    paid: int = 0
    paid_settled: int = 0
    unconfirmed: int = 0


def newest(partnership_id: int) -> Scheme | None:
    """The newest version that was not withdrawn, with its figures; one statement."""
    number = select(func.max(Scheme.number)).where(Scheme.partnership_id == partnership_id, Scheme.state != WITHDRAWN)
    query = select(Scheme).where(Scheme.partnership_id == partnership_id, Scheme.number == number.scalar_subquery())
    return db.session.scalars(query.options(joinedload(Scheme.figures))).unique().one_or_none()


def sheet(scheme: Scheme, parties: Sequence[int], amount: int = EXAMPLE) -> Sheet:
    """The shares of `amount` rupiah by a scheme among these parties."""
    figures = figures_of(scheme)
    missing = tuple(rules.missing(scheme.weights, figures, parties))
    zero = () if missing else tuple(rules.all_zero(scheme.weights, figures, parties))
    lines = () if missing or zero or not parties else tuple(rules.shares_of(amount, scheme.weights, figures, parties))
    return Sheet(scheme, amount, tuple(parties), lines, missing, zero)


def distributions(partnership_id: int) -> Select[Any]:
    """The payouts and levies of a partnership, newest first; those that were cancelled too."""
    query = select(Distribution).where(Distribution.partnership_id == partnership_id)
    query = query.options(joinedload(Distribution.scheme))
    return query.order_by(Distribution.happened_on.desc(), Distribution.id.desc())


def shares(distribution_id: int) -> list[Share]:
    """The shares of one payout or levy, in the order of its parties."""
    query = select(Share).where(Share.distribution_id == distribution_id).order_by(Share.id)
    return list(db.session.scalars(query))


def progress(distributions: Sequence[Distribution]) -> dict[int, tuple[int, int]]:
    """How many shares of each are settled, of how many; in one statement."""
    query = (
        select(Share.distribution_id, func.count(Share.settled_on), func.count(Share.id))
        .where(Share.distribution_id.in_([item.id for item in distributions]))
        .group_by(Share.distribution_id)
    )
    return {number: (settled, every) for number, settled, every in db.session.execute(query)}


def totals(partnership_id: int) -> dict[int, Total]:
    """Everything that was shared out, by party; what was cancelled is left out. One statement."""
    settled = case((Share.settled_on.is_not(None), Share.amount), else_=0)
    waiting = case((Share.settled_on.is_not(None) & Share.confirmed_at.is_(None), 1), else_=0)
    query = (
        select(Share.party_id, Distribution.kind, func.sum(Share.amount), func.sum(settled), func.sum(waiting))
        .join(Distribution, Distribution.id == Share.distribution_id)
        .where(Distribution.partnership_id == partnership_id, Distribution.archived_at.is_(None))
        .group_by(Share.party_id, Distribution.kind)
    )
    found: dict[int, Total] = {}
    for party_id, kind, amount, done, unconfirmed in db.session.execute(query):
        was = found.get(party_id, Total())
        if kind == PAYOUT:
            found[party_id] = Total(
                int(amount), int(done), was.paid, was.paid_settled, was.unconfirmed + int(unconfirmed)
            )
        else:
            found[party_id] = Total(
                was.received, was.received_settled, int(amount), int(done), was.unconfirmed + int(unconfirmed)
            )
    return found
