"""Pages of the books of numbers: what stands in them in a year, and how their numbers are written."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...errors import Invalid, NotFound
from ...permissions import Action
from ...villages import letterheads
from ...web import actor, go, needs, page, require
from ...web.forms import opened_version
from ...web.paging import paged
from . import number_rules, numbers, queries, takeout
from .forms import BookForm
from .views import bp

OF_VILLAGE, OF_ORGANISATION, OF_PARTNERSHIP = (
    "/desa/<code>/buku-nomor", "/organisasi/<key>/buku-nomor", "/kemitraan/<int:partnership_id>/buku-nomor",
)  # fmt: skip


@bp.get(OF_VILLAGE)
@needs(Action.VILLAGE_EDIT)
def village_book(code: str) -> ResponseReturnValue:
    """The books of a village."""
    return _book_page("village", code)


@bp.get(OF_ORGANISATION)
@needs(Action.ORGANISATION_EDIT)
def organisation_book(key: str) -> ResponseReturnValue:
    """The books of an organisation."""
    return _book_page("organisation", key)


@bp.get(OF_PARTNERSHIP)
@needs(Action.PARTNERSHIP_WORK)
def partnership_book(partnership_id: int) -> ResponseReturnValue:
    """The books of a partnership: papers of all its parties."""
    return _book_page("partnership", str(partnership_id))


@bp.route(OF_VILLAGE + "/<register>", methods=["GET", "POST"])
@needs(Action.VILLAGE_EDIT)
def village_numbers(code: str, register: str) -> ResponseReturnValue:
    """How a village writes the numbers of one book."""
    return _numbers_page("village", code, register)


@bp.route(OF_ORGANISATION + "/<register>", methods=["GET", "POST"])
@needs(Action.ORGANISATION_EDIT)
def organisation_numbers(key: str, register: str) -> ResponseReturnValue:
    """How an organisation writes the numbers of one book."""
    return _numbers_page("organisation", key, register)


@bp.route(OF_PARTNERSHIP + "/<register>", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def partnership_numbers(partnership_id: int, register: str) -> ResponseReturnValue:
    """How a partnership writes the numbers of one book."""
    return _numbers_page("partnership", str(partnership_id), register)


def _owner(kind: str, key: str) -> tuple[numbers.Owner, Any]:
    """Whose books they are, for those who keep them; the view is then decided."""
    if kind == "partnership":
        owner, thing = numbers.owner_for(actor(), kind, key)
        require(Action.PARTNERSHIP_WORK, thing, view=Action.PARTNERSHIP_VIEW)
        return owner, thing
    whose = letterheads.owner_of(kind, key)
    require(whose.edit, whose.thing, view=whose.view)
    return numbers.owner_for(actor(), kind, key)


def _book_page(kind: str, key: str) -> ResponseReturnValue:
    owner, thing = _owner(kind, key)
    register = request.args.get("buku", "")
    register = register if register in number_rules.KEPT else number_rules.LETTER
    this_year = clock.today().year
    wanted = request.args.get("tahun", "")
    year = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == 4 else this_year
    return page(
        "documents/issuing/book.html",
        owner=owner,
        shown=paged(queries.in_book(owner, register, year)),
        years=sorted({this_year, year, *queries.years_of(owner, register)}, reverse=True),
        year=year,
        register=register,
        books=[(code, number_rules.BOOKS[code]) for code in number_rules.KEPT],
        coming=numbers.next_number(owner, register, clock.today()),
        is_own=takeout.own_books(actor()) == owner.id,
        **_place(owner, thing),
    )


def _numbers_page(kind: str, key: str, register: str) -> ResponseReturnValue:
    owner, thing = _owner(kind, key)
    if register not in number_rules.KEPT:
        raise NotFound()
    today, book = clock.today(), numbers.book_of(owner, register)
    coming = numbers.next_number(owner, register, today)
    form = BookForm(
        data={
            "pattern": book.pattern, "classification": book.classification, "next_number": coming.sequence,
        }
    )  # fmt: skip
    if form.validate_on_submit():
        try:
            _save(form, kind, key, register, coming.sequence)
            return go(_urls(owner)["url"] + f"?buku={register}", _("Penomoran disimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    context = {"owner": owner, "register": register, "book": book, "coming": coming, **_place(owner, thing)}
    return page(
        "documents/issuing/numbers.html",
        "form",
        status=422 if form.errors else 200,
        form=form,
        label=number_rules.BOOKS[register],
        placeholders=number_rules.PLACEHOLDERS,
        usual=number_rules.USUAL[register],
        **context,
    )


def _save(form: BookForm, kind: str, key: str, register: str, shown: int) -> None:
    pattern, classification = form.pattern.data or "", form.classification.data or ""
    found = form.next_number.data or shown
    numbers.keep_book(
        actor(), kind, key, register, opened_version(), pattern, classification, found if found != shown else None
    )


def _place(owner: numbers.Owner, thing: Any) -> dict[str, Any]:
    """Where the pages of these books lead back to."""
    return {**_urls(owner), "above": thing.title if owner.kind == "partnership" else thing.name, **_back(owner)}


def _urls(owner: numbers.Owner) -> dict[str, str]:
    name = {"village": "code", "organisation": "key", "partnership": "partnership_id"}[owner.kind]
    place: dict[str, Any] = {name: owner.key}
    return {
        "url": url_for(f"issuing.{owner.kind}_book", **place),
        "numbers_endpoint": f"issuing.{owner.kind}_numbers",
        "parameter": name,
    }


def _back(owner: numbers.Owner) -> dict[str, str]:
    if owner.kind == "partnership":
        return {"above_url": url_for("partnerships.show", partnership_id=owner.key), "letterhead_url": ""}
    place: dict[str, Any] = {"code" if owner.kind == "village" else "key": owner.key}
    return {
        "above_url": url_for(f"villages.{owner.kind}", **place),
        "letterhead_url": url_for(f"villages.{owner.kind}_letterhead", **place),
    }
