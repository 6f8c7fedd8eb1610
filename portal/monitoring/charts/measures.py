"""Figures over time and against a target. What was not reported leaves a gap: it is not drawn as nothing."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _
from markupsafe import Markup

from ...web.i18n import format_number
from ...web.svg import part, picture, words_at

Points = Sequence[tuple[str, Decimal | None]]
WIDTH, SPARK_HEIGHT, EDGE = 200, 44, 6
BULLET_WIDTH, BULLET_HEIGHT = 300, 66
COLUMN, COLUMNS_HEIGHT, LINE = 58, 170, 14
MOST_COLUMNS = 8  # more could not be read on a telephone; the table beside has all
LETTERS = 9  # of a label in one line under a column


def sparkline(title: object, points: Points, unit: str = "") -> Markup:
    """The course of a figure as a thin line; the newest value is marked and written beside it."""
    scale = _Scale.over([value for _label, value in points], SPARK_HEIGHT - 2 * EDGE)
    step = (WIDTH - 60) / max(len(points) - 1, 1)
    places = [
        None if value is None else (EDGE + place * step, EDGE + scale.down(value))
        for place, (_label, value) in enumerate(points)
    ]
    drawn = [_line(run) for run in _runs(places)]
    last = next(((at, point) for at, point in zip(places[::-1], points[::-1], strict=True) if at), None)
    if last is not None and last[0] is not None:
        (x, y), (label, value) = last
        newest = _much(value, "") if label == points[-1][0] else f"{_much(value, '')} ({label})"
        drawn += [part("circle", cx=x, cy=y, r=4, fill="var(--brand)"), words_at(x + 8, y + 5, newest)]
    return picture(WIDTH, SPARK_HEIGHT, title, told(points, unit), *drawn)


def bullet(
    title: object, actual: Decimal | None, target: Decimal | None, baseline: Decimal | None, unit: str = ""
) -> Markup:
    """What was reached as a bar, with marks where it began and where it is to go; each is named in words."""
    scale = _Scale.over([Decimal(0), actual, target, baseline], BULLET_WIDTH - 2 * EDGE)
    drawn = [part("rect", x=EDGE, y=22, width=BULLET_WIDTH - 2 * EDGE, height=16, fill="var(--soft)")]
    drawn.append(
        part("rect", x=EDGE, y=22, width=BULLET_WIDTH - 2 * EDGE, height=16, fill="none", stroke="var(--edge)")
    )
    zero = EDGE + scale.up(Decimal(0))
    if actual is not None:
        end = EDGE + scale.up(actual)
        drawn.append(
            part("rect", x=min(zero, end), y=25, width=max(abs(end - zero), 1), height=10, fill="var(--brand)")
        )
    drawn.append(words_at(EDGE, 15, _("Capaian %(much)s", much=_much(actual, unit))))
    below = []
    if target is not None:
        drawn.append(part("rect", x=EDGE + scale.up(target) - 1.5, y=18, width=3, height=24, fill="currentColor"))
        below.append(_("▎target %(much)s", much=_much(target, "")))
    if baseline is not None:
        at = EDGE + scale.up(baseline)
        drawn.append(part("path", d=f"M{at:.1f} 38l-5 8h10z", fill="currentColor"))
        below.append(_("▲ awal %(much)s", much=_much(baseline, "")))
    drawn.append(words_at(EDGE, BULLET_HEIGHT - 4, "   ".join(below)))
    words = _(
        "capaian %(actual)s, target %(target)s, keadaan awal %(baseline)s",
        actual=_much(actual, unit), target=_much(target, unit), baseline=_much(baseline, unit),
    )  # fmt: skip
    return picture(BULLET_WIDTH, BULLET_HEIGHT, title, words, *drawn)


def progress(title: object, periods: Sequence[tuple[str, Decimal | None, Decimal | None]], unit: str = "") -> Markup:
    """Columns by period, newest right: (period, reached, target). Of many periods the newest are drawn."""
    shown = list(periods)[-MOST_COLUMNS:]
    values = [value for _label, reached, target in shown for value in (reached, target)]
    scale = _Scale.over([Decimal(0), *values], COLUMNS_HEIGHT - 76)
    base = 22 + scale.down(Decimal(0))
    drawn: list[Markup] = []
    for place, (label, reached, target) in enumerate(shown):
        drawn += _column(place * COLUMN, base, scale, reached, target)
        for row, piece in enumerate(textwrap.wrap(label, LETTERS)[:3]):
            drawn.append(words_at(place * COLUMN + COLUMN / 2, COLUMNS_HEIGHT - 36 + row * LINE, piece, 12, "middle"))
    drawn.append(part("path", d=f"M0 {base:.1f}H{len(shown) * COLUMN}", stroke="var(--edge)"))
    words = "; ".join(
        _(
            "%(period)s: %(much)s, target %(target)s",
            period=label,
            much=_much(reached, unit),
            target=_much(target, unit),
        )
        for label, reached, target in shown
    )
    return picture(max(len(shown), 1) * COLUMN, COLUMNS_HEIGHT, title, words, *drawn)


def told(points: Points, unit: str = "") -> str:
    """The points in words: what is heard instead of seen."""
    return "; ".join(f"{label}: {_much(value, unit)}" for label, value in points)


@dataclass(frozen=True)
class _Scale:
    """Values onto a length of the drawing."""

    least: Decimal
    most: Decimal
    length: int

    @classmethod
    def over(cls, values: Sequence[Decimal | None], length: int) -> _Scale:
        """From the least to the most of the known values."""
        known = [value for value in values if value is not None] or [Decimal(0)]
        return cls(min(known), max(known), length)

    def up(self, value: Decimal) -> float:
        """How far from the beginning a value lies."""
        spread = self.most - self.least
        return float(self.length * (value - self.least) / spread) if spread else self.length / 2

    def down(self, value: Decimal) -> float:
        """How far from the top a value lies."""
        return self.length - self.up(value)


def _column(left: float, base: float, scale: _Scale, reached: Decimal | None, target: Decimal | None) -> list[Markup]:
    middle = left + COLUMN / 2
    if reached is None:
        drawn = [words_at(middle, base - 6, "?", 15, "middle")]
    else:
        top = 22 + scale.down(reached)
        drawn = [
            part("rect", x=left + 12, y=min(top, base), width=COLUMN - 24, height=max(abs(base - top), 1),
                 fill="var(--brand)"),
            words_at(middle, min(top, base) - 5, _brief(reached), 12, "middle"),
        ]  # fmt: skip
    if target is not None:
        at = 22 + scale.down(target)
        drawn.append(part("path", d=f"M{left + 6:.1f} {at:.1f}h{COLUMN - 12}", stroke="currentColor", stroke_width=2,
                          stroke_dasharray="5 3"))  # fmt: skip
    return drawn


def _runs(places: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The points in unbroken runs: a gap is where nothing was reported."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return [run for run in runs if run]


def _line(run: Sequence[tuple[float, float]]) -> Markup:
    if len(run) == 1:
        return part("circle", cx=run[0][0], cy=run[0][1], r=2, fill="var(--brand)")
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
    return part("polyline", points=points, fill="none", stroke="var(--brand)", stroke_width=2)


def _much(value: Decimal | None, unit: str) -> str:
    if value is None:
        return _("belum dilaporkan")
    if unit == "%":
        return f"{format_number(round(value, 1))}%"
    return f"{format_number(value)} {unit}".strip()


def _brief(value: Decimal) -> str:
    """A number short enough for a column: 1.250, 12,5 rb, 3,4 jt, 2 M."""
    for size, word in ((10**9, _("M")), (10**6, _("jt")), (10**4, _("rb"))):
        if abs(value) >= size:
            least = 1000 if size == 10**4 else size
            return f"{format_number(round(value / least, 1))} {word}"
    return str(format_number(round(value, 1)))
