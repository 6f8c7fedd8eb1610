"""The register of what is shared: add, change, hand over, put away, and keep in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from portal.sdk import Invalid, NotAllowed, NotFound, db, now, record, today, transactional

from ..sharing import distributions
from ..sharing.rules import LEVY
from ..together import acts, for_work, is_body, own_member, party_of, zone_code
from . import rules
from .models import Maintenance, Resource

FIELDS = (
    "kind", "name", "place", "quantity", "unit", "condition", "use_terms", "fee", "fee_per", "keeper", "needs_consent",
    "cost_by_scheme", "cost_words", "maintain_every",
)  # fmt: skip


def may_manage(actor: Any, partnership: Any, resource: Resource) -> bool:
    """Whether this office decides about a resource: its owner's, or anybody's who acts when it belongs to all.

    What belonged to a party that has left is for those who stay to settle; the body stands in for one
    that is suspended.
    """
    owner = party_of(partnership, resource.owner_party_id)
    if owner is None or not owner.is_bound:
        return acts(actor, partnership)
    if owner not in partnership.members:
        return is_body(actor, partnership)
    return own_member(actor, partnership) is owner


def owner_stays(partnership: Any, resource: Resource) -> bool:
    """Whether a resource belongs to all, or to a party that is still in the partnership."""
    owner = party_of(partnership, resource.owner_party_id)
    return owner is None or owner.is_bound


@transactional
def add_resource(actor: Any, partnership_id: int, values: Mapping[str, Any]) -> Resource:
    """Put something into the register. `values` as in `FIELDS`, and `owner`: a party's number, None for all.

    A village or an organisation brings in what is its own; the body what belongs to all.
    """
    partnership = for_work(actor, partnership_id)
    owner = party_of(partnership, values.get("owner"))
    own = own_member(actor, partnership)
    if owner is not None and owner is not own and not is_body(actor, partnership):
        raise Invalid({"owner": _("Yang mendaftarkan milik satu pihak adalah pihak itu sendiri, atau BKAD.")})
    if owner is not None and owner not in partnership.members:
        raise Invalid({"owner": _("Pihak ini sedang tidak ikut.")})
    resource = Resource(
        partnership_id=partnership.id,
        owner_party_id=owner.id if owner else None,
        added_on=today(zone_code(partnership)),
        **{name: values[name] for name in FIELDS},
    )
    db.session.add(resource)
    db.session.flush()
    told = {"resource": resource.name, "quantity": resource.quantity, "unit": resource.unit}
    record(actor, "multilateral.resource_added", "partnership", partnership.id, after=told)
    return resource


@transactional
def edit_resource(actor: Any, resource_id: int, version: int | None, values: Mapping[str, Any]) -> Resource:
    """Change what is written of a resource; `Conflict` when someone was faster."""
    partnership, resource = managed(actor, resource_id)
    resource.expect(version)
    changed = {name: values[name] for name in FIELDS if getattr(resource, name) != values[name]}
    before = {name: _in_words(name, getattr(resource, name)) for name in changed}
    for name, value in changed.items():
        setattr(resource, name, value)
    if changed:
        told = {"resource": resource.name} | {name: _in_words(name, value) for name, value in changed.items()}
        record(actor, "multilateral.resource_edited", "partnership", partnership.id, before=before, after=told)
    return resource


@transactional
def archive_resource(actor: Any, resource_id: int, reason: str) -> Resource:
    """Take a resource out of use, with the reason: it is broken, sold, or its owner left with it."""
    partnership, resource = managed(actor, resource_id)
    resource.archived_at, resource.archived_by_id, resource.archive_reason = now(), actor.person_id, reason
    _tell(actor, "multilateral.resource_archived", partnership, resource, reason)
    return resource


@transactional
def restore_resource(actor: Any, resource_id: int) -> Resource:
    """Bring a resource back into use."""
    resource = found(resource_id)
    partnership = for_work(actor, resource.partnership_id)
    if not may_manage(actor, partnership, resource):
        raise NotAllowed(_("Yang memulihkan ini adalah pemiliknya."))
    if resource.archived_at is not None:
        resource.archived_at, resource.archived_by_id, resource.archive_reason = None, None, ""
        _tell(actor, "multilateral.resource_restored", partnership, resource)
    return resource


@transactional
def hand_over(actor: Any, resource_id: int, reason: str) -> Resource:
    """Make a party's resource everybody's: when its owner leaves and lets it stay, or gives it."""
    partnership, resource = managed(actor, resource_id)
    if resource.owner_party_id is None:
        raise NotAllowed(_("Ini sudah milik bersama."))
    owner = party_of(partnership, resource.owner_party_id)
    if owner.is_bound and own_member(actor, partnership) is not owner:
        raise NotAllowed(_("Yang menyerahkan ini adalah pemiliknya."))
    before = {"owner": resource.owner_party_id}
    resource.owner_party_id = None
    record(
        actor,
        "multilateral.resource_handed_over",
        "partnership",
        partnership.id,
        before=before,
        after={"resource": resource.name, "owner": None},
        reason=reason,
    )
    return resource


@transactional
def log_maintenance(actor: Any, resource_id: int, values: Mapping[str, Any]) -> Maintenance:
    """Write down what was done to keep a resource in order; `payer` is a party's number, None for the common purse."""
    resource = found(resource_id)
    partnership = for_work(actor, resource.partnership_id)
    payer = party_of(partnership, values.get("payer"))
    if payer is not None and not payer.is_bound:
        raise Invalid({"payer": _("Pihak ini tidak ikut.")})
    done = Maintenance(
        resource=resource,
        done_on=values["done_on"],
        what=values["what"],
        done_by=values["done_by"],
        cost=values["cost"],
        paid_by_party_id=payer.id if payer else None,
        document=values["document"],
        recorded_at=now(),
        recorded_by_office=actor.office.label if actor.office else "",
    )
    db.session.add(done)
    db.session.flush()
    told = {"resource": resource.name, "what": done.what, "amount": done.cost}
    record(actor, "multilateral.maintenance", "partnership", partnership.id, after=told)
    return done


@transactional
def withdraw_maintenance(actor: Any, maintenance_id: int, reason: str) -> Maintenance:
    """Take back an entry of the log that was wrong; one whose cost was shared out stays until that is undone."""
    partnership, done = _logged(actor, maintenance_id)
    if done.distribution_id is not None:
        raise NotAllowed(_("Biayanya sudah dibagi. Batalkan dulu iurannya."))
    done.archived_at, done.archived_by_id, done.archive_reason = now(), actor.person_id, reason
    told = {"resource": done.resource.name, "what": done.what}
    record(actor, "multilateral.maintenance_withdrawn", "partnership", partnership.id, before=told, reason=reason)
    return done


@transactional
def share_out_cost(actor: Any, maintenance_id: int) -> int:
    """Make a levy of what maintenance cost, by the scheme in force; the levy's number."""
    partnership, done = _logged(actor, maintenance_id)
    if done.distribution_id is not None:
        raise NotAllowed(_("Biaya ini sudah dibagi."))
    if not done.cost:
        raise NotAllowed(_("Biayanya belum ditulis."))
    levy = distributions.distribute(
        actor,
        partnership.id,
        LEVY,
        {
            "purpose": f"{done.resource.name}: {done.what}"[:200],
            "happened_on": done.done_on,
            "amount": done.cost,
            "document": done.document,
        },
    )
    done.distribution_id = levy.id
    return levy.id


def found(resource_id: int, lock: bool = False) -> Resource:
    """A resource by its number; `lock` keeps others from booking it until this transaction ends."""
    resource = db.session.get(Resource, resource_id, with_for_update=lock)
    if resource is None:
        raise NotFound()
    return resource


def managed(actor: Any, resource_id: int) -> tuple[Any, Resource]:
    """A living resource and its partnership, when this office decides about it."""
    resource = found(resource_id)
    partnership = for_work(actor, resource.partnership_id)
    if not may_manage(actor, partnership, resource):
        raise NotAllowed(_("Yang mengubah ini adalah pemiliknya."))
    if resource.archived_at is not None:
        raise NotAllowed(_("Ini sudah diarsipkan. Pulihkan dulu."))
    return partnership, resource


def _logged(actor: Any, maintenance_id: int) -> tuple[Any, Maintenance]:
    done = db.session.get(Maintenance, maintenance_id)
    if done is None or done.archived_at is not None:
        raise NotFound()
    partnership = for_work(actor, done.resource.partnership_id)
    return partnership, done


def _in_words(name: str, value: Any) -> Any:
    """A code as the history says it, in the language the portal is written in."""
    words = {"kind": rules.KINDS, "condition": rules.CONDITIONS, "fee_per": rules.FEE_PER}.get(name, {})
    return words[value].text if value in words else value


def _tell(actor: Any, kind: str, partnership: Any, resource: Resource, reason: str = "") -> None:
    record(actor, kind, "partnership", partnership.id, after={"resource": resource.name}, reason=reason)
