"""The forms of conversations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from ... import clock
from ...partnerships.decided import Decided
from ...web import PortalForm
from ...web.form_fields import line, options, photo_or_pdf, sensible_day, words
from . import rules
from .offices import MOST_OFFERED, Addressee


class PostForm(PortalForm):
    text = words(
        _l("Tulisan"),
        rules.TEXT,
        required=True,
        help=_l("Cara menulis: **tebal**, *miring*, - untuk butir. Panggil jabatan dengan @, contoh: @kades.ngebel."),
    )
    scan = photo_or_pdf(_l("Lampiran"))
    offices = SelectMultipleField(
        _l("Panggil jabatan"),
        [Optional()],
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def offer(self, offices: Sequence[Addressee]) -> None:
        """The offices to call; none to choose from, the field goes."""
        if offices:
            self.offices.choices = options((str(office.id), office.label) for office in offices[:MOST_OFFERED])
        else:
            del self.offices

    def validate_text(self, field: Any) -> None:
        """Blank space says nothing."""
        if not (field.data or "").strip():
            raise ValidationError(_("Tulis sesuatu dulu."))


class ThreadForm(PostForm):
    title = line(_l("Judul"), rules.TITLE, required=True)
    pinned_until = DateField(
        _l("Jadikan pengumuman sampai tanggal"),
        [Optional(), sensible_day],
        description=_l("Pengumuman tampil paling atas bagi semua pihak sampai tanggal itu."),
    )

    @property
    def shown_fields(self) -> list[Any]:
        """The title first."""
        return sorted(super().shown_fields, key=lambda field: field.name != "title")

    def validate_pinned_until(self, field: Any) -> None:
        """A day that is still to come."""
        if field.data and field.data < clock.today():
            raise ValidationError(_("Tanggal ini sudah lewat."))


class EditForm(PortalForm):
    text = words(_l("Tulisan"), rules.TEXT, required=True)


class ReasonForm(PortalForm):
    reason = words(_l("Alasan"), rules.REASON, required=True)


class TitleForm(ReasonForm):
    title = line(_l("Judul"), rules.TITLE, required=True)

    @property
    def shown_fields(self) -> list[Any]:
        """The title first."""
        return sorted(super().shown_fields, key=lambda field: field.name != "title")


class DecisionForm(PortalForm):
    decision = SelectField(_l("Keputusan yang tercatat"), [InputRequired()])

    def offer(self, decisions: Sequence[Decided]) -> None:
        """The decisions on record, the newest first."""
        self.decision.choices = options(((item.url, item.text[:120]) for item in decisions), _l("Pilih…"))
