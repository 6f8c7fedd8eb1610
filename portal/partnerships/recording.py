"""What is put on record, by whom and at which address; and how its values are read."""

from __future__ import annotations

from typing import Any

from flask import url_for
from wtforms import BooleanField, SelectField

from .. import permissions
from ..contracts import Gate, Text, say
from ..permissions import Action, Actor
from . import rules
from .cases import gates_of, is_over
from .models import Partnership
from .rules import Missing, PartyView
from .steps import may_put_on_record


def shown_values(gate: Gate, values: Any) -> list[tuple[Text, Text]]:
    """A gate's values as a person reads them: (label, value), empty ones left out."""
    form = gate.form.from_json(dict(values))
    return [(field.label.text, _shown(field)) for field in form.shown_fields if field.data not in (None, "", False, [])]


def may_record(actor: Actor, partnership: Partnership, gate: Gate, party_id: int | None) -> bool:
    """Whether this person may put a gate on record now, so that the page offers it."""
    running = partnership.entered_retroactively
    if not may_put_on_record(actor, partnership, gate.code):
        return False
    if is_over(partnership) and not running:
        return False
    if rules.season_fault(gate, partnership.status, _own_view(actor, partnership), running) is not None:
        return False
    if gate.per == "partnership":
        return True
    party = partnership.party_of(actor.office)
    return party is not None and party.id == party_id


def _own_view(actor: Actor, partnership: Partnership) -> PartyView | None:
    """The actor's own party, as far as the sides are concerned."""
    party = partnership.party_of(actor.office)
    return PartyView(party.id, "", party.role, party.village_code or "") if party else None


def recordable(actor: Actor, partnership: Partnership, item: Missing) -> str:
    """The address where something missing is entered by this person; empty when it is not theirs to enter."""
    if item.gate == "agreement":
        allowed = permissions.may(actor, Action.PARTNERSHIP_EDIT, partnership)
        return url_for("partnerships.agreement", partnership_id=partnership.id) if allowed else ""
    gate = gates_of(partnership).get(item.gate)
    if gate is None or not may_record(actor, partnership, gate, item.party_id):
        return ""
    return gate_url(partnership.id, gate.code, item.party_id)


def gate_url(partnership_id: int, gate: str, party_id: int | None, **values: Any) -> str:
    """The address of a gate's form."""
    return url_for("partnerships.gate", partnership_id=partnership_id, gate=gate, party_id=party_id, **values)


def _shown(field: Any) -> Text:
    if isinstance(field, SelectField):
        labels = {value: label for value, label, *_more in field.iter_choices()}
        chosen = field.data if isinstance(field.data, list) else [field.data]
        return ", ".join(str(labels.get(code, code)) for code in chosen)
    if isinstance(field, BooleanField):
        return say("Ya")
    return field.data
