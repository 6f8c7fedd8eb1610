"""One's own account: offices, sign-ins, password, second step, and what is kept about oneself."""

from __future__ import annotations

from flask import Response, current_app, jsonify, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ..errors import Invalid
from ..permissions import Action, may_at_all
from ..web import actor, go, needs, page
from ..web.forms import opened_version
from ..web.links import local_target
from . import login, people, queries, second_step, sessions
from .forms import ConfirmForm, DetailsForm, FirstCodeForm, PasswordForm
from .sessions import current_login
from .views import bp

SECRET = "totp"


@bp.get("/akun")
@needs(Action.ACCOUNT_USE)
def account() -> ResponseReturnValue:
    """My offices and terms, and where I am signed in."""
    person_id = current_login().actor.person_id
    return page(
        "accounts/account.html",
        login=current_login(),
        terms_held=queries.terms_of(person_id),
        sign_ins=queries.open_sessions(person_id),
        may_invite=may_at_all(actor(), Action.OFFICE_INVITE),
    )


@bp.post("/akun/jabatan")
@needs(Action.ACCOUNT_USE)
def act_as() -> ResponseReturnValue:
    """Act as another of my offices."""
    office_id = request.form.get("office_id", type=int) or 0
    sessions.renew(login.act_as(actor(), current_login().session_id, office_id))
    label = next(office.label for office in actor().offices if office.id == office_id)
    target = local_target(request.form.get("next")) or url_for("accounts.account")
    return go(target, _("Sekarang Anda bertindak sebagai %(office)s.", office=label))


@bp.post("/akun/sesi/<int:session_id>/akhiri")
@needs(Action.ACCOUNT_USE)
def end_session(session_id: int) -> ResponseReturnValue:
    """End one of my sign-ins, on a device I may no longer have."""
    login.end_session(actor(), session_id)
    if session_id == current_login().session_id:
        sessions.stop()
    return go(url_for("accounts.account"), _("Perangkat itu sudah dikeluarkan."))


@bp.route("/akun/sandi", methods=["GET", "POST"])
@needs(Action.ACCOUNT_USE)
def password() -> ResponseReturnValue:
    """Change my password."""
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            token = people.change_password(actor(), current_login().session_id, **form.values(), visit=sessions.visit())
        except Invalid as error:
            form.add_errors(error.errors)
        else:
            sessions.renew(token)
            return go(url_for("accounts.account"), _("Kata sandi sudah diganti. Perangkat lain sudah dikeluarkan."))
    return page("accounts/password.html", "form", form=form, status=422 if form.errors else 200)


@bp.route("/akun/dua-langkah", methods=["GET", "POST"])
@needs(Action.ACCOUNT_USE)
def second_step_page() -> ResponseReturnValue:
    """Turn the second step on, or see that it is on."""
    form, info = FirstCodeForm(), current_login()
    if info.has_second_step:
        return page("accounts/second_step_on.html", form=ConfirmForm(formdata=None))
    secret = session.setdefault(SECRET, second_step.new_secret())
    if form.validate_on_submit():
        try:
            codes = second_step.turn_on(actor(), secret, form.values()["code"])
        except Invalid as error:
            form.add_errors(error.errors)
        else:
            session.pop(SECRET)
            return page("accounts/recovery_codes.html", codes=codes)
    otpauth = second_step.address(secret, info.username, current_app.extensions["portal.settings"].site_name)
    shown = {"secret": secret, "otpauth": otpauth, "picture": second_step.picture(otpauth)}
    return page("accounts/second_step.html", form=form, status=422 if form.errors else 200, **shown)


@bp.post("/akun/dua-langkah/matikan")
@needs(Action.ACCOUNT_USE)
def second_step_off() -> ResponseReturnValue:
    """Turn the second step off; needs the password."""
    form = ConfirmForm()
    if form.validate_on_submit():
        try:
            login.check_own_password(actor(), current_login().session_id, **form.values(), visit=sessions.visit())
        except Invalid as error:
            form.add_errors(error.errors)
        else:
            second_step.turn_off(actor())
            return go(url_for("accounts.account"), _("Masuk dengan dua langkah sudah dimatikan."))
    return page("accounts/second_step_on.html", form=form, status=422)


@bp.route("/akun/konfirmasi", methods=["GET", "POST"])
@needs(Action.ACCOUNT_USE)
def confirm() -> ResponseReturnValue:
    """Give the password once more before a page that needs it."""
    form, target = ConfirmForm(), local_target(request.values.get("next"))
    if form.validate_on_submit():
        try:
            token = login.confirm_password(actor(), current_login().session_id, **form.values(), visit=sessions.visit())
        except Invalid as error:
            form.add_errors(error.errors)
        else:
            sessions.renew(token)
            return go(target or url_for("accounts.account"))
    return page("accounts/confirm.html", "form", form=form, target=target, status=422 if form.errors else 200)


@bp.route("/akun/data", methods=["GET", "POST"])
@needs(Action.ACCOUNT_USE)
def details() -> ResponseReturnValue:
    """See and correct what is kept about me."""
    person = people.person_by_id(actor().person_id)
    form = DetailsForm(obj=person)
    if form.validate_on_submit():
        try:
            people.correct_own_details(actor(), opened_version(), **form.values())
        except Invalid as error:
            form.add_errors(error.errors)
        else:
            return go(url_for("accounts.details"), _("Data Anda sudah diperbarui."))
    return page("accounts/details.html", "form", form=form, person=person, status=422 if form.errors else 200)


@bp.get("/akun/data/unduh")
@needs(Action.ACCOUNT_USE)
def export() -> Response:
    """Everything that is kept about me, as a file (UU PDP 27/2022)."""
    person_id = current_login().actor.person_id
    response = jsonify(queries.kept_about(person_id))
    response.headers["Content-Disposition"] = 'attachment; filename="data-saya.json"'
    return response
