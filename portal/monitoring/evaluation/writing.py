"""The verbs of what an evaluation says: findings, lessons, recommendations, and what becomes of these."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from flask_babel import gettext as _

from ... import clock
from ...db import db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.models import Partnership
from ...partnerships.working import bound_party, speaks_for
from ...permissions import Action, Actor
from ..access import note
from ..indicators.models import Indicator
from . import rules
from .figures import figure_of
from .models import Finding, Recommendation
from .service import evaluation_to_change

Part = TypeVar("Part", Finding, Recommendation)


@transactional
def add_finding(person: Actor, partnership_id: int, evaluation_id: int, values: Mapping[str, Any]) -> Finding:
    """Write down a finding or a lesson with what it rests on. A finding rests on something; a lesson may.

    The newest verified value of an indicator is written down as it is now, unless another figure is given.
    """
    partnership, found = evaluation_to_change(person, partnership_id, evaluation_id, Action.PARTNERSHIP_EVALUATE)
    indicator = _indicator(partnership, values.get("indicator_id"))
    figure, link = _clean(values, "figure"), _clean(values, "link")
    if indicator and not figure:
        figure = figure_of(partnership, indicator)
    if values["kind"] == rules.FINDING and not (indicator or figure or link):
        raise Invalid({"figure": _("Tulis angka atau sebut ukuran yang menjadi dasarnya.")})
    made = Finding(
        evaluation=found,
        kind=values["kind"],
        question=values.get("question") or "",
        words=values["words"].strip(),
        indicator_id=indicator.id if indicator else None,
        figure=figure,
        link=link,
        written_at=clock.now(),
        written_by_office=_office(person),
    )
    db.session.add(made)
    db.session.flush()
    note(person, partnership, "finding_added", after={"evaluation": found.title, "finding": made.words[:200]})
    return made


@transactional
def withdraw_finding(
    person: Actor, partnership_id: int, evaluation_id: int, finding_id: int, version: int | None, reason: str
) -> Finding:
    """Take a finding back, with a reason; it stays in the history."""
    partnership, found = evaluation_to_change(person, partnership_id, evaluation_id, Action.PARTNERSHIP_EVALUATE)
    item = _part(found.findings, finding_id)
    _archive(person, item, version, reason)
    note(person, partnership, "finding_withdrawn", after={"finding": item.words[:200]}, reason=item.archive_reason)
    return item


@transactional
def recommend(person: Actor, partnership_id: int, evaluation_id: int, values: Mapping[str, Any]) -> Recommendation:
    """Write down what is to be done, by whom, and from which finding it follows."""
    partnership, found = evaluation_to_change(person, partnership_id, evaluation_id, Action.PARTNERSHIP_EVALUATE)
    party_id, finding_id = values.get("party_id"), values.get("finding_id")
    made = Recommendation(
        evaluation=found,
        finding_id=_part(found.findings, int(finding_id)).id if finding_id else None,
        party_id=bound_party(partnership, int(party_id)).id if party_id else None,
        words=values["words"].strip(),
        written_at=clock.now(),
        written_by_office=_office(person),
    )
    db.session.add(made)
    db.session.flush()
    note(person, partnership, "recommendation_added", after={"evaluation": found.title, "recommendation": made.words})
    return made


@transactional
def withdraw_recommendation(
    person: Actor, partnership_id: int, evaluation_id: int, recommendation_id: int, version: int | None, reason: str
) -> Recommendation:
    """Take a recommendation back, with a reason; it stays in the history."""
    partnership, found = evaluation_to_change(person, partnership_id, evaluation_id, Action.PARTNERSHIP_EVALUATE)
    item = _part(found.recommendations, recommendation_id)
    _archive(person, item, version, reason)
    after = {"recommendation": item.words}
    note(person, partnership, "recommendation_withdrawn", after=after, reason=item.archive_reason)
    return item


@transactional
def answer_recommendation(
    person: Actor, partnership_id: int, evaluation_id: int, recommendation_id: int, version: int | None,
    values: Mapping[str, Any],
) -> Recommendation:  # fmt: skip
    """Say what a recommendation became: a change of the plan, a promise, or a no with its reason.

    The party it is addressed to says it, any party when it is to all. Until the evaluation is closed a later
    answer replaces it; the history keeps both.
    """
    partnership, found = evaluation_to_change(person, partnership_id, evaluation_id, Action.PARTNERSHIP_WORK)
    item = _part(found.recommendations, recommendation_id)
    if not may_settle(person, partnership, item):
        raise NotAllowed(_("Yang menjawab rekomendasi ini adalah pihak yang ditujunya."))
    item.expect(version)
    outcome, word = _clean(values, "outcome"), _clean(values, "word")
    link = _clean(values, "link") if outcome != rules.DECLINED else ""
    faults = rules.outcome_faults(outcome, word, link, f"/kemitraan/{partnership.id}/")
    if faults:
        raise Invalid({field: str(sentence) for field, sentence in faults.items()})
    before = {"outcome": item.outcome, "outcome_title": item.outcome_title} if item.outcome else {}
    item.outcome, item.outcome_word, item.outcome_link = outcome, word, link
    item.outcome_title = _clean(values, "title") if outcome != rules.DECLINED else ""
    item.answered_at, item.answered_by_office = clock.now(), _office(person)
    after = {"recommendation": item.words, "outcome": outcome, "outcome_title": item.outcome_title}
    note(person, partnership, "recommendation_answered", before=before, after=after, reason=word)
    return item


def may_settle(person: Actor, partnership: Partnership, item: Recommendation) -> bool:
    """Whether this person speaks for the party that answers a recommendation; see `rules.may_settle`."""
    addressed = next((party for party in partnership.parties if party.id == item.party_id), None)
    speaks = addressed is not None and speaks_for(person, addressed)
    return rules.may_settle(speaks, item.party_id, [party.id for party in partnership.members])


def _part(parts: list[Part], number: int) -> Part:
    """A finding or recommendation of the evaluation that was not withdrawn."""
    found = next((item for item in parts if item.id == number and item.archived_at is None), None)
    if found is None:
        raise NotFound()
    return found


def _archive(person: Actor, item: Finding | Recommendation, version: int | None, reason: str) -> None:
    item.expect(version)
    if not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    item.archived_at, item.archived_by_id = clock.now(), person.person_id
    item.archive_reason = reason.strip()


def _indicator(partnership: Partnership, number: Any) -> Indicator | None:
    if not number:
        return None
    found = db.session.get(Indicator, int(number))
    if found is None or found.partnership_id != partnership.id:
        raise Invalid({"indicator_id": _("Pilih salah satu ukuran kerja sama ini.")})
    return found


def _clean(values: Mapping[str, Any], name: str) -> str:
    return str(values.get(name) or "").strip()


def _office(person: Actor) -> str:
    return person.office.label if person.office else ""
