"""Links that are sent to people: made, listed, withdrawn and used."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from .. import clock
from ..contracts import Terms
from ..errors import Invalid, NotFound
from ..permissions import VILLAGE_OFFICES, Action, OfficeKind
from ..web import actor, go, needs, page, public, require
from . import directory, invitations, naming, rules, sessions
from .forms import InviteForm, NewAccountForm, NewPasswordForm
from .models import Invitation
from .sessions import step_up
from .views import bp


@bp.get("/undangan")
@needs(Action.OFFICE_INVITE)
def invitations_page() -> ResponseReturnValue:
    """The links I made, and the people whose password I may reset."""
    require(Action.OFFICE_INVITE, invitations.OwnLinks())
    return page(
        "accounts/invitations.html",
        now=clock.now(),
        links=directory.links_by(actor()),
        people=directory.people_in_reach(actor()),
    )


@bp.route("/undangan/buat", methods=["GET", "POST"])
@needs(Action.OFFICE_INVITE)
@step_up
def invite() -> ResponseReturnValue:
    """Invite somebody to a seat within my reach."""
    require(Action.OFFICE_INVITE, invitations.OwnLinks())
    form = _invite_form()
    if form.validate_on_submit():
        kind = OfficeKind(form.values()["kind"])
        codes = _codes(form, kind)
        label = naming.office_label(kind, codes, installation_terms())
        try:
            row, token = invitations.invite(actor(), kind, codes, label=label)
        except Invalid as error:
            form.add_errors({"scope_code": " ".join(error.errors.values())})
        else:
            return _made(row, token)
    return page("accounts/invite.html", "form", form=form, status=422 if form.errors else 200)


@bp.post("/undangan/jabatan/<int:office_id>")
@needs(Action.OFFICE_INVITE)
@step_up
def invite_to(office_id: int) -> ResponseReturnValue:
    """Invite somebody to one existing seat."""
    require(Action.OFFICE_INVITE, directory.office(office_id), view=Action.OFFICE_INVITE)
    return _made(*invitations.invite_to(actor(), office_id))


@bp.post("/undangan/atur-ulang/<int:person_id>")
@needs(Action.OFFICE_INVITE)
@step_up
def reset(person_id: int) -> ResponseReturnValue:
    """Make a link by which somebody within my reach chooses a new password."""
    require(Action.OFFICE_INVITE, invitations.account_of(person_id), view=Action.OFFICE_INVITE)
    try:
        return _made(*invitations.reset(actor(), person_id))
    except Invalid as error:
        return go(url_for("accounts.invitations_page"), " ".join(error.errors.values()))


@bp.post("/undangan/<int:invitation_id>/tarik")
@needs(Action.OFFICE_INVITE)
def withdraw(invitation_id: int) -> ResponseReturnValue:
    """Make one of my links useless."""
    require(Action.OFFICE_INVITE, invitations.OwnLinks())
    invitations.withdraw(actor(), invitation_id)
    return go(url_for("accounts.invitations_page"), _("Tautan sudah ditarik dan tidak dapat dipakai lagi."))


@bp.route("/undangan/<token>", methods=["GET", "POST"])
@public
def open_link(token: str) -> ResponseReturnValue:
    """What a link is for; and its use."""
    try:
        link = invitations.find(token)
    except NotFound:
        return _sealed(page("accounts/link_dead.html", status=404))
    if link.kind == "reset":
        return _sealed(_choose_password(token, link))
    return _sealed(_take_office(token, link))


def _take_office(token: str, link: Invitation) -> ResponseReturnValue:
    form = NewAccountForm()
    if actor().signed_in and request.method == "POST":
        office = invitations.accept(actor(), token)
        return go(url_for("partnerships.index"), _("Jabatan %(office)s sekarang milik akun Anda.", office=office.label))
    if form.validate_on_submit():
        try:
            person = invitations.accept_as_new(token, **form.values())
        except Invalid as error:
            form.add_errors(error.errors)
        else:
            return sessions.enter(person.id)
    return page(
        "accounts/invitation.html", "form", form=form, link=link, token=token, status=422 if form.errors else 200
    )


def _choose_password(token: str, link: Invitation) -> ResponseReturnValue:
    form = NewPasswordForm()
    if form.validate_on_submit():
        try:
            invitations.choose_password(token, **form.values())
        except Invalid as error:
            form.add_errors(error.errors)
        else:
            sessions.stop()
            return go(url_for("accounts.login"), _("Kata sandi baru sudah berlaku. Silakan masuk."))
    return page("accounts/reset.html", "form", form=form, link=link, token=token, status=422 if form.errors else 200)


def _made(row: Invitation, token: str) -> Response:
    """The link, on the only page that ever shows it."""
    settings = current_app.extensions["portal.settings"]
    root = settings.base_url or request.url_root.rstrip("/")
    url = root + url_for("accounts.open_link", token=token)
    if row.kind == "invite" and row.office is not None:
        text = _(
            "Anda diundang ke %(site)s sebagai %(office)s. Tautan ini berlaku 7 hari dan sekali pakai:",
            site=settings.site_name,
            office=row.office.label,
        )
    else:
        text = _(
            "Tautan untuk kata sandi baru di %(site)s, berlaku 24 jam dan sekali pakai:",
            site=settings.site_name,
        )
    return _sealed(page("accounts/link_made.html", link=row, url=url, text=text))


def _sealed(answer: Any) -> Response:
    """Pages with a secret in their address or text are kept nowhere."""
    response = current_app.make_response(answer)
    response.headers["Cache-Control"] = "no-store"
    return response


def _invite_form() -> InviteForm:
    kinds = [kind for kind in OfficeKind if kind in rules.invitable_kinds(actor().kind) and kind not in _ELSEWHERE]
    choices = [(kind.value, naming.kind_label(kind, installation_terms())) for kind in kinds]
    office = actor().office
    return InviteForm.offering(choices, own_village=(office.village_code or "") if office else "")


_ELSEWHERE = (OfficeKind.THIRD_PARTY, OfficeKind.BKAD_OFFICER)
"""Seats of an organisation or a partnership: invited to from the seat's own page."""


def _codes(form: InviteForm, kind: OfficeKind) -> list[str]:
    office = actor().office
    if office is not None and office.kind in VILLAGE_OFFICES:
        return list(office.scope_codes)
    code = (form.values().get("scope_code") or "").strip()
    return [code] if code and kind != OfficeKind.ADMINISTRATOR else []


def installation_terms() -> Terms:
    """The local terms of this installation."""
    terms: Terms = current_app.extensions["portal.settings"].terms
    return terms
