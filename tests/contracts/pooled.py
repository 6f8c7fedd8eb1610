"""What many parties share in the world of the contract tests: one of each thing, and more for the budgets."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from partnership_walk import actor_of

from plugins.multilateral.pool import bookings
from plugins.multilateral.pool import service as pool
from plugins.multilateral.pool.bookings import Wish
from plugins.multilateral.pool.demo import NOTHING, TRACTOR
from plugins.multilateral.sharing import distributions, queries
from plugins.multilateral.sharing import service as sharing
from plugins.multilateral.sharing.rules import LEVY
from portal.db import db
from portal.partnerships import service as partnerships
from portal.partnerships.models import Partnership
from portal.partnerships.service import PartyChoice, RunningPartnership
from portal.permissions import Actor, OfficeKind
from portal.sdk import today

ADDRESSES = ("/p/multilateral/sumber-daya/", "/p/multilateral/pembagian/")
HALVES = {"covers": "both", "shares_while_suspended": True, "note": ""}


def pooled_ids(codes: tuple[str, ...], mark: str, public: bool = False) -> dict[str, Any]:
    """The ids of a running partnership of these villages, with `mark` in everything that its parties share."""
    heads = [actor_of(OfficeKind.VILLAGE_HEAD, code) for code in codes]
    day = date(2026, 1, 5)
    made = partnerships.enter_running(
        heads[0],
        RunningPartnership(
            "Kawasan bersama", "multilateral", tuple(PartyChoice(village_code=code) for code in codes), "air",
            "kawasan", ("development",), day, day, None, "bkad", {},
        ),
    )  # fmt: skip
    if public:
        partnerships.confirm_running(heads[1], made.id)
    shared = _shared(made.id, heads, mark)
    drafted = {"weights": {"use": 100}, **HALVES, "note": f"skema {mark}"}
    scheme = sharing.begin_scheme(heads[1], made.id, drafted)
    return {"partnership_id": made.id, "party_id": made.parties[0].id, "scheme_id": scheme.id, **shared}


def drafted_ids(codes: tuple[str, ...]) -> dict[str, Any]:
    """The ids of an idea that only the first of these villages knows of: a resource, and a scheme."""
    head = actor_of(OfficeKind.VILLAGE_HEAD, codes[0])
    others = tuple(PartyChoice(village_code=code) for code in codes[1:])
    made = partnerships.begin(head, "multilateral", "Gagasan kawasan", "air", "air", others)
    scheme = sharing.begin_scheme(head, made.id, {"weights": {"use": 100}, **HALVES})
    return {
        **dict.fromkeys(("booking_id", "maintenance_id", "distribution_id", "share_id"), 0),
        "partnership_id": made.id,
        "party_id": made.parties[0].id,
        "resource_id": _resource(head, made, "gagasan"),
        "scheme_id": scheme.id,
    }


def pool_more(ids: dict[str, Any], number: int) -> None:
    """One more of everything that these pages list."""
    made = db.session.get_one(Partnership, ids["partnership_id"])
    head, other = (actor_of(OfficeKind.VILLAGE_HEAD, code) for code in made.village_codes[:2])
    _resource(head, made, f"nomor {number}")
    soon = today() + timedelta(days=10 + 2 * number)
    bookings.book(other, ids["resource_id"], Wish(soon, f"nomor {number}"))
    pool.log_maintenance(head, ids["resource_id"], _done(f"nomor {number}"))
    distributions.distribute(head, made.id, LEVY, _levy(f"nomor {number}"))


def _shared(partnership_id: int, heads: list[Actor], mark: str) -> dict[str, int]:
    head, other, *_ = heads
    made = partnerships.partnership_for(head, partnership_id)
    resource = _resource(head, made, mark, needs_consent=True)
    asked = bookings.book(other, resource, Wish(today() + timedelta(days=1), f"pesanan {mark}"))
    done = pool.log_maintenance(head, resource, _done(f"perawatan {mark}"))
    first = sharing.begin_scheme(head, made.id, {"weights": {"equal": 100}, **HALVES, "note": f"skema {mark}"})
    sharing.propose_scheme(head, first.id)
    sharing.record_decision(other, first.id, f"MAD {mark}", today())
    levy = distributions.distribute(head, made.id, LEVY, _levy(f"iuran {mark}"))
    share = queries.shares(levy.id)[1]
    return {
        "resource_id": resource,
        "booking_id": asked.id,
        "maintenance_id": done.id,
        "distribution_id": levy.id,
        "share_id": share.id,
    }


def _resource(head: Actor, made: Partnership, mark: str, **changes: Any) -> int:
    texts = {"name": f"Traktor {mark}", "place": f"gudang {mark}", "use_terms": f"syarat {mark}"}
    own = made.party_of(head.office)
    values = {**NOTHING, **TRACTOR, **texts, "owner": own.id if own else None, **changes}
    return pool.add_resource(head, made.id, values).id


def _done(what: str) -> dict[str, Any]:
    return {"done_on": today(), "what": what, "done_by": "", "cost": None, "payer": None, "document": ""}


def _levy(purpose: str) -> dict[str, Any]:
    return {"purpose": purpose, "happened_on": today(), "amount": 1000, "document": ""}
