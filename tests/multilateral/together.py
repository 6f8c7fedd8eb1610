"""Many parties on their way together: villages, and perhaps an organisation, walked along the path by their heads."""

from __future__ import annotations

from datetime import date
from typing import Any

from partnership_walk import TODAY, Walk, actor_of

from portal.partnerships import service
from portal.partnerships.models import Partnership
from portal.partnerships.service import PartyChoice
from portal.permissions import Actor, OfficeKind
from portal.villages import service as villages

CODES = tuple(f"35.02.19.{2001 + number}" for number in range(8))
ADMINISTRATOR = actor_of(OfficeKind.ADMINISTRATOR)
SETTLED = {
    "common_goal": "Satu kawasan telaga yang bersih dan ramai.",
    "network_kind": "shared_resources",
    "pooled": "traktor\nmata air",
    "decision_way": "consensus",
    "contribution_base": "equal",
}


class Together(Walk):
    """Like `Walk`, for any number of parties; an organisation stands under `lembaga`."""

    def __init__(self, partnership: Partnership, heads: dict[str, Actor]) -> None:
        super().__init__(partnership, heads)
        self.first, *self.others = heads
        self.executor = "village_government"

    def party(self, code: str) -> int:
        """The number of a village's party, or of the organisation's."""
        wanted = None if code == "lembaga" else code
        return next(party.id for party in self.partnership.parties if party.village_code == wanted)

    @property
    def villages(self) -> list[str]:
        """The codes of the villages."""
        return [code for code in self.heads if code != "lembaga"]

    def to_drafting(self) -> None:
        """Every receiver accepts and every village prepares itself."""
        self.to_offered()
        for code in self.others:
            self.record("offer_answer", code, decision="accepted", number="9", held_on=TODAY)
        self.step("accept_offer", self.others[0])
        for code in self.others:
            if code != "lembaga":
                self.prepare(code)
        self.step("start_drafting")

    def meet_first(self, *codes: str) -> None:
        """The first meeting, attended by these parties, or by all."""
        self.record(
            "multilateral_first_meeting", held_on=TODAY, number="1/MAD-A/2026", place="pendapa", understanding="ya"
        )
        for code in codes or self.heads:
            self.record("multilateral_first_attendance", code, representative="Kepala", attended=5, women=2)

    def elect_team(self, members: str = "Budi, Ngebel\nSiti, Sempu\nAli, Pupus", held_on: str = TODAY) -> None:
        """The people who write."""
        self.record(
            "multilateral_drafting_team", held_on=held_on, team_chair="Budi", team_secretary="Siti",
            team_members=members,
        )  # fmt: skip

    def settle(self, **changes: Any) -> None:
        """The type's own form."""
        service.set_type_values(self.heads[self.first], self.id, None, {**SETTLED, **changes})

    def to_signing(self) -> None:
        """The text agreed and frozen: by the MAD, or at once where an organisation is a party."""
        self.to_drafting()
        self.write(executor=self.executor)
        self.meet_first()
        self.elect_team()
        self.settle()
        if "lembaga" in self.heads:
            self.record("mandate", "lembaga", representative="Direktur", position="Direktur")
            self.step("finish_draft")
            return
        self.step("open_consultation")
        for code in self.villages:
            self.record("consultation", code, held_on=TODAY, input="setuju")
            self.record("mad_attendance", code, representative="Kepala Desa", attended=6, women=3)
        self.record("mad", decision="agreed", held_on=TODAY, number="1/MAD", place="balai", decisions="setuju")
        self.step("schedule_mad")
        self.step("hold_mad")
        self.step("mad_agreed", self.others[0])

    def to_active(self) -> None:
        """Started."""
        self.to_promulgated()
        self.step("start")

    def to_promulgated(self) -> None:
        """Signed by all, and promulgated by every village."""
        self.to_signing()
        self.sign_all()
        if "lembaga" not in self.heads:
            self.step("complete_signing")
            for number, code in enumerate(self.villages):
                self.record("promulgation", code, number=str(number + 7), year=2026, held_on=TODAY, secretary="S")


def begin_together(*codes: str, with_organisation: bool = False, title: str = "Kawasan telaga") -> Together:
    """Begin a multilateral partnership of these villages (three of Ngebel when none is named)."""
    heads = {code: actor_of(OfficeKind.VILLAGE_HEAD, code) for code in codes or CODES[:3]}
    first, *others = heads
    partners = [PartyChoice(village_code=code) for code in others]
    if with_organisation:
        number = make_organisation()
        heads["lembaga"] = actor_of(OfficeKind.THIRD_PARTY, organisation_id=number)
        partners.append(PartyChoice(organisation_id=number))
    made = service.begin(heads[first], "multilateral", title, "telaga bersih", "pariwisata", tuple(partners))
    return Together(made, heads)


def enter_running(*codes: str) -> Together:
    """A running multilateral partnership of these villages (all eight of Ngebel when none is named)."""
    heads = {code: actor_of(OfficeKind.VILLAGE_HEAD, code) for code in codes or CODES}
    first, second, *_ = heads
    day = date(2024, 2, 1)
    running = service.RunningPartnership(
        title="Kerja sama antar desa", type_code="multilateral", sector="pariwisata", scope="usaha bersama",
        parties=tuple(PartyChoice(village_code=code) for code in heads), fields=("development",), signed_on=day,
        start_date=day, end_date=None, executor="bkad", numbers={},
    )  # fmt: skip
    made = service.enter_running(heads[first], running)
    service.confirm_running(heads[second], made.id)
    return Together(made, heads)


def make_organisation(name: str = "Universitas Contoh") -> int:
    """An organisation that can be a party."""
    blank = dict.fromkeys(villages.ORGANISATION_FIELDS, "")
    values = {**blank, "kind": "university", "name": name, "village_code": None}
    return villages.create_organisation(ADMINISTRATOR, values).id
