"""What this room carries into a partnership's file; said once, when this module is read."""

from __future__ import annotations

from sqlalchemy import and_, not_

from ..contracts import say
from ..partnerships.portable import NewNumber, Shown, carry, keys_of, leave_out, list_of, name_kind
from ..web.markdown import rendered
from .ballots import rules as ballots
from .ballots.models import Ballot, Candidate, Election, Elector
from .calendar.models import CalendarLink
from .discussion.models import Post, PostFile, PostVersion, Thread
from .discussion.rules import folded
from .governance import decisions
from .governance import rules as governed
from .governance.models import Body, DecisionRule, Duty, Seat
from .interests.models import (
    Interest,
    InterestMark,
    Matter,
    MatterOption,
    OptionAnswer,
    OptionConsent,
    OptionServes,
)
from .ladder.models import Rung
from .meetings import rules as meetings
from .meetings.dates import rules as dates
from .meetings.dates.models import DateAnswer, DateChoice, DateSearch
from .meetings.models import AgendaItem, Attendance, Confirmation, Correction, Invitation, Meeting, Paper
from .meetings.series.models import MeetingSeries
from .notices.models import Delivery, Notice, Webhook
from .proposals import rules as proposals
from .proposals.models import Mandate, Proposal, SpokenWord, Voice


def _of_series(key: str, new_number: NewNumber) -> str:
    """The key of a meeting of a series, `<number of the series>:<day>`, with the series' new number."""
    number, colon, day = key.partition(":")
    found = new_number("meeting_series", int(number)) if colon and number.isdecimal() else None
    return f"{found}:{day}" if found is not None else ""


RULE = {"topic": decisions.TOPICS, "method": decisions.METHODS, "fallback": decisions.FALLBACKS}
CONFIDENTIAL = say("Perbedaan kepentingan dibicarakan secara rahasia: hanya yang dilibatkan yang tahu.")
A_PERSONS = say("Milik seorang petugas, bukan milik kerja sama.")

carry(
    Body,
    words={"kind": governed.KINDS, "formed_by": governed.FORMED_BY},
    shown=Shown(
        "para-pihak",
        say("Badan kerja sama"),
        {
            "name": say("Nama"),
            "kind": say("Macam"),
            "decree_number": say("Nomor keputusan"),
            "decree_on": say("Tanggal"),
        },
    ),
)
carry(
    Seat,
    words={"office": governed.OFFICES, "element": governed.ELEMENTS, "gender": governed.GENDERS},
    shown=Shown(
        "para-pihak",
        say("Pengurus"),
        {
            "person_name": say("Nama"),
            "office": say("Jabatan"),
            "party_id": say("Pihak"),
            "starts_on": say("Mulai"),
            "ends_on": say("Sampai"),
            "ended_on": say("Berhenti"),
        },
    ),
)
carry(
    DecisionRule,
    inside={"weights": keys_of("party")},
    words=RULE,
    shown=Shown(
        "para-pihak",
        say("Aturan memutuskan"),
        {
            "topic": say("Hal"),
            "method": say("Cara"),
            "minutes_number": say("Berita acara"),
            "in_force_from": say("Sejak"),
        },
    ),
)
carry(
    Duty,
    inside={"helpers": list_of("party"), "informed": list_of("party")},
    shown=Shown(
        "para-pihak", say("Pembagian tugas"), {"task": say("Tugas"), "party_id": say("Pihak"), "office": say("Jabatan")}
    ),
)
carry(MeetingSeries)
carry(
    Meeting,
    inside={"series_key": _of_series},
    words={"kind": meetings.KINDS, "state": meetings.STATES},
    sealed={"sha256": None, "frozen_text": None},
    shown=Shown(
        "rapat",
        say("Rapat"),
        {
            "title": say("Rapat"),
            "kind": say("Macam"),
            "starts_at": say("Waktu"),
            "place": say("Tempat"),
            "state": say("Keadaan"),
            "number": say("Nomor berita acara"),
            "frozen_text": say("Berita acara"),
        },
    ),
)
carry(
    AgendaItem,
    pointers=(("thing_kind", "thing_id"),),
    words={"outcome": meetings.OUTCOMES, "topic": decisions.TOPICS, "method": decisions.METHODS},
    shown=Shown(
        "rapat",
        say("Acara dan keputusan"),
        {
            "meeting_id": say("Rapat"),
            "title": say("Acara"),
            "notes": say("Catatan"),
            "outcome": say("Hasil"),
            "decision": say("Keputusan"),
        },
    ),
)
carry(Paper, words={"kind": meetings.PAPERS})
carry(Invitation, words={"answer": meetings.ANSWERS})
carry(
    Attendance,
    words={"element": governed.ELEMENTS, "gender": governed.GENDERS},
    shown=Shown(
        "rapat", say("Yang hadir"), {"meeting_id": say("Rapat"), "person_name": say("Nama"), "party_id": say("Pihak")}
    ),
)
carry(
    Confirmation,
    words={"state": {meetings.CONFIRMED: say("membenarkan"), meetings.OBJECTED: say("keberatan")}},
    shown=Shown(
        "rapat",
        say("Jawaban atas berita acara"),
        {"meeting_id": say("Rapat"), "party_id": say("Pihak"), "state": say("Jawaban"), "reason": say("Alasan")},
    ),
)
carry(Correction)
carry(DateSearch, words={"kind": meetings.KINDS, "state": dates.STATES})
carry(DateChoice)
carry(DateAnswer, words={"answer": dates.ANSWERS, "told_by": dates.CHANNELS})
carry(
    Proposal,
    pointers=(("thing_kind", "thing_id"),),
    words={**RULE, "state": proposals.STATES, "result": proposals.RESULTS},
    only=not_(and_(Proposal.is_hidden, Proposal.state == proposals.OPEN)),
    without=say("Usulan terbuka yang jawabannya baru terlihat setelah desa sendiri menjawab."),
    sealed={"sha256": None, "frozen_text": None, "state": proposals.OPEN},
    shown=Shown(
        "keputusan",
        say("Usulan"),
        {
            "title": say("Usulan"),
            "topic": say("Hal"),
            "deadline": say("Batas menjawab"),
            "state": say("Keadaan"),
            "result": say("Hasil"),
            "frozen_text": say("Naskah yang dibekukan"),
        },
    ),
)
carry(
    Voice,
    words={"position": proposals.POSITIONS},
    shown=Shown(
        "keputusan",
        say("Suara para pihak"),
        {"proposal_id": say("Usulan"), "party_id": say("Pihak"), "position": say("Jawaban"), "reason": say("Alasan")},
    ),
)
carry(SpokenWord, words={"position": proposals.POSITIONS})
carry(Mandate, words={"topic": decisions.TOPICS})
carry(
    Election,
    words={"office": governed.OFFICES, "way": ballots.WAYS, "state": ballots.STATES, "result": ballots.RESULTS},
    only=Election.state != ballots.OPEN,
    without=say("Pemilihan yang belum dihitung: isi kotak suara tidak dibuka sebelum waktunya."),
    sealed={"sha256": None, "frozen_text": None, "state": ballots.OPEN},
    shown=Shown(
        "keputusan",
        say("Pemilihan"),
        {"office": say("Jabatan"), "state": say("Keadaan"), "result": say("Hasil"), "frozen_text": say("Naskah")},
    ),
)
carry(Candidate)
carry(Elector)
carry(Ballot)
carry(
    Thread,
    pointers=(("subject_kind", "subject_id"),),
    shown=Shown(
        "percakapan", say("Percakapan"), {"title": say("Judul"), "about": say("Tentang"), "last_at": say("Terakhir")}
    ),
)
carry(
    Post,
    plain=("mentions",),
    links=("quoted_url",),
    made={"html": lambda row: rendered(row["text"]), "searched": lambda row: folded(row["text"])},
    only=Post.hidden_at.is_(None),
    without=say("Tulisan yang disembunyikan."),
    shown=Shown(
        "percakapan",
        say("Tulisan"),
        {"thread_id": say("Percakapan"), "written_by": say("Dari"), "written_at": say("Waktu"), "text": say("Isi")},
    ),
)
carry(PostFile)
carry(PostVersion)
for confidential in (
    Matter,
    Interest,
    InterestMark,
    MatterOption,
    OptionServes,
    OptionAnswer,
    OptionConsent,
    Rung,
):
    leave_out(confidential, CONFIDENTIAL)
for personal in (CalendarLink, Notice, Delivery):
    leave_out(personal, A_PERSONS)
leave_out(Webhook, say("Kunci dan alamat untuk memberi tahu program lain; rahasia portal ini."))
name_kind("body", Body)
name_kind("meeting", Meeting)
name_kind("agenda_item", AgendaItem)
name_kind("meeting_series", MeetingSeries)
name_kind("date_search", DateSearch)
name_kind("proposal", Proposal)
name_kind("election", Election)
name_kind("thread", Thread)
name_kind("post", Post)
