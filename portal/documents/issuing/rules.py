"""What an issued paper is: its owner in the books, its code, and what is to be said of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...contracts import Text, say

OWNER, REGISTER, PATTERN, CLASSIFICATION = 40, 12, 100, 20  # letters
NUMBER, TITLE, ISSUER, REASON = 200, 300, 300, 500  # letters
CODE_LENGTH = 12
NO_REGISTER: Text = say("Tanpa nomor")
# No letters that look like figures or like each other, and no vowels that could make a word.
ALPHABET = "2346789BCDFGHJKMNPQRTVWXYZ"
PDF, DOCX, SCAN = "pdf", "docx", "scan"

GENUINE, CHANGED, WITHDRAWN, REPLACED, UNKNOWN = "genuine", "changed", "withdrawn", "replaced", "unknown"
VERDICTS: Mapping[str, Text] = {
    GENUINE: say("ASLI"),
    CHANGED: say("DIUBAH"),
    WITHDRAWN: say("DITARIK"),
    REPLACED: say("DITARIK, SUDAH DIGANTI"),
    UNKNOWN: say("TIDAK DIKENAL"),
}
TONES: Mapping[str, str] = {GENUINE: "ok", CHANGED: "bad", WITHDRAWN: "warn", REPLACED: "warn", UNKNOWN: "bad"}

# What a file handed in for comparison is.
SAME_FILE, SAME_SCAN, OLD_SCAN, SAME_TEXT, OTHER = "same_file", "same_scan", "old_scan", "same_text", "other"
COMPARED: Mapping[str, Text] = {
    SAME_FILE: say("Berkas ini sama persis dengan yang diterbitkan."),
    SAME_SCAN: say("Berkas ini sama dengan pindaian bertanda tangan."),
    OLD_SCAN: say("Berkas ini sama dengan pindaian lama, yang sudah diganti."),
    SAME_TEXT: say("Sidik ini sama dengan sidik isi dokumen yang diterbitkan."),
    OTHER: say("TIDAK sama dengan yang diterbitkan, dan tidak sama dengan pindaian bertanda tangan."),
}
COMPARED_TONES: Mapping[str, str] = {
    SAME_FILE: "ok", SAME_SCAN: "ok", SAME_TEXT: "ok", OLD_SCAN: "warn", OTHER: "bad",
}  # fmt: skip
LEAST_OF_HASH = 12  # letters of a hash that are enough to compare
_CODE = re.compile(f"[{ALPHABET}]{{{CODE_LENGTH}}}")
_HASH = re.compile(rf"[0-9a-f]{{{LEAST_OF_HASH},64}}")


def grouped(code: str) -> str:
    """A code as people read it: ABCD-EFGH-JKMN."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def read_code(text: str) -> str:
    """The code a person typed, with any dashes, blanks and small letters; empty when it is none."""
    code = "".join(char for char in text[:60].upper() if char.isalnum())
    return code if _CODE.fullmatch(code) else ""


def read_hash(text: str) -> str:
    """The hash a person typed, whole or its beginning of at least twelve letters; empty when it is none."""
    plain = "".join(text[:200].lower().split())
    return plain if _HASH.fullmatch(plain) else ""


def verdict(is_unchanged: bool, is_withdrawn: bool, is_replaced: bool) -> str:
    """What is to be said of an issued paper: that it was changed matters more than anything else."""
    if not is_unchanged:
        return CHANGED
    if is_replaced:
        return REPLACED
    return WITHDRAWN if is_withdrawn else GENUINE


def owner_of(village_code: str | None, organisation_id: int | None, partnership_id: int) -> str:
    """Whose book a number comes from: a party's, or that of the partnership for papers of all."""
    if village_code:
        return f"village:{village_code}"
    return f"organisation:{organisation_id}" if organisation_id else f"partnership:{partnership_id}"
