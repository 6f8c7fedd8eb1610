"""A sample difference over water that was settled by an option both sides could live with."""

from __future__ import annotations

from collections.abc import Mapping

from ...partnerships.models import Partnership
from ...permissions import Actor
from . import choosing, rules, service

MATTER = {
    "title": "Giliran air musim kemarau",
    "about": "Sejak Agustus air saluran tidak sampai ke sawah hilir, sedangkan hulu baru menanam.",
    "why_now": "Musim tanam berikutnya mulai bulan depan.",
    "confidentiality": rules.PUBLIC,
    "mediator_id": None,
}
NEEDS = (
    ("Bibit yang baru ditanam tidak kering", "Tanam ulang menghabiskan tabungan kelompok tani.", rules.FINE),
    ("Sawah hilir cukup air sebelum panen", "Empat puluh keluarga hanya hidup dari panen ini.", rules.FINE),
    ("Pintu air dijaga orang yang dipercaya kedua desa", "Pernah dibuka malam hari tanpa kabar.", rules.SAME),
)
# What it is, which of the needs it serves, what upstream and what downstream says to it.
OPTIONS = (
    ("Hulu mengalirkan air hanya malam hari", (1,), (rules.NO, "bibit kering pada siang hari"), (rules.GLAD, "")),
    (
        "Tandon baru di perbatasan desa",
        (0, 1),
        (rules.ACCEPT, ""),
        (rules.HEAVY, "bisa bila biayanya dibagi tiga tahun"),
    ),
    ("Bergilir tiga hari sekali, dijaga bersama", (0, 1, 2), (rules.ACCEPT, ""), (rules.ACCEPT, "")),
)
SUMMARY = "Air bergilir tiga hari sekali. Kedua desa menunjuk penjaga pintu air bersama dan mengumumkan jadwalnya."


def fill_sample(partnership: Partnership, heads: Mapping[str, Actor]) -> None:
    """Put the difference into a sample partnership about water that runs between villages that have a head."""
    villages = [party for party in partnership.members if party.village_code in heads]
    if partnership.status != "active" or partnership.sector != "air" or len(villages) < len(partnership.members):
        return
    speakers = [heads[party.village_code or ""] for party in villages]
    if len(speakers) < 2:
        return
    matter = service.open_matter(speakers[0], partnership.id, MATTER).id
    agreed = _choose(partnership.id, matter, speakers, _speak(partnership.id, matter, speakers))
    for head in speakers:
        choosing.consent(head, partnership.id, matter, agreed)
    outcome = {"outcome": rules.COMMITMENT, "title": OPTIONS[-1][0], "summary": SUMMARY}
    choosing.close(speakers[0], partnership.id, matter, None, outcome)


def _speak(partnership_id: int, matter: int, speakers: list[Actor]) -> list[int]:
    """What is needed, marked by everybody; the numbers of the needs."""
    said: dict[int, str] = {}
    for place, (need, because, mark) in enumerate(NEEDS):
        values = {"need": need, "because": because, "priority": "1" if place < 2 else "2"}
        made = service.add_interest(speakers[min(place, 1)], partnership_id, matter, values)
        said[made.id] = mark
    for head in speakers:
        service.mark_interests(head, partnership_id, matter, said)
    return list(said)


def _choose(partnership_id: int, matter: int, speakers: list[Actor], needs: list[int]) -> int:
    """Every village answers every option, the first as upstream, all others as downstream; the last is agreed."""
    number = 0
    for title, serves, upstream, downstream in OPTIONS:
        option = {"title": title, "serves": [needs[place] for place in serves]}
        number = choosing.propose_option(speakers[1], partnership_id, matter, option).id
        for place, head in enumerate(speakers):
            level, word = downstream if place else upstream
            choosing.answer_option(head, partnership_id, matter, number, level, word)
    return number
