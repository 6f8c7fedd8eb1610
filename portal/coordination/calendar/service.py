"""The verbs of calendar links: make one, end it, and what lies behind it."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import func, select

from ... import clock, events
from ...accounts import login
from ...accounts.models import Person
from ...accounts.queries import actor_for_person
from ...db import db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...permissions import Actor
from . import queries, rules
from .models import CalendarLink


@transactional
def make_link(actor: Actor, partnership_id: int | None, kind: str, label: str) -> tuple[CalendarLink, str]:
    """A secret address of one's calendar; returns it with its token, which is shown only once.

    Raises `NotFound` for a partnership that is not one's own, `Invalid` for a kind that there is not, and
    `NotAllowed` for one link too many.
    """
    if actor.office is None or actor.person_id is None:
        raise NotAllowed(_("Kalender mengikuti jabatan; Anda belum memegang jabatan."))
    if partnership_id is not None and partnership_id not in queries.partnerships_of(actor):
        raise NotFound()
    if kind and kind not in rules.KINDS:
        raise Invalid({"kind": _("Pilih salah satu jenis.")})
    living = (CalendarLink.person_id == actor.person_id, CalendarLink.withdrawn_at.is_(None))
    if (db.session.scalar(select(func.count(CalendarLink.id)).where(*living)) or 0) >= rules.MOST_LINKS:
        raise NotAllowed(_("Cabut dulu tautan yang tidak dipakai."))
    token = login.new_token()
    link = CalendarLink(
        person_id=actor.person_id,
        office_id=actor.office.id,
        partnership_id=partnership_id,
        kind=kind,
        token_hash=login.token_hash(token),
        label=label.strip(),
        made_at=clock.now(),
    )
    db.session.add(link)
    db.session.flush()
    _note(actor, link, "made")
    return link, token


@transactional
def withdraw_link(actor: Actor, link_id: int) -> CalendarLink:
    """End a calendar link of one's own; ending it twice changes nothing."""
    link = db.session.get(CalendarLink, link_id)
    if link is None or link.person_id != actor.person_id:
        raise NotFound()
    if link.withdrawn_at is None:
        link.withdrawn_at = clock.now()
        _note(actor, link, "withdrawn")
    return link


def opened(token: str) -> tuple[CalendarLink, Actor]:
    """A living link with its owner as the office it was made for; `NotFound` once that office is not theirs any more.

    It is asked at every fetch, so that nothing is shown to whom it is not for any longer.
    """
    query = select(CalendarLink).join(Person, Person.id == CalendarLink.person_id).where(Person.is_active)
    query = query.where(CalendarLink.token_hash == login.token_hash(token), CalendarLink.withdrawn_at.is_(None))
    link = db.session.scalars(query).first()
    if link is None:
        raise NotFound()
    owner = actor_for_person(link.person_id, link.office_id)
    if owner.office is None or owner.office.id != link.office_id:
        raise NotFound()
    return link, owner


def _note(actor: Actor, link: CalendarLink, what: str) -> None:
    """A link is a person's own affair: it does not stand in the history that all parties read."""
    after = {"calendar_link": link.label or str(link.id)}
    events.record(actor, f"coordination.calendar_link_{what}", "person", link.person_id, after=after)
