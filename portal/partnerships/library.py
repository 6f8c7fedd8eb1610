"""Taking a wording of the library over into the text that is written."""

from __future__ import annotations

from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from ..contracts import Terms
from ..errors import Invalid, NotFound
from ..permissions import Actor
from . import agreements, clause_library
from .agreement_clauses import CLAUSES, ClauseView, as_content
from .clause_library import Content, Wording
from .gate_forms import LONG
from .models import Agreement, Partnership


def take_over(
    actor: Actor,
    partnership: Partnership,
    version: int | None,
    content: Content,
    key: str,
    terms: Terms,
    clauses: tuple[ClauseView, ...],
) -> Agreement:
    """Put a wording below what stands in its field, as a saving like every other; `Invalid` where it has no room."""
    wording = next((item for item in content.wordings if item.key == key), None)
    if wording is None:
        raise NotFound()
    written = agreements.working_version(partnership).content
    with force_locale("id"):
        added = (
            _clauses(content, wording, terms, clauses) if wording.field == CLAUSES else _field(wording, terms, written)
        )
    return agreements.write(actor, partnership.id, version, added)


def _field(wording: Wording, terms: Terms, written: Any) -> dict[str, Any]:
    return {wording.field: _room(clause_library.taken_over(written.get(wording.field), wording.said(terms)))}


def _clauses(content: Content, wording: Wording, terms: Terms, clauses: tuple[ClauseView, ...]) -> dict[str, Any]:
    texts: dict[str, str | None] = {view.name: view.text for view in clauses}
    texts[content.name] = _room(clause_library.taken_over(texts[content.name], wording.said(terms)))
    return {CLAUSES: as_content(clauses, texts)}


def _room(text: str) -> str:
    """The text, when a field can hold it."""
    if len(text) > LONG:
        raise Invalid({"text": _("Isian ini sudah penuh: paling banyak %(most)s huruf.", most=LONG)})
    return text
