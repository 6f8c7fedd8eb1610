"""What is answered to programs: addresses that take no cookie, and errors as `application/problem+json` (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Response, current_app, g, request
from flask_babel import force_locale

from ..contracts import Text, say

PREFIX = "/api/v1"
PROBLEM = "application/problem+json"
_DETAILS: Mapping[int, Text] = {
    400: say("Permintaan ini tidak dapat dibaca."),
    401: say("Kunci ini tidak berlaku: salah, sudah dicabut, habis masanya, atau jabatannya sudah berakhir."),
    403: say("Permintaan ini tidak diizinkan."),
    404: say("Tidak ada, atau tidak terbuka bagi Anda."),
    405: say("Alamat ini hanya dapat dibaca (GET)."),
    406: say("Alamat ini tidak dapat menjawab dalam bentuk yang diminta."),
    429: say("Terlalu banyak permintaan. Tunggu sebentar, lalu lanjutkan."),
    503: say("Portal sedang sibuk. Coba lagi sebentar lagi."),
}
_OTHER, _FAULT = say("Permintaan ini tidak dapat dijawab."), say("Ada gangguan di server. Coba lagi sebentar lagi.")


def asked() -> bool:
    """Whether a program asks: such an answer depends on no cookie, and no page is shown."""
    return request.path == PREFIX or request.path.startswith(PREFIX + "/")


def root() -> str:
    """The portal's own address, without a slash at its end."""
    settings = current_app.extensions["portal.settings"]
    return str(settings.base_url or request.url_root).rstrip("/")


def problem(status: int, detail: Text | None = None, **more: Any) -> Response:
    """An error for a program. `detail` is an Indonesian sentence; `more` are further members."""
    with force_locale("id"):
        said = str(detail or _DETAILS.get(status) or (_FAULT if status >= 500 else _OTHER))
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": said, **more}
    if status >= 500:
        body["instance"] = f"urn:request:{g.get('request_id', '')}"
    response = Response(json.dumps(body, ensure_ascii=False), status, mimetype=PROBLEM)
    response.headers["Cache-Control"] = "no-store"
    return response
