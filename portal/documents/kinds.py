"""The kinds of papers that plugins and rooms brought, asked one by one: one that fails leaves a note.

Composing is somebody else's code. It has its time, and what it raises is kept for the administrator's page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from flask import current_app
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from .. import time_budget
from ..db import recover_reading
from ..errors import NotFound
from ..paperwork import STAGES, DocumentKind, Edition, Paper, PaperOf
from ..partnerships.cases import registry
from ..partnerships.models import Partnership
from ..time_budget import Overtime

T = TypeVar("T")
PATIENCE = 5  # how many times longer than a panel a paper may take: nothing else waits for it
STAGE_LABELS = {
    "preparation": _l("Persiapan"),
    "offer": _l("Penawaran"),
    "drafting": _l("Penyusunan naskah"),
    "signing": _l("Penandatanganan dan pengundangan"),
    "carrying_out": _l("Pelaksanaan"),
    "reporting": _l("Pelaporan"),
    "change": _l("Perubahan dan pengakhiran"),
}
_NOW = {
    "draft": "preparation", "village_deliberation": "preparation", "rejected_by_village": "preparation",
    "planned": "offer", "offered": "offer", "offer_countered": "offer", "offer_declined": "offer",
    "offer_accepted": "preparation",
    "drafting": "drafting", "consultation": "drafting", "mad_scheduled": "drafting", "mad_held": "drafting",
    "signing": "signing", "promulgation": "signing",
    "active": "carrying_out", "reporting": "reporting",
    "suspended": "change", "amending": "change", "disputed": "change", "ended": "change",
}  # fmt: skip


class InTrouble(Exception):
    """A kind of paper could not be asked or composed; what it raised is on record."""


@dataclass(frozen=True)
class Offered:
    """A kind of paper and those that a partnership has of it; none when it is in trouble."""

    kind: DocumentKind
    papers: tuple[PaperOf, ...] = ()
    in_trouble: bool = False


@dataclass(frozen=True)
class Composed:
    """A paper as it reads now, and by which edition it was written."""

    kind: DocumentKind
    paper_of: PaperOf
    paper: Paper
    edition: Edition


def stage_of(partnership: Partnership) -> str:
    """The stage of the path that a partnership is at, for its papers; a plugin's own state counts as carrying out."""
    return _NOW.get(partnership.status, "carrying_out")


def kind_or_404(code: str) -> DocumentKind:
    """The kind of that code."""
    kind = registry().documents.get(code)
    if kind is None:
        raise NotFound()
    return kind


def offered(partnership: Partnership) -> list[Offered]:
    """The kinds that this partnership has papers of, in the order of the path, and those that are in trouble."""
    kinds = sorted(registry().documents.values(), key=lambda kind: (STAGES.index(kind.stage), kind.order, kind.code))
    found = [_offered(kind, partnership) for kind in kinds]
    return [one for one in found if one.papers or one.in_trouble]


def papers_of(kind: DocumentKind, partnership: Partnership) -> list[PaperOf]:
    """A kind's papers of a partnership; raises `InTrouble`."""
    papers: list[PaperOf] = _asked(kind, partial(kind.papers, partnership))
    return papers


def compose(kind: DocumentKind, partnership: Partnership, key: str, day: date) -> Composed:
    """A paper as it would be written that day, in Indonesian; NotFound for a key that is none, or `InTrouble`."""
    paper_of = next((one for one in papers_of(kind, partnership) if one.key == key), None)
    if paper_of is None:
        raise NotFound()
    edition = kind.edition_on(day)
    with force_locale("id"):
        paper = _asked(kind, partial(edition.compose, partnership, key))
    if not isinstance(paper, Paper):
        raise _in_trouble(kind, TypeError(f"compose gave {type(paper).__name__}, not a Paper"))
    return Composed(kind, paper_of, paper, edition)


def _offered(kind: DocumentKind, partnership: Partnership) -> Offered:
    try:
        return Offered(kind, tuple(papers_of(kind, partnership)))
    except InTrouble:
        return Offered(kind, in_trouble=True)


def _asked(kind: DocumentKind, work: Callable[[], T]) -> T:
    milliseconds = current_app.extensions["portal.settings"].panel_budget_ms * PATIENCE
    try:
        return time_budget.within(milliseconds / 1000, work, lambda: None)
    except Overtime as error:
        recover_reading()
        raise _in_trouble(kind, TimeoutError(f"more than {milliseconds} ms")) from error
    except (Exception, SystemExit) as error:
        raise _in_trouble(kind, error) from error


def _in_trouble(kind: DocumentKind, error: BaseException) -> InTrouble:
    registry().note_trouble(registry().owner_of(kind), f"dokumen {kind.code}", error)
    return InTrouble(kind.code)
