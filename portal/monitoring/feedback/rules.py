"""What citizens may say of a partnership, what is shown of it, and how long a contact is kept."""

from __future__ import annotations

import re
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

# A telephone, an account, a NIK: eight digits or more. Money with its points is none, nor what follows "Rp".
NUMBER = re.compile(r"(?<![\w.,+])(?<!Rp)(?<!Rp )(?<!Rp\. )(?:\+?\d{8,}|(?:\+62|62|0)[\d ()-]{6,22}\d)(?!\d)")
ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
# What looks like somebody's name; an office is none ("Pak Camat").
NAMED = re.compile(
    r"\b(?:Pak|Bapak|Bu|Ibu|Mas|Mbak|Mbah|Saudara|Sdr\.?|Haji|Kang)\s+"
    r"(?!(?:Camat|Lurah|Kades|Kepala|Sekdes|Carik|Bupati|Gubernur|Menteri|Presiden|Dukuh|Kasun|Bidan|Guru|RT|RW|Desa)\b)"
    r"[A-Z][\w']+(?:\s+[A-Z][\w']+)?",
)
LEAST_DIGITS = 8


def numbers_in(text: str) -> list[str]:
    """The numbers and e-mail addresses in a voice by which a person could be found, in their order."""
    return [found.group() for found in sorted(_numbers(text), key=lambda found: found.start())]


def names_in(text: str) -> list[str]:
    """What looks like somebody's name. A hint for who moderates, no more: names cannot be told for sure."""
    return list(dict.fromkeys(NAMED.findall(text)))


def masked(text: str) -> str:
    """A voice as it is shown to everyone: of each number and address only its beginning ("08…")."""
    for found in sorted(_numbers(text), key=lambda found: -found.start()):
        text = f"{text[: found.start()]}{found.group()[:2]}…{text[found.end() :]}"
    return text


def _numbers(text: str) -> list[re.Match[str]]:
    numbers = [
        found for found in NUMBER.finditer(text) if sum(sign.isdigit() for sign in found.group()) >= LEAST_DIGITS
    ]
    addresses = list(ADDRESS.finditer(text))
    apart = [one for one in numbers if not any(a.start() <= one.start() < a.end() for a in addresses)]
    return addresses + apart


def forget_contact_at(received_at: datetime) -> datetime:
    """When the contact that somebody left is erased."""
    return received_at + CONTACT_KEPT


def is_late(received_on: date, today: date) -> bool:
    """Whether it waits longer for its first reader than the parties set themselves."""
    return today - received_on > ANSWER_WITHIN
