"""What is asked of many parties: their goal, what they pool, how they decide and pay; and the papers of their start."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from portal.sdk import PortalForm, not_in_future, options

LINE, WORDS, LONG = 160, 2000, 4000

NETWORKS: list[tuple[str, Any]] = [
    ("working_network", _l("Jaringan kerja: tiap pihak mengerjakan bagiannya")),
    ("shared_resources", _l("Sumber daya bersama: alat, lahan, air, atau pasar dipakai bersama")),
    ("joint_advocacy", _l("Advokasi bersama: satu suara kepada pembuat kebijakan")),
    ("mixed", _l("Gabungan")),
]
DECISION_WAYS: list[tuple[str, Any]] = [
    ("consensus", _l("Mufakat semua pihak")),
    ("no_objection", _l("Jalan bila tidak ada keberatan beralasan")),
    ("two_thirds", _l("Dua pertiga pihak, bila mufakat tidak tercapai")),
    ("majority", _l("Suara terbanyak, bila mufakat tidak tercapai")),
]
CONTRIBUTIONS: list[tuple[str, Any]] = [
    ("equal", _l("Sama rata")),
    ("population", _l("Menurut jumlah penduduk")),
    ("use", _l("Menurut pemakaian")),
    ("ability", _l("Menurut kemampuan, disepakati tiap tahun")),
    ("mixed", _l("Gabungan beberapa dasar")),
]


def _line(label: Any, required: bool = False, help: Any = "", max: int = LINE) -> StringField:
    return StringField(label, [InputRequired() if required else Optional(), Length(max=max)], description=help)


def _words(label: Any, help: Any = "", required: bool = False, max: int = WORDS) -> TextAreaField:
    rules = [InputRequired() if required else Optional(), Length(max=max)]
    return TextAreaField(label, rules, description=help, render_kw={"rows": 3})


def _choice(label: Any, pairs: list[tuple[str, Any]], help: Any = "") -> SelectField:
    return SelectField(label, [Optional()], choices=options(pairs, _l("– pilih –")), description=help)


def _people(label: Any, least: int = 0) -> IntegerField:
    return IntegerField(label, [InputRequired(), NumberRange(min=least, max=100_000)])


class MultilateralForm(PortalForm):
    common_goal = _line(
        _l("Tujuan bersama, dalam satu kalimat"),
        help=_l("Contoh: delapan desa di sekeliling telaga hidup dari satu kawasan wisata yang bersih."),
        max=200,
    )
    why_together = _words(_l("Mengapa bersama, bukan sendiri-sendiri"))
    network_kind = _choice(_l("Bentuk jejaring"), NETWORKS)
    pooled = _words(_l("Yang dikumpulkan bersama"), _l("Alat, lahan, air, tenaga, uang. Satu baris satu hal."))
    first_results = _words(_l("Hasil yang ingin terlihat dalam satu tahun"), _l("Satu baris satu hasil."))
    contribution_base = _choice(_l("Dasar iuran dan bagi hasil"), CONTRIBUTIONS)
    contribution_note = _words(_l("Penjelasan iuran dan bagi hasil"))
    decision_way = _choice(
        _l("Cara memutuskan"), DECISION_WAYS, _l("Berlaku sampai BKAD menetapkan aturan keputusannya sendiri.")
    )
    newcomers = _words(_l("Cara pihak baru bergabung"), _l("Siapa yang mengusulkan, dan apa yang harus disiapkan."))
    contact_every_days = IntegerField(
        _l("Bertemu atau berkabar setiap berapa hari"), [Optional(), NumberRange(min=1, max=366)]
    )


class WomenWithinAttended:
    """Of those present no more can be women than were there."""

    def validate_women(self, field: Any) -> None:
        attended = getattr(self, "attended").data  # noqa: B009 (the form that mixes this in has it)
        if field.data is not None and attended is not None and field.data > attended:
            raise ValidationError(_l("Tidak mungkin lebih banyak daripada yang hadir."))


class FirstMeetingForm(PortalForm):
    held_on = DateField(_l("Tanggal musyawarah"), [InputRequired(), not_in_future])
    number = _line(_l("Nomor berita acara"), required=True, max=60)
    place = _line(_l("Tempat"), required=True)
    chair = _line(_l("Ketua sidang"))
    understanding = _words(
        _l("Kesepahaman para pihak"),
        _l("Tujuan, ruang lingkup, dan hal yang belum disepakati. Satu baris satu hal."),
        required=True,
        max=LONG,
    )


class FirstAttendanceForm(WomenWithinAttended, PortalForm):
    representative = _line(_l("Yang mewakili"), required=True)
    attended = _people(_l("Jumlah utusan yang hadir"), least=1)
    women = _people(_l("Di antaranya perempuan"))
    expectation = _words(_l("Yang diharapkan dan yang dapat dibawa"))


class DraftingTeamForm(PortalForm):
    held_on = DateField(_l("Tanggal dipilih"), [InputRequired(), not_in_future])
    number = _line(_l("Nomor surat keputusan"), max=60)
    team_chair = _line(_l("Ketua tim perumus"), required=True)
    team_secretary = _line(_l("Sekretaris tim perumus"), required=True)
    team_members = _words(
        _l("Anggota tim perumus"), _l("Satu baris satu orang: nama, asal desa atau lembaga."), required=True, max=LONG
    )
