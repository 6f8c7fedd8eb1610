"""The results of a year as a table for other programs: CSV, XLSX and JSON with one schema, see docs/data-hasil.md.

Names and meaning of columns stay; a new one is added at the end, and anything else raises `SCHEMA_VERSION`.
Texts never begin what a spreadsheet would compute, and what is not known is an empty cell.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ...partnerships.models import Partnership
from ...partnerships.working import party_label
from ...web.cells import harmless
from ..indicators.rules import Period, period_code
from ..measurements.models import Measurement

SCHEMA, SCHEMA_VERSION = "portal-kemitraan-desa/hasil", 1
COLUMNS = (
    "kerja_sama", "judul", "indikator", "kode", "nama", "pustaka", "satuan", "jenis", "arah", "dijumlahkan",
    "keadaan_awal", "tanggal_awal", "masa", "mulai", "selesai", "pihak", "nama_pihak", "nilai", "pembilang",
    "penyebut", "uraian", "target", "keadaan", "kali_dibetulkan", "dijawab_pada",
)  # fmt: skip
SHEET = "Hasil"

Row = dict[str, Any]


def rows_of(partnership: Partnership, found: Sequence[Measurement], names: Mapping[int, str]) -> list[Row]:
    """One row for each report: an indicator, a party and a period."""
    return [_row(partnership, item, names) for item in found]


def as_csv(rows: Sequence[Row]) -> str:
    """Comma-separated, numbers with a point, dates as 2026-08-17, with the mark by which programs know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_plain(row[name]) for name in COLUMNS])
    return "\ufeff" + out.getvalue()


def as_json(partnership: Partnership, year: int, rows: Sequence[Row], made_at: datetime) -> str:
    """The same rows with the schema's name and version; numbers are texts, so that no digit is lost."""
    content = {
        "skema": SCHEMA,
        "versi": SCHEMA_VERSION,
        "dibuat": made_at.isoformat(timespec="seconds"),
        "kerja_sama": {"nomor": partnership.id, "judul": partnership.title, "sektor": partnership.sector},
        "tahun": year,
        "kolom": list(COLUMNS),
        "baris": [{name: _json(row[name]) for name in COLUMNS} for row in rows],
    }
    return json.dumps(content, ensure_ascii=False)


def as_xlsx(rows: Sequence[Row]) -> bytes:
    """A workbook with one sheet; text stays text, whatever it begins with."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    for place, name in enumerate(COLUMNS, 1):
        sheet.cell(1, place, name)
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows, 2):
        for place, name in enumerate(COLUMNS, 1):
            _put(sheet.cell(number, place), row[name])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _row(partnership: Partnership, item: Measurement, names: Mapping[int, str]) -> Row:
    indicator = item.indicator
    targets = {target.starts_on: target.value for target in indicator.targets}
    values: Sequence[Any] = (
        partnership.id, partnership.title, indicator.id, indicator.code, indicator.name, indicator.library,
        indicator.unit, indicator.kind, indicator.direction, indicator.is_cumulative,
        indicator.baseline, indicator.baseline_on, period_code(Period(item.starts_on, item.ends_on)), item.starts_on,
        item.ends_on, party_label(item.party), names.get(item.party_id, ""), item.value, item.numerator,
        item.denominator, item.words, targets.get(item.starts_on), item.state, item.amended, item.answered_at,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _plain(value: Any) -> Any:
    """A cell of a CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, Decimal):
        return _digits(value)
    return value.isoformat() if isinstance(value, date) else harmless(value)


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return _digits(value)
    return value.isoformat() if isinstance(value, date) else value


def _digits(value: Decimal) -> str:
    """1250.5: no zeros that say nothing, and no exponent."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _put(cell: Any, value: Any) -> None:
    if isinstance(value, str):
        cell.value = "".join(char for char in value if char.isprintable() or char == "\n")
        cell.data_type = "s"
        cell.quotePrefix = True
    elif isinstance(value, datetime):
        cell.value = value.replace(tzinfo=None)  # a spreadsheet knows no zones; the schema says it is UTC
    elif isinstance(value, bool):
        cell.value = "ya" if value else "tidak"
    elif value is not None:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
