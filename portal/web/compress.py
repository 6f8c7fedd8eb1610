"""Compression of every page, also of those that tell of an error."""

from __future__ import annotations

from flask import Response
from flask_compress import Compress


class CompressEveryStatus(Compress):
    """Flask-Compress leaves out what is not a 2xx; but a form with errors (422) weighs as much as any page."""

    def after_request(self, response: Response | None) -> Response:
        """Compress an answer, whatever its status."""
        if response is None or response.status_code < 400:
            return super().after_request(response)
        status, response.status_code = response.status, 200
        compressed = super().after_request(response)
        compressed.status = status
        return compressed
