"""Signing in and out."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, make_response, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from .. import clock
from ..db import submission_key
from ..errors import Invalid, NotFound
from ..permissions import Action
from ..web import actor, go, needs, page, public
from ..web.links import local_target
from . import login as verbs
from . import mail, sessions
from .forms import CodeForm, ForgottenForm, LoginForm
from .throttle import TooManyAttempts, mail_allowed

bp = Blueprint("accounts", __name__)
PENDING = "pending"
PENDING_LASTS = 600  # seconds


@bp.route("/masuk", methods=["GET", "POST"])
@public
def login() -> ResponseReturnValue:
    """Sign in with username or e-mail and password."""
    form, target = LoginForm(), local_target(request.values.get("next"))
    submission_key.set(None)  # signing in twice harms nobody; a lost answer must not lock one out
    if request.method == "GET" and actor().signed_in:
        return go(target or sessions.start_page(bool(actor().offices)))
    if not form.validate_on_submit():
        return _form("accounts/login.html", form, target=target)
    try:
        found = verbs.check_password(**form.values(), visit=sessions.visit())
    except TooManyAttempts as error:
        return _slowed("accounts/login.html", form, error, target=target)
    except Invalid as error:
        form.add_errors(error.errors)
        return _form("accounts/login.html", form, target=target)
    return _ask_code(found, target) if found.needs_code else sessions.enter(found.person_id, target)


@bp.route("/masuk/kode", methods=["GET", "POST"])
@public
def login_code() -> ResponseReturnValue:
    """The second step: a code."""
    form, pending = CodeForm(), _pending()
    submission_key.set(None)
    if pending is None:
        return go(url_for("accounts.login"), _("Tulis dulu nama pengguna dan kata sandi."))
    if not form.validate_on_submit():
        return _form("accounts/login_code.html", form)
    try:
        verbs.check_code(pending["person"], form.values()["code"], sessions.visit())
    except TooManyAttempts as error:
        return _slowed("accounts/login_code.html", form, error)
    except Invalid as error:
        form.add_errors(error.errors)
        return _form("accounts/login_code.html", form)
    return sessions.enter(pending["person"], local_target(pending["next"]))


@bp.route("/masuk/lupa", methods=["GET", "POST"])
@public
def forgotten() -> ResponseReturnValue:
    """Who can make a reset link; and a mail with one, where mail is set up."""
    settings = current_app.extensions["portal.settings"]
    form = ForgottenForm() if mail.is_set_up(settings) else None
    if form is None or not form.validate_on_submit():
        status = 422 if form is not None and form.is_submitted() else 200
        return page("accounts/forgotten.html", "form", form=form, sent=False, status=status)
    address = form.values()["email"]
    try:
        mail_allowed(address, sessions.visit().network)
    except TooManyAttempts as error:
        return _slowed("accounts/forgotten.html", form, error, sent=False)
    mail.send_reset(current_app._get_current_object(), address)  # type: ignore[attr-defined]
    return page("accounts/forgotten.html", "form", form=form, sent=True)


@bp.post("/keluar")
@public
def logout() -> ResponseReturnValue:
    """End this sign-in, here and in every copy of its cookie."""
    submission_key.set(None)
    if actor().signed_in:
        verbs.end_session(actor(), sessions.current_login().session_id)
    return _leave(_("Anda sudah keluar."))


@bp.post("/keluar-semua")
@needs(Action.ACCOUNT_USE)
def logout_everywhere() -> ResponseReturnValue:
    """End every sign-in of the person."""
    verbs.leave_everywhere(actor())
    return _leave(_("Anda sudah keluar dari semua perangkat."))


def _form(template: str, form: Any, **context: Any) -> Response:
    status = 422 if form.is_submitted() else 200
    return page(template, "form", form=form, status=status, **context)


def _slowed(template: str, form: Any, error: TooManyAttempts, **context: Any) -> Response:
    form.form_errors = [*form.form_errors, *error.reasons]
    response = page(template, "form", form=form, status=429, **context)
    response.headers["Retry-After"] = str(error.wait)
    return response


def _ask_code(found: verbs.Admitted, target: str) -> ResponseReturnValue:
    session.clear()
    session[PENDING] = {
        "person": found.person_id,
        "proof": found.proof,
        "until": int(clock.now().timestamp()) + PENDING_LASTS,
        "next": target,
    }
    return go(url_for("accounts.login_code"))


def _pending() -> dict[str, Any] | None:
    """The half-done sign-in of this browser; None when it is too old or the password changed meanwhile."""
    pending = session.get(PENDING)
    if not isinstance(pending, dict) or clock.now().timestamp() > pending["until"]:
        return None
    try:
        found = verbs.admitted(pending["person"])
    except NotFound:
        return None
    return pending if found.needs_code and verbs.same(found.proof, pending["proof"]) else None


def _leave(message: str) -> ResponseReturnValue:
    sessions.stop()
    response = make_response(go(url_for("accounts.login"), message))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
