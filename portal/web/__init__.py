"""The whole vocabulary of pages: what every room's views import."""

from .answers import go, is_htmx, page, stay
from .forms import PortalForm, submission_field
from .guard import actor, needs, public, require

__all__ = [
    "PortalForm",
    "actor",
    "go",
    "is_htmx",
    "needs",
    "page",
    "public",
    "require",
    "stay",
    "submission_field",
]
