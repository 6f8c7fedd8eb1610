"""The papers of the musyawarah antar desa that settles the text: invitation, attendance lists, minutes.

A meeting that was called and minuted in the portal has papers of its own (`berita-acara-rapat`); these here are
written from what the path has on record, and can be filled in by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ...contracts import say
from ...paperwork import Block, Fields, Listing, PageBreak, Paper, PaperOf, Paragraph, Table, Title
from ...partnerships.models import Partnership
from ...partnerships.paper_parts import DOTS, addressee_list, indonesian, on_day
from . import lacking
from .dossier import Dossier, Side, day, of_version, records
from .lacking import head_name
from .names import in_capitals, listed, or_dots
from .verses import parts
from .wording import copies, in_full, letter_head, places_to_sign, signed_by, titled

GATE, ATTENDANCE = "mad", "mad_attendance"
SENT_BACK = "sent_back"
BLANK_ROWS = ((4, 12), (10, 8), (10**6, 5))  # up to so many villages: so many rows for each


def papers_with(*fields: str) -> Callable[[Any], list[PaperOf]]:
    """One for each version that a meeting settled or is to settle; what its record lacks of `fields` is missing."""

    def papers(partnership: Any) -> list[PaperOf]:
        found = []
        for number in meeting_versions(partnership):
            values = of_version(partnership, number).values(GATE)
            missing = lacking.of_values(values, fields) if fields else []
            label = say("Untuk naskah versi %(number)s", number=number)
            found.append(PaperOf(str(number), label, missing=tuple(missing)))
        return found

    return papers


def invitations(partnership: Any) -> list[PaperOf]:
    """The letters of the host: numbered in its book, because it writes them."""
    found = papers_with("held_on", "place")(partnership)
    return [replace(paper, party_id=_host(partnership, paper.key).party_id) for paper in found]


def _host(partnership: Partnership, key: str) -> Side:
    return of_version(partnership, int(key)).initiator


def meeting_versions(partnership: Partnership) -> list[int]:
    """The versions that a meeting between villages settles: those with a record, and the one that is worked on."""
    if not of_version(partnership, partnership.cycle).is_regulation:
        return []
    held = {record.cycle for record in records(partnership, GATE)}
    open_now = set() if partnership.entered_retroactively and partnership.cycle == 1 else {partnership.cycle}
    return sorted(held | open_now)


@indonesian
def invitation(partnership: Partnership, key: str) -> Paper:
    """The host asks every village to the meeting; one letter to all."""
    dossier = _read(partnership, key)
    values, host = dossier.values(GATE), dossier.initiator
    addressed = [side.head_title for side in dossier.villages]
    about = "Undangan Musyawarah Antar Desa"
    blocks = letter_head(host, "", day(values.get("invited_on")), about, addressed)
    blocks += [
        Paragraph(
            "Dengan hormat, mengharap kehadiran Saudara beserta utusan desa dalam Musyawarah Antar Desa yang membahas "
            f"rancangan Peraturan Bersama tentang {dossier.title}, pada:"
        ),
        _when(dossier),
        Paragraph(
            "Tiap desa diwakili kepala desa, atau wakil dengan surat mandat. Mohon membawa hasil musyawarah desa dan "
            "hasil konsultasi warga atas rancangan tersebut."
        ),
        Paragraph("Demikian undangan ini disampaikan. Atas kehadirannya diucapkan terima kasih."),
        signed_by(host, host.head_title, head_name(dossier, host)),
        *copies(*_district_heads(dossier), f"Ketua {host.council}"),
        *addressee_list(addressed),
    ]
    return Paper(f"{about} tentang {dossier.title}", tuple(blocks), dated=day(values.get("invited_on")))


@indonesian
def attendance(partnership: Partnership, key: str) -> Paper:
    """A blank attendance list with rows for each village."""
    dossier = _read(partnership, key)
    rows = next(count for most, count in BLANK_ROWS if len(dossier.villages) <= most)
    blocks: list[Block] = [
        Title(titled("Daftar hadir", "Musyawarah Antar Desa", dossier.title)),
        _when(dossier),
    ]
    blocks += [_blank_rows(side, rows) for side in dossier.villages]
    return Paper(
        f"Daftar hadir MAD tentang {dossier.title}", tuple(blocks), dated=day(dossier.values(GATE).get("held_on"))
    )


@indonesian
def minutes(partnership: Partnership, key: str) -> Paper:
    """Berita acara MAD: agenda, decisions, signatures, and who was there of each village."""
    dossier = _read(partnership, key)
    values = dossier.values(GATE)
    held = day(values.get("held_on"))
    blocks: list[Block] = [
        Title(titled("Berita acara", "Musyawarah Antar Desa", f"tentang kerja sama {dossier.title}")),
        Title((f"Nomor: {or_dots(values.get('number'))}",), bold=False),
        Paragraph(
            f"{in_full(held)}, pukul {or_dots(values.get('time'))}, bertempat di {or_dots(values.get('place'))}, telah "
            f"diselenggarakan Musyawarah Antar Desa oleh {listed([side.name for side in dossier.villages])}, dipimpin "
            f"oleh {or_dots(values.get('chair'))} sebagai ketua sidang dan {or_dots(values.get('secretary'))} sebagai "
            "sekretaris sidang, dihadiri peserta sebagaimana tercantum dalam lampiran daftar hadir."
        ),
        Paragraph("Acara musyawarah:"),
        Listing((f"pembahasan rancangan Peraturan Bersama tentang {dossier.title};", "pengambilan keputusan.")),
        Paragraph(_decided(values)),
        Listing(parts(str(values.get("decisions") or "")) or (DOTS, DOTS, DOTS)),
        Paragraph("Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."),
        places_to_sign(_signers(dossier)),
        PageBreak(),
        Title(titled("Lampiran", "Daftar hadir Musyawarah Antar Desa")),
        _attended(dossier),
    ]
    return Paper(f"Berita acara MAD tentang {dossier.title}", tuple(blocks), dated=held)


def _read(partnership: Partnership, key: str) -> Dossier:
    if not key.isdecimal() or int(key) not in meeting_versions(partnership):
        raise KeyError(key)
    return of_version(partnership, int(key))


def _when(dossier: Dossier) -> Block:
    values = dossier.values(GATE)
    return Fields(
        (
            ("Hari, tanggal", on_day(day(values.get("held_on")))),
            ("Pukul", or_dots(values.get("time"))),
            ("Tempat", or_dots(values.get("place"))),
            ("Acara", f"Rancangan Peraturan Bersama tentang {dossier.title}"),
        )
    )


def _decided(values: Any) -> str:
    if values.get("decision") == SENT_BACK:
        return "Setelah dibahas, musyawarah memutuskan naskah diperbaiki lebih dahulu, dengan ketentuan berikut:"
    return "Setelah dibahas, musyawarah menyepakati hal-hal sebagai berikut:"


def _signers(dossier: Dossier) -> list[tuple[str, str]]:
    values = dossier.values(GATE)
    chairs = [
        ("Ketua sidang", str(values.get("chair") or "")),
        ("Sekretaris sidang", str(values.get("secretary") or "")),
    ]
    return chairs + [(side.head_title, _representative(dossier, side)) for side in dossier.villages]


def _representative(dossier: Dossier, side: Side) -> str:
    return str(dossier.values("signature", side.party_id).get("signer_name") or side.writer.head_name or "")


def _attended(dossier: Dossier) -> Block:
    rows = []
    for place, side in enumerate(dossier.villages, 1):
        values = dossier.values(ATTENDANCE, side.party_id)
        by = in_capitals(str(values.get("representative") or ""))
        mandate = f"\nmandat {values['mandate']}" if values.get("mandate") else ""
        count, women = (str(values[name]) if values.get(name) is not None else "" for name in ("attended", "women"))
        rows.append((str(place), side.name, by + mandate, count, women, ""))
    headings = ("No.", "Desa", "Diwakili oleh", "Hadir", "Perempuan", "Tanda tangan")
    return Table("Yang hadir dari tiap desa", headings, tuple(rows), (1, 4, 5, 2, 2, 4), right=(3, 4))


def _blank_rows(side: Side, count: int) -> Block:
    rows = tuple((str(place), "", "", "", "") for place in range(1, count + 1))
    headings = ("No.", "Nama", "L/P", "Jabatan atau unsur", "Tanda tangan")
    return Table(side.name, headings, rows, widths=(1, 5, 1, 5, 4))


def _district_heads(dossier: Dossier) -> list[str]:
    found = dict.fromkeys(
        f"{side.writer.terms.district_head} {side.writer.place.district}"
        for side in dossier.villages
        if side.writer.place and side.writer.place.district
    )
    return list(found)[:5]
