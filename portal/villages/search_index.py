"""Makes the tables that villages are searched in, from the valid areas. Called by the load of areas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import FromClause, Table, delete, insert, select, text

from ..db import db, is_postgresql
from . import rules
from .models import Area, AreaText, AreaWord
from .rules import Level, fold

SHORTEST_WORD = 4


def rebuild() -> None:
    """Make the search tables anew, inside the caller's transaction. About two seconds for all of Indonesia."""
    rows = db.session.execute(select(Area.code, Area.name).where(Area.valid))
    folded = {code: fold(name) for code, name in rows}
    places = {code: _words(name) for code, name in folded.items() if rules.level_of(code) is not Level.VILLAGE}
    texts = [_text(code, name, places) for code, name in folded.items() if rules.level_of(code) is Level.VILLAGE]
    _fill(AreaText.__table__, texts)
    _fill(AreaWord.__table__, _counted(folded))
    _rebuild_trigrams()


def _fill(table: FromClause, rows: list[dict[str, object]]) -> None:
    """Put rows in place of all there are; past the mapper, for there are many."""
    assert isinstance(table, Table)
    connection = db.session.connection()
    connection.execute(delete(table))
    if rows:
        connection.execute(insert(table), rows)


def _text(code: str, name: str, places: dict[str, str]) -> dict[str, object]:
    above = [places[area] for area in reversed(rules.ancestors_of(code)) if area in places]
    return {
        "number": rules.number_of(code),
        "squeezed": name.replace(" ", ""),
        "words": f" {_words(name)} ",
        "place": f" {' '.join(above)} ",
    }


def _words(name: str) -> str:
    """The words of a name and, so that Suka Maju is found as Sukamaju too, the name in one word."""
    return f"{name} {name.replace(' ', '')}" if " " in name else name


def _counted(folded: dict[str, str]) -> list[dict[str, object]]:
    counts = Counter(word for name in folded.values() for word in set(_spellings(name)) if len(word) >= SHORTEST_WORD)
    return [{"word": word, "backwards": word[::-1], "uses": uses} for word, uses in sorted(counts.items())]


def _spellings(name: str) -> Iterator[str]:
    yield from name.split()
    yield name.replace(" ", "")


def _rebuild_trigrams() -> None:
    """SQLite's trigram table is filled on demand; PostgreSQL's indexes keep themselves, but late."""
    if not is_postgresql():
        db.session.execute(text("INSERT INTO area_trigram(area_trigram) VALUES ('rebuild')"))
        return
    for index in ("ix_area_text_words_trigram", "ix_area_text_place_trigram"):
        db.session.execute(text("SELECT gin_clean_pending_list(CAST(:index AS regclass))"), {"index": index})
    for table in ("area", "area_text", "area_word"):
        db.session.execute(text(f"ANALYZE {table}"))
