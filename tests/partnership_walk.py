"""The two villages of the classic case, the people who act for them, and a walk along the path."""

from __future__ import annotations

import secrets
from typing import Any

from portal.db import db
from portal.partnerships import agreement_clauses, agreements, service, steps
from portal.partnerships.cases import registry
from portal.partnerships.models import Partnership
from portal.permissions import Actor, HeldOffice, OfficeKind
from portal.storage import StoredFile

NGEBEL, SEMPU, GUMELAR = "35.02.19.2007", "35.02.19.2008", "33.02.01.2001"
TODAY = "2026-11-01"
LETTERS = {
    name: f"isi {name}"
    for name in (
        "fields",
        "scope",
        "implementation_terms",
        "duration",
        "rights_and_obligations",
        "funding",
        "change_terms",
        "dispute_terms",
    )
}


def actor_of(kind: OfficeKind, *scopes: str, number: int = 0, **more: Any) -> Actor:
    """Somebody who acts as one office, without an account."""
    office = HeldOffice(
        number or abs(hash((kind, scopes))) % 10_000, kind, f"{kind} {' '.join(scopes)}", scopes, **more
    )
    return Actor(office.id, str(kind), office, (office,))


HEAD_NGEBEL = actor_of(OfficeKind.VILLAGE_HEAD, NGEBEL)
HEAD_SEMPU = actor_of(OfficeKind.VILLAGE_HEAD, SEMPU)
OPERATOR_NGEBEL = actor_of(OfficeKind.VILLAGE_OPERATOR, NGEBEL)
OPERATOR_SEMPU = actor_of(OfficeKind.VILLAGE_OPERATOR, SEMPU)
COUNCIL_SEMPU = actor_of(OfficeKind.COUNCIL_MEMBER, SEMPU)
HEAD_GUMELAR = actor_of(OfficeKind.VILLAGE_HEAD, GUMELAR)
CAMAT_NGEBEL = actor_of(OfficeKind.DISTRICT_OFFICER, "35.02.19")
STRANGER = actor_of(OfficeKind.VILLAGE_OPERATOR, "35.02.19.2001")


def scan(name: str = "a") -> StoredFile:
    """A scan that is on the disk already."""
    return StoredFile(secrets.token_hex(16) + ".pdf", f"{name}.pdf", "application/pdf", 10, "0" * 64)


def clauses_of(sector_code: str) -> list[dict[str, str]]:
    """A text for everything that a sector asks an agreement to settle."""
    sector = registry().sectors.get(sector_code)
    views = agreement_clauses.clause_views(sector_code, sector.clauses if sector else (), {})
    return agreement_clauses.as_content(views, {view.name: f"diatur: {view.key}" for view in views})


# What the first village puts on record, the other confirms by taking the step.
BY_THE_OTHER = ("mad_agreed", "amendment_agreed", "suspend", "resume", "settle", "end")


class Walk:
    """Walks one partnership along the path, recording what each step asks for."""

    def __init__(self, partnership: Partnership, heads: dict[str, Actor]) -> None:
        self.id = partnership.id
        self.heads = heads

    @property
    def partnership(self) -> Partnership:
        found = db.session.get(Partnership, self.id)
        assert found is not None
        return found

    @property
    def status(self) -> str:
        return self.partnership.status

    def party(self, code: str) -> int:
        return next(party.id for party in self.partnership.parties if party.village_code == code)

    def record(self, gate: str, code: str | None = None, with_scan: bool = False, **values: Any) -> None:
        actor = self.heads[code] if code else next(iter(self.heads.values()))
        steps.record_gate(
            actor, self.id, gate, self.party(code) if code else None, values, scan=scan(gate) if with_scan else None
        )

    def step(self, name: str, code: str | None = None, reason: str = "") -> None:
        heads = list(self.heads.values())
        actor = self.heads[code] if code else heads[-1] if name in BY_THE_OTHER else heads[0]
        steps.take_step(actor, self.id, name, reason)

    def prepare(self, code: str, decision: str = "agreed") -> None:
        self.record("priority_list", code, items="air", held_on=TODAY)
        self.record("village_deliberation", code, decision=decision, held_on=TODAY, number="1")
        self.record("plan_entry", code, midterm_plan="2024", annual_plan="2027")

    def to_planned(self) -> None:
        first = next(iter(self.heads))
        self.prepare(first)
        self.step("convene_deliberation")
        self.step("village_agreed")

    def to_offered(self) -> None:
        self.to_planned()
        self.record("data_pack", next(iter(self.heads)), summary="debit 40 l/detik")
        self.record("offer", number="141/1/2026", held_on=TODAY, **LETTERS)
        self.step("send_offer")

    def to_drafting(self) -> None:
        self.to_offered()
        for code in list(self.heads)[1:]:
            self.record("offer_answer", code, decision="accepted", number="9", held_on=TODAY)
        self.step("accept_offer", list(self.heads)[-1])
        for code in list(self.heads)[1:]:
            self.prepare(code)
        self.step("start_drafting")

    def write(self, **changes: Any) -> None:
        ids = [str(party.id) for party in self.partnership.parties]
        content: dict[str, Any] = {
            "scope": "saluran irigasi",
            "fields": ["development"],
            "implementation_terms": "bergiliran",
            "start_date": "2026-11-01",
            "end_date": "2031-11-01",
            "executor": "village_government",
            "rights": dict.fromkeys(ids, "air"),
            "obligations": dict.fromkeys(ids, "merawat"),
            "funding_note": "swadaya",
            "change_terms": "musyawarah",
            "dispute_terms": "musyawarah lalu camat",
            "clauses": clauses_of(self.partnership.sector),
        }
        agreements.write(next(iter(self.heads.values())), self.id, None, {**content, **changes})

    def to_signing(self) -> None:
        self.to_drafting()
        self.write()
        service.set_type_values(
            next(iter(self.heads.values())), self.id, None, {"initiator_gives": "air", "receiver_gives": "lahan"}
        )
        self.step("open_consultation")
        self.agree_in_meeting()

    def agree_in_meeting(self, last: str = "mad_agreed") -> None:
        for code in self.heads:
            if self.status == "consultation":
                self.record("consultation", code, held_on=TODAY, input="setuju")
            self.record("mad_attendance", code, representative="Kepala Desa", attended=6, women=3)
        if self.partnership.type_code == "bilateral":
            self.record("joint_visit", held_on=TODAY, place="hulu", findings="baik")
        self.record("mad", decision="agreed", held_on=TODAY, number="1/MAD/2026", place="balai", decisions="setuju")
        if self.status == "consultation":
            self.step("schedule_mad")
            self.step("hold_mad")
        self.step(last)

    def sign_all(self) -> None:
        for number, code in enumerate(self.heads):
            self.record(
                "signature",
                code,
                with_scan=True,
                signer_name="K",
                signer_title="Kepala Desa",
                held_on=TODAY,
                number=str(number + 1),
                year=2026,
            )

    def to_active(self) -> None:
        self.to_signing()
        self.sign_all()
        self.step("complete_signing")
        for number, code in enumerate(self.heads):
            self.record("promulgation", code, number=str(number + 7), year=2026, held_on=TODAY, secretary="S")
        self.step("start")
