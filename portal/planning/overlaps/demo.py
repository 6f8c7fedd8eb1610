"""Sample items of villages' own plans: one that a partnership draws on, and one that it plans as well."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from ... import clock
from ...partnerships.models import Partnership
from ...permissions import Actor
from . import own_plan

PLANNED_TOO = "Pelatihan petugas air"
DRAWN_ON = "Rehabilitasi saluran irigasi tersier"


def fill(partnership: Partnership, heads: Mapping[str, Actor]) -> None:
    """Let the second village of the sample channel write down what it plans by itself."""
    if (partnership.type_code, partnership.sector, partnership.status) != ("bilateral", "air", "active"):
        return
    code = partnership.bound[1].village_code or ""
    year = (clock.today() - timedelta(days=8)).year
    item = {"year": year, "source": "village_fund", "amount": 6_500_000, "beneficiaries": "petugas air"}
    own_plan.add_item(heads[code], code, item | {"title": PLANNED_TOO, "document": "rkp"})
    drawn = item | {"title": DRAWN_ON, "document": "apb", "account_code": "2.3.10", "amount": 48_000_000}
    own_plan.add_item(heads[code], code, drawn | {"beneficiaries": "petani"})
