"""The form of the agreement's text: the eight contents of the law, the sector's clauses, each party's own duties."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, FieldList, FormField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.form import Form
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from ..contracts import say
from ..web import PortalForm
from ..web.form_fields import RupiahField, options
from .agreement_clauses import ClauseView
from .agreement_rules import EXECUTORS, FIELDS, FUNDING_SOURCES, MANY_PARTIES, SCOPE_CATEGORIES
from .forms import NOTHING, ManyField
from .gate_forms import LONG
from .rules import PartyView


def needed_with_amount(form: Any, field: Any) -> None:
    """A line with an amount says whose it is, and from where."""
    if form.amount.data is not None and not field.data:
        raise ValidationError(_l("Isi juga, karena jumlahnya terisi."))


def long_text(label: Any, rows: int = 3, help: Any = "") -> TextAreaField:
    """A paragraph or more of the text; it may be empty as long as it is being written."""
    return TextAreaField(label, [Optional(), Length(max=LONG)], description=help, render_kw={"rows": rows})


class FundingForm(Form):
    """One line of funding; an empty line is left out."""

    party = SelectField(_l("Pihak"), [needed_with_amount], validate_choice=False)
    source = SelectField(_l("Sumber"), [needed_with_amount], choices=options(FUNDING_SOURCES.items(), NOTHING))
    account_code = StringField(_l("Kode rekening"), [Optional(), Length(max=20)])
    amount = RupiahField(_l("Jumlah (rupiah)"), [Optional(), NumberRange(min=0, max=10**13)])
    year = IntegerField(_l("Tahun"), [Optional(), NumberRange(min=2000, max=2100)])


class FundingOfManyForm(FundingForm):
    """A line of funding where a list of all parties would be longer than the page."""

    party = StringField(_l("Pihak: nama, kode, atau “semua”"), [needed_with_amount, Length(max=160)])  # type: ignore[assignment]


class AgreementForm(PortalForm):
    """The eight mandatory contents. Everything may be saved half-written."""

    scope_category = SelectField(
        _l("Golongan ruang lingkup"),
        [Optional()],
        choices=options(SCOPE_CATEGORIES.items(), NOTHING),
    )
    scope = long_text(_l("1. Ruang lingkup kerja sama"), 4)
    fields = ManyField(_l("2. Bidang kerja sama"), [Optional()], choices=options(FIELDS.items()))
    implementation_terms = long_text(_l("3. Tata cara dan ketentuan pelaksanaan"), 4)
    executor = SelectField(_l("Pelaksana"), [Optional()], choices=options(EXECUTORS.items(), NOTHING))
    start_date = DateField(_l("4. Jangka waktu: mulai"), [Optional()])
    end_date = DateField(_l("Berakhir"), [Optional()])
    renewal_terms = long_text(_l("Perpanjangan"), 2)
    funding = FieldList(FormField(FundingForm), label=_l("6. Pendanaan"), min_entries=0, max_entries=60)
    funding_note = long_text(_l("Penjelasan pendanaan"), 2, _l("Bila tanpa uang, tulis bagaimana biayanya ditanggung."))
    change_terms = long_text(_l("7. Tata cara perubahan, penundaan, dan pembatalan"))
    dispute_terms = long_text(_l("8. Penyelesaian perselisihan"))
    other_terms = long_text(_l("Lain-lain"))


class OwnDutiesForm(PortalForm):
    """What one of many parties has, or owes, beside what all of them do."""

    rights = long_text(_l("Hak tambahan pihak ini"))
    obligations = long_text(_l("Kewajiban tambahan pihak ini"))


def agreement_form_for(
    parties: tuple[PartyView, ...], clauses: tuple[ClauseView, ...] = (), *, with_common: bool = False
) -> type[AgreementForm]:
    """The agreement's form with each party's rights and duties, as the parties are named today, and its clauses.

    For more than `MANY_PARTIES` the duties that all share stand in their place; `with_common` asks for those too
    when fewer are left.
    """
    many = len(parties) > MANY_PARTIES
    base = _form_of_parties(() if many else parties, many, many or with_common)
    if not clauses:
        return base
    return type("AgreementFormOfSector", (base,), {clause.name: _clause_field(clause) for clause in clauses})


@lru_cache(maxsize=64)
def _form_of_parties(parties: tuple[PartyView, ...], many: bool, with_common: bool) -> type[AgreementForm]:
    duties: dict[str, Any] = {}
    if with_common:
        duties["common_rights"] = long_text(_l("5. Hak yang sama bagi semua pihak"))
        duties["common_obligations"] = long_text(_l("5. Kewajiban yang sama bagi semua pihak"))
    if many:
        duties["funding"] = FieldList(
            FormField(FundingOfManyForm), label=_l("6. Pendanaan"), min_entries=0, max_entries=60
        )
    for party in parties:
        duties[f"rights_{party.id}"] = long_text(_l("5. Hak %(p)s", p=party.name))
        duties[f"obligations_{party.id}"] = long_text(_l("5. Kewajiban %(p)s", p=party.name))
    return type("AgreementFormOfParties", (AgreementForm,), duties)


def _clause_field(clause: ClauseView) -> TextAreaField:
    help = clause.help
    if clause.example:
        help = say("%(help)s Contoh: %(example)s", help=clause.help, example=clause.example)
    return long_text(clause.label, 2, help)
