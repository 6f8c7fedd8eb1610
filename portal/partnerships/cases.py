"""Reads a partnership into the plain case that the rules look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from flask import current_app
from sqlalchemy import inspect, select

from .. import clock
from ..contracts import Gate, PartnershipType, Workflow, WorkflowAddition
from ..db import db
from ..registry import Registry
from ..villages import queries as villages
from ..villages.models import Organisation
from ..villages.queries import PlaceName
from .gates import CORE_GATES, CYCLE_GATES, REGULATION_ONLY
from .models import Attachment, GateRecord, Partnership, Party
from .path import PATHS
from .rules import CANDIDATE, JOINT_REGULATION, AgreementView, Case, PartyView, RecordView


def case_of(partnership: Partnership, today: date | None = None) -> Case:
    """The case of one partnership, today."""
    return cases_of([partnership], today)[0]


def cases_of(partnerships: Iterable[Partnership], today: date | None = None) -> list[Case]:
    """The cases of many partnerships, in a fixed number of statements."""
    partnerships = list(partnerships)
    names = party_names(party for item in partnerships for party in item.parties)
    scanned = _scanned_records(partnerships)
    return [_case(item, names, scanned, today or clock.today()) for item in partnerships]


def party_names(parties: Iterable[Party]) -> dict[int, str]:
    """The names of parties by their id; villages of one name are told apart by their kecamatan.

    Two statements at most: what the page knows already is not asked again.
    """
    parties = list(parties)
    places = villages.place_names([party.village_code for party in parties if party.village_code])
    names = _told_apart(places.values())
    organisations = _organisations_of(parties)
    return {
        party.id: names[party.village_code]
        if party.village_code
        else organisations.get(party.organisation_id or 0, "–")
        for party in parties
    }


def _organisations_of(parties: Iterable[Party]) -> dict[int, str]:
    """The names of the organisations among the parties; no statement for those that came with their parties."""
    parties = [party for party in parties if party.organisation_id]
    loaded = [p.organisation for p in parties if "organisation" not in inspect(p).unloaded and p.organisation]
    known = {organisation.id: organisation.name for organisation in loaded}
    return known | organisation_names({p.organisation_id for p in parties if p.organisation_id} - set(known))


def _told_apart(places: Iterable[PlaceName]) -> dict[str, str]:
    """Each village's name by its code: Sidomulyo, or Sidomulyo (Kec. Ngrayun) when there are several."""
    places = list(places)
    bare = Counter(place.name for place in places)
    within = Counter((place.name, place.district) for place in places)

    def told(place: PlaceName) -> str:
        if bare[place.name] == 1:
            return place.name
        return f"{place.name} ({place.code if within[place.name, place.district] > 1 else place.where.split(', ')[0]})"

    return {place.code: told(place) for place in places}


def organisation_names(ids: Iterable[int], living: bool = False) -> dict[int, str]:
    """The names of organisations by id, archived ones too unless only the `living`; no statement for none."""
    wanted = set(ids)
    if not wanted:
        return {}
    query = select(Organisation.id, Organisation.name).where(Organisation.id.in_(wanted))
    if living:
        query = query.where(Organisation.archived_at.is_(None))
    return {number: name for number, name in db.session.execute(query)}


def type_of(partnership: Partnership) -> PartnershipType | None:
    """The partnership's type; None when its plugin is gone."""
    return registry().type_of(partnership.type_code)


def workflow_of(partnership: Partnership) -> Workflow:
    """The lawful path of the partnership's instrument, with its type's additions; built and checked once."""
    built: dict[tuple[str, str], Workflow] = current_app.extensions.setdefault("portal.workflows", {})
    key = (partnership.instrument, partnership.type_code)
    if key not in built:
        kind = type_of(partnership)
        built[key] = PATHS[partnership.instrument].extended(kind.workflow if kind else WorkflowAddition())
    return built[key]


def is_over(partnership: Partnership) -> bool:
    """Whether the partnership has come to an end of its path; a state whose plugin is gone is none."""
    return any(state.final for state in workflow_of(partnership).states if state.code == partnership.status)


def gates_of(partnership: Partnership) -> dict[str, Gate]:
    """Every gate of this partnership by its code: the law's, then its type's."""
    kind = type_of(partnership)
    regulation = partnership.instrument == JOINT_REGULATION
    core = (gate for gate in CORE_GATES if regulation or gate.code not in REGULATION_ONLY)
    return {gate.code: gate for gate in (*core, *(kind.gates if kind else ()))}


def registry() -> Registry:
    """The plugins of this app."""
    found: Registry = current_app.extensions["portal.registry"]
    return found


def records_of(partnership: Partnership, gate: str, party_id: int | None) -> list[GateRecord]:
    """All entries of one gate, oldest first."""
    query = select(GateRecord).where(
        GateRecord.partnership_id == partnership.id,
        GateRecord.gate == gate,
        GateRecord.party_id == party_id if party_id else GateRecord.party_id.is_(None),
    )
    return list(db.session.scalars(query.order_by(GateRecord.id)))


def _scanned_records(partnerships: list[Partnership]) -> set[int]:
    """The records with a file, in one statement however many there are; in none when the files are loaded."""
    loaded = [item for item in partnerships if "attachments" not in inspect(item).unloaded]
    found = {file.record_id for item in loaded for file in item.attachments if file.archived_at is None}
    if len(loaded) < len(partnerships):
        asked = [item.id for item in partnerships if item not in loaded]
        query = select(Attachment.record_id).where(
            Attachment.partnership_id.in_(asked), Attachment.archived_at.is_(None)
        )
        found |= set(db.session.scalars(query))
    return {number for number in found if number}


def _case(partnership: Partnership, names: dict[int, str], scanned: set[int], today: date) -> Case:
    kind, sector = type_of(partnership), registry().sectors.get(partnership.sector)
    least, most = kind.parties if kind else (2, None)
    agreement = next((item for item in partnership.agreements if item.number == partnership.cycle), None)
    return Case(
        status=partnership.status,
        type_code=partnership.type_code,
        parties=tuple(_party_view(party, names) for party in partnership.bound),
        records=tuple(
            RecordView(
                record.gate,
                record.party_id,
                record.values,
                record.id in scanned,
                record.closed,
                record.locked,
                record.id,
                record.recorded_by_party_id,
            )
            for record in partnership.records
            if record.gate not in CYCLE_GATES or record.cycle == partnership.cycle
        ),
        agreement=AgreementView(
            partnership.cycle,
            agreement.content if agreement else {},
            bool(agreement and agreement.sha256),
        ),
        today=today,
        cycle=partnership.cycle,
        in_force=any(item.in_force_from for item in partnership.agreements),
        type_values=partnership.type_values,
        sector=partnership.sector,
        clauses=sector.clauses if sector else (),
        candidates=tuple(_party_view(party, names) for party in partnership.parties if party.state == CANDIDATE),
        least=least,
        most=most,
    )


def _party_view(party: Party, names: dict[int, str]) -> PartyView:
    return PartyView(party.id, names[party.id], party.role, party.village_code or "", party.state)
