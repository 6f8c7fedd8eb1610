"""When a measurement may be written, returned, verified or corrected, and what values can be true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ...contracts import Text, say
from .. import bounds
from ..bounds import number_fault
from ..indicators.rules import NUMBER, PERCENTAGE, SCALE, WORDS, YES_NO, Period

DRAFT, SUBMITTED, RETURNED, VERIFIED = "draft", "submitted", "returned", "verified"
STATES: Mapping[str, Text] = {
    DRAFT: say("konsep"),
    SUBMITTED: say("menunggu diperiksa"),
    RETURNED: say("dikembalikan"),
    VERIFIED: say("sudah diperiksa"),
}
TONES = {DRAFT: "neutral", SUBMITTED: "info", RETURNED: "warn", VERIFIED: "ok"}
EDITABLE = (DRAFT, RETURNED)
FAR = 10  # times what was reported before
UNREPORTED: Text = say("belum dilaporkan")
EXACT = bounds.EXACT


@dataclass(frozen=True)
class Values:
    """What was measured: `value` for numbers, steps and yes (1) or no (0); a percentage by its two numbers."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    words: str = ""


@dataclass(frozen=True)
class Report:
    """A measurement as the rules see it: whose it is and who wrote it."""

    state: str
    party_id: int
    writer_id: int | None
    verifier_party_id: int | None = None


def whole(kind: str, values: Values) -> Values:
    """The values as they are kept: of a percentage its value too, with four digits behind the comma."""
    if kind == PERCENTAGE and values.numerator is not None and values.denominator:
        share = (values.numerator * 100 / values.denominator).quantize(EXACT, rounding=ROUND_HALF_UP)
        return Values(share, values.numerator, values.denominator)
    if kind == WORDS:
        return Values(words=values.words.strip())
    return Values(values.value)


def values_fault(kind: str, values: Values, steps: int = 0) -> dict[str, Text]:
    """What cannot be true, by field: `value`, `numerator`, `denominator`, `words`; empty when all can be."""
    if kind == PERCENTAGE:
        return _percentage_fault(values)
    if kind == WORDS:
        return {} if values.words.strip() else {"words": say("Tulis uraiannya.")}
    if values.value is None:
        return {"value": say("Isi angkanya. Bila belum diukur, jangan dilaporkan dulu: belum dilaporkan bukan nol.")}
    if kind == YES_NO and values.value not in (0, 1):
        return {"value": say("Pilih ya atau tidak.")}
    if kind == SCALE and not (1 <= values.value <= steps and values.value == int(values.value)):
        return {"value": say("Pilih salah satu tingkatnya.")}
    fault = number_fault(values.value) if kind == NUMBER else None
    return {"value": fault} if fault is not None else {}


def is_far(value: Decimal | None, most: Decimal | None) -> bool:
    """Whether a number is so much larger than all that was reported before that it is asked about: ten times."""
    return value is not None and bool(most) and most is not None and abs(value) >= FAR * abs(most)


def parts_differ(kind: str, value: Decimal | None, parts: Iterable[Decimal]) -> bool:
    """Whether the parts of one dimension do not add up to the value; parts of a percentage are not added."""
    parts = list(parts)
    return kind == NUMBER and bool(parts) and value is not None and sum(parts, Decimal(0)) != value


def parts_fault(kind: str, value: Decimal | None, parts: Iterable[Decimal]) -> Text | None:
    """Why parts cannot be true beside a value; None when they can: none is below nothing, or more than the whole.

    Parts of a percentage are percentages themselves. A value below nothing says nothing of its parts.
    """
    most = {NUMBER: value, PERCENTAGE: Decimal(100)}.get(kind)
    for part in parts:
        fault = number_fault(part)
        if fault is not None:
            return fault
        if part < 0 and not (value is not None and value < 0):
            return say("Rincian tidak boleh kurang dari nol.")
        if most is not None and 0 <= most < part:
            return say("Satu bagian tidak dapat melebihi keseluruhannya.")
    return None


def keeps_parts(kind: str, value: Decimal | None, groups: Iterable[Iterable[Decimal]]) -> bool:
    """Whether the parts of a report, by dimension, still add up beside a corrected value."""
    return kind == NUMBER and not any(parts_differ(kind, value, group) for group in groups)


def reads(state: str, insider: bool, own: bool) -> bool:
    """Whether somebody reads a report that is not shown to everyone: a draft is its own party's (`own`) alone."""
    return insider and (own or state != DRAFT)


def period_fault(period: Period, starts_on: date, today: date) -> Text | None:
    """Why a period cannot be reported; None when it can: it lies behind, and the indicator was measured then."""
    if not period.has_ended(today):
        return say("Masa ini belum berakhir; hasilnya belum dapat dilaporkan.")
    if period.ends_on < starts_on:
        return say("Indikator ini belum diukur pada masa itu.")
    return None


def may_verify(report: Report, party_id: int | None, person_id: int | None, oversees: bool) -> bool:
    """Whether a person may verify or return: of another party (the one that was named, if one was) or of an
    office that oversees it; never who reported it, whatever else they are."""
    if report.state != SUBMITTED or person_id is None or person_id == report.writer_id:
        return False
    if party_id is None:
        return oversees
    return party_id != report.party_id and report.verifier_party_id in (None, party_id)


def combined(kind: str, reports: Iterable[Values]) -> Values | None:
    """The partnership's value of a period, of what its parties reported; None when there is nothing to add.

    Numbers add up, percentages by their two numbers. Steps, yes or no, and words stand for themselves:
    they are the partnership's value only when one party reports.
    """
    reports = list(reports)
    if not reports:
        return None
    if len(reports) == 1:
        return reports[0]
    if kind == NUMBER:
        return Values(sum((report.value or Decimal(0) for report in reports), Decimal(0)))
    if kind == PERCENTAGE:
        above = sum((report.numerator or Decimal(0) for report in reports), Decimal(0))
        below = sum((report.denominator or Decimal(0) for report in reports), Decimal(0))
        return whole(PERCENTAGE, Values(None, above, below))
    return None


def _percentage_fault(values: Values) -> dict[str, Text]:
    if values.numerator is None:
        return {"numerator": say("Isi angkanya.")}
    if values.denominator is None:
        return {"denominator": say("Isi angkanya.")}
    if values.numerator < 0:
        return {"numerator": say("Tidak boleh kurang dari nol.")}
    if values.denominator <= 0:
        return {"denominator": say("Seluruhnya harus lebih dari nol.")}
    if values.numerator > values.denominator:
        return {"numerator": say("Sebagian tidak dapat melebihi seluruhnya: hasilnya lebih dari 100 persen.")}
    faults = {"numerator": number_fault(values.numerator), "denominator": number_fault(values.denominator)}
    return {name: fault for name, fault in faults.items() if fault is not None}
