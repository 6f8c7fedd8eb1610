"""What waits for a person's party in plans, promises and ledgers: all of it in one statement.

Promises stand one by one, everything else is counted by partnership.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import Any

from flask import url_for
from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from .. import clock
from ..contracts import Text, say
from ..db import UtcDateTime, db
from ..partnerships.models import Partnership, Party
from ..partnerships.queries import mine
from ..partnerships.rules import MEMBER, NOT_BOUND, OBSERVER
from ..permissions import Action, Actor, OfficeKind, may_at_all
from ..web.waiting import Urgency, Waiting
from .access import goes_on, is_own_party
from .baseline.models import Baseline, Consent
from .baseline.rules import PROPOSED
from .baseline.service import CONSENTING
from .budget.models import BudgetItem, BudgetLine, Realisation
from .commitments import waiting as promises
from .commitments.models import Commitment
from .commitments.queries import LATE as LATE_PROMISES
from .commitments.queries import waiting_for_party
from .commitments.rules import UNDONE
from .commitments.waiting import Awaited
from .confirming.queries import stands
from .confirming.rules import DISPUTED, WAITING
from .contributions.models import AgreedValue, Contribution, Delivery
from .programme.models import Activity
from .programme.queries import LATE, is_late

SHOWN = 20  # partnerships of each kind
ACTIVITY, PLAN, PROMISE = "activity", "plan", "promise"
DELIVERY, SPENDING, VALUE = "delivery", "spending", "value"
ASKED, DOUBTED, NOTED = "asked", "doubted", "noted"
_SAYS: Mapping[tuple[str, str], Callable[[Any], Text]] = {
    (ACTIVITY, ""): lambda row: say(
        "%(count)s kegiatan Anda terlambat: catat kemajuannya, atau ubah keadaannya.", count=row.much
    ),
    (PLAN, ASKED): lambda row: say("Setujui rencana kegiatan versi %(number)s, atau minta diubah.", number=row.thing),
    (PLAN, NOTED): lambda row: say(
        "Benarkan berita acara yang menyepakati rencana versi %(number)s.", number=row.thing
    ),
    (DELIVERY, ASKED): lambda row: say(
        "Benarkan atau beri keberatan: %(count)s penyerahan pihak lain.", count=row.much
    ),
    (DELIVERY, DOUBTED): lambda row: say("Jawab keberatan atas %(count)s penyerahan Anda.", count=row.much),
    (SPENDING, ASKED): lambda row: say("Benarkan atau beri keberatan: %(count)s realisasi pihak lain.", count=row.much),
    (SPENDING, DOUBTED): lambda row: say("Jawab keberatan atas %(count)s realisasi Anda.", count=row.much),
    (VALUE, ASKED): lambda row: say("Benarkan atau beri keberatan: %(count)s nilai yang disepakati.", count=row.much),
    (VALUE, DOUBTED): lambda row: say("Bicarakan atau tarik: %(count)s nilai Anda yang dipersoalkan.", count=row.much),
}
_SAYS_TO_BODY: Mapping[str, Callable[[int], Text]] = {
    ACTIVITY: lambda count: say(
        "%(count)s kegiatan terlambat: catat kemajuannya, atau ingatkan yang bertanggung jawab.", count=count
    ),
    PROMISE: lambda count: say(
        "%(count)s janji terlambat: ingatkan yang berjanji, atau bantu menjawabnya.", count=count
    ),
}


def waiting_for(actor: Actor) -> list[Waiting]:
    """Late activities of the actor's party, a plan to agree to, entries to confirm, and objections to answer."""
    if actor.office is None or not may_at_all(actor, Action.PARTNERSHIP_WORK):
        return []
    if actor.kind == OfficeKind.BKAD_OFFICER:
        return _waiting_for_body(actor)
    parts = [part(actor).limit(SHOWN) for part in (_late, _plans, _deliveries, _spendings, _values)]
    query = union_all(*(select(part.subquery()) for part in (*parts, _promises(actor))))
    return [_waiting(row, actor) for row in db.session.execute(query)]


def _waiting_for_body(actor: Actor) -> list[Waiting]:
    """What is late in the partnership that an officer of its body carries out, of whichever party; one statement."""
    today = clock.today()
    places = {ACTIVITY: ("programme.plan", LATE), PROMISE: ("commitments.index", LATE_PROMISES)}
    parts = [
        select(
            literal(what).label("what"),
            Partnership.id.label("id"),
            Partnership.title.label("title"),
            func.count().label("much"),
            func.min(model.due_on).label("day"),
        )
        .join(model, model.partnership_id == Partnership.id)
        .where(mine(actor), goes_on(), model.archived_at.is_(None), late)
        .group_by(Partnership.id, Partnership.title)
        for what, model, late in (
            (ACTIVITY, Activity, is_late(today)),
            (PROMISE, Commitment, and_(Commitment.state.in_(UNDONE), Commitment.due_on < today)),
        )
    ]
    return [
        Waiting(
            url_for(places[row.what][0], partnership_id=row.id, keadaan=places[row.what][1]),
            row.title,
            _SAYS_TO_BODY[row.what](row.much),
            datetime.combine(row.day, time(), tzinfo=clock.zone_of(None)),
            urgency=Urgency.LATE,
        )
        for row in db.session.execute(union_all(*parts))
    ]


def _waiting(row: Any, actor: Actor) -> Waiting:
    if row.what == PROMISE:
        promise = Awaited(row.thing, row.id, row.name, row.how, row.day, row.asked, row.owner == row.party_id)
        today = clock.today()
        sentence, urgency = promises.sentence_of(promise, today), promises.urgency_of(promise, today)
        return Waiting(promises.url_of(promise), row.title, sentence, row.moment, promises.answers_to(promise), urgency)
    zone = clock.zone_of(actor.office.village_code if actor.office else None)
    since = row.moment or datetime.combine(row.day, time(), tzinfo=zone)
    urgency = Urgency.LATE if row.what == ACTIVITY else Urgency.ASKED
    return Waiting(_url(row), row.title, _SAYS[row.what, row.how](row), since, urgency=urgency)


def _url(row: Any) -> str:
    """Where it is done: at the thing itself when it is only one, else at their list."""
    here = {"partnership_id": row.id}
    if row.what == ACTIVITY:
        if row.much == 1:
            return url_for("programme.show", **here, activity_id=row.thing)
        return url_for("programme.plan", **here, keadaan=LATE, pihak=row.party_id)
    if row.what == PLAN:
        return url_for("baseline.show", **here, number=row.thing)
    if row.what == VALUE:
        return url_for("contributions.values", **here)
    endpoint, name = {DELIVERY: ("contributions", "contribution_id"), SPENDING: ("budget", "item_id")}[row.what]
    if row.things == 1:
        return url_for(f"{endpoint}.show", **here, **{name: row.thing})
    return url_for(f"{endpoint}.index", **here)


def _late(actor: Actor) -> Select[Any]:
    day = func.min(Activity.due_on)
    query = _counted(ACTIVITY, literal(""), Activity.id, day=day).join(
        Activity, and_(Activity.partnership_id == Partnership.id, Activity.party_id == Party.id)
    )
    query = query.where(Activity.archived_at.is_(None), is_late(clock.today()))
    return _own(query, actor).order_by(day, Partnership.id)


def _plans(actor: Actor) -> Select[Any]:
    """The version that waits for a head's yes, or for the word of any office of another party on the minutes.

    Where all members said yes and the last that had not has left, it waits for any head.
    """
    member = aliased(Party)
    others = select(member.id).where(
        member.partnership_id == Partnership.id, member.role != OBSERVER, member.state == MEMBER, _silent(member)
    )
    silent = or_(_silent(Party), ~others.exists())
    noted = and_(Baseline.minutes_number != "", Baseline.minutes_by_party_id.is_distinct_from(Party.id))
    asked = silent if actor.kind in CONSENTING else false()
    how = case((noted, NOTED), else_=ASKED)
    query = _counted(PLAN, how, Baseline.number, moment=func.min(Baseline.asked_at))
    query = query.join(Baseline, Baseline.partnership_id == Partnership.id)
    query = query.where(Baseline.state == PROPOSED, or_(noted, asked), Party.state == MEMBER)
    return _own(query, actor).group_by(how)


def _silent(party: Any) -> ColumnElement[bool]:
    return ~select(Consent.id).where(Consent.baseline_id == Baseline.id, Consent.party_id == party.id).exists()


def _deliveries(actor: Actor) -> Select[Any]:
    how, waits = _asks(Delivery, Contribution.party_id)
    query = _counted(DELIVERY, how, Contribution.id, moment=func.min(Delivery.recorded_at))
    query = query.join(Contribution, Contribution.partnership_id == Partnership.id).join(
        Delivery, Delivery.contribution_id == Contribution.id
    )
    return _own(query.where(Contribution.archived_at.is_(None), waits), actor).group_by(how)


def _spendings(actor: Actor) -> Select[Any]:
    how, waits = _asks(Realisation, BudgetLine.party_id)
    query = _counted(SPENDING, how, BudgetItem.id, moment=func.min(Realisation.recorded_at))
    query = query.join(BudgetItem, BudgetItem.partnership_id == Partnership.id)
    query = query.join(BudgetLine, BudgetLine.item_id == BudgetItem.id).join(
        Realisation, Realisation.line_id == BudgetLine.id
    )
    living = (BudgetItem.archived_at.is_(None), BudgetLine.archived_at.is_(None))
    return _own(query.where(*living, waits), actor).group_by(how)


def _values(actor: Actor) -> Select[Any]:
    asked = and_(AgreedValue.standing == WAITING, AgreedValue.recorded_by_party_id.is_distinct_from(Party.id))
    doubted = and_(AgreedValue.standing == DISPUTED, AgreedValue.recorded_by_party_id == Party.id)
    how = case((asked, ASKED), else_=DOUBTED)
    query = _counted(VALUE, how, AgreedValue.id, moment=func.min(AgreedValue.recorded_at))
    query = query.join(AgreedValue, AgreedValue.partnership_id == Partnership.id)
    return _own(query.where(or_(asked, doubted)), actor).group_by(how)


def _promises(actor: Actor) -> Select[Any]:
    made = Commitment
    known = {"day": made.due_on, "moment": made.changed_at, "name": made.title, "asked": made.asked_due_on}
    query = _columns(PROMISE, made.state, literal(1), made.id, literal(1), **known, owner=made.party_id)
    return waiting_for_party(query.where(is_own_party(actor), mine(actor)), clock.today())


def _asks(entry: Any, owner: Any) -> tuple[ColumnElement[str], ColumnElement[bool]]:
    """What an entry asks of the party `Party`, and whether it asks anything; one that was taken back does not."""
    asked = and_(entry.standing == WAITING, func.coalesce(entry.recorded_by_party_id, owner) != Party.id)
    doubted = and_(entry.standing == DISPUTED, owner == Party.id, entry.reply == "")
    return case((asked, ASKED), else_=DOUBTED), and_(stands(entry), or_(asked, doubted))


def _counted(what: str, how: Any, thing: Any, **more: Any) -> Select[Any]:
    return _columns(what, how, func.count(), func.min(thing), func.count(thing.distinct()), **more)


def _columns(what: str, how: Any, count: Any, thing: Any, things: Any, **more: Any) -> Select[Any]:
    """The columns that all kinds share; `day` or `moment` says since when, the rest is of promises alone."""
    own = {"what": literal(what), "how": how, "id": Partnership.id, "title": Partnership.title, "party_id": Party.id}
    counts = {"much": count, "thing": thing, "things": things}
    optional = {"day": Date, "moment": UtcDateTime, "name": String, "asked": Date, "owner": Integer}
    rest = {name: more[name] if name in more else cast(null(), kind) for name, kind in optional.items()}
    columns = [column.label(name) for name, column in {**own, **counts, **rest}.items()]
    return select(*columns).select_from(Partnership).join(Party, Party.partnership_id == Partnership.id)


def _own(query: Select[Any], actor: Actor) -> Select[Any]:
    """Narrowed to the actor's party where it is bound: who left, only watches or is not yet in is told nothing."""
    query = query.where(is_own_party(actor), mine(actor), goes_on())
    query = query.where(Party.role != OBSERVER, Party.state.not_in(NOT_BOUND))
    return query.group_by(Partnership.id, Partnership.title, Party.id)
