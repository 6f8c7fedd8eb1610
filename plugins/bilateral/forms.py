"""What is asked of two parties: why they fit, and what each gives to the other."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.sdk import PortalForm, not_in_future, options

RELATIONS: list[tuple[str, Any]] = [
    ("neighbours", _l("Bertetangga atau berdekatan")),
    ("shared_interest", _l("Berjauhan, tetapi berkepentingan sama")),
    ("complement", _l("Saling melengkapi: yang satu punya, yang lain perlu")),
]


def _words(label: Any, help: Any = "") -> TextAreaField:
    return TextAreaField(label, [Optional(), Length(max=2000)], description=help, render_kw={"rows": 3})


class BilateralForm(PortalForm):
    relation = SelectField(_l("Hubungan kedua pihak"), [Optional()], choices=options(RELATIONS, _l("– pilih –")))
    shared_interest = StringField(
        _l("Kepentingan bersama, dalam satu kalimat"),
        [Optional(), Length(max=200)],
        description=_l("Contoh: air irigasi cukup sampai musim tanam kedua."),
    )
    initiator_gives = _words(_l("Yang diberikan pihak pengusul"), _l("Sumber daya, tenaga, lahan, pengetahuan."))
    receiver_gives = _words(_l("Yang diberikan pihak mitra"), _l("Sumber daya, tenaga, lahan, pengetahuan."))
    knowledge = _words(_l("Pengetahuan dan pengalaman yang dipertukarkan"))
    activities = _words(_l("Kegiatan yang dijalankan bersama"), _l("Satu baris satu kegiatan."))
    contact_every_days = IntegerField(
        _l("Bertemu atau berkabar setiap berapa hari"),
        [Optional(), NumberRange(min=1, max=366)],
        description=_l("Tanggal kabar berikutnya tampil di halaman kemitraan."),
    )


class VisitForm(PortalForm):
    held_on = DateField(_l("Tanggal"), [InputRequired(), not_in_future])
    place = StringField(_l("Tempat"), [InputRequired(), Length(max=160)])
    people = IntegerField(_l("Jumlah yang hadir"), [Optional(), NumberRange(min=0, max=100_000)])
    findings = TextAreaField(
        _l("Yang dilihat dan disepakati"), [InputRequired(), Length(max=4000)], render_kw={"rows": 4}
    )
