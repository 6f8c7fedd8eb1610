"""The one page of names that a plugin may import.

What stands here is kept: what is to go warns for one minor release before it goes.
"""

from __future__ import annotations

from .contracts import (
    Gate,
    Happened,
    Indicator,
    LegalBasis,
    Panel,
    PartnershipType,
    Sector,
    State,
    Terms,
    Transition,
    Workflow,
    WorkflowAddition,
    say,
)
from .hookspecs import hookimpl
from .permissions import Action
from .web import PortalForm, actor, go, needs, page, public, require, stay
from .web.form_fields import QuantityField, RupiahField, not_in_future, options

__all__ = [
    "Action",
    "Gate",
    "Happened",
    "Indicator",
    "LegalBasis",
    "Panel",
    "PartnershipType",
    "PortalForm",
    "QuantityField",
    "RupiahField",
    "Sector",
    "State",
    "Terms",
    "Transition",
    "Workflow",
    "WorkflowAddition",
    "actor",
    "go",
    "hookimpl",
    "needs",
    "not_in_future",
    "options",
    "page",
    "public",
    "require",
    "say",
    "stay",
]
