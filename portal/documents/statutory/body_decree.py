"""SK BKAD: the heads' common decision on who runs the body between villages, with its members in a Lampiran."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ... import numerals
from ...contracts import Text, say
from ...paperwork import (
    Block,
    Fields,
    PageBreak,
    Paper,
    PaperOf,
    Paragraph,
    Recital,
    Signature,
    Signatures,
    Table,
    Title,
)
from ...partnerships.models import Partnership
from ...partnerships.paper_parts import indonesian, on_day
from . import lacking, laws
from .dossier import Dossier, current, day
from .lacking import head_name
from .names import SHORT_DOTS, in_capitals, listed, or_dots, ordinal
from .verses import parts
from .wording import signed_columns

GATE = "bkad_decree"
BODY = "Badan Kerja Sama Antar Desa"
EXECUTOR = "bkad"
BLANK_ROWS = 8


def papers(partnership: Any) -> list[PaperOf]:
    """One, where a BKAD carries the partnership out or its decree is on record; villages alone form a BKAD."""
    dossier = current(partnership)
    values = dossier.values(GATE)
    if not dossier.is_regulation or not (values or dossier.content.get("executor") == EXECUTOR):
        return []
    return [PaperOf("", say("Susunan pengurus BKAD"), missing=tuple(_missing(values)))]


@indonesian
def compose(partnership: Partnership, key: str) -> Paper:
    """Keputusan Bersama: KESATU the members, KEDUA their tasks, KETIGA whom they answer to, and how long."""
    if key or not papers(partnership):
        raise KeyError(key)
    dossier = current(partnership)
    values = dossier.values(GATE)
    held, about = day(values.get("held_on")), f"Susunan pengurus {BODY} {dossier.title}"
    blocks: list[Block] = [
        Title((dossier.regencies.upper(),)),
        Title((f"KEPUTUSAN BERSAMA {dossier.heads}".upper(), f"NOMOR {or_dots(values.get('number'))}")),
        Title(("TENTANG", about.upper())),
        Title((f"{dossier.heads.upper()},",)),
        Recital("Menimbang", _reasons(dossier)),
        Recital(
            "Mengingat", (*(f"{law};" for law in laws.considered(True, False)), f"{_regulation(dossier)}."), "number"
        ),
    ]
    if mad := _mad(dossier):
        blocks.append(Recital("Memperhatikan", (mad,)))
    blocks += [Title(("MEMUTUSKAN:",)), Recital("Menetapkan", (f"KEPUTUSAN BERSAMA TENTANG {about.upper()}.",))]
    blocks += [Fields(_decided(dossier, values)), _signed(dossier, values)]
    blocks += [
        PageBreak(),
        Paragraph(f"LAMPIRAN\nKEPUTUSAN BERSAMA {dossier.heads.upper()}\nTENTANG {about.upper()}", align="left"),
        Title(("SUSUNAN PENGURUS",)),
        _members(values),
    ]
    return Paper(f"SK BKAD {dossier.title}", tuple(blocks), dated=held, is_law=True)


def _missing(values: Mapping[str, Any]) -> list[Text]:
    lack = lacking.of_values(values, ("held_on",))
    return lack + ([say("Ketua BKAD belum ditulis.")] if values and not values.get("chair") else [])


def _reasons(dossier: Dossier) -> tuple[str, ...]:
    return (
        f"bahwa untuk melaksanakan {_regulation(dossier)} perlu dibentuk {BODY};",
        "bahwa nama-nama dalam Lampiran keputusan ini telah disepakati para pihak;",
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b perlu menetapkan Keputusan "
        f"Bersama tentang susunan pengurus {BODY};",
    )


def _basis(dossier: Dossier) -> tuple[str, ...]:
    named = laws.considered(changed=True, regulation=False)
    return (*(f"{law};" for law in named), f"{_regulation(dossier)};")


def _regulation(dossier: Dossier) -> str:
    said = []
    for side in dossier.villages:
        values = dossier.values("signature", side.party_id)
        number, year = values.get("number") or SHORT_DOTS, values.get("year") or SHORT_DOTS
        said.append(f"Nomor {number} Tahun {year} ({side.name})")
    return f"Peraturan Bersama {dossier.heads} {listed(said)} tentang {dossier.title}"


def _mad(dossier: Dossier) -> str:
    values = dossier.values("mad")
    if not values:
        return ""
    number = f" Nomor {values['number']}" if values.get("number") else ""
    return f"Berita Acara Musyawarah Antar Desa{number} tanggal {on_day(day(values.get('held_on')))}."


def _decided(dossier: Dossier, values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    until = day(values.get("term_until"))
    term = f"sampai dengan tanggal {numerals.day(until)}" if until else "selama kerja sama berlangsung"
    said = (
        f"Susunan pengurus {BODY} sebagaimana tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan dari "
        "keputusan ini.",
        f"Pengurus membantu para {dossier.terms.village_head} merencanakan, melaksanakan, memantau, dan mengevaluasi "
        "kerja sama, serta menyusun laporannya.",
        f"Pengurus melaporkan pelaksanaan kerja sama kepada para {dossier.terms.village_head} dengan tembusan kepada "
        f"{dossier.terms.village_council} dan kepada bupati/wali kota melalui {dossier.terms.district_head.lower()}.",
        f"Masa bakti pengurus {term}.",
        "Keputusan ini mulai berlaku pada tanggal ditetapkan.",
    )
    return tuple((ordinal(place).upper(), sentence) for place, sentence in enumerate(said, 1))


def _signed(dossier: Dossier, values: Mapping[str, Any]) -> Block:
    when = on_day(day(values.get("held_on")))
    places = tuple(
        Signature(
            (f"Ditetapkan di {side.short}", f"pada tanggal {when}", f"{side.head_title.upper()},"),
            in_capitals(head_name(dossier, side)),
        )
        for side in dossier.villages
    )
    return Signatures(places, signed_columns(len(places)))


def _members(values: Mapping[str, Any]) -> Block:
    """Name, office, village of each line; what has no commas stands as it was written."""
    written = [_split(line) for line in parts(str(values.get("members") or ""))]
    chair = str(values.get("chair") or "")
    if chair and not any(chair.casefold() in name.casefold() for name, _office, _village in written):
        written.insert(0, (chair, "Ketua", ""))
    rows = tuple((str(place), *row) for place, row in enumerate(written or [("", "", "")] * BLANK_ROWS, 1))
    return Table("Pengurus dan utusan tiap desa", ("No.", "Nama", "Jabatan", "Desa"), rows, widths=(1, 5, 4, 4))


def _split(line: str) -> tuple[str, str, str]:
    """Of a line “nama, jabatan, desa” its three parts: from the end, because degrees follow a comma too."""
    found = line.rsplit(",", 2)
    if len(found) < 3:
        return (line.strip(), "", "")
    name, office, village = (part.strip() for part in found)
    return (name, office, village)
