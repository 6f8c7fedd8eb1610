"""The forms of this subject. Lengths are those of the models."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateField, FileField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from ...villages.fields import tidy
from ...web import PortalForm
from ...web.form_fields import options, photo_or_pdf, sensible_day, words
from . import number_rules, rules

BOOK, HAND = "buku", "tulis"


class IssueForm(PortalForm):
    """The day, and where the number comes from."""

    dated = DateField(_l("Tanggal dokumen"), [InputRequired(), sensible_day])
    source = RadioField(
        _l("Nomor"),
        choices=options([(BOOK, _l("Nomor berikutnya dari buku di portal ini")), (HAND, _l("Nomor dari buku desa"))]),
        default=BOOK,
    )
    number = StringField(
        _l("Nomor dari buku desa"),
        [Optional(), Length(max=rules.NUMBER)],
        filters=[tidy],
        description=_l("Hanya bila memakai nomor dari buku sendiri. Ditandai ditulis tangan di buku portal."),
    )


class WithdrawForm(PortalForm):
    """Why a paper counts no more."""

    reason = words(_l("Alasan ditarik"), rules.REASON, required=True)


class ScanForm(PortalForm):
    """The signed scan; replacing one asks why."""

    scan = photo_or_pdf(_l("Pindaian bertanda tangan, atau PDF bertanda tangan elektronik"))
    reason = words(_l("Alasan mengganti pindaian yang ada"), rules.REASON, required=True)


class BookForm(PortalForm):
    """How numbers are written, and which comes next."""

    pattern = StringField(_l("Pola nomor"), [InputRequired(), Length(max=rules.PATTERN)], filters=[tidy])
    classification = StringField(_l("Kode klasifikasi"), [Optional(), Length(max=rules.CLASSIFICATION)], filters=[tidy])
    next_number = IntegerField(
        _l("Nomor berikutnya tahun ini"),
        [InputRequired(), NumberRange(min=1, max=number_rules.MOST)],
        description=_l("Naikkan bila buku di atas kertas sudah sampai nomor yang lebih tinggi, misalnya 41."),
    )


class CodeForm(PortalForm):
    """The code on a paper."""

    kode = StringField(
        _l("Kode pada dokumen"),
        [InputRequired(), Length(max=60)],
        render_kw={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"},
        description=_l("12 huruf dan angka di kaki dokumen, misalnya BCDF-2346-GHJK."),
    )


class CompareForm(PortalForm):
    """A file, or its fingerprint, to compare."""

    file = FileField(
        _l("Berkas yang Anda punya"),
        description=_l("PDF, DOCX, atau foto. Hanya dihitung sidiknya, lalu dibuang; tidak disimpan."),
    )
    sha256 = TextAreaField(
        _l("Atau sidik SHA-256"),
        [Optional(), Length(max=200)],
        description=_l("Paling sedikit 12 huruf dan angka pertamanya."),
        render_kw={"rows": 2, "autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"},
    )
