"""The forms of a matter: the matter itself, an interest, the marks, an option, an answer, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from ...partnerships.forms import NOTHING, ManyField
from ...web import PortalForm
from ...web.form_fields import RupiahField, followable, line, options, words
from . import rules
from .models import LINK, LONG, TITLE, WORD

CHOOSE = _l("Pilih salah satu.")


def _one_of(label: Any, choices: Iterable[tuple[Any, Any]], **more: Any) -> RadioField:
    pairs = [(str(code), text) for code, text in choices]
    return RadioField(label, [InputRequired(CHOOSE)], choices=options(pairs), **more)


class MatterForm(PortalForm):
    title = line(
        _l("Judul"), TITLE, required=True, help=_l("Sebut halnya, bukan pihaknya. Contoh: giliran air kemarau.")
    )
    about = words(_l("Apa yang dilihat berbeda"), LONG, required=True)
    why_now = words(_l("Mengapa sekarang"), WORD, help=_l("Contoh: musim tanam mulai bulan depan."))
    confidentiality = _one_of(_l("Yang boleh membaca"), rules.CONFIDENTIALITY.items(), default=rules.PARTIES)
    mediator_id = SelectField(
        _l("Pendamping atau camat yang diundang membantu"),
        [Optional()],
        description=_l("Ia membaca perbedaan ini sejak diundang."),
    )

    def invite(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer these offices; without any the field goes."""
        pairs = list(choices)
        self.mediator_id.choices = options(pairs, NOTHING)
        if not pairs:
            del self.mediator_id


class OpenForm(MatterForm):
    thing_kind = HiddenField()
    thing_id = HiddenField()

    def kept(self) -> dict[str, Any]:
        """The values; what it is about only where that is named by a number."""
        values = self.values()
        number = values["thing_id"] or ""
        known = number.isascii() and number.isdigit() and len(number) < 10
        return values | {"thing_id": int(number) if known else None}


class InterestForm(PortalForm):
    need = words(
        _l("Apa yang desa butuhkan"), WORD, required=True,
        help=_l("Kebutuhan, bukan tuntutan: bukan “pintu air ditutup”, tetapi “sawah hilir cukup air saat tanam”."),
    )  # fmt: skip
    because = words(
        _l("Mengapa itu penting"), WORD, help=_l("Contoh: 40 petani hanya panen bila air datang sebelum Mei.")
    )
    priority = _one_of(_l("Seberapa penting"), rules.PRIORITIES.items(), default="2")


class OptionForm(PortalForm):
    title = line(_l("Pilihan"), TITLE, required=True, help=_l("Contoh: air bergilir tiga hari sekali, dijaga bersama."))
    words = words(_l("Bagaimana jalannya"), LONG)
    serves = ManyField(_l("Kepentingan yang terpenuhi"), [Optional()])
    cost = RupiahField(_l("Biaya (rupiah)"), [Optional(), NumberRange(min=0, max=10**13)])
    cost_words = line(_l("Biaya dengan kata, atau dari siapa"), WORD)

    def offer(self, interests: Iterable[tuple[int, str]]) -> None:
        """The interests that an option can serve."""
        pairs = [(str(number), need) for number, need in interests]
        self.serves.choices = options(pairs)
        if not pairs:
            del self.serves

    def kept(self) -> dict[str, Any]:
        """The values as they are kept: rupiah whole, interests by number."""
        values = self.values()
        cost = values["cost"]
        return values | {
            "cost": None if cost is None else int(cost),
            "serves": [int(number) for number in values.get("serves") or []],
        }


class AnswerForm(PortalForm):
    level = _one_of(_l("Bagaimana pilihan ini bagi pihak Anda"), rules.LEVELS.items())
    word = words(_l("Syarat atau alasan"), WORD, help=_l("Wajib bila berat (bisa bila apa) atau tidak bisa (mengapa)."))
    is_met = BooleanField(_l("Syarat kami sudah terpenuhi"))


class CloseForm(PortalForm):
    outcome = _one_of(_l("Jadinya"), rules.OUTCOMES.items())
    known = SelectField(_l("Rencana atau janji yang dimaksud"), [Optional()])
    link = line(_l("Atau alamat halamannya"), LINK)
    summary = words(
        _l("Ringkasan"), LONG, required=True, help=_l("Apa yang disepakati, dan mengapa semua dapat menerima.")
    )

    def validate_link(self, field: Field) -> None:
        """Only an address that can be followed."""
        followable(self, field)


class WithdrawForm(PortalForm):
    reason = words(_l("Alasan"), WORD, required=True)


def marks_form(interests: Mapping[int, str], said: Mapping[int, str]) -> PortalForm:
    """A form with one question for each interest of others; none has to be answered."""
    fields = {
        f"tanda_{number}": RadioField(need, [Optional()], choices=options(rules.MARKS.items()))
        for number, need in interests.items()
    }
    form = type("MarksForm", (PortalForm,), fields)
    return form(data={f"tanda_{number}": mark for number, mark in said.items()})  # type: ignore[no-any-return]


def marks_in(form: PortalForm) -> dict[int, str]:
    """The marks of a form by interest."""
    return {
        int(field.name.removeprefix("tanda_")): field.data
        for field in form
        if field.name.startswith("tanda_") and field.data
    }
