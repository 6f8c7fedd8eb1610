"""What programs may read of issued papers: which there are, and how each is proved genuine."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for

from ...db import db
from ...partnerships.models import Partnership
from ...partnerships.open_lists import OpenList, Values, day, text, whole
from ...web.programs import root
from ..issuing import queries, rules
from ..issuing.models import IssuedPaper


def _papers(partnership: Partnership, insider: bool, after: int, limit: int) -> Sequence[Values]:
    query = queries.listed(partnership.id, insider).where(IssuedPaper.id > after)
    columns = ("id", "kind", "title", "number", "dated", "issuer", "sha256", "issued_at")
    return [
        {
            **{name: getattr(paper, name) for name in columns},
            "kind_label": str(queries.kind_label(paper.kind)),
            "is_withdrawn": not paper.is_standing,
            "verification": root() + url_for("verification.show", code=rules.grouped(paper.code)),
        }
        for paper in db.session.scalars(query.order_by(None).order_by(IssuedPaper.id).limit(limit))
    ]


PAPERS = OpenList(
    "dokumen",
    "Dokumen yang sudah diterbitkan: bagi umum yang terbuka dan belum ditarik.",
    {
        "id": whole(least=1),
        "kind": text(),
        "kind_label": text(),
        "title": text(),
        "number": text("Nomor surat; kosong bila tidak bernomor."),
        "dated": day(),
        "issuer": text("Yang menerbitkan."),
        "sha256": text("Sidik isi yang dibekukan."),
        "issued_at": {"type": "string", "format": "date-time"},
        "is_withdrawn": {"type": "boolean"},
        "verification": {"type": "string", "format": "uri", "description": "Halaman pemeriksaan keasliannya."},
    },
    _papers,
)
