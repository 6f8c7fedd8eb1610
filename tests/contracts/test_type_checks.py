"""A partnership type with a fault in its path is switched off alone, and the fault is told by its name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from html import unescape
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask
from flask_babel import lazy_gettext
from partnership_walk import HEAD_NGEBEL, NGEBEL, SEMPU
from wtforms import SelectField

from portal import testing
from portal.partnerships import service
from portal.partnerships.service import PartyChoice
from portal.permissions import OfficeKind
from portal.sdk import (
    ActivityTemplate,
    Clause,
    Gate,
    Indicator,
    LegalBasis,
    Panel,
    PartnershipType,
    PortalForm,
    Sector,
    State,
    Transition,
    WorkflowAddition,
    hookimpl,
    say,
)

pytestmark = pytest.mark.sqlite  # no statement of theirs differs between the databases

MakePortal = Callable[..., Flask]


class BrokenForm(PortalForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise RuntimeError("tangki bocor")


class NotAForm:
    choice = SelectField("Pilihan")


def gate(code: str = "surat_uji", **more: Any) -> Gate:
    """A gate of the test plugin."""
    return Gate(
        **{
            "code": code,
            "label": "Surat uji",
            "per": "partnership",
            "form": PortalForm,
            "actors": "Semua",
            "document": "Surat",
            "basis": LegalBasis("Kebiasaan"),
            **more,
        }
    )


STATE = State("percobaan", "Percobaan")


def to(**more: Any) -> Transition:
    """A step into the trial."""
    return Transition(**{"name": "begin_trial", "source": ("draft",), "target": "percobaan", "label": "Mulai", **more})


def back(**more: Any) -> Transition:
    """A step out of the trial."""
    return Transition(**{"name": "end_trial", "source": ("percobaan",), "target": "draft", "label": "Akhiri", **more})


def adding(*transitions: Transition, states: tuple[State, ...] = (STATE,), **more: Any) -> dict[str, Any]:
    """What a type adds to the path."""
    return {"workflow": WorkflowAddition(states=states, transitions=transitions, **more)}


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "unknown target": (
        adding(to(target="entah"), states=()),
        "langkah 'begin_trial' menyebut keadaan yang tidak ada: entah",
    ),
    "unknown source": (adding(to(), back(), back(name="x", source=("entah",))), "langkah 'x' menyebut keadaan"),
    "state nobody reaches": (adding(back()), "keadaan 'percobaan' tidak dapat dicapai dari awal"),
    "dead end": (adding(to()), "keadaan 'percobaan' jalan buntu"),
    "end that goes on": (adding(to(), back(), states=(State("percobaan", "P", final=True),)), "adalah akhir, tetapi"),
    "end of the core that goes on": (adding(to(), back(), back(name="x", source=("ended",))), "'ended' adalah akhir"),
    "state of the core": (adding(states=(State("draft", "Draf"),)), "keadaan 'draft' ada dua"),
    "step of the core": (adding(to(name="send_offer"), back()), "langkah 'send_offer' ada dua"),
    "no office": (adding(to(offices=()), back()), "langkah 'begin_trial' tidak dapat diambil siapa pun"),
    "unknown office": (adding(to(offices=("lurah",)), back()), "jabatan yang tidak dikenal: lurah"),
    "office of no party": (adding(to(offices=("facilitator",)), back()), "langkah 'begin_trial' tidak dapat diambil"),
    "body on the other side": (
        adding(to(offices=("bkad_officer",), side="receiver"), back()),
        "langkah 'begin_trial' tidak dapat diambil siapa pun",
    ),
    "unknown side": (adding(to(side="kiri"), back()), "langkah 'begin_trial' menyebut pihak yang tidak dikenal: kiri"),
    "overseer alone": (adding(to(side="overseer", offices=("district_officer",)), back()), "tidak dapat diambil"),
    "guard of no step": ({"workflow": WorkflowAddition(guards={"lompat": (print,)})}, "tidak ada langkah 'lompat'"),
    "gate nobody declares": (
        {"workflow": WorkflowAddition(gates={"send_offer": ("surat_ajaib",)})},
        "langkah 'send_offer' meminta syarat yang tidak ada: surat_ajaib",
    ),
    "gate of an unknown side": (
        {"workflow": WorkflowAddition(gates={"send_offer": ("offer@kiri",)})},
        "meminta syarat 'offer' dari pihak yang tidak dikenal: kiri",
    ),
    "gate of the core": ({"gates": (gate("offer"),)}, "syarat 'offer' milik portal sendiri"),
    "gate nobody may write": ({"gates": (gate(per="receiver", side="initiator"),)}, "tidak dapat dicatat siapa pun"),
    "gate of a side that is none": ({"gates": (gate(side="kiri"),)}, "syarat 'surat_uji' menyebut pihak"),
    "gate that waits for ever": ({"gates": (gate(states=("kapan",)),)}, "menunggu keadaan yang tidak dikenal: kapan"),
    "gate asked of the wrong side": (
        {
            "gates": (gate(per="receiver"),),
            "workflow": WorkflowAddition(gates={"send_offer": ("surat_uji@initiator",)}),
        },
        "meminta syarat 'surat_uji' dari initiator, padahal",
    ),
    "meeting of villages asked with a third party": (
        {"workflow": WorkflowAddition(gates={"finish_draft": ("mad",)})},
        "langkah 'finish_draft' meminta syarat 'mad', yang tidak ada pada kesepakatan dengan pihak ketiga",
    ),
    "type without a name": ({"label": " "}, "jenis 'uji' tidak bernama"),
    "state without a name": (
        adding(to(), back(), states=(State("percobaan", ""),)),
        "keadaan 'percobaan' tidak bernama",
    ),
    "step without a name": (adding(to(label=""), back()), "langkah 'begin_trial' tidak bernama"),
    "indicator without a name": ({"indicators": (Indicator("hasil", ""),)}, "indikator 'hasil' tidak bernama"),
    "activity without a name": ({"activities": (ActivityTemplate("rapat", ""),)}, "kegiatan 'rapat' tidak bernama"),
    "activity with an endless name": (
        {"activities": (ActivityTemplate("rapat", "a" * 201),)},
        "nama kegiatan 'rapat' lebih dari 200 huruf",
    ),
    "form that cannot be opened": ({"form": BrokenForm}, "formulir jenis 'uji' tidak dapat dibuka: tangki bocor"),
    "form that is none": ({"form": NotAForm}, "formulir jenis 'uji' bukan kelas PortalForm"),
    "form of a gate that is none": ({"gates": (gate(form=None),)}, "formulir syarat 'surat_uji' bukan kelas"),
}


class Plugin:
    """A plugin with a faulty type, a sound one, a sector and a panel."""

    def __init__(self, **more: Any) -> None:
        self.more = more

    @hookimpl
    def portal_partnership_types(self, sectors: Any) -> list[PartnershipType]:
        sound = PartnershipType("sehat", "Kemitraan sehat", "", (2, 2), **adding(to(), back()))
        return [
            PartnershipType(**{"code": "uji", "label": "Uji", "description": "", "parties": (2, 2), **self.more}),
            sound,
        ]

    @hookimpl
    def portal_sectors(self) -> list[Sector]:
        return [Sector("padi", "Padi organik")]

    @hookimpl
    def portal_panels(self, partnership: Any, actor: Any) -> list[Panel]:
        return [Panel("cuaca", "Cuaca", "all_hooks/weather.html", lambda partnership, actor: {"rain": "12 mm"})]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_type_with_a_fault_is_switched_off_alone_and_the_fault_is_told(portal_with: MakePortal, fault: str) -> None:
    more, told = FAULTS[fault]
    app = portal_with(Plugin(**more))
    registry = app.extensions["portal.registry"]
    plugin = next(item for item in registry.plugins if item.name == "uji")
    assert plugin.fault == ""
    assert list(plugin.parts_off) == ["jenis 'uji'"] and told in plugin.faults[0]
    assert "uji" not in registry.types and "sehat" in registry.types and "padi" in registry.sectors
    browser = app.test_client()
    testing.sign_in(browser, OfficeKind.ADMINISTRATOR)
    shown = unescape(browser.get("/admin/plugin").text)
    assert told in shown and "sebagian dimatikan" in shown and "Kemitraan sehat" in shown


@pytest.mark.parametrize(
    ("more", "told"),
    (
        ({"form": BrokenForm}, "formulir sektor 'kopi' tidak dapat dibuka: tangki bocor"),
        ({"form": NotAForm}, "formulir sektor 'kopi' bukan kelas PortalForm"),
        ({"label": ""}, "sektor 'kopi' tidak bernama"),
        ({"indicators": (Indicator("hasil", ""),)}, "indikator 'hasil' tidak bernama"),
        ({"activities": (ActivityTemplate("rapat", "a" * 201),)}, "nama kegiatan 'rapat' lebih dari 200 huruf"),
        ({"clauses": (Clause("harga", ""),)}, "pasal 'harga' tidak bernama"),
    ),
)
def test_a_sector_with_a_fault_is_switched_off_alone(portal_with: MakePortal, more: dict[str, Any], told: str) -> None:
    class Faulty(Plugin):
        @hookimpl
        def portal_sectors(self) -> list[Sector]:
            return [Sector("padi", "Padi organik"), Sector(**{"code": "kopi", "label": "Kopi", **more})]

    app = portal_with(Faulty())
    registry = app.extensions["portal.registry"]
    assert "padi" in registry.sectors and "kopi" not in registry.sectors and "uji" in registry.types
    (fault,) = next(item for item in registry.plugins if item.name == "uji").faults
    assert told in fault


def test_a_type_that_its_plugins_own_catalogue_does_not_say_whole_is_switched_off_alone(
    portal_with: MakePortal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = tmp_path / "paket" / "translations" / "en" / "LC_MESSAGES" / "messages.mo"
    catalogue.parent.mkdir(parents=True)
    said = Catalog(locale="en")
    for words, english in (
        ("Mulai mencoba", "Begin to try"),
        ("Selesai mencoba", "Stop trying"),
        ("Berdua", "In twos"),
    ):
        said.add(words, english)
    with catalogue.open("wb") as file:
        write_mo(file, said)
    steps = (to(label=lazy_gettext("Mulai mencoba")), back(label=lazy_gettext("Selesai mencoba")))
    whole = PartnershipType(
        "utuh", lazy_gettext("Berdua"), lazy_gettext("Kemitraan"), (2, 2), **adding(*steps, states=(STATE,))
    )
    lacking = PartnershipType(
        "kurang",
        lazy_gettext("Berdua"),
        "",
        (2, 2),
        **adding(to(), back(), states=(State("percobaan", lazy_gettext("Masa mencoba"), say("Tunggu hasilnya.")),)),
    )
    package = ModuleType("paket_terjemahan")
    package.__path__ = [str(catalogue.parents[3])]
    package.__spec__ = spec_from_file_location(
        "paket_terjemahan", catalogue.parents[3] / "__init__.py", submodule_search_locations=[package.__path__[0]]
    )
    package.portal_partnership_types = hookimpl(lambda sectors: [whole, lacking])  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "paket_terjemahan", package)
    app = portal_with(("uji", "", lambda: package))
    registry = app.extensions["portal.registry"]
    assert "utuh" in registry.types and "kurang" not in registry.types
    (fault,) = next(item for item in registry.plugins if item.name == "uji").faults
    assert "jenis 'kurang' tidak sah" in fault
    assert "terjemahan 'en' tidak memuat 'Masa mencoba'" in fault and "tidak memuat 'Tunggu hasilnya.'" in fault


def test_sound_additions_are_left_alone(portal_with: MakePortal) -> None:
    sound = adding(
        to(offices=("bkad_officer",), side="initiator", gates=("surat_uji",)),
        back(side="overseer", offices=("village_head", "third_party")),
        gates={"send_offer": ("surat_uji@receiver",)},
    )
    app = portal_with(Plugin(gates=(gate(per="party", states=("percobaan", "draft")),), **sound))
    assert {"uji", "sehat"} <= set(app.extensions["portal.registry"].types)


def test_a_partnership_of_a_type_that_is_switched_off_stays_readable(portal_with: MakePortal) -> None:
    app = portal_with(Plugin())
    with app.app_context():
        number = service.begin(HEAD_NGEBEL, "uji", "Saluran", "air", "air", (PartyChoice(village_code=SEMPU),)).id
    off = portal_with(Plugin(**adding(to())))
    browser = off.test_client()
    testing.sign_in(browser, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    shown = browser.get(f"/kemitraan/{number}")
    assert shown.status_code == 200 and "Saluran" in shown.text
    for address in ("/kemitraan", "/kemitraan/baru", f"/kemitraan/{number}/riwayat", f"/kemitraan/{number}/ubah"):
        assert browser.get(address).status_code == 200, address
    assert f"/kemitraan/{number}/rincian" not in shown.text


@pytest.mark.parametrize("wrong", [{"key": ""}, {"key": "a" * 61}, {"months": -1}, {"months": 241}, {"sdgs": (19,)}])
def test_an_activity_that_no_plan_can_hold_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="activity"):
        ActivityTemplate(**{"key": "rapat", "label": "Rapat", **wrong})
