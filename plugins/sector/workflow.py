"""What a partnership of one field adds to the lawful path: its sector is chosen, and somebody who knows looks at it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.sdk import Gate, LegalBasis, WorkflowAddition, say

from .forms import ReviewForm

PRACTICE = LegalBasis("Kebiasaan baik kemitraan satu sektor", confirmed=False)

GATES = (
    Gate(
        "sector_review",
        _l("Telaah teknis"),
        "partnership",
        ReviewForm,
        _l("Para pihak bersama yang ahli"),
        _l("Catatan Telaah Teknis"),
        PRACTICE,
        help=_l("Seorang yang ahli di bidangnya melihat rencana dan tempatnya sebelum naskah disepakati."),
        signers=(_l("Yang menelaah"),),
    ),
)

# Before a text is agreed, somebody who knows the field has looked. With a third party the last step is another.
ADDITION = WorkflowAddition(
    gates={"schedule_mad": ("sector_review",), "finish_draft": ("sector_review",)},
)


def reasons_to_wait(partnership: Any, transition: str, known: Collection[str]) -> list[Any]:
    """Without its sector there is nothing to offer; without expertise and a standard, nothing to agree.

    `known` are the codes of the sectors that are installed.
    """
    if transition == "send_offer" and partnership.sector not in known:
        return [say("Pilih dulu sektornya (Ubah judul dan tujuan).")]
    if transition not in ("open_consultation", "finish_draft"):
        return []
    reasons = []
    if not partnership.type_values.get("expertise"):
        reasons.append(say("Tuliskan keahlian yang dibawa tiap pihak (Isi rincian kemitraan)."))
    if not partnership.type_values.get("standard"):
        reasons.append(say("Tuliskan standar yang disepakati (Isi rincian kemitraan)."))
    return reasons
