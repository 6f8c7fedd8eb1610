"""A sample joint position: sent with the support of all but one party, and not answered yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from portal.sdk import today

from ..together import zone_code
from . import follow_up, rules, service


def fill_advocacy(partnership: Any, actors: Mapping[str, Any]) -> None:
    """The road to the lake, asked of the Bupati; shown to the public. For a running partnership."""
    heads = [actors[party.village_code] for party in partnership.members if party.village_code in actors]
    position = service.propose(
        heads[0],
        partnership.id,
        {
            "title": "Perbaikan jalan ke telaga",
            "ask": "Perbaikan 4,2 km jalan kabupaten menuju telaga sebelum musim liburan.\nRambu dan penerangan jalan.",
            "addressee": "Bupati Ponorogo",
            "addressee_body": "Pemerintah Kabupaten Ponorogo",
            "evidence": "Enam kecelakaan dalam setahun; hasil kebun terlambat sampai pasar. (Data contoh.)",
            "papers": "Foto kerusakan jalan, di kantor BKAD.",
            "threshold": rules.TWO_THIRDS,
        },
    )
    service.ask_parties(heads[0], partnership.id, position.id)
    *supporting, last = heads
    for head in supporting:
        service.say_word(head, partnership.id, position.id, rules.SUPPORTS, "")
    reason = "Warga kami mendahulukan jalan ke puskesmas."
    service.say_word(last, partnership.id, position.id, rules.ABSTAINS, reason)
    day = today(zone_code(partnership))
    service.send(heads[0], partnership.id, position.id, "07/SB/contoh", day - timedelta(days=20))
    step = {
        "held_on": day - timedelta(days=9),
        "what": "Menghadap Dinas Pekerjaan Umum; diminta melengkapi foto tiap titik rusak.",
        "by_whom": "Ketua BKAD",
        "document_number": "",
    }
    follow_up.add_step(heads[0], partnership.id, position.id, step)
    service.set_public(heads[0], partnership.id, position.id, True)
