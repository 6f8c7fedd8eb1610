"""The path's two verbs: put a gate on record, and take a step. Nothing else ever changes a status."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from .. import clock, events, permissions
from ..accounts import queries as accounts
from ..contracts import Gate, Text, Transition
from ..db import db, transactional
from ..errors import Conflict, Invalid, NotAllowed, NotFound
from ..permissions import Action, Actor, OfficeKind
from ..storage import StoredFile
from . import agreements, attachments, party_changes, rules
from .cases import case_of, gates_of, is_over, records_of, registry, type_of, workflow_of
from .gates import CYCLE_GATES
from .models import GateRecord, Partnership, Party
from .path import STATES, USED_UP
from .rules import Case, Missing, PartyView
from .service import KIND, partnership_for

COUNCIL_GATES = frozenset({"village_deliberation"})
SETTLING_GATES = frozenset({"settlement"})


def action_for(gate_code: str, running: bool = False) -> Action:
    """What a person must be allowed to do to put this gate on record.

    For a partnership that was `running` when it was entered, a signature is copied from
    its paper, which any of the village's staff may do.
    """
    if gate_code == "signature" and not running:
        return Action.PARTNERSHIP_SIGN
    if gate_code in COUNCIL_GATES:
        return Action.PARTNERSHIP_RECORD_COUNCIL
    if gate_code in SETTLING_GATES:
        return Action.PARTNERSHIP_SETTLE
    return Action.PARTNERSHIP_WORK


def may_put_on_record(actor: Actor, partnership: Partnership, gate_code: str) -> bool:
    """Whether this person may put this gate on record for anybody. One that is to join prepares itself only."""
    action = action_for(gate_code, partnership.entered_retroactively)
    party = partnership.party_of(actor.office)
    if party is not None and party.state == rules.CANDIDATE:
        own = gate_code in rules.OWN_PREPARATION and permissions.may_at_all(actor, action)
        return own and permissions.may(actor, Action.PARTNERSHIP_ANSWER, partnership)
    return permissions.may(actor, action, partnership)


@transactional
def record_gate(
    actor: Actor,
    partnership_id: int,
    gate_code: str,
    party_id: int | None,
    values: Mapping[str, Any],
    *,
    version: int | None = None,
    scan: StoredFile | None = None,
) -> GateRecord:
    """Put a gate on record for a party (None: for all), with its scan if there is one.

    Saving is never refused because something else is missing. `version` is that of the
    entry the form was opened on; 0 when there was none.
    """
    partnership = partnership_for(actor, partnership_id, Action.PARTNERSHIP_VIEW)
    if not may_put_on_record(actor, partnership, gate_code):
        raise NotAllowed()
    gate = gates_of(partnership).get(gate_code)
    if gate is None:
        raise NotFound()
    party = _party_for(actor, partnership, gate, party_id)
    _refuse_out_of_season(actor, partnership, gate, party, values)
    _refuse_wrong_order(partnership, gate, party_id, values)
    record = _entry(partnership, gate_code, party_id, values, version)
    was, now = events.differences(record.values or {}, values)
    record.values = {**(record.values or {}), **values}
    record.recorded_at = clock.now()
    record.recorded_by_office = actor.office.label if actor.office else ""
    own = partnership.party_of(actor.office)
    record.recorded_by_party_id = own.id if own else None
    db.session.flush()
    if scan is not None:
        now["scan"] = attachments.attach(actor, partnership, record, scan).original_name
    events.record(
        actor,
        f"gate.{gate_code}",
        KIND,
        partnership.id,
        before=was,
        after=now,
        village_code=party.village_code if party else None,
    )
    return record


@transactional
def take_step(actor: Actor, partnership_id: int, name: str, reason: str = "") -> Partnership:
    """Move the partnership along its path; `NotAllowed` says everything that is still missing."""
    partnership = partnership_for(actor, partnership_id, Action.PARTNERSHIP_STEP)
    step = workflow_of(partnership).transition(name)
    if step is None:
        raise NotFound()
    if partnership.status not in step.source:
        raise Conflict({_("Keadaan"): str(state_label(partnership))}, {_("Langkah Anda"): str(step.label)})
    case = case_of(partnership)
    if not rules.may_take(step, actor.office, view_of(actor, partnership, case), case):
        raise NotAllowed(str(rules.not_yours(step)))
    lacking = lacking_for(actor, partnership, step, case)
    if lacking:
        raise NotAllowed(*_first_of(lacking))
    if step.needs_reason and not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    _apply(actor, partnership, step, reason.strip())
    return partnership


def _first_of(lacking: list[Missing], most: int = 20) -> list[str]:
    """The sentences of what is missing, as many as a person reads."""
    more = [_("dan %(count)s lagi", count=len(lacking) - most)] if len(lacking) > most else []
    return [str(item.sentence) for item in lacking[:most]] + more


def lacking_for(actor: Actor, partnership: Partnership, step: Transition, case: Case) -> list[Missing]:
    """What the rules, and the plugins, still ask for before a step."""
    lacking = rules.blockers(step, case, gates_of(partnership))
    return lacking + [Missing(text) for text in registry().blockers(partnership, step.name, actor)]


def view_of(actor: Actor, partnership: Partnership, case: Case) -> PartyView | None:
    """The party the actor speaks for, as the rules see it. A BKAD officer stands with the initiator."""
    party = partnership.party_of(actor.office)
    if party is not None:
        return next((item for item in case.parties if item.id == party.id), None)
    if actor.office and actor.office.partnership_id == partnership.id:
        return case.initiator
    return None


def state_label(partnership: Partnership) -> Text:
    """The label of a partnership's state; its bare code when the plugin that brought it is gone."""
    code, kind = partnership.status, type_of(partnership)
    own = {state.code: state for state in kind.workflow.states} if kind else {}
    state = STATES.get(code) or own.get(code)
    return state.label if state else code


def _apply(actor: Actor, partnership: Partnership, step: Transition, reason: str) -> None:
    before = partnership.status
    for record in partnership.records:
        record.locked = True
        if record.gate in USED_UP.get(step.name, ()):
            record.closed = True
    effect = EFFECTS.get(step.name)
    if effect is not None:
        effect(actor, partnership)
    partnership.status = step.target
    partnership.status_since = clock.now()
    events.record(
        actor,
        f"step.{step.name}",
        KIND,
        partnership.id,
        before={"status": before},
        after={"status": step.target},
        reason=reason,
    )


def _freeze(actor: Actor, partnership: Partnership) -> None:
    agreements.freeze(actor, partnership)


def _start(actor: Actor, partnership: Partnership) -> None:
    """The first agreement is shown to the public by default; a change leaves what the parties chose."""
    is_first = not any(agreement.in_force_from for agreement in partnership.agreements)
    agreements.put_in_force(partnership)
    party_changes.take_effect(actor, partnership)
    partnership.is_public = partnership.is_public or is_first


def _open_change(actor: Actor, partnership: Partnership) -> None:
    agreements.next_version(partnership)
    party_changes.carry_all(actor, partnership)


def _drop_change(actor: Actor, partnership: Partnership) -> None:
    party_changes.put_back(actor, partnership)
    agreements.back_to_version_in_force(partnership)


def _offer_sent(actor: Actor, partnership: Partnership) -> None:
    partnership.offered_at = partnership.offered_at or clock.now()


EFFECTS: Mapping[str, Callable[[Actor, Partnership], Any]] = {
    "send_offer": _offer_sent,
    "mad_agreed": _freeze,
    "finish_draft": _freeze,
    "amendment_agreed": _freeze,
    "withdraw_text": lambda actor, partnership: agreements.next_version(partnership),
    "start": _start,
    "propose_amendment": _open_change,
    "settle_by_amending": _open_change,
    "drop_amendment": _drop_change,
}


def _party_for(actor: Actor, partnership: Partnership, gate: Gate, party_id: int | None) -> Party | None:
    """The party a record is for. A village's own offices speak for it, and nobody else's."""
    if gate.per == "partnership":
        if party_id is not None:
            raise NotFound()
        return None
    party = next((item for item in partnership.parties if item.id == party_id), None)
    needed = {view.id for view in rules.recorded_for(gate, case_of(partnership)) if view is not None}
    if party is None or party.id not in needed:
        raise NotFound()
    if actor.office is None or not party.is_spoken_for_by(actor.office):
        raise NotAllowed(_("Yang mencatat ini adalah pejabat pihak itu sendiri."))
    return party


def _refuse_out_of_season(
    actor: Actor, partnership: Partnership, gate: Gate, party: Party | None, values: Mapping[str, Any]
) -> None:
    running = partnership.entered_retroactively
    if is_over(partnership) and not running:
        raise NotAllowed(_("Kerja sama ini sudah selesai; catatannya tidak berubah lagi."))
    side = view_of(actor, partnership, case_of(partnership))
    fault = rules.season_fault(gate, partnership.status, side, running)
    if fault is not None:
        raise NotAllowed(str(fault))
    if gate.code == "settlement":
        _refuse_other_settler(actor, partnership)
    if gate.code == "signature" and not running and party and party.village_code and values.get("held_on"):
        _refuse_signer_out_of_term(party.village_code, date.fromisoformat(str(values["held_on"])))


def _refuse_wrong_order(partnership: Partnership, gate: Gate, party_id: int | None, values: Mapping[str, Any]) -> None:
    fault = rules.chronology_fault(gate, party_id, values.get("held_on"), case_of(partnership), gates_of(partnership))
    if fault is not None:
        raise Invalid({"held_on": str(fault)})


def _refuse_other_settler(actor: Actor, partnership: Partnership) -> None:
    """An official facilitates only where the law sends the dispute: camat within a kecamatan, else bupati."""
    case = case_of(partnership)
    if partnership.party_of(actor.office) is None and (
        actor.office is None or actor.office.kind != rules.settling_office(case)
    ):
        raise NotAllowed(_("Menurut letak desa, yang memfasilitasi adalah %(who)s.", who=rules.settler(case)[0]))


def _refuse_signer_out_of_term(village_code: str, signed_on: date) -> None:
    """A head signs within the term of office; where no head is on record, the paper is believed."""
    head = OfficeKind.VILLAGE_HEAD
    known_now = accounts.holders(head, village_code, clock.today(village_code))
    if known_now and not accounts.holders(head, village_code, signed_on):
        raise Invalid({"held_on": _("Pada tanggal itu belum ada kepala desa yang menjabat menurut catatan jabatan.")})


def _entry(
    partnership: Partnership, gate_code: str, party_id: int | None, values: Mapping[str, Any], version: int | None
) -> GateRecord:
    """The open entry of a gate, or a new one beside those that steps relied on."""
    cycle = partnership.cycle if gate_code in CYCLE_GATES else 1
    entries = records_of(partnership, gate_code, party_id)
    latest = entries[-1] if entries else None
    opened_on = latest.version if latest and not latest.locked and latest.cycle == cycle else 0
    if version is not None and version != opened_on:
        raise Conflict(latest.values if latest else {}, values)
    if latest is not None and opened_on:
        return latest
    record = GateRecord(
        partnership=partnership,
        party_id=party_id,
        gate=gate_code,
        cycle=cycle,
        sequence=len(entries) + 1,
        values={},
        recorded_at=clock.now(),
    )
    db.session.add(record)
    return record
