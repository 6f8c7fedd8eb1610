"""What this subject's events and fields are called in the history."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ...contracts import Text

WORDS: list[tuple[str, Text]] = [
    ("coordination.proposal_opened", _l("Usulan diajukan")),
    ("coordination.proposal_closed", _l("Usulan ditutup dan dihitung")),
    ("coordination.proposal_withdrawn", _l("Usulan ditarik")),
    ("coordination.proposal_due", _l("Batas menjawab usulan sudah dekat")),
    ("coordination.vote_cast", _l("Usulan dijawab")),
    ("coordination.mandate_given", _l("Mandat menjawab dicatat")),
    ("coordination.mandate_ended", _l("Mandat menjawab berakhir")),
    ("proposal", _l("Usulan")),
    ("proposal_result", _l("Hasil usulan")),
    ("voice", _l("Jawaban")),
    ("deadline", _l("Batas menjawab")),
    ("paper_number", _l("Nomor surat")),
]
