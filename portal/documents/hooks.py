"""What this room brings through the plugins' own door: its words and the documents of the lawful path."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from ..contracts import Panel, Text
from ..hookspecs import hookimpl
from ..paperwork import DocumentKind
from . import api, exports, feeds, imports, issuing, portable, statutory, templating

# Modules with init_app(app) and WORDS; a subject joins when it has pages.
SUBJECTS: tuple[Any, ...] = (api, exports, feeds, imports, issuing, portable, templating)


@hookimpl
def portal_panels(partnership: Any, actor: Any) -> list[Panel]:
    """The way to the documents, for those within; it asks the database nothing."""
    return [Panel("dokumen", _l("Dokumen"), "documents/_panel.html", lambda partnership, actor: {}, order=15)]


@hookimpl
def portal_words() -> list[tuple[str, Text]]:
    """The words of every subject's events and fields."""
    return [word for subject in SUBJECTS for word in subject.WORDS]


@hookimpl
def portal_documents() -> list[DocumentKind]:
    """The papers that the lawful path asks for."""
    return list(statutory.KINDS)


@hookimpl
def portal_demo(partnership: Any, actors: Any) -> None:
    """Sample papers, issued for a sample partnership that runs."""
    issuing.fill_sample(partnership, actors)
