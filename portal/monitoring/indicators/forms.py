"""The forms of indicators: three fields to add one, the rest when it matters, targets, and whose the results are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, Field, Form, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from ...partnerships.forms import ManyField
from ...partnerships.models import Party
from ...partnerships.sdgs import GOALS
from ...web import PortalForm
from ...web.form_fields import line, options, sensible_day, words
from ..fields import measured
from . import rules
from .models import LONG, NAME, OFFICE, SOURCE, UNIT, Attribution, Indicator, Target
from .words import period_words

EACH = _l("Setiap pihak melaporkan bagiannya sendiri")
ANY_OTHER = _l("Pihak lain mana saja, atau pembina wilayah")
SEVERAL = 1000  # letters of a list of steps or parts
MOST_PARTS, PART = 12, 60  # of one dimension; letters
TARGETS_ASKED = {rules.MONTHLY: 24, rules.QUARTERLY: 12, rules.SEMESTER: 8, rules.YEARLY: 8}


class AddForm(PortalForm):
    """Three fields add an indicator."""

    name = line(_l("Apa yang diukur"), NAME, required=True, help=_l("Contoh: sawah yang terairi saat kemarau."))
    kind = SelectField(_l("Macam hasilnya"), [InputRequired()], choices=options(rules.KINDS.items()))
    frequency = SelectField(
        _l("Dilaporkan"), [InputRequired()], choices=options(rules.FREQUENCIES.items()), default=rules.QUARTERLY
    )
    unit = line(_l("Satuan"), UNIT, help=_l("Contoh: hektare, orang, kali. Untuk persen biarkan kosong."))
    scale = words(
        _l("Tingkat, dari yang terendah"), SEVERAL, help=_l("Satu baris satu tingkat; hanya untuk yang bertingkat.")
    )

    def kept(self) -> dict[str, Any]:
        """The values with the steps of a scale as a list."""
        return {**self.values(), "scale": lines_of(self.scale.data)}


class EditForm(AddForm):
    """All that can be said of an indicator."""

    definition = words(_l("Pengertian"), LONG, help=_l("Apa yang dihitung, dan apa yang tidak."))
    direction = SelectField(
        _l("Arah yang baik"), [InputRequired()], choices=options((str(n), said) for n, said in rules.DIRECTIONS.items())
    )
    is_cumulative = BooleanField(
        _l("Dijumlahkan dari awal"),
        description=_l("Target dibandingkan dengan jumlah semua masa, bukan satu masa saja."),
    )
    baseline = measured(_l("Keadaan awal"))
    baseline_on = DateField(_l("Tanggal keadaan awal"), [Optional(), sensible_day])
    starts_on = DateField(_l("Diukur sejak"), [InputRequired(), sensible_day])
    source = line(_l("Sumber data"), SOURCE, help=_l("Contoh: catatan ulu-ulu, daftar hadir posyandu."))
    method = words(_l("Cara mengukur"), LONG)
    reporter_party_id = SelectField(_l("Yang melaporkan"), [Optional()])
    reporter_office = line(
        _l("Jabatan yang melaporkan"), OFFICE, help=_l("Contoh: Kaur Perencanaan. Bukan nama orang.")
    )
    verifier_party_id = SelectField(_l("Yang memeriksa"), [Optional()])
    dimensions = ManyField(_l("Dirinci menurut"), [Optional()])
    own_parts = line(
        _l("Rincian lain"), SEVERAL, help=_l("Tulis namanya, titik dua, lalu bagiannya. Contoh: Musim: hujan, kemarau.")
    )
    goals = ManyField(
        _l("Tujuan SDGs Desa yang dilayani"),
        [Optional()],
        choices=options((str(number), f"{number}. {name}") for number, name in GOALS.items()),
    )
    is_public = BooleanField(
        _l("Hasil yang sudah diperiksa tampil untuk umum"),
        description=_l("Hanya bila kerja samanya tampil untuk umum."),
    )

    def offer(self, parties: Iterable[Party], names: Mapping[int, str], found: Indicator) -> None:
        """The choices of this partnership; who is named now can stay, also when the agreement binds it no more."""
        bound = [party.id for party in parties]
        for field, stood, nobody in (
            (self.reporter_party_id, found.reporter_party_id, EACH),
            (self.verifier_party_id, found.verifier_party_id, ANY_OTHER),
        ):
            named = [*bound, *([stood] if stood is not None and stood not in bound else [])]
            field.choices = options([(str(number), names[number]) for number in named], nobody)
        self.dimensions.choices = options((key, label) for key, (label, _parts) in rules.DIMENSIONS.items())

    def show(self, found: Indicator, goals: Iterable[int]) -> None:
        """Fill in what is known of an indicator, beyond the fields of its own names."""
        self.direction.data = str(found.direction)
        self.scale.data = "\n".join(found.scale)
        self.goals.data = [str(number) for number in goals]
        self.dimensions.data = [key for key in found.dimensions if key in rules.DIMENSIONS]
        own = [(key, parts) for key, parts in found.dimensions.items() if key not in rules.DIMENSIONS]
        self.own_parts.data = "; ".join(f"{key}: {', '.join(parts)}" for key, parts in own)

    def validate_own_parts(self, field: Field) -> None:
        """A name, a colon, and two parts or more; several with a semicolon between them."""
        for name, parts in own_parts_of(field.data):
            if not name or len(name) > PART or not 2 <= len(parts) <= MOST_PARTS or max(map(len, parts)) > PART:
                raise ValidationError(_("Contoh yang dapat dibaca: Musim: hujan, kemarau."))

    def values_kept(self, parties: Iterable[Party], names: Mapping[int, str]) -> dict[str, Any]:
        """The values as the verb takes them."""
        kept = {**self.kept(), "direction": int(self.direction.data or 1)}
        for name in ("reporter_party_id", "verifier_party_id"):
            kept[name] = int(kept[name]) if kept[name] else None
        kept["goals"] = sorted(int(number) for number in self.goals.data or ())
        villages = [names[party.id] for party in parties if party.is_village]
        known = {
            key: [str(part) for part in rules.DIMENSIONS[key][1]] or villages for key in self.dimensions.data or ()
        }
        kept["dimensions"] = known | dict(own_parts_of(self.own_parts.data))
        return kept


class SharesForm(PortalForm):
    """Whose the results are; the fields of the parties are added by `shares_form`."""

    def parts(self) -> dict[int, Fraction | None]:
        """The parties that had a part, with their share; None for one that takes part."""
        found: dict[int, Fraction | None] = {}
        for field in self:
            if field.name.startswith("part_") and field.data:
                found[int(field.name[5:])] = None if is_taking_part(field.data) else rules.share_from(field.data)
        return found


class TargetsForm(PortalForm):
    """What is wanted at the end of periods; the fields are added by `targets_form`."""

    def targets(self) -> dict[str, Decimal | None]:
        """The targets by the code of their period; None where there is none."""
        return {
            field.name[2:].replace("_", "-"): Decimal(field.data) if field.data not in (None, "") else None
            for field in self
            if field.name.startswith("t_")
        }


def edit_form(found: Indicator) -> EditForm:
    """The form of an indicator, which reads numbers in its unit."""
    fields = {"baseline": measured(_l("Keadaan awal"), found.unit)}
    form: EditForm = type("EditForm", (EditForm,), fields)(obj=found)
    return form


def shares_form(parties: Iterable[Party], names: Mapping[int, str], stood: Iterable[Attribution]) -> SharesForm:
    """A field for every party: a share, "ikut serta", or nothing."""
    kept = {item.party_id: item for item in stood}
    fields = {
        f"part_{party.id}": StringField(names[party.id], [Optional(), Length(max=20), _is_share]) for party in parties
    }
    form: SharesForm = type("SharesForm", (SharesForm,), fields)(
        data={f"part_{number}": _share_shown(item) for number, item in kept.items()}
    )
    return form


def targets_form(indicator: Indicator, periods: Iterable[rules.Period], stood: Iterable[Target]) -> TargetsForm:
    """A field for every period that lies ahead or runs."""
    kept = {target.starts_on: target.value for target in stood}
    periods = list(periods)
    fields = {_target_name(period): _target_field(indicator, period_words(period)) for period in periods}
    data = {_target_name(period): _target_shown(indicator, kept.get(period.starts_on)) for period in periods}
    form: TargetsForm = type("TargetsForm", (TargetsForm,), fields)(data=data)
    return form


def lines_of(text: str | None) -> list[str]:
    """The lines of a text that say something, without doubles."""
    return list(dict.fromkeys(line.strip()[:PART] for line in (text or "").splitlines() if line.strip()))[:MOST_PARTS]


def own_parts_of(text: str | None) -> list[tuple[str, list[str]]]:
    """What parties part values by in their own words, as (name, parts)."""
    found = []
    for group in filter(str.strip, (text or "").split(";")):
        name, _colon, parts = group.partition(":")
        found.append(
            (name.strip(), list(dict.fromkeys(part.strip() for part in parts.split(",") if part.strip())) or [""])
        )
    return found


def is_taking_part(text: str) -> bool:
    """Whether somebody wrote that a party takes part without a share of its own, in the language of the form too."""
    return text.strip().casefold() in ("ikut", "ikut serta", _("ikut serta").casefold())


def _is_share(form: Form, field: Field) -> None:
    if field.data and not is_taking_part(field.data) and rules.share_from(field.data) is None:
        raise ValidationError(_("Tulis persen (25 atau 33,3), pecahan (1/3), atau: ikut serta."))


def _share_shown(item: Attribution) -> str:
    if item.numerator is None or item.denominator is None:
        return _("ikut serta")
    return rules.share_written(Fraction(item.numerator, item.denominator))


def _target_field(indicator: Indicator, label: str) -> Field:
    """A number, or one of a few answers."""
    steps = {rules.YES_NO: [("1", _("Ya"))], rules.SCALE: [(str(n), step) for n, step in enumerate(indicator.scale, 1)]}
    if indicator.kind not in steps:
        return measured(label, indicator.unit)
    return SelectField(label, [Optional()], choices=options(steps[indicator.kind], _("tanpa target")))


def _target_shown(indicator: Indicator, value: Decimal | None) -> Decimal | str | None:
    return str(int(value)) if value is not None and indicator.kind in (rules.YES_NO, rules.SCALE) else value


def target_field_name(code: str) -> str:
    """The name of the field of a period's target, by the period's code."""
    return "t_" + code.replace("-", "_")


def _target_name(period: rules.Period) -> str:
    return target_field_name(rules.period_code(period))
