"""A closed evaluation as it is frozen: every word that stood in it, with the names of then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import rules
from .models import Evaluation, Finding, Recommendation


def snapshot_of(found: Evaluation, names: Mapping[int, str]) -> dict[str, Any]:
    """Everything in an evaluation that was not withdrawn, as plain values."""
    return {
        "title": found.title,
        "kind": found.kind,
        "period_from": found.period_from,
        "period_to": found.period_to,
        "summary": found.summary,
        "closed_by": found.closed_by_office,
        "closed_at": found.closed_at,
        "answers": [
            {"party": names[said.party_id], "question": said.question, "mark": said.mark, "word": said.word}
            for said in sorted(found.answers, key=lambda said: (said.question, said.party_id))
        ],
        "findings": [_finding(item) for item in found.findings if item.archived_at is None],
        "recommendations": [_recommendation(item, names) for item in found.recommendations if item.archived_at is None],
    }


def _finding(item: Finding) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "question": item.question,
        "words": item.words,
        "indicator": item.indicator.name if item.indicator else "",
        "figure": item.figure,
        "link": item.link,
    }


def _recommendation(item: Recommendation, names: Mapping[int, str]) -> dict[str, Any]:
    return {
        "words": item.words,
        "party": names.get(item.party_id or 0, ""),
        "outcome": str(rules.OUTCOMES[item.outcome]),
        "title": item.outcome_title,
        "word": item.outcome_word,
        "link": item.outcome_link,
        "answered_by": item.answered_by_office,
        "answered_at": item.answered_at,
    }
