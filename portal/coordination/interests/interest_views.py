"""Pages of what parties need: say it and stay for the next, take it back, mark what others need."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...errors import NotAllowed
from ...partnerships.models import Partnership
from ...partnerships.working import own_party_id
from ...permissions import Action
from ...web import actor, go, needs, page, stay
from ...web.forms import PortalForm, opened_version
from ...web.paging import Page, page_number
from . import queries, rules, service
from .context import ONE, WORDS, form_page, names_in, place_of, to_write, url_of
from .forms import InterestForm, WithdrawForm, marks_form, marks_in
from .models import Interest, Matter
from .views import bp

A_PAGE = 12
NEEDS_PAGE, MARKS_PAGE = "coordination/interests/needs.html", "coordination/interests/marks.html"


@bp.route(ONE + "/kepentingan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def needs_of_party(partnership_id: int, matter_id: int) -> ResponseReturnValue:
    """Say what the own village needs, and stay for the next."""
    partnership, found = to_write(partnership_id, matter_id)
    form = InterestForm()
    if form.validate_on_submit():
        service.add_interest(actor(), partnership_id, matter_id, form.values())
        here = url_for(".needs_of_party", **place_of(found))
        context = _own_interests(partnership, found, InterestForm(formdata=None))
        return stay(here, NEEDS_PAGE, "needs", message=_("Tersimpan. Masih ada yang lain?"), **context)
    status = 422 if form.errors else 200
    return page(NEEDS_PAGE, "needs", status=status, **_own_interests(partnership, found, form))


@bp.route(ONE + "/kepentingan/<int:interest_id>/tarik", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def withdraw_interest(partnership_id: int, matter_id: int, interest_id: int) -> ResponseReturnValue:
    """Take an own interest back."""
    partnership, found = to_write(partnership_id, matter_id)
    part = service.interest_of(found, interest_id)
    if part.party_id != own_party_id(actor(), partnership):
        raise NotAllowed(_("Yang menarik adalah pihak yang menyampaikannya."))
    form = WithdrawForm()
    if form.validate_on_submit():
        reason = form.reason.data or ""
        service.withdraw_interest(actor(), partnership_id, matter_id, interest_id, opened_version(), reason)
        return go(url_of(found), _("Ditarik. Catatannya tetap ada di riwayat."))
    context = {"partnership": partnership, "item": found, "part": part, "words": part.need}
    return form_page("coordination/interests/withdraw.html", form, **context)


@bp.route(ONE + "/tanda", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def marks(partnership_id: int, matter_id: int) -> ResponseReturnValue:
    """Say for each interest of others how it is for the own party; a few a page, those without a mark first."""
    partnership, found = to_write(partnership_id, matter_id)
    others, said = _others(partnership, found)
    shown = _page_of(others)
    names = names_in(partnership)
    needs_by_id = {item.id: f"{names.get(item.party_id, '–')}: {item.need}" for item in shown.items}
    form = marks_form(needs_by_id, {number: mark for number, mark in said.items() if number in needs_by_id})
    if form.validate_on_submit():
        service.mark_interests(actor(), partnership_id, matter_id, marks_in(form))
        left = sum(item.id not in said and item.id not in marks_in(form) for item in others)
        here = url_for(".marks", **place_of(found)) if left and shown.next_url else url_of(found)
        return go(
            here, _("Tersimpan. Masih ada %(count)s yang belum ditandai.", count=left) if left else _("Tersimpan.")
        )
    context: dict[str, Any] = {"partnership": partnership, "item": found, "shown": shown}
    return form_page(MARKS_PAGE, form, **context)


def _own_interests(partnership: Partnership, found: Matter, form: PortalForm) -> dict[str, Any]:
    own = own_party_id(actor(), partnership)
    mine = [item for item in queries.interests_of(found.id) if item.party_id == own]
    context = {"partnership": partnership, "item": found, "form": form, "mine": mine}
    return {**context, "full": len(mine) >= rules.MOST_INTERESTS, **WORDS}


def _others(partnership: Partnership, found: Matter) -> tuple[list[Interest], dict[int, str]]:
    own = own_party_id(actor(), partnership)
    others = [item for item in queries.interests_of(found.id) if item.party_id != own]
    said = {item.id: mark.mark for item in others for mark in item.marks if mark.party_id == own}
    return sorted(others, key=lambda item: (item.id in said, item.id)), said


def _page_of(others: list[Interest]) -> Page:
    number = page_number()
    start = (number - 1) * A_PAGE
    return Page(others[start : start + A_PAGE], number, len(others) > start + A_PAGE, A_PAGE, len(others))
