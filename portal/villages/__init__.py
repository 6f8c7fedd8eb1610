"""Villages: official areas, village records, organisations, potentials and needs."""

from __future__ import annotations

from flask import Flask, url_for
from flask_babel import lazy_gettext as _l

from ..accounts.naming import register_area_names
from ..permissions import Action
from ..web import page_context
from ..web.links import register_link
from ..web.page_context import MenuEntry
from . import labels, letterhead_views, letterheads, listing_views, organisation_views, queries, takeout, views

__all__ = ["init_app", "letterhead_views", "listing_views", "organisation_views", "views"]


def init_app(app: Flask) -> None:
    """Attach this room to the app."""
    app.register_blueprint(views.bp)
    takeout.init_app(app)
    register_area_names(app, queries.name_of_area)
    app.extensions.setdefault("portal.file_owners", []).append(letterheads.named_logos)
    page_context.add_menu_entry(app, MenuEntry("villages.search", _l("Desa"), Action.AREA_VIEW, order=10))
    page_context.add_menu_entry(
        app, MenuEntry("villages.organisations", _l("Lembaga"), Action.ORGANISATION_VIEW, order=20)
    )
    page_context.name_events(app, dict(labels.EVENTS))
    page_context.name_fields(app, dict(labels.FIELDS))
    for field, words in labels.CODED.items():
        page_context.name_values(app, field, dict(words))
    with app.app_context():
        register_link("village", lambda code: url_for("villages.village", code=code))
        register_link("organisation", lambda number: url_for("villages.organisation", key=number))
