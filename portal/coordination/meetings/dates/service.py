"""The verbs of looking for a day: offer days, answer, make the meeting, give up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from .... import clock, events
from ....db import db, transactional
from ....errors import Conflict, Invalid, NotAllowed, NotFound
from ....partnerships.models import Partnership, Party
from ....partnerships.service import KIND
from ....partnerships.working import own_party_id, speaks_for, workable
from ....permissions import Actor, OfficeKind
from ...governance import queries as bodies
from .. import rules as meetings
from .. import service as planning
from ..models import Meeting
from ..recording import office_label
from . import queries, rules
from .models import DateAnswer, DateChoice, DateSearch

KINDS = (meetings.INTER_VILLAGE, meetings.WORKING)  # a village finds the day of its own deliberation by itself
TEXTS = ("title", "place", "about")


@transactional
def look(person: Actor, partnership_id: int, values: Mapping[str, Any]) -> DateSearch:
    """Begin to look for the day of a meeting; the days are offered one by one. Hours are those of the caller."""
    partnership = workable(person, partnership_id)
    if values["closes_on"] < clock.today():
        raise Invalid({"closes_on": _("Hari ini sudah lewat.")})
    search = DateSearch(
        partnership_id=partnership.id, body_id=_body_id(partnership, values), kind=_kind(values),
        opened_by_party_id=own_party_id(person, partnership), opened_by=office_label(person), opened_at=clock.now(),
        minutes=values.get("minutes") or rules.USUAL_MINUTES, closes_on=values["closes_on"],
        area_code=area_of(person, partnership), **{name: (values.get(name) or "").strip() for name in TEXTS},
    )  # fmt: skip
    db.session.add(search)
    db.session.flush()
    _note(person, search, "dates_opened", after={"closes_on": search.closes_on})
    return search


@transactional
def offer(person: Actor, partnership_id: int, search_id: int, starts_at: datetime) -> DateChoice:
    """Offer one more day, at most ten; by whoever looks."""
    _partnership, search = _search_to_run(person, partnership_id, search_id)
    fault = rules.day_fault(starts_at, clock.now(), [one.starts_at for one in search.choices])
    if fault is not None:
        raise Invalid({"day": str(fault)})
    choice = DateChoice(search_id=search.id, starts_at=starts_at)
    db.session.add(choice)
    db.session.flush()
    _note(person, search, "date_offered", after={"starts_at": starts_at})
    return choice


@transactional
def answer(
    person: Actor, partnership_id: int, search_id: int, party_id: int | None, said: Mapping[int, tuple[str, str]],
    told_by: str = "",
) -> int:  # fmt: skip
    """Say which days suit: (answer, word) by the number of the day; the last word counts. How many changed.

    For another party (`party_id`) it is put in by an officer of the body or by who looks, and says how it
    was told (`told_by`): a word on paper or by telephone never looks like the party's own.
    """
    partnership, search = _open_search(person, partnership_id, search_id)
    own = own_party_id(person, partnership)
    party = _asked(search, partnership, own if party_id is None else party_id)
    on_behalf = party.id != own
    if on_behalf and not may_put_in(person, partnership, search):
        raise NotAllowed(_("Jawaban desa lain dicatat oleh pengurus BKAD, atau oleh yang mencari hari."))
    if not on_behalf and not speaks_for(person, party):
        raise NotAllowed(_("Yang menjawab adalah desa yang ditanya."))
    if on_behalf and told_by not in rules.CHANNELS:
        raise Invalid({"told_by": _("Pilih bagaimana jawaban ini disampaikan.")})
    present = queries.answers_of(search, party.id)
    if on_behalf and any(not one.told_by for one in present.values()):
        raise NotAllowed(_("Desa ini sudah menjawab sendiri. Hanya desa itu yang dapat mengubah jawabannya."))
    changed = 0
    for choice in search.choices:
        word = said.get(choice.id)
        if word is not None and word[0] in rules.ANSWERS:
            changed += _say(person, choice, party.id, present.get(choice.id), word, told_by if on_behalf else "")
    if changed:
        _note(person, search, "dates_answered", after={"answered_for": _label(party), "told_by": told_by or None})
    return changed


@transactional
def make_meeting(person: Actor, partnership_id: int, search_id: int, version: int | None, choice_id: int) -> Meeting:
    """Take one of the days: the meeting is prepared with everything that is known, and waits to be called.

    `Conflict` when that day is not offered, or somebody changed the search meanwhile.
    """
    partnership, search = _search_to_run(person, partnership_id, search_id)
    search.expect(version)
    choice = next((one for one in search.choices if one.id == choice_id), None)
    if choice is None:
        raise Conflict()
    if choice.starts_at <= clock.now():
        raise NotAllowed(_("Hari ini sudah lewat. Pilih hari yang akan datang."))
    made = planning.plan(
        person, partnership.id,
        {
            "kind": search.kind, "body_id": search.body_id, "title": search.title, "place": search.place,
            "call_text": search.about, "starts_at": choice.starts_at,
            "ends_at": choice.starts_at + timedelta(minutes=search.minutes),
        },
    )  # fmt: skip
    search.state, search.meeting_id = rules.FOUND, made.id
    _note(person, search, "date_found", after={"starts_at": choice.starts_at, "meeting_id": made.id})
    return made


@transactional
def give_up(person: Actor, partnership_id: int, search_id: int, version: int | None, reason: str) -> DateSearch:
    """Stop looking, with the reason; what was answered stays readable."""
    _partnership, search = _search_to_run(person, partnership_id, search_id)
    search.expect(version)
    if not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    search.state = rules.GIVEN_UP
    _note(person, search, "dates_given_up", reason=reason.strip())
    return search


def runs(person: Actor, partnership: Partnership, search: DateSearch) -> bool:
    """Whether the person offers days and takes one: the party that looks, or the body's officer."""
    if person.kind == OfficeKind.BKAD_OFFICER:
        return True
    own = own_party_id(person, partnership)
    return own is not None and own == search.opened_by_party_id


def may_put_in(person: Actor, partnership: Partnership, search: DateSearch) -> bool:
    """Whether the person puts in what other parties said on paper or by telephone."""
    return runs(person, partnership, search)


def area_of(person: Actor, partnership: Partnership) -> str:
    """The area whose hours are meant: the person's own village, else the partnership's first."""
    own = person.office.village_code if person.office else None
    return own or next(iter(partnership.village_codes), "")


def _open_search(person: Actor, partnership_id: int, search_id: int) -> tuple[Partnership, DateSearch]:
    partnership = workable(person, partnership_id)
    search = queries.search_of(partnership.id, search_id)
    if search is None:
        raise NotFound()
    fault = rules.answer_fault(search.state, search.closes_on, clock.today(search.area_code))
    if fault is not None:
        raise NotAllowed(str(fault))
    return partnership, search


def _search_to_run(person: Actor, partnership_id: int, search_id: int) -> tuple[Partnership, DateSearch]:
    partnership = workable(person, partnership_id)
    search = queries.search_of(partnership.id, search_id)
    if search is None:
        raise NotFound()
    if not runs(person, partnership, search):
        raise NotAllowed(_("Yang memilih hari adalah desa yang mencarinya, atau pengurus BKAD."))
    if search.state != rules.OPEN:
        raise NotAllowed(_("Pencarian hari ini sudah selesai."))
    return partnership, search


def _asked(search: DateSearch, partnership: Partnership, party_id: int | None) -> Party:
    found = next((party for party in queries.asked_of(search, partnership) if party.id == party_id), None)
    if found is None:
        raise Invalid({"party": _("Pilih salah satu pihak yang ditanya.")})
    return found


def _say(
    person: Actor, choice: DateChoice, party_id: int, present: DateAnswer | None, word: tuple[str, str], told_by: str
) -> bool:
    said, why = word[0], word[1].strip()
    if present is not None and (present.answer, present.word, present.told_by) == (said, why, told_by):
        return False
    if present is None:
        present = DateAnswer(choice_id=choice.id, party_id=party_id)
        db.session.add(present)
    present.answer, present.word, present.told_by, present.said_at = said, why, told_by, clock.now()
    present.office = "" if told_by else office_label(person)
    present.noted_by = office_label(person) if told_by else ""
    return True


def _kind(values: Mapping[str, Any]) -> str:
    kind = values.get("kind") or meetings.INTER_VILLAGE
    if kind not in KINDS:
        raise Invalid({"kind": _("Pilih dari daftar.")})
    return str(kind)


def _body_id(partnership: Partnership, values: Mapping[str, Any]) -> int | None:
    if not values.get("body_id"):
        return None
    body = bodies.body_of(partnership.id, values["body_id"])
    if body is None or not body.is_active:
        raise Invalid({"body_id": _("Pilih salah satu badan kerja sama ini.")})
    return body.id


def _label(party: Party) -> str:
    return party.village_code or f"lembaga {party.organisation_id}"


def _note(person: Actor, search: DateSearch, kind: str, **more: Any) -> None:
    told = {name: value for name, value in more.pop("after", {}).items() if value is not None}
    after = {"looked_for": search.title, "date_search_id": search.id, **told}
    events.record(person, f"coordination.{kind}", KIND, search.partnership_id, after=after, **more)
