"""Fields and checks that several subjects of planning ask for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, FileField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from ..web import PortalForm
from ..web.form_fields import options
from ..web.i18n import format_rupiah

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
NOTHING = _l("– pilih –")
PARTY_ID_LENGTH = 10


def line(label: Any, max: int, required: bool = False, help: Any = "") -> StringField:
    """One line of text of at most `max` letters."""
    return StringField(label, [InputRequired() if required else Optional(), Length(max=max)], description=help)


def words(label: Any, max: int, required: bool = False, help: Any = "") -> TextAreaField:
    """A few lines of text of at most `max` letters."""
    checks = [InputRequired() if required else Optional(), Length(max=max)]
    return TextAreaField(label, checks, description=help, render_kw={"rows": 3})


def photo_or_pdf(label: Any) -> FileField:
    """A photo or a PDF that proves something."""
    return FileField(label, description=_l("Foto atau PDF."), render_kw={"accept": "image/*,application/pdf"})


def sensible_day(form: Any, field: Field) -> None:
    """A day of this century: a mistyped year is seen at once."""
    if field.data and not EARLIEST <= field.data <= LATEST:
        raise ValidationError(_("Periksa tahunnya: antara 2000 dan 2100."))


def followable(form: Any, field: Field) -> None:
    """The address of a page: one of this portal, or one of the web. Nothing that a browser would run."""
    text = (field.data or "").strip()
    own = text.startswith("/") and not text.startswith("//") and "\\" not in text
    if text and not own and not text.lower().startswith(("https://", "http://")):
        raise ValidationError(_("Tulis alamat lengkap yang diawali https://."))


class Sensible:
    """Refuses an amount of rupiah that nobody means, and asks whether a thousand or a million was left out."""

    def __init__(self, least: int, most: int) -> None:
        self.least = least
        self.most = most

    def __call__(self, form: Any, field: Field) -> None:
        amount = field.data
        if amount is None:
            return
        if amount < 0:
            raise ValidationError(_("Jumlah tidak boleh kurang dari nol."))
        if 0 < amount < self.least:
            thousand, million = format_rupiah(amount * 1_000), format_rupiah(amount * 1_000_000)
            sentence = _("%(typed)s terlalu kecil. Maksudnya %(thousand)s (ribu) atau %(million)s (juta)?")
            raise ValidationError(sentence % {"typed": format_rupiah(amount), "thousand": thousand, "million": million})
        if amount > self.most:
            sentence = _("%(typed)s melebihi yang wajar untuk desa. Maksudnya %(guess)s? Periksa jumlah nolnya.")
            guess = format_rupiah(int(amount) // 1_000)
            raise ValidationError(sentence % {"typed": format_rupiah(amount), "guess": guess})


class WordForm(PortalForm):
    """Why: an objection, an answer to one."""

    word = words(_l("Alasan atau penjelasan"), 500, required=True)


class ReasonForm(PortalForm):
    """Why something is put away."""

    reason = words(_l("Alasan"), 500, required=True)


def party_field(label: Any) -> SelectField:
    """One of the parties; `offer_parties` gives it its choices."""
    return SelectField(label, [InputRequired()])


def offer_parties(field: SelectField, names: Iterable[tuple[int, str]], own: int | None) -> None:
    """Give the parties to choose from, one's own chosen already."""
    field.choices = options([(str(number), name) for number, name in names], None if own else NOTHING)
    if field.data is None and own is not None:
        field.data = str(own)
