"""Numbers from an owner's books: what comes next, taken in the transaction that uses it; never twice, never skipped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from ... import clock, events, permissions
from ...contracts import Text
from ...db import db, is_writing, transactional
from ...errors import Invalid, NotFound
from ...partnerships.models import Partnership
from ...partnerships.service import partnership_for
from ...permissions import Action, Actor
from ...villages import letterheads
from ...villages.queries import place_names
from ...web.i18n import format_day
from . import number_rules, rules
from .models import IssuedPaper, NumberBook, NumberYear

BODY = "BKAD"  # stands for the name in numbers of papers of all parties


class NumberMoved(Exception):
    """Somebody else took the number that a paper was made with; it is made again with the next one."""


@dataclass(frozen=True)
class Owner:
    """Whose books these are: `kind` and `key` as in addresses, and the name that stands in numbers."""

    kind: str
    key: str
    name: str
    code: str = ""

    @property
    def id(self) -> str:
        """As the tables hold it."""
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True)
class Next:
    """The number that comes next, and the day of the one before it."""

    sequence: int
    number: str
    last_dated: date | None = None


def village_owner(code: str) -> Owner:
    """The books of a village."""
    place = place_names([code]).get(code)
    return Owner("village", code, place.name if place else code, code)


def organisation_owner(number: int, name: str) -> Owner:
    """The books of an organisation."""
    return Owner("organisation", str(number), name)


def partnership_owner(number: int) -> Owner:
    """The books of a partnership: papers of all its parties."""
    return Owner("partnership", str(number), BODY)


def owner_for(person: Actor, kind: str, key: str) -> tuple[Owner, Any]:
    """The books that a person keeps, with the village, organisation or partnership; NotFound, NotAllowed."""
    if kind == "partnership":
        found: Partnership = partnership_for(person, int(key), Action.PARTNERSHIP_WORK)
        return partnership_owner(found.id), found
    whose = letterheads.owner_of(kind, key)
    permissions.require(person, whose.edit, whose.thing, view=whose.view)
    if kind == "village":
        return village_owner(whose.key), whose
    return organisation_owner(int(whose.key), whose.name), whose


def book_of(owner: Owner, register: str) -> NumberBook:
    """How the owner writes these numbers, or a blank book of version 0 with what is usual; not in the database."""
    if register not in number_rules.KEPT:
        raise NotFound()
    found = db.session.scalars(select(NumberBook).filter_by(owner=owner.id, register=register)).one_or_none()
    if found is not None:
        return found
    usual, classification = number_rules.USUAL[register], number_rules.CLASSIFICATION
    return NumberBook(owner=owner.id, register=register, pattern=usual, classification=classification, version=0)


def next_number(owner: Owner, register: str, day: date) -> Next:
    """What comes next for a paper of that day; three statements. Within a verb the book is locked."""
    book, year = book_of(owner, register), _year(owner, register, day.year)
    writing = number_rules.Writing(book.pattern, book.classification, owner.name, owner.code)
    sequence = year.next_number if year else 1
    while True:
        number = number_rules.written(writing, sequence, day)
        if taken_by(owner.id, register, day.year, number) is None:
            return Next(sequence, number, year.last_dated if year else None)
        sequence += 1  # somebody wrote this one by hand


def take(owner: Owner, register: str, day: date, expected: Next) -> None:
    """Use up the number that was expected, inside the caller's transaction; `NumberMoved` when it is gone."""
    _open_year(owner, register, day.year)
    found = next_number(owner, register, day)
    check_day(day, found)
    if (found.sequence, found.number) != (expected.sequence, expected.number):
        raise NumberMoved()
    year = _year(owner, register, day.year)
    assert year is not None  # opened above
    year.next_number, year.last_dated = found.sequence + 1, day


def check_day(day: date, coming: Next) -> None:
    """A book goes by its days: a number is not dated before the one before it. `Invalid` on the field `dated`."""
    if coming.last_dated is not None and day < coming.last_dated:
        sentence = _(
            "Nomor terakhir di buku ini bertanggal %(day)s. Pakai tanggal itu atau sesudahnya, atau tulis nomor dari "
            "buku desa.",
            day=format_day(coming.last_dated),
        )
        raise Invalid({"dated": sentence})


def first_day(coming: Next) -> date:
    """The day that a paper is dated unless somebody says another: today, also where the clock went back."""
    today = clock.today()
    return max(today, coming.last_dated) if coming.last_dated else today


def taken_by(owner: str, register: str, year: int, number: str) -> IssuedPaper | None:
    """The paper that bears this number in a book of a year."""
    query = select(IssuedPaper).filter_by(
        owner=owner, register=register, year=year, number_key=number_rules.same(number)
    )
    return db.session.scalars(query).one_or_none()


@transactional
def keep_book(
    person: Actor,
    kind: str,
    key: str,
    register: str,
    version: int | None,
    pattern: str,
    classification: str,
    go_on_at: int | None = None,
) -> NumberBook:
    """Write a register's numbers in another way from now on, and go on this year at a higher number.

    `Invalid` names what is wrong with the pattern, or that a number would come twice.
    """
    owner, thing = owner_for(person, kind, key)
    book = book_of(owner, register)
    book.expect(version)
    found = number_rules.faults(pattern)
    if found:
        raise Invalid({"pattern": " ".join(str(sentence) for sentence in found)})
    was = {"number_pattern": book.pattern, "number_classification": book.classification}
    now = {"number_pattern": pattern, "number_classification": classification}
    before, after = events.differences(was, now)
    if after:
        book.pattern, book.classification = pattern, classification
        db.session.add(book)
        _note(person, "documents.book_edited", owner, thing, register, before, after)
    if go_on_at is not None:
        _go_on_at(person, owner, thing, register, go_on_at)
    return book


def _go_on_at(person: Actor, owner: Owner, thing: Any, register: str, number: int) -> None:
    """Go on from a number because the book on paper stands there already; only upwards, so that none comes twice."""
    today = clock.today()
    _open_year(owner, register, today.year)
    row = _year(owner, register, today.year)
    assert row is not None  # opened above
    if not row.next_number <= number <= number_rules.MOST:
        raise Invalid({"next_number": _("Nomor berikutnya paling kecil %(least)s.", least=row.next_number)})
    if number != row.next_number:
        before, row.next_number = {"next_number": row.next_number}, number
        _note(person, "documents.number_started", owner, thing, register, before, {"next_number": number})


def _note(
    person: Actor, kind: str, owner: Owner, thing: Any, register: str, before: dict[str, Any], after: dict[str, Any]
) -> None:
    village = None if owner.kind == "partnership" else thing.village_code
    after = {"number_register": register, **after}
    events.record(person, kind, owner.kind, owner.key, before=before, after=after, village_code=village)


def _year(owner: Owner, register: str, year: int) -> NumberYear | None:
    query = select(NumberYear).filter_by(owner=owner.id, register=register, year=year)
    if is_writing():
        query = query.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(query).one_or_none()


def _open_year(owner: Owner, register: str, year: int) -> None:
    """Make the row of a year, also when two do so at the same moment."""
    # Imported here and only the one: the other database's dialect would slow every start.
    insert = import_module(f"sqlalchemy.dialects.{db.engine.dialect.name}").insert
    values = {"owner": owner.id, "register": register, "year": year, "next_number": 1}
    db.session.execute(insert(NumberYear).values(values).on_conflict_do_nothing())


def register_label(register: str) -> Text:
    """What a register is called."""
    return number_rules.BOOKS.get(register, rules.NO_REGISTER)
