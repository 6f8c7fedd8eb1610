"""The headers every answer carries: security, caching and variation."""

from __future__ import annotations

import base64
import hashlib
import secrets

from flask import Flask, Response, g, request

from ..settings import Settings

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self)",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def policy(settings: Settings, style: str) -> str:
    """The content security policy: no inline script, and of inline styles only our own stylesheet, by its hash."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    cdn = f" {settings.htmx_cdn}" if settings.htmx_source == "cdn" else ""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self'{cdn}",
            f"style-src 'self' 'sha256-{digest}'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "object-src 'none'",
        )
    )


def init_app(app: Flask, settings: Settings, style: str) -> None:
    """Put the headers on every answer; `style` is the stylesheet that base.html holds inline."""
    csp = policy(settings, style)

    @app.before_request
    def name_request() -> None:
        g.request_id = secrets.token_hex(6)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", csp)
        if settings.https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if response.mimetype == "text/html":
            response.vary.update(("HX-Request", "Cookie"))  # the cookie tells the language too
            if request.headers.get("HX-Request"):
                response.headers["Cache-Control"] = "no-store"
            response.headers.setdefault("Cache-Control", "no-cache")
        return response
