"""The forms of promises: the promise itself, and the three answers to it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, SelectField
from wtforms.validators import InputRequired, Optional

from ...web import PortalForm
from ...web.form_fields import not_in_future, options
from ..confirming.models import WORD
from ..fields import followable, line, party_field, photo_or_pdf, sensible_day, words
from . import rules
from .models import LINK, OFFICE, PROOF, REFERENCE, TITLE

FIRST = ("title", "party", "due_on")  # what is asked at once; the rest when it matters


class DescriptionForm(PortalForm):
    title = line(_l("Apa yang dijanjikan"), TITLE, required=True, help=_l("Contoh: menyiapkan lahan saluran 1,2 km."))
    office = line(_l("Jabatan yang menjalankan"), OFFICE, help=_l("Contoh: Kaur Perencanaan."))
    proof = line(_l("Yang membuktikan selesai"), PROOF, help=_l("Contoh: berita acara serah terima, foto."))
    origin = SelectField(_l("Asal janji"), [Optional()], choices=options(rules.ORIGINS.items()))
    reference = line(_l("Rujukan"), REFERENCE, help=_l("Contoh: pasal 5 ayat 2; berita acara No. 3."))
    link = line(_l("Alamat halaman rujukan"), LINK)
    is_public = BooleanField(
        _l("Tampilkan untuk umum"), description=_l("Hanya pihak yang berjanji yang dapat menampilkannya.")
    )

    def validate_link(self, field: object) -> None:
        """Only an address that can be followed."""
        followable(self, field)  # type: ignore[arg-type]


class PromiseForm(DescriptionForm):
    party = party_field(_l("Pihak yang berjanji"))
    due_on = DateField(_l("Paling lambat tanggal"), [InputRequired(), sensible_day])

    @property
    def first_fields(self) -> list[object]:
        """The three that are asked at once."""
        return [self._fields[name] for name in FIRST]

    @property
    def more_fields(self) -> list[object]:
        """The others."""
        return [field for field in self.shown_fields if field.name not in FIRST]


class DoneForm(PortalForm):
    day = DateField(_l("Selesai tanggal"), [InputRequired(), not_in_future, sensible_day])
    word = words(_l("Apa yang dikerjakan, dan buktinya"), WORD)
    proof_link = line(_l("Alamat halaman bukti"), LINK, help=_l("Bila buktinya sudah ada di portal atau situs lain."))
    scan = photo_or_pdf(_l("Berkas bukti"))

    def validate_proof_link(self, field: object) -> None:
        """Only an address that can be followed."""
        followable(self, field)  # type: ignore[arg-type]


class TimeForm(PortalForm):
    day = DateField(
        _l("Tanggal baru yang disanggupi"),
        [InputRequired(), sensible_day],
        description=_l("Berlaku setelah diterima pihak lain."),
    )
    word = words(_l("Mengapa perlu waktu"), WORD, required=True)


class BlockedForm(PortalForm):
    word = words(_l("Apa kendalanya, dan bantuan apa yang diperlukan"), WORD, required=True)


FORMS: dict[str, type[PortalForm]] = {rules.DONE: DoneForm, rules.NEEDS_TIME: TimeForm, rules.BLOCKED: BlockedForm}
