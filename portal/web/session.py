"""The cookie that carries a session: signed, without a time in it.

Flask's own cookie refuses a signature "from the future", which is what every cookie is
after a power cut on a machine without a clock. What ends a session is its row in the
database (see `portal.accounts`), not the cookie's age.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SessionInterface
from itsdangerous import BadSignature, URLSafeSerializer

SESSION_USED = "portal.session_used"  # in the WSGI environment: this answer is for one person


class CookieSessions(SessionInterface):
    """Keeps the session in one signed cookie, written only when something changed."""

    def __init__(self, secret_key: str) -> None:
        self._serializer = URLSafeSerializer(secret_key, salt="portal-session")

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """The session of a request; an empty one when the cookie is missing or forged."""
        cookie = request.cookies.get(self.get_cookie_name(app))
        if not cookie:
            return SecureCookieSession()
        try:
            values: dict[str, Any] = self._serializer.loads(cookie)
        except BadSignature:
            return SecureCookieSession()
        return SecureCookieSession(values)

    def save_session(self, app: Flask, session: Any, response: Response) -> None:
        """Write the cookie when the session changed, and take it away when it is empty."""
        if session.accessed:
            response.vary.add("Cookie")
            request.environ[SESSION_USED] = True
            response.headers["Cache-Control"] = "no-store"
        if not session.modified:
            return
        name, secure = self.get_cookie_name(app), self.get_cookie_secure(app)
        if not session:
            response.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="Lax")
            return
        response.set_cookie(
            name,
            self._serializer.dumps(dict(session)),
            path="/",
            secure=secure,
            httponly=True,
            samesite="Lax",
            max_age=30 * 24 * 3600,
        )
