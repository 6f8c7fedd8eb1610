"""Multilateral partnership: more than two villages or organisations with a common goal.

They meet before they write, decide and pay together, share what they have, and speak with one
voice. The lawful path is the portal's; this plugin adds what many parties owe each other.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from portal.sdk import Advice, Annex, Answers, Panel, PartnershipType, Sector, hookimpl, page, public

from . import advocacy, pool, portable, sharing
from .activities import ACTIVITIES
from .advice import advise
from .advocacy.demo import fill_advocacy
from .advocacy.panels import advocacy_panels
from .advocacy.words import WORDS as ADVOCACY_WORDS
from .forms import MultilateralForm
from .indicators import INDICATORS
from .panels import goal, participation
from .pool.demo import fill_pool
from .pool.panels import pool_panels
from .pool.told import WORDS as POOL_WORDS
from .rules import reasons_to_wait
from .sharing.agreement import annexes, reasons_to_wait_for_scheme
from .sharing.demo import fill_sharing
from .sharing.panels import sharing_panels
from .sharing.told import WORDS as SHARING_WORDS
from .together import applies_to, is_running
from .workflow import ADDITION, GATES

__all__ = ["portable"]
CODE = "multilateral"
guide = Blueprint("guide", __name__)


@guide.get("/panduan")
@public
def show() -> Any:
    """How many parties come to one agreement, in plain words."""
    return page("multilateral/guide.html", indicators=INDICATORS, gates=GATES)


@hookimpl
def portal_partnership_types(sectors: tuple[Sector, ...]) -> list[PartnershipType]:
    return [
        PartnershipType(
            code=CODE,
            label=_l("Kemitraan banyak desa"),
            description=_l(
                "Tiga desa atau lebih, juga bersama lembaga, dengan satu tujuan: bermusyawarah, memutuskan, "
                "membiayai, dan bersuara bersama."
            ),
            parties=(3, None),
            form=MultilateralForm,
            workflow=ADDITION,
            gates=GATES,
            indicators=INDICATORS,
            activities=ACTIVITIES,
            summary=summary,
            order=20,
        )
    ]


@hookimpl
def portal_panels(partnership: Any, actor: Any) -> list[Panel]:
    if partnership.type_code != CODE and not applies_to(partnership):
        return []
    own = _own_panels() if partnership.type_code == CODE else []
    asked = (pool_panels, sharing_panels, advocacy_panels)
    return [*own, *(panel for panels in asked for panel in panels(partnership, actor))]


@hookimpl
def portal_transition_blockers(partnership: Any, transition: str, actor: Any) -> list[Any]:
    own = reasons_to_wait(partnership.type_values, transition) if partnership.type_code == CODE else []
    return own + reasons_to_wait_for_scheme(partnership, transition)


@hookimpl
def portal_agreement_annexes(partnership: Any) -> list[Annex]:
    return annexes(partnership)


@hookimpl
def portal_advice(answers: Answers) -> list[Advice]:
    return [advise(answers)]


@hookimpl
def portal_blueprints() -> list[Blueprint]:
    return [guide, *advocacy.blueprints, *pool.blueprints, *sharing.blueprints]


@hookimpl
def portal_demo(partnership: Any, actors: Any) -> None:
    if applies_to(partnership) and is_running(partnership):
        fill_sharing(partnership, actors)
        fill_pool(partnership, actors)
        fill_advocacy(partnership, actors)


@hookimpl
def portal_words() -> list[tuple[str, Any]]:
    return [*ADVOCACY_WORDS, *POOL_WORDS, *SHARING_WORDS]


def _own_panels() -> list[Panel]:
    return [
        Panel("tujuan", _l("Tujuan bersama"), "multilateral/goal.html", goal, order=10, public=True),
        Panel("peran-serta", _l("Peran serta"), "multilateral/participation.html", participation, order=20),
    ]


def summary(partnership: Any) -> Any:
    """One plain sentence for the public page."""
    return partnership.type_values.get("common_goal") or partnership.purpose
