"""Which addresses outside the portal calls: never one of its own network, and always the one that was checked.

A name is looked up once; every address it has must be public; the connection goes to one of these
addresses and to nothing that the name may mean a moment later. Redirects are not followed.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from typing import Any
from urllib.parse import urlsplit

from ...contracts import NotSent, Sentence, say

PORTS = (443, 80, 8443)
TIMEOUT, WHOLE = 10.0, 20.0  # seconds for each answer of the network, and for all of it
LookUp = Callable[[str, int], list[str]]


class Refused(Exception):
    """An address that the portal does not call, with the reason."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True)
class Target:
    """Where a call goes: the checked address, and the name that its certificate must carry."""

    address: str
    host: str
    port: int
    path: str


def look_up(host: str, port: int) -> list[str]:
    """Every address of a name."""
    return sorted({str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})


def checked(url: str, find: LookUp | None = None) -> Target:
    """Where an address leads; raises `Refused` when it is not https or any of its addresses is not public."""
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        raise Refused(say("Alamat ini tidak dapat dibaca.")) from None
    if parts.scheme != "https" or not parts.hostname or parts.username or parts.password or "\\" in url:
        raise Refused(say("Tulis alamat yang diawali https://, tanpa nama pengguna dan kata sandi."))
    if any(ord(char) <= 32 or ord(char) > 126 for char in url):
        raise Refused(say("Alamat ini tidak dapat dibaca."))
    if port not in PORTS:
        raise Refused(say("Hanya gerbang 443, 80 dan 8443 yang boleh dipakai."))
    try:
        addresses = (find or look_up)(parts.hostname, port)
    except (OSError, UnicodeError):
        addresses = []
    if not addresses:
        raise Refused(say("Nama ini tidak ditemukan di internet."))
    if not all(is_public(address) for address in addresses):
        raise Refused(say("Alamat ini menuju jaringan dalam, jadi tidak dipanggil."))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(addresses[0], parts.hostname, port, path)


def is_public(address: str) -> bool:
    """Whether an address belongs to the open internet; addresses that carry another inside are opened first."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is None and found in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def call(
    target: Target, body: bytes, headers: Mapping[str, str], connect: Callable[..., socket.socket] | None = None
) -> int:
    """Post to a checked address and return the status. `NotSent` before anything went out; else what fails, raises."""
    try:
        plain = (connect or socket.create_connection)((target.address, target.port), timeout=TIMEOUT)
        secured = ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)
    except OSError as error:
        raise NotSent(type(error).__name__) from error
    with secured:
        return exchange(secured, target, body, headers)


def exchange(line: socket.socket, target: Target, body: bytes, headers: Mapping[str, str]) -> int:
    """One request over an open line, within `WHOLE` seconds however slowly it is answered."""
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = line
    ending = Timer(WHOLE, _hang_up, [line])
    ending.daemon = True
    ending.start()
    try:
        connection.request("POST", target.path, body, dict(headers))
        return connection.getresponse().status
    finally:
        ending.cancel()
        connection.close()


def signature(secret: str, body: bytes) -> str:
    """What proves that a call is the portal's: HMAC-SHA256 over the body."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _hang_up(line: Any) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
