"""What waits for a person's office in partnerships: a step, a gate only it can put on record, who comes or goes."""

from __future__ import annotations

from flask import url_for
from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import selectinload

from .. import permissions
from ..contracts import Text, say
from ..db import db
from ..permissions import Action, Actor
from ..web.waiting import Waiting
from . import rules
from .cases import cases_of, gates_of, workflow_of
from .membership_rules import ASKED, JOIN, LIVE, is_ready, may_confirm, unprepared
from .models import Partnership, PartyChange
from .party_changes import view_of_change
from .path import STATES
from .queries import mine, visible_to
from .steps import lacking_for, may_put_on_record, view_of

QUIET = ("active", *(code for code, state in STATES.items() if state.final))  # nothing waits in these


def waiting_for(actor: Actor, limit: int = 30) -> list[Waiting]:
    """What waits for the actor's office: a step it may take, or a gate only it can put on record."""
    if actor.office is None:
        return []
    query = (
        select(Partnership)
        .where(mine(actor), visible_to(actor), or_(Partnership.status.not_in(QUIET), _unconfirmed(), _changing()))
        .options(
            selectinload(Partnership.records),
            selectinload(Partnership.agreements),
            selectinload(Partnership.changes),
        )
        .order_by(Partnership.status_since)
        .limit(limit)
    )
    partnerships = list(db.session.scalars(query))
    found = []
    for partnership, case in zip(partnerships, cases_of(partnerships), strict=True):
        sentence = _coming_or_going(actor, partnership, case) or _next_for(actor, partnership, case)
        if sentence is not None:
            url = url_for("partnerships.show", partnership_id=partnership.id)
            since = partnership.status_since
            found.append(Waiting(url, partnership.title, sentence, since, partnership_id=partnership.id))
    return found


def _coming_or_going(actor: Actor, partnership: Partnership, case: rules.Case) -> Text | None:
    """What the parties' own changes ask of this office: to prepare, to answer, to confirm, to go on."""
    party = partnership.party_of(actor.office)
    if party is None:
        return None
    may_write = permissions.may(actor, Action.PARTNERSHIP_EDIT, partnership) and party.state == rules.MEMBER
    may_sign = permissions.may(actor, Action.PARTNERSHIP_SIGN, partnership) and party.state == rules.MEMBER
    for change in map(view_of_change, partnership.changes):
        own = [item for item in unprepared(change, case) if item.party_id == party.id]
        if own and may_put_on_record(actor, partnership, own[0].gate):
            return own[0].sentence
        if change.status == ASKED and change.kind == JOIN and may_write:
            return say("Ada yang meminta bergabung: terima atau tolak.")
        if change.kind != JOIN and may_sign and may_confirm(change, party.id):
            return say("Benarkan berita acara tentang salah satu pihak.")
        if may_write and partnership.status in ("active", "amending") and is_ready(change, case):
            return say("Ada pihak yang siap masuk atau keluar: ubah perjanjiannya.")
    return None


def _next_for(actor: Actor, partnership: Partnership, case: rules.Case) -> Text | None:
    party = view_of(actor, partnership, case)
    gates = gates_of(partnership)
    if partnership.entered_retroactively and not partnership.confirmed_at:
        other = party is not None and party.role != rules.INITIATOR
        may = permissions.may(actor, Action.PARTNERSHIP_PUBLISH, partnership)
        return say("Benarkan catatan kerja sama ini.") if other and may else None
    for step in workflow_of(partnership).leaving(partnership.status):
        if step.needs_reason:
            continue
        lacking = lacking_for(actor, partnership, step, case)
        own = [
            item
            for item in lacking
            if party is not None
            and item.party_id == party.id
            and item.gate in gates
            and may_put_on_record(actor, partnership, item.gate)
        ]
        if own:
            return own[0].sentence
        if not lacking and rules.may_take(step, actor.office, party, case):
            return step.label
    return None


def _unconfirmed() -> ColumnElement[bool]:
    return and_(Partnership.entered_retroactively, Partnership.confirmed_at.is_(None))


def _changing() -> ColumnElement[bool]:
    live = exists().where(PartyChange.partnership_id == Partnership.id, PartyChange.status.in_(LIVE))
    return live.correlate(Partnership)
