"""A template of a paper, for the pages of templates: brought by the kabupaten of Ngebel."""

from __future__ import annotations

from datetime import date
from typing import Any

from portal.documents.templating import service, trial
from portal.permissions import Actor

KIND = "surat-penawaran"


def template_ids(regency: Actor) -> dict[Any, Any]:
    """The ids of what the pages of templates are about."""
    examined = trial.examine(trial.start(("PEMERINTAH KABUPATEN PONOROGO",)))
    made = service.bring(regency, KIND, "35.02", date(2026, 1, 1), "kop.docx", examined)
    kinds = {(f"templates_of_papers.{page}", "kind"): KIND for page in ("start", "written")}
    return {"template_id": made.id, ("templates_of_papers.written", "key"): "", **kinds}
