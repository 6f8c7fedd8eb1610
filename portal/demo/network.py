"""Sample cooperation of many villages: one that runs, and one that is on its way with a village behind.

The eight villages of Kecamatan Ngebel did agree on a joint regulation number 01 of 2016. What it
says here, and everything else, is made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from .. import clock
from ..coordination.governance import service as bodies
from ..partnerships import party_lists, service, steps
from ..partnerships.models import Partnership
from ..partnerships.service import PartyChoice, RunningPartnership
from ..permissions import Actor
from .stories import GONDOWIDO, NGEBEL, NGROGUNG, PUPUS, SAHANG, SEMPU, TALUN, WAGIR_LOR, Story, letter

ALL_EIGHT = (NGEBEL, NGROGUNG, SAHANG, WAGIR_LOR, TALUN, GONDOWIDO, PUPUS, SEMPU)
VILLAGES = {
    NGROGUNG: "Ngrogung", SAHANG: "Sahang", WAGIR_LOR: "Wagir Lor", TALUN: "Talun", GONDOWIDO: "Gondowido",
    PUPUS: "Pupus", NGEBEL: "Ngebel", SEMPU: "Sempu",
}  # fmt: skip


def tell(heads: Mapping[str, Actor], organisation_id: int) -> None:
    """Make both; an organisation reads along in the first."""
    _eight_villages(heads, organisation_id)
    _one_is_behind(heads)


def _eight_villages(heads: Mapping[str, Actor], organisation_id: int) -> None:
    head = heads[NGEBEL]
    partnership = service.enter_running(
        head,
        RunningPartnership(
            title="Kerja sama delapan desa di Kecamatan Ngebel",
            type_code="multilateral",
            parties=tuple(PartyChoice(village_code=code) for code in ALL_EIGHT),
            sector="pariwisata",
            scope="Usaha bersama di kawasan telaga, pelayanan antar desa, dan pemberdayaan warga.",
            fields=("development", "community", "empowerment"),
            signed_on=date(2016, 4, 12),
            start_date=date(2016, 5, 2),
            end_date=date(clock.today().year + 4, 5, 1),
            executor="bkad",
            numbers={code: ("01", 2016) for code in ALL_EIGHT},
        ),
    )
    service.confirm_running(heads[SEMPU], partnership.id)
    partnership.is_sample = True
    partnership.purpose = "Delapan desa hidup dari satu kawasan: yang punya telaga, kebun, dan sawah saling menguatkan."
    service.set_type_values(
        head, partnership.id, None,
        {
            "common_goal": "Delapan desa di sekeliling telaga hidup layak dari satu kawasan yang bersih.",
            "why_together": "Wisatawan tidak melihat batas desa; jalan, sampah, dan pasar hanya beres bila bersama.",
            "network_kind": "mixed",
            "pooled": "Traktor tangan\nMata air Nyi Latung\nPasar telaga",
            "first_results": "Pasar telaga buka tiap hari\nSampah telaga terangkut dua kali seminggu",
            "contribution_base": "mixed",
            "contribution_note": "Setengah sama rata, setengah menurut jumlah penduduk.",
            "decision_way": "consensus",
            "newcomers": "Diusulkan satu desa, disiapkan dalam musyawarah desanya, diputuskan MAD.",
            "contact_every_days": 30,
        },
    )  # fmt: skip
    party_lists.add_observers(head, partnership.id, (PartyChoice(organisation_id=organisation_id),))
    _meeting(heads, partnership)
    _body(heads, partnership.id)
    _report(head, partnership.id)


def _meeting(heads: Mapping[str, Actor], partnership: Partnership) -> None:
    """The musyawarah antar desa that agreed, with all but one village."""
    steps.record_gate(
        heads[NGEBEL], partnership.id, "mad", None,
        {
            "decision": "agreed", "held_on": date(2016, 3, 22).isoformat(), "number": "01/MAD/contoh",
            "place": "Pendapa kecamatan", "decisions": "Peraturan bersama disepakati. (Data contoh.)",
        },
    )  # fmt: skip
    for number, party in enumerate(partnership.members[:-1]):
        came = {"representative": "Kepala Desa", "attended": 6 + number % 3, "women": 2 + number % 2}
        steps.record_gate(heads[party.village_code or ""], partnership.id, "mad_attendance", party.id, came)


def _report(head: Actor, partnership_id: int) -> None:
    """The report on last year, sent to everybody it is owed to."""
    year = clock.today().year
    sent = date(year, 1, 20).isoformat()
    steps.take_step(head, partnership_id, "open_report")
    steps.record_gate(
        head, partnership_id, "report", None,
        {
            "period_from": date(year - 1, 1, 1).isoformat(), "period_to": date(year - 1, 12, 31).isoformat(),
            "number": "01/LAP-BKAD/contoh", "held_on": date(year, 1, 15).isoformat(),
            "summary": "Pasar telaga buka 310 hari; sampah telaga terangkut 96 ton. (Data contoh.)",
            "to_heads_on": sent, "to_council_on": sent, "to_regent_on": sent,
        },
    )  # fmt: skip
    steps.take_step(head, partnership_id, "submit_report")


def _body(heads: Mapping[str, Actor], partnership_id: int) -> None:
    """A BKAD in which every village has a seat, formed from its decree; made-up people."""
    offices = ("ketua", "sekretaris", "bendahara", *["anggota"] * 5)
    people = ("Agus Salim", "Nurul Hidayah", "Sri Wahyuni", "Paijan", "Tumini", "Kusnadi", "Lilis Karlina", "Wagimin")
    members = zip(people, offices, ALL_EIGHT, strict=True)
    today = clock.today()
    steps.record_gate(
        heads[NGEBEL], partnership_id, "bkad_decree", None,
        {
            "number": "188/BKAD/contoh", "held_on": (today - timedelta(days=400)).isoformat(), "chair": people[0],
            "members": "\n".join(f"{person}, {office}, {VILLAGES[code]}" for person, office, code in members),
            "term_until": (today + timedelta(days=700)).isoformat(),
        },
    )  # fmt: skip
    bodies.form_from_decree(heads[NGEBEL], partnership_id)


def _one_is_behind(heads: Mapping[str, Actor]) -> None:
    """All have accepted; Talun's musyawarah desa has not been held yet, and the others wait."""
    villages = (GONDOWIDO, PUPUS, TALUN, WAGIR_LOR, SAHANG)
    story = Story(
        heads, villages, "Angkutan hasil kebun lima desa",
        "Satu truk bergiliran mengangkut hasil kebun lima desa ke pasar kabupaten.", "pertanian",
        type_code="multilateral",
    )  # fmt: skip
    service.set_type_values(
        heads[GONDOWIDO], story.id, None,
        {
            "common_goal": "Hasil kebun lima desa sampai di pasar kabupaten pada hari panennya.",
            "why_together": "Satu truk penuh lebih murah daripada lima bak terbuka yang setengah kosong.",
            "network_kind": "shared_resources",
            "pooled": "Truk engkel\nGudang kumpul di Gondowido",
        },
    )  # fmt: skip
    story.prepare(GONDOWIDO, 60, "Angkutan hasil kebun\nJalan kebun")
    story.offer(45, letter("Hasil kebun dan angkutannya", "Satu truk dan satu jadwal untuk lima desa."))
    for number, code in enumerate(villages[1:], start=1):
        day = story.day(40 - number)
        answer = {"decision": "accepted", "number": f"142/{number:02}/2026", "held_on": day}
        story.record("offer_answer", code, **answer)
    story.step("accept_offer", PUPUS)
    for number, code in enumerate((PUPUS, WAGIR_LOR, SAHANG)):
        story.prepare(code, 30 - number, "Angkutan hasil kebun")
    story.record("priority_list", TALUN, items="Angkutan madu dan hasil hutan", held_on=story.day(20))
