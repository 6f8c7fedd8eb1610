"""Sector partnership: villages or organisations with expertise or interest in one field, such as water or waste.

Brings the eight sectors that potentials, needs and partnerships are told by, each complete in a
module of its own, and the partnership type in which parties learn one field from each other.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from portal.sdk import Advice, Answers, Panel, PartnershipType, Sector, all_sectors, hookimpl, sector_figures

from . import air, energi, kesehatan, pariwisata, pasar, pendidikan, pertanian, sampah
from .advice import advise
from .forms import SectorForm
from .guide import guide
from .indicators import ACTIVITIES, INDICATORS
from .panels import expertise, learning
from .workflow import ADDITION, GATES, reasons_to_wait

CODE = "sector"
SECTORS = [module.SECTOR for module in (pertanian, air, pasar, pariwisata, sampah, kesehatan, pendidikan, energi)]


@hookimpl
def portal_sectors() -> list[Sector]:
    return SECTORS


@hookimpl
def portal_partnership_types(sectors: tuple[Sector, ...]) -> list[PartnershipType]:
    return [
        PartnershipType(
            code=CODE,
            label=_l("Kemitraan satu sektor"),
            description=_l(
                "Desa atau lembaga yang ahli atau berkepentingan di satu bidang, misalnya air, sampah, atau pasar: "
                "berbagi keahlian, standar, dan ukuran hasil."
            ),
            parties=(2, None),
            form=SectorForm,
            workflow=ADDITION,
            gates=GATES,
            indicators=INDICATORS,
            activities=ACTIVITIES,
            summary=summary,
            order=30,
        )
    ]


@hookimpl
def portal_panels(partnership: Any, actor: Any) -> list[Panel]:
    if partnership.type_code != CODE:
        return []
    return [
        Panel("keahlian", _l("Keahlian dan standar"), "sector/expertise.html", expertise, order=10, public=True),
        Panel("belajar", _l("Belajar bersama"), "sector/learning.html", learning, order=20),
    ]


@hookimpl
def portal_transition_blockers(partnership: Any, transition: str, actor: Any) -> list[Any]:
    if partnership.type_code != CODE:
        return []
    return reasons_to_wait(partnership, transition, {sector.code for sector in all_sectors()})


@hookimpl
def portal_advice(answers: Answers) -> list[Advice]:
    return [advise(answers)]


@hookimpl
def portal_blueprints() -> list[Blueprint]:
    return [guide]


def summary(partnership: Any) -> Any:
    """One plain sentence for the public page: what the parties want, else the sector's numbers, else the purpose."""
    figures = [f"{figure.label} {figure.value} {figure.unit}".strip() for figure in sector_figures(partnership)]
    return partnership.type_values.get("shared_interest") or "; ".join(figures) or partnership.purpose
