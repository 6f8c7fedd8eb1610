"""A difference between two villages, with short words for what their heads do in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from coordination.bodies import begun
from partnership_walk import NGEBEL, SEMPU, Walk, actor_of

from portal.coordination.interests import choosing, rules, service
from portal.coordination.interests.models import Matter, MatterOption
from portal.coordination.ladder import service as ladder
from portal.coordination.ladder.models import Rung
from portal.db import db
from portal.permissions import Actor, OfficeKind

CAMAT = actor_of(OfficeKind.DISTRICT_OFFICER, "35.02.19")
FAR_CAMAT = actor_of(OfficeKind.DISTRICT_OFFICER, "33.02.01")
BUPATI = actor_of(OfficeKind.REGENCY_OFFICER, "35.02")
FACILITATOR = actor_of(OfficeKind.FACILITATOR, "35.02.19")
COUNCIL = actor_of(OfficeKind.COUNCIL_MEMBER, SEMPU)
WORDS = {"title": "Giliran air kemarau", "about": "Hilir kering sejak Agustus.", "why_now": "Tanam mulai bulan depan."}
TODAY = date(2026, 11, 24)


@dataclass
class Difference:
    """A matter, the walk of its partnership, and those who speak in it."""

    walk: Walk
    matter_id: int = 0

    @classmethod
    def opened(cls, walk: Walk | None = None, level: str = rules.PARTIES, **values: Any) -> Difference:
        """A matter that Ngebel opened."""
        found = cls(walk or begun())
        wanted = {**WORDS, "confidentiality": level, "mediator_id": None, **values}
        found.matter_id = service.open_matter(found.ngebel, found.walk.id, wanted).id
        return found

    @property
    def ngebel(self) -> Actor:
        return self.walk.heads[NGEBEL]

    @property
    def sempu(self) -> Actor:
        return self.walk.heads[SEMPU]

    @property
    def bkad(self) -> Actor:
        return actor_of(OfficeKind.BKAD_OFFICER, partnership_id=self.walk.id)

    @property
    def matter(self) -> Matter:
        found = db.session.get(Matter, self.matter_id)
        assert found is not None
        return found

    def need(self, actor: Actor, need: str = "air cukup saat tanam", priority: str = "1") -> int:
        wanted = {"need": need, "because": "40 petani", "priority": priority}
        return service.add_interest(actor, self.walk.id, self.matter_id, wanted).id

    def mark(self, actor: Actor, **marks: str) -> int:
        return service.mark_interests(actor, self.walk.id, self.matter_id, {int(k[1:]): v for k, v in marks.items()})

    def propose(self, actor: Actor, title: str = "Bergilir tiga hari", **values: Any) -> MatterOption:
        return choosing.propose_option(actor, self.walk.id, self.matter_id, {"title": title, **values})

    def answer(self, actor: Actor, option: int, level: str, word: str = "", is_met: bool = False) -> None:
        choosing.answer_option(actor, self.walk.id, self.matter_id, option, level, word, is_met)

    def consent(self, actor: Actor, option: int) -> MatterOption:
        return choosing.consent(actor, self.walk.id, self.matter_id, option)

    def agreed(self) -> int:
        """An option that both can live with, and that both heads confirmed."""
        option = self.propose(self.sempu).id
        for actor in (self.ngebel, self.sempu):
            self.answer(actor, option, rules.ACCEPT)
        for actor in (self.ngebel, self.sempu):
            self.consent(actor, option)
        return option

    def close(self, actor: Actor, outcome: str, **values: Any) -> Matter:
        wanted = {"outcome": outcome, "summary": "Bergilir mulai Desember.", **values}
        return choosing.close(actor, self.walk.id, self.matter_id, None, wanted)

    def begin(self, kind: str, actor: Actor | None = None, **values: Any) -> Rung:
        wanted = {"begun_on": TODAY, "due_on": TODAY, "invited_by": "Kepala Desa", "facilitator": "Camat", **values}
        return ladder.begin_rung(actor or self.ngebel, self.walk.id, self.matter_id, kind, wanted)

    def end(self, rung: Rung, state: str = "failed", actor: Actor | None = None, **values: Any) -> Rung:
        wanted = {"state": state, "result": "Belum sepakat.", **values}
        return ladder.end_rung(actor or self.ngebel, self.walk.id, self.matter_id, rung.id, None, wanted)
