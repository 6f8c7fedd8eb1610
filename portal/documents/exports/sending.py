"""Lists on their way to who asked: written while they are sent, in a reading transaction of their own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from flask import Flask, Response, current_app, g, request
from flask_babel import force_locale
from flask_babel import gettext as _

from ... import clock
from ...permissions import Actor
from ...web import actor
from ...web.i18n import chosen_language, format_moment
from ...web.listings import Asked, Listing
from ...web.table_files import MEDIA_TYPES, ON_DISK_FROM, Table, as_csv, as_json, as_xlsx, pieces_of
from .turns import Turn, take_turn

Pieces = Callable[[], Iterator[bytes]]
WRITERS = {"csv": as_csv, "json": as_json}


def sent(listing: Listing, asked: Asked, form: str, name: str) -> Response:
    """A list as a file. A workbook is whole before it is sent; the others are sent row by row."""
    turn = take_turn()
    note(listing.code, form, listing.is_open)
    table = table_of(listing, asked)
    if form == "xlsx":
        try:
            answer = Response(_workbook(table), content_type=MEDIA_TYPES[form])
        finally:
            turn.give_back()
    else:
        answer = streamed(turn, lambda: WRITERS[form](table), MEDIA_TYPES[form])
    return as_download(answer, f"{name}.{form}")


def streamed(turn: Turn, pieces: Pieces, media_type: str) -> Response:
    """An answer whose pieces are made while it is sent, after the request itself is over."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    answer = Response(_alive(app, actor(), chosen_language(), turn, pieces), content_type=media_type)
    answer.call_on_close(turn.give_back)
    return answer


def as_download(answer: Response, name: str) -> Response:
    """An answer that is kept as a file, and by nobody on the way."""
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def table_of(listing: Listing, asked: Asked) -> Table:
    """A list as a table, with where it comes from; no row is read yet."""
    return Table(listing.code, str(listing.label), listing.columns, _rows(listing, asked), origin_of(asked))


def origin_of(asked: Asked) -> tuple[tuple[str, str], ...]:
    """Where a file comes from: the site, the moment, for which office, and how it is narrowed."""
    narrowed = "; ".join(f"{name}={value}" for name, value in asked.filters.items())
    office = asked.actor.office
    lines = [
        (_("Dari"), request.host_url),
        (_("Dibuat"), format_moment(clock.now())),
        (_("Untuk"), office.label if office else _("umum")),
        (_("Saringan"), narrowed or _("tanpa saringan")),
    ]
    return tuple(lines)


def note(code: str, form: str, is_open: bool) -> None:
    """Put in the server's log that an office took along what not everyone reads: a reader writes nothing elsewhere."""
    person = actor()
    if person.signed_in and not is_open:
        office = person.office.id if person.office else None
        current_app.logger.info("list %s taken as %s by person %s, office %s", code, form, person.person_id, office)


def _workbook(table: Table) -> bytes | Iterator[bytes]:
    """A workbook: at once where it is small, else from the disk in pieces."""
    made = as_xlsx(table)
    if made.seek(0, os.SEEK_END) > ON_DISK_FROM:
        made.seek(0)
        return pieces_of(made)
    with made:
        made.seek(0)
        return made.read()


def _rows(listing: Listing, asked: Asked) -> Iterator[list[object]]:
    width = len(listing.columns)
    for row in listing.rows(asked):
        values = list(row)
        if len(values) != width:
            raise ValueError(f"a row of {listing.code} has {len(values)} values for {width} columns")
        yield values


def _alive(app: Flask, person: Actor, language: str, turn: Turn, pieces: Pieces) -> Iterator[bytes]:
    """The pieces, made in an app context of their own: the request is over by the time they are sent."""
    try:
        with app.app_context(), force_locale(language):
            g.actor = person
            yield from pieces()
    except Exception:
        app.logger.exception("a list broke off while it was sent")
        raise
    finally:
        turn.give_back()
