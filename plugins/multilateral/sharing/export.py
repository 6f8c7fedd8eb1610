"""A payout or levy as a table file, for the treasurer's spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from . import words
from .models import Distribution, Share
from .rules import Line

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def neutral(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def table(
    distribution: Distribution, shares: Sequence[Share], lines: Mapping[int, Line], names: Mapping[int, str]
) -> bytes:
    """The file: semicolons, as spreadsheets in Indonesia read them, and a mark that says it is UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";")
    writer.writerow([neutral(distribution.purpose), distribution.happened_on.isoformat(), distribution.amount])
    writer.writerow([_("Pihak"), _("Perhitungan"), _("Bagian (rupiah)"), _("Persen"), _("Ditandai"), _("Dibenarkan")])
    for share in shares:
        line = lines[share.party_id]
        counted = [words.part_words(part, distribution.amount) for part in line.parts]
        row = (
            names[share.party_id],
            "; ".join([*counted, words.rounding_words(line)]),
            share.amount,
            words.percent(line.percent),
            share.settled_on.isoformat() if share.settled_on else "",
            share.confirmed_at.date().isoformat() if share.confirmed_at else "",
        )
        writer.writerow([neutral(cell) for cell in row])
    return written.getvalue().encode("utf-8-sig")
