"""The verbs of an election: open, vote, count, put in a count on paper, call off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from ... import clock
from ...db import db, transactional
from ...errors import Invalid, NotAllowed
from ...partnerships.agreement_rules import fingerprint
from ...partnerships.attachments import attach
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership, Party
from ...partnerships.working import party_label, workable
from ...permissions import Actor
from ...storage import StoredFile
from ..governance import decisions
from ..governance import queries as governance
from ..governance import rules as offices
from ..governance.models import Body
from ..proposals import rules as proposal_rules
from ..proposals.mandates import may_answer
from ..proposals.queries import moment
from ..proposals.recording import office_label, own_member
from . import box, freezing, queries, rules
from .models import Candidate, Election, Elector
from .recording import election_to_change, expect_open, expect_speaker, note


@transactional
def open_election(
    person: Actor, partnership_id: int, values: Mapping[str, Any], candidates: Sequence[Mapping[str, Any]]
) -> Election:
    """Call the parties of a body to choose one of the candidates (`name`, `party_id`, `note`) until a deadline.

    The roll is made now, and the body's quorum of now is kept with it. `NotAllowed` with fewer than three electors.
    """
    partnership = workable(person, partnership_id)
    expect_speaker(person, partnership)
    body = governance.body_of(partnership.id, values["body_id"])
    if body is None or not body.is_active:
        raise Invalid({"body_id": _("Pilih badan yang masih bekerja.")})
    electors = governance.entitled(partnership, body.kind)
    few = rules.electors_fault(len(electors))
    if few is not None:
        raise NotAllowed(str(few))
    _check(values["deadline"], candidates, electors)
    election = _written(person, partnership, body, values)
    election.candidates = [
        Candidate(name=item["name"].strip(), party_id=item["party_id"], note=(item.get("note") or "").strip())
        for item in candidates
    ]
    election.electors = [Elector(party_id=party.id) for party in electors]
    db.session.add(election)
    db.session.flush()
    note(person, election, "election_opened", after={"deadline": election.deadline})
    return election


@transactional
def cast(person: Actor, partnership_id: int, election_id: int, candidate_id: int | None) -> None:
    """Vote for the own party: for a candidate, or blank with None. Once, and for good.

    The roll gets a mark and the history "has voted"; what was chosen goes into the box and nowhere else.
    """
    partnership, election = election_to_change(person, partnership_id, election_id)
    expect_open(election, rules.PORTAL)
    if moment() >= election.deadline:
        raise NotAllowed(_("Batas memilih sudah lewat."))
    elector = _elector(person, election, own_member(person, partnership))
    if candidate_id is not None and candidate_id not in {item.id for item in election.candidates}:
        raise Invalid({"choice": _("Pilih salah satu calon, atau suara kosong.")})
    elector.has_cast, elector.cast_on = True, clock.today(elector.party.village_code)
    box.put(election.id, candidate_id)
    note(person, election, "ballot_cast", after={"party": party_label(elector.party)})


@transactional
def close(person: Actor, partnership_id: int, election_id: int, version: int | None) -> Election:
    """Open the box, count and freeze; too few ballots are taken out unread.

    `NotAllowed` before the deadline while somebody has not voted.
    """
    partnership, election = election_to_change(person, partnership_id, election_id)
    expect_open(election, rules.PORTAL)
    election.expect(version)
    electors = queries.counting(election, partnership)
    missing = queries.missing(electors)
    if not rules.may_close(moment(), election.deadline, missing):
        raise NotAllowed(_("Suara dihitung setelah batas waktunya, atau setelah semua pihak memilih."))
    least = queries.least(election, len(electors))
    if len(electors) - missing < least:
        box.empty(election.id)
        return _freeze(person, partnership, election, electors, rules.Result(rules.NOT_COUNTED))
    counted = box.counted(election.id)
    votes = {candidate.id: counted[candidate.id] for candidate in election.candidates}
    _put_votes(election, votes, counted[None])
    return _freeze(person, partnership, election, electors, rules.result(votes, counted.total(), least))


@transactional
def count_paper(
    person: Actor,
    partnership_id: int,
    election_id: int,
    version: int | None,
    votes: Mapping[int, int],
    values: Mapping[str, Any],
    scan: StoredFile,
) -> Election:
    """Put in what was counted in the meeting, by candidate and with the blank and void ones, and freeze it.

    `scan` is the photo of the minutes. `Invalid` when there are more ballots than electors, or too few.
    """
    partnership, election = election_to_change(person, partnership_id, election_id)
    expect_open(election, rules.PAPER)
    election.expect(version)
    electors, blank = queries.counting(election, partnership), values["blank"]
    votes = {candidate.id: votes[candidate.id] for candidate in election.candidates}
    least = queries.least(election, len(electors))
    fault = rules.paper_fault(votes, blank, len(electors), least)
    if fault is not None:
        raise Invalid({"blank": str(fault)})
    election.minutes_number, election.minutes_on = values["minutes_number"].strip(), values["minutes_on"]
    election.attachment_id = attach(person, partnership, None, scan).id
    _put_votes(election, votes, blank)
    return _freeze(person, partnership, election, electors, rules.result(votes, sum(votes.values()) + blank, least))


@transactional
def call_off(person: Actor, partnership_id: int, election_id: int, version: int | None, reason: str) -> Election:
    """Call an election off, with a reason, by who opened it and as long as nobody has voted."""
    partnership, election = election_to_change(person, partnership_id, election_id)
    election.expect(version)
    own = partnership.party_of(person.office)
    if election.party_id != (own.id if own else None):
        raise NotAllowed(_("Pemilihan dibatalkan oleh pihak yang membukanya."))
    if any(elector.has_cast for elector in election.electors):
        raise NotAllowed(_("Sudah ada suara yang masuk, jadi pemilihan berjalan sampai dihitung."))
    election.state, election.closed_at, election.closed_by = rules.CALLED_OFF, clock.now(), office_label(person)
    election.reason = reason.strip()
    note(person, election, "election_called_off", reason=election.reason)
    return election


def _check(deadline: datetime, candidates: Sequence[Mapping[str, Any]], electors: list[Party]) -> None:
    late = proposal_rules.deadline_fault(moment(), deadline)
    if late is not None:
        raise Invalid({"day": str(late)})
    fault = rules.candidates_fault([(item["name"].strip(), item["party_id"]) for item in candidates])
    if fault is not None:
        raise Invalid({"name_1": str(fault)})
    known = {party.id for party in electors}
    strange = [item.get("row", place) for place, item in enumerate(candidates, 1) if item["party_id"] not in known]
    if strange:
        raise Invalid({f"party_{row}": _("Pilih pihak yang ikut dalam badan ini.") for row in strange})


def _written(person: Actor, partnership: Partnership, body: Body, values: Mapping[str, Any]) -> Election:
    if values["office"] not in offices.OFFICES:
        raise Invalid({"office": _("Pilih jabatannya.")})
    rule = governance.rule_in_force(body, decisions.GENERAL, clock.today())
    own = partnership.party_of(person.office)
    return Election(
        partnership_id=partnership.id,
        body=body,
        party_id=own.id if own else None,
        office=values["office"],
        words=(values.get("words") or "").strip(),
        way=values["way"],
        quorum_part=rule.quorum[0],
        quorum_whole=rule.quorum[1],
        opened_at=clock.now(),
        opened_by=office_label(person),
        deadline=values["deadline"],
        state=rules.OPEN,
    )


def _elector(person: Actor, election: Election, party: Party) -> Elector:
    """The party's line on the roll, when this person may vote for it and its ballot is still out."""
    if not may_answer(person, party, decisions.GENERAL):
        raise NotAllowed(_("Yang memilih untuk desa adalah Kepala Desa, Sekretaris Desa, atau yang diberi mandat."))
    elector = next((item for item in election.electors if item.party_id == party.id), None)
    if elector is None:
        raise NotAllowed(_("Pihak ini tidak berhak memilih dalam pemilihan ini."))
    if elector.has_cast:
        raise NotAllowed(_("Suara pihak Anda sudah masuk. Suara tidak dapat diubah atau ditarik."))
    return elector


def _put_votes(election: Election, votes: Mapping[int, int], blank: int) -> None:
    for candidate in election.candidates:
        candidate.votes = votes[candidate.id]
    election.blank = blank


def _freeze(
    person: Actor, partnership: Partnership, election: Election, electors: list[Elector], result: rules.Result
) -> Election:
    db.session.flush()  # the candidates' numbers first: with the fingerprint nothing changes any more
    text = freezing.text_of(election, electors, party_names(partnership.parties), result)
    election.state, election.result, election.closed_at = rules.CLOSED, result.code, moment()
    election.closed_by = office_label(person)
    election.frozen_text, election.sha256 = text, fingerprint(text)
    db.session.flush()
    note(person, election, "election_closed", after={"election_result": result.code, "sha256": election.sha256})
    return election
