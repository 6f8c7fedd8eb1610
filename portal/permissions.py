"""Who may do what: one function, `may(actor, action, thing)`, and one table that a person can read.

A person acts as one office at a time. A rule says how that office must stand to the
thing: it is its OWN, it sits WITHIN the office's area, the office speaks for a PARTY or
for a READER (an observer, or one invited to join), the thing is PUBLIC, or ANY thing will do.
What is not in the table is not allowed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from flask import current_app, has_app_context

from .errors import NotAllowed, NotFound


class OfficeKind(StrEnum):
    """The offices a person can hold."""

    VILLAGE_OPERATOR = "village_operator"
    VILLAGE_HEAD = "village_head"
    VILLAGE_SECRETARY = "village_secretary"
    COUNCIL_MEMBER = "bpd_member"
    BKAD_OFFICER = "bkad_officer"
    FACILITATOR = "facilitator"
    DISTRICT_OFFICER = "district_officer"
    REGENCY_OFFICER = "regency_officer"
    THIRD_PARTY = "third_party"
    ADMINISTRATOR = "system_admin"


VILLAGE_OFFICES = (
    OfficeKind.VILLAGE_OPERATOR,
    OfficeKind.VILLAGE_HEAD,
    OfficeKind.VILLAGE_SECRETARY,
    OfficeKind.COUNCIL_MEMBER,
)


class Relation(StrEnum):
    """How an office stands to a thing."""

    ANY = "any"
    OWN = "own"
    PARTY = "party"
    READER = "reader"
    WITHIN = "within"
    PUBLIC = "public"
    MEMBER = "member"


class Action(StrEnum):
    """What can be done, `resource:verb`."""

    ACCOUNT_USE = "account:use"
    ADMIN_ALL = "admin:all"
    AREA_VIEW = "area:view"
    BODY_EDIT = "body:edit"
    BODY_FILL_SEAT = "body:fill_seat"
    DISCUSSION_POST = "discussion:post"
    OFFICE_INVITE = "office:invite"
    ORGANISATION_CREATE = "organisation:create"
    ORGANISATION_EDIT = "organisation:edit"
    ORGANISATION_VIEW = "organisation:view"
    PARTNERSHIP_ANSWER = "partnership:answer"
    PARTNERSHIP_CREATE = "partnership:create"
    PARTNERSHIP_EDIT = "partnership:edit"
    PARTNERSHIP_EVALUATE = "partnership:evaluate"
    PARTNERSHIP_IMPORT = "partnership:import"
    PARTNERSHIP_OVERSEE = "partnership:oversee"
    PARTNERSHIP_PUBLISH = "partnership:publish"
    PARTNERSHIP_RECORD_COUNCIL = "partnership:record_council"
    PARTNERSHIP_SETTLE = "partnership:settle"
    PARTNERSHIP_SIGN = "partnership:sign"
    PARTNERSHIP_STEP = "partnership:step"
    PARTNERSHIP_VIEW = "partnership:view"
    PARTNERSHIP_WORK = "partnership:work"
    PAGE_VIEW = "page:view"
    PARTNERSHIP_PREPARE = "partnership:prepare"
    SCOPE_VIEW = "scope:view"
    SHEET_IMPORT = "sheet:import"
    TEMPLATE_EDIT = "template:edit"
    VILLAGE_EDIT = "village:edit"
    VILLAGE_PREPARE = "village:prepare"
    VILLAGE_VIEW = "village:view"


EVERYONE = "everyone"
SIGNED_IN = "signed_in"
Rule = Mapping[str, Relation]


def _each(*kinds: OfficeKind, relation: Relation) -> dict[str, Relation]:
    return {kind: relation for kind in kinds}


_VILLAGE_STAFF = (OfficeKind.VILLAGE_OPERATOR, OfficeKind.VILLAGE_HEAD, OfficeKind.VILLAGE_SECRETARY)
_OVERSEERS = (OfficeKind.DISTRICT_OFFICER, OfficeKind.REGENCY_OFFICER, OfficeKind.FACILITATOR)
_PREPARERS = (OfficeKind.DISTRICT_OFFICER, OfficeKind.REGENCY_OFFICER)

RULES: Mapping[Action, Rule] = {
    Action.PAGE_VIEW: {EVERYONE: Relation.ANY},
    Action.AREA_VIEW: {EVERYONE: Relation.ANY},
    Action.VILLAGE_VIEW: {EVERYONE: Relation.ANY},
    Action.VILLAGE_EDIT: _each(*_VILLAGE_STAFF, relation=Relation.OWN),
    # Enter for many villages of one's area what they can then correct themselves; each row is asked for by itself.
    Action.SHEET_IMPORT: _each(*_PREPARERS, OfficeKind.ADMINISTRATOR, relation=Relation.ANY),
    Action.VILLAGE_PREPARE: {**_each(*_PREPARERS, relation=Relation.WITHIN), OfficeKind.ADMINISTRATOR: Relation.ANY},
    # Partnerships on paper, all of whose villages lie in one's area; they wait for the yes of a party.
    Action.PARTNERSHIP_PREPARE: _each(*_PREPARERS, relation=Relation.WITHIN),
    Action.ORGANISATION_VIEW: {EVERYONE: Relation.ANY},
    Action.ORGANISATION_CREATE: _each(
        *_VILLAGE_STAFF, OfficeKind.REGENCY_OFFICER, OfficeKind.ADMINISTRATOR, relation=Relation.ANY
    ),
    Action.ORGANISATION_EDIT: {
        OfficeKind.THIRD_PARTY: Relation.OWN,
        OfficeKind.ADMINISTRATOR: Relation.ANY,
        **_each(*_VILLAGE_STAFF, relation=Relation.OWN),
    },
    Action.ACCOUNT_USE: {SIGNED_IN: Relation.ANY},
    Action.OFFICE_INVITE: {
        OfficeKind.ADMINISTRATOR: Relation.ANY,
        OfficeKind.VILLAGE_HEAD: Relation.OWN,
        OfficeKind.REGENCY_OFFICER: Relation.WITHIN,
    },
    Action.ADMIN_ALL: {OfficeKind.ADMINISTRATOR: Relation.ANY},
    Action.BODY_EDIT: {
        **_each(*_VILLAGE_STAFF, relation=Relation.PARTY),
        OfficeKind.BKAD_OFFICER: Relation.MEMBER,
    },
    Action.BODY_FILL_SEAT: {
        **_each(*_VILLAGE_STAFF, OfficeKind.THIRD_PARTY, relation=Relation.PARTY),
        OfficeKind.BKAD_OFFICER: Relation.MEMBER,
    },
    # Talk: also who observes, prepares to join, oversees or accompanies.
    Action.DISCUSSION_POST: {
        SIGNED_IN: Relation.READER,
        **_each(*VILLAGE_OFFICES, OfficeKind.THIRD_PARTY, relation=Relation.PARTY),
        **_each(*_OVERSEERS, relation=Relation.WITHIN),
        OfficeKind.BKAD_OFFICER: Relation.MEMBER,
    },
    Action.PARTNERSHIP_VIEW: {
        EVERYONE: Relation.PUBLIC,
        SIGNED_IN: Relation.READER,
        **_each(*VILLAGE_OFFICES, OfficeKind.THIRD_PARTY, relation=Relation.PARTY),
        **_each(*_OVERSEERS, relation=Relation.WITHIN),
        OfficeKind.BKAD_OFFICER: Relation.MEMBER,
    },
    # What a reader does for itself alone: prepare to join, say no, stop observing.
    Action.PARTNERSHIP_ANSWER: _each(*VILLAGE_OFFICES, OfficeKind.THIRD_PARTY, relation=Relation.READER),
    Action.PARTNERSHIP_CREATE: _each(*_VILLAGE_STAFF, OfficeKind.THIRD_PARTY, relation=Relation.ANY),
    # Take over the file of a partnership that another installation wrote; a village only what it takes part in.
    Action.PARTNERSHIP_IMPORT: _each(*_VILLAGE_STAFF, OfficeKind.ADMINISTRATOR, relation=Relation.ANY),
    Action.PARTNERSHIP_EDIT: _each(*_VILLAGE_STAFF, OfficeKind.THIRD_PARTY, relation=Relation.PARTY),
    Action.PARTNERSHIP_WORK: {
        **_each(*_VILLAGE_STAFF, OfficeKind.THIRD_PARTY, relation=Relation.PARTY),
        OfficeKind.BKAD_OFFICER: Relation.MEMBER,
    },
    # Open an evaluation and write what was found; what becomes of it is the parties' own to say.
    Action.PARTNERSHIP_EVALUATE: {
        **_each(*_VILLAGE_STAFF, OfficeKind.THIRD_PARTY, relation=Relation.PARTY),
        **_each(OfficeKind.DISTRICT_OFFICER, OfficeKind.REGENCY_OFFICER, relation=Relation.WITHIN),
        OfficeKind.BKAD_OFFICER: Relation.MEMBER,
    },
    Action.PARTNERSHIP_OVERSEE: {OfficeKind.DISTRICT_OFFICER: Relation.WITHIN},
    # Lists of what lies in one's own area; each list is narrowed to it in SQL.
    Action.SCOPE_VIEW: _each(*_OVERSEERS, relation=Relation.ANY),
    # Bring the Word templates of papers: for everywhere, or for the office's own area.
    Action.TEMPLATE_EDIT: {
        OfficeKind.ADMINISTRATOR: Relation.ANY,
        **_each(OfficeKind.DISTRICT_OFFICER, OfficeKind.REGENCY_OFFICER, relation=Relation.WITHIN),
    },
    Action.PARTNERSHIP_RECORD_COUNCIL: _each(*_VILLAGE_STAFF, OfficeKind.COUNCIL_MEMBER, relation=Relation.PARTY),
    Action.PARTNERSHIP_SIGN: _each(
        OfficeKind.VILLAGE_HEAD, OfficeKind.VILLAGE_SECRETARY, OfficeKind.THIRD_PARTY, relation=Relation.PARTY
    ),
    Action.PARTNERSHIP_PUBLISH: _each(
        OfficeKind.VILLAGE_HEAD, OfficeKind.VILLAGE_SECRETARY, OfficeKind.THIRD_PARTY, relation=Relation.PARTY
    ),
    Action.PARTNERSHIP_SETTLE: {
        **_each(OfficeKind.DISTRICT_OFFICER, OfficeKind.REGENCY_OFFICER, relation=Relation.WITHIN),
        **_each(*_VILLAGE_STAFF, OfficeKind.THIRD_PARTY, relation=Relation.PARTY),
    },
    Action.PARTNERSHIP_STEP: {
        **_each(*VILLAGE_OFFICES, OfficeKind.THIRD_PARTY, relation=Relation.PARTY),
        **_each(OfficeKind.DISTRICT_OFFICER, OfficeKind.REGENCY_OFFICER, relation=Relation.WITHIN),
        OfficeKind.BKAD_OFFICER: Relation.MEMBER,
    },
}


@dataclass(frozen=True)
class HeldOffice:
    """An office that a person holds now. `scope_codes` are area codes, or prefixes of them."""

    id: int
    kind: OfficeKind
    label: str
    scope_codes: tuple[str, ...] = ()
    organisation_id: int | None = None
    partnership_id: int | None = None

    @property
    def village_code(self) -> str | None:
        """The village this office belongs to, for the offices of a village."""
        return self.scope_codes[0] if self.kind in VILLAGE_OFFICES and self.scope_codes else None

    def covers(self, area_code: str) -> bool:
        """Whether an area lies in this office's area."""
        return any(area_code == scope or area_code.startswith(scope + ".") for scope in self.scope_codes)


@dataclass(frozen=True)
class Actor:
    """Who acts, and as which office. A visitor has neither."""

    person_id: int | None = None
    name: str = ""
    office: HeldOffice | None = None
    offices: tuple[HeldOffice, ...] = ()

    @property
    def signed_in(self) -> bool:
        """Whether this is a person with an account."""
        return self.person_id is not None

    @property
    def kind(self) -> OfficeKind | None:
        """The kind of office the person acts as."""
        return self.office.kind if self.office else None


VISITOR = Actor()
SYSTEM = Actor(name="sistem")


class Thing(Protocol):
    """What a permission is asked for: it knows how an office stands to it."""

    def standing(self, office: HeldOffice | None) -> frozenset[Relation]:
        """The relations of an office (None: a visitor) to this thing."""
        ...


def may(actor: Actor, action: Action, thing: Thing | None = None) -> bool:
    """Whether this person, acting as their office, may do this to that thing.

    Plugins may vote through `portal_permission`: one False wins, a True adds to the table.
    They are not asked about what everyone may do, so that a broken one closes no public page.
    """
    if RULES.get(action, {}).get(EVERYONE) == Relation.ANY:
        return True
    votes = _plugin_votes(actor, action, thing)
    return False not in votes and (True in votes or allowed_by_table(actor, action, thing))


def allowed_by_table(actor: Actor, action: Action, thing: Thing | None = None) -> bool:
    """What the table above says, without asking any plugin."""
    wanted = _wanted(actor, action)
    if Relation.ANY in wanted:
        return True
    return thing is not None and bool(wanted & thing.standing(actor.office))


def may_at_all(actor: Actor, action: Action) -> bool:
    """Whether there could be a thing that this person may do this to."""
    return bool(_wanted(actor, action))


def may_do_to_any(actor: Actor, action: Action) -> bool:
    """Whether no thing needs to be looked at, because any will do."""
    return Relation.ANY in _wanted(actor, action)


def require(actor: Actor, action: Action, thing: Any, view: Action | None = None) -> None:
    """Raise `NotFound` when the person may not even see the thing, `NotAllowed` when they may not do this."""
    if may(actor, action, thing):
        return
    if view is not None and not may(actor, view, thing):
        raise NotFound()
    raise NotAllowed()


def _plugin_votes(actor: Actor, action: Action, thing: Thing | None) -> list[bool]:
    registry = current_app.extensions.get("portal.registry") if has_app_context() else None
    return registry.permission_votes(actor, action, thing) if registry else []


def _wanted(actor: Actor, action: Action) -> set[Relation]:
    rule = RULES.get(action, {})
    wanted = {rule[EVERYONE]} if EVERYONE in rule else set()
    if actor.signed_in and SIGNED_IN in rule:
        wanted.add(rule[SIGNED_IN])
    if actor.kind is not None and actor.kind in rule:
        wanted.add(rule[actor.kind])
    return wanted
