"""What an indicator is, its periods, and what a value says against its target. Plain values, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from ...contracts import LegalBasis, Text, say
from ..bounds import number_fault

NUMBER, PERCENTAGE, SCALE, YES_NO, WORDS = "number", "percentage", "scale", "yes_no", "words"
KINDS: Mapping[str, Text] = {
    NUMBER: say("Angka"),
    PERCENTAGE: say("Persen: sebagian dari seluruhnya"),
    YES_NO: say("Ya atau tidak"),
    SCALE: say("Bertingkat, misalnya buruk sampai baik"),
    WORDS: say("Uraian"),
}
DIRECTIONS: Mapping[int, Text] = {1: say("Makin besar makin baik"), -1: say("Makin kecil makin baik")}

MONTHLY, QUARTERLY, SEMESTER, YEARLY = "monthly", "quarterly", "semester", "yearly"
MONTHS = {MONTHLY: 1, QUARTERLY: 3, SEMESTER: 6, YEARLY: 12}
FREQUENCIES: Mapping[str, Text] = {
    MONTHLY: say("Setiap bulan"),
    QUARTERLY: say("Setiap tiga bulan"),
    SEMESTER: say("Setiap enam bulan"),
    YEARLY: say("Setiap tahun"),
}
REPORT_WITHIN = 30  # days after the end of a period
SETTING = LegalBasis("", confirmed=False)

REACHED, NEAR, BEHIND, NO_TARGET, UNREPORTED = "reached", "near", "behind", "no_target", "unreported"
ACHIEVEMENTS: Mapping[str, Text] = {
    REACHED: say("tercapai"),
    NEAR: say("mendekati target"),
    BEHIND: say("jauh dari target"),
    NO_TARGET: say("tanpa target"),
    UNREPORTED: say("belum dilaporkan"),
}
TONES = {REACHED: "ok", NEAR: "warn", BEHIND: "bad", NO_TARGET: "neutral", UNREPORTED: "info"}
NEAR_FROM = Fraction(4, 5)  # of the way from the baseline to the target

# What values are parted by, with the usual names of the parts; others are named by the parties themselves.
DIMENSIONS: Mapping[str, tuple[Text, tuple[Text, ...]]] = {
    "sex": (say("Jenis kelamin"), (say("Laki-laki"), say("Perempuan"))),
    "age": (say("Kelompok umur"), (say("Anak"), say("Remaja"), say("Dewasa"), say("Lanjut usia"))),
    "poor": (say("Keluarga miskin"), (say("Miskin"), say("Tidak miskin"))),
    "disability": (say("Disabilitas"), (say("Penyandang disabilitas"), say("Bukan penyandang disabilitas"))),
    "village": (say("Desa"), ()),
}


@dataclass(frozen=True, order=True)
class Period:
    """A month, a quarter, a half-year or a year."""

    starts_on: date
    ends_on: date

    @property
    def due_on(self) -> date:
        """The last day to report it without being late."""
        return self.ends_on + timedelta(days=REPORT_WITHIN)

    def has_ended(self, today: date) -> bool:
        """Whether it lies behind: only then is it known what it brought."""
        return self.ends_on < today


def period_of(frequency: str, day: date) -> Period:
    """The period of that frequency in which a day lies; periods begin with the calendar year."""
    months = MONTHS[frequency]
    first = (day.month - 1) // months * months + 1
    starts = date(day.year, first, 1)
    return Period(starts, _next_start(starts, months) - timedelta(days=1))


def periods_between(frequency: str, first: date, last: date) -> Iterator[Period]:
    """All periods from the one in which `first` lies to the one in which `last` lies, oldest first."""
    period = period_of(frequency, first)
    while period.starts_on <= last:
        yield period
        period = period_of(frequency, period.ends_on + timedelta(days=1))


def period_code(period: Period) -> str:
    """The period in an address: 2026-03, 2026-T1, 2026-S2, 2026."""
    year, month = period.starts_on.year, period.starts_on.month
    months = (period.ends_on.month - month) + 1
    return {
        1: f"{year}-{month:02d}",
        3: f"{year}-T{(month - 1) // 3 + 1}",
        6: f"{year}-S{(month - 1) // 6 + 1}",
    }.get(months, str(year))


def period_from(frequency: str, code: str) -> Period | None:
    """The period of a code, if it is one of this frequency; 2000 to 2100."""
    year, _dash, rest = code.partition("-")
    if not (year.isascii() and year.isdigit() and len(year) == 4 and 2000 <= int(year) <= 2100):
        return None
    step = rest.lstrip("TS") or "1"
    if not (step.isascii() and step.isdigit() and len(step) <= 2 and 1 <= int(step) <= 12 // MONTHS[frequency]):
        return None
    period = period_of(frequency, date(int(year), (int(step) - 1) * MONTHS[frequency] + 1, 1))
    return period if period_code(period) == code else None


def achievement(
    value: Decimal | None, target: Decimal | None, baseline: Decimal | None = None, direction: int = 1
) -> str:
    """What a value says against its target: a key of `ACHIEVEMENTS`. Nothing reported is not zero.

    Near is at least four fifths of the way from the baseline; without a baseline the way begins at nothing
    for what is to grow, and a value up to a quarter above the target is near for what is to shrink.
    """
    if value is None:
        return UNREPORTED
    if target is None:
        return NO_TARGET
    if (value - target) * direction >= 0:
        return REACHED
    return NEAR if _is_near(value, target, baseline, direction) else BEHIND


def level_fault(kind: str, value: Decimal | None, steps: int = 0) -> Text | None:
    """Why a target or a baseline cannot be; None when it can: within what its kind can measure."""
    if value is None:
        return None
    if kind == PERCENTAGE and not 0 <= value <= 100:
        return say("Persen dihitung dari 0 sampai 100.")
    if kind == YES_NO and value not in (0, 1):
        return say("Tulis 1 untuk ya, 0 untuk tidak.")
    if kind == SCALE and not (1 <= value <= steps and value == int(value)):
        return say("Tulis nomor tingkatnya, dari 1 sampai %(steps)s.", steps=steps)
    return number_fault(value)


def way_gone(value: Decimal, target: Decimal, baseline: Decimal | None, direction: int) -> Fraction | None:
    """How much of the way from the baseline (or from nothing) to the target was gone; below nought is backwards.

    None where there is no such way: what is to shrink has no baseline, or it stood better than its target once.
    """
    start = Fraction(baseline) if baseline is not None else Fraction(0)
    whole = Fraction(target) - start
    return (Fraction(value) - start) / whole if whole * direction > 0 else None


def shares_fault(shares: Iterable[Fraction | None]) -> Text | None:
    """Why shares cannot stand together; None when they can. None among them is a party that takes part."""
    total = sum((share for share in shares if share is not None), Fraction(0))
    if total > 1:
        return say("Jumlah bagian para pihak melebihi seratus persen.")
    return None


def ended_periods(frequency: str, starts_on: date, today: date, most: int = 24) -> list[Period]:
    """The last periods that lie behind and can be reported, newest first, at most so many."""
    period = period_of(frequency, today)
    found: list[Period] = []
    while len(found) < most:
        period = period_of(frequency, period.starts_on - timedelta(days=1))
        if period.ends_on < starts_on:
            break
        found.append(period)
    return found


def last_ended(frequency: str, today: date) -> Period:
    """The newest period that lies behind."""
    return period_of(frequency, period_of(frequency, today).starts_on - timedelta(days=1))


def periods_for_targets(frequency: str, starts_on: date, today: date, most: int) -> list[Period]:
    """The periods that targets are asked for: from the first one measured, or from last year on, so many."""
    first = max(starts_on, date(today.year - 1, 1, 1))
    last = date(first.year + 7, 12, 31)
    return list(periods_between(frequency, first, last))[:most]


def share_from(text: str) -> Fraction | None:
    """A share as people write it: 25 or 33,3 (percent), or 1/3; None for what is none between 0 and 1."""
    text = text.strip().removesuffix("%").strip().replace(",", ".")
    above, slash, below = (part.strip() for part in text.partition("/"))
    if len(text) > 20 or not all(_is_plain(part) for part in ((above, below) if slash else (above,))):
        return None
    if slash and Fraction(below) == 0:
        return None
    share = Fraction(above) / Fraction(below) if slash else Fraction(above) / 100
    return share if 0 <= share <= 1 and share.denominator < 10**12 else None


def share_written(share: Fraction | None) -> str:
    """A share as a form shows it again: 25, 33,3 or 1/3."""
    if share is None:
        return ""
    percent = share * 100
    if 10**6 % percent.denominator:
        return f"{share.numerator}/{share.denominator}"
    exact = Decimal(percent.numerator) / percent.denominator
    return format(exact.normalize(), "f").replace(".", ",")


def _is_near(value: Decimal, target: Decimal, baseline: Decimal | None, direction: int) -> bool:
    way = way_gone(value, target, baseline, direction)
    if way is not None:
        return way >= NEAR_FROM
    if direction < 0:
        return target > 0 and Fraction(value) <= Fraction(target) / NEAR_FROM
    return False  # it stood better than its target once, and fell below it


def _next_start(starts: date, months: int) -> date:
    later = starts.month - 1 + months
    return date(starts.year + later // 12, later % 12 + 1, 1)


def _is_plain(text: str) -> bool:
    whole, _point, rest = text.partition(".")
    return bool(whole) and (whole + rest).isascii() and (whole + rest).isdigit()
