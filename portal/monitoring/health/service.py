"""The verbs of a health check: open a round, answer, end it. Ending makes the result and erases the answers."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from sqlalchemy import func, select

from ... import clock
from ...db import db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.models import Partnership
from ...partnerships.working import own_party_id, workable
from ...permissions import SYSTEM, Actor, Relation
from ..access import note
from . import rules
from .models import HealthAnswer, HealthRound

SIDES = {Relation.PARTY, Relation.MEMBER}


def is_side(person: Actor, partnership: Partnership) -> bool:
    """Whether the person belongs to a party, or to the body that carries things out: nobody else reads a check."""
    return bool(partnership.standing(person.office) & SIDES)


@transactional
def open_round(person: Actor, partnership_id: int) -> HealthRound:
    """Ask every party; one round at a time, and not too soon after the last."""
    partnership = workable(person, partnership_id)
    asked = [party.id for party in partnership.members]
    if len(asked) < 2:
        raise NotAllowed(_("Pemeriksaan ini untuk dua pihak atau lebih."))
    newest = newest_round(partnership.id)
    today = clock.today()
    if newest is not None and newest.closed_on is None:
        if rules.takes_answers(newest.last_day, False, today):
            raise NotAllowed(_("Masih ada putaran yang berjalan."))
        _end(person, partnership, newest)
    fault = rules.opening_fault(newest.closed_on if newest else None, today)
    if fault:
        raise NotAllowed(str(fault))
    made = HealthRound(
        partnership_id=partnership.id,
        number=(newest.number if newest else 0) + 1,
        asked=asked,
        opened_at=clock.now(),
        opened_by_office=person.office.label if person.office else "",
        last_day=rules.closes_on(today),
    )
    db.session.add(made)
    db.session.flush()
    note(person, partnership, "health_opened", after={"health_round": made.number, "last_day": made.last_day})
    return made


@transactional
def answer(person: Actor, partnership_id: int, number: int, colours: Mapping[str, str]) -> HealthRound:
    """A party answers every statement; again until the round ends. The last party's answer ends it.

    The history says that the party answered, never what.
    """
    partnership = workable(person, partnership_id)
    found = round_of(partnership, number)
    own = own_party_id(person, partnership)
    if own is None or own not in found.asked:
        raise NotAllowed(_("Yang menjawab adalah para pihak yang ditanya pada putaran ini."))
    if not rules.takes_answers(found.last_day, found.closed_on is not None, clock.today()):
        raise NotAllowed(_("Putaran ini sudah berakhir, jadi jawaban tidak lagi diterima."))
    lacking = [code for code in rules.STATEMENTS if colours.get(code) not in rules.COLOURS]
    if lacking:
        raise Invalid({code: _("Pilih salah satu warna.") for code in lacking})
    said = next((item for item in found.answers if item.party_id == own), None)
    if said is None:
        said = HealthAnswer(round=found, party_id=own)
        db.session.add(said)
    said.colours = {code: colours[code] for code in rules.STATEMENTS}
    db.session.flush()
    note(person, partnership, "health_answered", after={"health_round": found.number})
    if {item.party_id for item in found.answers} >= set(found.asked):
        _end(person, partnership, found)
    return found


@transactional
def end_round(person: Actor, partnership_id: int, number: int) -> HealthRound:
    """End a round whose time is over, so that its result can be read."""
    partnership = workable(person, partnership_id)
    found = round_of(partnership, number)
    if found.closed_on is not None:
        return found
    if rules.takes_answers(found.last_day, False, clock.today()):
        raise NotAllowed(_("Putaran ini masih menerima jawaban. Hasilnya terbaca setelah berakhir."))
    _end(person, partnership, found)
    return found


@transactional
def end_overdue() -> int:
    """End every round whose time is over, for the daily tidying; returns how many."""
    query = select(HealthRound).where(HealthRound.closed_on.is_(None), HealthRound.last_day < clock.today())
    overdue = list(db.session.scalars(query.order_by(HealthRound.id)))
    for found in overdue:
        _end(SYSTEM, found.partnership, found)
    return len(overdue)


def round_of(partnership: Partnership, number: int) -> HealthRound:
    """A round of a partnership, by its number."""
    query = select(HealthRound).where(HealthRound.partnership_id == partnership.id, HealthRound.number == number)
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound()
    return found


def newest_round(partnership_id: int) -> HealthRound | None:
    """The newest round of a partnership."""
    number = select(func.max(HealthRound.number)).where(HealthRound.partnership_id == partnership_id)
    query = select(HealthRound).where(
        HealthRound.partnership_id == partnership_id, HealthRound.number == number.scalar_subquery()
    )
    return db.session.scalars(query).one_or_none()


def _end(person: Actor, partnership: Partnership, found: HealthRound) -> None:
    given = [item.colours for item in found.answers]
    found.result, found.answered = rules.kept(rules.result_of(given)), len(given)
    found.closed_on = min(clock.today(), found.last_day)  # when the last answer could have come
    for item in found.answers:
        item.colours = {}
    note(person, partnership, "health_closed", after={"health_round": found.number, "answers": len(given)})
