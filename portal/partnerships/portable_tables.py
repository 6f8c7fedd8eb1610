"""What this room carries into a partnership's file; said once, when this module is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..contracts import Text, say
from .agreement_rules import PLACES, renumbered
from .agreement_words import told
from .goal_links import GoalLink
from .membership_rules import KINDS as CHANGE_KINDS
from .membership_rules import STATE_LABELS
from .models import Agreement, Attachment, GateRecord, Partnership, Party, PartyChange
from .path import STATES
from .portable import Shown, carry, name_kind
from .rules import INITIATOR, OBSERVER, RECEIVER


def _read(row: Mapping[str, Any]) -> None:
    """Read an agreement's content as its pages do."""
    content = row["content"]
    for name in ("rights", "obligations"):
        dict(content.get(name) or {})
    told(content, ())


HERE: Text = say("Apakah tampil untuk umum: diputuskan di portal yang menerima.")

carry(
    Partnership,
    plain=("type_values", "sector_values", "value_labels"),
    emptied={"is_public": HERE, "copied_from": HERE, "copied_at": HERE},
    words={"status": {code: state.label for code, state in STATES.items()}},
)
carry(
    Party,
    words={
        "state": STATE_LABELS,
        "role": {INITIATOR: say("pengusul"), RECEIVER: say("pihak"), OBSERVER: say("pengamat")},
    },
    shown=Shown(
        "para-pihak",
        say("Para pihak"),
        {"id": say("Pihak"), "role": say("Peran"), "state": say("Keadaan"), "joined_on": say("Bergabung pada")},
    ),
)
carry(PartyChange, plain=("values",), words={"kind": CHANGE_KINDS})
carry(
    GateRecord,
    plain=("values",),
    shown=Shown(
        "langkah",
        say("Yang tercatat untuk tiap langkah"),
        {"gate": say("Langkah"), "party_id": say("Pihak"), "values": say("Isi"), "recorded_at": say("Dicatat")},
    ),
)
carry(Agreement, inside={"content": renumbered}, frozen=("party",), reads=_read)
carry(
    Attachment,
    only=Attachment.archived_at.is_(None),
    without=say("Berkas yang ditarik kembali."),
    emptied={"stored_name": say("Nama berkas di piringan portal asal.")},
)
carry(GoalLink, pointers=(("kind", "thing_id"),))
name_kind("agreement", Agreement)
name_kind("clause", Agreement, times=PLACES)
