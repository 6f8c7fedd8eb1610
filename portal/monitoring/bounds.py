"""How large and how exact a number of monitoring can be, so that every database keeps it as it was written."""

from __future__ import annotations

from decimal import Decimal

from ..contracts import Text, say

EXACT = Decimal("0.0001")  # as exact as values are kept
MOST = Decimal(10) ** 11  # with four decimals it is kept exactly on every database


def number_fault(number: Decimal) -> Text | None:
    """Why a number cannot be kept; None when it can: below a hundred thousand million, four digits behind the comma."""
    if abs(number) >= MOST:
        return say("Angka ini terlalu besar. Periksa jumlah nolnya.")
    if number != number.quantize(EXACT):
        return say("Paling banyak empat angka di belakang koma.")
    return None
