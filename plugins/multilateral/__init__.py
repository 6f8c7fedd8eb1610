"""Multilateral partnership: more than two villages or organisations with a common goal.

They meet before they write, decide and pay together, share what they have, and speak with one
voice. The lawful path is the portal's; this plugin adds what many parties owe each other.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from portal.sdk import Advice, Answers, Panel, PartnershipType, Sector, hookimpl, page, public

from . import advocacy
from .advice import advise
from .advocacy.panels import advocacy_panels
from .advocacy.words import WORDS as ADVOCACY_WORDS
from .forms import MultilateralForm
from .indicators import INDICATORS
from .panels import goal, participation
from .rules import reasons_to_wait
from .together import applies_to
from .workflow import ADDITION, GATES

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
            summary=summary,
            order=20,
        )
    ]


@hookimpl
def portal_panels(partnership: Any, actor: Any) -> list[Panel]:
    if partnership.type_code != CODE and not applies_to(partnership):
        return []
    return [*(_own_panels() if partnership.type_code == CODE else []), *advocacy_panels(partnership, actor)]


@hookimpl
def portal_transition_blockers(partnership: Any, transition: str, actor: Any) -> list[Any]:
    return reasons_to_wait(partnership.type_values, transition) if partnership.type_code == CODE else []


@hookimpl
def portal_advice(answers: Answers) -> list[Advice]:
    return [advise(answers)]


@hookimpl
def portal_blueprints() -> list[Blueprint]:
    return [guide, *advocacy.blueprints]


@hookimpl
def portal_words() -> list[tuple[str, Any]]:
    return ADVOCACY_WORDS


def _own_panels() -> list[Panel]:
    return [
        Panel("tujuan", _l("Tujuan bersama"), "multilateral/goal.html", goal, order=10, public=True),
        Panel("peran-serta", _l("Peran serta"), "multilateral/participation.html", participation, order=20),
    ]


def summary(partnership: Any) -> Any:
    """One plain sentence for the public page."""
    return partnership.type_values.get("common_goal") or partnership.purpose
