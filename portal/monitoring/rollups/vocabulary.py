"""What measures are called and which goals they serve, as the plugins that bring them say today."""

from __future__ import annotations

from collections.abc import Mapping

from flask import g
from flask_babel import force_locale

from ...contracts import Indicator as Known
from ...contracts import Text
from ...partnerships.cases import registry


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
    with force_locale("id"):
        return str(label_of(key, key))


def keys_of_goal(goal: int) -> list[str]:
    """The indicators that serve a goal of SDGs Desa."""
    return [key for key, known in known_indicators().items() if goal in known.sdgs]


def adds_over_places(key: str) -> bool:
    """Whether what several partnerships report of an indicator is added; an average or a price is not."""
    known = known_indicators().get(key)
    return known is None or known.adds != "never"


def source_of(key: str) -> Text:
    """The sector or the type that brought an indicator, which tells two of one name apart; empty when it is gone."""
    kind, _colon, rest = key.partition(":")
    found = (registry().sectors if kind == "sector" else registry().types).get(rest.partition("/")[0])
    return found.label if found is not None else ""
