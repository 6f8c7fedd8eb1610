"""Portal Kemitraan Desa: villages find partners, agree, plan, carry out and learn together."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

from . import (
    accounts,
    coordination,
    db,
    documents,
    knowledge,
    monitoring,
    partnerships,
    planning,
    plugged,
    plugin,
    villages,
)
from .settings import Settings, load_settings
from .web import (
    assets,
    compress,
    errors,
    forms,
    guard,
    headers,
    health,
    i18n,
    links,
    page_cache,
    page_context,
    proxy,
    session,
)

__version__ = "0.1.0"

Candidates = Iterable[plugin.Candidate]
# Rooms of the portal that attach to a partnership through the plugins' own hooks; they stay without any plugin.
CAPABILITIES = (
    plugin.module_plugin("partnerships", partnerships.hooks),
    plugin.module_plugin("coordination", coordination.hooks),
    plugin.module_plugin("planning", planning.hooks),
    plugin.module_plugin("monitoring", monitoring.hooks),
    plugin.module_plugin("documents", documents.hooks),
)


def create_app(settings: Settings | None = None, plugins: Candidates | None = None) -> Flask:
    """Build the portal. `plugins` replaces the installed ones, for tests and safe mode."""
    settings = settings or load_settings()
    app = Flask("portal", template_folder=str(template_folder()), root_path=str(Path(__file__).parent))
    app.extensions["portal.settings"] = settings
    configure(app, settings)
    db.init_app(app, settings.database_url, settings.instance / "write.gate")
    loaded = plugged.load(app, plugin.installed_plugins() if plugins is None else plugins, CAPABILITIES)
    i18n.init_app(app, plugged.translation_folders(loaded))
    links.init_app(app)
    app.session_interface = session.CookieSessions(settings.secret_key)
    shown = assets.init_app(app, settings)
    proxy.init_app(app, settings)
    headers.init_app(app, settings, shown.style)
    forms.init_app(app)
    accounts.init_app(app)
    guard.init_app(app)
    CSRFProtect(app)
    errors.init_app(app)
    health.init_app(app)
    page_context.init_app(app, settings)
    for room in (villages, partnerships, coordination, planning, monitoring, documents, knowledge):
        room.init_app(app)
    plugged.mount(app, loaded)
    compress.CompressEveryStatus(app)
    if not settings.testing:  # tests change the database behind its back
        page_cache.init_app(app)
    return app


def configure(app: Flask, settings: Settings) -> None:
    """Flask's own settings."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TESTING=settings.testing,
        MAX_CONTENT_LENGTH=12 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=500_000,
        MAX_FORM_PARTS=400,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        SESSION_COOKIE_NAME="__Host-portal" if settings.https else "portal",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_SAMESITE="Lax",
        PREFERRED_URL_SCHEME="https" if settings.https else "http",
        WTF_CSRF_TIME_LIMIT=None,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_MIN_SIZE=400,
        COMPRESS_MIMETYPES=[
            "text/html",
            "text/css",
            "text/javascript",
            "text/csv",
            "image/svg+xml",
            "application/json",
            "application/geo+json",
            "application/atom+xml",
        ],
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if not settings.testing:
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")


def template_folder() -> Path:
    """The pages of the core: beside the package in a checkout, inside it in a wheel."""
    inside = Path(__file__).parent / "templates"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "templates"
