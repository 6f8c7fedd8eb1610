"""What parties bring, in its own unit; what it is worth where the parties agreed on a value; how it compares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ...contracts import Text, say

MONEY, GOODS, LABOUR, LAND, TOOLS, EXPERTISE = "money", "goods", "labour", "land", "tools", "expertise"
KINDS: Mapping[str, Text] = {
    MONEY: say("Uang"),
    LABOUR: say("Tenaga, gotong royong"),
    GOODS: say("Barang dan bahan"),
    LAND: say("Lahan"),
    TOOLS: say("Alat"),
    EXPERTISE: say("Keahlian"),
}
WITHDRAWN = "withdrawn"  # how an agreed value stands that its writer took back
IN_KIND = tuple(kind for kind in KINDS if kind != MONEY)
WORKDAY = "hari orang kerja"
UNITS = (
    WORKDAY, "orang", "hari", "jam", "kali", "m²", "ha", "m", "km", "m³", "kg", "kuintal", "ton", "liter", "sak",
    "batang", "lembar", "buah", "unit", "ekor", "bibit", "paket", "rit",
)  # fmt: skip
LEAST_RUPIAH, MOST_RUPIAH = 1_000, 100_000_000_000
LEAST_VALUE, MOST_VALUE = 100, 1_000_000_000  # rupiah for one unit
MOST_QUANTITY = 1_000_000_000


@dataclass(frozen=True)
class Valuation:
    """What the parties agreed that one unit of something is worth, from a day on. A newer one stands beside it."""

    kind: str
    item: str
    unit: str
    unit_value: int
    agreed_on: date


@dataclass(frozen=True)
class Given:
    """Something promised or delivered: rupiah for money, else a quantity in a unit. `on` is the day it counts for."""

    party_id: int
    kind: str
    unit: str = ""
    valued_as: str = ""
    amount: int | None = None
    quantity: Decimal | None = None
    on: date | None = None


@dataclass(frozen=True)
class Share:
    """What one party brings. Rupiah: `money`, and `valued` for what the agreed values cover; the rest by its unit."""

    money: int = 0
    valued: int = 0
    in_kind: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    unvalued: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)

    @property
    def worth(self) -> int:
        """Rupiah of money and of what was valued. What has no agreed value is not in it."""
        return self.money + self.valued

    @property
    def known_worth(self) -> int | None:
        """The same; None where nothing with a worth was put on record, which is not zero rupiah."""
        return self.worth or None


def value_on(valuations: Iterable[Valuation], kind: str, item: str, unit: str, on: date) -> int | None:
    """Rupiah for one unit on a day: the newest agreed by then, else the first one agreed later; None without any."""
    own = [value for value in valuations if (value.kind, value.item, value.unit) == (kind, item, unit)]
    earlier = [value for value in own if value.agreed_on <= on]
    if earlier:
        return max(earlier, key=lambda value: value.agreed_on).unit_value
    return min(own, key=lambda value: value.agreed_on).unit_value if own else None


def worth(given: Given, valuations: Sequence[Valuation], today: date) -> int | None:
    """Rupiah of something given; None when the parties agreed on no value for it."""
    if given.kind == MONEY:
        return given.amount or 0
    if not given.valued_as:
        return None
    unit_value = value_on(valuations, given.kind, given.valued_as, given.unit, given.on or today)
    if unit_value is None:
        return None
    exact = (given.quantity or Decimal(0)) * unit_value
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def shares(things: Iterable[Given], valuations: Sequence[Valuation], today: date) -> dict[int, Share]:
    """What each party brings, by its number. Every thing is in exactly one of money, valued and unvalued."""
    money: dict[int, int] = {}
    valued: dict[int, int] = {}
    in_kind: dict[int, dict[tuple[str, str], Decimal]] = {}
    unvalued: dict[int, dict[tuple[str, str], Decimal]] = {}
    for thing in things:
        rupiah = worth(thing, valuations, today)
        if thing.kind == MONEY:
            money[thing.party_id] = money.get(thing.party_id, 0) + (rupiah or 0)
            continue
        _add(in_kind, thing)
        if rupiah is None:
            _add(unvalued, thing)
        else:
            valued[thing.party_id] = valued.get(thing.party_id, 0) + rupiah
    return {
        party: Share(money.get(party, 0), valued.get(party, 0), in_kind.get(party, {}), unvalued.get(party, {}))
        for party in sorted({*money, *in_kind})
    }


def per_head(rupiah: int, population: int | None) -> int | None:
    """Rupiah for each inhabitant, rounded; None where nobody filled in how many there are."""
    return None if not population else round(rupiah / population)


def percent(rupiah: int, budget: int | None) -> Decimal | None:
    """Percent of a village's budget, one decimal; None where it is not filled in: unknown is not zero."""
    return None if not budget else (Decimal(rupiah) * 100 / budget).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def _add(sums: dict[int, dict[tuple[str, str], Decimal]], thing: Given) -> None:
    own = sums.setdefault(thing.party_id, {})
    key = (thing.kind, thing.unit)
    own[key] = own.get(key, Decimal(0)) + (thing.quantity or 0)
