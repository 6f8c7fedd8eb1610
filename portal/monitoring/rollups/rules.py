"""How results are put together: over the periods of a year, and over partnerships to an area, a goal or a sector.

A result belongs to a partnership and counts once wherever it counts. The villages hold shares of it, or
take part without one. Seen from an area there are two figures: the `total` of all partnerships that have a
village there, and what of it is `attributed` to those villages. Totals of neighbouring areas overlap where
partnerships do; what is attributed never does, and adds up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from ...contracts import Text, say
from ..indicators.rules import NUMBER, PERCENTAGE, SCALE, WORDS, YES_NO
from ..measurements.rules import EXACT, Values, combined

NATION = ""
HUNDRED = Decimal(100)
ZERO = Decimal(0)
YES, NO = "ya", "tidak"
ANSWERS: Mapping[str, Text] = {YES: say("ya"), NO: say("tidak")}


@dataclass(frozen=True)
class Measure:
    """What is measured. Only results of one and the same measure are put together: units never mix.

    `key` is that of the library's indicator. With `adds_up` a value says what came about in its period, so
    that periods are added; without, how things stand. `scale` names the steps of an ordinal scale. An
    average or a price `sums` to nothing: each partnership's own is all that can be said.
    """

    key: str
    unit: str
    kind: str
    adds_up: bool = False
    scale: tuple[str, ...] = ()
    sums: bool = True

    @property
    def has_total(self) -> bool:
        """Whether results of several partnerships are added: numbers, but no averages and no prices."""
        return self.kind == NUMBER and self.sums


@dataclass(frozen=True, slots=True)
class Figure:
    """Results put together. `reported` partnerships stand behind it: with none there is no figure, which is not zero.

    `levels` counts the partnerships by answer, for yes or no and for ordinal scales.
    """

    reported: int = 0
    total: Decimal = ZERO
    attributed: Decimal = ZERO
    numerator: Decimal = ZERO
    denominator: Decimal = ZERO
    levels: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: Figure) -> Figure:
        return self._with(other, 1)

    def __sub__(self, other: Figure) -> Figure:
        return self._with(other, -1)

    def _with(self, other: Figure, sign: int) -> Figure:
        counts = dict(self.levels)
        for name, count in other.levels.items():
            counts[name] = counts.get(name, 0) + sign * count
        return Figure(
            self.reported + sign * other.reported,
            self.total + sign * other.total,
            self.attributed + sign * other.attributed,
            self.numerator + sign * other.numerator,
            self.denominator + sign * other.denominator,
            {name: count for name, count in counts.items() if count},
        )

    def value(self, measure: Measure) -> Decimal | None:
        """The one number that can be said of it: a sum, or a percentage of all; None when nothing can."""
        if not self.reported:
            return None
        if measure.has_total or measure.kind == NUMBER and self.reported == 1:
            return self.total
        if measure.kind == PERCENTAGE and self.denominator:
            return HUNDRED * self.numerator / self.denominator
        return None

    @property
    def undivided(self) -> Decimal:
        """What of the total no village here holds a share of: shared work, partners elsewhere, organisations."""
        return self.total - self.attributed


NOTHING = Figure()


@dataclass(frozen=True)
class Part:
    """The result of one partnership in one year, with the villages that are parties.

    `shares` maps a village's code to what of the total is its own; None takes part without a share. What
    organisations hold is left out: they lie in no area.
    """

    measure: Measure
    year: int
    result: Figure
    shares: Mapping[str, Decimal | None] = field(default_factory=dict)

    def at(self, area: str) -> Figure:
        """The result as it is seen from an area; nothing when no village of the area is a party."""
        inside = [code for code in self.shares if lies_in(code, area)]
        if not inside and area != NATION:
            return NOTHING
        return replace(self.result, attributed=sum((self.shares[code] or ZERO for code in inside), ZERO))

    @property
    def areas(self) -> tuple[str, ...]:
        """Every area from which this result is seen, the nation first."""
        return tuple(sorted({area for code in self.shares for area in areas_above(code)} | {NATION}))


def of_year(measure: Measure, periods: Sequence[Sequence[Values]]) -> Figure:
    """The result of one partnership in one year from what its parties reported in each period, oldest first.

    What comes about in each period is added up; of what stands, and of answers, the newest full period counts.
    A percentage says how things stand, unless what it is a part of is new in each period: then numerators and
    denominators are added up. It is never the mean of percentages.
    """
    counted = [combined(measure.kind, periods[place]) for place in counted_periods(measure, periods)]
    known = [values for values in counted if values is not None and _is_known(measure, values)]
    if not known:
        return NOTHING
    if measure.kind in (SCALE, YES_NO):
        return Figure(reported=1, levels={level_of(measure, known[-1]): 1})
    return Figure(
        reported=1,
        total=_sum(values.value for values in known) if measure.kind == NUMBER else ZERO,
        numerator=_sum(values.numerator for values in known) if measure.kind == PERCENTAGE else ZERO,
        denominator=_sum(values.denominator for values in known) if measure.kind == PERCENTAGE else ZERO,
    )


def counted_periods(measure: Measure, periods: Sequence[Sequence[Values]]) -> list[int]:
    """Which periods of a year count: all that are added up, else the newest of those that most parties reported.

    A period that only some have reported yet does not push a whole one aside.
    """
    heard = [sum(1 for values in reports if _is_known(measure, values)) for reports in periods]
    if measure.kind in (NUMBER, PERCENTAGE) and measure.adds_up:
        return [place for place, count in enumerate(heard) if count]
    return [max(range(len(heard)), key=lambda place: (heard[place], place))] if any(heard) else []


def level_of(measure: Measure, values: Values) -> str:
    """The name of an answer: ya or tidak, or the step of the scale."""
    place = int(values.value or 0)
    if measure.kind == YES_NO:
        return YES if place else NO
    return measure.scale[place - 1] if 1 <= place <= len(measure.scale) else str(place)


def split(total: Decimal, shares: Mapping[str, Fraction | None]) -> dict[str, Decimal | None]:
    """A total by shares, exact to what is kept: the parts add up to what the shares together hold, rounded once.

    What rounding leaves over goes to those it took most from. None has no part, which is not a part of nothing.
    """
    whole = int(total / EXACT)
    exact = {name: whole * share for name, share in shares.items() if share is not None}
    parts = {name: part.numerator // part.denominator for name, part in exact.items()}
    left = round(sum(exact.values(), Fraction(0))) - sum(parts.values())
    for name in sorted(exact, key=lambda name: (parts[name] - exact[name], name))[:left]:
        parts[name] += 1
    return {name: None if share is None else parts[name] * EXACT for name, share in shares.items()}


def took_part(state: str, joined_year: int | None, left_year: int | None, year: int) -> bool:
    """Whether a party was in the partnership in a year; `state` is `bound`, `left` or anything else."""
    since = joined_year is None or joined_year <= year
    if state == "left":
        return since and left_year is not None and left_year >= year
    return since and state == "bound"


def fold(parts: Iterable[Part], area: str) -> dict[tuple[Measure, int], Figure]:
    """The figures of an area by measure and year. The order of the parts does not matter."""
    found: dict[tuple[Measure, int], Figure] = {}
    for part in parts:
        seen = part.at(area)
        if seen.reported:
            key = (part.measure, part.year)
            found[key] = found.get(key, NOTHING) + seen
    return found


def areas_above(code: str) -> tuple[str, ...]:
    """The areas a village lies in, itself last: 35, 35.02, 35.02.19, 35.02.19.2007."""
    steps = code.split(".")
    return tuple(".".join(steps[:count]) for count in range(1, len(steps) + 1))


def lies_in(code: str, area: str) -> bool:
    """Whether a village is an area, or lies in it."""
    return area == NATION or code == area or code.startswith(area + ".")


def formula_of(measure: Measure) -> Text:
    """In one sentence, how partnerships' results of a measure become one figure."""
    if measure.kind == NUMBER and not measure.sums:
        return say(
            "Ini rata-rata atau harga: milik beberapa kerja sama tidak dijumlahkan, hanya ditampilkan satu per satu."
        )
    return _FORMULAS[measure.kind]


def yearly_of(measure: Measure) -> Text:
    """In one sentence, how the periods of a year become the year's result of one partnership."""
    if measure.kind in (SCALE, YES_NO, WORDS):
        return say("Untuk satu tahun dipakai laporan terakhir yang sudah diperiksa.")
    if measure.kind == PERCENTAGE:
        return _YEARLY_PERCENTAGE[measure.adds_up]
    if measure.adds_up:
        return say("Untuk satu tahun, nilai semua masa yang sudah diperiksa dijumlahkan.")
    return say("Untuk satu tahun dipakai masa terakhir yang paling lengkap laporannya; masa lain tidak ditambahkan.")


_YEARLY_PERCENTAGE: Mapping[bool, Text] = {
    True: say("Untuk satu tahun, pembilang semua masa dijumlahkan, lalu dibagi jumlah penyebutnya."),
    False: say(
        "Untuk satu tahun dipakai pembilang dan penyebut masa terakhir yang paling lengkap laporannya; masa lain tidak"
        " ditambahkan."
    ),
}
_FORMULAS: Mapping[str, Text] = {
    NUMBER: say("Jumlah nilai semua kerja sama. Tiap kerja sama terhitung satu kali, berapa pun pihaknya."),
    PERCENTAGE: say("Jumlah pembilang dibagi jumlah penyebut semua kerja sama; bukan rata-rata dari persen."),
    YES_NO: say("Berapa kerja sama yang menjawab ya, dan berapa yang menjawab tidak."),
    SCALE: say("Berapa kerja sama pada tiap tingkat; tingkat tidak dirata-ratakan."),
    WORDS: say("Uraian tidak dijumlahkan; yang dihitung hanya berapa kerja sama yang melapor."),
}


def _is_known(measure: Measure, values: Values) -> bool:
    """Whether a period says anything. What was not reported is left out, and is not zero."""
    if measure.kind == PERCENTAGE:
        return values.numerator is not None and values.denominator is not None
    return bool(values.words) if measure.kind == WORDS else values.value is not None


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), ZERO)
