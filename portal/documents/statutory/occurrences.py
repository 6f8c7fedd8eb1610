"""Minutes of what happens to a partnership that runs: postponed, resumed, a change asked for, a dispute settled, ended.

Each is written from its record on the path, or blank, to be filled in by hand, while the partnership is in a state in
which it can happen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...contracts import Text, say
from ...paperwork import Block, Fields, Listing, Paper, PaperOf, Paragraph, Table, Title
from ...partnerships.gate_forms import GROUNDS
from ...partnerships.models import Partnership
from ...partnerships.paper_parts import DOTS, indonesian, on_day
from . import lacking
from .dossier import Dossier, current, day, records
from .lacking import head_name
from .names import listed, or_dots
from .verses import parts
from .wording import in_full, places_to_sign, titled

OUTCOMES: Mapping[str, str] = {
    "continue": "kerja sama dilanjutkan",
    "amend": "perjanjian diubah",
    "end": "kerja sama diakhiri",
}
BLANK_ROWS = 6


@dataclass(frozen=True)
class Occurrence:
    """Something that is minuted: its gate, what it is called, the field of its reasons, and when it can happen."""

    gate: str
    title: str
    decided: str
    states: tuple[str, ...]
    field: str = "reason"


SUSPENSION = Occurrence("suspension", "Penundaan kerja sama", "menunda", ("active", "reporting"))
RESUMPTION = Occurrence("resumption", "Kelanjutan kerja sama", "melanjutkan kembali", ("suspended",))
CHANGE = Occurrence("amendment_basis", "Usul perubahan kerja sama", "mengusulkan perubahan", ("active", "reporting"))
SETTLEMENT = Occurrence("settlement", "Penyelesaian perselisihan", "menyelesaikan perselisihan dalam", ("disputed",),
                        "decision")  # fmt: skip
ENDING = Occurrence("termination", "Pengakhiran kerja sama", "menyatakan berakhirnya",
                    ("active", "suspended", "disputed"), "final_report")  # fmt: skip


def papers_of(occurrence: Occurrence) -> Callable[[Any], list[PaperOf]]:
    """One for each record, counted from 1, and a blank one while it can happen."""

    def papers(partnership: Any) -> list[PaperOf]:
        found = records(partnership, occurrence.gate)
        made = [
            PaperOf(str(place), _label(place, record.values), missing=tuple(_missing(occurrence, record.values)))
            for place, record in enumerate(found, 1)
        ]
        if partnership.status in occurrence.states and (not found or found[-1].closed or found[-1].locked):
            place = len(found) + 1
            made.append(PaperOf(str(place), say("Kosong, untuk diisi"), missing=tuple(_missing(occurrence, {}))))
        return made

    return papers


def minutes_of(occurrence: Occurrence) -> Callable[[Any, str], Paper]:
    """How the minutes of an occurrence are written."""

    @indonesian
    def compose(partnership: Partnership, key: str) -> Paper:
        values, dossier = _values(occurrence, partnership, key), current(partnership)
        held = day(values.get("held_on"))
        blocks: list[Block] = [
            Title(titled("Berita acara", occurrence.title, dossier.title)),
            Title((f"Nomor: {or_dots(values.get('number'))}",), bold=False),
            Paragraph(
                f"{in_full(held)}, para pihak kerja sama {dossier.title}, yaitu "
                f"{listed([side.name for side in dossier.sides])}, telah bermusyawarah dan bersepakat "
                f"{occurrence.decided} kerja sama tersebut."
            ),
            *_reasons(occurrence, values),
            *_details(occurrence, values, dossier),
            Paragraph("Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."),
            places_to_sign(_signers(occurrence, values, dossier)),
        ]
        return Paper(f"Berita acara {occurrence.title.lower()} {dossier.title}", tuple(blocks), dated=held)

    return compose


def handovers(partnership: Any) -> list[PaperOf]:
    """The handover of what a partnership leaves, once its ending is on record or it has ended."""
    found = records(partnership, ENDING.gate)
    if not found:
        return []
    lack = () if found[-1].values.get("assets") else (say("Aset dan penerimanya belum ditulis."),)
    return [PaperOf("", say("Aset pada akhir kerja sama"), missing=lack)]


@indonesian
def handover(partnership: Partnership, key: str) -> Paper:
    """Berita acara serah terima: what is left, and who gets it; blank rows where nobody wrote it."""
    found = records(partnership, ENDING.gate)
    if key or not found:
        raise KeyError(key)
    dossier, values = current(partnership), found[-1].values
    held = day(values.get("held_on"))
    assets = parts(str(values.get("assets") or ""))
    rows = tuple((str(place), item, "", "") for place, item in enumerate(assets or ("",) * BLANK_ROWS, 1))
    headings = ("No.", "Barang atau aset, dan kepada siapa diserahkan", "Jumlah", "Keadaan")
    blocks: tuple[Block, ...] = (
        Title(titled("Berita acara", "Serah terima aset", dossier.title)),
        Title((f"Nomor: {DOTS}",), bold=False),
        Paragraph(
            f"{in_full(held)}, sehubungan dengan berakhirnya kerja sama {dossier.title}, para pihak melakukan serah "
            "terima barang atau aset sebagai berikut:"
        ),
        Table("Aset yang diserahkan", headings, rows, widths=(1, 9, 2, 3)),
        Paragraph(
            "Sejak ditandatanganinya berita acara ini, pemeliharaan dan tanggung jawabnya beralih kepada penerima."
        ),
        places_to_sign([(side.head_title, head_name(dossier, side)) for side in dossier.sides]),
    )
    return Paper(f"Berita acara serah terima aset {dossier.title}", blocks, dated=held)


def _values(occurrence: Occurrence, partnership: Partnership, key: str) -> Mapping[str, Any]:
    if not any(paper.key == key for paper in papers_of(occurrence)(partnership)):
        raise KeyError(key)
    found = records(partnership, occurrence.gate)
    place = int(key)
    return found[place - 1].values if place <= len(found) else {}


def _label(place: int, values: Mapping[str, Any]) -> Text:
    held = on_day(day(values.get("held_on")))
    return say("Ke-%(place)s, %(day)s", place=place, day=held)


def _missing(occurrence: Occurrence, values: Mapping[str, Any]) -> list[Text]:
    return lacking.of_values(values, ("held_on",))


def _reasons(occurrence: Occurrence, values: Mapping[str, Any]) -> list[Block]:
    written = parts(str(values.get(occurrence.field) or ""))
    heads = {"reason": "Isi dan alasan:", "decision": "Isi penyelesaian:", "final_report": "Laporan akhir:"}
    return [Paragraph(heads[occurrence.field]), Listing(written or (DOTS, DOTS))]


def _details(occurrence: Occurrence, values: Mapping[str, Any], dossier: Dossier) -> list[Block]:
    """What only some occurrences say: who asked, the outcome of a dispute, the ground of an ending."""
    rows: list[tuple[str, str]] = []
    if values.get("asked_by"):
        rows.append(("Diminta oleh", str(values["asked_by"])))
    if occurrence is SETTLEMENT:
        facts = dossier_facts(dossier)
        rows += [("Pokok perselisihan", or_dots(facts)), ("Hasil", OUTCOMES.get(str(values.get("outcome")), DOTS))]
        rows.append(("Difasilitasi oleh", or_dots(values.get("official"))))
    if occurrence is ENDING:
        grounds = {code: str(label) for code, label in GROUNDS}
        rows.append(("Alasan berakhir", grounds.get(str(values.get("ground")), DOTS)))
        rows.append(("Aset dan penerimanya", or_dots(values.get("assets"))))
    return [Fields(tuple(rows))] if rows else []


def dossier_facts(dossier: Dossier) -> str:
    """What the newest dispute is about, as it was put on record."""
    found = records(dossier.partnership, "dispute")
    return str(found[-1].values.get("facts") or "") if found else ""


def _signers(occurrence: Occurrence, values: Mapping[str, Any], dossier: Dossier) -> list[tuple[str, str]]:
    heads = [(side.head_title, head_name(dossier, side)) for side in dossier.sides]
    if occurrence is SETTLEMENT:
        return [*heads, ("Pejabat yang memfasilitasi", str(values.get("official") or ""))]
    return heads
