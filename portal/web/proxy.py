"""Forwarded headers are believed only from the one configured proxy."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from ..settings import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Trust one proxy's headers when the operator named it; else none."""
    if settings.trusted_proxy:
        app.wsgi_app = _FromProxyOnly(app.wsgi_app, settings.trusted_proxy)  # type: ignore[method-assign]


class _FromProxyOnly:
    """Applies ProxyFix to requests whose peer is the configured proxy."""

    def __init__(self, wsgi_app, address: str) -> None:  # type: ignore[no-untyped-def]
        self._direct = wsgi_app
        self._fixed = ProxyFix(wsgi_app, x_for=1, x_proto=1, x_host=1)
        self._address = address

    def __call__(self, environ, start_response):  # type: ignore[no-untyped-def]
        trusted = environ.get("REMOTE_ADDR") == self._address
        return (self._fixed if trusted else self._direct)(environ, start_response)
