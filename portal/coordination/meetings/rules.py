"""What a meeting may do next, who was there and whether that is enough, and when its minutes are settled."""

from __future__ import annotations

from collections.abc import Mapping

from ...contracts import LegalBasis, Text, say

VILLAGE, INTER_VILLAGE, WORKING = "village_deliberation", "inter_village", "working"
KINDS: Mapping[str, Text] = {
    INTER_VILLAGE: say("Musyawarah antar desa"),
    VILLAGE: say("Musyawarah desa"),
    WORKING: say("Rapat kerja"),
}

DRAFT, CALLED, HELD, CONFIRMING, SETTLED = "draft", "called", "held", "confirming", "settled"
POSTPONED, CANCELLED = "postponed", "cancelled"
STATES: Mapping[str, Text] = {
    DRAFT: say("disiapkan"),
    CALLED: say("diundang"),
    HELD: say("sudah berlangsung"),
    CONFIRMING: say("berita acara menunggu jawaban desa"),
    SETTLED: say("berita acara tetap"),
    POSTPONED: say("ditunda"),
    CANCELLED: say("dibatalkan"),
}
TONES = {
    DRAFT: "neutral", CALLED: "info", HELD: "warn", CONFIRMING: "warn", SETTLED: "ok",
    POSTPONED: "warn", CANCELLED: "neutral",
}  # fmt: skip
COMING = (DRAFT, CALLED, POSTPONED)
PAST = (HELD, CONFIRMING, SETTLED)
NEXT: Mapping[str, tuple[str, ...]] = {
    DRAFT: (CALLED, HELD, CANCELLED),
    CALLED: (HELD, POSTPONED, CANCELLED),
    POSTPONED: (CALLED, HELD, CANCELLED),
    HELD: (CONFIRMING,),
    CONFIRMING: (HELD, SETTLED),
}

DECIDED, OPEN, WITHDRAWN = "decided", "open", "withdrawn"
OUTCOMES: Mapping[str, Text] = {
    DECIDED: say("Diputuskan"),
    OPEN: say("Belum selesai: dibawa ke rapat berikut"),
    WITHDRAWN: say("Ditarik"),
}

ATTENDS, ABSENT, REPRESENTED = "attends", "absent", "represented"
ANSWERS: Mapping[str, Text] = {
    ATTENDS: say("Hadir"),
    REPRESENTED: say("Diwakili"),
    ABSENT: say("Tidak hadir"),
}

CONFIRMED, OBJECTED = "confirmed", "objected"
CALL_PAPER, SIGNED_PAPER, PHOTO = "call", "signed", "photo"
PAPERS: Mapping[str, Text] = {
    CALL_PAPER: say("Bahan rapat"),
    SIGNED_PAPER: say("Berita acara bertanda tangan"),
    PHOTO: say("Foto atau daftar hadir"),
}

CONFIRM_DAYS = 7
WOMEN_PERCENT = 30  # a setting, of the guide to village meetings; warned about, never blocking
SETTING = LegalBasis("", confirmed=False)
