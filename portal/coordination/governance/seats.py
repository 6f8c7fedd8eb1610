"""The verbs of a body's seats: fill, correct, end.

A village puts its own people in and ends their seats; the officers of the BKAD may write it
down with the number of the paper. Names of people stay out of the chained history.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from ... import clock
from ...db import db, transactional
from ...errors import Conflict, Invalid, NotAllowed, NotFound
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership, Party
from ...permissions import Action, Actor, OfficeKind
from . import queries, rules
from .models import Body, Seat
from .recording import day_of, living_body, note, set_values, workable
from .rules import WrittenSeat

SEAT_FIELDS = ("office", "team", "element", "mandate_number", "mandate_on", "starts_on", "ends_on")
PERSONAL = ("person_name", "gender")  # kept on the seat, never in the chained history


@transactional
def fill_seat(actor: Actor, partnership_id: int, body_id: int, party_id: int | None, values: Mapping[str, Any]) -> Seat:
    """Put a person into a body for a party (None: the actor's own)."""
    partnership = workable(actor, partnership_id, Action.BODY_FILL_SEAT)
    body = living_body(partnership, body_id)
    party = _party_for(actor, partnership, body, party_id, values)
    _check_seat(body, values)
    return _take(actor, body, party.id, values)


@transactional
def edit_seat(
    actor: Actor, partnership_id: int, body_id: int, seat_id: int, version: int | None, values: Mapping[str, Any]
) -> Seat:
    """Correct what stands on a seat."""
    seat = _seat_to_change(actor, partnership_id, body_id, seat_id, version, values)
    _check_seat(seat.body, values, seat.id)
    personal = [name for name in PERSONAL if (values.get(name) or "") != getattr(seat, name)]
    was, now = set_values(seat, SEAT_FIELDS, values)
    set_values(seat, PERSONAL, values)
    if now or personal:
        more = {"fields": ", ".join(personal)} if personal else {}
        note(actor, seat.body, "seat_edited", before=_as_recorded(was), after=_as_recorded(now) | more)
    return seat


@transactional
def end_seat(
    actor: Actor, partnership_id: int, body_id: int, seat_id: int, version: int | None, values: Mapping[str, Any]
) -> Seat:
    """End a seat on a day, with a reason. The seat stays readable."""
    seat = _seat_to_change(actor, partnership_id, body_id, seat_id, version, values)
    if seat.ended_on is not None:
        raise Conflict()
    if seat.starts_on and values["ended_on"] < seat.starts_on:
        raise Invalid({"ended_on": _("Tanggal ini sebelum masa tugasnya mulai.")})
    seat.ended_on, seat.end_reason = values["ended_on"], values["reason"].strip()
    after = {"seat_office": seat.office, "party": _code(seat.party), "ended_on": seat.ended_on}
    note(actor, seat.body, "seat_ended", after=after, reason=seat.end_reason)
    return seat


def take_from_decree(actor: Actor, body: Body, partnership: Partnership, decree: Mapping[str, Any]) -> list[str]:
    """Fill the seats that a decree's list names plainly, within the verb that forms the body; the lines it does not."""
    villages = [party for party in partnership.members if party.is_village]
    written, unread = rules.read_members(str(decree.get("members") or ""), party_names(villages))
    for seat in written:
        _take(actor, body, seat.party_id, _from_decree(seat, decree))
    if decree.get("chair") and all(seat.office != rules.CHAIR for seat in written):
        unread.insert(0, f"{decree['chair']}, {rules.OFFICES[rules.CHAIR]}")
    return unread


def speaks_for(actor: Actor, party: Party) -> bool:
    """Whether the actor puts people in for a party: its own staff, or an officer of the BKAD."""
    office = actor.office
    return office is not None and (office.kind == OfficeKind.BKAD_OFFICER or party.is_spoken_for_by(office))


def _from_decree(seat: WrittenSeat, decree: Mapping[str, Any]) -> dict[str, Any]:
    held_on = day_of(decree.get("held_on"))
    return {
        "office": seat.office,
        "team": seat.team,
        "person_name": seat.person_name,
        "mandate_number": decree.get("number"),
        "mandate_on": held_on,
        "starts_on": held_on,
        "ends_on": day_of(decree.get("term_until")),
    }


def _party_for(
    actor: Actor, partnership: Partnership, body: Body, party_id: int | None, values: Mapping[str, Any]
) -> Party:
    own = partnership.party_of(actor.office)
    wanted = party_id if party_id is not None else own.id if own else None
    party = next((item for item in queries.entitled(partnership, body.kind) if item.id == wanted), None)
    if party is None:
        raise Invalid({"party": _("Pilih pihak yang ikut dalam badan ini.")})
    _refuse_stranger(actor, party, values)
    return party


def _refuse_stranger(actor: Actor, party: Party, values: Mapping[str, Any]) -> None:
    """A village's own staff speak for it; an officer of the BKAD writes down what its decree says."""
    if not speaks_for(actor, party):
        raise NotAllowed(_("Yang mengisi dan mengakhiri kursi suatu desa adalah desa itu sendiri, atau pengurus BKAD."))
    by_officer = actor.office is not None and actor.office.kind == OfficeKind.BKAD_OFFICER
    if by_officer and not values.get("mandate_number"):
        raise Invalid({"mandate_number": _("Tulis nomor surat keputusan desanya.")})


def _check_seat(body: Body, values: Mapping[str, Any], except_seat: int | None = None) -> None:
    today = clock.today()
    faults = {
        name: str(text) for name, text in rules.term_faults(values.get("starts_on"), values.get("ends_on")).items()
    }
    if values["office"] == rules.TEAM_LEAD and not values.get("team"):
        faults["team"] = _("Tulis bidang timnya.")
    holder = rules.taken_by(values["office"], map(queries.seat_view, body.seats), today, except_seat)
    if holder is not None:
        office = rules.OFFICES[holder.office]
        faults["office"] = _(
            "%(office)s masih dijabat %(name)s. Akhiri dulu kursinya.", office=office, name=holder.person_name
        )
    if faults:
        raise Invalid(faults)


def _take(actor: Actor, body: Body, party_id: int, values: Mapping[str, Any]) -> Seat:
    seat = Seat(body=body, party_id=party_id, person_name="", office=values["office"])
    set_values(seat, (*SEAT_FIELDS, *PERSONAL), values)
    db.session.add(seat)
    db.session.flush()
    after = {"seat_office": seat.office, "party": _code(seat.party), "mandate_number": seat.mandate_number}
    note(actor, body, "seat_filled", after=after)
    return seat


def _seat_to_change(
    actor: Actor, partnership_id: int, body_id: int, seat_id: int, version: int | None, values: Mapping[str, Any]
) -> Seat:
    partnership = workable(actor, partnership_id, Action.BODY_FILL_SEAT)
    living_body(partnership, body_id)
    seat = queries.seat_of(partnership.id, body_id, seat_id)
    if seat is None:
        raise NotFound()
    _refuse_stranger(actor, seat.party, values)
    seat.expect(version)
    return seat


def _code(party: Party) -> str:
    return party.village_code or f"lembaga {party.organisation_id}"


def _as_recorded(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"seat_office" if name == "office" else name: value for name, value in values.items()}
