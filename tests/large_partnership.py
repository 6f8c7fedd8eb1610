"""A partnership of any number of villages in the midst of its signing, in one transaction: also for `make bench`."""

from __future__ import annotations

import secrets
from datetime import datetime

from portal import clock
from portal.db import db, transactional
from portal.partnerships.models import Agreement, Attachment, GateRecord, Partnership, Party

PASSED = ("priority_list", "village_deliberation", "plan_entry", "offer_answer", "consultation", "mad_attendance")


@transactional
def put_on_record(type_code: str, codes: list[str], signed: int, title: str = "Jaringan air bersama") -> int:
    """A large partnership at its signing, written straight into the tables; the first `signed` villages have signed."""
    moment = clock.now()
    partnership = Partnership(
        type_code=type_code, title=title, purpose="air cukup", sector="air", status="signing", status_since=moment,
        created_at=moment, offered_at=moment, type_values={},
    )  # fmt: skip
    partnership.parties = [
        Party(village_code=code, role="receiver" if number else "initiator", position=number, state="member")
        for number, code in enumerate(codes)
    ]
    db.session.add(partnership)
    db.session.flush()
    agreement = Agreement(partnership_id=partnership.id, number=1, content={"scope": "air", "start_date": "2026-11-01"})
    db.session.add(agreement)
    values = {"number": "1", "held_on": "2026-11-01", "decision": "agreed"}
    for number, item in enumerate(partnership.parties):
        gates = [*PASSED, *(["signature"] if number < signed else [])]
        gates = [gate for gate in gates if number or gate != "offer_answer"]
        for gate in gates:
            record = GateRecord(
                partnership_id=partnership.id, party_id=item.id, gate=gate, cycle=1, values=values, recorded_at=moment
            )
            record.locked = gate != "signature"
            record.files = [_scan(partnership.id, moment)] if gate == "signature" else []
            db.session.add(record)
    db.session.add(
        GateRecord(partnership_id=partnership.id, gate="offer", cycle=1, values=values, recorded_at=moment, locked=True)
    )
    return partnership.id


def _scan(partnership_id: int, moment: datetime) -> Attachment:
    return Attachment(
        partnership_id=partnership_id, stored_name=f"{secrets.token_hex(16)}.pdf", original_name="tanda-tangan.pdf",
        media_type="application/pdf", size=10, sha256="0" * 64, added_at=moment,
    )  # fmt: skip
