"""Fields and checks that several subjects of planning ask for."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, SelectField
from wtforms.validators import InputRequired, ValidationError

from ..web import PortalForm
from ..web.form_fields import followable, line, options, photo_or_pdf, sensible_day, words
from ..web.i18n import format_rupiah

__all__ = [
    "NOTHING",
    "AskingForm",
    "ReasonForm",
    "Sensible",
    "WordForm",
    "followable",
    "line",
    "offer_parties",
    "party_field",
    "photo_or_pdf",
    "sensible_day",
    "words",
]

NOTHING = _l("– pilih –")
FAR_BEYOND = Decimal("1.5")  # so many times what is planned is asked about


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


class AskingForm(PortalForm):
    """A form that asks once whether something unlikely is meant, with a box to tick that stands there only then."""

    sure = BooleanField(_l("Ya, ini betul"))
    asks = False

    def ask(self, sentence: str) -> None:
        """Refuse with a question, unless the person said already that it is meant."""
        self.asks = True
        if not self.sure.data:
            raise ValidationError(sentence)

    @property
    def shown_fields(self) -> list[Field]:
        """The fields a person sees, the box last."""
        shown = [field for field in super().shown_fields if field.name != "sure"]
        return [*shown, self.sure] if self.asks else shown


class WordForm(PortalForm):
    """Why: an objection, an answer to one."""

    word = words(_l("Alasan atau penjelasan"), 500, required=True)


class ReasonForm(PortalForm):
    """Why something is put away."""

    reason = words(_l("Alasan"), 500, required=True)


def is_far_beyond(much: Decimal | int, planned: Decimal | int | None) -> bool:
    """Whether that much is so far above what is planned that a slip of the hand is likelier."""
    return bool(planned) and much > FAR_BEYOND * (planned or 0)


def party_field(label: Any) -> SelectField:
    """One of the parties; `offer_parties` gives it its choices."""
    return SelectField(label, [InputRequired()])


def offer_parties(field: SelectField, names: Iterable[tuple[int, str]], own: int | None) -> None:
    """Give the parties to choose from, one's own chosen already."""
    field.choices = options([(str(number), name) for number, name in names], None if own else NOTHING)
    if field.data is None and own is not None:
        field.data = str(own)
