"""Which events people are told of, by topic. What is not named here is routine: it stands in the history alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from ...contracts import Text

MEETINGS, VOICES, PROMISES, FIGURES = "rapat", "suara", "janji", "laporan"
TALK, AGREEMENT, ANNOUNCEMENTS, OTHER = "percakapan", "perjanjian", "pengumuman", "lainnya"


@dataclass(frozen=True)
class Topic:
    """A group of notices; `by_default` when it also goes out by mail or message unless somebody says otherwise."""

    label: Text
    by_default: bool = True


TOPICS: Mapping[str, Topic] = {
    MEETINGS: Topic(_l("Undangan dan rapat")),
    VOICES: Topic(_l("Usulan dan suara")),
    PROMISES: Topic(_l("Janji dan rencana")),
    FIGURES: Topic(_l("Laporan dan ukuran"), by_default=False),
    TALK: Topic(_l("Percakapan dan sebutan"), by_default=False),
    AGREEMENT: Topic(_l("Perjanjian dan pihak")),
    ANNOUNCEMENTS: Topic(_l("Pengumuman")),
    OTHER: Topic(_l("Lainnya"), by_default=False),
}
BY_DEFAULT = tuple(code for code, topic in TOPICS.items() if topic.by_default)

# The longest beginning that fits an event's kind says its topic; None: routine, nobody is told.
# A kind that a plugin brings (its name, a dot) and that no line names is told as OTHER.
BEGINNINGS: Mapping[str, str | None] = {
    # coordination
    "coordination.meeting_": MEETINGS,
    "coordination.meeting_edited": None,
    "coordination.meeting_planned": None,
    "coordination.meeting_paper": None,
    "coordination.agenda_": None,
    "coordination.attendance_": None,
    "coordination.invit": MEETINGS,
    "coordination.invitation_answered": None,
    "coordination.minutes_": MEETINGS,
    "coordination.minutes_edited": None,
    "coordination.date_found": MEETINGS,
    "coordination.dates_": MEETINGS,
    "coordination.dates_answered": None,
    "coordination.date_offered": None,
    "coordination.series_": MEETINGS,
    "coordination.hall_sheet_taken": None,
    "coordination.proposal_": VOICES,
    "coordination.proposal_edited": None,
    "coordination.vote_": VOICES,
    "coordination.vote_cast": None,
    "coordination.ballot_cast": None,
    "coordination.ballot_": VOICES,
    "coordination.election_": VOICES,
    "coordination.interest_": VOICES,
    "coordination.interest_edited": None,
    "coordination.option_": VOICES,
    "coordination.option_edited": None,
    "coordination.matter_": VOICES,
    "coordination.matter_edited": None,
    "coordination.rung_": VOICES,
    "coordination.rung_skipped": None,
    "coordination.post_": TALK,
    "coordination.post_edited": None,
    "coordination.thread_": TALK,
    "coordination.thread_renamed": None,
    "coordination.mention": TALK,
    "coordination.announce": ANNOUNCEMENTS,
    "coordination.body_": AGREEMENT,
    "coordination.body_edited": None,
    "coordination.seat_": AGREEMENT,
    "coordination.seat_edited": None,
    "coordination.rule_": AGREEMENT,
    "coordination.duty_": AGREEMENT,
    "coordination.duty_changed": None,
    "coordination.webhook_": OTHER,
    # planning
    "planning.promise_": PROMISES,
    "planning.promise_edited": None,
    "planning.plan_": PROMISES,
    "planning.programme_opened": PROMISES,
    "planning.activity_status": PROMISES,
    "planning.contribution_promised": PROMISES,
    "planning.contribution_delivered": PROMISES,
    "planning.delivery_": PROMISES,
    "planning.budget_spent": PROMISES,
    "planning.budget_replied": PROMISES,
    "planning.budget_disputed": PROMISES,
    "planning.budget_confirmed": PROMISES,
    "planning.value_disputed": PROMISES,
    "planning.value_agreed": PROMISES,
    "planning.": None,
    # monitoring
    "monitoring.report_late": FIGURES,
    "monitoring.measurement_submitted": FIGURES,
    "monitoring.measurement_returned": FIGURES,
    "monitoring.measurement_verified": FIGURES,
    "monitoring.evaluation_": FIGURES,
    "monitoring.recommendation_": FIGURES,
    "monitoring.amendment_": FIGURES,
    "monitoring.health_": FIGURES,
    "monitoring.health_answered": None,
    "monitoring.feedback_received": FIGURES,
    "monitoring.district_evaluated": FIGURES,
    "monitoring.targets_set": FIGURES,
    "monitoring.": None,
    # the partnership itself
    "step.": AGREEMENT,
    "gate.": AGREEMENT,
    "party.": AGREEMENT,
    "agreement.frozen": AGREEMENT,
    "partnership.begun": AGREEMENT,
    "partnership.entered": AGREEMENT,
    "partnership.confirmed": AGREEMENT,
    "partnership.publicity": AGREEMENT,
    "multilateral.position_": VOICES,
    "multilateral.position_edited": None,
}
QUIET = ("person.", "office.", "invitation.", "village.", "organisation.", "potential.", "need.", "file.", "agreement.")
OWN_ROOMS = ("coordination.", "partnership.", *QUIET)


def topic_of(kind: str) -> str | None:
    """The topic of a kind of event; None for what nobody is told of."""
    fitting = [beginning for beginning in BEGINNINGS if kind.startswith(beginning)]
    if fitting:
        return BEGINNINGS[max(fitting, key=len)]
    return None if kind.startswith(OWN_ROOMS) else OTHER
