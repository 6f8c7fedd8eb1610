"""The verbs of an evaluation: open it, answer it, close it, show it. Findings and what follows are in `writing`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from ... import clock
from ...db import db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...partnerships.service import partnership_for
from ...partnerships.working import own_party_id, workable
from ...permissions import Action, Actor, OfficeKind
from ..access import note
from . import queries, rules
from .models import Evaluation, EvaluationAnswer, EvaluationConsent
from .snapshot import snapshot_of

HEADS = (OfficeKind.VILLAGE_HEAD, OfficeKind.VILLAGE_SECRETARY, OfficeKind.THIRD_PARTY)
Mark = tuple[int, str]  # a key of `rules.SCALE`, and words


@transactional
def open_evaluation(person: Actor, partnership_id: int, values: Mapping[str, Any]) -> Evaluation:
    """Begin an evaluation of a period; a party or the district does. One is open at a time."""
    partnership = workable(person, partnership_id, Action.PARTNERSHIP_EVALUATE)
    if queries.open_evaluation(partnership.id) is not None:
        raise NotAllowed(_("Masih ada evaluasi yang berjalan. Selesaikan dulu yang itu."))
    fault = rules.period_fault(values["period_from"], values["period_to"], clock.today())
    if fault:
        raise Invalid({"period_to": str(fault)})
    if values["due_on"] < clock.today():
        raise Invalid({"due_on": _("Tenggat ini sudah lewat.")})
    made = Evaluation(
        partnership_id=partnership.id,
        title=values["title"].strip(),
        opened_at=clock.now(),
        opened_by_office=_office(person),
        **{name: values[name] for name in ("kind", "period_from", "period_to", "due_on")},
    )
    db.session.add(made)
    db.session.flush()
    note(person, partnership, "evaluation_opened", after={"evaluation": made.title, "due_on": made.due_on})
    return made


@transactional
def answer(person: Actor, partnership_id: int, evaluation_id: int, marks: Mapping[str, Mark]) -> None:
    """A party answers every question; said again, the later answer counts as long as the evaluation is open."""
    partnership, found = evaluation_to_change(person, partnership_id, evaluation_id, Action.PARTNERSHIP_WORK)
    own = own_party_id(person, partnership)
    if own is None:
        raise NotAllowed(_("Yang menjawab adalah para pihak."))
    lacking = [code for code in rules.QUESTIONS if code not in marks or marks[code][0] not in rules.SCALE]
    if lacking:
        raise Invalid({f"{code}_mark": _("Pilih salah satu.") for code in lacking})
    said = {item.question: item for item in found.answers if item.party_id == own}
    for code in rules.QUESTIONS:
        mark, word = marks[code]
        item = said.get(code)
        if item is None:
            item = EvaluationAnswer(evaluation=found, party_id=own, question=code)
            db.session.add(item)
        item.mark, item.word = mark, word.strip()
        item.said_at, item.said_by_office = clock.now(), _office(person)
    note(person, partnership, "evaluation_answered", after={"evaluation": found.title})


@transactional
def close(person: Actor, partnership_id: int, evaluation_id: int, version: int | None, summary: str) -> Evaluation:
    """Freeze an evaluation whose recommendations all have an answer; its fingerprint goes into the history."""
    partnership, found = evaluation_to_change(person, partnership_id, evaluation_id, Action.PARTNERSHIP_WORK)
    found.expect(version)
    faults = faults_of(partnership, found)
    if faults:
        raise NotAllowed(*map(str, faults))
    if not summary.strip():
        raise Invalid({"summary": _("Tulis ringkasannya: dua atau tiga kalimat untuk warga.")})
    found.summary, found.state = summary.strip(), rules.CLOSED
    found.closed_at, found.closed_by_office = clock.now(), _office(person)
    with force_locale("id"):
        found.text = rules.spelled(snapshot_of(found, party_names(partnership.parties)))
    found.sha256 = rules.fingerprint(found.text)
    note(
        person, partnership, "evaluation_closed", after={"evaluation": found.title, "evaluation_hash": found.sha256}
    )  # fmt: skip
    return found


@transactional
def agree_to_show(person: Actor, partnership_id: int, evaluation_id: int, agrees: bool) -> None:
    """A party's head says yes to showing a closed evaluation to everyone, or takes that yes back.

    Who answered is asked; a party that has left since can still take its yes back.
    """
    action = Action.PARTNERSHIP_PUBLISH if agrees else Action.PARTNERSHIP_VIEW
    partnership = partnership_for(person, partnership_id, action)
    own = own_party_id(person, partnership)
    if own is None or person.kind not in HEADS:
        raise NotAllowed(_("Yang menyetujui adalah kepala desa, atau pimpinan lembaga."))
    found = evaluation_of(partnership, evaluation_id)
    if own not in queries.asked_to_show(found):
        raise NotAllowed(_("Yang menyetujui adalah pihak yang menjawab evaluasi ini."))
    if found.state != rules.CLOSED:
        raise NotAllowed(_("Evaluasi ini belum ditutup."))
    query = select(EvaluationConsent).where(
        EvaluationConsent.evaluation_id == found.id, EvaluationConsent.party_id == own
    )
    consent = db.session.scalars(query).one_or_none()
    if consent is None:
        consent = EvaluationConsent(party_id=own)
        found.consents.append(consent)
    if bool(consent.given_at) != agrees:
        consent.given_at = clock.now() if agrees else None
        kind = "evaluation_shown" if agrees else "evaluation_hidden"
        after = {"evaluation": found.title, "evaluation_agreed": agrees}
        note(person, partnership, kind, before={"evaluation_agreed": not agrees}, after=after)


def evaluation_of(partnership: Partnership, evaluation_id: int) -> Evaluation:
    """An evaluation of a partnership."""
    found = db.session.get(Evaluation, evaluation_id)
    if found is None or found.partnership_id != partnership.id:
        raise NotFound()
    return found


def evaluation_to_change(
    person: Actor, partnership_id: int, evaluation_id: int, action: Action
) -> tuple[Partnership, Evaluation]:
    """The partnership and an evaluation of it that is still open; within a verb."""
    partnership = workable(person, partnership_id, action)
    found = evaluation_of(partnership, evaluation_id)
    if found.state != rules.OPEN:
        raise NotAllowed(_("Evaluasi ini sudah ditutup; isinya tidak berubah lagi."))
    return partnership, found


def faults_of(partnership: Partnership, found: Evaluation) -> list[Any]:
    """Why an evaluation cannot be closed yet, as sentences."""
    members = {party.id for party in partnership.members}
    answered = {item.party_id for item in found.answers} & members
    outcomes = [item.outcome for item in found.recommendations if item.archived_at is None]
    return rules.closing_faults(len(answered), len(members), found.due_on, clock.today(), outcomes)


def _office(person: Actor) -> str:
    return person.office.label if person.office else ""
