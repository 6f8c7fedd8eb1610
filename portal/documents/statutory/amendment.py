"""A change of the regulation or of the agreement: what each changed content said, and what it says now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ... import numerals
from ...paperwork import Article, Block, PageBreak, Paper, Paragraph, Table, Title, Verse
from ...partnerships.models import Partnership
from ...partnerships.paper_parts import indonesian
from . import contract, provisions, regulation, versions
from .dossier import Dossier, Side, day, of_version
from .names import SHORT_DOTS, listed
from .provisions import Annexed, Provision


@dataclass(frozen=True)
class Change:
    """One matter that changes: what it was, what it is; None where it was not, or is no more."""

    title: str
    old: Provision | None
    new: Provision | None
    numbers: tuple[int, ...] = ()


@indonesian
def compose_regulation(partnership: Partnership, key: str, changed_law: bool, is_copy: bool) -> Paper:
    """Peraturan Bersama tentang Perubahan atas Peraturan Bersama; `changed_law` after UU 3/2024."""
    dossier, old = _read(partnership, key, is_regulation=True)
    about = f"Perubahan atas Peraturan Bersama {old.heads} tentang {old.title}"
    blocks: list[Block] = [*regulation.heading(dossier, about)]
    reasons = [f"bahwa Peraturan Bersama {old.heads} {_numbers(old)} tentang {old.title} perlu disesuaikan;"]
    blocks += regulation.considering(dossier, reasons + _meeting(dossier), changed_law, about)
    blocks += regulation.determining(f"Peraturan Bersama tentang {about}.")
    blocks += [_article("Pasal I"), *_changed(old, dossier)]
    begins = Paragraph(regulation.BEGINS[0].text, indent=True)
    blocks += [_article("Pasal II"), begins, regulation.order_to_promulgate(dossier)]
    blocks += [*regulation.signing(dossier, is_copy), *regulation.promulgating(dossier, is_copy)]
    blocks += _annexes(old, dossier, regulation.annex_head(dossier, about))
    return Paper(about, tuple(blocks), dated=regulation.signed_on(dossier), is_law=True)


@indonesian
def compose_contract(partnership: Partnership, key: str, is_copy: bool) -> Paper:
    """Adendum of an agreement with a third party."""
    dossier, old = _read(partnership, key, is_regulation=False)
    about = f"Adendum Perjanjian Bersama tentang {old.title}"
    blocks: list[Block] = [*contract.heading(dossier, "ADENDUM PERJANJIAN BERSAMA", old.title), *contract.who(dossier)]
    blocks.append(
        Paragraph(
            f"Para Pihak sepakat mengubah Perjanjian Bersama {_numbers(old)} tentang {old.title} sebagai berikut:"
        )
    )
    blocks += [_article("Pasal I"), *_changed(old, dossier), _article("Pasal II")]
    blocks.append(
        Paragraph("Ketentuan lain tetap berlaku. Adendum ini berlaku sejak ditandatangani Para Pihak.", indent=True)
    )
    blocks.append(contract.signing(dossier, is_copy))
    blocks += _annexes(old, dossier, f"ADENDUM PERJANJIAN BERSAMA\nTENTANG {old.title.upper()}")
    return Paper(about, tuple(blocks), dated=regulation.signed_on(dossier), is_law=True)


def changes(old: Dossier, new: Dossier) -> list[Change]:
    """The matters in which two versions differ, in the order of the text, each with its articles' old numbers.

    The articles of a text that was signed on paper, outside of the portal, have no numbers that are known here.
    """
    were, are = provisions.provisions(old.text), provisions.provisions(new.text)
    numbers = {} if on_paper(old) else provisions.numbered(were, 2 if old.is_regulation else 3)
    before, after = _written(were), _written(are)
    found = []
    for key, item in {**before, **after}.items():
        if before.get(key) != after.get(key):
            places = tuple(numbers.get(key, ()))
            found.append(Change(item.title, before.get(key), after.get(key), places))
    return found


def on_paper(dossier: Dossier) -> bool:
    """Whether a version was signed outside of the portal, so that only little of its text is known here."""
    first = min(item.number for item in dossier.partnership.agreements)
    return dossier.partnership.entered_retroactively and dossier.version.number == first


def _read(partnership: Partnership, key: str, is_regulation: bool) -> tuple[Dossier, Dossier]:
    dossier = versions.read(partnership, key, versions.changes(partnership), is_regulation)
    before = versions.before(partnership, dossier.version.number)
    if before is None:
        raise KeyError(key)
    return dossier, of_version(partnership, before)


def _meeting(dossier: Dossier) -> list[str]:
    held = day(dossier.values("mad").get("held_on"))
    if held is None:
        return []
    return [f"bahwa perubahan tersebut telah disepakati dalam Musyawarah Antar Desa pada tanggal {numerals.day(held)};"]


def _numbers(old: Dossier) -> str:
    """Nomor 1 Tahun 2026 (Desa Ngebel), …: the numbers of what is changed, as each party numbered it."""
    said = []
    for side in old.sides:
        values = old.values("signature", side.party_id)
        number, year = values.get("number") or SHORT_DOTS, values.get("year") or SHORT_DOTS
        said.append(f"Nomor {number} Tahun {year} ({side.name})")
    return listed(said)


def _changed(old: Dossier, new: Dossier) -> list[Block]:
    """Each change with its new words, counted on."""
    blocks: list[Block] = []
    for sentence in _party_sentences(old, new):
        blocks.append(Paragraph(f"{len(blocks) + 1}. {sentence}"))
    place = len(blocks)
    for change in changes(old, new):
        place += 1
        blocks += _told(place, change, is_known=not on_paper(old))
    return blocks or [Paragraph("(belum ada perubahan)")]


def _written(found: Sequence[Provision]) -> dict[str, Provision]:
    return {item.key: item for item in found if item.articles != (provisions.NOT_WRITTEN,)}


def _told(place: int, change: Change, is_known: bool) -> list[Block]:
    where = f" dalam Pasal {listed([str(number) for number in change.numbers])}" if change.numbers else ""
    matter = change.title[:1].lower() + change.title[1:]
    if change.new is None:
        return [Paragraph(f"{place}. Ketentuan mengenai {matter}{where} dihapus.")]
    if change.old or not is_known:
        said = f"Ketentuan mengenai {matter}{where} diubah sehingga berbunyi sebagai berikut:"
    else:
        said = f"Ditambahkan ketentuan mengenai {matter} yang berbunyi sebagai berikut:"
    blocks: list[Block] = [Paragraph(f"{place}. {said}")]
    numbers = change.numbers if len(change.numbers) == len(change.new.articles) else ()
    for index, article in enumerate(change.new.articles):
        blocks += [Article(numbers[index], article)] if numbers else _unnumbered(article)
    return blocks


def _unnumbered(article: Sequence[Verse]) -> list[Block]:
    """An article that has no number of its own in the text that is changed."""
    many = len(article) > 1
    return [
        Paragraph(
            "\n".join(
                [
                    f"({place}) {verse.text}" if many else verse.text,
                    *(f"{numerals.letter(at)}. {item}" for at, item in enumerate(verse.items, 1)),
                ]
            ),
            align="left",
            indent=True,
        )
        for place, verse in enumerate(article, 1)
    ]


def _party_sentences(old: Dossier, new: Dossier) -> list[str]:
    come, gone = _coming(old, new)
    said = []
    if come:
        said.append(f"Pihak yang bergabung: {listed([side.name for side in come])}.")
    if gone:
        said.append(f"Pihak yang keluar: {listed([side.name for side in gone])}.")
    return said


def _coming(old: Dossier, new: Dossier) -> tuple[list[Side], list[Side]]:
    were, are = {side.party_id for side in old.sides}, {side.party_id for side in new.sides}
    come = [side for side in new.sides if side.party_id not in were]
    return come, [side for side in old.sides if side.party_id not in are]


def _annexes(old: Dossier, new: Dossier, whose: str) -> list[Block]:
    """The Lampiran that changed, as they are now, and a table of what was and what is."""
    before = {annex.key: annex for annex in provisions.annexes(old.text)}
    changed: list[Annexed] = [item for item in provisions.annexes(new.text) if before.get(item.key) != item]
    unknown = "seperti pada naskah di atas kertas" if on_paper(old) else "–"
    rows = [
        (change.title, provisions.flat(change.old) if change.old else unknown,
         provisions.flat(change.new) if change.new else "dihapus")
        for change in changes(old, new)
    ]  # fmt: skip
    blocks = provisions.annexed(changed, whose)
    if rows:
        table = Table("Semula dan menjadi", ("Hal", "Semula", "Menjadi"), tuple(rows), widths=(2, 4, 4))
        blocks += [PageBreak(), Title(("MATRIKS PERUBAHAN",)), table]
    return blocks


def _article(name: str) -> Block:
    return Title((name,), bold=False)
