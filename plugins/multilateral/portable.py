"""What this plugin carries into a partnership's file; said once, when this module is read."""

from __future__ import annotations

from portal.sdk import portable, say

from .advocacy import rules as advocacy
from .advocacy.models import Position, Step, Support
from .pool import rules as pool
from .pool.models import Booking, Maintenance, Resource
from .sharing import rules as sharing
from .sharing.models import Assent, Distribution, PartyFigure, Scheme, Share

carry, Shown = portable.carry, portable.Shown


def _leading_somewhere(text: str) -> str:
    """The lines of a text of links that may stand there: a file may bring anything."""
    return "\n".join(line for line in text.splitlines() if advocacy.link_fault(line) is None)


carry(
    Position,
    inside={
        "links": lambda text, _new: "\n".join(line for line in text.splitlines() if advocacy.link_fault(line) is None)
    },
    plain=("supporters",),  # as they stood in the letter, which its fingerprint covers
    words={"state": advocacy.STATES, "threshold": advocacy.THRESHOLDS, "answer": advocacy.ANSWERS},
    shown=Shown(
        "keputusan",
        say("Sikap bersama"),
        {"title": say("Hal"), "ask": say("Yang diminta"), "addressee": say("Kepada"), "state": say("Keadaan")},
    ),
)
carry(Support, words={"word": advocacy.WORDS})
carry(Step)
carry(
    Resource,
    words={"kind": pool.KINDS, "condition": pool.CONDITIONS, "fee_per": pool.FEE_PER},
    shown=Shown(
        "uang",
        say("Yang dipakai bersama"),
        {"name": say("Nama"), "kind": say("Macam"), "quantity": say("Banyaknya"), "unit": say("Satuan")},
    ),
)
carry(Booking, words={"state": pool.STATES})
carry(Maintenance)
carry(Scheme, plain=("weights",), words={"covers": sharing.COVERS, "state": sharing.SCHEME_STATES})
carry(PartyFigure, words={"base": sharing.BASES})
carry(Assent)
carry(
    Distribution,
    shown=Shown(
        "uang",
        say("Bagi hasil dan iuran"),
        {
            "purpose": say("Untuk"),
            "happened_on": say("Tanggal"),
            "amount": say("Jumlah (Rp)"),
            "document": say("Bukti"),
            "archive_reason": say("Ditarik"),
        },
    ),
)
carry(
    Share,
    shown=Shown(
        "uang",
        say("Bagian tiap pihak"),
        {"distribution_id": say("Untuk"), "party_id": say("Pihak"), "amount": say("Jumlah (Rp)")},
    ),
)
