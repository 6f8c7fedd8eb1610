"""Peraturan Bersama Kepala Desa, in the order of Permendagri 111/2014: the text to be signed, and what was promulgated.

Right for two villages and for forty; each has its own number, signature and gazette.
"""

from __future__ import annotations

from typing import Any

from ... import numerals
from ...paperwork import (
    Article,
    Block,
    Chapter,
    Paper,
    Paragraph,
    Recital,
    Signature,
    Signatures,
    Title,
    Verse,
)
from ...partnerships.agreement_rules import FIELDS
from ...partnerships.models import Partnership
from ...partnerships.paper_parts import DOTS, indonesian
from . import lacking, laws, provisions, versions
from .dossier import Dossier, Side, day
from .names import SHORT_DOTS, in_capitals, listed, lowered
from .wording import signed_columns

GRACE = "DENGAN RAHMAT TUHAN YANG MAHA ESA"
BEGINS = (Verse("Peraturan Bersama ini mulai berlaku pada tanggal diundangkan."),)


@indonesian
def compose(partnership: Partnership, key: str, changed_law: bool, is_copy: bool) -> Paper:
    """The first text; `changed_law` after UU 3/2024, a copy says who signed."""
    dossier = versions.read(partnership, key, versions.first(partnership), is_regulation=True)
    about = dossier.title
    blocks: list[Block] = [*heading(dossier, about), *considering(dossier, considerations(dossier), changed_law, about)]
    blocks += [*determining(f"Peraturan Bersama {dossier.heads} tentang {about}.")]
    blocks += [Chapter(1, "KETENTUAN UMUM"), definitions(dossier)]
    found = provisions.provisions(dossier.text)
    blocks += provisions.chapters(found, 2, 2)
    last = 2 + sum(len(item.articles) for item in found)
    blocks += [Chapter(2 + len(found), "KETENTUAN PENUTUP"), Article(last, BEGINS), order_to_promulgate(dossier)]
    blocks += [*signing(dossier, is_copy), *promulgating(dossier, is_copy)]
    blocks += provisions.annexed(provisions.annexes(dossier.text), annex_head(dossier, about))
    return Paper(f"Peraturan Bersama tentang {about}", tuple(blocks), dated=signed_on(dossier), is_law=True)


def heading(dossier: Dossier, about: str) -> list[Block]:
    """From the kabupaten to the heads: the lines before Menimbang."""
    heads = dossier.heads.upper()
    return [
        Title((dossier.regencies.upper(),)),
        Title((f"PERATURAN BERSAMA {heads}", *(number_line(dossier, side) for side in dossier.villages))),
        Title(("TENTANG", about.upper())),
        Title((GRACE,)),
        Title((f"{heads},",)),
    ]


def number_line(dossier: Dossier, side: Side) -> str:
    """NOMOR 1 TAHUN 2026: as one village numbered it."""
    values = dossier.values("signature", side.party_id)
    return f"NOMOR {values.get('number') or SHORT_DOTS} TAHUN {values.get('year') or SHORT_DOTS}"


def considerations(dossier: Dossier) -> list[str]:
    """Why: the purpose, the village meetings, the meeting between villages, and what the law asks."""
    items = [_aim(dossier)]
    terms = dossier.terms
    items.append(
        f"bahwa kerja sama tersebut telah disepakati dalam {terms.village_meeting} {_village_meetings(dossier)};"
    )
    mad = dossier.values("mad")
    held = day(mad.get("held_on"))
    where = f" di {mad['place']}" if mad.get("place") else ""
    on_day = f"pada tanggal {numerals.day(held)}{where}" if held else f"pada tanggal {DOTS}"
    items.append(f"bahwa isinya telah disepakati dalam Musyawarah Antar Desa {on_day};")
    items.append(
        "bahwa berdasarkan Pasal 92 ayat (2) Undang-Undang Nomor 6 Tahun 2014 tentang Desa, kerja sama antar-Desa "
        "dituangkan dalam Peraturan Bersama Kepala Desa melalui kesepakatan musyawarah antar-Desa;"
    )
    return items


def _aim(dossier: Dossier) -> str:
    """The purpose; without one the fields, as the regulations that were read begin."""
    if dossier.purpose:
        return f"bahwa kerja sama antar-Desa ini diadakan dengan tujuan {lowered(dossier.purpose)};"
    fields = listed([lowered(FIELDS[code].text) for code in dossier.content.get("fields") or () if code in FIELDS])
    return f"bahwa dalam rangka {fields or DOTS} diadakan kerja sama antar-Desa tentang {dossier.title};"


def considering(dossier: Dossier, items: list[str], changed_law: bool, about: str) -> list[Block]:
    """Menimbang and Mengingat; a draft leaves a line for the law that formed the kabupaten, which nobody can know."""
    last = numerals.letter(len(items))
    span = "huruf a" if last == "a" else f"huruf a sampai dengan huruf {last}"
    reason = (
        f"bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam {span}, perlu menetapkan Peraturan Bersama "
        f"{dossier.terms.village_head} tentang {about};"
    )
    named = [f"{law};" for law in laws.considered(changed_law)]
    if not dossier.is_frozen:
        named.insert(0, f"Undang-Undang Nomor {SHORT_DOTS} Tahun {SHORT_DOTS} tentang Pembentukan {dossier.regencies} "
                        "(isi, atau hapus baris ini);")  # fmt: skip
    return [
        Recital("Menimbang", (*items, reason)),
        Recital("Mengingat", (*named[:-1], f"{named[-1].removesuffix(';')};"), mark="number"),
    ]


def determining(what: str) -> list[Block]:
    """MEMUTUSKAN, and what is determined."""
    return [Title(("MEMUTUSKAN:",)), Recital("Menetapkan", (what.upper(),))]


def definitions(dossier: Dossier) -> Article:
    """Pasal 1: what the words of this regulation mean, by the terms of the place."""
    terms = dossier.terms
    village, head = terms.village, terms.village_head
    who = listed([side.name for side in dossier.sides])
    items = (
        f"{village} adalah {who}.",
        f"Pemerintah {village} adalah {head} dibantu perangkat {village} masing-masing.",
        f"{head} adalah {dossier.heads}.",
        f"{terms.village_council} adalah lembaga permusyawaratan pada tiap {village} yang menyelenggarakan "
        f"{terms.village_meeting}.",
        f"Para Pihak adalah semua {village} sebagaimana dimaksud dalam huruf a.",
        f"Kerja Sama adalah kerja sama antar-{village} tentang {dossier.title} menurut Peraturan Bersama ini.",
        "Musyawarah Antar Desa yang selanjutnya disingkat MAD adalah musyawarah bersama Para Pihak.",
        f"Badan Kerja Sama Antar Desa yang selanjutnya disingkat BKAD adalah badan yang dibentuk atas dasar "
        f"kesepakatan antar-Desa untuk membantu {head} dalam melaksanakan kerja sama antar-Desa.",
    )
    return Article(1, (Verse("Dalam Peraturan Bersama ini yang dimaksud dengan:", items),))


def order_to_promulgate(dossier: Dossier) -> Block:
    """The sentence before the signatures: each village places it in its own gazette."""
    where = f"{dossier.terms.gazette} masing-masing {dossier.terms.village}"
    order = "memerintahkan pengundangan Peraturan Bersama ini dengan penempatannya dalam"
    return Paragraph(f"Agar setiap orang mengetahuinya, {order} {where}.", indent=True)


def signing(dossier: Dossier, is_copy: bool) -> list[Block]:
    """Each head's place to sign, with the place, the day and the office."""
    places = tuple(_signature(dossier, side, is_copy) for side in dossier.villages)
    return [Signatures(places, signed_columns(len(places)))]


def promulgating(dossier: Dossier, is_copy: bool) -> list[Block]:
    """Diundangkan: each secretary's place to sign, with the number in the village's gazette."""
    places = tuple(_promulgation(dossier, side, is_copy) for side in dossier.villages)
    return [Signatures(places, signed_columns(len(places)))]


def annex_head(dossier: Dossier, about: str) -> str:
    """Of which regulation a Lampiran is."""
    return f"PERATURAN BERSAMA {dossier.heads.upper()}\nTENTANG {about.upper()}"


def signed_on(dossier: Dossier) -> Any:
    """The last day on which a head signed; None before."""
    days = [day(dossier.values("signature", side.party_id).get("held_on")) for side in dossier.sides]
    return max((item for item in days if item), default=None)


def _signature(dossier: Dossier, side: Side, is_copy: bool) -> Signature:
    values = dossier.values("signature", side.party_id)
    held = day(values.get("held_on"))
    on_day = numerals.day(held) if held else DOTS
    title = signer_title(side, str(values.get("signer_title") or ""))
    above = (f"Ditetapkan di {side.short}", f"pada tanggal {on_day}", f"{title.upper()},", *_mark(is_copy and values))
    return Signature(above, in_capitals(lacking.head_name(dossier, side)))


def signer_title(side: Side, written: str) -> str:
    """Penjabat Kepala Desa Ngebel: the office as it was put on record, with the name of the place."""
    if not written or written.casefold() in side.head_title.casefold():
        return side.head_title
    return written if side.short.casefold() in written.casefold() else f"{written} {side.short}"


def _promulgation(dossier: Dossier, side: Side, is_copy: bool) -> Signature:
    values = dossier.values("promulgation", side.party_id)
    held = day(values.get("held_on"))
    on_day = numerals.day(held) if held else DOTS
    above = (f"Diundangkan di {side.short}", f"pada tanggal {on_day}", f"{side.secretary_title.upper()},")
    year, number = values.get("year") or SHORT_DOTS, values.get("number") or SHORT_DOTS
    gazette = f"{side.writer.terms.gazette} {side.short} TAHUN {year} NOMOR {number}".upper()
    return Signature((*above, *_mark(is_copy and values)), in_capitals(str(values.get("secretary") or "")), (gazette,))


def _mark(is_signed: Any) -> tuple[str, ...]:
    return ("ttd.",) if is_signed else ()


def _village_meetings(dossier: Dossier) -> str:
    """pada tanggal 1 November 2026 di Desa Ngebel dan Desa Sempu: the meetings, by their days."""
    by_day: dict[str, list[str]] = {}
    for side in dossier.villages:
        held = day(dossier.values("village_deliberation", side.party_id).get("held_on"))
        by_day.setdefault(numerals.day(held) if held else DOTS, []).append(side.name)
    return ", dan ".join(f"pada tanggal {when} di {listed(who)}" for when, who in by_day.items())
