"""From the first forms to the values a partnership begins with."""

from __future__ import annotations

from typing import Any, TypeVar

from flask_babel import gettext as _

from ..contracts import PartnershipType
from ..errors import Invalid
from ..permissions import Actor
from . import candidates, running_numbers
from .agreement_rules import duration_faults
from .cases import registry
from .forms import BeginForm, RunningForm
from .models import Partnership
from .party_forms import BeginManyForm, Lines, RunningManyForm
from .rules import PartyView
from .service import PartyChoice, RunningPartnership, own_party

NUMBER_LENGTH = 60
Form = TypeVar("Form", BeginForm, RunningForm)


def takes_many(kind: PartnershipType | None) -> bool:
    """Whether more than two parties may come together in a type of partnership."""
    return kind is not None and kind.parties[1] != 2


def type_asked(code: str) -> PartnershipType | None:
    """The usable type of a code; for any other code the first there is."""
    usable = registry().usable_types
    return next((kind for kind in usable if kind.code == code), usable[0] if usable else None)


def begin_form(kind: PartnershipType | None, known: dict[str, Any]) -> BeginForm:
    """The form that begins a partnership of a type, filled with what is known."""
    return _offered((BeginManyForm if takes_many(kind) else BeginForm)(data=known), kind)


def running_form(kind: PartnershipType | None, known: dict[str, Any]) -> RunningForm:
    """The form of a partnership that runs already, filled with what is known."""
    form = _offered((RunningManyForm if takes_many(kind) else RunningForm)(data=known), kind)
    if takes_many(kind):
        del form.partner_number
    return form


def _offered(form: Form, kind: PartnershipType | None) -> Form:
    form.offer(registry().usable_types, registry().sectors.values())
    if not form.type_code.data and kind is not None:
        form.type_code.data = kind.code
    return form


def partners(form: BeginForm | RunningForm, own: PartyChoice | None) -> tuple[PartyChoice, ...]:
    """The partners that were written; `Invalid` with choices put into the form when it is not clear."""
    return form.parties(own) if isinstance(form, Lines) else (candidates.choose(form, own),)


def running(actor: Actor, form: RunningForm) -> RunningPartnership:
    """The values of a partnership that runs already, as its form was filled."""
    values = form.values()
    faults = duration_faults(values["start_date"], values["end_date"])
    if values["start_date"] < values["signed_on"]:
        faults["start_date"] = _("Mulai berlaku tidak boleh sebelum ditandatangani.")
    if faults:
        raise Invalid({name: str(sentence) for name, sentence in faults.items()})
    own = own_party(actor)
    others = partners(form, own)
    return RunningPartnership(
        parties=(*((own,) if own else ()), *others),
        numbers=_numbers(own, others, values),
        fields=tuple(values["fields"]),
        **{
            name: values[name]
            for name in ("title", "type_code", "sector", "scope", "signed_on", "start_date", "end_date", "executor")
        },
    )


def _numbers(
    own: PartyChoice | None, others: tuple[PartyChoice, ...], values: dict[str, Any]
) -> dict[str, tuple[str, int]]:
    """The number that each village gave to the text, as far as the form asks for it."""
    year = values["signed_on"].year
    given = [(own, values["own_number"])]
    if len(others) == 1:
        given.append((others[0], values.get("partner_number")))
    return {party.village_code: (number, year) for party, number in given if party and party.village_code and number}


def number_lines(partnership: Partnership, parties: tuple[PartyView, ...]) -> str:
    """A line for each party: its code and name, a sign, and the number on record."""
    numbers = running_numbers.known(partnership)
    return "\n".join(f"{_key(party)} {party.name} = {numbers.get(party.id, '')}".rstrip() for party in parties)


def read_numbers(text: str, parties: tuple[PartyView, ...]) -> dict[int, str]:
    """The number of each party by its id; `Invalid` names every line that is none of these."""
    keys = {_key(party): party.id for party in parties}
    found: dict[int, str] = {}
    faults = []
    for line in text.splitlines():
        name, sign, number = line.rpartition("=")
        key = name.split(None, 1)[0] if name.split() else ""
        if not line.strip() or (key in keys and not number.strip()):
            continue
        if not sign or key not in keys or len(number.strip()) > NUMBER_LENGTH:
            faults.append(_("Baris ini tidak terbaca: %(line)s", line=line.strip()[:60]))
            continue
        found[keys[key]] = number.strip()
    if faults:
        raise Invalid({"numbers": " ".join(faults[:5])})
    return found


def _key(party: PartyView) -> str:
    return party.code or f"pihak:{party.id}"
