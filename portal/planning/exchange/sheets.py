"""The sheet that is handed out: an empty one with an example, or the plan as it is, to be changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from ...db import db
from ...partnerships.models import Partnership
from ..programme.models import Activity, Programme
from ..programme.rules import CANCELLED, OFFICES
from . import rules, workbook
from .reading import EXAMPLE, cells_of, known_of, villages_by_activity
from .rules import COLUMNS, MOST_ROWS


def empty_sheet(partnership: Partnership, today: date) -> bytes:
    """A sheet with headings, lists to choose from, and one example row. Sheets are Indonesian."""
    with force_locale("id"):
        known = known_of(partnership)
        party = next(iter(known.parties.values()), "")
        example = {"title": EXAMPLE, "due_on": date(today.year, 12, 31), "party": party, "office": str(OFFICES[2])}
        return _sheet(partnership, [[example.get(column.name) for column in COLUMNS]], example=True)


def parts_of(count: int) -> list[tuple[int, int]]:
    """The first and last place of each sheet that so many activities fill."""
    return [(start + 1, min(start + MOST_ROWS, count)) for start in range(0, count, MOST_ROWS)]


def filled_sheet(partnership: Partnership, programme: Programme, part: int = 1) -> bytes:
    """The activities of a programme that are not cancelled, to be changed and sent back: `MOST_ROWS` in each part."""
    with force_locale("id"):
        known = known_of(partnership)
        query = select(Activity).where(
            Activity.programme_id == programme.id, Activity.archived_at.is_(None), Activity.status != CANCELLED
        )
        query = query.options(selectinload(Activity.helpers)).order_by(Activity.due_on, Activity.id)
        activities = db.session.scalars(query.limit(MOST_ROWS).offset((part - 1) * MOST_ROWS)).all()
        villages = villages_by_activity([item.id for item in activities])
        rows = []
        for item in activities:
            cells = cells_of(item, villages.get(item.id, []), known)
            cells["code"] = rules.code_for(item.id, item.version)
            rows.append([_plain(cells[column.name]) for column in COLUMNS])
        return _sheet(partnership, rows, example=False)


def _sheet(partnership: Partnership, rows: list[list[Any]], example: bool) -> bytes:
    known = known_of(partnership)
    choices = {
        "party": list(known.parties.values()),
        "office": [str(office) for office in OFFICES],
        "helpers": list(known.parties.values()),
        "villages": list(known.villages.values()),
        "output": list(known.outputs.values()),
    }
    guide = [
        _("Rencana kegiatan: %(title)s", title=partnership.title),
        _("Yang bertanda * wajib diisi: kegiatan, tanggal selesai, dan penanggung jawab."),
        _("Tanggal boleh 31-12-2026, atau bulannya saja: Desember 2026."),
        _("Beberapa pembantu atau desa dipisah dengan titik koma: Ngebel; Sempu."),
        _("Tujuan SDGs Desa ditulis nomornya: 6; 13. Kosong berarti mengikuti programnya."),
        _("Kolom Nomor diisi portal. Kosong berarti kegiatan baru; jangan mengubahnya."),
        _("Paling banyak %(most)s kegiatan sekali kirim. Rumus tidak dihitung: tempel sebagai nilai.", most=MOST_ROWS),
    ]
    return workbook.write(rows, choices, guide, example)


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, date)) or value is None else float(value)
