"""A sample scheme, half equal and half by population, and one payout by it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from portal.sdk import today

from ..together import zone_code
from . import distributions, queries, rules, service
from .rules import PAYOUT, POPULATION


def fill_sharing(partnership: Any, actors: Mapping[str, Any]) -> None:
    """A scheme that the meeting between villages decided for, and the first payout; for a running partnership."""
    heads = [(party, actors[party.village_code]) for party in partnership.members if party.village_code in actors]
    (first, head), (_second, other), *_more = heads
    day = today(zone_code(partnership))
    weights = {rules.EQUAL: 50, POPULATION: 50}
    values = {"covers": rules.BOTH, "weights": weights, "shares_while_suspended": False, "note": ""}
    scheme = service.begin_scheme(head, partnership.id, values)
    known = {figure.party_id for figure in scheme.figures if figure.base == POPULATION}
    for number, party in enumerate(partnership.bound):
        if party.id not in known:
            figure = {"value": Decimal(1500 + 250 * number), "source": "Profil desa (contoh)", "as_of": day}
            service.set_figures(head, scheme.id, party.id, {POPULATION: figure})
    service.propose_scheme(head, scheme.id)
    service.record_decision(other, scheme.id, "01/MAD-contoh", day)
    payout = distributions.distribute(
        other,
        partnership.id,
        PAYOUT,
        {"purpose": "Sewa kios pasar bersama", "happened_on": day, "amount": 8_000_000, "document": "BA 01 (contoh)"},
    )
    own = next(share for share in queries.shares(payout.id) if share.party_id == first.id)
    distributions.settle(head, own.id, day, "Transfer (contoh)")
    distributions.confirm(other, own.id)
