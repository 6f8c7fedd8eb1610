"""One bar parted into shares. Neighbours differ in pattern as well as in tone, so that a print in black tells them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _
from markupsafe import Markup

from ...web.i18n import format_number
from ...web.svg import part, picture, words_at

WIDTH, BAR, ROW = 300, 26, 22
FILLS = ("var(--brand)", "var(--soft)", "var(--hill)", "var(--card)")


@dataclass(frozen=True)
class Share:
    """One part of a whole."""

    label: str
    value: Decimal


def stacked(title: object, shares: Sequence[Share], unit: str = "") -> Markup:
    """The shares in one bar, numbered, with the number, name and percentage of each below."""
    shown = [share for share in shares if share.value > 0]
    whole = sum((share.value for share in shown), Decimal(0))
    if not whole:
        return picture(WIDTH, ROW, title, _("belum dilaporkan"), words_at(0, 15, _("belum dilaporkan")))
    drawn: list[Markup] = []
    left, words = 0.0, []
    for number, share in enumerate(shown, 1):
        width = float(WIDTH * share.value / whole)
        fill = FILLS[(number - 1) % len(FILLS)]
        drawn.append(part("rect", x=left, y=0.5, width=width, height=BAR - 1, fill=fill, stroke="currentColor"))
        line = _line(number, share, whole, unit)
        words.append(line)
        y = BAR + number * ROW
        drawn.append(part("rect", x=0.5, y=y - 12, width=13, height=13, fill=fill, stroke="currentColor"))
        drawn.append(words_at(20, y, line))
        left += width
    return picture(WIDTH, BAR + len(shown) * ROW + 8, title, "; ".join(words), *drawn)


def _line(number: int, share: Share, whole: Decimal, unit: str) -> str:
    percent = format_number(round(100 * share.value / whole, 1))
    label = share.label if len(share.label) <= 22 else f"{share.label[:21]}…"
    much = f"{format_number(share.value)} {unit}".strip()
    return _("%(number)s. %(label)s: %(much)s (%(percent)s%%)", number=number, label=label, much=much, percent=percent)
