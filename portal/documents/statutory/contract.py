"""Perjanjian Bersama: villages with a third party. Who acts for whom, the eight contents, a place to sign for each."""

from __future__ import annotations

from ... import numerals
from ...paperwork import Article, Block, Listing, Paper, Paragraph, Signature, Signatures, Title, Verse
from ...partnerships.models import Partnership
from ...partnerships.paper_parts import DOTS, indonesian
from . import lacking, laws, provisions, versions
from .dossier import Dossier, Side, day
from .names import SHORT_DOTS, enumerated, in_capitals, listed, lowered, or_dots, ordinal
from .regulation import signed_on, signer_title
from .wording import in_full, signed_columns

SELF = "Perjanjian Bersama"


@indonesian
def compose(partnership: Partnership, key: str, changed_law: bool, is_copy: bool) -> Paper:
    """The first text with a third party; `changed_law` after UU 3/2024, a copy says who signed."""
    dossier = versions.read(partnership, key, versions.first(partnership), is_regulation=False)
    found = provisions.provisions(dossier.text)
    articles: list[Article] = [_basis(changed_law), _purpose(dossier)]
    for provision in found:
        for article in provision.articles:
            articles.append(_headed(len(articles) + 1, provision.title, article))
    articles.append(_closing(len(articles) + 1, len(dossier.sides)))
    blocks: list[Block] = [*heading(dossier, SELF.upper(), dossier.title), *who(dossier)]
    blocks.append(Paragraph(f"Para Pihak sepakat mengadakan kerja sama tentang {dossier.title} dengan ketentuan "
                            "sebagai berikut:"))  # fmt: skip
    blocks += [*articles, signing(dossier, is_copy)]
    blocks += provisions.annexed(provisions.annexes(dossier.text), f"{SELF.upper()}\nTENTANG {dossier.title.upper()}")
    return Paper(f"{SELF} tentang {dossier.title}", tuple(blocks), dated=signed_on(dossier), is_law=True)


def heading(dossier: Dossier, kind: str, about: str) -> list[Block]:
    """The kind, between whom, about what, and each party's number."""
    names = [_acting(side) for side in dossier.sides]
    numbers = [f"NOMOR {_number(dossier, side)}" for side in dossier.sides]
    return [
        Title((kind, "ANTARA", listed(names).upper())),
        Title(("TENTANG", about.upper())),
        Title(tuple(numbers)),
    ]


def who(dossier: Dossier) -> list[Block]:
    """Pada hari ini …: each party with its head, office, and whom it acts for."""
    items = tuple(_who(dossier, side, place) for place, side in enumerate(dossier.sides, 1))
    return [
        Paragraph(f"{in_full(signed_on(dossier))}, kami yang bertanda tangan di bawah ini:"),
        Listing(items),
        Paragraph("secara bersama-sama selanjutnya disebut PARA PIHAK."),
    ]


def party_called(place: int) -> str:
    """PIHAK KESATU: what a party is called by its place."""
    return f"PIHAK {ordinal(place).upper()}"


def signing(dossier: Dossier, is_copy: bool) -> Block:
    """Each party's place to sign."""
    places = []
    for place, side in enumerate(dossier.sides, 1):
        values = dossier.values("signature", side.party_id)
        mark = ("ttd.",) if is_copy and values else ()
        above = (f"{party_called(place)},", *mark)
        title = _title(dossier, side)
        places.append(Signature(above, in_capitals(lacking.head_name(dossier, side)), (title,)))
    return Signatures(tuple(places), signed_columns(len(places)))


def _who(dossier: Dossier, side: Side, place: int) -> str:
    mandate = dossier.values("mandate", side.party_id)
    name = or_dots(in_capitals(lacking.head_name(dossier, side)))
    by = ""
    if mandate.get("number"):
        held = day(mandate.get("held_on"))
        dated = f" tanggal {numerals.day(held)}" if held else ""
        by = f" berdasarkan {mandate['number']}{dated},"
    seat = _seat(side)
    return (
        f"{name}, {_title(dossier, side)},{seat}{by} bertindak dalam jabatannya untuk dan atas nama {_acting(side)}, "
        f"selanjutnya disebut {party_called(place)};"
    )


def _seat(side: Side) -> str:
    where = [part for part in (side.writer.district, side.writer.regency) if part]
    return f" berkedudukan di {', '.join(where)}," if where else ""


def _title(dossier: Dossier, side: Side) -> str:
    written = dossier.values("signature", side.party_id).get("signer_title")
    written = written or dossier.values("mandate", side.party_id).get("position")
    return signer_title(side, str(written or ""))


def _acting(side: Side) -> str:
    return f"Pemerintah {side.name}" if side.is_village else side.name


def _number(dossier: Dossier, side: Side) -> str:
    values = dossier.values("signature", side.party_id)
    return f"{values.get('number') or DOTS} TAHUN {values.get('year') or SHORT_DOTS}"


def _basis(changed_law: bool) -> Article:
    named = enumerated(laws.considered(changed_law, regulation=False))
    return _headed(1, "Dasar hukum", (Verse(f"{SELF} ini dibuat berdasarkan:", named),))


def _purpose(dossier: Dossier) -> Article:
    said = f"Tujuan {SELF} ini adalah {lowered(dossier.purpose) or f'melaksanakan kerja sama {dossier.title}'}."
    return _headed(2, "Tujuan", (Verse(said),))


def _closing(number: int, parties: int) -> Article:
    copies = f"{parties} ({numerals.in_words(parties)})"
    said = (
        f"{SELF} ini dibuat dalam rangkap {copies}, bermeterai cukup, masing-masing mempunyai kekuatan hukum yang "
        "sama, dan mulai berlaku sejak ditandatangani Para Pihak."
    )
    return _headed(number, "Penutup", (Verse(said),))


def _headed(number: int, title: str, verses: tuple[Verse, ...]) -> Article:
    """An article with its name below its number, as agreements have them."""
    return Article(number, verses, f"PASAL {number}\n{title.upper()}")
