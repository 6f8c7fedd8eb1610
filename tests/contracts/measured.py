"""What is measured in the world of the contract tests: an indicator with reports in every state, and more of them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from contracts.programmes import _picture
from contracts.rolled import rolled_ids
from partnership_walk import HEAD_NGEBEL, NGEBEL, Walk

from portal import clock
from portal.db import db, transactional
from portal.monitoring.indicators import rules as kinds
from portal.monitoring.indicators import service as indicators
from portal.monitoring.measurements import amendments, rules, service
from portal.monitoring.measurements.models import Amendment, Measurement
from portal.monitoring.measurements.rules import Values
from portal.partnerships.models import Partnership


def measuring_ids(walk: Walk, mark: str) -> dict[Any, Any]:
    """An indicator of the first village with a report that was sent, a draft, a verified one, and a correction.

    In a public partnership the sent one is verified, and everyone reads it; `mark` stands in what they do not.
    """
    head = next(iter(walk.heads.values()))
    indicator = _indicator(walk, head, "Sawah terairi", "catatan kelompok tani")
    sent, draft, verified, corrected = (
        _report(walk, head, indicator, place, mark, sends=place != 1) for place in range(4)
    )
    for number in (verified, corrected, *([sent] if walk.partnership.is_public else [])):
        _set_state(number, rules.VERIFIED)
    asked = amendments.ask(head, walk.id, corrected, None, Values(Decimal(7)), f"salah hitung {mark}")
    return {
        "indicator_id": indicator,
        "measurement_id": sent,
        ("measurements.rewrite", "measurement_id"): draft,
        ("measurements.correct", "measurement_id"): verified,
        "evidence_id": db.session.get_one(Measurement, sent).evidence[0].id,
        "amendment_id": asked.id,
        "goal": 6,
        **rolled_ids(walk, head, mark),
    }


def measuring_set_back(ids: dict[Any, Any], endpoint: str) -> None:
    """Undo a verification, so that the next request finds what waits for one."""
    if endpoint == "measurements.verify":
        _set_state(ids["measurement_id"], rules.SUBMITTED, only_from=rules.VERIFIED)
    if endpoint == "measurements.accept":
        _reopen(ids["amendment_id"])


def measure_more(partnership_id: int, number: int) -> None:
    """One more indicator of Ngebel's partnership with its reports; half of them wait for an answer."""
    walk = Walk(db.session.get_one(Partnership, partnership_id), {NGEBEL: HEAD_NGEBEL})
    indicator = _indicator(walk, HEAD_NGEBEL, f"Indikator {number}", f"catatan {number}")
    if number % 8 == 0:  # a partnership has at most sixty indicators
        rolled_ids(walk, HEAD_NGEBEL, f"nomor {number}")
    for place in range(4):
        made = _report(walk, HEAD_NGEBEL, indicator, place, f"nomor {number}", sends=True)
        _set_state(made, rules.VERIFIED if place % 2 else rules.SUBMITTED)


def _indicator(walk: Walk, head: Any, name: str, source: str) -> int:
    began = clock.today() - timedelta(days=3 * 365)
    values = {"name": name, "kind": kinds.NUMBER, "frequency": kinds.QUARTERLY, "unit": "ha", "starts_on": began}
    own = walk.partnership.parties[0].id
    more = {"source": source, "goals": (6, 17), "dimensions": {"sex": ["Laki-laki", "Perempuan"]}}
    return indicators.add(head, walk.id, {**values, **more, "reporter_party_id": own}).id


def _report(walk: Walk, head: Any, indicator_id: int, place: int, mark: str, sends: bool) -> int:
    period = kinds.ended_periods(kinds.QUARTERLY, clock.today() - timedelta(days=3 * 365), clock.today())[place]
    parts = {("sex", "Laki-laki"): Decimal(3), ("sex", "Perempuan"): Decimal(2)}
    more = {"note": f"catatan {mark}"}
    files = [_picture()] if place == 0 else []
    return service.report(head, walk.id, indicator_id, None, period, Values(Decimal(5)), more, parts, files, sends).id


@transactional
def _set_state(number: int, state: str, only_from: str = "") -> None:
    found = db.session.get_one(Measurement, number)
    if not only_from or found.state == only_from and found.party.partnership.is_public is False:
        found.state = state


@transactional
def _reopen(number: int) -> None:
    db.session.get_one(Amendment, number).state = rules.SUBMITTED
