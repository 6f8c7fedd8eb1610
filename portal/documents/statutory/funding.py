"""The money of an agreement: its sum, and the table that stands in a Lampiran. Whole rupiah."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ... import numerals
from ...paperwork import Block, Paragraph, Table
from ...partnerships.agreement_rules import EVERYONE, FUNDING_SOURCES
from .agreed import Text


def total(text: Text) -> int:
    """All money in whole rupiah; what each party bears counts once for each."""
    return sum(_amount(line, len(text.names)) for line in text.content.get("funding") or ())


def table(text: Text) -> tuple[Block, ...]:
    """Each line with its source, code and year, the sum, and the sum in words."""
    lines = text.content.get("funding") or ()
    rows = [(str(place), *_row(line, text)) for place, line in enumerate(lines, 1)]
    whole = total(text)
    rows.append(("", "Jumlah", "", "", "", _figures(whole)))
    headings = ("No.", "Pihak", "Sumber", "Kode rekening", "Tahun", "Jumlah (Rp)")
    lines_of_money = Table(
        "Rincian pendanaan", headings, tuple(rows), (1, 5, 4, 3, 2, 4), right=(5,), last_is_total=True
    )
    return (lines_of_money, *_in_words(whole))


def in_full(amount: int) -> str:
    """An amount with its words, as long as there are words for it."""
    return numerals.rupiah(amount) if amount <= numerals.MOST else f"Rp{_figures(amount)},00"


def _in_words(amount: int) -> tuple[Block, ...]:
    if amount > numerals.MOST:
        return ()
    return (Paragraph(f"Terbilang: {numerals.rupiah_in_words(amount)}."),)


def _row(line: Mapping[str, Any], text: Text) -> tuple[str, str, str, str, str]:
    party, amount = str(line.get("party") or ""), int(line.get("amount") or 0)
    each = f"Semua pihak, masing-masing {_figures(amount)}"
    source = FUNDING_SOURCES.get(line.get("source") or "")
    return (
        each if party == EVERYONE else text.names.get(party, ""),
        source.text if source else "",
        str(line.get("account_code") or ""),
        str(line.get("year") or ""),
        _figures(_amount(line, len(text.names))),
    )


def _amount(line: Mapping[str, Any], parties: int) -> int:
    amount = int(line.get("amount") or 0)
    return amount * parties if line.get("party") == EVERYONE else amount


def _figures(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
