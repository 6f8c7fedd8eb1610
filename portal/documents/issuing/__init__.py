"""Issuing: papers frozen with their number, numbers from the parties' books, and whether a paper is genuine."""

from __future__ import annotations

from flask import Flask

from ...partnerships.attachments import add_file_holder
from ...partnerships.number_offers import set_number_source
from ...villages.sections import add_organisation_section, add_village_section
from ...web.page_context import name_values
from . import book_views, freezing, number_rules, offering, takeout, verify_views, views
from .demo import fill_sample
from .words import WORDS

__all__ = ["WORDS", "book_views", "fill_sample", "init_app"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    app.register_blueprint(verify_views.bp)
    name_values(app, "number_register", dict(number_rules.BOOKS))
    takeout.init_app(app)
    set_number_source(app, offering.next_number)
    add_file_holder(app, freezing.holds)
    add_village_section(app, offering.of_village)
    add_organisation_section(app, offering.of_organisation)
    app.extensions.setdefault("portal.audit_checks", []).append(freezing.audit)
