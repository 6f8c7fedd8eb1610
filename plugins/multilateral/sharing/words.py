"""Shares in words: the calculation line by line, and percent with two decimals."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _

from .rules import BASES, EQUAL, UNITS, Line, Part


def percent(hundredths: int) -> str:
    """1.234 hundredths as 12,34 %, with a space at which no line breaks."""
    return f"{format_decimal(Decimal(hundredths) / 100, '#,##0.00')}\N{NO-BREAK SPACE}%"


def rupiah(amount: int) -> str:
    """Rp15.000.000."""
    return f"Rp{format_decimal(amount, '#,##0')}"


def exact_rupiah(value: Fraction) -> str:
    """Rp3.333.333,33…: cut after the second decimal, with dots where more follow."""
    cut = (Decimal(int(value * 100)) / 100).quantize(Decimal("0.01"), ROUND_DOWN)
    more = "…" if Fraction(cut) != value else ""
    return f"Rp{format_decimal(cut, '#,##0.00')}{more}"


def part_words(part: Part, amount: int) -> str:
    """Jumlah penduduk: 2.345 ÷ 18.000 × 50 % × Rp10.000.000 = Rp651.388,88…"""
    of = rupiah(amount) if part.weight == 100 else f"{part.weight} % × {rupiah(amount)}"
    return _(
        "%(base)s: %(figure)s ÷ %(total)s × %(sum)s = %(exact)s",
        base=BASES[part.base],
        figure=format_decimal(part.figure),
        total=format_decimal(part.total),
        sum=of,
        exact=exact_rupiah(part.exact),
    )


def rounding_words(line: Line) -> str:
    """What became of the fraction: rounded down, or with one rupiah of the remainder."""
    exact, whole = exact_rupiah(line.exact), rupiah(int(line.exact))
    if line.extra:
        return _("%(exact)s dibulatkan ke %(whole)s, ditambah Rp1 dari sisa", exact=exact, whole=whole)
    return _("%(exact)s dibulatkan ke %(whole)s", exact=exact, whole=whole)


def weights_words(weights: Mapping[str, int]) -> str:
    """50 % sama rata, 50 % jumlah penduduk."""
    return ", ".join(f"{weight} % {str(BASES[base]).lower()}" for base, weight in weights.items())


def figure_words(base: str, value: Any) -> str:
    """2.345 jiwa."""
    unit = UNITS.get(base, "") if base != EQUAL else ""
    return f"{format_decimal(value)} {unit}".strip()
