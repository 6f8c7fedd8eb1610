"""Sample partnerships, walked along the lawful path to where each stands, by the heads of their villages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask import current_app

from .. import clock
from ..coordination.governance import service as bodies
from ..partnerships import agreement_clauses, agreements, sector_values, service, steps
from ..partnerships.models import Partnership
from ..partnerships.service import PartyChoice, RunningPartnership
from ..permissions import Actor

NGROGUNG, SAHANG, WAGIR_LOR, TALUN, GONDOWIDO, PUPUS, NGEBEL, SEMPU = (f"35.02.19.{2001 + n}" for n in range(8))
KARANGSOKA, DUKUHWALUH, BOGANGIN, BANJARPANEPEN = "33.02.20.2011", "33.02.20.2012", "33.02.07.2009", "33.02.07.2010"


def tell(heads: Mapping[str, Actor], organisation_id: int) -> int:
    """Make every sample partnership; returns the number of the irrigation one, which has a BKAD."""
    irrigation = _irrigation(heads)
    _counter_offer(heads)
    _drafting(heads)
    _refused(heads)
    _signing(heads)
    _third_party(heads, organisation_id)
    _across_regencies(heads)
    _running(heads)
    _ended(heads)
    return irrigation


class Story:
    """One partnership on its way. Days are counted back from today."""

    def __init__(
        self, heads: Mapping[str, Actor], codes: tuple[str, ...], title: str, purpose: str, sector: str,
        partner: PartyChoice | None = None, type_code: str = "bilateral",
    ) -> None:  # fmt: skip
        self.heads = {code: heads[code] for code in codes}
        self.first = codes[0]
        partners = (partner,) if partner else tuple(PartyChoice(village_code=code) for code in codes[1:])
        partnership = service.begin(heads[codes[0]], type_code, title, purpose, sector, partners)
        partnership.is_sample = True
        self.partnership: Partnership = partnership
        self.id = partnership.id

    def day(self, days_ago: int) -> str:
        """A day before today, as it is kept."""
        return (clock.today() - timedelta(days=days_ago)).isoformat()

    def record(self, gate: str, code: str | None = None, **values: Any) -> None:
        """Put a gate on record, for a village or for all."""
        actor = self.heads[code or self.first]
        party = self.party(code) if code else None
        steps.record_gate(actor, self.id, gate, party, values)

    def step(self, name: str, code: str | None = None, reason: str = "") -> None:
        """Take a step."""
        steps.take_step(self.heads[code or self.first], self.id, name, reason)

    def party(self, code: str) -> int:
        """The party of a village."""
        return next(party.id for party in self.partnership.parties if party.village_code == code)

    def prepare(self, code: str, days_ago: int, items: str, decision: str = "agreed", notes: str = "") -> None:
        """The village's own stage: priorities, musyawarah, plans."""
        self.record("priority_list", code, items=items, held_on=self.day(days_ago + 10))
        self.record(
            "village_deliberation", code, decision=decision, held_on=self.day(days_ago), number=f"05/BA-MD/{days_ago}",
            place="Balai desa", chair="Ketua BPD", attended=48, women=21, vulnerable=9, notes=notes or None,
        )  # fmt: skip
        if decision == "agreed":
            self.record(
                "plan_entry", code, midterm_plan="2024–2031, Perdes 2/2024", annual_plan="2026, Perdes 5/2025",
                account_code="1.4.09",
            )  # fmt: skip

    def offer(self, days_ago: int, letter: Mapping[str, str]) -> None:
        """From the idea to the letter on its way."""
        self.step("convene_deliberation")
        self.step("village_agreed")
        self.record("data_pack", self.first, summary=letter["fields"] + ". Data terlampir di kantor desa.")
        self.record("offer", number=f"141/{days_ago:02}/2026", held_on=self.day(days_ago), **letter)
        self.step("send_offer")

    def accept(self, code: str, days_ago: int, items: str) -> None:
        """The partner accepts and prepares itself."""
        self.record("offer_answer", code, decision="accepted", number=f"142/{days_ago}", held_on=self.day(days_ago))
        self.step("accept_offer", code)
        self.prepare(code, days_ago - 5, items)
        self.step("start_drafting")

    def write(self, content: Mapping[str, Any], gives: tuple[str, str], interest: str, activities: str) -> None:
        """The text and the type's own fields."""
        agreements.write(self.heads[self.first], self.id, None, content)
        values = {
            "relation": "complement", "shared_interest": interest, "initiator_gives": gives[0],
            "receiver_gives": gives[1], "activities": activities, "contact_every_days": 30,
        }  # fmt: skip
        service.set_type_values(self.heads[self.first], self.id, None, values)

    def meet(self, days_ago: int) -> None:
        """Consultation, visit and musyawarah antar desa."""
        self.step("open_consultation")
        for code in self.heads:
            self.record(
                "consultation", code, held_on=self.day(days_ago + 12), place="Balai desa", attended=35, women=16,
                input="Warga setuju; minta giliran ditulis jelas.",
            )  # fmt: skip
            self.record("mad_attendance", code, representative="Kepala Desa", attended=6, women=3)
        self.record("joint_visit", held_on=self.day(days_ago + 20), place="Lokasi kegiatan", people=18,
                    findings="Kedua pihak melihat lokasinya dan sepakat rencananya dapat dikerjakan.")  # fmt: skip
        self.record(
            "mad", decision="agreed", held_on=self.day(days_ago), number=f"001/MAD/{days_ago}/2026",
            time="09.30–12.00 WIB", place="Pendapa kecamatan", chair="Hadi Purnomo", decisions="Naskah disepakati.",
        )  # fmt: skip
        self.step("schedule_mad")
        self.step("hold_mad")

    def sign(self, days_ago: int) -> None:
        """Every head signs; the scans of this sample are left out, so the last step stays open."""
        for number, (code, actor) in enumerate(self.heads.items(), start=1):
            self.record(
                "signature", code, signer_name=actor.name, signer_title="Kepala Desa", held_on=self.day(days_ago),
                number=f"{number:02}", year=2026,
            )  # fmt: skip


def letter(fields: str, scope: str) -> dict[str, str]:
    """An offer letter with its eight items."""
    return {
        "fields": fields,
        "scope": scope,
        "implementation_terms": "Direncanakan dan dikerjakan bersama, diawasi para kepala desa.",
        "duration": "Lima tahun",
        "rights_and_obligations": "Tiap desa memakai hasilnya secara adil dan ikut merawat.",
        "funding": "APB Desa masing-masing dan swadaya.",
        "change_terms": "Disepakati dalam Musyawarah Antar Desa.",
        "dispute_terms": "Musyawarah, lalu camat memfasilitasi.",
    }


def content(story: Story, scope: str, duties: Mapping[str, tuple[str, str]], **more: Any) -> dict[str, Any]:
    """The eight mandatory contents; `duties` maps a party's number to (rights, obligations)."""
    today = clock.today()
    return {
        "scope_category": "community_services",
        "scope": scope,
        "fields": ["development", "empowerment"],
        "implementation_terms": "Rapat pelaksana tiap bulan; pekerjaan besar lewat gotong royong kedua desa.",
        "executor": "village_government",
        "start_date": (today - timedelta(days=20)).isoformat(),
        "end_date": date(today.year + 5, 12, 31).isoformat(),
        "rights": {party: rights for party, (rights, _obligations) in duties.items()},
        "obligations": {party: obligations for party, (_rights, obligations) in duties.items()},
        "funding_note": "APB Desa masing-masing sesuai kemampuan, dan tenaga swadaya.",
        "change_terms": "Perubahan, penundaan, dan pembatalan disepakati dalam Musyawarah Antar Desa.",
        "dispute_terms": "Musyawarah kekeluargaan; bila belum selesai, pejabat yang berwenang memfasilitasi.",
        **more,
    }


def clauses(sector: str, **texts: str) -> dict[str, Any]:
    """What the sector asks the text to settle, by the keys of its clauses."""
    found = current_app.extensions["portal.registry"].sectors.get(sector)
    views = agreement_clauses.clause_views(sector, found.clauses if found else (), {})
    return {"clauses": agreement_clauses.as_content(views, {view.name: texts.get(view.key) for view in views})}


def _both(story: Story, first: tuple[str, str], second: tuple[str, str]) -> dict[str, tuple[str, str]]:
    ids = [str(party.id) for party in story.partnership.parties]
    return {ids[0]: first, ids[1]: second}


def _enter(heads: Mapping[str, Actor], codes: tuple[str, str], title: str, sector: str, scope: str, year: int,
           executor: str) -> Partnership:  # fmt: skip
    """A partnership that was agreed on paper long ago."""
    signed = date(year, 3, 14)
    running = RunningPartnership(
        title=title,
        type_code="bilateral",
        parties=tuple(PartyChoice(village_code=code) for code in codes),
        sector=sector,
        scope=scope,
        fields=("development",),
        signed_on=signed,
        start_date=signed + timedelta(days=18),
        end_date=date(year + 6, 3, 31),
        executor=executor,
        numbers={codes[0]: ("03", year), codes[1]: ("05", year)},
    )
    partnership = service.enter_running(heads[codes[0]], running)
    service.confirm_running(heads[codes[1]], partnership.id)
    partnership.is_sample = True
    return partnership


def _irrigation(heads: Mapping[str, Actor]) -> int:
    """The classic case: one village has water, the other fields; together they built a channel."""
    partnership = _enter(
        heads, (NGEBEL, SEMPU), "Saluran irigasi bersama Ngebel–Sempu", "air",
        "Membangun dan merawat saluran irigasi dari mata air Nyi Latung ke sawah Sempu, dengan giliran air "
        "yang disepakati.", 2024, "bkad",
    )  # fmt: skip
    partnership.purpose = "Air sampai ke sawah Sempu pada musim kemarau; hasil panennya memasok warung di telaga."
    service.set_type_values(
        heads[NGEBEL], partnership.id, None,
        {
            "relation": "complement",
            "shared_interest": "Air irigasi cukup sampai musim tanam kedua.",
            "initiator_gives": "Air 25 liter/detik pada Juli–Oktober, tenaga gotong royong.",
            "receiver_gives": "Lahan saluran 1,2 km, beras dan sayur untuk warung telaga.",
            "knowledge": "Petani Sempu mengajarkan mina padi; Ngebel mengajarkan merawat mata air.",
            "activities": "Kerja bakti membersihkan saluran\nPengukuran debit bersama\nSekolah lapang mina padi",
            "contact_every_days": 30,
        },
    )  # fmt: skip
    sector_values.set_sector_values(
        heads[NGEBEL], partnership.id, None, "air",
        {
            "source": "Mata air Nyi Latung", "flow": "40", "irrigated": "18.5", "canal_length": "1200",
            "rotation": "Juli sampai Oktober bergiliran; Ngebel malam, Sempu siang.",
        },
    )  # fmt: skip
    _bkad(heads[NGEBEL], partnership.id)
    return partnership.id


def _bkad(head: Actor, partnership_id: int) -> None:
    """The BKAD of the channel, formed from its decree: its chair has a demo account; a seat for each village."""
    today = clock.today()
    steps.record_gate(
        head, partnership_id, "bkad_decree", None,
        {
            "number": "188/BKAD-IRIGASI/contoh", "held_on": (today - timedelta(days=300)).isoformat(),
            "chair": "Agus Salim", "members": "Agus Salim, ketua, Ngebel\nTri Handayani, sekretaris, Sempu",
            "term_until": (today + timedelta(days=800)).isoformat(),
        },
    )  # fmt: skip
    bodies.form_from_decree(head, partnership_id)


def _counter_offer(heads: Mapping[str, Actor]) -> None:
    story = Story(heads, (GONDOWIDO, PUPUS), "Jalur wisata kopi dan telaga", "Wisatawan telaga singgah di kebun kopi.",
                  "pariwisata")  # fmt: skip
    first = letter("Kebun kopi dan sayur dataran tinggi", "Satu jalur wisata dengan satu karcis.")
    story.prepare(GONDOWIDO, 40, "Wisata kopi\nPerbaikan jalan kebun")
    story.offer(20, first)
    counter = {**first, "funding": "Gondowido dua bagian, Pupus satu bagian, menurut jumlah penduduk."}
    steps.record_gate(heads[PUPUS], story.id, "counter_offer", None,
                      {"number": "09/2026", "held_on": story.day(9), **counter})  # fmt: skip
    story.step("counter_offer", PUPUS)


def _drafting(heads: Mapping[str, Actor]) -> None:
    story = Story(heads, (WAGIR_LOR, TALUN), "Pupuk kandang dan madu", "Pupuk untuk hutan madu, madu untuk pasar.",
                  "pertanian")  # fmt: skip
    story.prepare(WAGIR_LOR, 70, "Pengolahan pupuk kandang\nJalan usaha tani")
    story.offer(50, letter("Pupuk kandang", "Pengolahan pupuk dan pemasaran madu bersama."))
    story.accept(TALUN, 35, "Pemasaran madu\nPupuk untuk tanaman pakan lebah")
    farming = clauses("pertanian", quality="Pupuk matang dan kering; madu murni, kadar air paling tinggi 22 persen.")
    duties = _both(story, ("menerima madu untuk dijual", "mengirim pupuk 5 ton sebulan"), ("menerima pupuk", ""))
    story.write(content(story, "Pengolahan pupuk dan pemasaran madu bersama.", duties, dispute_terms="", **farming),
                ("Pupuk 5 ton sebulan.", ""), "Pupuk dan madu saling menghidupi.", "Pelatihan pupuk")  # fmt: skip


def _refused(heads: Mapping[str, Actor]) -> None:
    story = Story(heads, (NGROGUNG, SAHANG), "Tempat pengolahan sampah bersama", "Mengurangi sampah.", "sampah")
    story.prepare(NGROGUNG, 25, "Pengolahan sampah", "rejected", "Warga meminta lokasinya dikaji dulu.")
    story.step("convene_deliberation")
    story.step("village_rejected")


def _signing(heads: Mapping[str, Actor]) -> None:
    story = Story(heads, (SAHANG, NGEBEL), "Warung durian di telaga", "Durian Sahang dijual di Telaga Ngebel.", "pasar")
    story.prepare(SAHANG, 90, "Pemasaran durian\nOlahan durian")
    story.offer(75, letter("Durian lokal", "Warung bersama di tepi telaga."))
    story.accept(NGEBEL, 60, "Warung telaga\nParkir")
    duties = _both(
        story,
        ("menjual durian di warung bersama", "menjaga mutu dan harga yang disepakati"),
        ("menerima 10 persen hasil sewa", "menyediakan tempat dan air"),
    )
    market = clauses(
        "pasar",
        levy_shares="Hasil sewa warung sesudah biaya kebersihan: 90 persen bagi Sahang, 10 persen bagi Ngebel.",
        market_days="Warung buka Sabtu, Minggu dan hari libur, pukul 07.00 sampai 17.00, sepanjang musim durian.",
        stall_rights="Delapan meja bagi petani Sahang, dua meja bagi warga Ngebel; meja kosong sebulan dialihkan.",
        upkeep="Penjual membersihkan mejanya; sampah kulit durian diangkut Ngebel setiap sore.",
    )
    story.write(content(story, "Warung bersama untuk durian dan olahannya.", duties, **market),
                ("Durian dan tenaga penjual.", "Tempat di tepi telaga dan air."),
                "Durian laku, pengunjung telaga betah.", "Festival durian\nPelatihan olahan")  # fmt: skip
    story.meet(12)
    story.step("mad_agreed", NGEBEL)
    story.sign(4)


def _third_party(heads: Mapping[str, Actor], organisation_id: int) -> None:
    partner = PartyChoice(organisation_id=organisation_id)
    story = Story(heads, (SAHANG,), "Pendampingan olahan durian", "Olahan durian yang tahan lama dan berizin.", "pasar",
                  partner)  # fmt: skip
    story.prepare(SAHANG, 30, "Olahan durian")
    story.offer(14, letter("Olahan durian", "Pelatihan, izin edar, dan kemasan."))


def _across_regencies(heads: Mapping[str, Actor]) -> None:
    story = Story(heads, (NGEBEL, BANJARPANEPEN), "Belajar kelola wisata desa",
                  "Dua desa wisata saling belajar tata kelola.", "pariwisata")  # fmt: skip
    story.prepare(NGEBEL, 21, "Tata kelola wisata")
    story.offer(6, letter("Pengalaman kelola wisata", "Magang dan kunjungan belajar."))


def _running(heads: Mapping[str, Actor]) -> None:
    market = _enter(
        heads, (KARANGSOKA, DUKUHWALUH), "Pasar desa terpadu Karangsoka–Dukuhwaluh", "pasar",
        "Pasar desa bersama: satu jadwal, retribusi dibagi menurut jumlah pedagang.", 2023, "joint_enterprise",
    )  # fmt: skip
    sector_values.set_sector_values(
        heads[KARANGSOKA], market.id, None, "pasar",
        {"market_days": "Manis dan Pahing", "stalls": "64", "traders": "112", "businesses": "23", "levy": "60000"},
    )  # fmt: skip
    disputed = _enter(
        heads, (BOGANGIN, BANJARPANEPEN), "Air bersih Bogangin untuk dusun atas", "air",
        "Mata air Bogangin dialirkan ke dusun atas Banjarpanepen dengan iuran bersama.", 2022, "village_government",
    )  # fmt: skip
    steps.record_gate(
        heads[BANJARPANEPEN], disputed.id, "dispute", None,
        {"held_on": (clock.today() - timedelta(days=8)).isoformat(), "facts": "Giliran air malam tidak ditepati."},
    )  # fmt: skip
    steps.take_step(heads[BANJARPANEPEN], disputed.id, "raise_dispute")


def _ended(heads: Mapping[str, Actor]) -> None:
    _enter(
        heads, (TALUN, PUPUS), "Jembatan bambu Talun–Pupus", "pertanian",
        "Jembatan bambu untuk mengangkut hasil kebun kedua desa.", 2017, "village_government",
    )  # fmt: skip
