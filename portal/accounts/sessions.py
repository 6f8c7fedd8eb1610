"""The cookie's side of signing in: who acts in this request, and for how long they may be away.

The cookie holds a random token and when its bearer was last seen; both are signed. The
row of the token is the truth (`LoginSession`). Being seen is noted in the cookie alone,
at most every ten minutes, so that reading a page never writes to the database.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, Request, Response, current_app, g, request, session, url_for
from flask_login import LoginManager, UserMixin
from itsdangerous import BadSignature, URLSafeSerializer

from .. import clock
from ..errors import Invalid
from ..web import actor, go, page, programs
from . import rules, throttle
from .login import Visit, begin_session, confirm_password, token_hash
from .queries import CurrentLogin, login_by_token, offices_of

View = TypeVar("View", bound=Callable[..., Any])
TOKEN, SEEN = "login", "seen"
CONFIRMATION = "_sandi"
DEVICE_COOKIE = "perangkat"
DEVICE_LASTS = 365 * 24 * 3600


class SignedIn(UserMixin):
    """The person of this request, as Flask-Login and its extensions see them."""

    def __init__(self, login: CurrentLogin) -> None:
        self.login = login
        self.id = login.actor.person_id


def init_app(app: Flask) -> None:
    """Find out who acts, before any view and before the guard.

    Flask-Login is asked for its `current_user` only. Its `init_app` would read the session
    after every answer, which makes every public page uncacheable.
    """
    manager = LoginManager()
    manager.session_protection = None
    manager.request_loader(_user_of)
    app.login_manager = manager  # type: ignore[attr-defined]
    app.before_request(load_actor)


def load_actor() -> None:
    """Put the person of the cookie into `g`; a visitor without a cookie costs nothing."""
    if request.endpoint == "static" or programs.asked():
        return
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        return
    token = session.get(TOKEN)
    login = login_by_token(token_hash(token)) if isinstance(token, str) else None
    if login is None:
        g.session_ended = token is not None
        return
    now = clock.now()
    if now >= login.ends_at or rules.is_idle(_seen(), now, login.administrator):
        g.session_ended = True
        session.clear()  # this browser's cookie goes too, so that a clock that goes back revives nothing
        return
    g.login, g.actor = login, login.actor
    if now - _seen() > rules.SEEN_EVERY:
        session[SEEN] = int(now.timestamp())


def current_login() -> CurrentLogin:
    """The sign-in of this request; only for views that need a signed-in person."""
    return cast(CurrentLogin, g.login)


def enter(person_id: int, target: str = "") -> Response:
    """Sign this browser in and go to `target`, or to where one's work waits; nothing of the old session stays."""
    where = visit()
    token = begin_session(person_id, where)
    session.clear()
    renew(token)
    response = current_app.make_response(go(target or start_page(bool(offices_of(person_id)))))
    return _remember_device(response, person_id)


def start_page(in_office: bool) -> str:
    """Where work waits; the account page tells somebody without an office how that is."""
    return url_for("partnerships.index" if in_office else "accounts.account")


def renew(token: str) -> None:
    """Carry the new token of the same sign-in; forms that are open elsewhere still work."""
    session[TOKEN] = token
    session[SEEN] = int(clock.now().timestamp())


def stop() -> None:
    """Forget this browser's session; its row was ended by a verb."""
    session.clear()
    g.pop("login", None)
    g.pop("actor", None)


def is_confirmed() -> bool:
    """Whether the person gave their password within the last ten minutes."""
    return rules.is_confirmed(current_login().confirmed_at, clock.now())


def step_up(view: View) -> View:
    """Ask for the password first, unless it was given within the last ten minutes.

    Stands under `@needs`. A form that is posted without it is kept in a page that asks for
    the password, and goes on from there with one press.
    """

    @wraps(view)
    def confirmed(*args: Any, **kwargs: Any) -> Any:
        if not actor().signed_in or is_confirmed():
            return view(*args, **kwargs)
        if request.method == "GET":
            return go(url_for("accounts.confirm", next=request.full_path.rstrip("?")))
        if CONFIRMATION not in request.form:
            return _ask_for_password()
        try:
            with throttle.before_the_form():
                renew(confirm_password(actor(), current_login().session_id, request.form[CONFIRMATION], visit()))
        except Invalid as error:
            return _ask_for_password(error.errors["password"])
        return view(*args, **kwargs)

    return cast(View, confirmed)


def visit() -> Visit:
    """Where this request comes from."""
    person, device = _known_device()
    return Visit(
        address=request.remote_addr or "",
        user_agent=request.user_agent.string[:500],
        known_person=person,
        known_device=device,
    )


def _remember_device(response: Response, person_id: int) -> Response:
    """Let this device have its own counter of wrong passwords, so that strangers cannot lock its owner out."""
    known, device = _known_device()
    if known == person_id:
        return response
    value = _device_signer().dumps([person_id, secrets.token_hex(16)])
    config = current_app.config
    response.set_cookie(
        DEVICE_COOKIE,
        value,
        max_age=DEVICE_LASTS,
        path="/masuk",
        secure=config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return response


def _ask_for_password(wrong: str = "") -> Response:
    g.decided = True  # it shows nothing but what the person sent
    kept = [(name, value) for name, value in request.form.items(multi=True) if name not in (CONFIRMATION, "csrf_token")]
    return page(
        "accounts/confirm_step.html",
        kept=kept,
        wrong=wrong,
        files_lost=any(file.filename for file in request.files.values()),
        status=422 if wrong else 200,
    )


def _user_of(asked: Request) -> SignedIn | None:
    login = g.get("login")
    return SignedIn(login) if login else None


def _seen() -> datetime:
    stamp = session.get(SEEN)
    return datetime.fromtimestamp(stamp, UTC) if isinstance(stamp, int) else datetime.fromtimestamp(0, UTC)


def _known_device() -> tuple[int | None, str]:
    try:
        person_id, device = _device_signer().loads(request.cookies.get(DEVICE_COOKIE, ""))
        return int(person_id), str(device)
    except (BadSignature, TypeError, ValueError):
        return None, ""


def _device_signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="portal-device")
