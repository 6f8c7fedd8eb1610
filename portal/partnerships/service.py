"""The partnership record: begin one, back-enter one, edit it, show it to the public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext as _

from .. import clock, events, permissions
from ..contracts import PartnershipType
from ..db import db, is_writing, transactional
from ..errors import Conflict, Invalid, NotAllowed, NotFound
from ..permissions import Action, Actor, OfficeKind
from ..storage import StoredFile
from ..villages import queries as villages
from . import agreements, attachments, rules, running_numbers
from .cases import is_over, organisation_names, registry, type_of
from .field_words import labels_of
from .models import Partnership, Party

KIND = "partnership"


@dataclass(frozen=True)
class PartyChoice:
    """A party as chosen on a form: a village's code, or an organisation's number."""

    village_code: str | None = None
    organisation_id: int | None = None


@dataclass(frozen=True)
class RunningPartnership:
    """What is asked of a partnership that runs already: enough to stand in the register.

    `numbers` maps a village code to (number, year) of the joint regulation in that village.
    """

    title: str
    type_code: str
    parties: tuple[PartyChoice, ...]
    sector: str
    scope: str
    fields: tuple[str, ...]
    signed_on: date
    start_date: date
    end_date: date | None
    executor: str
    numbers: Mapping[str, tuple[str, int]] = field(default_factory=dict)


def partnership_for(actor: Actor, partnership_id: int, action: Action = Action.PARTNERSHIP_VIEW) -> Partnership:
    """The partnership, when this person may do this to it; `NotFound` when they may not know of it.

    Within a verb it is locked, so that two steps of one partnership follow each other.
    """
    partnership = db.session.get(Partnership, partnership_id, with_for_update=is_writing())
    if partnership is None:
        raise NotFound()
    permissions.require(actor, action, partnership, Action.PARTNERSHIP_VIEW)
    return partnership


@transactional
def begin(
    actor: Actor, type_code: str, title: str, purpose: str, sector: str, partners: tuple[PartyChoice, ...]
) -> Partnership:
    """Begin a partnership; the actor's own village or organisation is the initiator."""
    permissions.require(actor, Action.PARTNERSHIP_CREATE, None)
    own = own_party(actor)
    if own is None:
        raise NotAllowed(_("Hanya pejabat desa atau lembaga yang memulai kerja sama."))
    kind = _usable_type(type_code)
    check_parties((own, *partners), kind.parties[1])
    partnership = _new(type_code, title, sector, (own, *partners), purpose=purpose)
    _created(actor, partnership)
    return partnership


@transactional
def enter_running(actor: Actor, running: RunningPartnership, scan: StoredFile | None = None) -> Partnership:
    """Put a partnership that runs already on record, without replaying its path; `scan` is of its signed text.

    It is shown to the public once another party has confirmed the record. One whose term
    has run out is put on record as ended.
    """
    permissions.require(actor, Action.PARTNERSHIP_CREATE, None)
    if own_party(actor) not in running.parties:
        raise NotAllowed(_("Desa atau lembaga Anda harus menjadi salah satu pihaknya."))
    partnership = put_on_record(actor, running)
    if scan is not None:
        own = partnership.party_of(actor.office)
        record = next((item for item in partnership.records if own and item.party_id == own.id), None)
        attachments.attach(actor, partnership, record, scan)
    return partnership


def put_on_record(actor: Actor, running: RunningPartnership) -> Partnership:
    """Put a partnership that runs already on record, inside the caller's transaction, which says who may."""
    kind = _usable_type(running.type_code)
    check_parties(running.parties, kind.parties[1])
    if running.start_date > clock.today():
        raise Invalid({"start_date": _("Kerja sama ini belum mulai berlaku.")})
    partnership = _new(running.type_code, running.title, running.sector, running.parties)
    partnership.entered_retroactively = True
    partnership.offered_at = partnership.created_at
    over = running.end_date is not None and running.end_date < clock.today()
    partnership.status = "ended" if over else "active"
    partnership.start_date, partnership.end_date = running.start_date, running.end_date
    partnership.executor = running.executor
    db.session.flush()
    agreements.enter_signed(actor, partnership, running)
    given = running.numbers
    numbers = {p.id: given[p.village_code] for p in partnership.parties if p.village_code and p.village_code in given}
    running_numbers.write(actor, partnership, numbers, running.signed_on)
    _created(actor, partnership)
    return partnership


@transactional
def enter_numbers(actor: Actor, partnership_id: int, numbers: Mapping[int, str]) -> Partnership:
    """Put the numbers of the text on record, by party, until another party has confirmed the whole record."""
    partnership = partnership_for(actor, partnership_id, Action.PARTNERSHIP_WORK)
    own = partnership.party_of(actor.office)
    if not partnership.entered_retroactively or own is None or own.role != rules.INITIATOR:
        raise NotFound()
    if partnership.confirmed_at is not None:
        raise NotAllowed(_("Catatan ini sudah dibenarkan pihak lain; tiap pihak mencatat nomornya sendiri."))
    signed_on = date.fromisoformat(agreements.working_version(partnership).content["signed_on"])
    was = running_numbers.known(partnership)
    changed = {party: number for party, number in numbers.items() if was.get(party) != number}
    if changed:
        running_numbers.write(actor, partnership, {p: (n, signed_on.year) for p, n in changed.items()}, signed_on)
        after = {"numbers": ", ".join(changed.values())}
        events.record(actor, "partnership.numbers", KIND, partnership.id, after=after)
    return partnership


@transactional
def edit(actor: Actor, partnership_id: int, version: int | None, values: Mapping[str, Any]) -> Partnership:
    """Change title, purpose and sector; `Conflict` with both versions when someone was faster."""
    partnership = partnership_for(actor, partnership_id, Action.PARTNERSHIP_EDIT)
    before = {name: getattr(partnership, name) for name in ("title", "purpose", "sector")}
    if values["title"] != partnership.title and any(agreement.sha256 for agreement in partnership.agreements):
        raise Invalid({"title": _("Judul ini tertulis dalam naskah yang sudah dibekukan; tidak dapat diubah.")})
    if version is not None and version != partnership.version:
        raise Conflict(before, values)
    was, now = events.differences(before, {name: values[name] or "" for name in before})
    for name, value in now.items():
        setattr(partnership, name, value)
    if now:
        events.record(actor, "partnership.edited", KIND, partnership.id, before=was, after=now)
    return partnership


@transactional
def set_type_values(actor: Actor, partnership_id: int, version: int | None, values: Mapping[str, Any]) -> Partnership:
    """Keep the values of the type's own form."""
    partnership = partnership_for(actor, partnership_id, Action.PARTNERSHIP_EDIT)
    if is_over(partnership):
        raise NotAllowed(_("Kerja sama ini sudah selesai; catatannya tidak berubah lagi."))
    if version is not None and version != partnership.version:
        raise Conflict(partnership.type_values, values)
    was, now = events.differences(partnership.type_values, values)
    partnership.type_values = {**partnership.type_values, **values}
    kind = type_of(partnership)
    if kind is not None and kind.form is not None:
        partnership.value_labels = {**partnership.value_labels, **labels_of(kind.form)}
    if now:
        events.record(actor, "partnership.type_values", KIND, partnership.id, before=was, after=now)
    return partnership


@transactional
def confirm_running(actor: Actor, partnership_id: int) -> Partnership:
    """Another party than the one that entered it says that the record is right; it is then public."""
    partnership = partnership_for(actor, partnership_id, Action.PARTNERSHIP_PUBLISH)
    party = partnership.party_of(actor.office)
    if not partnership.entered_retroactively or party is None or party.role == rules.INITIATOR:
        raise NotAllowed(_("Yang membenarkan catatan ini adalah pihak yang lain."))
    if partnership.confirmed_at is None:
        partnership.confirmed_at = clock.now()
        partnership.is_public = True
        events.record(actor, "partnership.confirmed", KIND, partnership.id, after={"is_public": True})
    return partnership


@transactional
def set_public(actor: Actor, partnership_id: int, shown: bool) -> Partnership:
    """Show an agreed partnership to the public, or hide it; a draft stays with its parties."""
    partnership = partnership_for(actor, partnership_id, Action.PARTNERSHIP_PUBLISH)
    if shown and not any(agreement.in_force_from for agreement in partnership.agreements):
        raise NotAllowed(_("Kerja sama baru dapat ditampilkan setelah perjanjiannya berlaku."))
    if shown and partnership.entered_retroactively and partnership.confirmed_at is None:
        raise NotAllowed(_("Catatan ini tampil setelah dibenarkan pihak yang lain."))
    if partnership.is_public != shown:
        events.record(
            actor,
            "partnership.publicity",
            KIND,
            partnership.id,
            before={"is_public": partnership.is_public},
            after={"is_public": shown},
        )
        partnership.is_public = shown
    return partnership


def own_party(actor: Actor) -> PartyChoice | None:
    """The village or organisation that the actor's office speaks for."""
    office = actor.office
    if office is None:
        return None
    if office.village_code:
        return PartyChoice(village_code=office.village_code)
    if office.kind == OfficeKind.THIRD_PARTY and office.organisation_id:
        return PartyChoice(organisation_id=office.organisation_id)
    return None


def _usable_type(code: str) -> PartnershipType:
    kind = registry().type_of(code)
    if kind is None or not kind.usable:
        raise Invalid({"type_code": _("Jenis kemitraan ini belum dapat dipakai.")})
    return kind


def check_parties(parties: tuple[PartyChoice, ...], most: int | None = None) -> None:
    """Raise `Invalid` unless these exist and may be parties; `most` is how many the type takes (None: any number)."""
    codes = [party.village_code for party in parties if party.village_code]
    numbers = [party.organisation_id for party in parties if party.organisation_id]
    known = villages.place_names(codes)
    faults = [_("Desa dengan kode %(code)s tidak ditemukan.", code=code) for code in codes if code not in known]
    faults += [_("Kode %(code)s sudah tidak berlaku.", code=code) for code, place in known.items() if not place.valid]
    faults += [str(fault) for fault in rules.party_faults(codes, len(numbers), most)]
    if len(set(numbers)) < len(numbers):
        faults.append(_("Lembaga yang sama tercantum dua kali."))
    if set(numbers) - set(organisation_names(numbers, living=True)):
        faults.append(_("Lembaga ini tidak ditemukan."))
    if faults:
        raise Invalid({"partner": " ".join(dict.fromkeys(faults))})


def _new(type_code: str, title: str, sector: str, parties: tuple[PartyChoice, ...], purpose: str = "") -> Partnership:
    moment = clock.now()
    partnership = Partnership(
        type_code=type_code,
        title=title.strip(),
        purpose=purpose,
        sector=sector,
        status="draft",
        status_since=moment,
        created_at=moment,
        type_values={},
    )
    for position, party in enumerate(parties):
        partnership.parties.append(
            Party(
                village_code=party.village_code,
                organisation_id=party.organisation_id,
                role=rules.INITIATOR if position == 0 else rules.RECEIVER,
                position=position,
            )
        )
    db.session.add(partnership)
    db.session.flush()
    agreements.open_version(partnership, 1, {})
    return partnership


def _created(actor: Actor, partnership: Partnership) -> None:
    events.record(
        actor,
        "partnership.entered" if partnership.entered_retroactively else "partnership.begun",
        KIND,
        partnership.id,
        after={
            "title": partnership.title,
            "type_code": partnership.type_code,
            "status": partnership.status,
            "parties": [party.village_code or f"lembaga {party.organisation_id}" for party in partnership.parties],
        },
    )
