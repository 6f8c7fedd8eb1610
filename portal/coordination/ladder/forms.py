"""The forms of the ladder: begin a rung, put its result on record."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField
from wtforms.validators import InputRequired, Optional

from ...web import PortalForm
from ...web.form_fields import line, not_in_future, options, sensible_day, words
from . import rules
from .models import LONG, NAME, NUMBER, WORD


class BeginForm(PortalForm):
    begun_on = DateField(_l("Mulai tanggal"), [InputRequired(), sensible_day])
    due_on = DateField(
        _l("Paling lambat selesai"),
        [InputRequired(), sensible_day],
        description=_l("Yang tertulis adalah setelan portal; para pihak boleh menyepakati tanggal lain."),
    )
    invited_by = line(_l("Yang mengundang"), NAME, required=True, help=_l("Jabatan. Contoh: Kepala Desa Ngebel."))
    facilitator = line(_l("Yang memfasilitasi"), NAME, required=True)
    papers = words(_l("Kertas yang dibawa"), WORD, help=_l("Contoh: berita acara musyawarah No. 4, peta saluran."))
    skip_reason = words(_l("Mengapa tingkat di bawahnya dilewati"), WORD, required=True)


class ResultForm(PortalForm):
    state = RadioField(
        _l("Hasil"),
        [InputRequired(_l("Pilih salah satu."))],
        choices=options([(rules.SETTLED, _l("Selesai: ada kesepakatan")), (rules.FAILED, _l("Belum berhasil"))]),
    )
    result = words(_l("Isi hasilnya"), LONG, required=True)
    minutes_number = line(_l("Nomor berita acara"), NUMBER, help=_l("Wajib bila selesai."))
    minutes_on = DateField(_l("Tanggal berita acara"), [Optional(), not_in_future, sensible_day])
    signers = words(_l("Yang menandatangani"), WORD, help=_l("Para pihak, dan pejabat yang memfasilitasi bila ada."))
