"""Mail, where it is set up: the link arrives, and a server that does not answer breaks nothing."""

from __future__ import annotations

import re
import socketserver
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal import testing
from portal.accounts import mail, service
from portal.permissions import SYSTEM


class Mailbox(socketserver.StreamRequestHandler):
    """A mail server that takes one mail after the other."""

    def handle(self) -> None:
        self.wfile.write(b"220 uji\r\n")
        body: list[str] | None = None
        for line in self.rfile:
            text = line.decode().rstrip("\r\n")
            if body is not None:
                if text == ".":
                    self.server.mails.append("\n".join(body))  # type: ignore[attr-defined]
                    body = None
                    self.wfile.write(b"250 ok\r\n")
                else:
                    body.append(text)
            elif text.upper() == "DATA":
                body = []
                self.wfile.write(b"354 ya\r\n")
            elif text.upper() == "QUIT":
                self.wfile.write(b"221 ya\r\n")
                return
            else:
                self.wfile.write(b"250 ok\r\n")


@pytest.fixture
def mailbox() -> Iterator[socketserver.ThreadingTCPServer]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mailbox) as server:
        server.daemon_threads = True
        server.mails = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def app_with_mail(folder: Path, port: int) -> Flask:
    """An app that sends mail to a port, with one account that has an address."""
    app = testing.make_app(
        folder,
        smtp_url=f"smtp://127.0.0.1:{port}",
        base_url="http://portal.contoh.id",
        mail_from="portal@contoh.id",
    )
    testing.create_schema(app)
    with app.app_context():
        service.create_person(
            SYSTEM, name="Budi", username="budi", password=testing.TEST_PASSWORD, email="budi@contoh.id"
        )
    return app


def wait_for(server: socketserver.ThreadingTCPServer) -> str:
    """The next mail that arrives."""
    deadline = time.monotonic() + 5
    while not server.mails:  # type: ignore[attr-defined]
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return str(server.mails.pop())  # type: ignore[attr-defined]


def test_a_forgotten_password_is_mended_by_mail(tmp_path: Path, mailbox: socketserver.ThreadingTCPServer) -> None:
    app = app_with_mail(tmp_path, mailbox.server_address[1])
    client = app.test_client()
    assert "tautan sedang dikirim" in testing.post(client, "/masuk/lupa", {"email": "Budi@Contoh.id"}).text
    found = re.search(r"http://portal\.contoh\.id(/undangan/[\w-]{43})", wait_for(mailbox).replace("=\n", ""))
    assert found
    assert testing.post(client, found.group(1), {"password": "perahu di telaga ngebel"}).location == "/masuk"
    testing.close_database(app)


def test_S9_an_unknown_address_gets_the_same_answer_and_no_mail(
    tmp_path: Path, mailbox: socketserver.ThreadingTCPServer
) -> None:
    app = app_with_mail(tmp_path, mailbox.server_address[1])

    def answer(address: str) -> str:
        shown = testing.post(app.test_client(), "/masuk/lupa", {"email": address})
        return re.sub(r'value="[^"]*"', "", shown.text) + str(shown.status_code)

    assert answer("siapa@contoh.id") == answer("budi@contoh.id")
    assert "budi@contoh.id" in wait_for(mailbox)
    assert mailbox.mails == []  # type: ignore[attr-defined]
    testing.close_database(app)


def test_asking_for_mails_again_and_again_is_slowed_down(
    tmp_path: Path, mailbox: socketserver.ThreadingTCPServer
) -> None:
    app = app_with_mail(tmp_path, mailbox.server_address[1])
    client = app.test_client()
    answers = [testing.post(client, "/masuk/lupa", {"email": "siapa@contoh.id"}).status_code for number in range(4)]
    assert answers == [200, 200, 200, 429]
    testing.close_database(app)


def test_a_mail_server_that_does_not_answer_breaks_nothing(tmp_path: Path) -> None:
    settings = testing.make_settings(tmp_path, smtp_url="smtp://127.0.0.1:1", base_url="http://portal.contoh.id")
    assert mail.send(settings, "budi@contoh.id", "Halo\r\nBcc: orang@lain.id", "isi") is False
