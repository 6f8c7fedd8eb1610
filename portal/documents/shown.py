"""Small helps for this room's pages: which papers are shown first, what a file is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from flask import Flask, url_for

from ..paperwork import PaperOf
from ..partnerships.cases import registry
from ..partnerships.showing import lead_to_documents
from . import statutory
from .kinds import Composed
from .rendering.parts import parts_of

FEW = 4  # papers of one kind on the page of all of them
LONGEST_NAME = 80


def init_app(app: Flask) -> None:
    """Give the templates their helps."""
    app.jinja_env.globals["paper_parts"] = parts_of
    lead_to_documents(app, document_of_gate)


def document_of_gate(partnership_id: int, gate: str) -> str:
    """Where the paper of a gate is written, if the path has a kind of it."""
    code = statutory.OF_GATES.get(gate)
    if code not in registry().documents:
        return ""
    return url_for("documents.of_kind", partnership_id=partnership_id, kind=code)


def shown_first(papers: Sequence[PaperOf], own_party_id: int | None) -> list[PaperOf]:
    """A few of a kind's papers: those of all and of the reader's own party before those of others."""
    return sorted(papers, key=lambda paper: paper.party_id not in (None, own_party_id))[:FEW]


def file_name(composed: Composed) -> str:
    """What the file of a paper is called: its title in plain small letters, without an ending."""
    plain = unicodedata.normalize("NFKD", composed.paper.title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words[:LONGEST_NAME].strip("-") or composed.kind.code
