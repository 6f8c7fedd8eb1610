"""What a partnership health check asks, and how much of it anybody learns.

A party's own answers are never shown to another. While a round is open nobody sees any result, so that no
late answer can be told from a change of it. When the round ends the result is made once and the answers are
erased: there is nothing left to look up, and a second look shows what the first one did.

With two answers the result says of a statement only that both said green, or that it is to be talked about;
with `FEW` or more it counts the colours, unless nobody said green: three reds counted would tell what each said.
What remains: who said green and reads "to be talked about" knows that not all others said green; who differs from
all others knows what they said; and where no counts are shown nobody said green. The page says all three.
Rounds are at least `APART` days apart, so that two of them cannot be held against each other to find out
what one party said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ...contracts import LegalBasis, Text, say

GREEN, YELLOW, RED = "green", "yellow", "red"
COLOURS: Mapping[str, Text] = {
    GREEN: say("Hijau"),
    YELLOW: say("Kuning"),
    RED: say("Merah"),
}
STATEMENTS: Mapping[str, Text] = {
    "trust": say("Kami percaya kepada pihak lain dalam kerja sama ini."),
    "communication": say("Kabar penting sampai kepada kami tepat waktu."),
    "roles": say("Jelas siapa mengerjakan apa."),
    "fairness": say("Beban dan biaya dibagi dengan adil."),
    "promises": say("Janji ditepati, atau dibicarakan sebelum lewat waktunya."),
    "benefit": say("Warga kami merasakan manfaatnya."),
    "decisions": say("Kami ikut menentukan keputusan yang penting."),
    "capacity": say("Kami punya orang, waktu, dan dana untuk bagian kami."),
    "conflict": say("Perbedaan pendapat dapat dibicarakan dengan terbuka."),
    "future": say("Kami ingin kerja sama ini terus berjalan."),
}
TALK: Mapping[str, Text] = {
    "trust": say("Membangun kembali saling percaya"),
    "communication": say("Cara dan waktu saling memberi kabar"),
    "roles": say("Pembagian tugas antar pihak"),
    "fairness": say("Pembagian beban dan biaya"),
    "promises": say("Janji yang belum ditepati"),
    "benefit": say("Manfaat bagi warga tiap pihak"),
    "decisions": say("Cara mengambil keputusan bersama"),
    "capacity": say("Orang, waktu, dan dana tiap pihak"),
    "conflict": say("Cara menyelesaikan perbedaan pendapat"),
    "future": say("Kelanjutan kerja sama"),
}

KIND = "health_round"  # of thing: what a point of an agenda is about
FEW = 3  # answers from which on colours are counted
OPEN_DAYS = 14
APART = 30  # days from the end of one round to the beginning of the next
USUAL = 75  # days after which the next round is due: every two to three months
SETTING = LegalBasis("", confirmed=False)

GOOD, TALKED = "good", "talked"  # all said green; it is to be talked about


@dataclass(frozen=True)
class Line:
    """What a round says of one statement. `counts` are (green, yellow, red); None where they are not shown."""

    code: str
    verdict: str
    counts: tuple[int, int, int] | None = None

    @property
    def spread(self) -> Text:
        """In words, how far apart the parties see it; empty where that is not shown."""
        if self.counts is None:
            return ""
        if max(self.counts) == sum(self.counts):
            return say("semua sependapat")
        if self.counts[0] and self.counts[2]:
            return say("pandangan sangat berbeda")
        return say("pandangan agak berbeda")


def result_of(answers: Iterable[Mapping[str, str]]) -> list[Line]:
    """The result of a round, the statements to be talked about first; nothing where fewer than two answered."""
    given = list(answers)
    if len(given) < 2:
        return []
    lines = [_line(code, [said[code] for said in given if code in said]) for code in STATEMENTS]
    return sorted(lines, key=_urgency)


def kept(lines: Iterable[Line]) -> list[dict[str, object]]:
    """A result as it is stored for good."""
    return [{"code": line.code, "verdict": line.verdict, "counts": line.counts} for line in lines]


def read(stored: Iterable[Mapping[str, object]]) -> list[Line]:
    """A stored result."""
    return [
        Line(str(item["code"]), str(item["verdict"]), _shown(tuple(item["counts"])) if item["counts"] else None)  # type: ignore[arg-type]
        for item in stored
    ]


def to_talk_about(lines: Iterable[Line]) -> list[Line]:
    """What the result puts on the agenda."""
    return [line for line in lines if line.verdict == TALKED]


def closes_on(opened_on: date) -> date:
    """The last day on which a round takes answers."""
    return opened_on + timedelta(days=OPEN_DAYS)


def takes_answers(last_day: date, is_closed: bool, today: date) -> bool:
    """Whether a round still takes answers."""
    return not is_closed and today <= last_day


def opening_fault(last_closed_on: date | None, today: date) -> Text | None:
    """Why no new round can be opened yet; None when it can."""
    if last_closed_on is None or (today - last_closed_on).days >= APART:
        return None
    return say(
        "Putaran berikutnya dapat dibuka %(days)s hari sesudah yang terakhir ditutup. "
        "Jeda ini menjaga agar jawaban satu pihak tidak dapat ditebak.",
        days=APART,
    )


def is_due(last_closed_on: date | None, running_since: date | None, today: date) -> bool:
    """Whether it is time for another round of a partnership that runs since a day."""
    since = last_closed_on or running_since
    return since is not None and (today - since).days >= USUAL


def _line(code: str, colours: list[str]) -> Line:
    counts = (colours.count(GREEN), colours.count(YELLOW), colours.count(RED))
    verdict = GOOD if counts[0] == len(colours) else TALKED
    return Line(code, verdict, _shown(counts) if len(colours) >= FEW else None)


def _shown(counts: tuple[int, int, int]) -> tuple[int, int, int] | None:
    """The counts as far as they are told: not where nobody said green."""
    return counts if counts[0] else None


def _urgency(line: Line) -> tuple[bool, bool, int, int]:
    """What is to be talked about first: what nobody called green, without telling what they called it."""
    counts = line.counts or (0, 0, 0)
    return (line.verdict == GOOD, line.counts is not None, -counts[2], -counts[1])
