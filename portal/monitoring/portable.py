"""What this room carries into a partnership's file; said once, when this module is read."""

from __future__ import annotations

from ..contracts import say
from ..partnerships.portable import Shown, carry, leave_out, list_of, name_kind
from .district.models import DistrictSheet
from .district.rules import CONCLUSIONS
from .evaluation import rules as evaluating
from .evaluation.models import Evaluation, EvaluationAnswer, EvaluationConsent, Finding, Recommendation
from .feedback import rules as feedback
from .feedback.models import Feedback
from .health.models import HealthAnswer, HealthRound
from .health.rules import KIND
from .indicators import rules as indicators
from .indicators.models import Attribution, Indicator, Target
from .measurements import rules as measuring
from .measurements.models import Amendment, Evidence, Measurement, MeasurementPart
from .rollups.models import RolledPart

carry(
    Indicator,
    plain=("scale", "dimensions"),
    words={"kind": indicators.KINDS, "frequency": indicators.FREQUENCIES},
    shown=Shown(
        "hasil",
        say("Yang diukur"),
        {
            "name": say("Indikator"),
            "unit": say("Satuan"),
            "definition": say("Artinya"),
            "baseline": say("Keadaan awal"),
            "frequency": say("Seberapa sering"),
            "source": say("Sumber"),
        },
    ),
)
carry(
    Target,
    shown=Shown(
        "hasil",
        say("Sasaran"),
        {"indicator_id": say("Indikator"), "starts_on": say("Dari"), "ends_on": say("Sampai"), "value": say("Sasaran")},
    ),
)
carry(Attribution)
carry(
    Measurement,
    only=Measurement.state != measuring.DRAFT,
    without=say("Laporan hasil yang masih konsep satu pihak."),
    words={"state": measuring.STATES},
    shown=Shown(
        "hasil",
        say("Hasil yang dilaporkan"),
        {
            "indicator_id": say("Indikator"),
            "party_id": say("Pihak"),
            "starts_on": say("Dari"),
            "ends_on": say("Sampai"),
            "value": say("Hasil"),
            "words": say("Uraian"),
            "note": say("Catatan"),
            "state": say("Keadaan"),
        },
    ),
)
carry(MeasurementPart)
carry(Evidence)
carry(Amendment, words={"state": measuring.STATES})
carry(
    Evaluation,
    words={"kind": evaluating.KINDS, "state": evaluating.STATES},
    shown=Shown(
        "evaluasi",
        say("Evaluasi"),
        {
            "title": say("Evaluasi"),
            "period_from": say("Dari"),
            "period_to": say("Sampai"),
            "state": say("Keadaan"),
            "summary": say("Ringkasan"),
            "sha256": say("Sidik"),
        },
    ),
)
carry(
    EvaluationAnswer,
    words={
        "question": {code: question.label for code, question in evaluating.QUESTIONS.items()},
        "mark": evaluating.SCALE,
    },
    shown=Shown(
        "evaluasi",
        say("Jawaban para pihak"),
        {
            "evaluation_id": say("Evaluasi"),
            "party_id": say("Pihak"),
            "question": say("Pertanyaan"),
            "mark": say("Nilai"),
            "word": say("Keterangan"),
        },
    ),
)
carry(
    Finding,
    links=("link",),
    words={"kind": evaluating.FINDING_KINDS},
    shown=Shown(
        "evaluasi",
        say("Temuan dan pelajaran"),
        {"evaluation_id": say("Evaluasi"), "kind": say("Macam"), "words": say("Isi"), "figure": say("Angka")},
    ),
)
carry(
    Recommendation,
    links=("outcome_link",),
    words={"outcome": evaluating.OUTCOMES},
    shown=Shown(
        "evaluasi",
        say("Saran perbaikan"),
        {
            "evaluation_id": say("Evaluasi"),
            "words": say("Saran"),
            "outcome": say("Tindak lanjut"),
            "outcome_title": say("Menjadi"),
            "outcome_word": say("Keterangan"),
        },
    ),
)
carry(EvaluationConsent)
carry(
    HealthRound,
    inside={"asked": list_of("party")},
    plain=("result",),
    only=HealthRound.closed_on.is_not(None),
    without=say("Pemeriksaan kesehatan kerja sama yang belum selesai: jawabannya rahasia."),
)
carry(HealthAnswer, emptied={"colours": say("Jawaban satu pihak dihapus ketika pemeriksaan selesai.")})
carry(
    Feedback,
    words={"kind": feedback.KINDS, "state": feedback.STATES, "hidden_ground": feedback.GROUNDS},
    only=Feedback.state != feedback.HIDDEN,
    without=say("Suara warga yang tidak ditampilkan."),
    emptied={
        "contact": say("Kontak warga tidak dibawa ke mana pun."),
        "contact_until": say("Kontak warga tidak dibawa ke mana pun."),
    },
    shown=Shown(
        "evaluasi",
        say("Suara warga"),
        {"kind": say("Macam"), "text": say("Isi"), "place": say("Tempat"), "reply": say("Jawaban")},
    ),
)
carry(
    DistrictSheet,
    plain=("marks", "notes"),
    words={"conclusion": CONCLUSIONS},
    shown=Shown(
        "evaluasi",
        say("Evaluasi camat"),
        {"year": say("Tahun"), "held_on": say("Tanggal"), "conclusion": say("Kesimpulan"), "advice": say("Saran")},
    ),
)
leave_out(RolledPart, say("Ringkasan yang dihitung ulang dari laporan hasil."))
name_kind("indicator", Indicator)
name_kind("evaluation", Evaluation)
name_kind(KIND, HealthRound)
