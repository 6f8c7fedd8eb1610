"""Files that prove a report, kept with it in its own transaction."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from ...db import db
from ...errors import Invalid
from ...partnerships.attachments import attach
from ...partnerships.models import Partnership
from ...permissions import Actor
from ...storage import StoredFile
from .models import Evidence, Measurement

MOST_EVIDENCE = 8  # files of one report


def attach_proofs(person: Actor, partnership: Partnership, found: Measurement, files: Sequence[StoredFile]) -> None:
    """Put files beside a report that is being written; `Invalid` on `files` when there are too many of them."""
    if len([item for item in found.evidence if item.counts]) + len(files) > MOST_EVIDENCE:
        raise Invalid({"files": _("Paling banyak %(most)s bukti untuk satu laporan.", most=MOST_EVIDENCE)})
    for file in files:
        db.session.add(Evidence(measurement_id=found.id, attachment_id=attach(person, partnership, None, file).id))
    db.session.flush()
    db.session.expire(found, ["evidence"])
