"""The forms of citizens' voices."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from ...web import PortalForm
from ...web.form_fields import line, options, words
from . import rules
from .models import CONTACT, PLACE, REPLY, TEXT, WHY


class VoiceForm(PortalForm):
    kind = RadioField(
        _l("Ini sebuah"), [InputRequired(_l("Pilih salah satu."))], choices=options(rules.KINDS.items())
    )  # fmt: skip
    text = words(_l("Apa yang ingin Anda sampaikan"), TEXT, required=True, help=_l("Jangan menulis nama orang."))
    place = line(_l("Di mana"), PLACE, help=_l("Contoh: RT 02 Dusun Krajan."))
    contact = line(
        _l("Nomor telepon atau surel Anda"),
        CONTACT,
        help=_l("Hanya bila Anda ingin dihubungi. Tidak ditampilkan, dan dihapus setelah 60 hari."),
    )
    website = StringField(_l("Kosongkan isian ini"), [Optional(), Length(max=200)])  # nobody sees it but machines

    @property
    def asked(self) -> list[object]:
        """The fields that people see."""
        return [field for field in self.shown_fields if field.name != "website"]

    @property
    def is_machine(self) -> bool:
        """Whether something filled the field that people do not see."""
        return bool(self.website.data)


class HideForm(PortalForm):
    ground = SelectField(_l("Alasan"), [InputRequired()], choices=options(rules.GROUNDS.items(), _l("– pilih –")))
    why = words(_l("Penjelasan untuk para pihak"), WHY)


class ReplyForm(PortalForm):
    text = words(_l("Jawaban para pihak"), REPLY, required=True, help=_l("Tampil di samping suara warga."))
