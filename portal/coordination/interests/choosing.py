"""The verbs of options: put one forward, say what the party can live with, confirm it, take it back; and the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete, func, select

from ... import clock, events
from ...db import db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.models import Partnership
from ...partnerships.service import KIND as PARTNERSHIP
from ...partnerships.working import party_label
from ...permissions import Action, Actor, OfficeKind
from . import rules
from .models import Interest, Matter, MatterOption, OptionAnswer, OptionConsent, OptionServes
from .recording import matter_to_change, note, office_of, own_member

HEADS = (OfficeKind.VILLAGE_HEAD, OfficeKind.VILLAGE_SECRETARY, OfficeKind.THIRD_PARTY)


@transactional
def propose_option(person: Actor, partnership_id: int, matter_id: int, values: Mapping[str, Any]) -> MatterOption:
    """Put a way out on the table, with the interests it serves; who puts it forward has not answered it yet."""
    partnership, found = matter_to_change(person, partnership_id, matter_id)
    own = own_member(person, partnership)
    _refuse_settled(found)
    standing = select(func.count()).where(MatterOption.matter_id == found.id, MatterOption.archived_at.is_(None))
    if db.session.scalars(standing).one() >= rules.MOST_OPTIONS:
        raise NotAllowed(_("Pilihannya sudah dua puluh. Tarik dulu yang tidak dibicarakan lagi."))
    made = MatterOption(
        matter_id=found.id,
        party_id=own.id,
        title=values["title"].strip(),
        words=(values.get("words") or "").strip(),
        cost=values.get("cost"),
        cost_words=(values.get("cost_words") or "").strip(),
        proposed_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    wanted = select(Interest.id).where(Interest.matter_id == found.id, Interest.id.in_(values.get("serves") or [0]))
    for number in db.session.scalars(wanted.where(Interest.archived_at.is_(None))):
        db.session.add(OptionServes(option_id=made.id, interest_id=number))
    note(person, partnership, found, "option_proposed", after=_named(made))
    return made


@transactional
def answer_option(
    person: Actor, partnership_id: int, matter_id: int, option_id: int, level: str, word: str = "", is_met: bool = False
) -> OptionAnswer:
    """Say what the own party can live with. The newest word counts; a yes of its head to an earlier one is gone."""
    partnership, found = matter_to_change(person, partnership_id, matter_id)
    own = own_member(person, partnership)
    _refuse_settled(found)
    option = option_of(found, option_id)
    if level in rules.NEEDS_WORD and not word.strip():
        raise Invalid({"word": str(rules.NEEDS_WORD[level])})
    said = OptionAnswer(
        option=option,
        party_id=own.id,
        level=level,
        word=word.strip(),
        is_met=is_met and level == rules.HEAVY,
        said_at=clock.now(),
        said_by_office=office_of(person),
    )
    db.session.add(said)
    db.session.flush()
    db.session.execute(
        delete(OptionConsent).where(OptionConsent.option_id == option.id, OptionConsent.party_id == own.id)
    )
    option.is_agreeable = count_of(option, partnership).is_agreeable
    after = {**_named(option), "party": party_label(own), "level": level}
    note(person, partnership, found, "option_answered", after=after, reason=said.word)
    return said


@transactional
def consent(person: Actor, partnership_id: int, matter_id: int, option_id: int) -> MatterOption:
    """A party's head confirms an option that all can live with; the last one's yes makes it the agreed one."""
    partnership, found = matter_to_change(person, partnership_id, matter_id, Action.PARTNERSHIP_SIGN)
    own = own_member(person, partnership)
    _refuse_settled(found)
    option = option_of(found, option_id)
    if not count_of(option, partnership).is_agreeable:
        raise NotAllowed(_("Belum semua pihak dapat menerima pilihan ini."))
    given = set(db.session.scalars(select(OptionConsent.party_id).where(OptionConsent.option_id == option.id)))
    if own.id not in given:
        db.session.add(
            OptionConsent(option_id=option.id, party_id=own.id, given_at=clock.now(), given_by_office=office_of(person))
        )
        note(person, partnership, found, "option_confirmed", after={**_named(option), "party": party_label(own)})
    if all(party.id in given | {own.id} for party in partnership.members):
        found.state, found.agreed_option_id = rules.AGREED, option.id
        note(person, partnership, found, "matter_agreed", after=_named(option))
    return option


@transactional
def withdraw_option(
    person: Actor, partnership_id: int, matter_id: int, option_id: int, version: int | None, reason: str
) -> MatterOption:
    """Take an own option off the table; what was said to it stays."""
    partnership, found = matter_to_change(person, partnership_id, matter_id)
    own = own_member(person, partnership)
    _refuse_settled(found)
    option = option_of(found, option_id)
    if option.party_id != own.id:
        raise NotAllowed(_("Yang menarik adalah pihak yang mengusulkannya."))
    option.expect(version)
    option.archived_at, option.archived_by_id, option.archive_reason = clock.now(), person.person_id, reason.strip()
    note(person, partnership, found, "option_withdrawn", before=_named(option), reason=option.archive_reason)
    return option


@transactional
def close(person: Actor, partnership_id: int, matter_id: int, version: int | None, values: Mapping[str, Any]) -> Matter:
    """Write down what became of a matter. Its summary is for everyone only where the parties chose so at the start."""
    partnership, found = matter_to_change(person, partnership_id, matter_id)
    own = own_member(person, partnership)
    found.expect(version)
    opened_it = own.id == found.opened_by_party_id or _has_left(found, partnership)
    fault = rules.closing_fault(values["outcome"], found.agreed_option_id is not None, found.is_settled, opened_it)
    if fault is not None:
        raise Invalid({"outcome": str(fault)})
    found.state, found.outcome = rules.CLOSED, values["outcome"]
    found.outcome_title, found.outcome_link = values.get("title") or "", values.get("link") or ""
    found.summary, found.closed_at, found.closed_by_office = values["summary"].strip(), clock.now(), office_of(person)
    after = {"matter": found.title, "matter_outcome": found.outcome}
    note(person, partnership, found, "matter_closed", after=after, reason=found.summary)
    if found.confidentiality == rules.PUBLIC:
        events.record(person, "coordination.matter_told", PARTNERSHIP, partnership.id, after=after)
    return found


def option_of(matter: Matter, option_id: int) -> MatterOption:
    """An option of a matter that stands."""
    found = db.session.get(MatterOption, option_id)
    if found is None or found.matter_id != matter.id or found.archived_at is not None:
        raise NotFound()
    return found


def newest(answers: list[OptionAnswer]) -> dict[int, OptionAnswer]:
    """Each party's newest word, by the party; `answers` in the order they were said."""
    return {said.party_id: said for said in answers}


def count_of(option: MatterOption, partnership: Partnership) -> rules.Count:
    """How an option stands among the parties that take part now."""
    query = select(OptionAnswer).where(OptionAnswer.option_id == option.id).order_by(OptionAnswer.id)
    said = newest(list(db.session.scalars(query)))
    answers = {party: rules.Answer(item.level, item.is_met) for party, item in said.items()}
    return rules.count_of(answers, [party.id for party in partnership.members])


def _has_left(found: Matter, partnership: Partnership) -> bool:
    """Whether the party that opened a matter takes no part any more."""
    return all(party.id != found.opened_by_party_id for party in partnership.members)


def _refuse_settled(found: Matter) -> None:
    if found.state == rules.AGREED:
        raise NotAllowed(_("Sudah ada pilihan yang disetujui semua pihak. Catat jadinya."))


def _named(option: MatterOption) -> dict[str, Any]:
    return {"option": option.title, "option_id": option.id}
