"""Compression of every answer that is worth it, also of those that tell of an error."""

from __future__ import annotations

from flask import Response
from flask_compress import Compress


class CompressEveryStatus(Compress):
    """Flask-Compress, without two of its gaps.

    It leaves out what is not a 2xx, but a form with errors (422) weighs as much as any page.
    And it replaces the body of a static file without closing the file.
    """

    def after_request(self, response: Response | None) -> Response:
        """Compress an answer, whatever its status."""
        if response is None:
            return super().after_request(response)
        body, status, is_error = response.response, response.status, response.status_code >= 400
        if is_error:
            response.status_code = 200
        compressed = super().after_request(response)
        if is_error:
            compressed.status = status
        if compressed.response is not body and hasattr(body, "close"):
            compressed.call_on_close(body.close)
        return compressed
