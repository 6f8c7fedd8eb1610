"""Partnerships: the record, its parties, the lawful path, the versions of the agreement, the files."""

from __future__ import annotations

from flask import Flask, url_for
from flask_babel import lazy_gettext as _l

from ..permissions import Action
from ..villages.references import add_area_user
from ..villages.sections import add_organisation_section, add_village_section
from ..web.links import register_link
from ..web.page_context import MenuEntry, add_menu_entry
from ..web.waiting import add_waiting_source
from . import (
    agreement_party_views,
    agreements,
    hooks,
    naming,
    portable_tables,
    register,
    sections,
    sector_views,
    showing,
    takeout,
    term_dates,
    type_checks,
    views,
    views_agreement,
    views_begin,
    views_choosing,
    views_drafts,
    views_library,
    views_membership,
    views_parties,
    views_path,
    waiting,
    words,
)
from .dates import add_date_source

__all__ = [
    "agreement_party_views",
    "hooks",
    "init_app",
    "portable_tables",
    "views_agreement",
    "views_begin",
    "views_choosing",
    "views_drafts",
    "views_library",
    "views_membership",
    "views_parties",
    "views_path",
]


def init_app(app: Flask) -> None:
    """Attach this room to the app."""
    with app.test_request_context():  # forms and labels are said to somebody
        app.extensions["portal.registry"].check_types(type_checks.faults_of)
        app.extensions["portal.registry"].check_sectors(type_checks.sector_faults)
    app.register_blueprint(views.bp)
    showing.init_app(app)
    sector_views.init_app(app)
    words.init_app(app, app.extensions["portal.registry"])
    app.extensions.setdefault("portal.audit_checks", []).append(agreements.audit)
    add_village_section(app, sections.partnerships_of_village)
    add_organisation_section(app, sections.partnerships_of_organisation)
    app.extensions.setdefault("portal.file_owners", []).append(sections.named_files)
    add_area_user(app, sections.codes_of_parties)
    add_date_source(app, term_dates.dates)
    naming.init_app(app)
    takeout.init_app(app)
    register.init_app(app)
    add_waiting_source(app, waiting.waiting_for)
    add_menu_entry(app, MenuEntry("partnerships.index", _l("Kemitraan"), Action.PAGE_VIEW, order=30))
    with app.app_context():
        register_link("partnership", lambda number: url_for("partnerships.show", partnership_id=int(number)))
