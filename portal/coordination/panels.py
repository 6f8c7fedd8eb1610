"""The panel "Musyawarah dan keputusan": what every subject of the room has to say, in one statement."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, cast, null, select, union_all

from .. import clock
from ..contracts import Panel, Text, say
from ..db import UtcDateTime, db
from ..partnerships.models import Partnership
from ..partnerships.overview import is_insider
from ..partnerships.rules import JOINT_REGULATION
from ..permissions import Actor
from ..web.i18n import format_day, format_moment
from .ballots import summary as ballots
from .discussion import summary as discussion
from .governance import summary as governance
from .interests import summary as interests
from .meetings import summary as meetings
from .proposals import summary as proposals

# A subject's `summary(partnership_id, person)` gives rows of (what, thing, name, day, much) and perhaps `moment`.
Summary = Callable[[int, Actor], list[Select[Any]]]
SUMMARIES: tuple[Summary, ...] = (
    meetings.summary,
    proposals.summary,
    ballots.summary,
    interests.summary,
    discussion.summary,
)
# What a row says, and the page of its thing with the name of its parameter.
LINES: dict[str, tuple[Text, str, str]] = {
    "meeting": (say("Rapat berikut: %(moment)s"), "meetings.show", "meeting_id"),
    "minutes": (say("Berita acara menunggu jawaban sampai %(day)s"), "meetings.show", "meeting_id"),
    "decisions": (say("Keputusan rapat yang terbuka"), "meetings.show", "meeting_id"),
    "proposal": (say("Usulan menunggu jawaban sampai %(moment)s"), "proposals.show", "proposal_id"),
    "election": (say("Pemilihan pengurus sampai %(moment)s"), "ballots.show", "election_id"),
    "matter": (say("Perbedaan yang dirundingkan: %(much)s"), "interests.show", "matter_id"),
    "thread": (say("Tulisan terakhir di percakapan: %(moment)s"), "discussion.show", "thread_id"),
}
FOR_ALL = ("meeting", "minutes", "proposal", "election")
# The subjects' own pages, for insiders.
PLACES: tuple[tuple[str, Text], ...] = (
    ("meetings.index", _l("Rapat")),
    ("proposals.index", _l("Usulan")),
    ("ballots.index", _l("Pemilihan pengurus")),
    ("interests.index", _l("Perbedaan")),
    ("discussion.index", _l("Percakapan")),
    ("governance.bodies", _l("Badan kerja sama")),
)
COLUMNS = ("what", "thing", "name", "day", "much")


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """One panel; strangers see it once there is a body or a decision that everyone reads."""
    insider = is_insider(actor, partnership)
    rows = rows_of(partnership, actor, insider)
    body = governance.shown(rows, partnership)
    lines = [row for row in rows if row.what in LINES]
    if not (insider or body["has_bodies"] or lines):
        return []
    context = partial(_context, body, lines, insider)
    title = _l("Musyawarah dan keputusan")
    return [Panel("musyawarah", title, "coordination/panel.html", context, order=60, public=True)]


def rows_of(partnership: Partnership, actor: Actor, insider: bool) -> list[Any]:
    """What all subjects say, in one statement."""
    parts = governance.summary(partnership.id, clock.today())
    if insider:
        parts += [query for summary in SUMMARIES for query in summary(partnership.id, actor)]
    else:
        parts += meetings.for_all(partnership.id)
    return list(db.session.execute(union_all(*map(_with_moment, parts))))


def awaited(partnership: Partnership, actor: Actor) -> list[tuple[Text, str, str, int]]:
    """What waits for all parties: what it is, its name, its address, how many more; for insiders, in one statement.

    Differences stay out, since not everyone may know of them.
    """
    rows = [row for row in rows_of(partnership, actor, insider=True) if row.what in FOR_ALL]
    return [(*_line(row, partnership), (row.much or 1) - 1) for row in rows]


def _with_moment(query: Select[Any]) -> Select[Any]:
    found = query.subquery().c
    moment: Any = found.moment if "moment" in found else cast(null(), UtcDateTime)
    return select(*(found[name] for name in COLUMNS), moment.label("moment"))


def _context(
    body: dict[str, Any], lines: list[Any], insider: bool, partnership: Partnership, actor: Actor
) -> dict[str, Any]:
    awaited = partnership.executor == "bkad" and partnership.instrument == JOINT_REGULATION
    return {
        **body,
        "is_awaited": insider and awaited and not body["has_bodies"],
        "lines": [_line(row, partnership) for row in lines],
        "places": [(label, url_for(name, partnership_id=partnership.id)) for name, label in PLACES] if insider else [],
    }


def _line(row: Any, partnership: Partnership) -> tuple[Text, str, str]:
    """What a row says, the name of its thing, and its address."""
    sentence, endpoint, parameter = LINES[row.what]
    moment = format_moment(row.moment, partnership.village_codes[0]) if row.moment else ""
    said = say(sentence.text, moment=moment, day=format_day(row.day), much=row.much)
    return said, row.name, url_for(endpoint, partnership_id=partnership.id, **{parameter: row.thing})
