"""What this room brings through the plugins' own door: who comes and goes stands in the text that all sign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..contracts import Annex, Text, say
from ..hookspecs import hookimpl
from . import field_words
from .cases import party_names
from .membership_rules import CARRIED, JOIN, LEAVE
from .models import Partnership
from .party_forms import LeaveForm

WORDS: Mapping[str, Text] = {
    JOIN: say("Bergabung sebagai pihak, dengan hak dan kewajiban menurut naskah ini."),
    LEAVE: say("Keluar dari kerja sama sejak perubahan ini berlaku."),
}


@hookimpl
def portal_agreement_annexes(partnership: Partnership) -> list[Annex]:
    """Who joins and who leaves with this change, and what is settled about their contributions and duties."""
    carried = [change for change in partnership.changes if change.status == CARRIED]
    if not carried:
        return []
    names = party_names(party for party in partnership.parties if party.id in {c.party_id for c in carried})
    rows = tuple((names[c.party_id or 0], _told(c.kind, c.values)) for c in carried)
    return [Annex("perubahan-pihak", say("Perubahan para pihak"), rows)]


def _told(kind: str, values: Mapping[str, Any]) -> str:
    settled = field_words.filled(LeaveForm, values) if kind == LEAVE else []
    return " ".join([str(WORDS[kind]), *(f"{label}: {value}." for label, value in settled)])
