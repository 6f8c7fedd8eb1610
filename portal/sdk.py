"""The one page of names that a plugin may import.

What stands here is kept: what is to go warns for one minor release before it goes.
"""

from __future__ import annotations

from . import numerals, paperwork
from .clock import now, today, zone_of
from .contracts import (
    ActivityTemplate,
    Advice,
    Annex,
    Answers,
    Clause,
    Figure,
    Gate,
    Happened,
    Indicator,
    LegalBasis,
    Message,
    Notifier,
    NotSent,
    Panel,
    PartnershipType,
    Risk,
    Role,
    Sector,
    State,
    Terms,
    Transition,
    Workflow,
    WorkflowAddition,
    say,
)
from .db import Archivable, Model, UtcDateTime, Versioned, db, transactional
from .errors import Conflict, Invalid, NotAllowed, NotFound
from .events import history, record
from .hookspecs import hookimpl
from .partnerships import portable
from .partnerships.cases import is_over, party_names
from .partnerships.sector_values import all_sectors, sector_figures
from .partnerships.service import partnership_for
from .partnerships.writers import Writer, writers_of
from .permissions import Action, may
from .villages.queries import village_figures
from .web import PortalForm, actor, go, needs, page, public, require, stay
from .web.form_fields import QuantityField, RupiahField, not_in_future, options
from .web.forms import opened_version
from .web.listings import Asked, Coded, Listing, add_listings, headings, in_parts
from .web.paging import paged

__all__ = [
    "Action",
    "ActivityTemplate",
    "Advice",
    "Annex",
    "Answers",
    "Archivable",
    "Asked",
    "Clause",
    "Coded",
    "Conflict",
    "Figure",
    "Gate",
    "Happened",
    "Indicator",
    "Invalid",
    "LegalBasis",
    "Listing",
    "Message",
    "Model",
    "NotAllowed",
    "NotFound",
    "NotSent",
    "Notifier",
    "Panel",
    "PartnershipType",
    "PortalForm",
    "QuantityField",
    "Risk",
    "Role",
    "RupiahField",
    "Sector",
    "State",
    "Terms",
    "Transition",
    "UtcDateTime",
    "Versioned",
    "Workflow",
    "WorkflowAddition",
    "Writer",
    "actor",
    "add_listings",
    "all_sectors",
    "db",
    "go",
    "headings",
    "history",
    "hookimpl",
    "in_parts",
    "is_over",
    "may",
    "needs",
    "not_in_future",
    "now",
    "numerals",
    "opened_version",
    "options",
    "page",
    "paged",
    "paperwork",
    "partnership_for",
    "party_names",
    "portable",
    "public",
    "record",
    "require",
    "say",
    "sector_figures",
    "stay",
    "today",
    "transactional",
    "village_figures",
    "writers_of",
    "zone_of",
]
