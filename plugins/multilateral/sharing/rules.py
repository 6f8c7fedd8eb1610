"""How a sum is shared: exact fractions, whole rupiah that add up, and every step of it in sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from portal.sdk import say

EQUAL, POPULATION, USE, CONTRIBUTION, AREA = "equal", "population", "use", "contribution", "area"
BASES: Mapping[str, Any] = {
    EQUAL: say("Sama rata"),
    POPULATION: say("Jumlah penduduk"),
    USE: say("Pemakaian"),
    CONTRIBUTION: say("Kontribusi"),
    AREA: say("Luas wilayah"),
}
UNITS: Mapping[str, Any] = {POPULATION: say("jiwa"), AREA: say("km²")}
WHOLE = (POPULATION,)  # nobody is half an inhabitant
LARGEST_FIGURE = Decimal(999_999_999_999)
LARGEST_SUM = 10_000_000_000_000  # rupiah

COSTS, BENEFITS, BOTH = "costs", "benefits", "both"
COVERS: Mapping[str, Any] = {
    BOTH: say("Biaya dan hasil"),
    COSTS: say("Biaya saja"),
    BENEFITS: say("Hasil saja"),
}
DRAFT, PROPOSED, AGREED, WITHDRAWN = "draft", "proposed", "agreed", "withdrawn"
OPEN = (DRAFT, PROPOSED)
SCHEME_STATES: Mapping[str, Any] = {
    DRAFT: say("Disusun"),
    PROPOSED: say("Diajukan"),
    AGREED: say("Disetujui"),
    WITHDRAWN: say("Ditarik"),
}
PAYOUT, LEVY = "payout", "levy"
COVERED_BY: Mapping[str, str] = {PAYOUT: BENEFITS, LEVY: COSTS}
ROUNDING = say(
    "Tiap bagian dibulatkan ke bawah ke rupiah penuh. Sisa rupiah diberikan satu per satu kepada pihak dengan "
    "pecahan terbesar; bila pecahannya sama, menurut urutan pihak. Jumlah semua bagian tepat sama dengan yang dibagi."
)

Figures = Mapping[str, Mapping[int, Decimal]]


@dataclass(frozen=True)
class Part:
    """What one base gives one party: weight % of the sum × figure ÷ total. Exact, before rounding."""

    base: str
    weight: int
    figure: Decimal
    total: Decimal
    exact: Fraction


@dataclass(frozen=True)
class Line:
    """One party's share of a sum: its parts, their exact sum, and the whole rupiah that come of it.

    `percent` are hundredths of a percent; those of all parties add to 10,000. `extra` is 1 where the
    party got one rupiah of what rounding down had left over.
    """

    party: int
    parts: tuple[Part, ...]
    exact: Fraction
    amount: int
    percent: int

    @property
    def extra(self) -> int:
        """The rupiah from the remainder: 0 or 1."""
        return self.amount - int(self.exact)


def apportion(total: int, fractions: Sequence[Fraction]) -> list[int]:
    """Whole numbers in proportion to `fractions` (which add to 1) that add to `total`.

    Each is rounded down; what is left goes one by one to the largest remainders, ties by order.
    """
    exact = [total * fraction for fraction in fractions]
    shares = [int(value) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: (shares[place] - exact[place], place))
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return shares


def shares_of(total: int, weights: Mapping[str, int], figures: Figures, parties: Sequence[int]) -> list[Line]:
    """Every party's share of `total` rupiah, in the order of `parties`. Call it only when `missing` finds nothing."""
    sums = {base: sum((figures[base][party] for party in parties), Decimal(0)) for base in weights if base != EQUAL}
    sums[EQUAL] = Decimal(len(parties))
    exact = [_parts(total, weights, figures, sums, party) for party in parties]
    fractions = [sum((_fraction(part) for part in parts), Fraction(0)) for parts in exact]
    return [
        Line(party, parts, fraction * total, amount, percent)
        for party, parts, fraction, amount, percent in zip(
            parties, exact, fractions, apportion(total, fractions), apportion(10_000, fractions), strict=True
        )
    ]


def missing(weights: Mapping[str, int], figures: Figures, parties: Iterable[int]) -> list[tuple[int, str]]:
    """What is not filled in, as (party, base). Not filled in is not zero: nothing can be shared until it is."""
    asked = [base for base in weights if base != EQUAL]
    return [(party, base) for party in parties for base in asked if party not in figures.get(base, {})]


def all_zero(weights: Mapping[str, int], figures: Figures, parties: Sequence[int]) -> list[str]:
    """The bases by which nothing can be shared, because every party's figure is zero."""
    return [
        base for base in weights if base != EQUAL and parties and not any(figures[base][party] for party in parties)
    ]


def weights_fault(weights: Mapping[str, int]) -> Any:
    """What is wrong with the weights of the bases, in a sentence; None when they are right."""
    if not weights:
        return say("Pilih sedikitnya satu dasar: tulis bobotnya.")
    if sum(weights.values()) != 100:
        return say("Jumlah bobot harus 100 %%; sekarang %(total)s %%.", total=sum(weights.values()))
    return None


def shares_in(party: Any, day: date, while_suspended: bool) -> bool:
    """Whether a party shares in what happens on a day: not before it joined, not after the day it left.

    What happens to a suspended party is the scheme's own rule.
    """
    if party.role == "observer" or party.state in ("candidate", "joining", "declined"):
        return False
    if party.joined_on is not None and day < party.joined_on:
        return False
    if party.state == "left":
        return party.left_on is not None and day <= party.left_on
    suspended = party.state == "suspended" and (party.suspended_on is None or party.suspended_on <= day)
    return while_suspended or not suspended


def in_force(schemes: Iterable[Any], what: str) -> Any:
    """The agreed version by which costs (or benefits) are shared: the newest that covers them; None for none."""
    agreed = [scheme for scheme in schemes if scheme.state == AGREED and scheme.covers in (BOTH, what)]
    return max(agreed, key=lambda scheme: scheme.number, default=None)


def for_agreement(schemes: Iterable[Any]) -> list[Any]:
    """The versions that an agreement's text carries: the newest proposed or agreed one for costs, and for benefits."""
    known = [scheme for scheme in schemes if scheme.state in (PROPOSED, AGREED)]
    newest = (
        max((item for item in known if item.covers in (BOTH, what)), key=lambda item: item.number, default=None)
        for what in (COSTS, BENEFITS)
    )
    found = {scheme.number: scheme for scheme in newest if scheme is not None}
    return [found[number] for number in sorted(found)]


def _parts(
    total: int, weights: Mapping[str, int], figures: Figures, sums: Mapping[str, Decimal], party: int
) -> tuple[Part, ...]:
    found = []
    for base, weight in weights.items():
        figure = Decimal(1) if base == EQUAL else figures[base][party]
        exact = Fraction(total * weight, 100) * Fraction(figure) / Fraction(sums[base])
        found.append(Part(base, weight, figure, sums[base], exact))
    return tuple(found)


def _fraction(part: Part) -> Fraction:
    return Fraction(part.weight, 100) * Fraction(part.figure) / Fraction(part.total)
