"""The plans of the world of the contract tests: one of everything that the pages of a plan show."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from flask import current_app
from partnership_walk import HEAD_NGEBEL, Walk
from sqlalchemy import delete, select

from portal import clock, storage
from portal.coordination.calendar import service as links
from portal.db import db, transactional
from portal.permissions import Actor
from portal.planning.baseline import service as baselines
from portal.planning.baseline.models import Baseline, Consent
from portal.planning.exchange import service as exchange
from portal.planning.exchange.reading import Entry
from portal.planning.programme import activities, progress, service
from portal.storage import StoredFile

PLACES_BACK = ("baseline.agree", "baseline.confirm_minutes")
PICTURE = b"\xff\xd8\xff\xdb" + b"\0" * 60 + b"\xff\xd9"


def programme_ids(walk: Walk, mark: str) -> dict[str, Any]:
    """A programme with an activity and all that belongs to it, and a version of it.

    `mark` stands in what is not shown to everyone. The version waits for the other party and its minutes for
    their confirmation, in a public partnership it is agreed.
    """
    head, *others = walk.heads.values()
    party = walk.partnership.parties[0].id
    activity = activities.add_activity(
        head,
        walk.id,
        {"title": "Membersihkan saluran", "due_on": clock.today(), "party_id": party, "place": f"hulu {mark}"},
    )
    number = activity.programme_id
    blank = {"measure": "", "parent_id": None}
    result = service.add_result(head, walk.id, number, {**blank, "kind": "outcome", "title": "Sawah terairi"})
    source = service.add_source(
        head, walk.id, number,
        {"party_id": party, "document": "rkp", "year": 2026, "item": f"rehab {mark}", "account_code": ""},
    )  # fmt: skip
    seen = {"seen_on": clock.today() - timedelta(days=1), "percent": 40, "words": f"separuh {mark}"}
    entry = progress.add_progress(head, walk.id, activity.id, seen, [_picture()])
    risk = progress.add_risk(
        head, walk.id, activity.id,
        {"label": f"hujan {mark}", "level": "high", "response": f"tunda {mark}", "state": "open"},
    )  # fmt: skip
    baselines.propose(head, walk.id, number, f"alasan {mark}", f"rujukan {mark}")
    if walk.partnership.is_public:
        for other in others:
            baselines.agree(other, walk.id, 1)
    else:
        baselines.record_minutes(head, walk.id, 1, f"3/MAD {mark}"[:60], clock.today())
    return {
        "programme_id": number,
        "activity_id": activity.id,
        "result_id": result.id,
        "source_id": source.id,
        "progress_id": entry.id,
        "photo_id": entry.photos[0].id,
        "risk_id": risk.id,
    }


def exchange_ids(actor: Actor, partnership_id: int) -> dict[str, Any]:
    """A sheet that waits for its sender, anew for each request, and two calendar links of theirs."""
    cells = {"title": "Dari lembar", "due_on": date(2026, 12, 1), "party": "Ngebel"}

    def sent() -> int:
        return exchange.keep(actor, partnership_id, "rencana.xlsx", [Entry(2, cells)]).id

    link, _token = links.make_link(actor, partnership_id, "", "telepon")
    _other, secret = links.make_link(actor, None, "", "komputer")
    waiting: Callable[[], int] = sent
    return {"calendar_link_id": link.id, "secret": secret, "_import_id": waiting}


def programme_more(walk: Walk, number: int) -> None:
    """One more activity, with something seen and a photo."""
    party = walk.partnership.parties[0].id
    values = {"title": f"Kegiatan {number}", "due_on": clock.today() + timedelta(days=number), "party_id": party}
    activity = activities.add_activity(HEAD_NGEBEL, walk.id, values)
    seen = {"seen_on": clock.today() - timedelta(days=1), "percent": 10, "words": f"mulai {number}"}
    progress.add_progress(HEAD_NGEBEL, walk.id, activity.id, seen, [_picture()])


def programme_set_back(partnership_id: int, endpoint: str) -> None:
    """Let the version wait for the other party again."""
    if endpoint in PLACES_BACK:
        _wait_again(partnership_id)


@transactional
def _wait_again(partnership_id: int) -> None:
    version = db.session.scalars(select(Baseline).filter_by(partnership_id=partnership_id, number=1)).one()
    if version.minutes_number:
        version.state = "proposed"
        other = Consent.party_id != version.asked_by_party_id
        db.session.execute(delete(Consent).where(Consent.baseline_id == version.id, other))


def _picture() -> StoredFile:
    name = secrets.token_hex(16) + ".jpg"
    place = storage.path_of(current_app.extensions["portal.settings"].files, name)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(PICTURE)
    return StoredFile(name, "saluran.jpg", "image/jpeg", len(PICTURE), "0" * 64)
