"""Bilateral partnership: two villages, or a village and a third party, close to each other or of one interest.

They exchange knowledge, resources and experience, and coordinate what they do. The lawful
path is the portal's; this plugin adds what two parties owe each other on top of it.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from portal.sdk import Advice, Answers, Panel, PartnershipType, Sector, hookimpl, page, public

from .activities import ACTIVITIES
from .advice import advise
from .forms import BilateralForm
from .indicators import INDICATORS
from .panels import coordination, exchange
from .workflow import ADDITION, GATES, reasons_to_wait

CODE = "bilateral"
guide = Blueprint("guide", __name__)


@guide.get("/panduan")
@public
def show() -> Any:
    """How two parties come to an agreement, in plain words."""
    return page("bilateral/guide.html", indicators=INDICATORS, gates=GATES)


@hookimpl
def portal_partnership_types(sectors: tuple[Sector, ...]) -> list[PartnershipType]:
    return [
        PartnershipType(
            code=CODE,
            label=_l("Kemitraan dua pihak"),
            description=_l(
                "Dua desa, atau satu desa dan satu lembaga: bertukar pengetahuan, sumber daya dan pengalaman, "
                "dan menjalankan kegiatan bersama."
            ),
            parties=(2, 2),
            form=BilateralForm,
            workflow=ADDITION,
            gates=GATES,
            indicators=INDICATORS,
            activities=ACTIVITIES,
            summary=summary,
            order=10,
        )
    ]


@hookimpl
def portal_panels(partnership: Any, actor: Any) -> list[Panel]:
    if partnership.type_code != CODE:
        return []
    return [
        Panel("pertukaran", _l("Saling memberi"), "bilateral/exchange.html", exchange, order=10, public=True),
        Panel("koordinasi", _l("Kegiatan bersama"), "bilateral/coordination.html", coordination, order=20),
    ]


@hookimpl
def portal_transition_blockers(partnership: Any, transition: str, actor: Any) -> list[Any]:
    return reasons_to_wait(partnership, transition) if partnership.type_code == CODE else []


@hookimpl
def portal_advice(answers: Answers) -> list[Advice]:
    return [advise(answers)]


@hookimpl
def portal_blueprints() -> list[Blueprint]:
    return [guide]


def summary(partnership: Any) -> Any:
    """One plain sentence for the public page."""
    return partnership.type_values.get("shared_interest") or partnership.purpose
