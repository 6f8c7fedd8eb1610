"""A browser small enough to run in many threads: one connection, one session, plain forms."""

from __future__ import annotations

import http.client
import re
import uuid
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from portal import create_app, testing
from portal.permissions import OfficeKind
from portal.settings import load_settings

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    body: str
    location: str = ""


class Browser:
    """Somebody signed in, by the cookie of their session."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.port = port
        self._cookies = dict([cookie.split("=", 1)] if cookie else [])
        self._connection: http.client.HTTPConnection | None = None

    @property
    def cookie(self) -> str:
        """What this browser sends along."""
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    def _keep(self, cookies: list[str]) -> None:
        for cookie in cookies:
            name, value = cookie.split(";")[0].split("=", 1)
            self._cookies[name] = value

    def go_to(self, port: int) -> None:
        """From now on talk to the server at another port."""
        if port != self.port:
            self.leave()
            self.port = port

    def get(self, path: str) -> Answer:
        """A page. Raises OSError or HTTPException when the server is gone."""
        return self._send("GET", path)

    def post(self, path: str, values: dict[str, str]) -> Answer:
        """A form."""
        return self._send("POST", path, urlencode(values))

    def token(self, path: str) -> str:
        """The token against forged requests that the form at `path` holds."""
        found = _TOKEN.search(self.get(path).body)
        assert found, f"no form at {path}"
        return found[1]

    def leave(self) -> None:
        """Let go of the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _send(self, method: str, path: str, body: str | None = None) -> Answer:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        headers = {"Cookie": self.cookie} if self._cookies else {}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            self._keep(answer.headers.get_all("Set-Cookie") or [])
            return Answer(answer.status, answer.read().decode(errors="replace"), answer.getheader("Location", ""))
        except (OSError, http.client.HTTPException):
            self.leave()
            raise


def submission() -> str:
    """A one-time key, as a fresh form holds it."""
    return uuid.uuid4().hex


def sign_in(instance: Path, village: str, username: str) -> str:
    """The session cookie of a new operator of a village, in the installation at `instance`."""
    app = create_app(load_settings({"PORTAL_INSTANCE": str(instance)}), plugins=())
    client = app.test_client()
    testing.sign_in(client, OfficeKind.VILLAGE_OPERATOR, (village,), username=username)
    name = app.config["SESSION_COOKIE_NAME"]
    cookie = client.get_cookie(name)
    assert cookie is not None
    testing.close_database(app)
    return f"{name}={cookie.value}"
