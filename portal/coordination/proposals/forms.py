"""The forms of a proposal: the proposal itself, an answer, an answer on paper, the closing, a mandate."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, RadioField, SelectField, TimeField
from wtforms.validators import InputRequired, Optional

from ...web import PortalForm
from ...web.form_fields import line, not_in_future, options, photo_or_pdf, sensible_day, words
from ..governance import decisions
from . import rules
from .models import LONG, NAME, NUMBER, REASON, TITLE

CHOOSE = _l("Pilih salah satu.")
TIMES = ["%H:%M", "%H:%M:%S", "%H.%M"]
APART = ("day", "time", "thing_kind", "thing_id", "body_id")


def _number(text: str | None) -> int | None:
    known = bool(text) and str(text).isascii() and str(text).isdigit() and len(str(text)) < 10
    return int(str(text)) if known else None


class ProposalForm(PortalForm):
    title = line(_l("Usulan"), TITLE, required=True, help=_l("Satu kalimat. Contoh: membeli pompa kedua tahun ini."))
    words = words(_l("Isi usulan"), LONG, required=True, help=_l("Tulis lengkap: ini yang dijawab setiap desa."))
    body_id = SelectField(_l("Diputuskan dalam"), [Optional()])
    topic = SelectField(_l("Menyangkut"), [InputRequired(CHOOSE)], choices=options(decisions.TOPICS.items()))
    day = DateField(_l("Batas menjawab: tanggal"), [InputRequired(), sensible_day])
    time = TimeField(_l("Batas menjawab: jam"), [InputRequired()], format=TIMES)
    is_hidden = BooleanField(_l("Jawaban desa lain baru terlihat setelah desa sendiri menjawab"))
    thing_kind = HiddenField()
    thing_id = HiddenField()

    def offer(self, bodies: Iterable[tuple[int, str]], usual: int | None = None) -> None:
        """Give the bodies that may decide it, and the `usual` one, chosen for who has said nothing yet."""
        pairs = [(str(number), name) for number, name in bodies]
        self.body_id.choices = options(pairs, _l("Semua pihak, tanpa badan"))
        if usual and self.body_id.data is None and not self.is_submitted():
            self.body_id.data = str(usual)

    def kept(self, zone: ZoneInfo) -> dict[str, Any]:
        """The values, with the deadline as a moment on the clock of that zone."""
        found = {name: value for name, value in self.values().items() if name not in APART}
        found |= {"thing_kind": (self.thing_kind.data or "")[:40], "thing_id": _number(self.thing_id.data)}
        found["body_id"] = _number(self.body_id.data)
        if self.day.data and self.time.data:
            found["deadline"] = datetime.combine(self.day.data, self.time.data, zone)
        return found


class AnswerForm(PortalForm):
    position = RadioField(_l("Jawaban"), [InputRequired(CHOOSE)], choices=options(rules.POSITIONS.items()))
    reason = words(_l("Catatan atau alasan"), REASON, help=_l("Perlu diisi untuk catatan dan keberatan."))


class PaperForm(AnswerForm):
    party_id = SelectField(_l("Jawaban dari"), [InputRequired(CHOOSE)])
    spoken_by = line(_l("Siapa yang memutuskan"), NAME, required=True, help=_l("Nama dan jabatannya."))
    paper_number = line(_l("Nomor surat"), NUMBER, required=True)
    scan = photo_or_pdf(_l("Foto suratnya"))
    replaces = BooleanField(_l("Surat ini menggantikan jawaban yang sudah tercatat"))

    def offer(self, parties: Iterable[tuple[int, str, bool]]) -> None:
        """Give the parties whose paper this person may note, each with whether it has answered already."""
        found = list(parties)
        pairs = [(str(number), _("%(name)s (sudah menjawab)", name=name) if answered else name)
                 for number, name, answered in found]  # fmt: skip
        self.party_id.choices = options(pairs, _l("– pilih –"))
        if not any(answered for _number, _name, answered in found):
            del self.replaces


class CloseForm(PortalForm):
    outcome = words(_l("Hasilnya dengan kata"), LONG, required=True, help=_l("Apa yang terjadi sekarang, oleh siapa."))


class WhyForm(PortalForm):
    reason = words(_l("Alasan"), REASON, required=True)


class MandateForm(PortalForm):
    number = line(_l("Nomor surat mandat"), NUMBER, required=True)
    given_on = DateField(_l("Tanggal surat"), [InputRequired(), sensible_day, not_in_future])
    ends_on = DateField(_l("Berlaku sampai"), [InputRequired(), sensible_day])
    topic = SelectField(_l("Untuk"), [Optional()], choices=options(decisions.TOPICS.items(), _l("Semua hal")))
