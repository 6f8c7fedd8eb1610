"""Small helps for this room's templates: tones, labels, papers of the moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask, current_app
from markupsafe import Markup

from ..contracts import Gate, Text
from ..permissions import Actor
from ..villages.terms import look_up_terms
from ..web.i18n import format_day
from . import overview, recording, rules
from .agreement_rules import ITEMS
from .cases import gates_of, registry
from .matrix import FEW
from .models import Attachment, Partnership
from .panels import PanelView
from .rules import Case, PartyView, RecordView

TONES = {
    "active": "ok", "reporting": "ok", "ended": "neutral", "suspended": "warn", "disputed": "bad",
    "rejected_by_village": "neutral", "offer_declined": "neutral", "cancelled": "neutral",
}  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """One paper of the path: where it is entered (empty when it is not this person's) and printed.

    `document_url` leads to the document that is written of it, where there is one.
    """

    gate: Gate
    party: PartyView | None
    url: str
    print_url: str
    is_now: bool
    document_url: str = ""


def lead_to_documents(app: Flask, document_of: Callable[[int, str], str]) -> None:
    """Let the room of documents say where the paper of a gate is written: its address, or nothing."""
    app.extensions["portal.gate_documents"] = document_of


def init_app(app: Flask) -> None:
    """Give the templates their helps."""
    app.jinja_env.globals.update(
        status_tone=lambda status: TONES.get(status, "info"),
        sector_label=lambda code: registry().sector_label(code),
        gate_url=recording.gate_url,
        letter_items=ITEMS,
        panel_html=panel_html,
        shown=shown,
        party_label=party_label,
        head_title=overview.head_title,
        some_names=overview.some_names,
    )


def panel_html(view: PanelView) -> Markup:
    """A panel's HTML, which its own template escaped when it was rendered."""
    return Markup(view.html)  # noqa: S704 (rendered with autoescape, see panels._rendered)


def signatories(gate: Gate, party: PartyView | None, case: Case) -> list[str]:
    """Who signs a paper: those the gate names, then the head of each party it is about, by its local title."""
    signing = (party,) if party else case.parties
    look_up_terms(item.code for item in signing)
    return [str(title) for title in gate.signers] + [overview.head_title(item) for item in signing]


def shown(value: Any) -> Text:
    """A recorded value as a person reads it."""
    return format_day(value) if isinstance(value, date) else value


def party_label(case: Case, party_id: str | None) -> str:
    """The name of the party a line of funding is about."""
    return next((party.name for party in case.parties if str(party.id) == party_id), "–")


def files_by_record(partnership: Partnership) -> dict[int, list[Attachment]]:
    """The files of each record that are not put away."""
    found: dict[int, list[Attachment]] = {}
    for file in partnership.attachments:
        if file.archived_at is None:
            found.setdefault(file.record_id or 0, []).append(file)
    return found


def files_of(files: dict[int, list[Attachment]], record: RecordView | None) -> list[Attachment]:
    """The files of one record."""
    return files.get(record.id, []) if record else []


def papers(actor: Actor, partnership: Partnership, shown_steps: list[overview.StepView], case: Case) -> list[Paper]:
    """The papers of the path, those of the present step first; of many parties only this person's own."""
    now = {name.partition("@")[0] for view in shown_steps for name in view.step.gates}
    now |= {item.gate for view in shown_steps for item in view.lacking}
    own = partnership.party_of(actor.office)
    few = len(case.parties) <= FEW
    found = [
        _paper(actor, partnership, gate, party, gate.code in now)
        for gate in gates_of(partnership).values()
        for party in rules.recorded_for(gate, case)
        if few or party is None or (own is not None and party.id == own.id)
    ]
    return sorted(found, key=lambda paper: not paper.is_now)


def _paper(actor: Actor, partnership: Partnership, gate: Gate, party: PartyView | None, is_now: bool) -> Paper:
    party_id = party.id if party else None
    url = recording.gate_url(partnership.id, gate.code, party_id)
    may = recording.may_record(actor, partnership, gate, party_id)
    document_of = current_app.extensions.get("portal.gate_documents", _no_document)
    return Paper(gate, party, url if may else "", url + "/cetak", is_now, document_of(partnership.id, gate.code))


def _no_document(partnership_id: int, gate: str) -> str:
    return ""
