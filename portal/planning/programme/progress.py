"""The verbs of what is seen on the way: progress with photos, and risks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from ... import clock
from ...db import db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships import attachments
from ...partnerships.models import Partnership
from ...permissions import Action, Actor
from ...storage import StoredFile
from .. import access
from . import rules, service
from .models import Activity, ActivityRisk, Photo, Progress
from .writing import activity_of

RISK_FIELDS = ("label", "level", "response", "state")
MOST_RISKS = 50  # of one activity


@transactional
def add_progress(
    actor: Actor, partnership_id: int, activity_id: int, values: Mapping[str, Any], photos: Sequence[StoredFile] = ()
) -> Progress:
    """Put on record what was seen on a day: `percent` (0 to 100), `quantity` in the activity's unit, `words`, photos.

    A planned activity that has begun is running from then on; that one is done is said separately.
    """
    partnership = access.workable(actor, partnership_id)
    activity = activity_of(partnership, activity_id)
    if activity.status == rules.CANCELLED:
        raise NotAllowed(_("Kegiatan ini dibatalkan. Ubah dulu keadaannya."))
    words = (values.get("words") or "").strip()
    if values.get("percent") is None and values.get("quantity") is None and not words and not photos:
        raise Invalid({"words": _("Isi salah satu: persen, jumlah, cerita, atau foto.")})
    entry = Progress(
        activity_id=activity.id,
        party_id=access.own_party_id(actor, partnership),
        seen_on=values["seen_on"],
        percent=values.get("percent"),
        quantity=values.get("quantity"),
        words=words,
        recorded_at=clock.now(),
        recorded_by_office=actor.office.label if actor.office else "",
    )
    for photo in photos:
        entry.photos.append(Photo(attachment=attachments.attach(actor, partnership, None, photo)))
    db.session.add(entry)
    db.session.flush()
    _bring_up_to_date(activity)
    if activity.status == rules.PLANNED:
        activity.status = rules.RUNNING
    after = {"activity": activity.title, "seen_on": entry.seen_on, "percent": entry.percent, "words": words[:200]}
    access.note(actor, partnership, "progress_added", after=after, village_code=activity.party.village_code)
    return entry


@transactional
def take_back_progress(actor: Actor, partnership_id: int, progress_id: int, reason: str) -> Progress:
    """Put away an entry made by mistake, with its photos; only the party that made it, with a reason."""
    partnership = access.workable(actor, partnership_id)
    entry = progress_of(partnership, progress_id)
    if entry.party_id != access.own_party_id(actor, partnership):
        raise NotAllowed(_("Yang menarik catatan ini adalah pihak yang membuatnya."))
    access.put_away(actor, entry, reason)
    for photo in entry.photos:
        photo.is_public = False
        if photo.attachment.archived_at is None:
            access.put_away(actor, photo.attachment, reason)
    db.session.flush()
    _bring_up_to_date(entry.activity)
    before = {"activity": entry.activity.title, "seen_on": entry.seen_on, "percent": entry.percent}
    access.note(actor, partnership, "progress_taken_back", before=before, reason=entry.archive_reason)
    return entry


@transactional
def show_photo(actor: Actor, partnership_id: int, photo_id: int, shown: bool) -> Photo:
    """Show a photo to everyone who may see a public partnership, or keep it to the parties again."""
    partnership = access.workable(actor, partnership_id, Action.PARTNERSHIP_PUBLISH)
    photo = photo_of(partnership, photo_id)
    if photo.is_public != shown:
        photo.is_public = shown
        activity = photo.progress.activity
        after = {"activity": activity.title, "is_public": shown}
        access.note(actor, partnership, "photo_publicity", before={"is_public": not shown}, after=after)
    return photo


@transactional
def add_risk(actor: Actor, partnership_id: int, activity_id: int, values: Mapping[str, Any]) -> ActivityRisk:
    """Say what may go wrong with an activity, and what is done about it."""
    partnership = access.workable(actor, partnership_id)
    activity = activity_of(partnership, activity_id)
    if len(service.living(activity.risks)) >= MOST_RISKS:
        raise NotAllowed(_("Daftar ini sudah penuh (%(most)s). Gabungkan yang sejenis.", most=MOST_RISKS))
    risk = ActivityRisk(activity_id=activity.id, **{name: values[name] for name in RISK_FIELDS})
    db.session.add(risk)
    db.session.flush()
    after = {"activity": activity.title, "risk": risk.label, "response": risk.response}
    access.note(actor, partnership, "risk_added", after=after)
    return risk


@transactional
def edit_risk(
    actor: Actor, partnership_id: int, risk_id: int, version: int | None, values: Mapping[str, Any]
) -> ActivityRisk:
    """Correct a risk, or say that it happened or is over."""
    partnership = access.workable(actor, partnership_id)
    risk = risk_of(partnership, risk_id)
    risk.expect(version)
    was, now = service.set_values(risk, RISK_FIELDS, values)
    if now:
        renamed = {"level": "risk_level", "state": "risk_state", "label": "risk"}
        before, after = ({renamed.get(name, name): value for name, value in side.items()} for side in (was, now))
        access.note(actor, partnership, "risk_edited", before=before, after={"activity": risk.activity.title, **after})
    return risk


def progress_of(partnership: Partnership, progress_id: int) -> Progress:
    """A progress entry of this partnership that was not taken back."""
    found = db.session.get(Progress, progress_id)
    if found is None or found.archived_at is not None:
        raise NotFound()
    activity_of(partnership, found.activity_id)
    return found


def photo_of(partnership: Partnership, photo_id: int) -> Photo:
    """A photo of this partnership that was not taken back."""
    found = db.session.get(Photo, photo_id)
    if found is None or found.attachment.archived_at is not None:
        raise NotFound()
    progress_of(partnership, found.progress_id)
    return found


def risk_of(partnership: Partnership, risk_id: int) -> ActivityRisk:
    """A risk of this partnership's activities."""
    found = db.session.get(ActivityRisk, risk_id)
    if found is None or found.archived_at is not None:
        raise NotFound()
    activity_of(partnership, found.activity_id)
    return found


def _bring_up_to_date(activity: Activity) -> None:
    """The share that the newest entry of the newest day gives."""
    query = select(Progress.percent).where(
        Progress.activity_id == activity.id, Progress.archived_at.is_(None), Progress.percent.is_not(None)
    )
    activity.percent = db.session.scalar(query.order_by(Progress.seen_on.desc(), Progress.id.desc()).limit(1))
    activity.changed_at = clock.now()
