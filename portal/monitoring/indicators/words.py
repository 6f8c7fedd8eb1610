"""What this subject's events and fields are called in the history; periods and values in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ...contracts import Text
from ...web.i18n import format_month, format_number
from . import rules
from .rules import Period

WORDS: list[tuple[str, Text]] = [
    ("monitoring.indicator_added", _l("Indikator ditambahkan")),
    ("monitoring.indicator_edited", _l("Indikator diubah")),
    ("monitoring.indicator_archived", _l("Indikator tidak dipakai lagi")),
    ("monitoring.indicator_brought_back", _l("Indikator dipakai lagi")),
    ("monitoring.targets_set", _l("Target indikator ditetapkan")),
    ("monitoring.attribution_set", _l("Bagian para pihak atas hasil ditetapkan")),
    ("indicator", _l("Indikator")),
    ("definition", _l("Pengertian")),
    ("frequency", _l("Seberapa sering")),
    ("direction", _l("Arah yang baik")),
    ("is_cumulative", _l("Dijumlahkan dari awal")),
    ("baseline", _l("Keadaan awal")),
    ("baseline_on", _l("Tanggal keadaan awal")),
    ("method", _l("Cara mengukur")),
    ("reporter", _l("Yang melaporkan")),
    ("verifier", _l("Yang memeriksa")),
    ("targets", _l("Target")),
    ("shares", _l("Bagian para pihak")),
]


def period_words(period: Any) -> str:
    """A period as people say it: Maret 2026, Triwulan 1 2026, Semester 2 2026, Tahun 2026."""
    months = period.ends_on.month - period.starts_on.month + 1
    number, year = (period.starts_on.month - 1) // months + 1, period.starts_on.year
    if months == 1:
        return format_month(period.starts_on)
    if months == 3:
        return _("Triwulan %(number)s %(year)s", number=number, year=year)
    if months == 6:
        return _("Semester %(number)s %(year)s", number=number, year=year)
    return _("Tahun %(year)s", year=year)


def value_words(indicator: Any, found: Any) -> str:
    """What was measured, with its unit, in words; `found` has value, numerator, denominator and words."""
    if found is None or (found.value is None and not found.words):
        return str(rules.ACHIEVEMENTS[rules.UNREPORTED])
    if found.value is None:
        return str(found.words)
    if indicator.kind == rules.PERCENTAGE and found.denominator is not None:
        shown = (round(found.value, 1), found.numerator, found.denominator)
        share, above, below = (format_number(number) for number in shown)
        return _("%(share)s%% (%(above)s dari %(below)s)", share=share, above=above, below=below)
    return amount_words(indicator, found.value)


def amount_words(indicator: Any, value: Decimal | None) -> str:
    """A value of an indicator alone: a target, a baseline, a part; a dash for none."""
    if value is None:
        return "–"
    if indicator.kind == rules.YES_NO:
        return _("Ya") if value else _("Tidak")
    if indicator.kind == rules.SCALE and 1 <= value <= len(indicator.scale):
        return str(indicator.scale[int(value) - 1])
    if indicator.unit == "%":
        return f"{format_number(round(value, 1))}%"
    return f"{format_number(value)} {indicator.unit}".strip()


def way_words(indicator: Any, value: Decimal | None, target: Decimal | None) -> str:
    """Why a value is near its target or far from it: the way it has gone; empty where there is no way to tell of."""
    if value is None or target is None or indicator.kind not in (rules.NUMBER, rules.PERCENTAGE):
        return ""
    way = rules.way_gone(value, target, indicator.baseline, indicator.direction)
    if way is None:
        return ""
    share = format_number(int(way * 100))  # never rounded up: four fifths are not reached at 79,9
    if indicator.baseline is None:
        return _("dihitung dari nol: %(share)s%% jalan ditempuh", share=share)
    begun = amount_words(indicator, indicator.baseline)
    return _("dihitung dari keadaan awal %(begun)s: %(share)s%% jalan ditempuh", begun=begun, share=share)


def period_title(frequency: str, code: str) -> str:
    """The period of a code in words; the code itself when it is none."""
    period = rules.period_from(frequency, code)
    return period_words(period) if isinstance(period, Period) else code
