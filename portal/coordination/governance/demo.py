"""Sample duties of a BKAD: three tasks, each with one village that answers for it."""

from __future__ import annotations

from collections.abc import Mapping

from ...partnerships.models import Partnership
from ...permissions import Actor
from . import duties, queries, rules

TASKS = (
    ("Menjaga jadwal kegiatan bersama", "Sekretaris Desa"),
    ("Mencatat kas bersama dan melaporkannya tiap tiga bulan", "Kaur Keuangan"),
    ("Mengumpulkan keluhan warga dan membawanya ke rapat", "Kepala Dusun"),
)


def fill_sample(partnership: Partnership, heads: Mapping[str, Actor]) -> None:
    """Share the tasks out in the BKAD of a running sample partnership: one answers, the next helps, all others know."""
    found = (body for body in queries.bodies_of(partnership.id) if body.kind == rules.BKAD and body.is_active)
    body, speaker = next(found, None), next((heads[code] for code in partnership.village_codes if code in heads), None)
    villages = [party.id for party in partnership.members if party.is_village]
    if partnership.status != "active" or body is None or speaker is None or len(villages) < 2:
        return
    for place, (task, office) in enumerate(TASKS):
        turned = villages[place % len(villages) :] + villages[: place % len(villages)]
        people = {"party_id": turned[0], "helpers": turned[1:2], "informed": turned[2:]}
        duties.add_duty(speaker, partnership.id, body.id, {"task": task, "office": office, **people})
