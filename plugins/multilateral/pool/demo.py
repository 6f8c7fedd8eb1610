"""Sample resources of a sample partnership: a tractor, a spring, the market."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from portal.sdk import today

from ..together import zone_code
from . import bookings, rules, service
from .bookings import Wish

NOTHING: dict[str, Any] = {
    "place": "", "quantity": Decimal(1), "unit": "", "condition": rules.GOOD, "use_terms": "", "fee": None,
    "fee_per": "", "keeper": "", "needs_consent": False, "cost_by_scheme": True, "cost_words": "",
    "maintain_every": None,
}  # fmt: skip
TRACTOR = {
    "kind": "equipment", "name": "Traktor tangan", "unit": "unit", "place": "Gudang balai desa", "fee": 75_000,
    "fee_per": "day", "keeper": "Kepala Urusan Umum", "maintain_every": 90,
    "use_terms": "Bahan bakar ditanggung pemakai. Dikembalikan dalam keadaan bersih.",
}  # fmt: skip
SPRING = {
    "kind": "spring", "name": "Mata air di hulu", "quantity": Decimal(25), "unit": "liter/detik", "place": "Hulu desa",
    "keeper": "Pengelola air desa", "needs_consent": True, "fee": 0,
}  # fmt: skip
MARKET = {
    "kind": "building", "name": "Pasar bersama", "quantity": Decimal(40), "unit": "kios", "fee": 5_000,
    "fee_per": "day", "keeper": "Pengelola pasar", "maintain_every": 180,
}  # fmt: skip


def fill_pool(partnership: Any, actors: Mapping[str, Any]) -> None:
    """Three resources, two bookings that stand and one that waits, and one maintenance; for a running partnership."""
    heads = [(party, actors[party.village_code]) for party in partnership.members if party.village_code in actors]
    (first, owner), (_second, other), (_third, another), *_more = heads
    day = today(zone_code(partnership))
    tractor = _add(owner, partnership, {**TRACTOR, "owner": first.id})
    spring = _add(owner, partnership, {**SPRING, "owner": first.id})
    _add(other, partnership, {**MARKET, "owner": None})
    soon = day + timedelta(days=3)
    bookings.book(other, tractor.id, Wish(soon, "Membajak sawah blok timur", last_day=soon + timedelta(days=2)))
    bookings.book(another, tractor.id, Wish(soon + timedelta(days=5), "Membajak kebun jagung"))
    bookings.book(other, spring.id, Wish(soon, "Mengairi musim tanam kedua", Decimal(8), soon + timedelta(days=30)))
    service.log_maintenance(
        owner,
        tractor.id,
        {
            "done_on": day - timedelta(days=20), "what": "Ganti oli dan sabuk penggerak", "done_by": "Bengkel desa",
            "cost": 450_000, "payer": first.id, "document": "Nota 017",
        },
    )  # fmt: skip


def _add(actor: Any, partnership: Any, values: Mapping[str, Any]) -> Any:
    return service.add_resource(actor, partnership.id, {**NOTHING, **values})
