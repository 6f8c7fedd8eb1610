"""What citizens may say of a partnership, what is shown of it, and how long a contact is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from ...contracts import Text, say

PRAISE, COMPLAINT, SUGGESTION = "praise", "complaint", "suggestion"
KINDS: Mapping[str, Text] = {
    PRAISE: say("Pujian"),
    COMPLAINT: say("Pengaduan"),
    SUGGESTION: say("Saran"),
}
TONES = {PRAISE: "ok", COMPLAINT: "warn", SUGGESTION: "info"}

NEW, SHOWN, HIDDEN = "new", "shown", "hidden"
STATES: Mapping[str, Text] = {
    NEW: say("menunggu dibaca"),
    SHOWN: say("tampil untuk umum"),
    HIDDEN: say("tidak ditampilkan"),
}
STATE_TONES = {NEW: "warn", SHOWN: "ok", HIDDEN: "neutral"}

# Why something is not shown. To be against the partnership is no reason.
GROUNDS: Mapping[str, Text] = {
    "personal": say("Memuat data pribadi"),
    "abusive": say("Kata kasar atau menghina"),
    "elsewhere": say("Bukan tentang kerja sama ini"),
    "advertising": say("Iklan atau penipuan"),
    "repeated": say("Sama dengan yang sudah ada"),
}

CONTACT_KEPT = timedelta(days=60)
HIDDEN_KEPT = timedelta(days=60)  # then the words that nobody may read are erased; that there were some is kept
ANSWER_WITHIN = timedelta(days=14)  # what the parties set themselves; shown, not enforced


def forget_contact_at(received_at: datetime) -> datetime:
    """When the contact that somebody left is erased."""
    return received_at + CONTACT_KEPT


def is_late(received_on: date, today: date) -> bool:
    """Whether it waits longer for its first reader than the parties set themselves."""
    return today - received_on > ANSWER_WITHIN
