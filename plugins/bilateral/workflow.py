"""What two parties add to the lawful path: they see each other's place, and each gives something."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.sdk import Gate, LegalBasis, WorkflowAddition, say

from .forms import VisitForm

PRACTICE = LegalBasis("Kebiasaan baik kemitraan dua pihak", confirmed=False)

GATES = (
    Gate(
        "joint_visit",
        _l("Kunjungan lapangan bersama"),
        "partnership",
        VisitForm,
        _l("Kedua pihak"),
        _l("Berita Acara Kunjungan Lapangan"),
        PRACTICE,
        help=_l("Kedua pihak melihat sendiri lahan, air, atau tempat yang dikerjasamakan."),
    ),
)

# Before a text is agreed, both have seen the place. An agreement with a third party has another last step.
ADDITION = WorkflowAddition(
    gates={"schedule_mad": ("joint_visit",), "finish_draft": ("joint_visit",)},
)


def reasons_to_wait(partnership: Any, transition: str) -> list[Any]:
    """Where only one side gives it is help, not partnership: both gifts are named before drafting ends."""
    if transition not in ("open_consultation", "finish_draft"):
        return []
    values = partnership.type_values
    reasons = []
    if not values.get("initiator_gives"):
        reasons.append(say("Tuliskan apa yang diberikan pihak pengusul (bagian Saling memberi)."))
    if not values.get("receiver_gives"):
        reasons.append(say("Tuliskan apa yang diberikan pihak mitra (bagian Saling memberi)."))
    return reasons
