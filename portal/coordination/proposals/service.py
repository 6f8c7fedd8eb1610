"""The verbs of a proposal: open, answer, note an answer on paper, withdraw, close."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from ... import clock
from ...db import db, transactional
from ...errors import Conflict, Invalid, NotAllowed, NotFound
from ...partnerships.agreement_rules import fingerprint
from ...partnerships.attachments import attach
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership, Party
from ...partnerships.things import thing_of
from ...partnerships.working import party_label, workable
from ...permissions import Actor, OfficeKind
from ...storage import StoredFile
from ..governance import decisions
from ..governance import queries as governance
from ..governance.models import Body
from . import freezing, queries, rules
from .mandates import may_answer
from .models import Proposal, SpokenWord, Voice
from .recording import expect_open, note, office_label, own_member, proposal_to_change, speaks


@transactional
def open_proposal(person: Actor, partnership_id: int, values: Mapping[str, Any]) -> Proposal:
    """Put something to the parties, or to those of a body, until `values["deadline"]` (an aware moment).

    The rule in force now is kept with it, and the parties that have a voice now.
    """
    partnership = workable(person, partnership_id)
    if not speaks(person, partnership):
        raise NotAllowed(_("Yang mengajukan usulan adalah para pihak yang ikut sekarang."))
    body = _body(partnership, values.get("body_id"))
    fault = rules.deadline_fault(queries.moment(), values["deadline"])
    if fault is not None:
        raise Invalid({"day": str(fault)})
    voters = queries.with_voice(partnership, body)
    if not voters:
        raise NotAllowed(_("Belum ada pihak yang mempunyai suara."))
    proposal = _written(person, partnership, body, values)
    rule = _rule(body, proposal.topic)
    proposal.voices = [Voice(party_id=party.id, weight=rule.weight_of(party.id)) for party in voters]
    db.session.add(proposal)
    db.session.flush()
    note(person, proposal, "proposal_opened", after={"topic": proposal.topic, "deadline": proposal.deadline})
    return proposal


@transactional
def answer(
    person: Actor, partnership_id: int, proposal_id: int, version: int | None, position: str, reason: str = ""
) -> Voice:
    """Answer for the own party; again until closing, the last word counts. `version` is that of the voice.

    `Conflict` with the other's answer when somebody of the same party answered meanwhile.
    """
    partnership, proposal = proposal_to_change(person, partnership_id, proposal_id)
    party = own_member(person, partnership)
    if not may_answer(person, party, proposal.topic):
        raise NotAllowed(_("Yang menjawab untuk desa adalah Kepala Desa, Sekretaris Desa, atau yang diberi mandat."))
    return _say(person, proposal, party, version, {"position": position, "reason": reason})


@transactional
def note_answer(
    person: Actor,
    partnership_id: int,
    proposal_id: int,
    party_id: int,
    seen: int | None,
    values: Mapping[str, Any],
    scan: StoredFile,
) -> Voice:
    """Put in what a party answered on paper: whose word it is, the number of the paper, and its photo.

    An answer that is there already gives way only to `values["replaces"]`, and only the one that was seen:
    `seen` is the number of the newest answer when the form was opened, else `Conflict`.
    """
    partnership, proposal = proposal_to_change(person, partnership_id, proposal_id)
    party = next((item for item in partnership.members if item.id == party_id), None)
    if party is None:
        raise NotFound()
    own = partnership.party_of(person.office)
    if own is not party and (person.office is None or person.office.kind != OfficeKind.BKAD_OFFICER):
        raise NotAllowed(_("Jawaban di kertas dicatat oleh desanya sendiri atau pengurus BKAD."))
    _see_that_it_replaces(proposal, party, own, seen, values)
    attachment = attach(person, partnership, None, scan)
    return _say(person, proposal, party, None, {**values, "attachment_id": attachment.id})


@transactional
def withdraw(person: Actor, partnership_id: int, proposal_id: int, version: int | None, reason: str) -> Proposal:
    """Take a proposal back before its deadline, with a reason, by the party that put it forward."""
    partnership, proposal = proposal_to_change(person, partnership_id, proposal_id)
    proposal.expect(version)
    own = partnership.party_of(person.office)
    if proposal.party_id != (own.id if own else None):
        raise NotAllowed(_("Usulan ditarik oleh pihak yang mengajukannya."))
    if queries.moment() >= proposal.deadline:
        raise NotAllowed(_("Batas menjawab sudah lewat: tutup usulan ini dan catat hasilnya."))
    proposal.state, proposal.closed_at, proposal.closed_by = rules.WITHDRAWN, clock.now(), office_label(person)
    proposal.outcome = reason.strip()
    note(person, proposal, "proposal_withdrawn", reason=proposal.outcome)
    return proposal


@transactional
def close(person: Actor, partnership_id: int, proposal_id: int, version: int | None, outcome: str) -> Proposal:
    """Count by the rule kept with the proposal, put the outcome in words, and freeze it all.

    `NotAllowed` before the deadline while somebody has not answered.
    """
    partnership, proposal = proposal_to_change(person, partnership_id, proposal_id)
    proposal.expect(version)
    now, counted = queries.moment(), queries.counted(proposal, partnership)
    if not rules.may_close(now, proposal.deadline, counted):
        raise NotAllowed(_("Usulan ditutup setelah batas waktunya, atau setelah semua pihak menjawab."))
    voters = queries.counting(proposal, partnership)
    for voice in proposal.voices:
        voice.is_counted = voice.party_id in voters
    db.session.flush()  # before the proposal is frozen: from then on the database refuses it
    result = rules.result(proposal.rule, counted)
    proposal.outcome = outcome.strip()
    text = freezing.text_of(proposal, party_names(partnership.parties), counted, result)
    proposal.state, proposal.result, proposal.closed_at = rules.CLOSED, result.code, now
    proposal.closed_by = office_label(person)
    proposal.frozen_text, proposal.sha256 = text, fingerprint(text)
    db.session.flush()
    note(person, proposal, "proposal_closed", after={"proposal_result": result.code, "sha256": proposal.sha256})
    return proposal


def _body(partnership: Partnership, body_id: int | None) -> Body | None:
    if not body_id:
        return None
    body = governance.body_of(partnership.id, body_id)
    if body is None or not body.is_active:
        raise Invalid({"body_id": _("Pilih badan yang masih bekerja.")})
    return body


def _rule(body: Body | None, topic: str) -> decisions.Rule:
    return governance.rule_in_force(body, topic, clock.today()) if body else decisions.DEFAULTS[topic]


def _written(person: Actor, partnership: Partnership, body: Body | None, values: Mapping[str, Any]) -> Proposal:
    topic = values["topic"]
    rule = _rule(body, topic)
    kind, number = values.get("thing_kind") or "", values.get("thing_id")
    thing = thing_of(partnership, kind, number) if kind and number else None
    own = partnership.party_of(person.office)
    return Proposal(
        partnership_id=partnership.id,
        body=body,
        party_id=own.id if own else None,
        topic=topic,
        title=values["title"].strip(),
        words=values["words"].strip(),
        thing_kind=thing.kind if thing else "",
        thing_id=thing.id if thing else None,
        is_hidden=bool(values.get("is_hidden")),
        opened_at=clock.now(),
        opened_by=office_label(person),
        deadline=values["deadline"],
        method=rule.method,
        quorum_part=rule.quorum[0],
        quorum_whole=rule.quorum[1],
        fallback=rule.fallback,
        rule_from=rule.in_force_from,
        rule_minutes=rule.minutes_number,
        state=rules.OPEN,
    )


def _say(person: Actor, proposal: Proposal, party: Party, version: int | None, values: Mapping[str, Any]) -> Voice:
    expect_open(proposal)
    if queries.moment() >= proposal.deadline:
        raise NotAllowed(_("Batas menjawab sudah lewat."))
    voice = next((item for item in proposal.voices if item.party_id == party.id), None)
    if voice is None:
        raise NotAllowed(_("Pihak ini tidak mempunyai suara dalam usulan ini."))
    position, reason = values["position"], (values.get("reason") or "").strip()
    fault = rules.answer_fault(position, reason)
    if fault is not None or position not in rules.POSITIONS:
        raise Invalid({"reason": str(fault)} if fault else {"position": _("Pilih salah satu jawaban.")})
    _expect(voice, version, position)
    said = {
        "position": position,
        "reason": reason,
        "said_at": clock.now(),
        "office": office_label(person),
        "spoken_by": (values.get("spoken_by") or "").strip(),
        "paper_number": (values.get("paper_number") or "").strip(),
        "attachment_id": values.get("attachment_id"),
    }
    for name, value in said.items():
        setattr(voice, name, value)
    db.session.add(SpokenWord(proposal_id=proposal.id, party_id=party.id, **said))
    db.session.flush()
    shown = {} if proposal.is_hidden else {"voice": position}
    paper = {"paper_number": said["paper_number"]} if said["paper_number"] else {}
    note(person, proposal, "vote_cast", after={"party": party_label(party), **shown, **paper})
    return voice


def _see_that_it_replaces(
    proposal: Proposal, party: Party, own: Party | None, seen: int | None, values: Mapping[str, Any]
) -> None:
    """A paper that came after another answer shows that answer, and is noted once somebody said that it counts."""
    voice = next((item for item in proposal.voices if item.party_id == party.id), None)
    if voice is None or not voice.position:
        return
    told = str(rules.POSITIONS[voice.position]) if own is party or not proposal.is_hidden else _("sudah menjawab")
    if not values.get("replaces"):
        sentence = _(
            "Sudah ada jawabannya: %(position)s (%(office)s). Bila surat ini menggantikannya, centang dan kirim lagi.",
            position=told, office=voice.office,
        )  # fmt: skip
        raise Invalid({"replaces": sentence})
    if seen is not None and queries.newest_word(proposal.id, party.id) > seen:
        field = _("Jawaban")
        raise Conflict({field: told, _("Oleh"): voice.office}, {field: str(rules.POSITIONS[values["position"]])})


def _expect(voice: Voice, version: int | None, position: str) -> None:
    if version is not None and version != voice.version:
        field = _("Jawaban")
        theirs = {field: str(rules.POSITIONS.get(voice.position, "–")), _("Oleh"): voice.office}
        raise Conflict(theirs, {field: str(rules.POSITIONS[position])})
