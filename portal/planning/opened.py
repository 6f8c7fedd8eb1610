"""What programs may read of a plan: its activities, and the promises; as much of them as the pages show."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import select

from .. import clock
from ..db import db
from ..partnerships.cases import party_names
from ..partnerships.models import Partnership
from ..partnerships.open_lists import OpenList, Values, day, each, number, text, whole
from ..web.i18n import format_number
from .baseline import queries as baselines
from .commitments import queries as promises
from .commitments import rules as promise_rules
from .commitments.models import Commitment
from .programme import rules
from .programme.models import Activity


def _activities(partnership: Partnership, insider: bool, after: int, limit: int) -> Sequence[Values]:
    return _planned(partnership, after, limit) if insider else _agreed(partnership, after, limit)


def _planned(partnership: Partnership, after: int, limit: int) -> list[Values]:
    """The activities as they are planned now."""
    names = party_names(partnership.parties)
    query = select(*Activity.__table__.columns).where(
        Activity.partnership_id == partnership.id, Activity.archived_at.is_(None), Activity.id > after
    )
    return [
        {
            **{name: getattr(row, name) for name in ("id", "title", "party_id", "place", "starts_on", "due_on")},
            "party": names.get(row.party_id, "–"),
            "target": f"{format_number(row.target)} {row.unit}".strip() if row.target is not None else "",
            "goals": row.sdgs,
            "status": row.status,
            "percent": row.percent,
            "done_on": row.done_on,
        }
        for row in db.session.execute(query.order_by(Activity.id).limit(limit))
    ]


def _agreed(partnership: Partnership, after: int, limit: int) -> list[Values]:
    """The activities of the plan that the parties agreed; how they go is the parties' own."""
    agreed = baselines.agreed_number(partnership.id, clock.today())
    version = baselines.version_of(partnership.id, agreed) if agreed is not None else None
    found: list[dict[str, Any]] = json.loads(version.text)["activities"] if version is not None else []
    rows = sorted((row for row in found if row["id"] > after), key=lambda row: row["id"])
    return [
        {
            **{name: row[name] for name in ("id", "title", "party_id", "party", "due_on", "target")},
            "place": "",  # where it is done is the parties' own, as on the pages
            "starts_on": row["starts_on"] or None,
            "goals": [int(goal) for goal in row["sdgs"].split(", ") if goal],
            **dict.fromkeys(("status", "percent", "done_on")),
        }
        for row in rows[:limit]
    ]


def _commitments(partnership: Partnership, insider: bool, after: int, limit: int) -> Sequence[Values]:
    names = party_names(partnership.parties)
    query = promises.listed(partnership.id, insider, promises.EVERYTHING).where(Commitment.id > after)
    rows = db.session.scalars(query.order_by(None).order_by(Commitment.id).limit(limit))
    columns = ("id", "title", "party_id", "reference", "due_on", "first_due_on", "done_on")
    return [
        {
            **{name: getattr(line.item, name) for name in columns},
            "party": names.get(line.item.party_id, "–"),
            "outcome": line.outcome,
            "days_late": max(line.days_late, 0),
        }
        for line in promises.lines(rows, clock.today())
    ]


def _records(partnership: Partnership, insider: bool, after: int, limit: int) -> Sequence[Values]:
    """How each party kept its promises; to everyone once every party said yes to that."""
    if not insider and not promises.is_record_public(partnership, promises.agreed_parties(partnership.id)):
        return []
    names, records = party_names(partnership.parties), promises.records(partnership.id)
    parties = sorted(number for number in records if number > after and number in names)
    return [{"id": number, "party": names[number], **asdict(records[number])} for number in parties[:limit]]


_NO_STATUS = {"enum": [*rules.STATUSES, None], "description": "Hanya bagi yang ikut serta."}
ACTIVITIES = OpenList(
    "kegiatan",
    "Kegiatan: bagi umum yang ada di rencana yang disepakati, bagi yang ikut serta rencana yang sekarang.",
    {
        "id": whole(least=1),
        "title": text(),
        "party_id": whole("Pihak pelaksana."),
        "party": text(),
        "place": text(),
        "starts_on": day(),
        "due_on": day(),
        "target": text("Sasaran dengan satuannya."),
        "goals": each(whole(), "Tujuan SDGs Desa."),
        "status": _NO_STATUS,
        "percent": number("Hanya bagi yang ikut serta."),
        "done_on": day("Hanya bagi yang ikut serta."),
    },
    _activities,
)
COMMITMENTS = OpenList(
    "janji",
    "Janji para pihak: bagi umum yang dibuka oleh pihak yang berjanji.",
    {
        "id": whole(least=1),
        "title": text(),
        "party_id": whole("Pihak yang berjanji."),
        "party": text(),
        "reference": text("Rujukan, misalnya berita acara."),
        "due_on": day(),
        "first_due_on": day("Batas waktu yang pertama."),
        "done_on": day(),
        "outcome": text("Bagaimana jadinya.", *promise_rules.OUTCOMES),
        "days_late": whole("Hari sesudah batas waktu; 0 bila belum lewat."),
    },
    _commitments,
)
RECORDS = OpenList(
    "rekam-janji",
    "Bagaimana tiap pihak menepati janjinya: bagi umum bila semua pihak setuju membukanya.",
    {
        "id": whole("Nomor pihak.", least=1),
        "party": text(),
        **{item.name: whole() for item in fields(promise_rules.Record)},
    },
    _records,
)
OFFERED = (ACTIVITIES, COMMITMENTS, RECORDS)
