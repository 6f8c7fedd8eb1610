"""The forms of meetings: three fields to start, the rest when it matters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, Field, FileField, IntegerField, RadioField, SelectField, TimeField
from wtforms.validators import InputRequired, NumberRange, Optional

from ...web import PortalForm
from ...web.form_fields import line, options, photo_or_pdf, sensible_day, words
from ..governance.decisions import METHODS, TOPICS
from ..governance.rules import ELEMENTS, GENDERS
from . import rules
from .models import LINE, LONG, NAME, NUMBER, PLACE, REASON, TITLE

NOTHING = _l("– pilih –")
FIRST = ("title", "day", "time", "place")  # what, when (a day and an hour), where
TIMES = ["%H:%M", "%H:%M:%S", "%H.%M"]


def _time(label: Any, required: bool) -> TimeField:
    checks = [InputRequired() if required else Optional()]
    return TimeField(label, checks, format=TIMES)


def _number(value: Any) -> int | None:
    """The number behind a choice; None for the choice of nothing."""
    return int(value) if value and value != "None" else None


def _choice(label: Any) -> SelectField:
    return SelectField(label, [Optional()], coerce=_number, choices=options([], NOTHING))


def _count(label: Any, least: int, most: int) -> IntegerField:
    return IntegerField(label, [Optional(), NumberRange(min=least, max=most)])


class MeetingForm(PortalForm):
    title = line(_l("Rapat apa"), TITLE, required=True, help=_l("Contoh: Musyawarah pembagian air musim tanam kedua."))
    day = DateField(_l("Tanggal"), [InputRequired(), sensible_day])
    time = _time(_l("Jam mulai"), True)
    place = line(_l("Tempat"), PLACE, required=True, help=_l("Contoh: Balai Desa Ngebel."))
    ends = _time(_l("Jam selesai"), False)
    host_party_id = _choice(_l("Tuan rumah"))
    chair_name = line(_l("Pimpinan rapat"), NAME)
    secretary_name = line(_l("Notulis"), NAME)
    online_note = line(_l("Cara ikut dari jauh"), LINE, help=_l("Contoh: nomor panggilan video. Boleh kosong."))
    call_text = words(_l("Isi undangan"), LONG, help=_l("Yang perlu dibawa atau disiapkan."))

    def offer(self, parties: Iterable[tuple[int, str]]) -> None:
        """Give the parties that may be the host."""
        self.host_party_id.choices = options([(str(number), name) for number, name in parties], NOTHING)

    def moments(self, zone: ZoneInfo) -> dict[str, Any]:
        """The values with its beginning and end as moments, read on the clock of that zone."""
        kept = {name: value for name, value in self.values().items() if name not in ("day", "time", "ends")}
        day, time, ends = self.day.data, self.time.data, self.ends.data
        if day and time:  # both are asked for
            kept["starts_at"] = datetime.combine(day, time, zone)
            kept["ends_at"] = datetime.combine(day, ends, zone) if ends else None
        return kept

    @property
    def first_fields(self) -> list[Field]:
        """What is asked at once."""
        return [self._fields[name] for name in FIRST]

    @property
    def more_fields(self) -> list[Field]:
        """The others."""
        return [field for field in self.shown_fields if field.name not in FIRST]


class PlanForm(MeetingForm):
    kind = SelectField(_l("Jenis rapat"), [Optional()], choices=options(rules.KINDS.items()))
    body_id = _choice(_l("Badan yang rapat"))

    def offer_bodies(self, bodies: Iterable[tuple[int, str]]) -> None:
        """Give the bodies that may meet, or nothing to choose where there is none."""
        self.body_id.choices = options([(str(number), name) for number, name in bodies], _l("Semua pihak"))


class ItemForm(PortalForm):
    title = line(_l("Acara"), TITLE, required=True, help=_l("Contoh: jadwal buka pintu air."))
    planned_minutes = _count(_l("Menit"), 1, 1440)
    presenter = line(_l("Yang menyampaikan"), NAME)


class HeldForm(PortalForm):
    chair_name = line(_l("Pimpinan rapat"), NAME)
    secretary_name = line(_l("Notulis"), NAME)


class ReasonForm(PortalForm):
    reason = words(_l("Alasan"), REASON, required=True)


class InviteForm(PortalForm):
    office_id = _choice(_l("Jabatan pembina"))
    addressee = line(_l("Atau tulis siapa"), TITLE, help=_l("Contoh: Ketua Gapoktan Sumber Rejeki."))

    def offer(self, offices: Iterable[tuple[int, str]]) -> None:
        """Give the offices that see to these villages."""
        self.office_id.choices = options([(str(number), name) for number, name in offices], NOTHING)


class AnswerForm(PortalForm):
    answer = RadioField(_l("Jawaban"), [InputRequired()], choices=options(rules.ANSWERS.items()))
    person_name = line(_l("Nama yang hadir atau mewakili"), NAME)
    mandate_number = line(_l("Nomor surat mandat"), NUMBER, help=_l("Bila diwakili."))
    note = line(_l("Catatan"), LINE)


class AttendanceForm(PortalForm):
    person_name = line(_l("Nama"), NAME, required=True)
    party_id = _choice(_l("Dari"))
    gender = SelectField(_l("Jenis kelamin"), [Optional()], choices=options(GENDERS.items(), NOTHING))
    is_poor_household = BooleanField(
        _l("Dari rumah tangga miskin"), description=_l("Hanya untuk menghitung; tidak ditampilkan per orang.")
    )
    element = SelectField(_l("Mewakili unsur"), [Optional()], choices=options(ELEMENTS.items(), NOTHING))
    is_representative = BooleanField(_l("Datang mewakili kepala desa atau pimpinan"))
    mandate_number = line(_l("Nomor surat mandat"), NUMBER)

    def offer(self, parties: Iterable[tuple[int, str]]) -> None:
        """Give the parties; a guest is of none."""
        self.party_id.choices = options([(str(number), name) for number, name in parties], _l("Tamu"))


class MinutesForm(PortalForm):
    notes = words(_l("Jalannya pembahasan"), LONG)
    outcome = RadioField(_l("Hasil"), [InputRequired()], choices=options(rules.OUTCOMES.items()))
    decision = words(_l("Keputusan"), LONG, help=_l("Satu baris satu keputusan, terpisah dari pembahasannya."))
    topic = SelectField(_l("Menyangkut"), [Optional()], choices=options(TOPICS.items()))
    method = SelectField(_l("Diputuskan dengan"), [Optional()], choices=options(METHODS.items(), NOTHING))
    in_favour = _count(_l("Desa yang setuju"), 0, 999)
    against = _count(_l("Desa yang menolak"), 0, 999)
    abstain = _count(_l("Desa yang abstain"), 0, 999)

    @property
    def first_fields(self) -> list[Field]:
        """What every item needs."""
        return [self._fields[name] for name in ("notes", "outcome", "decision")]

    @property
    def more_fields(self) -> list[Field]:
        """How it was decided, where that was counted."""
        return [field for field in self.shown_fields if field not in self.first_fields]


class CorrectionForm(PortalForm):
    notes = words(_l("Jalannya pembahasan"), LONG)
    decision = words(_l("Keputusan"), LONG)
    reason = words(_l("Mengapa dibetulkan"), REASON, required=True)


class SendForm(PortalForm):
    number = line(_l("Nomor berita acara"), NUMBER, help=_l("Boleh menyusul di kertasnya."))
    confirm_days = IntegerField(
        _l("Hari untuk menjawab"), [InputRequired(), NumberRange(min=1, max=60)],
        description=_l("Setelan portal 7 hari; bukan aturan hukum."),
    )  # fmt: skip


class ConfirmForm(PortalForm):
    party_id = _choice(_l("Jawaban dari"))
    says = RadioField(
        _l("Berita acara ini"), [InputRequired()],
        choices=options([(rules.CONFIRMED, _l("Benar, kami membenarkan")), (rules.OBJECTED, _l("Ada yang keliru"))]),
    )  # fmt: skip
    reason = words(_l("Apa yang keliru"), REASON, help=_l("Wajib bila keberatan."))

    def offer(self, parties: Iterable[tuple[int, str]], own: int | None) -> None:
        """Give the parties whose paper the person puts in; one's own is not asked for when it is the only one."""
        self.party_id.choices = options([(str(number), name) for number, name in parties])
        if self.party_id.data is None:
            self.party_id.data = own


class PaperForm(PortalForm):
    scan: FileField = photo_or_pdf(_l("Berkas"))
    kind = SelectField(_l("Jenis berkas"), [InputRequired()], choices=options(rules.PAPERS.items()))
    title = line(_l("Judul"), TITLE)
    item_id = _choice(_l("Untuk acara"))

    def offer(self, items: Iterable[tuple[int, str]]) -> None:
        """Give the items that a paper may be for."""
        self.item_id.choices = options([(str(number), name) for number, name in items], _l("Seluruh rapat"))
