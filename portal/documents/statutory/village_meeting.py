"""The papers of each village's musyawarah desa: invitation, attendance list, minutes, and the consent of the BPD."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...contracts import Text, say
from ...paperwork import Block, Fields, Listing, Paper, PaperOf, Paragraph, Recital, Table, Title
from ...partnerships.models import Partnership
from ...partnerships.paper_parts import DOTS, indonesian, on_day
from ...partnerships.rules import CANDIDATE
from . import lacking, laws
from .dossier import Dossier, Side, all_sides, current, day
from .lacking import head_name
from .names import lowered, or_dots
from .verses import parts
from .wording import in_full, letter_head, places_to_sign, signed_by, titled

GATE = "village_deliberation"
AGREED, REJECTED = "agreed", "rejected"
ROWS = 25  # on one page of an attendance list
# Who takes part beside the village government and the BPD (Permendesa 16/2019), as chosen on attendance lists.
ELEMENTS = (
    "tokoh adat, tokoh agama, tokoh masyarakat, tokoh pendidikan, wakil kelompok tani, nelayan, perajin, perempuan, "
    "pemerhati dan pelindung anak, serta masyarakat miskin"
)


def per_village(fields: tuple[str, ...] = ()) -> Callable[[Any], list[PaperOf]]:
    """A paper of each village; what its record lacks of `fields` is missing."""

    def papers(partnership: Any) -> list[PaperOf]:
        dossier = current(partnership)
        return [
            PaperOf(str(side.party_id), side.name, side.party_id, tuple(_missing(dossier, side, fields)))
            for side in preparing(dossier).values()
        ]

    return papers


def consents(partnership: Any) -> list[PaperOf]:
    """The consent of the BPD of each village whose people the partnership burdens."""
    dossier = current(partnership)
    return [
        PaperOf(str(side.party_id), side.name, side.party_id, tuple(_missing(dossier, side, ("held_on", "chair"))))
        for side in preparing(dossier).values()
        if dossier.values(GATE, side.party_id).get("burdens_community")
    ]


@indonesian
def invitation(partnership: Partnership, key: str) -> Paper:
    """The BPD asks people to the musyawarah desa."""
    dossier, side, values = _read(partnership, key)
    terms = side.writer.terms
    about = f"Undangan {terms.village_meeting}"
    letterhead = _council_head(side)
    blocks = letter_head(side, "", day(values.get("invited_on")), about, ("Bapak/Ibu/Saudara " + DOTS,))
    blocks[0] = letterhead
    blocks += [
        Paragraph(
            f"Dengan hormat, {side.council} mengundang Bapak/Ibu/Saudara untuk hadir dalam {terms.village_meeting} "
            f"tentang kerja sama {dossier.title}, pada:"
        ),
        _when(values),
        Paragraph(
            "Musyawarah membahas apakah desa ini sepakat bekerja sama; hasilnya sepakat atau tidak sepakat. "
            f"Unsur yang diundang: pemerintah desa, BPD, dan unsur masyarakat, yaitu {ELEMENTS}."
        ),
        Paragraph("Demikian undangan ini disampaikan. Atas kehadirannya diucapkan terima kasih."),
        signed_by(side, f"Ketua {side.council}", str(values.get("chair") or "")),
    ]
    return Paper(f"{about} {side.name}", tuple(blocks), dated=day(values.get("invited_on")))


@indonesian
def attendance(partnership: Partnership, key: str) -> Paper:
    """A blank attendance list of the musyawarah desa."""
    dossier, side, values = _read(partnership, key)
    meeting = side.writer.terms.village_meeting
    headings = ("No.", "Nama", "L/P", "Unsur yang diwakili", "Alamat", "Tanda tangan")
    rows = tuple((str(place), "", "", "", "", "") for place in range(1, ROWS + 1))
    blocks: tuple[Block, ...] = (
        Title(titled("Daftar hadir", meeting, side.name)),
        Paragraph(f"Hal: kerja sama {dossier.title}", align="left"),
        _when(values),
        Table(f"Yang hadir dalam {meeting}", headings, rows, widths=(1, 5, 1, 4, 4, 4)),
    )
    return Paper(f"Daftar hadir {meeting} {side.name}", blocks, dated=day(values.get("held_on")))


@indonesian
def minutes(partnership: Partnership, key: str) -> Paper:
    """Berita acara musyawarah desa: agreed or not, with who was there, signed by four."""
    dossier, side, values = _read(partnership, key)
    terms = side.writer.terms
    held = day(values.get("held_on"))
    blocks: list[Block] = [
        _council_head(side),
        Title(titled("Berita acara", terms.village_meeting, f"tentang kerja sama {dossier.title}")),
        Title((f"Nomor: {or_dots(values.get('number'))}",), bold=False),
        Paragraph(
            f"{in_full(held)}, bertempat di {or_dots(values.get('place'))}, {side.council} telah menyelenggarakan "
            f"{terms.village_meeting} {side.name} yang dipimpin oleh {or_dots(values.get('chair'))}, dihadiri "
            f"{attended(values)} sebagaimana tercantum dalam daftar hadir."
        ),
        Paragraph(_purpose(dossier)),
        Paragraph(_decision(dossier, side, values)),
    ]
    if notes := parts(str(values.get("notes") or "")):
        blocks += [Paragraph("Catatan musyawarah:"), Listing(notes)]
    blocks += [
        Paragraph("Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."),
        places_to_sign(
            (
                ("Pimpinan musyawarah", str(values.get("chair") or "")),
                ("Sekretaris musyawarah", ""),
                (side.head_title, head_name(dossier, side)),
                ("Wakil peserta", ""),
            )
        ),
    ]
    return Paper(f"Berita acara {terms.village_meeting} {side.name}", tuple(blocks), dated=held)


@indonesian
def consent(partnership: Partnership, key: str) -> Paper:
    """The decision of the BPD to consent to what burdens the people or the village; a local rule, no law read here."""
    dossier, side, values = _read(partnership, key)
    if not values.get("burdens_community"):
        raise KeyError(key)
    held, terms, council = day(values.get("held_on")), side.writer.terms, side.council
    what = f"kerja sama {dossier.title}"
    blocks: tuple[Block, ...] = (
        _council_head(side),
        Title((f"KEPUTUSAN {council}".upper(), f"NOMOR {or_dots(values.get('council_decision'))}")),
        Title(("TENTANG", f"PERSETUJUAN {what}".upper())),
        Title((f"{council.upper()},",)),
        Recital(
            "Menimbang",
            (
                f"bahwa {what} membebani warga atau {side.name};",
                f"bahwa {what} telah disepakati dalam {terms.village_meeting} pada tanggal {on_day(held)};",
                f"bahwa berdasarkan pertimbangan tersebut perlu menetapkan persetujuan {council};",
            ),
        ),
        Recital("Mengingat", tuple(f"{law};" for law in laws.considered(changed=True, regulation=False)), "number"),
        Title(("MEMUTUSKAN:",)),
        Recital("Menetapkan", (f"Menyetujui {side.name} mengadakan {what}.",)),
        signed_by(side, f"Ketua {council}", str(values.get("chair") or "")),
    )
    return Paper(f"Persetujuan {council}", blocks, dated=held)


def _read(partnership: Partnership, key: str) -> tuple[Dossier, Side, Mapping[str, Any]]:
    dossier = current(partnership)
    side = preparing(dossier).get(key)
    if side is None:
        raise KeyError(key)
    return dossier, side, dossier.values(GATE, side.party_id)


def preparing(dossier: Dossier) -> dict[str, Side]:
    """The villages that decide for themselves: those that are party, and those that prepare to be; by key."""
    asked = {side.party_id: side for side in dossier.villages}
    known = all_sides(dossier.partnership)
    for party in dossier.partnership.parties:
        if party.is_village and party.state == CANDIDATE:
            asked.setdefault(party.id, known[party.id])
    return {str(number): side for number, side in asked.items()}


def _missing(dossier: Dossier, side: Side, fields: tuple[str, ...]) -> list[Text]:
    values = dossier.values(GATE, side.party_id)
    if not fields:
        return []
    if not values:
        return [say("Musyawarah %(party)s belum dicatat.", party=side.name)]
    return lacking.of_values(values, fields)


def _council_head(side: Side) -> Block:
    head = side.writer.letterhead
    return type(head)((*head.lines[:-1], side.council.upper()), head.address, head.logo)


def _when(values: Mapping[str, Any]) -> Block:
    rows = (("Hari, tanggal", on_day(day(values.get("held_on")))), ("Pukul", DOTS))
    return Fields((*rows, ("Tempat", or_dots(values.get("place")))))


def attended(values: Mapping[str, Any]) -> str:
    """How many were there, and of whom how many women, and poor."""
    if not values.get("attended"):
        return "peserta"
    said = f"{values['attended']} orang"
    inside = [
        f"{values[name]} {words}"
        for name, words in (("women", "perempuan"), ("vulnerable", "warga miskin atau rentan"))
        if values.get(name) is not None
    ]
    return f"{said}, di antaranya {' dan '.join(inside)}," if inside else said


def _purpose(dossier: Dossier) -> str:
    with_purpose = f" dengan tujuan {lowered(dossier.purpose)}" if dossier.purpose else ""
    others = ", ".join(side.name for side in dossier.sides)
    return f"Musyawarah membahas kerja sama {dossier.title}{with_purpose}, dengan para pihak: {others}."


def _decision(dossier: Dossier, side: Side, values: Mapping[str, Any]) -> str:
    what = f"mengadakan kerja sama {dossier.title}"
    if values.get("decision") == AGREED:
        return f"Setelah dibahas, musyawarah memutuskan SEPAKAT {side.name} {what}."
    if values.get("decision") == REJECTED:
        return f"Setelah dibahas, musyawarah memutuskan TIDAK SEPAKAT {side.name} {what}."
    return (
        f"Setelah dibahas, musyawarah memutuskan SEPAKAT / TIDAK SEPAKAT (coret yang tidak perlu) {side.name} {what}."
    )
