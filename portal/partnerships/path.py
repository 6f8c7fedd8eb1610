"""The lawful path as data: states and transitions of both instruments (Permendagri 96/2017).

A joint regulation (villages alone) and a joint agreement (with a third party) share the
states; the second has no consultation, no musyawarah antar desa and no promulgation.
"""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ..contracts import LegalBasis, State, Transition, Workflow
from . import guards
from .gates import P96, P111, PP43, PREPARATION, UU6
from .rules import JOINT_AGREEMENT, JOINT_REGULATION

STATES: dict[str, State] = {
    state.code: state
    for state in (
        State("draft", _l("Gagasan"), _l("Catat apa yang dimiliki dan diperlukan, lalu urutkan menurut prioritas.")),
        State(
            "village_deliberation",
            _l("Musyawarah Desa"),
            _l("BPD mengadakan musyawarah desa. Hasilnya sepakat atau tidak sepakat."),
        ),
        State(
            "rejected_by_village",
            _l("Tidak disepakati"),
            _l("Musyawarah desa tidak menyepakati kerja sama ini. Keputusan itu sah."),
            final=True,
        ),
        State(
            "planned",
            _l("Masuk rencana"),
            _l("Masukkan ke RPJM Desa dan RKP Desa, siapkan datanya, lalu kirim surat penawaran."),
        ),
        State("offered", _l("Ditawarkan"), _l("Pihak yang ditawari menjawab: menerima, menolak, atau menawar balik.")),
        State("offer_countered", _l("Ditawar balik"), _l("Bandingkan kedua surat, lalu perbaiki atau terima.")),
        State("offer_declined", _l("Ditolak"), _l("Tawaran ditolak dengan surat. Alasannya tercatat."), final=True),
        State(
            "offer_accepted",
            _l("Diterima"),
            _l("Tiap desa yang menerima menjalani persiapannya sendiri: prioritas, musyawarah, rencana."),
        ),
        State("drafting", _l("Penyusunan naskah"), _l("Para pihak menulis naskah bersama sampai delapan hal termuat.")),
        State("consultation", _l("Konsultasi"), _l("Tiap desa menanyakan pendapat warganya tentang rancangan.")),
        State("mad_scheduled", _l("MAD dijadwalkan"), _l("Adakan Musyawarah Antar Desa dan catat yang hadir.")),
        State("mad_held", _l("MAD terlaksana"), _l("MAD menyepakati naskah, atau mengembalikannya untuk diperbaiki.")),
        State(
            "signing",
            _l("Penandatanganan"),
            _l("Naskah sudah dibekukan. Tiap kepala menandatangani kertasnya dan melampirkan pindaian."),
        ),
        State(
            "promulgation",
            _l("Pengundangan"),
            _l("Tiap Sekretaris Desa mengundangkan di Berita Desa dengan nomornya sendiri."),
        ),
        State("active", _l("Berjalan"), _l("Laksanakan program, catat hasil, dan laporkan pada waktunya.")),
        State("reporting", _l("Pelaporan"), _l("Susun laporan dan kirim kepada semua yang berhak menerimanya.")),
        State("suspended", _l("Ditunda"), _l("Kerja sama berhenti sementara sampai para pihak melanjutkannya.")),
        State("amending", _l("Perubahan"), _l("Tulis naskah perubahan. Perjanjian lama tetap berlaku sampai selesai.")),
        State(
            "disputed",
            _l("Perselisihan"),
            _l("Musyawarahkan dulu. Bila belum selesai, pejabat menurut letak desa memfasilitasi."),
        ),
        State("ended", _l("Berakhir"), _l("Kerja sama sudah berakhir. Catatannya tetap dapat dibaca."), final=True),
        State("cancelled", _l("Dibatalkan"), _l("Dihentikan sebelum berjalan. Alasannya tercatat."), final=True),
    )
}

HEADS = ("village_head", "third_party")
STAFF = ("village_operator", "village_head", "village_secretary", "third_party")
COUNCIL = (*STAFF, "bpd_member")
RUNNERS = (*STAFF, "bkad_officer")
BEFORE_SIGNING = (
    "draft",
    "village_deliberation",
    "planned",
    "offered",
    "offer_countered",
    "offer_accepted",
    "drafting",
)


PREPARING = (
    Transition(
        "convene_deliberation",
        ("draft",),
        "village_deliberation",
        _l("Bawa ke Musyawarah Desa"),
        gates=("priority_list@initiator",),
        side="initiator",
        basis=LegalBasis(P96, f"{PREPARATION} huruf c"),
    ),
    Transition(
        "village_agreed",
        ("village_deliberation",),
        "planned",
        _l("Catat: musyawarah sepakat"),
        guards=(guards.initiator_agreed, guards.council_agreed_to_burden),
        side="initiator",
        offices=COUNCIL,
        basis=LegalBasis(P96, f"{PREPARATION} huruf d"),
    ),
    Transition(
        "village_rejected",
        ("village_deliberation",),
        "rejected_by_village",
        _l("Catat: musyawarah tidak sepakat"),
        guards=(guards.initiator_refused,),
        side="initiator",
        offices=COUNCIL,
        basis=LegalBasis(P96, f"{PREPARATION} huruf d"),
    ),
    Transition(
        "send_offer",
        ("planned",),
        "offered",
        _l("Kirim surat penawaran"),
        gates=("plan_entry@initiator", "data_pack@initiator", "offer"),
        guards=(guards.enough_parties, guards.offer_is_whole),
        side="initiator",
        offices=HEADS,
        basis=LegalBasis(P96, "Pasal 13 ayat (3)"),
    ),
)
ANSWERING = (
    Transition(
        "accept_offer",
        ("offered",),
        "offer_accepted",
        _l("Terima tawaran"),
        gates=("offer_answer",),
        guards=(guards.offer_accepted,),
        side="receiver",
        offices=HEADS,
    ),
    Transition(
        "counter_offer",
        ("offered",),
        "offer_countered",
        _l("Tawar balik"),
        gates=("counter_offer",),
        guards=(guards.counter_is_whole,),
        side="receiver",
        offices=HEADS,
    ),
    Transition(
        "decline_offer",
        ("offered",),
        "offer_declined",
        _l("Tolak tawaran"),
        gates=("offer_answer",),
        guards=(guards.offer_declined,),
        side="receiver",
        offices=HEADS,
    ),
    Transition(
        "revise_offer",
        ("offer_countered",),
        "offered",
        _l("Kirim surat yang diperbaiki"),
        gates=("offer",),
        guards=(guards.revised_after_counter, guards.offer_is_whole),
        side="initiator",
        offices=HEADS,
    ),
    Transition(
        "accept_counter",
        ("offer_countered",),
        "offer_accepted",
        _l("Terima tawaran balasan"),
        gates=("counter_offer",),
        side="initiator",
        offices=HEADS,
    ),
    Transition(
        "start_drafting",
        ("offer_accepted",),
        "drafting",
        _l("Mulai menyusun naskah"),
        guards=(guards.every_village_prepared, guards.council_agreed_to_burden),
        basis=LegalBasis(P96, PREPARATION),
    ),
    Transition(
        "receiver_refused",
        ("offer_accepted",),
        "rejected_by_village",
        _l("Catat: musyawarah penerima tidak sepakat"),
        guards=(guards.a_receiver_refused,),
        side="receiver",
        offices=COUNCIL,
        basis=LegalBasis(P96, f"{PREPARATION} huruf d"),
    ),
)
CANCEL = Transition(
    "cancel",
    (*BEFORE_SIGNING, "consultation", "mad_scheduled", "mad_held", "signing"),
    "cancelled",
    _l("Batalkan"),
    guards=(guards.nothing_in_force, guards.no_signature_yet),
    needs_reason=True,
)
CANCEL_AGREEMENT = Transition(
    "cancel",
    (*BEFORE_SIGNING, "signing"),
    "cancelled",
    _l("Batalkan"),
    guards=(guards.nothing_in_force, guards.no_signature_yet),
    needs_reason=True,
)
CARRYING_OUT = (
    Transition(
        "open_report",
        ("active",),
        "reporting",
        _l("Buka masa laporan"),
        offices=RUNNERS,
        basis=LegalBasis(P96, "pelaporan"),
    ),
    Transition(
        "submit_report",
        ("reporting",),
        "active",
        _l("Catat: laporan sudah dikirim"),
        gates=("report",),
        guards=(guards.report_delivered,),
        offices=RUNNERS,
        basis=LegalBasis(P96, "pelaporan"),
    ),
    Transition(
        "propose_amendment",
        ("active",),
        "amending",
        _l("Ubah perjanjian"),
        gates=("amendment_basis",),
        basis=LegalBasis(PP43, "Pasal 146", confirmed=False),
    ),
    Transition(
        "suspend",
        ("active",),
        "suspended",
        _l("Tunda"),
        gates=("suspension",),
        offices=HEADS,
        by_other=True,
    ),
    Transition(
        "resume",
        ("suspended",),
        "active",
        _l("Lanjutkan kembali"),
        gates=("resumption",),
        offices=HEADS,
        by_other=True,
    ),
    Transition(
        "raise_dispute",
        ("active",),
        "disputed",
        _l("Sampaikan perselisihan"),
        gates=("dispute",),
        basis=LegalBasis(P96, "penyelesaian perselisihan"),
    ),
    Transition(
        "settle",
        ("disputed",),
        "active",
        _l("Catat penyelesaian: dilanjutkan"),
        gates=("settlement",),
        guards=(guards.settled_to_go_on,),
        side="overseer",
        offices=HEADS,
        by_other=True,
    ),
    Transition(
        "settle_by_amending",
        ("disputed",),
        "amending",
        _l("Catat penyelesaian: perjanjian diubah"),
        gates=("settlement",),
        guards=(guards.settled_to_amend,),
        side="overseer",
        offices=HEADS,
        by_other=True,
    ),
    Transition(
        "settle_by_ending",
        ("disputed",),
        "ended",
        _l("Catat penyelesaian: diakhiri"),
        gates=("settlement", "termination"),
        guards=(guards.settled_to_end, guards.ended_lawfully),
        side="overseer",
        offices=HEADS,
        by_other=True,
    ),
    Transition(
        "end",
        ("active", "suspended"),
        "ended",
        _l("Akhiri kerja sama"),
        gates=("termination",),
        guards=(guards.ended_lawfully,),
        offices=HEADS,
        basis=LegalBasis(PP43, "Pasal 146–147", confirmed=False),
        by_other=True,
    ),
    Transition(
        "drop_amendment",
        ("amending", "signing"),
        "active",
        _l("Hentikan perubahan"),
        guards=(guards.is_a_change, guards.no_signature_yet),
        needs_reason=True,
        offices=HEADS,
    ),
)
REGULATION_DRAFTING = (
    Transition(
        "open_consultation",
        ("drafting",),
        "consultation",
        _l("Bawa ke konsultasi warga"),
        guards=(guards.eight_items,),
        basis=LegalBasis(P111, "Pasal 20–22", confirmed=False),
    ),
    Transition("back_to_drafting", ("consultation",), "drafting", _l("Perbaiki naskah"), needs_reason=True),
    Transition(
        "schedule_mad",
        ("consultation",),
        "mad_scheduled",
        _l("Jadwalkan MAD"),
        gates=("consultation",),
        guards=(guards.eight_items,),
        basis=LegalBasis(UU6, "Pasal 92 ayat (2)"),
    ),
    Transition(
        "hold_mad",
        ("mad_scheduled",),
        "mad_held",
        _l("Catat: MAD sudah terlaksana"),
        gates=("mad", "mad_attendance"),
        basis=LegalBasis(UU6, "Pasal 92 ayat (2)"),
    ),
    Transition(
        "mad_agreed",
        ("mad_held",),
        "signing",
        _l("Catat: MAD sepakat, bekukan naskah"),
        guards=(guards.meeting_agreed, guards.eight_items, guards.sector_clauses, guards.regional_basis),
        basis=LegalBasis(UU6, "Pasal 92 ayat (2)"),
        by_other=True,
        rests_on=("mad",),
    ),
    Transition(
        "mad_sent_back",
        ("mad_held",),
        "drafting",
        _l("Catat: MAD meminta naskah diperbaiki"),
        guards=(guards.meeting_sent_back,),
    ),
    Transition(
        "withdraw_text",
        ("signing",),
        "drafting",
        _l("Tarik naskah untuk diperbaiki"),
        guards=(guards.no_signature_yet, guards.nothing_in_force),
        needs_reason=True,
        offices=HEADS,
    ),
    Transition(
        "complete_signing",
        ("signing",),
        "promulgation",
        _l("Catat: semua sudah menandatangani"),
        gates=("signature",),
        guards=(guards.regional_basis,),
        basis=LegalBasis(P111, "Lampiran"),
    ),
    Transition(
        "start",
        ("promulgation",),
        "active",
        _l("Mulai berjalan"),
        gates=("promulgation",),
        guards=(guards.start_date_reached, guards.body_decreed),
        basis=LegalBasis(P111, "Pasal 23–25", confirmed=False),
    ),
    Transition(
        "amendment_agreed",
        ("amending",),
        "signing",
        _l("Catat: MAD sepakat, bekukan naskah perubahan"),
        gates=("mad", "mad_attendance"),
        guards=(guards.meeting_agreed, guards.eight_items, guards.sector_clauses, guards.regional_basis),
        by_other=True,
        rests_on=("mad",),
    ),
)
AGREEMENT_DRAFTING = (
    Transition(
        "finish_draft",
        ("drafting",),
        "signing",
        _l("Bekukan naskah untuk ditandatangani"),
        gates=("mandate",),
        guards=(guards.eight_items, guards.sector_clauses, guards.regional_basis),
        basis=LegalBasis(UU6, "Pasal 93"),
    ),
    Transition(
        "withdraw_text",
        ("signing",),
        "drafting",
        _l("Tarik naskah untuk diperbaiki"),
        guards=(guards.no_signature_yet, guards.nothing_in_force),
        needs_reason=True,
        offices=HEADS,
    ),
    Transition(
        "start",
        ("signing",),
        "active",
        _l("Semua sudah menandatangani, mulai berjalan"),
        gates=("signature",),
        guards=(guards.start_date_reached, guards.body_decreed),
        basis=LegalBasis(UU6, "Pasal 93"),
    ),
    Transition(
        "amendment_agreed",
        ("amending",),
        "signing",
        _l("Bekukan naskah perubahan"),
        guards=(guards.eight_items, guards.sector_clauses),
        by_other=True,
        rests_on=("mad",),
    ),
)

NOT_WITH_THIRD_PARTY = frozenset({"consultation", "mad_scheduled", "mad_held", "promulgation"})
REGULATION_PATH = Workflow(
    tuple(STATES.values()),
    "draft",
    (*PREPARING, *ANSWERING, *REGULATION_DRAFTING, *CARRYING_OUT, CANCEL),
)
AGREEMENT_PATH = Workflow(
    tuple(state for code, state in STATES.items() if code not in NOT_WITH_THIRD_PARTY),
    "draft",
    (*PREPARING, *ANSWERING, *AGREEMENT_DRAFTING, *CARRYING_OUT, CANCEL_AGREEMENT),
)
PATHS = {JOINT_REGULATION: REGULATION_PATH, JOINT_AGREEMENT: AGREEMENT_PATH}

# The stepper of the page: (label, states in which this stage is where the partnership stands).
STAGES = {
    JOINT_REGULATION: (
        (_l("Persiapan"), ("draft", "village_deliberation", "planned")),
        (_l("Penawaran"), ("offered", "offer_countered", "offer_accepted")),
        (_l("Penyusunan"), ("drafting", "consultation", "mad_scheduled", "mad_held", "amending")),
        (_l("Penandatanganan"), ("signing", "promulgation")),
        (_l("Pelaksanaan"), ("active", "suspended", "disputed")),
        (_l("Pelaporan"), ("reporting", "ended")),
    ),
    JOINT_AGREEMENT: (
        (_l("Persiapan"), ("draft", "village_deliberation", "planned")),
        (_l("Penawaran"), ("offered", "offer_countered", "offer_accepted")),
        (_l("Penyusunan"), ("drafting", "amending")),
        (_l("Penandatanganan"), ("signing",)),
        (_l("Pelaksanaan"), ("active", "suspended", "disputed")),
        (_l("Pelaporan"), ("reporting", "ended")),
    ),
}

# What a step uses up: it no longer counts when the path comes by again.
USED_UP = {
    "counter_offer": ("offer_answer",),
    "revise_offer": ("counter_offer", "offer_answer"),
    "mad_sent_back": ("mad", "mad_attendance", "consultation"),
    "submit_report": ("report",),
    "resume": ("suspension", "resumption"),
    "propose_amendment": ("amendment_basis",),
    "settle": ("dispute", "settlement"),
    "settle_by_amending": ("dispute", "settlement"),
}
