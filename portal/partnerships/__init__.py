"""Partnerships: the record, its parties, the lawful path, the versions of the agreement, the files."""

from __future__ import annotations

from flask import Flask

from . import agreements, models


def init_app(app: Flask) -> None:
    """Attach this room to the app."""
    app.extensions.setdefault("portal.audit_checks", []).append(agreements.audit)
