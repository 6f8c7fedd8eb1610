"""Sample proposals: one that passed with a note, and one that still waits for answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from ... import clock
from ...partnerships.models import Partnership
from ...permissions import Actor
from . import rules, service

PASSED = {
    "title": "Kas bersama untuk perbaikan pintu air",
    "words": "Tiap desa menyisihkan Rp5.000.000 tahun ini untuk memperbaiki pintu air yang rusak.",
    "topic": "budget",
}
OUTCOME = "Semua desa setuju. Bendahara membuka kas bersama; tiap desa menyetor paling lambat akhir bulan depan."
OPEN = {
    "title": "Jadwal pembersihan saluran bersama",
    "words": "Saluran dibersihkan bersama pada Sabtu pertama tiap bulan, bergiliran tuan rumah.",
    "topic": "general",
    "is_hidden": True,
}


def fill_sample(partnership: Partnership, heads: Mapping[str, Actor]) -> None:
    """Put both into a running sample partnership about water between villages that have a head."""
    speakers = [heads[code] for code in (party.village_code or "" for party in partnership.members) if code in heads]
    if partnership.status != "active" or partnership.sector != "air" or len(speakers) < len(partnership.members):
        return
    deadline = clock.now() + timedelta(days=6)
    first = service.open_proposal(speakers[0], partnership.id, {**PASSED, "deadline": deadline}).id
    for place, head in enumerate(speakers):
        said = (rules.WITH_NOTE, "Setoran kami dua kali.") if place else (rules.AGREE, "")
        service.answer(head, partnership.id, first, None, *said)
    service.close(speakers[0], partnership.id, first, None, OUTCOME)
    second = service.open_proposal(speakers[0], partnership.id, {**OPEN, "deadline": deadline}).id
    service.answer(speakers[0], partnership.id, second, None, rules.AGREE)
