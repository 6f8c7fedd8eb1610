"""The verbs of a body: form it, correct it, adopt its rules of decision, dissolve it. Its seats are in `seats`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from ... import clock
from ...db import db, transactional
from ...errors import Invalid, NotAllowed
from ...partnerships.cases import records_of
from ...partnerships.models import Partnership, Party
from ...partnerships.working import party_label
from ...permissions import Action, Actor
from . import decisions, queries, rules, seats
from .models import Body, DecisionRule
from .recording import day_of, living_body, note, set_values, workable

BODY_FIELDS = ("name", "formed_by", "decree_number", "decree_on", "located_at")
RULE_FIELDS = ("topic", "method", "fallback", "minutes_number", "minutes_on", "in_force_from")


@transactional
def form_body(actor: Actor, partnership_id: int, kind: str, values: Mapping[str, Any]) -> Body:
    """Put a body on record; a partnership has one BKAD at a time, of two villages or more."""
    partnership = workable(actor, partnership_id, Action.BODY_EDIT)
    _refuse_second_bkad(partnership, kind)
    return _formed(actor, partnership, kind, {name: values.get(name) for name in BODY_FIELDS})


@transactional
def form_from_decree(actor: Actor, partnership_id: int) -> tuple[Body, list[str]]:
    """Make the BKAD from the decree on record, with the seats its list names plainly; and the lines that are not."""
    partnership = workable(actor, partnership_id, Action.BODY_EDIT)
    _refuse_second_bkad(partnership, rules.BKAD)
    decree = decree_values(partnership)
    if decree is None:
        raise NotAllowed(_("SK BKAD belum dicatat."))
    held_on = day_of(decree.get("held_on"))
    name = _("BKAD %(title)s", title=partnership.title)
    paper = {"formed_by": "decree", "decree_number": decree.get("number"), "decree_on": held_on}
    body = _formed(actor, partnership, rules.BKAD, {"name": name, **paper})
    return body, seats.take_from_decree(actor, body, partnership, decree)


@transactional
def edit_body(actor: Actor, partnership_id: int, body_id: int, version: int | None, values: Mapping[str, Any]) -> Body:
    """Correct the name, the paper or the place of a body."""
    body = living_body(workable(actor, partnership_id, Action.BODY_EDIT), body_id)
    body.expect(version)
    was, now = set_values(body, BODY_FIELDS, values)
    if now:
        note(actor, body, "body_edited", before=was, after=now)
    return body


@transactional
def dissolve(actor: Actor, partnership_id: int, body_id: int, version: int | None, values: Mapping[str, Any]) -> Body:
    """Dissolve a body, by minutes and with a reason; its record stays readable."""
    body = living_body(workable(actor, partnership_id, Action.BODY_EDIT), body_id)
    body.expect(version)
    if body.decree_on and values["dissolved_on"] < body.decree_on:
        raise Invalid({"dissolved_on": _("Tanggal ini sebelum badannya dibentuk.")})
    body.state = rules.DISSOLVED
    body.dissolved_on, body.dissolution_number = values["dissolved_on"], values["dissolution_number"]
    body.dissolution_reason = values["reason"].strip()
    after = {"dissolved_on": body.dissolved_on, "dissolution_number": body.dissolution_number}
    note(actor, body, "body_dissolved", after=after, reason=body.dissolution_reason)
    return body


@transactional
def adopt_rule(actor: Actor, partnership_id: int, body_id: int, values: Mapping[str, Any]) -> DecisionRule:
    """Put a rule of decision on record, as a meeting adopted it; earlier versions stay.

    `values["weights"]`, by party: what each voice weighs, a whole number from 1 to 100 for every party that has
    one; without it every voice weighs the same.
    """
    partnership = workable(actor, partnership_id, Action.BODY_EDIT)
    body = living_body(partnership, body_id)
    if values["in_force_from"] < values["minutes_on"]:
        raise Invalid({"in_force_from": _("Aturan tidak berlaku sebelum ditetapkan.")})
    part, whole = values["quorum"]
    adopted = {name: values[name] for name in RULE_FIELDS}
    weights, told = _agreed(values.get("weights") or {}, queries.entitled(partnership, body.kind))
    quorum = {"quorum_part": part, "quorum_whole": whole}
    rule = DecisionRule(body_id=body.id, weights=weights, adopted_at=clock.now(), **quorum, **adopted)
    db.session.add(rule)
    note(actor, body, "rule_adopted", after={**adopted, "quorum": f"{part}/{whole}", **told})
    return rule


def _agreed(weights: Mapping[int, int | None], parties: list[Party]) -> tuple[dict[str, int], dict[str, str]]:
    """Agreed weights as they are kept, and as the history tells them; nothing where all voices weigh 1."""
    if all(weight == 1 for weight in weights.values()):
        return {}, {}
    faults = decisions.weight_faults(weights, [party.id for party in parties])
    if faults:
        raise Invalid({f"weight_{number}": str(fault) for number, fault in faults.items()})
    kept = {str(number): weight for number, weight in weights.items() if weight is not None}
    return kept, {"weights": ", ".join(f"{party_label(party)}: {kept[str(party.id)]}" for party in parties)}


def decree_values(partnership: Partnership) -> Mapping[str, Any] | None:
    """What the newest decree on record says; None when there is none."""
    records = records_of(partnership, "bkad_decree", None)
    return records[-1].values if records else None


def _refuse_second_bkad(partnership: Partnership, kind: str) -> None:
    if kind != rules.BKAD:
        return
    if sum(party.is_village for party in partnership.bound) < 2:
        raise NotAllowed(_("BKAD dibentuk oleh dua desa atau lebih."))
    if any(body.kind == rules.BKAD and body.is_active for body in queries.bodies_of(partnership.id)):
        raise NotAllowed(_("Kerja sama ini sudah mempunyai BKAD."))


def _formed(actor: Actor, partnership: Partnership, kind: str, values: Mapping[str, Any]) -> Body:
    body = Body(
        partnership_id=partnership.id,
        kind=kind,
        state=rules.ACTIVE,
        formed_at=clock.now(),
        **{name: "" if value is None and name != "decree_on" else value for name, value in values.items()},
    )
    db.session.add(body)
    db.session.flush()
    note(actor, body, "body_formed", after={"body_kind": kind, "number": body.decree_number})
    return body
