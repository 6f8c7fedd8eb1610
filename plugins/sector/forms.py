"""What is asked of parties that know, or want to know, one field well."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.sdk import PortalForm, not_in_future

from .fields import choice, line, words

RHYTHMS: list[tuple[str, Any]] = [
    ("monthly", _l("Setiap bulan")),
    ("quarterly", _l("Setiap tiga bulan")),
    ("season", _l("Setiap musim")),
    ("semester", _l("Setiap enam bulan")),
    ("yearly", _l("Setiap tahun")),
]
WAYS: list[tuple[str, Any]] = [
    ("visits", _l("Saling berkunjung")),
    ("training", _l("Pelatihan bersama")),
    ("mentoring", _l("Satu desa mendampingi yang lain")),
    ("experts", _l("Ahli dari luar")),
]
CHECKS: list[tuple[str, Any]] = [
    ("own", _l("Tiap pihak memeriksa dirinya sendiri")),
    ("each_other", _l("Pihak yang satu memeriksa yang lain")),
    ("expert", _l("Dinas atau ahli dari luar")),
]


class SectorForm(PortalForm):
    shared_interest = line(
        _l("Yang ingin dicapai bersama, dalam satu kalimat"), _l("Contoh: air minum mengalir 24 jam di empat desa.")
    )
    expertise = words(
        _l("Keahlian yang dibawa tiap pihak"),
        _l("Satu baris satu pihak. Contoh: Desa Ngebel: mengelola pintu air sejak 2009."),
    )
    gaps = words(_l("Yang ingin dipelajari atau diperbaiki"), _l("Satu baris satu hal."))
    standard = words(
        _l("Standar yang disepakati"),
        _l("Ukuran layanan atau mutu yang sama bagi semua. Contoh: air mengalir paling sedikit 12 jam sehari."),
    )
    standard_check = choice(_l("Yang memeriksa standar itu"), CHECKS)
    learning_way = choice(_l("Cara belajar yang utama"), WAYS)
    learning_rhythm = choice(_l("Belajar bersama"), RHYTHMS)
    coordinator = line(_l("Pihak yang mengatur belajar bersama"), _l("Nama desa atau lembaga, bukan nama orang."))


class ReviewForm(PortalForm):
    held_on = DateField(_l("Tanggal"), [InputRequired(), not_in_future])
    reviewer = StringField(
        _l("Yang menelaah"),
        [InputRequired(), Length(max=160)],
        description=_l("Dinas, perguruan tinggi, atau pihak yang paling berpengalaman."),
    )
    findings = TextAreaField(_l("Hasil telaah"), [InputRequired(), Length(max=4000)], render_kw={"rows": 4})
    changes = words(_l("Yang harus diubah dalam rencana"))
