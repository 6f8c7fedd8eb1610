"""Static files: hashed names, one inline stylesheet, htmx from the CDN or the local copy."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask, Response, request, url_for

from ..settings import HTMX_SRI, HTMX_VERSION, Settings

STATIC = Path(__file__).parent.parent / "static"
LOCAL_HTMX = f"made/htmx-{HTMX_VERSION}.min.js"


class Assets:
    """Addresses of static files that change whenever the file does."""

    def __init__(self) -> None:
        self._marks: dict[str, str] = {}
        self.style = (STATIC / "portal.css").read_text(encoding="utf-8")

    def url(self, name: str) -> str:
        """The address of a static file, with a mark of its content."""
        if name not in self._marks:
            self._marks[name] = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
        return url_for("static", filename=name, v=self._marks[name])

    @property
    def has_local_htmx(self) -> bool:
        """Whether `portal assets` has made the local copy."""
        return (STATIC / LOCAL_HTMX).is_file()


def init_app(app: Flask, settings: Settings) -> Assets:
    """Give templates their assets, and static files a year of life."""
    assets = Assets()
    app.jinja_env.globals.update(
        asset=assets.url,
        assets=assets,
        htmx_cdn=settings.htmx_cdn if settings.htmx_source == "cdn" else "",
        htmx_sri=HTMX_SRI,
        local_htmx=LOCAL_HTMX,
    )

    @app.after_request
    def keep_static(response: Response) -> Response:
        if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

    return assets
