"""Writes a sample plan as its parties would have: planned, agreed, carried out, and changed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ...partnerships.models import Party
from ...permissions import Actor
from ..baseline import service as baseline
from ..programme import activities, progress, rules, service
from ..programme.models import Activity, Programme
from ..programme.writing import CORE_FIELDS, suggested_goals
from .plans import Plan, Work


class Planner:
    """Writes into one partnership; each village by its head."""

    def __init__(self, partnership_id: int, villages: Sequence[Party], heads: Mapping[str, Actor], today: date) -> None:
        self.id = partnership_id
        self.villages = villages
        self.heads = [heads[village.village_code or ""] for village in villages]
        self.today = today
        self.made: dict[str, Activity] = {}

    def write(self, plan: Plan) -> Mapping[str, Activity]:
        """The whole plan; its activities by their keys."""
        programme = self._programme(plan)
        outputs = self._results(plan, programme)
        for work in plan.works:
            if not work.is_new:
                self._activity(work, outputs)
        self._agree(plan, programme, "", "", settle=True)
        for work in plan.works:
            self._change(work, outputs)
        for work in plan.works:
            self._carry_out(work)
        self._agree(plan, programme, *plan.change, settle=plan.is_settled)
        return self.made

    def _programme(self, plan: Plan) -> Programme:
        first = date(self.today.year - 1, 1, 1)
        values = {"title": f"Program bersama {first.year}–{first.year + 2}", "goal": plan.goal, "starts_on": first}
        values |= {"ends_on": date(first.year + 2, 12, 31), "sdgs": list(plan.sdgs)}
        made = service.open_programme(self.heads[0], self.id, values)
        for by, document, item, account in plan.sources:
            source = {"document": document, "year": self.today.year, "item": item, "account_code": account}
            party = {"party_id": self.villages[by].id}
            service.add_source(self.heads[by], self.id, made.id, source | party)
        return made

    def _results(self, plan: Plan, programme: Programme) -> list[int]:
        title, measure = plan.outcome
        outcome = {"kind": rules.OUTCOME, "title": title, "measure": measure, "parent_id": None}
        parent = service.add_result(self.heads[0], self.id, programme.id, outcome)
        return [
            service.add_result(
                self.heads[0], self.id, programme.id,
                {"kind": rules.OUTPUT, "title": title, "measure": measure, "parent_id": parent.id},
            ).id
            for title, measure in plan.outputs
        ]  # fmt: skip

    def _activity(self, work: Work, outputs: Sequence[int]) -> None:
        head = self.heads[work.by]
        names = ("title", "office", "description", "unit", "place", "template", "target")
        values: dict[str, Any] = {name: getattr(work, name) for name in names}
        values |= {"starts_on": self._day(work.starts), "due_on": self._day(work.due)}
        values["party_id"] = self.villages[work.by].id
        made = self.made[work.key] = activities.add_activity(head, self.id, values)
        grown = {name: getattr(made, name) for name in (*CORE_FIELDS, "party_id")}
        grown |= {"helpers": [self.villages[place].id for place in work.helpers], "result_id": outputs[work.output]}
        activities.edit_activity(head, self.id, made.id, None, grown)
        if work.villages:
            codes = [self.villages[place].village_code for place in work.villages]
            activities.set_place(head, self.id, made.id, None, {"villages": codes, "place": work.place})
        if goals := suggested_goals(made.partnership, made):
            activities.set_goals(head, self.id, made.id, None, {"sdgs": goals})
        if work.pilot:
            tries, judged_by = work.pilot
            pilot = {"is_pilot": True, "pilot_tries": tries, "pilot_judged_by": judged_by, "pilot_lesson": ""}
            activities.set_pilot(head, self.id, made.id, None, pilot)
        for key in work.after:
            activities.add_prerequisite(head, self.id, made.id, self.made[key].id)
        for label, level, response in work.risks:
            risk = {"label": label, "level": level, "response": response, "state": "open"}
            progress.add_risk(head, self.id, made.id, risk)

    def _change(self, work: Work, outputs: Sequence[int]) -> None:
        """What became of the agreed plan: a later day, or something more to do."""
        if work.is_new:
            self._activity(work, outputs)
        elif work.moved_to is not None:
            made = self.made[work.key]
            values = {name: getattr(made, name) for name in (*CORE_FIELDS, "party_id", "result_id")}
            values |= {"due_on": self._day(work.moved_to), "helpers": [party.id for party in made.helpers]}
            activities.edit_activity(self.heads[work.by], self.id, made.id, None, values)

    def _carry_out(self, work: Work) -> None:
        head, number = self.heads[work.by], self.made[work.key].id
        for seen in work.seen:
            quantity = None if seen.quantity is None else Decimal(seen.quantity)
            values = {"percent": seen.percent, "quantity": quantity, "words": seen.words}
            progress.add_progress(head, self.id, number, {**values, "seen_on": self._day(seen.day)})
        if self.made[work.key].status != work.status:
            done_on = self._day(work.seen[-1].day) if work.status == rules.DONE else None
            said = {"status": work.status, "status_reason": work.reason, "done_on": done_on}
            activities.set_status(head, self.id, number, None, said)

    def _agree(self, plan: Plan, programme: Programme, reason: str, reference: str, settle: bool) -> None:
        """Propose the plan as it is; each head says yes, or another village confirms the minutes of their meeting."""
        first, *others = self.heads
        made = baseline.propose(first, self.id, programme.id, reason, reference)
        if not settle:
            return
        if plan.agreed_by == "minutes":
            baseline.record_minutes(first, self.id, made.number, f"0{made.number}/MAD/contoh", self._day(-7))
            baseline.confirm_minutes(others[-1], self.id, made.number)
            return
        for head in others:
            baseline.agree(head, self.id, made.number)

    def _day(self, days: int) -> date:
        return self.today + timedelta(days=days)
