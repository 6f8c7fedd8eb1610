"""What measures are called and which goals they serve, as the plugins that bring them say today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import g
from flask_babel import force_locale
from sqlalchemy import select

from ...contracts import Indicator as Known
from ...contracts import Text
from ...db import db
from ...partnerships.cases import registry
from .models import RolledMeasure


def known_indicators() -> Mapping[str, Known]:
    """Every indicator of the libraries of types and sectors, by its key; looked up once a request."""
    if "known_indicators" not in g:
        groups = [(f"type:{kind.code}", kind.indicators) for kind in registry().types.values()]
        groups += [(f"sector:{sector.code}", sector.indicators) for sector in registry().sectors.values()]
        g.known_indicators = {f"{source}/{known.key}": known for source, found in groups for known in found}
    found: Mapping[str, Known] = g.known_indicators
    return found


def label_of(key: str, name: str) -> Text:
    """What a measure is called; by its old name when the plugin that brought it is gone."""
    known = known_indicators().get(key)
    return known.label if known is not None else name


def kept_name(key: str) -> str:
    """The library's own name in Indonesian, to be kept for the day when it is gone; nobody's adapted one."""
    kept = _kept().get(key) if key not in known_indicators() else None
    with force_locale("id"):
        return str(label_of(key, kept.name if kept is not None else key))


def keys_of_goal(goal: int) -> list[str]:
    """The indicators that serve a goal of SDGs Desa."""
    return [key for key, known in known_indicators().items() if goal in known.sdgs]


def adds_over_places(key: str) -> bool:
    """Whether what several partnerships report of an indicator is added; an average or a price is not.

    When the plugin that brought it is gone, what was kept of it says so; of what nobody knows nothing is added.
    """
    known = known_indicators().get(key)
    if known is not None:
        return known.adds != "never"
    kept = _kept().get(key) if key else None  # an indicator of one's own has no key, and is never added to others
    return kept is not None and bool(kept.sums)


def source_of(key: str) -> Text:
    """The sector or the type that brought an indicator, which tells two of one name apart; empty when it is gone."""
    kind, _colon, rest = key.partition(":")
    found = (registry().sectors if kind == "sector" else registry().types).get(rest.partition("/")[0])
    return found.label if found is not None else ""


def _kept() -> Mapping[str, Any]:
    """The newest measure of each indicator that no plugin brings any more, by its key; looked up once a request."""
    if "kept_measures" not in g:
        query = select(RolledMeasure.library, RolledMeasure.sums, RolledMeasure.name)
        query = query.where(RolledMeasure.library.not_in(known_indicators())).order_by(RolledMeasure.id)
        g.kept_measures = {row.library: row for row in db.session.execute(query)}
    found: Mapping[str, Any] = g.kept_measures
    return found
