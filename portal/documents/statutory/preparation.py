"""Papers on the way to a text: what a village puts first, what its people say, who may act for an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...contracts import say
from ...paperwork import Block, Fields, Listing, Paper, PaperOf, Paragraph, Table, Title
from ...partnerships.models import Partnership
from ...partnerships.paper_parts import DOTS, indonesian, on_day
from . import lacking
from .dossier import Dossier, Side, current, day
from .lacking import head_name
from .names import in_capitals, or_dots
from .verses import parts
from .village_meeting import attended, preparing
from .wording import in_full, places_to_sign, signed_by, titled

PRIORITIES, CONSULTATION, MANDATE = "priority_list", "consultation", "mandate"
BLANK_ROWS = 10


def priorities(partnership: Any) -> list[PaperOf]:
    """The list of each village that prepares."""
    dossier = current(partnership)
    return [_of(dossier, side, PRIORITIES, ("held_on",)) for side in preparing(dossier).values()]


def consultations(partnership: Any) -> list[PaperOf]:
    """The minutes of each village; with a third party there is no draft regulation to consult on."""
    dossier = current(partnership)
    sides = dossier.villages if dossier.is_regulation else ()
    return [_of(dossier, side, CONSULTATION, ("held_on", "place")) for side in sides]


def mandates(partnership: Any) -> list[PaperOf]:
    """The mandate of each organisation."""
    dossier = current(partnership)
    return [_of(dossier, side, MANDATE, ("held_on",)) for side in dossier.sides if not side.is_village]


@indonesian
def priority_list(partnership: Partnership, key: str) -> Paper:
    """Daftar inventarisasi dan skala prioritas: the fields or potentials, the most important first."""
    dossier, side, values = _read(partnership, key, priorities, PRIORITIES)
    held, found = day(values.get("held_on")), parts(str(values.get("items") or ""))
    rows = tuple((str(place), item) for place, item in enumerate(found or ("",) * BLANK_ROWS, 1))
    blocks: tuple[Block, ...] = (
        side.writer.letterhead,
        Title(titled("Daftar inventarisasi dan skala prioritas", "Bidang dan/atau potensi untuk kerja sama")),
        Table("Urut dari yang paling penting", ("Prioritas", "Bidang atau potensi"), rows, widths=(2, 10)),
        Paragraph(f"{side.short}, {on_day(held)}", align="right"),
        signed_by(side, side.head_title, head_name(dossier, side)),
    )
    return Paper(f"Skala prioritas {side.name}", blocks, dated=held)


@indonesian
def consultation(partnership: Partnership, key: str) -> Paper:
    """Berita acara konsultasi: what the people of a village said of the draft, and the camat's notes."""
    dossier, side, values = _read(partnership, key, consultations, CONSULTATION)
    held, found = day(values.get("held_on")), parts(str(values.get("input") or ""))
    note = str(values.get("district_note") or "")
    blocks: list[Block] = [
        side.writer.letterhead,
        Title(titled("Berita acara konsultasi", f"Rancangan Peraturan Bersama tentang {dossier.title}")),
        Title((f"Nomor: {DOTS}",), bold=False),
        Paragraph(
            f"{in_full(held)}, bertempat di {or_dots(values.get('place'))}, {side.head_title} telah mengonsultasikan "
            f"rancangan Peraturan Bersama tentang {dossier.title} dengan warga {side.name}, dihadiri "
            f"{attended(values).rstrip(',')}."
        ),
        Paragraph("Masukan warga:"),
        Listing(found or (DOTS, DOTS, DOTS)),
        *([Fields((("Catatan camat", note),))] if note else []),
        Paragraph("Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."),
        places_to_sign(((side.head_title, head_name(dossier, side)), ("Wakil warga", ""))),
    ]
    return Paper(f"Berita acara konsultasi {side.name}", tuple(blocks), dated=held)


@indonesian
def mandate(partnership: Partnership, key: str) -> Paper:
    """Surat kuasa: who signs for an organisation."""
    dossier, side, values = _read(partnership, key, mandates, MANDATE)
    held = day(values.get("held_on"))
    by, whom = side.writer.head_name, str(values.get("representative") or "")
    blocks: tuple[Block, ...] = (
        side.writer.letterhead,
        Title(titled("Surat kuasa")),
        Title((f"Nomor: {or_dots(values.get('number'))}",), bold=False),
        Paragraph("Yang bertanda tangan di bawah ini:"),
        Fields((("Nama", or_dots(in_capitals(by))), ("Jabatan", side.head_title))),
        Paragraph("memberi kuasa kepada:"),
        Fields((("Nama", or_dots(in_capitals(whom))), ("Jabatan", or_dots(values.get("position"))))),
        Paragraph(
            f"untuk mewakili {side.name} dan menandatangani Perjanjian Bersama tentang {dossier.title} beserta "
            "kelengkapannya."
        ),
        Paragraph(f"{or_dots('')}, {on_day(held)}", align="right"),
        places_to_sign((("Yang diberi kuasa", whom), ("Yang memberi kuasa", by))),
    )
    return Paper(f"Surat kuasa {side.name}", blocks, dated=held)


def _of(dossier: Dossier, side: Side, gate: str, fields: tuple[str, ...]) -> PaperOf:
    values = dossier.values(gate, side.party_id)
    unknown = [say("Isinya belum dicatat untuk %(party)s.", party=side.name)]
    missing = lacking.of_values(values, fields) if values else unknown
    return PaperOf(str(side.party_id), side.name, side.party_id, tuple(missing))


def _read(partnership: Partnership, key: str, papers: Any, gate: str) -> tuple[Dossier, Side, Mapping[str, Any]]:
    if not any(paper.key == key for paper in papers(partnership)):
        raise KeyError(key)
    dossier = current(partnership)
    side = preparing(dossier).get(key) or dossier.side(int(key))
    if side is None:
        raise KeyError(key)
    return dossier, side, dossier.values(gate, side.party_id)
