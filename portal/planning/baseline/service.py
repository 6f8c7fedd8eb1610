"""The verbs of agreed plans: propose one as it is now, agree to it, put the meeting's minutes on record, withdraw."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from ... import clock
from ...db import db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...events import Event
from ...partnerships.frozen import frozen_elsewhere
from ...partnerships.goal_links import link_goals
from ...partnerships.models import Partnership
from ...partnerships.portable import there_and_here
from ...permissions import Action, Actor, OfficeKind, may
from .. import access
from ..programme.service import programme_of
from . import queries, rules
from .models import Baseline, Consent
from .snapshot import plan_of

GOAL_KIND = "plan"  # of links to goals
REFUSES = _l("Yang menarik usulan adalah pihak yang mengajukannya; yang minta diubah, kepala desa atau pimpinan pihak.")
CONSENTING = (OfficeKind.VILLAGE_HEAD, OfficeKind.THIRD_PARTY)


@transactional
def propose(actor: Actor, partnership_id: int, programme_id: int, reason: str, reference: str) -> Baseline:
    """Freeze the plan as it is now, for the parties to agree; a head who proposes says yes at once.

    A change of an agreed plan says why, and may refer to what it rests on (minutes, an evaluation).
    """
    partnership = access.workable(actor, partnership_id)
    programme = programme_of(partnership, programme_id)
    if queries.open_proposal(partnership.id) is not None:
        raise NotAllowed(_("Masih ada usulan yang menunggu persetujuan. Setujui atau tarik dulu yang itu."))
    with force_locale("id"):
        plan = plan_of(partnership, programme)
    if not plan["activities"]:
        raise NotAllowed(_("Rencana ini belum berisi kegiatan."))
    text = rules.spelled(plan)
    earlier = queries.newest_agreed(programme.id)
    if earlier is not None and earlier.text == text:
        raise NotAllowed(_("Rencana ini sama dengan yang sudah disepakati."))
    if earlier is not None and not reason.strip():
        raise Invalid({"reason": _("Tulis mengapa rencananya berubah.")})
    made = _made(actor, partnership, programme.id, text, reason.strip(), reference.strip())
    if _may_consent(actor, partnership):
        _consent(actor, partnership, made)
    return made


@transactional
def agree(actor: Actor, partnership_id: int, number: int) -> Baseline:
    """The head of a party says yes; with the last yes the plan is agreed."""
    partnership = access.workable(actor, partnership_id, Action.PARTNERSHIP_SIGN)
    baseline = _waiting(partnership, number)
    if not _may_consent(actor, partnership):
        raise NotAllowed(_("Yang menyetujui adalah kepala desa, atau pimpinan lembaga, dari pihak kerja sama ini."))
    _consent(actor, partnership, baseline)
    return baseline


@transactional
def record_minutes(
    actor: Actor, partnership_id: int, number: int, minutes_number: str, minutes_on: date, version: int | None = None
) -> Baseline:
    """Put on record that a meeting of the villages agreed to this version; another party confirms it.

    Who recorded them may correct them, nobody else: another party's word never stands on other minutes than it read.
    """
    partnership = access.workable(actor, partnership_id)
    baseline = _waiting(partnership, number)
    baseline.expect(version)
    if not may_record(actor, partnership, baseline):
        raise NotAllowed(_("Berita acara ini dicatat pihak lain: benarkan, atau minta pihak itu membetulkannya."))
    baseline.minutes_number, baseline.minutes_on = minutes_number.strip(), minutes_on
    baseline.minutes_by_party_id = access.own_party_id(actor, partnership)
    after = {"plan_number": number, "minutes_number": baseline.minutes_number, "minutes_on": minutes_on}
    access.note(actor, partnership, "plan_minutes", after=after)
    return baseline


@transactional
def confirm_minutes(actor: Actor, partnership_id: int, number: int, version: int | None = None) -> Baseline:
    """Another party says that the minutes it read (`version`) are right: the plan is agreed."""
    partnership = access.workable(actor, partnership_id)
    baseline = _waiting(partnership, number)
    baseline.expect(version)
    if not may_confirm(actor, partnership, baseline):
        raise NotAllowed(_("Yang membenarkan berita acara adalah pihak lain, bukan yang mencatatnya."))
    access.note(actor, partnership, "plan_minutes_confirmed", after={"plan_number": number})
    _settle(actor, partnership, baseline)
    return baseline


@transactional
def withdraw(actor: Actor, partnership_id: int, number: int, reason: str) -> Baseline:
    """Take a proposal off the table, with a reason: its party takes it back, the head of any member asks for changes.

    The version stays readable.
    """
    partnership = access.workable(actor, partnership_id)
    baseline = _waiting(partnership, number)
    if not may_withdraw(actor, partnership, baseline):
        raise NotAllowed(str(REFUSES))
    if not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    own = is_own(actor, partnership, baseline)
    baseline.state = rules.WITHDRAWN if own else rules.DECLINED
    baseline.settled_at, baseline.settled_reason = clock.now(), reason.strip()
    kind = "plan_withdrawn" if own else "plan_declined"
    access.note(actor, partnership, kind, after={"plan_number": number}, reason=reason.strip())
    return baseline


def is_own(actor: Actor, partnership: Partnership, baseline: Baseline) -> bool:
    """Whether the person's own party made this proposal."""
    return baseline.asked_by_party_id == access.own_party_id(actor, partnership)


def may_withdraw(actor: Actor, partnership: Partnership, baseline: Baseline) -> bool:
    """Whether the person may take a proposal off the table: its own one, or as the head of a member any."""
    return is_own(actor, partnership, baseline) or _may_consent(actor, partnership)


def may_record(actor: Actor, partnership: Partnership, baseline: Baseline) -> bool:
    """Whether the person's party may write the minutes down: the first to do so, and then that party alone."""
    return not baseline.minutes_number or baseline.minutes_by_party_id == access.own_party_id(actor, partnership)


def may_agree(actor: Actor, partnership: Partnership, baseline: Baseline) -> bool:
    """Whether this person's yes is still asked for; where who was missing has left, any head's yes settles it."""
    missing = _missing(partnership, baseline)
    asked = not missing or access.own_party_id(actor, partnership) in missing
    return baseline.state == rules.PROPOSED and asked and _may_consent(actor, partnership)


def may_confirm(actor: Actor, partnership: Partnership, baseline: Baseline) -> bool:
    """Whether this person can say that the minutes on record are right."""
    party = partnership.party_of(actor.office)
    if baseline.state != rules.PROPOSED or not baseline.minutes_number or party not in partnership.members:
        return False
    other = party is not None and party.id != baseline.minutes_by_party_id
    return other and may(actor, Action.PARTNERSHIP_WORK, partnership)


def plan_in(baseline: Baseline) -> dict[str, Any]:
    """What a version says."""
    plan: dict[str, Any] = json.loads(baseline.text)
    return plan if baseline.origin_numbers is None else rules.renumbered(plan, there_and_here(baseline.origin_numbers))


def audit() -> list[str]:
    """A sentence for every version whose text, or whose fingerprint in the history, no longer agrees."""
    recorded: dict[tuple[str, int], str] = {
        (event.subject_id, after["plan_number"]): after["sha256"]
        for event in db.session.scalars(select(Event).where(Event.kind == "planning.plan_proposed"))
        for after in (json.loads(event.after),)
    }
    kept = {(str(item.partnership_id), item.number): item for item in db.session.scalars(select(Baseline))}
    elsewhere = frozen_elsewhere(Baseline.__tablename__)
    recorded |= {place: elsewhere[item.id] for place, item in kept.items() if item.id in elsewhere}
    return [
        f"Rencana versi {number} dari kemitraan {partnership} tidak sama dengan yang diusulkan."
        for partnership, number in sorted({*recorded, *kept})
        if not _is_genuine(kept.get((partnership, number)), recorded.get((partnership, number)))
    ]


def _is_genuine(baseline: Baseline | None, recorded: str | None) -> bool:
    return baseline is not None and rules.fingerprint(baseline.text) == baseline.sha256 == recorded


def _made(
    actor: Actor, partnership: Partnership, programme_id: int, text: str, reason: str, reference: str
) -> Baseline:
    newest = db.session.scalar(select(func.max(Baseline.number)).where(Baseline.partnership_id == partnership.id))
    made = Baseline(
        partnership_id=partnership.id,
        programme_id=programme_id,
        number=(newest or 0) + 1,
        state=rules.PROPOSED,
        text=text,
        sha256=rules.fingerprint(text),
        reason=reason,
        reference=reference,
        asked_by_party_id=access.own_party_id(actor, partnership),
        asked_by_office=actor.office.label if actor.office else "",
        asked_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    after = {"plan_number": made.number, "sha256": made.sha256, "reference": reference}
    access.note(actor, partnership, "plan_proposed", after=after, reason=reason)
    return made


def _waiting(partnership: Partnership, number: int) -> Baseline:
    """The version of that number, while it waits for the parties."""
    found = queries.version_of(partnership.id, number)
    if found is None:
        raise NotFound()
    if found.state != rules.PROPOSED:
        raise NotAllowed(_("Usulan ini sudah tidak menunggu persetujuan."))
    return found


def _may_consent(actor: Actor, partnership: Partnership) -> bool:
    office = actor.office
    speaks = office is not None and office.kind in CONSENTING and partnership.party_of(office) in partnership.members
    return speaks and may(actor, Action.PARTNERSHIP_SIGN, partnership)


def _consent(actor: Actor, partnership: Partnership, baseline: Baseline) -> None:
    """Put the yes of the actor's party on record, once; the plan is agreed when no member is missing any more."""
    own = access.own_party_id(actor, partnership)
    if own is not None and own not in {consent.party_id for consent in baseline.consents}:
        office = actor.office.label if actor.office else ""
        baseline.consents.append(Consent(party_id=own, office=office, at=clock.now()))
        access.note(actor, partnership, "plan_consented", after={"plan_number": baseline.number})
    if not _missing(partnership, baseline):
        _settle(actor, partnership, baseline)


def _missing(partnership: Partnership, baseline: Baseline) -> list[int]:
    said = {consent.party_id for consent in baseline.consents}
    return rules.missing(said, [party.id for party in partnership.members])


def _settle(actor: Actor, partnership: Partnership, baseline: Baseline) -> None:
    """The plan is agreed; from now on it is what serves its goals, instead of the version before."""
    earlier = queries.newest_agreed(baseline.programme_id)
    if earlier is not None:
        link_goals(partnership.id, GOAL_KIND, earlier.id, ())
    baseline.state, baseline.settled_at = rules.AGREED, clock.now()
    link_goals(partnership.id, GOAL_KIND, baseline.id, rules.goals_in(plan_in(baseline)))
    access.note(actor, partnership, "plan_agreed", after={"plan_number": baseline.number, "sha256": baseline.sha256})
