"""The forms of an election: the election with its candidates, a ballot, a count on paper, calling it off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, IntegerField, RadioField, SelectField, TimeField
from wtforms.validators import InputRequired, NumberRange, Optional

from ...web import PortalForm
from ...web.form_fields import line, not_in_future, options, photo_or_pdf, sensible_day, words
from ..governance.rules import OFFICES
from ..proposals.forms import CHOOSE, TIMES
from . import rules
from .models import LONG, NAME, NOTE, NUMBER, REASON, Candidate

NOTHING = _l("– pilih –")
ROWS = range(1, rules.MOST + 1)
VOTES = [InputRequired(), NumberRange(min=0, max=9999)]
BLANK = "kosong"


class ElectionForm(PortalForm):
    """The election; each candidate is a row of `name_1`, `party_1`, `note_1` and so on, added below."""

    body_id = SelectField(_l("Badan"), [InputRequired(CHOOSE)])
    office = SelectField(_l("Jabatan yang dipilih"), [InputRequired(CHOOSE)], choices=options(OFFICES.items(), NOTHING))
    way = RadioField(_l("Cara memilih"), [InputRequired(CHOOSE)], choices=options(rules.WAYS.items()))
    day = DateField(_l("Batas memilih: tanggal"), [InputRequired(), sensible_day])
    time = TimeField(_l("Batas memilih: jam"), [InputRequired()], format=TIMES)
    words = words(_l("Keterangan"), LONG, help=_l("Misalnya masa tugas dan tugasnya."))

    def offer(self, bodies: Iterable[tuple[int, str]], parties: Iterable[tuple[int, str]]) -> None:
        """Give the bodies that may elect, and the parties that candidates come from."""
        self.body_id.choices = options([(str(number), name) for number, name in bodies], NOTHING)
        known = [(str(number), name) for number, name in parties]
        for row in ROWS:
            self[f"party_{row}"].choices = options(known, NOTHING)

    @property
    def about(self) -> list[Field]:
        """The fields of the election itself."""
        return [self[name] for name in ("body_id", "office", "way", "day", "time", "words")]

    @property
    def rows(self) -> list[tuple[int, list[Field]]]:
        """The fields of each candidate."""
        return [(row, [self[f"{name}_{row}"] for name in ("name", "party", "note")]) for row in ROWS]

    def kept(self, zone: ZoneInfo) -> dict[str, Any]:
        """The values of the election, with the deadline as a moment on the clock of that zone."""
        found = {name: self[name].data for name in ("office", "way", "words")} | {"body_id": int(self.body_id.data)}
        if self.day.data and self.time.data:
            found["deadline"] = datetime.combine(self.day.data, self.time.data, zone)
        return found

    def validate(self, extra_validators: Any = None) -> bool:
        """As each field says, and a candidate has both a name and a party."""
        fits: bool = super().validate(extra_validators)
        for row in ROWS:
            name, party = self[f"name_{row}"], self[f"party_{row}"]
            if bool(name.data) != bool(party.data):
                lacking = party if name.data else name
                lacking.errors = [*lacking.errors, _("Tulis nama calon dan pilih desanya.")]
                fits = False
        return fits

    def candidates(self) -> list[dict[str, Any]]:
        """The candidates that were written, in their order."""
        return [
            {"row": row, "name": name.data, "party_id": int(party.data), "note": note.data}
            for row, (name, party, note) in self.rows
            if name.data and party.data
        ]


for _row in ROWS:
    setattr(ElectionForm, f"name_{_row}", line(_l("Nama calon"), NAME))
    setattr(ElectionForm, f"party_{_row}", SelectField(_l("Dari"), [Optional()]))
    setattr(ElectionForm, f"note_{_row}", line(_l("Catatan"), NOTE))


class BallotForm(PortalForm):
    choice = RadioField(_l("Pilihan Anda"), [InputRequired(CHOOSE)])

    def offer(self, candidates: Iterable[tuple[int, str]]) -> None:
        """Give the candidates, and the blank ballot."""
        pairs = [(str(number), name) for number, name in candidates]
        self.choice.choices = options([*pairs, (BLANK, _l("Suara kosong: tidak memilih salah satu"))])

    def chosen(self) -> int | None:
        """The candidate's number; None for a blank ballot."""
        return None if self.choice.data == BLANK else int(self.choice.data)


class CloseForm(PortalForm):
    """Nothing to fill in: pressing the button counts."""


class PaperForm(PortalForm):
    """A count on paper: the blank ones and the minutes; `with_votes` adds a number for each candidate."""

    blank = IntegerField(_l("Kosong atau tidak sah"), VOTES, render_kw={"inputmode": "numeric", "min": 0})
    minutes_number = line(_l("Nomor berita acara"), NUMBER, required=True)
    minutes_on = DateField(_l("Tanggal berita acara"), [InputRequired(), sensible_day, not_in_future])
    scan = photo_or_pdf(_l("Foto berita acara"))

    @staticmethod
    def with_votes(candidates: Iterable[Candidate]) -> PaperForm:
        """The form with a field for the votes of each candidate, in their order."""
        asked = {
            f"votes_{item.id}": IntegerField(
                _l("Suara untuk %(name)s", name=item.name), VOTES, render_kw={"inputmode": "numeric", "min": 0}
            )
            for item in candidates
        }
        form: PaperForm = type("CountForm", (PaperForm,), asked)()
        return form

    @property
    def shown_fields(self) -> list[Field]:
        """The candidates first, as they stand on the paper."""
        return sorted(super().shown_fields, key=lambda field: not field.name.startswith("votes_"))

    def votes(self) -> dict[int, int]:
        """How many votes each candidate has, by its number."""
        found = {field.name: field.data for field in self if field.name.startswith("votes_")}
        return {int(name.removeprefix("votes_")): many for name, many in found.items()}


class WhyForm(PortalForm):
    reason = words(_l("Alasan"), REASON, required=True)
