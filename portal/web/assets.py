"""Static files: addresses that change with their content, one inline stylesheet, htmx from CDN or local copy."""

from __future__ import annotations

import hashlib
import re
from functools import cached_property
from pathlib import Path
from typing import Any

from flask import Flask, Response, request, url_for
from markupsafe import Markup

from ..settings import HTMX_SRI, LOCAL_HTMX, Settings

STATIC = Path(__file__).parent.parent / "static"


class Assets:
    """Addresses of static files that change whenever the file does."""

    def __init__(self, static: Path = STATIC) -> None:
        self._static = static
        self._marks: dict[str, str] = {}
        self.style = smaller((static / "portal.css").read_text(encoding="utf-8"))
        self.style_tag = Markup(f"<style>{self.style}</style>")  # the CSP holds the hash of exactly this text

    def url(self, name: str) -> str:
        """The address of a static file, with a mark of its content."""
        if name not in self._marks:
            self._marks[name] = hashlib.sha256((self._static / name).read_bytes()).hexdigest()[:12]
        return url_for("static", filename=name, v=self._marks[name])

    @property
    def has_local_htmx(self) -> bool:
        """Whether `portal assets` has made the local copy."""
        return (self._static / LOCAL_HTMX).is_file()


class Macros:
    """The macros of `_macros.html` as the template global `ui`; loaded when first used."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    @cached_property
    def _module(self) -> Any:
        return self._app.jinja_env.get_template("_macros.html").module

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)


def smaller(css: str) -> str:
    """A stylesheet without comments and needless space; not for strings that hold `;`, `{` or runs of space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css)
    return css.replace(": ", ":").replace(";}", "}").strip()


def may_stay_empty(field: Any) -> bool:
    """Whether a form is accepted without this field; a list to choose from always has a choice."""
    flags = field.flags
    return not flags.required and bool(flags.optional or field.type not in ("SelectField", "RadioField"))


def init_app(app: Flask, settings: Settings) -> Assets:
    """Give templates their assets and macros, and static files a year of life."""
    assets = Assets()
    app.jinja_env.globals.update(
        asset=assets.url,
        assets=assets,
        htmx_cdn=settings.htmx_cdn if settings.htmx_source == "cdn" else "",
        htmx_sri=HTMX_SRI,
        local_htmx=LOCAL_HTMX,
        ui=Macros(app),
        upload_limit=f"{settings.upload_limit / 1024 / 1024:.0f} MB",
        upload_bytes=settings.upload_limit,
    )

    app.jinja_env.tests["may_stay_empty"] = may_stay_empty

    @app.after_request
    def keep_static(response: Response) -> Response:
        if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

    return assets
