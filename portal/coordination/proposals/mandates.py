"""Written mandates: who answers for a village besides its head and its secretary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from ... import clock
from ...db import db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.models import Partnership, Party
from ...partnerships.working import party_label, workable
from ...permissions import Actor, OfficeKind
from . import queries, rules
from .models import Mandate
from .recording import note_in, office_label, own_member


@transactional
def give_mandate(person: Actor, partnership_id: int, values: Mapping[str, Any]) -> Mandate:
    """Put a written mandate on record, by the head or the secretary: the village's operator answers until its end."""
    partnership = workable(person, partnership_id)
    party = _own_village(person, partnership)
    if values["ends_on"] < values["given_on"]:
        raise Invalid({"ends_on": _("Berakhir sebelum diberikan.")})
    mandate = Mandate(
        party_id=party.id,
        number=values["number"].strip(),
        given_on=values["given_on"],
        ends_on=values["ends_on"],
        topic=values.get("topic") or "",
        recorded_at=clock.now(),
        recorded_by=office_label(person),
    )
    db.session.add(mandate)
    db.session.flush()
    after = {"party": party_label(party), "mandate_number": mandate.number, "ends_on": mandate.ends_on}
    note_in(person, partnership.id, "mandate_given", after=after)
    return mandate


@transactional
def end_mandate(person: Actor, partnership_id: int, mandate_id: int, reason: str) -> Mandate:
    """End a mandate at once, by the head or the secretary of the village that gave it."""
    partnership = workable(person, partnership_id)
    mandate = own_mandate(person, partnership, mandate_id)
    mandate.archived_at, mandate.archived_by_id = clock.now(), person.person_id
    mandate.archive_reason = reason.strip()
    after = {"party": party_label(mandate.party), "mandate_number": mandate.number}
    note_in(person, partnership.id, "mandate_ended", after=after, reason=mandate.archive_reason)
    return mandate


def may_answer(person: Actor, party: Party, topic: str) -> bool:
    """Whether the person's office answers for a party: by itself, or by a written mandate of the village."""
    office = person.office
    if office is None or not party.is_spoken_for_by(office):
        return False
    if office.kind in rules.BY_OFFICE:
        return True
    if office.kind != OfficeKind.VILLAGE_OPERATOR:
        return False
    mandates = list(map(queries.mandate_view, queries.mandates_of([party.id])))
    return rules.is_mandated(mandates, topic, clock.today(party.village_code))


def own_mandate(person: Actor, partnership: Partnership, mandate_id: int) -> Mandate:
    """A standing mandate that the person's village gave; `NotFound` otherwise."""
    party = _own_village(person, partnership)
    mandate = db.session.get(Mandate, mandate_id)
    if mandate is None or mandate.party_id != party.id or mandate.archived_at is not None:
        raise NotFound()
    return mandate


def _own_village(person: Actor, partnership: Partnership) -> Party:
    party = own_member(person, partnership)
    if not party.is_village or person.kind not in (OfficeKind.VILLAGE_HEAD, OfficeKind.VILLAGE_SECRETARY):
        raise NotAllowed(_("Mandat dicatat oleh Kepala Desa atau Sekretaris Desa."))
    return party
