"""Errors as pages that tell a person what happened, what was kept and what to do. The one place."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from ..db import db
from ..errors import AlreadyApplied, Busy, Conflict, NotAllowed, NotFound
from . import programs
from .answers import go, is_htmx, page
from .error_words import EXPIRED_FORM, EXPIRED_SESSION, ErrorWords, words_for
from .guard import LoginNeeded, Undecided
from .links import url_of

_SECRET = re.compile(r"^_|csrf|sandi|password|token|otp|rahasia|^kode$|^code$", re.IGNORECASE)


def init_app(app: Flask) -> None:
    """Register the handler of every error."""
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(NotFound, lambda error: _plain(404))
    app.register_error_handler(Conflict, _conflict)
    app.register_error_handler(AlreadyApplied, _already_applied)
    app.register_error_handler(Busy, _busy)
    app.register_error_handler(LoginNeeded, _login_needed)
    app.register_error_handler(Undecided, _undecided)
    app.register_error_handler(CSRFError, lambda error: _plain(400, EXPIRED_FORM))
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _plain(status: int, message: ErrorWords | None = None, **context: Any) -> Response:
    if programs.asked():
        return programs.problem(status)
    return page(
        "errors/error.html",
        "message",
        status=status,
        **{"message": message or words_for(status), "yours": _typed(status), "back": _own_referrer(), **context},
    )


def _not_allowed(error: NotAllowed) -> Response:
    return _plain(403, reasons=error.reasons)


def _conflict(error: Conflict) -> Response:
    return _plain(409, theirs=error.theirs, yours=error.yours or _typed(409))


def _already_applied(error: AlreadyApplied) -> Any:
    target = url_of(*error.subject) or _own_referrer() or url_for("knowledge.home")
    return go(target, _("Sudah tercatat. Kiriman yang sama tidak dicatat dua kali."))


def _busy(error: Busy) -> Response:
    response = _plain(503)
    response.headers["Retry-After"] = "5"
    return response


def _login_needed(error: LoginNeeded) -> Any:
    writes = request.method == "POST"
    if writes and not is_htmx() and _typed(401):
        return _plain(401, EXPIRED_SESSION, sign_in=url_for("accounts.login", next=_return_path()))
    # Under htmx the form's draft is kept on the device (portal.js).
    ended = "isian" if writes and is_htmx() else "habis" if g.get("session_ended") or is_htmx() else None
    login = url_for("accounts.login", next=_return_path(), sebab=ended)
    return Response(status=401, headers={"HX-Redirect": login}) if is_htmx() else go(login)


def _undecided(error: Undecided) -> Response:
    """A fault in our own code: loud in tests, refused in production."""
    if current_app.testing:
        raise error
    current_app.logger.error("%s", error)
    return _plain(403)


def _database(error: OperationalError) -> Response:
    db.session.rollback()
    if "full" in str(error).lower():
        return _plain(507)
    if "locked" in str(error).lower():
        return _busy(Busy())
    return _unexpected(error)


def _http(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    if isinstance(error, SecurityError):  # the host is not ours: no page, because no address can be made
        return Response(_("Alamat situs ini tidak dikenal."), 400, mimetype="text/plain")
    response = _plain(error.code)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _unexpected(error: Exception) -> Response:
    if isinstance(error, InternalServerError) and error.original_exception:
        error = error.original_exception  # type: ignore[assignment]
    current_app.logger.error("request %s failed", g.get("request_id", "-"), exc_info=error)
    db.session.rollback()
    return _plain(500, code=g.get("request_id", ""))


def _typed(status: int) -> dict[str, str]:
    """What a person typed into the form that failed, so that nothing is lost; no secrets.

    htmx leaves the form itself on the page, so there only a conflict shows it.
    """
    if request.method == "GET" or status == 413 or (is_htmx() and status != 409):
        return {}
    names = [name for name in request.form if not _SECRET.search(name)]
    return {name: "\n".join(request.form.getlist(name)) for name in names}


def _return_path() -> str:
    """Where to go after signing in: this page, or the page the form stood on."""
    if request.method == "GET" and not is_htmx():
        return request.full_path.rstrip("?")
    return _own_referrer()


def _own_referrer() -> str:
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host:
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")
