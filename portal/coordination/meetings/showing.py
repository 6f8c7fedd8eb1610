"""Everything that the page of one meeting shows, in few statements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from ... import clock, permissions
from ...contracts import Text
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...partnerships.working import own_party_id
from ...permissions import Action, Actor
from ..governance import decisions
from . import gate_links, inviting, minutes, offering, queries, rules
from .access import may_run, zone_of
from .models import AgendaItem, Attendance, Meeting

WORDS: dict[str, Any] = {
    "kinds": rules.KINDS,
    "states": rules.STATES,
    "tones": rules.TONES,
    "outcomes": rules.OUTCOMES,
    "said_words": rules.ANSWERS,
    "paper_kinds": rules.PAPERS,
    "setting": rules.SETTING,
}


def context_of(person: Actor, partnership: Partnership, meeting: Meeting) -> dict[str, Any]:
    """The values of the meeting's page for an insider."""
    runs = may_run(partnership, meeting)
    asked = queries.voices_of(meeting, partnership)
    answers = queries.all_said(meeting.id) if meeting.round else []
    said = {one.party_id: one for one in answers if one.round == meeting.round}
    corrections = queries.corrections_of(meeting.id) if meeting.round else []
    corrected = any(one.round == meeting.round for one in corrections)
    own = own_party_id(person, partnership)
    items = queries.items_of(meeting)
    presence = presence_of(meeting, partnership) if meeting.state in rules.PAST else None
    confirming = meeting.state == rules.CONFIRMING
    states = {number: one.state for number, one in said.items()}
    return {
        "partnership": partnership,
        "meeting": meeting,
        "items": items,
        "counted": _counted(meeting, items, len(asked), presence, _day(partnership, meeting)),
        "carried": offering.carried_out(partnership.id, meeting, items) if meeting.round else {},
        "reference": offering.reference_of(meeting.number, meeting.title, _day(partnership, meeting)),
        "names": party_names(partnership.parties),
        "asked": asked,
        "said": said,
        "objections": [one for one in answers if one.state == rules.OBJECTED],
        "corrections": corrections,
        "corrected_now": corrected,
        "papers": queries.papers_of(meeting.id),
        "invitations": queries.invitations_of(meeting.id),
        "own_invitation": _own_invitation(person, partnership, meeting),
        "presence": presence,
        "objected": rules.objects(states, [party.id for party in asked]),
        "may_settle": confirming
        and not corrected
        and meeting.confirm_by is not None
        and rules.may_settle(states, [party.id for party in asked], meeting.confirm_by, clock.today()),
        "is_over_due": confirming and meeting.confirm_by is not None and meeting.confirm_by < clock.today(),
        "may_confirm": confirming and not corrected and runs_for_answer(person, partnership, meeting, own, asked),
        "may_run": runs,
        "may_publish": runs and permissions.may(person, Action.PARTNERSHIP_PUBLISH, partnership),
        "has_begun": meeting.starts_at <= clock.now(),
        "gates": gate_links.offered(partnership, meeting, own) if runs else [],
        "own": own,
        "coming": rules.COMING,
        "past": rules.PAST,
        **WORDS,
    }


def presence_of(meeting: Meeting, partnership: Partnership, people: list[Attendance] | None = None) -> rules.Presence:
    """Who was there against the rule of the body; the attendance list is read unless it is given."""
    there = queries.there(meeting.id) if people is None else people
    asked = [party.id for party in queries.voices_of(meeting, partnership)]
    rule = queries.rule_of(meeting, decisions.GENERAL, _day(partnership, meeting))
    seen = (
        rules.There(one.party_id, one.gender, one.is_poor_household, one.is_representative, one.mandate_number)
        for one in there
    )
    return rules.presence(seen, asked, rule.needed(len(asked)))


def runs_for_answer(person: Actor, partnership: Partnership, meeting: Meeting, own: int | None, asked: Any) -> bool:
    """Whether the person answers the minutes: for its own party that had a voice, or what others said on paper."""
    if not permissions.may(person, Action.PARTNERSHIP_WORK, partnership):
        return False
    return own in {party.id for party in asked} or minutes.may_note_paper(person, partnership, meeting)


def _day(partnership: Partnership, meeting: Meeting) -> date:
    """The day of the meeting where the villages are: the day of which the rule counts."""
    return meeting.starts_at.astimezone(zone_of(partnership)).date()


def _counted(
    meeting: Meeting, items: list[AgendaItem], voices: int, presence: rules.Presence | None, day: date
) -> dict[int, Text]:
    """What the count of each item that was counted comes to, by the rule of its topic."""
    found: dict[int, Text] = {}
    for item in items if presence else []:
        given = (item.in_favour or 0, item.against or 0, item.abstain or 0)
        present = max(sum(given), presence.present if presence else 0)
        if item.in_favour is None or present > voices:
            continue
        rule = queries.rule_of(meeting, item.topic or decisions.GENERAL, day)
        rule = replace(rule, method=item.method) if item.method else rule
        found[item.id] = decisions.counts(rule, *given, villages=voices, present=present).sentence
    return found


def _own_invitation(person: Actor, partnership: Partnership, meeting: Meeting) -> Any:
    if meeting.state != rules.CALLED:
        return None
    return inviting.own_invitation(person, partnership, meeting.invitations)
