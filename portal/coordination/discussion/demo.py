"""Sample conversations: a question that calls the other village, its answer, and an announcement to all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from ... import clock
from ...partnerships.models import Partnership
from ...partnerships.things import PARTNERSHIP
from ...permissions import Actor
from . import offices, service

QUESTION = "Mohon kabar dari %s: **kapan** regu kerja siap? Kami usulkan:\n\n- Sabtu pagi, atau\n- Minggu sesudah asar"
ANSWER = "Sabtu pagi kami siap, dua belas orang. Tolong bawakan *dua gerobak*; milik kami sedang dipinjam."
NOTICE = "Sabtu depan kantor desa tutup karena bersih desa. Surat dan laporan diterima lagi hari Senin."
NOTICE_STANDS = timedelta(days=21)


def fill_sample(partnership: Partnership, heads: Mapping[str, Actor]) -> None:
    """Put both into a sample partnership that runs between villages that have a head."""
    speakers = [heads[code] for code in (party.village_code or "" for party in partnership.members) if code in heads]
    if partnership.status != "active" or not 2 <= len(speakers) == len(partnership.members):
        return
    first, second, about = speakers[0], speakers[1], (PARTNERSHIP, partnership.id)
    values = {"title": "Hari kerja bakti bersama", "text": QUESTION % _call(partnership, second)}
    thread = service.open_thread(first, partnership.id, about, values).id
    service.answer(second, partnership.id, thread, {"text": ANSWER})
    until = clock.today() + NOTICE_STANDS
    announced = {"title": "Kantor desa tutup Sabtu depan", "text": NOTICE, "pinned_until": until}
    service.open_thread(second, partnership.id, about, announced)


def _call(partnership: Partnership, person: Actor) -> str:
    """How this person's office is called in a text."""
    number = person.office.id if person.office else None
    return next(("@" + one.short for one in offices.offices_of(partnership) if one.id == number), "desa mitra")
