"""A plugin that implements every hook there is; each does something that a test can see."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint
from wtforms import StringField

from portal.sdk import (
    Action,
    Advice,
    Annex,
    Answers,
    Gate,
    Happened,
    Indicator,
    LegalBasis,
    Message,
    Notifier,
    Panel,
    PartnershipType,
    PortalForm,
    Sector,
    State,
    Transition,
    WorkflowAddition,
    hookimpl,
    needs,
    page,
    paperwork,
    public,
)

heard: list[Happened] = []
filled: list[tuple[str, list[str]]] = []
called: list[tuple[Message, str]] = []
pages = Blueprint("pages", __name__)
WAIT = "Tunggu sampai panen selesai."


class TrialForm(PortalForm):
    crop = StringField("Tanaman percobaan")


TRIAL = Gate(
    "trial_report", "Laporan percobaan", "partnership", TrialForm, "Kedua pihak", "Laporan", LegalBasis("Kebiasaan")
)
ADDITION = WorkflowAddition(
    states=(State("trial", "Masa percobaan", "Percobaan sedang berjalan."),),
    transitions=(
        Transition("begin_trial", ("draft",), "trial", "Mulai percobaan"),
        Transition("end_trial", ("trial",), "draft", "Akhiri percobaan"),
    ),
)


@hookimpl
def portal_sectors() -> list[Sector]:
    return [Sector("padi", "Padi organik", "Sawah tanpa pupuk buatan.", ("ha",), order=5)]


@hookimpl
def portal_partnership_types(sectors: tuple[Sector, ...]) -> list[PartnershipType]:
    return [
        PartnershipType(
            "trial",
            "Kemitraan percobaan",
            f"Satu dari {len(sectors)} sektor.",
            parties=(2, 2),
            form=TrialForm,
            workflow=ADDITION,
            gates=(TRIAL,),
            indicators=(Indicator("yield", "Hasil panen", "ton"),),
        )
    ]


@hookimpl
def portal_permission(actor: Any, action: str, subject: Any) -> bool | None:
    return False if action == "partnership:edit" and getattr(subject, "title", "") == "Terkunci" else None


@hookimpl
def portal_transition_blockers(partnership: Any, transition: str, actor: Any) -> list[Any]:
    return [WAIT] if transition == "convene_deliberation" and partnership.title == "Belum panen" else []


@hookimpl
def portal_panels(partnership: Any, actor: Any) -> list[Panel]:
    return [
        Panel("cuaca", "Cuaca", "all_hooks/weather.html", lambda partnership, actor: {"rain": "12 mm"}, public=True)
    ]


@hookimpl
def portal_advice(answers: Answers) -> list[Advice]:
    fit = 99 if answers.parties == 2 else 1
    return [Advice("trial", fit, ("Dua pihak dapat mencoba dulu.",), ("Satu laporan percobaan.",))]


@hookimpl
def portal_agreement_annexes(partnership: Any) -> list[Annex]:
    if partnership.type_code != "trial":
        return []
    return [Annex("trial_crop", "Tanaman yang dicoba", (("Tanaman", partnership.type_values.get("crop") or "–"),))]


@hookimpl
def portal_documents() -> list[paperwork.DocumentKind]:
    def papers(partnership: Any) -> list[paperwork.PaperOf]:
        return [paperwork.PaperOf("", "Catatan percobaan")] if partnership.type_code == "trial" else []

    def compose(partnership: Any, key: str) -> paperwork.Paper:
        return paperwork.Paper("Catatan percobaan", (paperwork.Paragraph(f"Hasil percobaan {partnership.title}."),))

    edition = paperwork.Edition(compose, (LegalBasis("Kesepakatan para pihak", confirmed=False),), date(2020, 1, 1))
    return [paperwork.DocumentKind("catatan-percobaan", "Catatan percobaan", papers, (edition,), stage="carrying_out")]


@hookimpl
def portal_words() -> list[tuple[str, Any]]:
    return [("all_hooks.sown", "Benih sudah ditanam"), ("seed_kind", "Macam benih"), ("title", "Judul tiruan")]


@hookimpl
def portal_demo(partnership: Any, actors: Any) -> None:
    filled.append((partnership.title, sorted(actors)))


@hookimpl
def portal_notifiers() -> list[Notifier]:
    def ring(message: Message, address: str) -> None:
        called.append((message, address))

    return [Notifier("kentongan", "Kentongan", ring, check=lambda address: None)]


@hookimpl
def portal_event(event: Happened) -> None:
    heard.append(event)


@pages.get("/terbuka")
@public
def open_page() -> Any:
    """For everyone."""
    return page("all_hooks/open.html")


@pages.get("/orang-dalam")
@needs(Action.ACCOUNT_USE)
def inner_page() -> Any:
    """For whoever is signed in."""
    return page("all_hooks/open.html")


@hookimpl
def portal_blueprints() -> list[Blueprint]:
    return [pages]
