"""Pages for everyone. None of them writes, and none touches the session of a visitor."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from ..permissions import Action, may_at_all
from ..web import actor, page, public
from ..web.i18n import LANGUAGE_COOKIE, LANGUAGES
from ..web.links import local_target
from ..web.waiting import waiting_for
from . import path, queries, worker

bp = Blueprint("knowledge", __name__)


@bp.get("/")
@public
def home() -> Response:
    """What this is, in one screen, with what is going on now."""
    return page(
        "knowledge/home.html",
        numbers=queries.numbers(),
        recent=queries.recent(6),
        waiting=waiting_for(actor()),
        may_begin=may_at_all(actor(), Action.PARTNERSHIP_CREATE),
    )


@bp.get("/tentang")
@public
def about() -> Response:
    """What the portal is for, and how the lawful path goes."""
    return page("knowledge/about.html", stages=path.STAGES, basics=path.BASICS)


@bp.get("/privasi")
@public
def privacy() -> Response:
    """Which personal data is kept, why, and what a person can ask for."""
    return page("knowledge/privacy.html", privacy_basis=path.BREACH_NOTICE)


@bp.get("/bahasa/<code>")
@public
def language(code: str) -> ResponseReturnValue:
    """Remember the reader's language on their device, and go back."""
    if code not in LANGUAGES:
        abort(404)
    response = redirect(local_target(request.args.get("kembali")) or url_for(".home"), 303)
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(LANGUAGE_COOKIE, code, max_age=365 * 24 * 3600, secure=secure, httponly=True, samesite="Lax")
    return response


@bp.get("/luring")
@public
def offline() -> Response:
    """Shown by the service worker when the network is gone."""
    return page("knowledge/offline.html")


@bp.get("/sw.js")
@public
def service_worker() -> Response:
    """The service worker; from the root, so that it may answer for every page."""
    response = Response(worker.script(), mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/robots.txt")
@public
def robots() -> Response:
    """Search engines read the public pages, not the forms."""
    lines = ("User-agent: *", "Disallow: /masuk", "Disallow: /akun", "Disallow: /bahasa/", "Disallow: /p/", "")
    return Response("\n".join(lines), mimetype="text/plain")
