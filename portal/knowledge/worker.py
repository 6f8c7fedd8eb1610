"""The service worker's script: its setup, then the file itself."""

from __future__ import annotations

import hashlib
import json
from typing import cast

from flask import current_app, url_for
from flask_babel import gettext as _

from ..settings import LOCAL_HTMX
from ..web.assets import STATIC, Assets
from ..web.i18n import chosen_language


def script() -> str:
    """The worker with what it must know; it changes, and so is renewed, whenever a file it keeps does."""
    assets = cast(Assets, current_app.jinja_env.globals["assets"])
    files = [assets.url("portal.js")]
    if assets.has_local_htmx:
        files.append(assets.url(LOCAL_HTMX))
    source = (STATIC / "sw.js").read_text(encoding="utf-8")
    setup = {
        "version": hashlib.sha256((assets.style + source + "".join(files)).encode()).hexdigest()[:12],
        "files": files,
        "offline": url_for("knowledge.offline"),
        "language": chosen_language(),
        "words": {"copy": _("Sambungan terputus. Ini simpanan halaman dari {waktu}.")},
    }
    return f"const SETUP = {json.dumps(setup)};\n{source}"
