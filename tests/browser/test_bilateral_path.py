"""The whole bilateral path in a real browser, by the two villages' own people: with scripts and without."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from browsers import DESKTOP, NO_SCRIPTS, PHONE, Chromium, Served
from officer import Officer
from partnership_walk import NGEBEL, SEMPU
from PIL import Image

from portal import clock, testing
from portal.db import db
from portal.partnerships.models import Party
from portal.permissions import OfficeKind

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]
DAY = (clock.today() - timedelta(days=20)).isoformat()
LETTER = dict.fromkeys(
    ("fields", "scope", "implementation_terms", "duration", "rights_and_obligations", "funding", "change_terms",
     "dispute_terms"),
    "Disepakati bersama.",
)  # fmt: skip


@pytest.fixture
def scan(tmp_path: Path) -> str:
    """A photo of a signed paper."""
    path = tmp_path / "naskah.jpg"
    Image.new("RGB", (640, 480), "white").save(path, "JPEG")
    return str(path)


@pytest.mark.parametrize("scripts", NO_SCRIPTS)
def test_two_villages_come_to_a_signed_agreement(chromium: Chromium, site: Served, scan: str, scripts: bool) -> None:
    size = PHONE if scripts else DESKTOP
    for code, name in ((NGEBEL, "kades.ngebel"), (SEMPU, "kades.sempu")):
        testing.sign_in(site.app.test_client(), OfficeKind.VILLAGE_HEAD, (code,), username=name)
    with (
        chromium.page(size, java_script_enabled=scripts) as first,
        chromium.page(size, java_script_enabled=scripts) as second,
    ):
        ngebel = Officer(first, site.url, "kades.ngebel")
        sempu = Officer(second, site.url, "kades.sempu")

        ngebel.open("/kemitraan/baru")
        ngebel.send(partner="Sempu Ngebel", title="Saluran irigasi bersama", sector="air")
        number = int(first.url.rsplit("/", 1)[1])
        parties = party_numbers(site, number)
        prepare(ngebel, number, parties[NGEBEL], at_deliberation=True)
        ngebel.gate(number, "data_pack", parties[NGEBEL], summary="Debit 40 liter per detik.")
        ngebel.gate(number, "offer", number="141/1/2026", held_on=DAY, **LETTER)
        ngebel.step(number, "send_offer")

        sempu.open("/kemitraan")
        assert sempu.sees("Yang menunggu Anda")
        sempu.press("Saluran irigasi bersama")
        sempu.gate(number, "offer_answer", parties[SEMPU], decision="accepted", number="142/2026", held_on=DAY)
        sempu.step(number, "accept_offer")
        prepare(sempu, number, parties[SEMPU])
        sempu.step(number, "start_drafting")

        write_text(ngebel, number, parties)
        ngebel.open(f"/kemitraan/{number}/rincian")
        ngebel.send(shared_interest="Air cukup", initiator_gives="Air", receiver_gives="Lahan")
        ngebel.step(number, "open_consultation")
        for officer, code in ((ngebel, NGEBEL), (sempu, SEMPU)):
            officer.gate(number, "consultation", parties[code], held_on=DAY, input="Warga setuju.")
            officer.gate(number, "mad_attendance", parties[code], representative="Kepala Desa", attended="6", women="3")
        sempu.gate(number, "joint_visit", held_on=DAY, place="Hulu", findings="Dapat dikerjakan.")
        ngebel.gate(
            number, "mad", decision="agreed", held_on=DAY, number="1/MAD/2026", place="Pendapa", decisions="Setuju."
        )
        ngebel.step(number, "schedule_mad")
        ngebel.step(number, "hold_mad")
        sempu.step(number, "mad_agreed")  # what one put on record, the other confirms

        for position, (officer, code) in enumerate(((ngebel, NGEBEL), (sempu, SEMPU)), start=1):
            officer.gate(
                number, "signature", parties[code], signer_name="Kepala", signer_title="Kepala Desa", held_on=today(),
                number=str(position), year="2026", scan=scan,
            )  # fmt: skip
        sempu.step(number, "complete_signing")
        for officer, code in ((ngebel, NGEBEL), (sempu, SEMPU)):
            officer.gate(
                number, "promulgation", parties[code], number="7", year="2026", held_on=today(), secretary="Sekdes"
            )
        ngebel.step(number, "start")
        assert ngebel.sees("Berjalan")

    with chromium.page(java_script_enabled=scripts) as visitor:
        visitor.goto(f"{site.url}/kemitraan/{number}")
        assert "Saluran irigasi bersama" in visitor.locator("h1").inner_text()
        visitor.goto(f"{site.url}/kemitraan/{number}/naskah/1")
        assert "naskah asli, tidak berubah" in visitor.locator("main").inner_text()


def prepare(officer: Officer, number: int, party: int, at_deliberation: bool = False) -> None:
    """A village's own stage. The initiator takes the steps; the receiver's are asked for at drafting."""
    officer.gate(number, "priority_list", party, items="Irigasi", held_on=DAY)
    if at_deliberation:
        officer.step(number, "convene_deliberation")
    officer.gate(number, "village_deliberation", party, decision="agreed", held_on=DAY, number="5")
    if at_deliberation:
        officer.step(number, "village_agreed")
    officer.gate(number, "plan_entry", party, midterm_plan="2024–2031", annual_plan="2027")


def write_text(officer: Officer, number: int, parties: dict[str, int]) -> None:
    """All eight contents, and what the sector asks for, in one form."""
    duties = {f"{name}_{party}": "Merawat bersama." for party in parties.values() for name in ("rights", "obligations")}
    clauses = {f"clause_air_{key}": "Disepakati bersama." for key in ("rate", "season", "tariff", "maintenance")}
    officer.open(f"/kemitraan/{number}/naskah")
    officer.send(
        scope="Saluran irigasi", fields="development", implementation_terms="Gotong royong",
        executor="village_government", start_date=DAY, end_date="2031-11-01", funding_note="Swadaya",
        change_terms="Musyawarah", dispute_terms="Musyawarah, lalu camat", **duties, **clauses,
    )  # fmt: skip
    assert officer.sees("Naskah tersimpan.")


def party_numbers(site: Served, number: int) -> dict[str, int]:
    with site.app.app_context():
        found = db.session.query(Party).filter_by(partnership_id=number)
        return {str(party.village_code): party.id for party in found}


def today() -> str:
    return clock.today().isoformat()
