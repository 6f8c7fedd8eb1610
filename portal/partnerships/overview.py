"""What the page of one partnership shows: where it stands, what is next, who must act, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from .. import permissions
from ..contracts import Gate, LegalBasis, Text, Transition, say
from ..permissions import Action, Actor
from ..villages.terms import terms_for
from . import matrix, membership_rules, rules
from .agreement_rules import ITEMS, filled_items
from .cases import case_of, gates_of, registry, type_of, workflow_of
from .gates import MATRIX_GATES
from .matrix import Cell, GateLine
from .models import Partnership
from .party_lists import is_overdue
from .path import STAGES
from .rules import Case, Missing, PartyView
from .steps import lacking_for, state_label, view_of

MOST_MISSING = 6


@dataclass(frozen=True)
class StepView:
    """A step that leads on: whether this person may take it, and what is missing for it."""

    step: Transition
    lacking: list[Missing]
    may_take: bool
    who: str

    @property
    def shown(self) -> list[Missing]:
        """The first of what is missing; the page leads on to the rest."""
        return self.lacking[:MOST_MISSING]

    @property
    def more(self) -> int:
        """How many more are missing."""
        return len(self.lacking) - len(self.shown)

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing."""
        return not self.lacking


@dataclass(frozen=True)
class Overview:
    """Everything the page of one partnership shows."""

    partnership: Partnership
    case: Case
    state_label: Text
    next_sentence: Text
    stages: list[dict[str, Any]]
    steps: list[StepView]
    matrix_gates: list[Gate]
    matrix: dict[tuple[str, int | None], Cell]
    gate_lines: list[GateLine]
    parties: list[PartyView]
    dropouts: list[PartyView]
    items: dict[str, bool]
    holding_up: list[PartyView]
    crosses_regencies: bool
    settler: tuple[Text, LegalBasis]
    deadline: tuple[Text, date, LegalBasis] | None
    ends_soon: int | None
    is_insider: bool

    @property
    def is_late(self) -> bool:
        """Whether the day by which the next move was asked for has passed."""
        return self.deadline is not None and self.deadline[1] < self.case.today

    @property
    def coming(self) -> list[str]:
        """Who prepares to join, or joins with the change that is being written."""
        joining = [party.name for party in self.case.parties if party.state == rules.JOINING]
        return [*(party.name for party in self.case.candidates), *joining]

    @property
    def is_few(self) -> bool:
        """Whether each party has a column of its own in the matrix."""
        return len(self.parties) <= matrix.FEW

    @property
    def item_labels(self) -> dict[str, Text]:
        """The names of the eight mandatory contents."""
        return dict(ITEMS)


def overview_of(actor: Actor, partnership: Partnership) -> Overview:
    """The overview of a partnership that is loaded whole."""
    case = case_of(partnership)
    gates = gates_of(partnership)
    steps = list(_steps(actor, partnership, case))
    shown = [gates[code] for code in MATRIX_GATES if code in gates and _concerns(gates[code], case)]
    cells = matrix.matrix(shown, case)
    insider = is_insider(actor, partnership)
    parties = [party for party in case.parties if insider or party.state != rules.JOINING]  # not agreed yet
    lacking = [item for view in steps for item in view.lacking]
    return Overview(
        partnership=partnership,
        case=case,
        state_label=state_label(partnership),
        next_sentence=_next_sentence(partnership),
        stages=stages_of(partnership, case),
        steps=steps,
        matrix_gates=shown,
        matrix=cells,
        gate_lines=matrix.lines_of(shown, parties, cells),
        parties=parties,
        dropouts=_dropouts(actor, partnership, case),
        items=filled_items(case.agreement.content, case.parties),
        holding_up=matrix.holding_up(lacking, case),
        crosses_regencies=rules.crosses_regencies(case),
        settler=rules.settler(case),
        deadline=_deadline(partnership, case),
        ends_soon=rules.end_reminder(partnership.end_date, case.today),
        is_insider=insider,
    )


def _dropouts(actor: Actor, partnership: Partnership, case: Case) -> list[PartyView]:
    """Without whom this person can let the others go on."""
    own = partnership.party_of(actor.office)
    if own is None or own.role != rules.INITIATOR or not permissions.may(actor, Action.PARTNERSHIP_SIGN, partnership):
        return []
    gone = membership_rules.dropouts(case, is_overdue(case))
    return gone if membership_rules.enough_without(case, gone) else []


def is_insider(actor: Actor, partnership: Partnership) -> bool:
    """Whether this person sees more than what is public."""
    return bool(partnership.standing(actor.office) - {permissions.Relation.PUBLIC})


def stages_of(partnership: Partnership, case: Case) -> list[dict[str, Any]]:
    """The drawn path: each stage done, current or still to come."""
    stages = STAGES[case.instrument]
    here = next((n for n, (_label, states) in enumerate(stages) if partnership.status in states), None)
    if here is None:  # refused, declined or cancelled: the path stops where it was
        here = _reached_before_stop(case)
    ended = partnership.status == "ended"
    return [
        {
            "label": label,
            "state": "done" if number < here or ended else "current" if number == here else "todo",
            "note": _note(label, state_label(partnership)) if number == here else "",
        }
        for number, (label, _states) in enumerate(stages)
    ]


def _note(stage: Text, state: Text) -> Text:
    return "" if str(stage) == str(state) else state


def head_title(party: PartyView) -> str:
    """Kepala Desa Ngebel, Wali Nagari Sungai Puar, or the leader of an organisation."""
    title = terms_for(party.code).village_head if party.is_village else _("Pimpinan")
    return f"{title} {party.name}"


def step_view(actor: Actor, partnership: Partnership, name: str) -> StepView | None:
    """One step from where the partnership stands; None when it does not start from there."""
    views = _steps(actor, partnership, case_of(partnership))
    return next((view for view in views if view.step.name == name), None)


def ready_steps(actor: Actor, partnership: Partnership) -> list[StepView]:
    """The steps this person may take at once."""
    return [view for view in _steps(actor, partnership, case_of(partnership)) if view.may_take and view.is_ready]


def _steps(actor: Actor, partnership: Partnership, case: Case) -> Iterator[StepView]:
    party = view_of(actor, partnership, case)
    for step in workflow_of(partnership).leaving(partnership.status):
        lacking = lacking_for(actor, partnership, step, case)
        if party is not None:  # what is one's own stands first
            lacking.sort(key=lambda item: item.party_id != party.id)
        may_take = rules.may_take(step, actor.office, party, case)
        yield StepView(step, lacking, may_take, _who(step, case))


def some_names(names: Sequence[str], most: int = 3, total: int | None = None) -> str:
    """Ngebel, Sempu, Talun dan 37 lainnya; all of them when only one more would be left out.

    `total` is how many there are, when `names` are the first of them.
    """
    count = len(names) if total is None else total
    if count <= len(names) and count <= most + 1:
        return ", ".join(names)
    return _("%(names)s dan %(count)s lainnya", names=", ".join(names[:most]), count=count - most)


def _who(step: Transition, case: Case) -> str:
    """The names of the parties whose turn it is; of many the first few."""
    if step.side == "overseer":
        return str(rules.settler(case)[0])
    turn = [
        party
        for party in case.parties
        if step.side in ("any", party.role) and not (step.by_other and rules.recorded_by(step, party, case))
    ]
    by_head = "village_operator" not in step.offices and "bpd_member" not in step.offices
    first = turn if len(turn) <= matrix.FEW else turn[:3]
    return some_names([head_title(party) if by_head else party.name for party in first], total=len(turn))


def _next_sentence(partnership: Partnership) -> Text:
    workflow = workflow_of(partnership)
    known = {state.code for state in workflow.states}
    if partnership.status in known:
        return workflow.state(partnership.status).next
    return say("Plugin yang membawa keadaan ini tidak terpasang; datanya tetap dapat dibaca.")


def _reached_before_stop(case: Case) -> int:
    return 1 if case.record("offer") else 0


def _concerns(gate: Gate, case: Case) -> bool:
    return any(rules.parties_of(gate, case))


def _deadline(partnership: Partnership, case: Case) -> tuple[Text, date, LegalBasis] | None:
    """By when the next move is asked for. None of these is a rule of law that was read: all are settings."""
    setting = LegalBasis("", confirmed=False)
    offered_on = case.value("offer", "held_on")
    if partnership.status == "offered" and offered_on:
        days = current_app.extensions["portal.settings"].offer_answer_days
        return say("Jawaban diharapkan paling lambat"), rules.answer_due(date.fromisoformat(offered_on), days), setting
    if partnership.status == "active":
        since = partnership.start_date
        return say("Laporan tahunan diharapkan paling lambat"), rules.report_due(case, since), setting
    met_on = case.value("mad", "held_on")
    if partnership.status == "signing" and met_on:
        return (
            say("Penandatanganan diharapkan paling lambat"),
            rules.answer_due(date.fromisoformat(met_on), 7),
            LegalBasis("Permendagri 111/2014", "Pasal 23–25", confirmed=False),
        )
    return None


def summary_of(partnership: Partnership) -> Text:
    """One plain sentence about a partnership: its type's, else its own purpose."""
    kind = type_of(partnership)
    if kind is None or kind.summary is None:
        return partnership.purpose
    try:
        return kind.summary(partnership) or partnership.purpose
    except (Exception, SystemExit) as error:
        registry().note_trouble(registry().owner_of(kind), f"summary of {kind.code}", error)
        return partnership.purpose
