"""What the pages of partnerships show, in few statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from ..contracts import Text
from ..db import db
from ..permissions import RULES, Action, Actor, OfficeKind, Relation
from ..villages.models import Village
from ..villages.queries import villages_in
from . import rules
from .cases import party_names
from .matrix import FEW
from .models import Agreement, GateRecord, Partnership, Party
from .steps import state_label

RUNNING = ("active", "reporting", "amending", "suspended", "disputed")
OVERSEERS = (OfficeKind.DISTRICT_OFFICER, OfficeKind.REGENCY_OFFICER, OfficeKind.FACILITATOR)


@dataclass(frozen=True)
class Summary:
    """One line of a list; of many parties it names the first few."""

    id: int
    title: str
    status: str
    status_label: Text
    status_since: datetime
    sector: str
    first_names: tuple[str, ...]
    parties: int
    is_public: bool
    is_sample: bool
    end_date: date | None

    @property
    def who(self) -> str:
        """Ngebel – Sempu – Talun dan 37 lainnya."""
        if self.parties <= FEW:
            return " – ".join(self.first_names)
        shown = self.first_names[: FEW - 1]
        return _("%(names)s dan %(count)s lainnya", names=" – ".join(shown), count=self.parties - len(shown))


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The SQL of `Action.PARTNERSHIP_VIEW`: which partnerships this person, as their office, may know of."""
    conditions: list[ColumnElement[bool]] = [Partnership.is_public.is_(True)]
    office = actor.office
    relation = RULES[Action.PARTNERSHIP_VIEW].get(office.kind) if office else None
    if office is None or relation is None:
        return conditions[0]
    if relation == Relation.PARTY:
        conditions.append(_has_own_party(actor))
    if relation == Relation.WITHIN:
        conditions.append(_has_village_within(office.scope_codes))
    if relation == Relation.MEMBER:
        conditions.append(Partnership.id == office.partnership_id)
    return or_(*conditions)


def mine(actor: Actor) -> ColumnElement[bool]:
    """The partnerships the actor's office has a part in, whatever is public."""
    office = actor.office
    if office is None:
        return false()
    if office.kind in OVERSEERS:
        return _has_village_within(office.scope_codes)
    if office.kind == OfficeKind.BKAD_OFFICER:
        return Partnership.id == office.partnership_id
    return _has_own_party(actor)


def listed(
    actor: Actor,
    text: str = "",
    status: str = "",
    sector: str = "",
    village: str = "",
    only_mine: bool = False,
) -> Select[Any]:
    """The partnerships a person may see, newest movement first, filtered."""
    query = select(Partnership).where(visible_to(actor)).options(lazyload(Partnership.parties))
    if only_mine:
        query = query.where(mine(actor))
    if text:
        query = query.where(func.lower(Partnership.title).contains(text.lower(), autoescape=True))
    if status == "running":
        query = query.where(Partnership.status.in_(RUNNING))
    elif status:
        query = query.where(Partnership.status == status)
    if sector:
        query = query.where(Partnership.sector == sector)
    if village:
        query = query.where(Partnership.parties.any(and_(Party.village_code == village, is_known())))
    return query.order_by(Partnership.status_since.desc(), Partnership.id.desc())


def in_area(code: str) -> ColumnElement[bool]:
    """The SQL of partnerships that everybody may know a village of an area to be in; for a code of any level."""
    inside = Party.village_code.in_(villages_in(code))
    return Partnership.id.in_(select(Party.partnership_id).where(inside, is_known()))


def summaries(partnerships: Sequence[Partnership]) -> list[Summary]:
    """Partnerships as lines of a list, with the names of their parties."""
    parties, counts = _first_parties([item.id for item in partnerships])
    names = party_names(parties)
    first: dict[int, list[str]] = {}
    for party in parties:
        first.setdefault(party.partnership_id, []).append(names[party.id])
    return [
        Summary(
            item.id,
            item.title,
            item.status,
            state_label(item),
            item.status_since,
            item.sector,
            tuple(first.get(item.id, ())),
            counts.get(item.id, 0),
            item.is_public,
            item.is_sample,
            item.end_date,
        )
        for item in partnerships
    ]


def _first_parties(partnership_ids: list[int]) -> tuple[list[Party], dict[int, int]]:
    """The first bound parties of each partnership, and how many each has; in one statement."""
    place = func.row_number().over(partition_by=Party.partnership_id, order_by=Party.position)
    count = func.count().over(partition_by=Party.partnership_id)
    ranked = select(Party.id, place.label("place"), count.label("of_all"))
    inner = ranked.where(Party.partnership_id.in_(partnership_ids), _is_bound()).subquery()
    query = select(Party, inner.c.of_all).join(inner, Party.id == inner.c.id).where(inner.c.place <= FEW)
    rows = db.session.execute(query.order_by(Party.partnership_id, Party.position)).all()
    return [party for party, _count in rows], {party.partnership_id: count for party, count in rows}


def recent_public(limit: int = 5) -> list[Summary]:
    """The public partnerships that moved last."""
    from ..permissions import VISITOR

    return summaries(list(db.session.scalars(listed(VISITOR).limit(limit))))


def public_numbers() -> dict[str, int]:
    """Counts for the home page: village records, public partnerships that run, their parties."""
    running = and_(Partnership.is_public, Partnership.status.in_(RUNNING))
    parties = select(func.count(Party.id)).join(Partnership).where(running, _is_bound()).scalar_subquery()
    villages = select(func.count(Village.code)).scalar_subquery()
    row = db.session.execute(select(func.count(Partnership.id), parties, villages).where(running)).one()
    return {"partnerships": row[0], "parties": row[1], "villages": row[2]}


def of_village(actor: Actor, code: str, limit: int) -> list[Summary]:
    """The partnerships of one village that this person may see, newest movement first."""
    return summaries(list(db.session.scalars(listed(actor, village=code).limit(limit))))


def of_organisation(actor: Actor, number: int, limit: int) -> list[Summary]:
    """The partnerships of one organisation that this person may see, newest movement first."""
    query = listed(actor).where(Partnership.parties.any(and_(Party.organisation_id == number, is_known())))
    query = query.limit(limit)
    return summaries(list(db.session.scalars(query)))


def whole(partnership_id: int) -> Partnership | None:
    """A partnership with all that its page shows, in a fixed number of statements."""
    query = (
        select(Partnership)
        .where(Partnership.id == partnership_id)
        .options(
            joinedload(Partnership.agreements),  # few, so that they need no statement of their own
            selectinload(Partnership.parties).joinedload(Party.organisation),
            selectinload(Partnership.records),
            selectinload(Partnership.attachments),
        )
    )
    return db.session.scalars(query).unique().one_or_none()


def open_agreement(partnership: Partnership) -> Agreement:
    """The version that is worked on, from a partnership that is loaded whole."""
    return next(item for item in partnership.agreements if item.number == partnership.cycle)


def _is_bound() -> ColumnElement[bool]:
    return and_(Party.role != rules.OBSERVER, Party.state.not_in(rules.NOT_BOUND))


def is_known() -> ColumnElement[bool]:
    """Whether everybody may know of a party: who prepares to join, and who declined, is not named on its own page."""
    return Party.state.not_in((rules.CANDIDATE, rules.JOINING, rules.DECLINED))


def text_numbers(partnership_ids: Sequence[int]) -> dict[int, str]:
    """The number that each party gave to the text, the newest cycle's last, by the party's id; one statement."""
    query = select(GateRecord.party_id, GateRecord.values).where(
        GateRecord.partnership_id.in_(partnership_ids), GateRecord.gate == "signature", GateRecord.party_id.is_not(None)
    )
    rows = db.session.execute(query.order_by(GateRecord.cycle, GateRecord.id))
    return {party_id: str(values.get("number") or "") for party_id, values in rows}


def _has_own_party(actor: Actor) -> ColumnElement[bool]:
    office = actor.office
    own: ColumnElement[bool] = false()
    if office is not None and office.village_code:
        own = Party.village_code == office.village_code
    elif office is not None and office.organisation_id:
        own = Party.organisation_id == office.organisation_id
    known = or_(Party.role == rules.INITIATOR, Partnership.offered_at.is_not(None))
    return exists().where(Party.partnership_id == Partnership.id, own, known).correlate(Partnership)


def _has_village_within(scope_codes: tuple[str, ...]) -> ColumnElement[bool]:
    inside = or_(
        false(),
        *(or_(Party.village_code == scope, Party.village_code.startswith(scope + ".")) for scope in scope_codes),
    )
    return and_(
        Partnership.offered_at.is_not(None),
        exists().where(Party.partnership_id == Partnership.id, inside, _is_bound()).correlate(Partnership),
    )
