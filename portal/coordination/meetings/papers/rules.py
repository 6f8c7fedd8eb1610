"""The words of papers: which sheets there are, how a set of decisions was reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ....contracts import Text, say
from ...governance.decisions import CONSENSUS
from .. import rules as meetings

LETTERS, AGENDA, ATTENDANCE = "undangan", "acara", "daftar-hadir"
PAPERS, DRAFTS, MINUTES = "bahan", "rancangan-keputusan", "berita-acara"
SHEETS: Mapping[str, Text] = {
    LETTERS: say("Surat undangan"),
    AGENDA: say("Susunan acara"),
    ATTENDANCE: say("Daftar hadir"),
    PAPERS: say("Daftar bahan"),
    DRAFTS: say("Rancangan keputusan"),
    MINUTES: say("Berita acara"),
}

NOT_SETTLED: Mapping[str, Text] = {  # why minutes do not stand yet, by the state of their meeting
    **dict.fromkeys(meetings.COMING, say("rapat belum berlangsung")),
    meetings.HELD: say("belum dikirim kepada para pihak"),
    meetings.CONFIRMING: say("menunggu jawaban desa"),
    meetings.CANCELLED: say("rapat dibatalkan"),
}
OBJECTED_TO = say("ada desa yang keberatan")


def agreed_sentence(methods: Iterable[str]) -> Text:
    """How the decisions below it were reached: “secara mufakat” only where every one of them was."""
    listed = list(methods)
    if listed and all(method == CONSENSUS for method in listed):
        return say("Setelah dibahas, musyawarah secara mufakat menyepakati hal-hal sebagai berikut:")
    return say("Setelah dibahas, musyawarah memutuskan hal-hal sebagai berikut:")


def opening(day_in_words: str, day: str, hours: str, place: str, kind: str, title: str, partnership: str) -> Text:
    """How minutes begin: when and where which meeting was held; what follows is between whom."""
    return say(
        "Pada hari ini, %(day)s (%(date)s), pukul %(hours)s, bertempat di %(place)s, telah dilaksanakan %(kind)s "
        "“%(title)s” dalam kerja sama “%(partnership)s”, antara:",
        day=day_in_words, date=day, hours=hours, place=place, kind=kind, title=title, partnership=partnership,
    )  # fmt: skip


def led_by(chair: str, secretary: str) -> Text:
    """Who led the meeting and who wrote its minutes; who was there stands on the list."""
    return say(
        "Musyawarah dihadiri peserta sebagaimana tercantum dalam lampiran daftar hadir, dipimpin %(chair)s, dicatat "
        "%(secretary)s.",
        chair=chair,
        secretary=secretary,
    )


def were_there(people: int, present: int, women: int, poor: int) -> Text:
    """How many were there, of how many parties, and how many women and people from poor households among them."""
    return say(
        "Yang hadir %(people)s orang dari %(present)s pihak, di antaranya %(women)s perempuan dan %(poor)s orang dari "
        "rumah tangga miskin.",
        people=people, present=present, women=women, poor=poor,
    )  # fmt: skip


def rows_for(villages: int) -> int:
    """How many blank rows each village gets on the attendance list, so that it stays a few pages."""
    if villages <= 4:
        return 15
    return 10 if villages <= 10 else 5
