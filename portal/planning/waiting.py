"""What waits for a person's party in plans, promises and ledgers, as parts of the one statement.

Promises stand one by one, everything else is counted by partnership.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time
from functools import partial
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, Select, and_, case, false, func, literal, or_, select
from sqlalchemy.orm import aliased

from .. import clock
from ..contracts import Text, say
from ..partnerships.models import Partnership, Party
from ..partnerships.queries import mine
from ..partnerships.rules import MEMBER, NOT_BOUND, OBSERVER
from ..permissions import Action, Actor, OfficeKind, may_at_all
from ..web.waiting import Part, Urgency, Waiting, columns
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
OWN = 1  # in `much` of a promise: it is the party's own
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


def parts(actor: Actor) -> list[Part]:
    """Late activities of the actor's party, a plan to agree to, entries to confirm, and objections to answer."""
    if actor.office is None or not may_at_all(actor, Action.PARTNERSHIP_WORK):
        return []
    if actor.kind == OfficeKind.BKAD_OFFICER:
        return _parts_of_body(actor)
    counted = {ACTIVITY: _late, PLAN: _plans, DELIVERY: _deliveries, SPENDING: _spendings, VALUE: _values}
    found = [Part(query(actor).limit(SHOWN), partial(_waiting, actor, what)) for what, query in counted.items()]
    return [*found, Part(_promises(actor), _promise)]


def _parts_of_body(actor: Actor) -> list[Part]:
    """What is late in the partnership that an officer of its body carries out, of whichever party."""
    today = clock.today()
    late: Mapping[str, tuple[Any, ColumnElement[bool]]] = {
        ACTIVITY: (Activity, is_late(today)),
        PROMISE: (Commitment, and_(Commitment.state.in_(UNDONE), Commitment.due_on < today)),
    }
    return [
        Part(
            select(*columns(id=Partnership.id, title=Partnership.title, much=func.count(), day=func.min(model.due_on)))
            .select_from(Partnership)
            .join(model, model.partnership_id == Partnership.id)
            .where(mine(actor), goes_on(), model.archived_at.is_(None), is_behind)
            .group_by(Partnership.id, Partnership.title),
            partial(_waiting_for_body, what),
        )
        for what, (model, is_behind) in late.items()
    ]


def _waiting_for_body(what: str, row: Any) -> Waiting:
    places = {ACTIVITY: ("programme.plan", LATE), PROMISE: ("commitments.index", LATE_PROMISES)}
    endpoint, state = places[what]
    return Waiting(
        url_for(endpoint, partnership_id=row.id, keadaan=state),
        row.title,
        _SAYS_TO_BODY[what](row.much),
        datetime.combine(row.day, time(), tzinfo=clock.zone_of(None)),
        urgency=Urgency.LATE,
        due=row.day,
    )


def _promise(row: Any) -> Waiting:
    promise = Awaited(row.thing, row.id, row.name, row.how, row.day, row.first_day, row.much == OWN)
    today = clock.today()
    sentence, urgency = promises.sentence_of(promise, today), promises.urgency_of(promise, today)
    url, answers = promises.url_of(promise), promises.answers_to(promise)
    due = None if urgency == Urgency.ASKED else promise.due_on
    return Waiting(url, row.title, sentence, row.moment, answers, urgency, due=due)


def _waiting(actor: Actor, what: str, row: Any) -> Waiting:
    zone = clock.zone_of(actor.office.village_code if actor.office else None)
    since = row.moment or datetime.combine(row.day, time(), tzinfo=zone)
    urgency = Urgency.LATE if what == ACTIVITY else Urgency.ASKED
    return Waiting(_url(what, row), row.title, _SAYS[what, row.how](row), since, urgency=urgency, due=row.day)


def _url(what: str, row: Any) -> str:
    """Where it is done: at the thing itself when it is only one, else at their list."""
    here = {"partnership_id": row.id}
    if what == ACTIVITY:
        if row.thing:
            return url_for("programme.show", **here, activity_id=row.thing)
        return url_for("programme.plan", **here, keadaan=LATE, pihak=row.party_id)
    if what == PLAN:
        return url_for("baseline.show", **here, number=row.thing)
    if what == VALUE:
        return url_for("contributions.values", **here)
    endpoint, name = {DELIVERY: ("contributions", "contribution_id"), SPENDING: ("budget", "item_id")}[what]
    if row.thing:
        return url_for(f"{endpoint}.show", **here, **{name: row.thing})
    return url_for(f"{endpoint}.index", **here)


def _late(actor: Actor) -> Select[Any]:
    day = func.min(Activity.due_on)
    query = _counted(literal(""), Activity.id, day=day).join(
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
    query = _counted(how, Baseline.number, moment=func.min(Baseline.asked_at))
    query = query.join(Baseline, Baseline.partnership_id == Partnership.id)
    query = query.where(Baseline.state == PROPOSED, or_(noted, asked), Party.state == MEMBER)
    return _own(query, actor).group_by(how)


def _silent(party: Any) -> ColumnElement[bool]:
    return ~select(Consent.id).where(Consent.baseline_id == Baseline.id, Consent.party_id == party.id).exists()


def _deliveries(actor: Actor) -> Select[Any]:
    how, waits = _asks(Delivery, Contribution.party_id)
    query = _counted(how, Contribution.id, moment=func.min(Delivery.recorded_at))
    query = query.join(Contribution, Contribution.partnership_id == Partnership.id).join(
        Delivery, Delivery.contribution_id == Contribution.id
    )
    return _own(query.where(Contribution.archived_at.is_(None), waits), actor).group_by(how)


def _spendings(actor: Actor) -> Select[Any]:
    how, waits = _asks(Realisation, BudgetLine.party_id)
    query = _counted(how, BudgetItem.id, moment=func.min(Realisation.recorded_at))
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
    query = _counted(how, AgreedValue.id, moment=func.min(AgreedValue.recorded_at))
    query = query.join(AgreedValue, AgreedValue.partnership_id == Partnership.id)
    return _own(query.where(or_(asked, doubted)), actor).group_by(how)


def _promises(actor: Actor) -> Select[Any]:
    made = Commitment
    known = {"thing": made.id, "name": made.title, "how": made.state, "day": made.due_on, "moment": made.changed_at}
    own = case((made.party_id == Party.id, OWN), else_=0)
    query = _columns(**known, first_day=made.asked_due_on, much=own)
    return waiting_for_party(query.where(is_own_party(actor), mine(actor)), clock.today())


def _asks(entry: Any, owner: Any) -> tuple[ColumnElement[str], ColumnElement[bool]]:
    """What an entry asks of the party `Party`, and whether it asks anything; one that was taken back does not."""
    asked = and_(entry.standing == WAITING, func.coalesce(entry.recorded_by_party_id, owner) != Party.id)
    doubted = and_(entry.standing == DISPUTED, owner == Party.id, entry.reply == "")
    return case((asked, ASKED), else_=DOUBTED), and_(stands(entry), or_(asked, doubted))


def _counted(how: Any, thing: Any, **more: Any) -> Select[Any]:
    """How many there are, and which, when it is only one."""
    single = case((func.count(thing.distinct()) == 1, func.min(thing)))
    return _columns(how=how, much=func.count(), thing=single, **more)


def _columns(**more: Any) -> Select[Any]:
    """The columns that all kinds share; `day` or `moment` says since when, the rest is of promises alone."""
    own = {"id": Partnership.id, "title": Partnership.title, "party_id": Party.id}
    joined = select(*columns(**own, **more)).select_from(Partnership)
    return joined.join(Party, Party.partnership_id == Partnership.id)


def _own(query: Select[Any], actor: Actor) -> Select[Any]:
    """Narrowed to the actor's party where it is bound: who left, only watches or is not yet in is told nothing."""
    query = query.where(is_own_party(actor), mine(actor), goes_on())
    query = query.where(Party.role != OBSERVER, Party.state.not_in(NOT_BOUND))
    return query.group_by(Partnership.id, Partnership.title, Party.id)
