"""What the papers of one meeting are made of: its facts, who writes and leads, who was there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .... import numerals
from ....paperwork import Block, Fields, Letterhead, Listing, Paragraph, Signature
from ....partnerships.paper_parts import DOTS, side_by_side, table
from ....partnerships.writers import Writer
from ....web.i18n import format_day
from ...governance.rules import ELEMENTS, MAN, WOMAN
from .. import rules as meetings
from ..models import Attendance, Meeting

_SEXES = {MAN: "L", WOMAN: "P"}


@dataclass(frozen=True)
class Dossier:
    """All that a paper of one meeting is made of; `of` holds the values of the printed sheets."""

    meeting: Meeting
    writers: dict[int, Writer]
    of: dict[str, Any]

    @property
    def voices(self) -> list[Writer]:
        """The parties that have a voice in it, as papers name them."""
        return [self.writers[village.party.id] for village in self.of["villages"]]

    @property
    def kind(self) -> str:
        """Musyawarah antar desa, musyawarah desa or rapat kerja."""
        return str(meetings.KINDS[self.meeting.kind])

    @property
    def facts(self) -> Fields:
        """Which meeting, on which day, at which hour of which zone, and where."""
        day, meeting = self.of["day"], self.meeting
        rows = [
            ("Rapat", meeting.title),
            ("Hari, tanggal", f"{numerals.WEEKDAYS[day.weekday()]}, {format_day(day)}"),
            ("Waktu", self.of["hours"]),
            ("Tempat", meeting.place or DOTS),
        ]
        return Fields((*rows, ("Daring", meeting.online_note)) if meeting.online_note else tuple(rows))


def attendance_lists(found: Dossier, blank_rows: int, guests: int) -> list[Block]:
    """A list for each party with a voice, then for the guests; who is expected stands on the first blank line."""
    of = found.of
    blocks: list[Block] = []
    for village, writer in zip(of["villages"], found.voices, strict=True):
        expected = village.expected.person_name if village.expected else ""
        blocks += _list(writer.name, village.people, blank_rows, expected)
    return [*blocks, *_list("Tamu", of["guests"], guests, "")] if guests or of["guests"] else blocks


def _list(name: str, people: Iterable[Attendance], blank_rows: int, expected: str) -> list[Block]:
    rows = [
        (str(place), one.person_name, str(ELEMENTS.get(one.element, "")), _SEXES.get(one.gender, ""), "")
        for place, one in enumerate(people, 1)
    ]
    if not rows:
        rows = [(str(place), expected if place == 1 else "", "", "", "") for place in range(1, blank_rows + 1)]
    return table(name, ("No.", "Nama", "Unsur", "L/P", "Tanda tangan"), rows, widths=(1, 6, 4, 1, 4))


def leaders(found: Dossier) -> Block:
    chair, secretary = found.meeting.chair_name, found.meeting.secretary_name
    return side_by_side([Signature(("Pimpinan rapat,",), chair), Signature(("Notulis,",), secretary)])


def inviter_of(found: Dossier) -> Writer | None:
    """The party that writes the call: the village of its own meeting, the host where no body calls."""
    meeting = found.meeting
    return found.writers.get(owner_of(meeting) or 0)


def inviter_signs(found: Dossier, inviter: Writer | None) -> Signature:
    body = found.meeting.body
    who = body.name if body else inviter.name if inviter else found.of["partnership"].title
    return Signature(("Pengundang,", who), found.meeting.chair_name)


def letterhead_of(found: Dossier, inviter: Writer | None) -> Letterhead:
    title, body = found.of["partnership"].title.upper(), found.meeting.body
    if body is not None:
        return Letterhead((title, body.name.upper()))
    return inviter.letterhead if inviter else Letterhead((title,))


def owner_of(meeting: Meeting) -> int | None:
    """The party in whose book the call is numbered; None for that of the partnership, where a body calls."""
    if meeting.kind == meetings.VILLAGE:
        return meeting.party_id
    return None if meeting.body_id else meeting.host_party_id


def lines_of(text: str) -> list[Block]:
    """What was decided: one paragraph, or its lines as lettered items."""
    lines = tuple(line.strip() for line in text.splitlines() if line.strip())
    return [Listing(lines, mark="letter")] if len(lines) > 1 else [Paragraph(line) for line in lines]
