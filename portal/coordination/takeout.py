"""The lists of coordination as files: meetings, what they decided, and proposals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, select

from ..contracts import Text
from ..partnerships.models import Partnership
from ..partnerships.takeout import of_work, scope_of, year_of
from ..partnerships.working import insiders_partnership_or_404, partnership_or_404
from ..web.listings import Asked, Coded, add_listings, headings, in_parts
from .governance.decisions import METHODS, TOPICS
from .meetings import queries as meetings
from .meetings import rules
from .meetings.models import AgendaItem, Meeting
from .proposals import rules as proposals
from .proposals.models import Proposal

OF = (Partnership.id, Partnership.title)
MEETING = (("nomor_rapat", _l("Nomor rapat")), ("rapat", _l("Rapat")), ("mulai", _l("Mulai")))


def init_app(app: Flask) -> None:
    """Let these lists be taken along."""
    met = headings(
        *MEETING,
        ("jenis", _l("Jenis")),
        ("selesai", _l("Selesai")),
        ("tempat", _l("Tempat")),
        ("keadaan", _l("Keadaan")),
        ("nomor_berita_acara", _l("Nomor berita acara")),
        ("berita_acara_tetap", _l("Berita acara tetap pada")),
        ("untuk_umum", _l("Tampil untuk umum")),
    )
    decided = headings(
        *MEETING,
        ("acara", _l("Acara")),
        ("hasil", _l("Hasil")),
        ("keputusan", _l("Keputusan")),
        ("hal", _l("Hal")),
        ("cara", _l("Cara memutuskan")),
        ("setuju", _l("Setuju")),
        ("menolak", _l("Menolak")),
        ("abstain", _l("Abstain")),
    )
    proposed = headings(
        ("nomor_usulan", _l("Nomor usulan")),
        ("usulan", _l("Usulan")),
        ("isi", _l("Isi")),
        ("hal", _l("Hal")),
        ("dibuka", _l("Dibuka")),
        ("oleh", _l("Oleh")),
        ("batas", _l("Batas menjawab")),
        ("keadaan", _l("Keadaan")),
        ("hasil", _l("Hasil")),
    )
    add_listings(
        app,
        *of_work("rapat", _l("Rapat"), met, _meetings, partnership_or_404),
        *of_work("keputusan", _l("Keputusan rapat"), decided, _decisions, partnership_or_404),
        *of_work("usulan", _l("Usulan"), proposed, _proposals, insiders_partnership_or_404),
    )


def _meetings(asked: Asked) -> Iterator[Sequence[Any]]:
    """The meetings; strangers read the settled ones that were made public."""
    query = select(*OF, Meeting.id, Meeting.title, Meeting.starts_at, Meeting.kind, Meeting.ends_at, Meeting.place,
                   Meeting.state, Meeting.number, Meeting.settled_at, Meeting.is_public)  # fmt: skip
    query = query.join(Meeting, Meeting.partnership_id == Partnership.id)
    query = query.where(scope_of(asked, meetings.shown_to_all()), *_when(asked), *_in_year(Meeting.starts_at, asked))
    for part in in_parts(query.order_by(Partnership.id, Meeting.starts_at, Meeting.id)):
        for row in part:
            kind, state = _coded(rules.KINDS, row.kind), _coded(rules.STATES, row.state)
            yield [*row[:5], kind, row.ends_at, row.place, state, *row[9:]]


def _decisions(asked: Asked) -> Iterator[Sequence[Any]]:
    """What was decided in meetings that were held, item by item; of strangers the settled ones made public."""
    query = select(*OF, Meeting.id, Meeting.title, Meeting.starts_at, AgendaItem.title.label("item"),
                   AgendaItem.outcome, AgendaItem.decision, AgendaItem.topic, AgendaItem.method,
                   AgendaItem.in_favour, AgendaItem.against, AgendaItem.abstain)  # fmt: skip
    query = query.join(Meeting, Meeting.partnership_id == Partnership.id)
    query = query.join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
    query = query.where(scope_of(asked, meetings.shown_to_all()), *_in_year(Meeting.starts_at, asked))
    query = query.where(Meeting.state.in_(rules.PAST), AgendaItem.archived_at.is_(None), AgendaItem.outcome != "")
    for part in in_parts(query.order_by(Partnership.id, Meeting.starts_at, Meeting.id, AgendaItem.position)):
        for row in part:
            outcome = _coded(rules.OUTCOMES, row.outcome)
            topic, method = _coded(TOPICS, row.topic), _coded(METHODS, row.method)
            yield [*row[:6], outcome, row.decision, topic, method, *row[10:]]


def _proposals(asked: Asked) -> Iterator[Sequence[Any]]:
    """The proposals and what became of them; who answered what stays on their own page."""
    query = select(*OF, Proposal.id, Proposal.title, Proposal.words, Proposal.topic, Proposal.opened_at,
                   Proposal.opened_by, Proposal.deadline, Proposal.state, Proposal.result)  # fmt: skip
    query = query.join(Proposal, Proposal.partnership_id == Partnership.id)
    query = query.where(scope_of(asked), *_in_year(Proposal.opened_at, asked))
    for part in in_parts(query.order_by(Partnership.id, Proposal.id)):
        for row in part:
            state, result = _coded(proposals.STATES, row.state), _coded(proposals.RESULTS, row.result)
            yield [*row[:5], _coded(TOPICS, row.topic), *row[6:9], state, result]


def _when(asked: Asked) -> list[ColumnElement[bool]]:
    """The page's filter `kapan`."""
    states = {meetings.COMING: rules.COMING, meetings.PAST: rules.PAST}.get(asked.filter("kapan"))
    return [Meeting.state.in_(states)] if states else []


def _in_year(column: Any, asked: Asked) -> list[ColumnElement[bool]]:
    year = year_of(asked)
    if not year:
        return []
    return [and_(column >= datetime(year, 1, 1, tzinfo=UTC), column < datetime(year + 1, 1, 1, tzinfo=UTC))]


def _coded(words: Mapping[str, Text], code: str) -> Coded | None:
    return Coded(code, words.get(code, code)) if code else None
