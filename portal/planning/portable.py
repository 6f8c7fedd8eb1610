"""What this room carries into a partnership's file; said once, when this module is read."""

from __future__ import annotations

import json

from ..contracts import say
from ..partnerships.portable import Shown, carry, leave_out, name_kind
from .baseline import rules as baseline
from .baseline.models import Baseline
from .baseline.models import Consent as PlanConsent
from .budget.models import BudgetItem, BudgetLine, Realisation
from .budget.rules import SOURCES
from .commitments import rules as promises
from .commitments.models import Commitment, CommitmentAnswer, RecordConsent
from .confirming.rules import STANDINGS
from .contributions.models import AgreedValue, Contribution, Delivery, PartyBudget
from .contributions.rules import KINDS, WITHDRAWN
from .exchange.models import PlanImport
from .programme import rules
from .programme.models import (
    Activity,
    ActivityRisk,
    Photo,
    PlanSource,
    Programme,
    Progress,
    Result,
    activity_helper,
    activity_prerequisite,
    activity_village,
)

CONFIRMED = {"standing": {**STANDINGS, WITHDRAWN: say("ditarik")}}

carry(
    Programme,
    plain=("sdgs",),
    shown=Shown(
        "rencana",
        say("Program"),
        {"title": say("Nama"), "goal": say("Tujuan"), "starts_on": say("Mulai"), "ends_on": say("Selesai")},
    ),
)
carry(
    Result,
    words={"kind": rules.RESULT_KINDS},
    shown=Shown(
        "rencana",
        say("Hasil yang dituju"),
        {"title": say("Hasil"), "kind": say("Macam"), "measure": say("Ukurannya"), "archive_reason": say("Ditarik")},
    ),
)
carry(
    PlanSource,
    words={"document": rules.DOCUMENTS},
    shown=Shown(
        "rencana",
        say("Dasar dalam dokumen desa"),
        {"party_id": say("Pihak"), "document": say("Dokumen"), "year": say("Tahun"), "item": say("Kegiatan")},
    ),
)
carry(
    Activity,
    plain=("sdgs",),
    words={"status": rules.STATUSES},
    shown=Shown(
        "rencana",
        say("Kegiatan"),
        {
            "title": say("Kegiatan"),
            "party_id": say("Penanggung jawab"),
            "starts_on": say("Mulai"),
            "due_on": say("Selesai"),
            "status": say("Keadaan"),
            "status_reason": say("Alasan"),
            "archive_reason": say("Ditarik"),
        },
    ),
)
carry(activity_helper)
carry(activity_prerequisite)
carry(activity_village)
carry(
    Progress,
    shown=Shown(
        "rencana",
        say("Kemajuan"),
        {
            "activity_id": say("Kegiatan"),
            "seen_on": say("Tanggal"),
            "percent": say("Persen"),
            "words": say("Yang terlihat"),
            "archive_reason": say("Ditarik"),
        },
    ),
)
carry(Photo)
carry(ActivityRisk, words={"level": rules.LEVELS, "state": rules.RISK_STATES})
carry(
    Baseline,
    words={"state": baseline.STATES},
    frozen=("party", "programme", "programme_result", "programme_source", "activity"),
    reads=lambda row: baseline.changes(None, json.loads(row["text"])),
    shown=Shown(
        "rencana",
        say("Versi rencana yang diusulkan dan disepakati"),
        {"number": say("Versi"), "state": say("Keadaan"), "asked_at": say("Diusulkan"), "sha256": say("Sidik")},
    ),
)
carry(PlanConsent)
carry(
    Commitment,
    words={
        "origin": promises.ORIGINS,
        "state": {
            promises.PROPOSED: say("menunggu diakui"),
            promises.STANDING: say("berjalan"),
            promises.CLAIMED: say("selesai, menunggu dibenarkan"),
            promises.DISPUTED: say("selesai, ada keberatan"),
            promises.FULFILLED: say("selesai"),
            promises.DECLINED: say("tidak diakui"),
        },
    },
    links=("link",),
    shown=Shown(
        "janji",
        say("Janji"),
        {
            "title": say("Janji"),
            "party_id": say("Pihak"),
            "origin": say("Asal"),
            "reference": say("Rujukan"),
            "due_on": say("Paling lambat"),
            "state": say("Keadaan"),
            "done_on": say("Selesai"),
            "archive_reason": say("Ditarik"),
        },
    ),
)
carry(
    CommitmentAnswer,
    links=("proof_link",),
    words={**CONFIRMED, "kind": promises.ANSWERS},
    shown=Shown(
        "janji",
        say("Jawaban atas janji"),
        {
            "commitment_id": say("Janji"),
            "kind": say("Jawaban"),
            "word": say("Keterangan"),
            "day": say("Tanggal"),
            "standing": say("Keadaan"),
            "objection": say("Keberatan"),
        },
    ),
)
carry(RecordConsent)
carry(
    BudgetItem,
    shown=Shown("uang", say("Pos anggaran"), {"title": say("Pos"), "year": say("Tahun"), "note": say("Keterangan")}),
)
carry(
    BudgetLine,
    words={"source": SOURCES},
    shown=Shown(
        "uang",
        say("Rencana biaya"),
        {"item_id": say("Pos"), "party_id": say("Pihak"), "source": say("Sumber"), "planned": say("Rencana (Rp)")},
    ),
)
carry(
    Realisation,
    words=CONFIRMED,
    shown=Shown(
        "uang",
        say("Uang yang dibelanjakan"),
        {
            "line_id": say("Pos"),
            "spent_on": say("Tanggal"),
            "amount": say("Jumlah (Rp)"),
            "document": say("Bukti"),
            "standing": say("Keadaan"),
            "objection": say("Keberatan"),
        },
    ),
)
carry(
    Contribution,
    words={"kind": KINDS},
    shown=Shown(
        "uang",
        say("Sumbangan yang dijanjikan"),
        {
            "title": say("Sumbangan"),
            "party_id": say("Pihak"),
            "kind": say("Macam"),
            "amount": say("Jumlah (Rp)"),
            "quantity": say("Banyaknya"),
            "unit": say("Satuan"),
            "due_on": say("Paling lambat"),
        },
    ),
)
carry(
    Delivery,
    words=CONFIRMED,
    shown=Shown(
        "uang",
        say("Sumbangan yang diserahkan"),
        {
            "contribution_id": say("Sumbangan"),
            "delivered_on": say("Tanggal"),
            "amount": say("Jumlah (Rp)"),
            "quantity": say("Banyaknya"),
            "document": say("Bukti"),
            "standing": say("Keadaan"),
            "objection": say("Keberatan"),
        },
    ),
)
carry(AgreedValue, words={**CONFIRMED, "kind": KINDS})
carry(PartyBudget)
leave_out(PlanImport, say("Lembar kerja yang sedang diperiksa milik seorang petugas, bukan milik kerja sama."))
name_kind("activity", Activity)
name_kind("commitment", Commitment)
name_kind("plan", Baseline)
