"""Public pages from memory: the same bytes for every visitor, until anything is recorded.

Stands around the whole app, so that a hit costs no session, no permission and no template.
A kept answer is used only while the newest event is the one it was made under, asked of the
database at every hit: who has just written never sees an old page, over any number of
processes. It is thrown away after a minute in any case, for what depends on the day.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any

from flask import Flask
from sqlalchemy import Engine

from ..db import db
from .i18n import LANGUAGE_COOKIE, LANGUAGES
from .session import SESSION_USED

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SECONDS = 60.0
LARGEST_NUMBER = 500
LARGEST_SIZE = 16 * 1024 * 1024
LARGEST_ANSWER = 256 * 1024
NEWEST_EVENT = "SELECT hash FROM event ORDER BY seq DESC LIMIT 1"
KEPT_TYPES = ("text/html", "text/javascript", "application/atom+xml")

# What an answer to a visitor may depend on, beside its address.
_HEADERS = (
    "HTTP_HOST",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_HX_REQUEST",
    "HTTP_HX_HISTORY_RESTORE_REQUEST",
    "HTTP_HX_TARGET",
)
Key = tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """One answer, as it went over the wire."""

    mark: str
    until: float
    headers: tuple[tuple[str, str], ...]
    body: bytes
    etag: str


class PageCache:
    """WSGI middleware that answers visitors from memory. Bounded, the least used go first."""

    def __init__(self, app: WSGIApplication, engine: Engine, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._engine = engine
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._size = 0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, or ask the app and keep what every visitor would get."""
        key = key_of(environ)
        mark = self._newest_event() if key else None
        if key is None or mark is None:
            return self._app(environ, start_response)
        kept = self._find(key, mark)
        if kept is not None:
            return _answer(kept, environ, start_response)
        return self._ask(key, mark, environ, start_response)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._size = 0

    def _ask(self, key: Key, mark: str, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        started: list[Any] = []

        def hold(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
            started[:] = [status, headers, exc_info]
            return lambda data: None

        parts = self._app(environ, hold)
        if not started or not _may_keep(environ, started[0], dict(started[1])):
            start_response(*started)
            return parts
        try:
            body = b"".join(parts)
        finally:
            getattr(parts, "close", lambda: None)()
        kept = _kept(mark, self._clock() + SECONDS, started[1], body)
        self._keep(key, kept)
        return _answer(kept, environ, start_response)

    def _newest_event(self) -> str | None:
        """The newest event's hash ("" when nothing is recorded); None when the database does not answer."""
        try:
            connection = self._engine.raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute(NEWEST_EVENT)
                row = cursor.fetchone()
                return row[0] if row else ""
            finally:
                connection.close()
        except Exception:  # whatever is wrong, the app says it better
            return None

    def _find(self, key: Key, mark: str) -> Kept | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is None:
                return None
            if kept.mark != mark or kept.until < self._clock():
                self._drop(key)
                return None
            self._kept.move_to_end(key)
            return kept

    def _keep(self, key: Key, kept: Kept) -> None:
        if len(kept.body) > LARGEST_ANSWER:
            return
        with self._lock:
            self._drop(key)
            self._kept[key] = kept
            self._size += len(kept.body)
            while len(self._kept) > LARGEST_NUMBER or self._size > LARGEST_SIZE:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: Key) -> None:
        kept = self._kept.pop(key, None)
        self._size -= len(kept.body) if kept else 0


def init_app(app: Flask) -> None:
    """Put the cache around the app. Tests change the database behind its back, so they ask for it by name."""
    with app.app_context():
        cache = PageCache(app.wsgi_app, db.engine)
    app.wsgi_app = cache  # type: ignore[method-assign]


def key_of(environ: WSGIEnvironment) -> Key | None:
    """What tells this request's answer from others; None when it is not a visitor's plain reading."""
    if environ["REQUEST_METHOD"] != "GET" or "HTTP_AUTHORIZATION" in environ or "HTTP_RANGE" in environ:
        return None
    language = _language(environ)
    if language is None:
        return None
    address = (environ.get("wsgi.url_scheme", ""), environ.get("SCRIPT_NAME", ""), environ.get("PATH_INFO", ""))
    rest = (environ.get("QUERY_STRING", ""), language, _encoding(environ))
    return (*address, *rest, *(environ.get(name, "") for name in _HEADERS))


def _language(environ: WSGIEnvironment) -> str | None:
    """The visitor's language; None when there is any cookie that is not about language."""
    if environ.get("PATH_INFO", "").startswith("/static/"):
        return ""  # the same for everybody
    header = environ.get("HTTP_COOKIE", "")
    if not header:
        return "id"
    try:
        cookies = SimpleCookie(header)
    except CookieError:
        return None
    if set(cookies) != {LANGUAGE_COOKIE} or cookies[LANGUAGE_COOKIE].value not in LANGUAGES:
        return None
    return cookies[LANGUAGE_COOKIE].value


def _encoding(environ: WSGIEnvironment) -> str:
    """What the server would compress with; a header that is more than a plain list stands for itself."""
    header = environ.get("HTTP_ACCEPT_ENCODING", "").lower()
    if ";" in header or "*" in header:
        return str(header)
    names = {name.strip() for name in header.split(",")}
    return next((name for name in ("br", "gzip") if name in names), "")


def _may_keep(environ: WSGIEnvironment, status: str, headers: dict[str, str]) -> bool:
    if not status.startswith("200") or environ.get(SESSION_USED) or "Set-Cookie" in headers:
        return False
    fragment = environ.get("HTTP_HX_REQUEST")  # marked no-store only because browsers mix it up with its page
    if "no-store" in headers.get("Cache-Control", "") and not fragment:
        return False
    return headers.get("Content-Type", "").startswith(KEPT_TYPES)


def _kept(mark: str, until: float, headers: list[tuple[str, str]], body: bytes) -> Kept:
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:16]}"'
    wanted = [(name, value) for name, value in headers if name not in ("Date", "ETag", "Content-Length")]
    return Kept(mark, until, (*wanted, ("ETag", etag), ("Content-Length", str(len(body)))), body, etag)


def _answer(kept: Kept, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    if kept.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        about_the_body = ("Content-Length", "Content-Type", "Content-Encoding")
        start_response("304 Not Modified", [item for item in kept.headers if item[0] not in about_the_body])
        return []
    start_response("200 OK", list(kept.headers))
    return [kept.body]
