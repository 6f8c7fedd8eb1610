"""Writes Atom feeds (RFC 4287)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from flask import Response, current_app, request
from markupsafe import escape

from ...web.programs import root
from .rules import SINCE, name_of, plain

MIMETYPE = "application/atom+xml"
BEGINNING = datetime(int(SINCE), 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """One entry: its name for ever, its words, where it is read on this portal, and when it changed last."""

    name: str
    title: str
    words: str
    path: str
    at: datetime
    topics: tuple[str, ...] = ()


@cache
def _feed_kind() -> Any:
    """The kind of feed that is written. Its library is large, and few requests need it."""
    from feedgenerator import Atom1Feed

    class Feed(Atom1Feed):
        """A feed without entries is as old as the portal, so that it stays the same from one reading to the next."""

        def latest_post_date(self) -> datetime:
            """When the newest entry changed."""
            return max((item["updateddate"] for item in self.items), default=BEGINNING)

    return Feed


def feed(title: str, about: str, path: str, own: str, entries: list[Entry]) -> Response:
    """The feed at the path `own` of what is read at `path`; unchanged (304) for who has it already."""
    here = root()
    atom = _feed_kind()(
        title=plain(title),
        link=here + path,
        description=plain(about),
        language="id",
        author_name=plain(current_app.extensions["portal.settings"].site_name),
        feed_url=here + own,
        feed_guid=name_of(here, own.lstrip("/")),
    )
    for entry in entries:
        atom.add_item(**_item(entry, here))
    answer = Response(atom.writeString("utf-8"), mimetype=MIMETYPE)
    answer.headers["Cache-Control"] = "no-cache"
    answer.add_etag(weak=True)
    answer.make_conditional(request)
    return answer


def _item(entry: Entry, here: str) -> dict[str, Any]:
    return {
        "title": plain(entry.title),
        "link": here + entry.path,
        "description": str(escape(plain(entry.words))),  # a summary is HTML
        "unique_id": entry.name,
        "updateddate": entry.at,
        "categories": [plain(topic) for topic in entry.topics],
    }
