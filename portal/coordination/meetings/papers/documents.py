"""The papers of a meeting that are issued: the call, the attendance list, what was said, the berita acara."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from .... import clock, numerals
from ....contracts import LegalBasis, Text, say
from ....db import db
from ....paperwork import (
    Blank,
    Block,
    DocumentKind,
    Edition,
    Fields,
    Heading,
    Listing,
    PageBreak,
    Paper,
    PaperOf,
    Paragraph,
    Title,
)
from ....partnerships.models import Partnership
from ....partnerships.paper_parts import (
    DOTS,
    addressee_list,
    addressees,
    heads_sign,
    indonesian,
    on_day,
    read_once,
    side_by_side,
    when,
)
from ....partnerships.writers import writers_of
from ....web.i18n import format_day
from ...governance.decisions import CONSENSUS, METHODS
from .. import queries
from .. import rules as meetings
from ..models import AgendaItem, Meeting
from . import rules, sheets
from .dossier import Dossier, attendance_lists, inviter_of, inviter_signs, leaders, letterhead_of, lines_of, owner_of

MOST_MEETINGS = 40  # whose papers are offered: what is to come, then the newest
SETTING = (LegalBasis("Tata tertib musyawarah setempat", confirmed=False),)
BASIS = (LegalBasis("UU 6/2014", "Pasal 92"), *SETTING)
SINCE = date(2014, 1, 15)  # UU 6/2014


def _call(found: Dossier) -> list[Block]:
    """One letter to all who are invited: named at its head while they are few, else in a list at its end."""
    meeting, of = found.meeting, found.of
    to = [str(letter["addressee"] if isinstance(letter, dict) else letter.addressee) for letter in of["invitations"]]
    agenda = [line.item.title for line in of["agenda"]]
    enclosed = [paper.title or paper.attachment.original_name for paper in of["papers"]]
    annexes = len(enclosed) + bool(addressee_list(to))
    called = meeting.called_at.astimezone(clock.zone_of(None)).date() if meeting.called_at else None
    inviter = inviter_of(found)
    place = inviter.short if inviter and inviter.is_village else DOTS
    head = (
        ("Nomor", DOTS),
        ("Sifat", "Biasa"),
        ("Lampiran", f"{annexes} ({numerals.in_words(annexes)}) berkas" if annexes else "–"),
        ("Perihal", f"Undangan {found.kind.lower()}"),
    )
    asked = (
        f"Kami mengundang Bapak/Ibu menghadiri {found.kind.lower()} dalam kerja sama “{of['partnership'].title}” pada:"
    )
    return [
        letterhead_of(found, inviter),
        Paragraph(f"{place}, {on_day(called)}", align="right"),
        Fields(head),
        addressees(to),
        Paragraph("Dengan hormat,", align="left"),
        Paragraph(asked, indent=True),
        found.facts,
        *when(agenda, Paragraph("Acara:", align="left"), Listing(tuple(agenda))),
        *([Paragraph(meeting.call_text)] if meeting.call_text else []),
        *when(enclosed, Paragraph("Bahan yang disertakan:", align="left"), Listing(tuple(enclosed))),
        Paragraph("Bila diwakilkan, mohon yang mewakili membawa surat mandat."),
        Paragraph("Atas kehadiran Bapak/Ibu kami ucapkan terima kasih.", indent=True),
        side_by_side([inviter_signs(found, inviter)]),
        *addressee_list(to),
    ]


def _attendance(found: Dossier) -> list[Block]:
    """Who was there, each beside a place to sign; before the meeting blank lines for each party."""
    of = found.of
    counted = [Paragraph(str(of["were_there"]))] if of["people"] else []
    return [
        Title((f"DAFTAR HADIR {found.kind.upper()}",)),
        found.facts,
        *attendance_lists(found, of["blank_rows"], guests=5),
        *counted,
        leaders(found),
    ]


def _notes(found: Dossier) -> list[Block]:
    """What was said on each item of the agenda, and what came of it."""
    blocks: list[Block] = [Title((f"NOTULEN {found.kind.upper()}",)), found.facts]
    for place, line in enumerate(found.of["agenda"], 1):
        blocks += _noted(place, line.item)
    if not found.of["agenda"]:
        blocks.append(Blank(10))
    return [*blocks, leaders(found)]


def _minutes(found: Dossier) -> list[Block]:
    """The berita acara: when, where, between whom, what was decided how, who objects, who signs; the list annexed."""
    of, meeting = found.of, found.meeting
    agenda = [line.item.title for line in of["agenda"]]
    frozen = f"Naskah tetap di portal, sidik jari SHA-256: {meeting.sha256}" if meeting.sha256 else ""
    return [
        Title((f"BERITA ACARA {found.kind.upper()}", f"NOMOR: {meeting.number or DOTS}")),
        Paragraph(str(of["opening"])),
        Listing(tuple(writer.name for writer in found.voices)),
        Paragraph(str(of["led_by"])),
        *([Paragraph(str(of["were_there"]))] if of["people"] else []),
        Heading("Acara"),
        Listing(tuple(agenda)) if agenda else Blank(4),
        Heading("Keputusan"),
        *_decided(found),
        *_objected(found),
        Paragraph("Demikian berita acara ini dibuat dengan sebenarnya."),
        leaders(found),
        heads_sign(found.voices),
        *([Paragraph(frozen, align="left")] if frozen else []),
        PageBreak(),
        Heading("Lampiran: daftar hadir"),
        *attendance_lists(found, 3, guests=0),
    ]


def _decided(found: Dossier) -> list[Block]:
    of = found.of
    if not of["decided"]:
        return [Paragraph("Tidak ada yang diputuskan.")] if of["is_past"] else [Blank(8)]
    blocks: list[Block] = [Paragraph(str(of["agreed_sentence"]))]
    for place, item in enumerate(of["decided"], 1):
        blocks += [Paragraph(f"{place}. {item.title}{_count(item)}", align="left", bold=True), *lines_of(item.decision)]
    left = tuple(item.title for item in of["left_open"])
    return [*blocks, *when(left, Paragraph("Belum selesai dan dibawa ke rapat berikut:"), Listing(left))]


def _count(item: AgendaItem) -> str:
    """The count of villages behind a decision, or the way it was decided where that was not by mufakat."""
    if item.in_favour is not None:
        said = (item.in_favour, item.against or 0, item.abstain or 0)
        return " (suara desa: setuju {}, menolak {}, abstain {})".format(*said)
    return f" ({METHODS[item.method]})" if item.method in METHODS and item.method != CONSENSUS else ""


def _objected(found: Dossier) -> list[Block]:
    said = tuple(f"{name} keberatan: {reason}" for name, reason in found.of["objections"])
    return [Heading("Keberatan"), Listing(said, mark="dash")] if said else []


def _noted(place: int, item: AgendaItem) -> list[Block]:
    outcome = str(meetings.OUTCOMES[item.outcome]) if item.outcome in meetings.OUTCOMES else ""
    return [
        Heading(f"{place}. {item.title}", level=2),
        Paragraph(item.notes) if item.notes else Blank(3),
        *([Fields((("Hasil", outcome),))] if outcome else []),
        *lines_of(item.decision),
    ]


def _composed(blocks_of: Callable[[Dossier], list[Block]], title: str) -> Callable[[Any, str], Paper]:
    """Composes a kind of paper of the meeting whose number is the key; KeyError when there is none."""

    @indonesian
    def compose(partnership: Partnership, key: str) -> Paper:
        meeting = _meeting(partnership, key)
        writers = writers_of(partnership, partnership.parties)  # knows the places that the sheets ask for
        found = Dossier(meeting, writers, sheets.context_of(partnership, meeting))
        return Paper(f"{title} – {meeting.title}", tuple(blocks_of(found)))

    return compose


def _meeting(partnership: Partnership, key: str) -> Meeting:
    """A meeting without its agenda, which the sheets read; KeyError when there is none."""
    wanted = int(key) if key.isascii() and key.isdigit() and len(key) < 10 else 0
    query = select(Meeting).where(Meeting.partnership_id == partnership.id, Meeting.id == wanted)
    meeting = db.session.scalars(query.options(joinedload(Meeting.body))).one_or_none()
    if meeting is None:
        raise KeyError(key)
    return meeting


def _papers(
    states: Iterable[str], missing: Callable[[Meeting, bool], list[Text]], owner: Callable[[Meeting], int | None]
) -> Callable[[Any], list[PaperOf]]:
    """Offers a paper of every meeting in one of these states."""
    wanted = frozenset(states)

    def papers(partnership: Partnership) -> list[PaperOf]:
        return [
            PaperOf(str(meeting.id), _label(meeting), owner(meeting), tuple(missing(meeting, has_agenda)))
            for meeting, has_agenda in _meetings(partnership)
            if meeting.state in wanted
        ]

    return papers


def _meetings(partnership: Partnership) -> list[tuple[Meeting, bool]]:
    """The meetings that papers are offered of, each with whether it has an agenda; one statement for all kinds."""
    on_agenda = exists().where(AgendaItem.meeting_id == Meeting.id, AgendaItem.archived_at.is_(None))
    chosen = queries.listed(partnership.id, insider=True).where(Meeting.state != meetings.CANCELLED)
    query = chosen.add_columns(select(on_agenda.correlate(Meeting)).scalar_subquery()).limit(MOST_MEETINGS)
    return read_once(
        ("meetings", partnership.id), lambda: [(row[0], bool(row[1])) for row in db.session.execute(query)]
    )


def _label(meeting: Meeting) -> Text:
    day = format_day(meeting.starts_at.astimezone(clock.zone_of(None)).date())
    return say("%(title)s, %(day)s", title=meeting.title, day=day)


def _missing_of_call(meeting: Meeting, has_agenda: bool) -> list[Text]:
    found = [] if meeting.place else [say("Tempat rapat belum ditulis.")]
    return found if has_agenda else [*found, say("Acara rapat belum ditulis.")]


def _missing_of_minutes(meeting: Meeting, has_agenda: bool) -> list[Text]:
    why = rules.NOT_SETTLED.get(meeting.state)
    return [say("Berita acara belum tetap: %(why)s.", why=why)] if why else []


def _nothing(meeting: Meeting, has_agenda: bool) -> list[Text]:
    return []


def _nobody(meeting: Meeting) -> None:
    return None


_LISTED = (*meetings.COMING, *meetings.PAST)
KINDS = [
    DocumentKind(
        "undangan-rapat",
        say("Undangan rapat"),
        _papers(meetings.COMING, _missing_of_call, owner_of),
        (Edition(_composed(_call, "Undangan"), SETTING, SINCE),),
        help=say("Satu surat untuk semua yang diundang, dengan acara, waktu, tempat, dan bahannya."),
        register="letter",
        order=310,
    ),
    DocumentKind(
        "daftar-hadir-rapat",
        say("Daftar hadir rapat"),
        _papers(_LISTED, _nothing, _nobody),
        (Edition(_composed(_attendance, "Daftar hadir"), SETTING, SINCE),),
        help=say("Kosong untuk ditandatangani, atau berisi yang sudah dicatat."),
        order=320,
    ),
    DocumentKind(
        "notulen-rapat",
        say("Notulen rapat"),
        _papers(meetings.PAST, _nothing, _nobody),
        (Edition(_composed(_notes, "Notulen"), SETTING, SINCE),),
        order=330,
    ),
    DocumentKind(
        "berita-acara-rapat",
        say("Berita acara rapat"),
        _papers(meetings.PAST, _missing_of_minutes, _nobody),
        (Edition(_composed(_minutes, "Berita acara"), BASIS, SINCE),),
        help=say("Keputusan dengan cara memutuskannya, tanda tangan, dan daftar hadir sebagai lampiran."),
        register="minutes",
        order=340,
    ),
]
