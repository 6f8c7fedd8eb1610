"""The content of an agreement as the provisions of a law product: the eight contents in the law's order, and annexes.

Plain functions: the regulation, the agreement with a third party and their changes are all made of these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ... import numerals
from ...paperwork import Article, Block, Chapter, PageBreak, Paragraph, Table, Title, Verse
from ...partnerships.agreement_clauses import ANNEXES, CLAUSES
from ...partnerships.agreement_rules import (
    EXECUTORS,
    FIELDS,
    ITEMS,
    MANY_PARTIES,
    SCOPE_CATEGORIES,
)
from ...partnerships.paper_parts import DOTS
from . import funding
from .agreed import Text
from .names import enumerated, lowered
from .verses import parts, verses

NOT_WRITTEN = (Verse(f"{DOTS} (belum ditulis)"),)
FUNDING_ANNEX, DUTIES_ANNEX = "funding", "duties"
CLAUSES_TITLE, OTHER_TITLE = "Ketentuan khusus", "Ketentuan lain-lain"
OTHER = "other_terms"


@dataclass(frozen=True)
class Provision:
    """One matter that the text settles: a BAB of a regulation, with the ayat of each of its articles."""

    key: str
    title: str
    articles: tuple[tuple[Verse, ...], ...]


@dataclass(frozen=True)
class Annexed:
    """A Lampiran: its name and what stands in it."""

    key: str
    title: str
    blocks: tuple[Block, ...]


def provisions(text: Text) -> list[Provision]:
    """The eight contents in the law's order, then the sector's clauses and other terms where there are any.

    A content that nobody wrote yet stands there with dots.
    """
    makers = {
        "scope": _scope,
        "fields": _fields,
        "implementation_terms": _implementation,
        "duration": _duration,
        "rights_and_obligations": _duties,
        "funding": _funding,
        "change_terms": _change,
        "dispute_terms": _dispute,
    }
    found = [
        Provision(key, label.text, tuple(article or NOT_WRITTEN for article in makers[key](text)))
        for key, label in ITEMS.items()
    ]
    if clauses := text.content.get(CLAUSES):
        found.append(Provision(CLAUSES, CLAUSES_TITLE, tuple(_clause(item) for item in clauses)))
    if other := verses(text.words(OTHER)):
        found.append(Provision(OTHER, OTHER_TITLE, (other,)))
    return found


def annexes(text: Text) -> list[Annexed]:
    """The Lampiran: duties of each where many are party, the table of funding, and what plugins add."""
    found = []
    if has_duties_annex(text):
        found.append(Annexed(DUTIES_ANNEX, "Hak dan kewajiban tiap pihak", (_duties_table(text),)))
    if text.content.get("funding"):
        found.append(Annexed(FUNDING_ANNEX, "Rincian pendanaan", funding.table(text)))
    for item in text.content.get(ANNEXES) or ():
        rows = tuple((str(label), str(value)) for label, value in item["rows"])
        table = Table(str(item["title"]), ("Hal", "Isi"), rows, widths=(2, 3))
        found.append(Annexed(str(item["key"]), str(item["title"]), (table,)))
    return found


def numbered(found: Sequence[Provision], first: int) -> dict[str, list[int]]:
    """The numbers of the articles of each provision, counted on from `first`."""
    numbers: dict[str, list[int]] = {}
    for provision in found:
        numbers[provision.key] = list(range(first, first + len(provision.articles)))
        first += len(provision.articles)
    return numbers


def chapters(found: Sequence[Provision], first_chapter: int, first_article: int) -> list[Block]:
    """Provisions as BAB and Pasal."""
    blocks: list[Block] = []
    numbers = numbered(found, first_article)
    for place, provision in enumerate(found):
        blocks.append(Chapter(first_chapter + place, provision.title.upper()))
        blocks += [
            Article(number, article) for number, article in zip(numbers[provision.key], provision.articles, strict=True)
        ]
    return blocks


def annexed(found: Sequence[Annexed], whose: str) -> list[Block]:
    """Each Lampiran on a page of its own; `whose` says of which law product it is."""
    blocks: list[Block] = []
    for place, annex in enumerate(found, 1):
        number = f" {numerals.roman(place)}" if len(found) > 1 else ""
        blocks += [PageBreak(), Paragraph(f"LAMPIRAN{number}\n{whose}", align="left")]
        blocks += [Title((annex.title.upper(),)), *annex.blocks]
    return blocks


def annex_named(text: Text, key: str) -> str:
    """Lampiran, or Lampiran II where there are several: how an article points at one."""
    keys = [annex.key for annex in annexes(text)]
    return f"Lampiran {numerals.roman(keys.index(key) + 1)}" if len(keys) > 1 else "Lampiran"


def has_duties_annex(text: Text) -> bool:
    """Whether what is each party's own stands in a Lampiran, because many are party."""
    return len(text.names) > MANY_PARTIES and any(_own(text, name) for name in ("rights", "obligations"))


def flat(provision: Provision) -> str:
    """A provision as plain lines, for a table of what it said and says."""
    lines = []
    for article in provision.articles:
        for verse in article:
            lines.append(verse.text)
            lines += [f"{numerals.letter(place)}. {item}" for place, item in enumerate(verse.items, 1)]
    return "\n".join(lines)


def _scope(text: Text) -> tuple[tuple[Verse, ...], ...]:
    category = SCOPE_CATEGORIES.get(text.words("scope_category"))
    written = verses(text.words("scope"), "Ruang lingkup kerja sama meliputi:")
    if category is None:
        return (written,)
    return ((Verse(f"Kerja sama ini termasuk golongan {lowered(category.text)}."), *written),)


def _fields(text: Text) -> tuple[tuple[Verse, ...], ...]:
    chosen = [lowered(FIELDS[code].text if code in FIELDS else code) for code in text.content.get("fields") or ()]
    if len(chosen) < 2:
        return (tuple(Verse(f"Bidang kerja sama adalah {field}.") for field in chosen),)
    return ((Verse("Bidang kerja sama meliputi:", enumerated(chosen)),),)


def _implementation(text: Text) -> tuple[tuple[Verse, ...], ...]:
    executor = EXECUTORS.get(text.words("executor"))
    by = (Verse(f"Kerja sama ini dilaksanakan oleh {lowered(executor.text)}."),) if executor else ()
    written = verses(text.words("implementation_terms"), "Tata cara dan ketentuan pelaksanaannya:")
    return ((*written, *by) if written else (*by,),)


def _duration(text: Text) -> tuple[tuple[Verse, ...], ...]:
    start, end = _day(text.content.get("start_date")), _day(text.content.get("end_date"))
    said: tuple[Verse, ...] = ()
    if start and end:
        span = f"{_span(start, end)} terhitung" if _span(start, end) else "terhitung"
        until = f"sejak tanggal {numerals.day(start)} sampai dengan tanggal {numerals.day(end)}"
        said = (Verse(f"Kerja sama ini berlaku {span} {until}."),)
    elif start:
        said = (Verse(f"Kerja sama ini berlaku terhitung sejak tanggal {numerals.day(start)}."),)
    return ((*said, *verses(text.words("renewal_terms"))),)


def _duties(text: Text) -> tuple[tuple[Verse, ...], ...]:
    return tuple(
        (*_shared(text, f"common_{name}", word), *_of_each(text, name, word))
        for name, word in (("rights", "Hak"), ("obligations", "Kewajiban"))
    )


def _shared(text: Text, name: str, word: str) -> tuple[Verse, ...]:
    written = parts(text.words(name))
    return (_said(f"{word} semua pihak", written),) if written else ()


def _of_each(text: Text, name: str, word: str) -> tuple[Verse, ...]:
    own = _own(text, name)
    if has_duties_annex(text):
        there = f"tercantum dalam {annex_named(text, DUTIES_ANNEX)} yang merupakan bagian tidak terpisahkan dari"
        return (Verse(f"{word} tambahan tiap pihak {there} {text.self_name} ini."),) if own else ()
    return tuple(_said(f"{word} {text.names[party]}", written) for party, written in own.items())


def _said(what: str, written: Sequence[str]) -> Verse:
    return Verse(f"{what}: {written[0]}") if len(written) == 1 else Verse(f"{what}:", tuple(written))


def _own(text: Text, name: str) -> dict[str, tuple[str, ...]]:
    kept = text.content.get(name) or {}
    return {party: written for party in text.names if (written := parts(kept.get(party) or ""))}


def _duties_table(text: Text) -> Table:
    rights, obligations = _own(text, "rights"), _own(text, "obligations")
    rows = tuple(
        (str(place), name, "\n".join(rights.get(party, ())), "\n".join(obligations.get(party, ())))
        for place, (party, name) in enumerate(text.names.items(), 1)
        if party in rights or party in obligations
    )
    return Table("Hak dan kewajiban tiap pihak", ("No.", "Pihak", "Hak", "Kewajiban"), rows, widths=(1, 3, 5, 5))


def _funding(text: Text) -> tuple[tuple[Verse, ...], ...]:
    said: tuple[Verse, ...] = ()
    if text.content.get("funding"):
        said = (
            Verse(
                f"Pendanaan kerja sama seluruhnya sebesar {funding.in_full(funding.total(text))}, dengan rincian "
                f"sebagaimana tercantum dalam {annex_named(text, FUNDING_ANNEX)} yang merupakan bagian tidak "
                f"terpisahkan dari {text.self_name} ini."
            ),
        )
    return ((*said, *verses(text.words("funding_note"))),)


def _change(text: Text) -> tuple[tuple[Verse, ...], ...]:
    return (verses(text.words("change_terms")),)


def _dispute(text: Text) -> tuple[tuple[Verse, ...], ...]:
    return (verses(text.words("dispute_terms")),)


def _clause(item: Mapping[str, Any]) -> tuple[Verse, ...]:
    first, *rest = verses(str(item["text"]), "") or (Verse(DOTS),)
    return (Verse(f"{item['label']}: {first.text}".rstrip(), first.items), *rest)


def _day(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _span(start: date, end: date) -> str:
    """selama 5 (lima) tahun, where the days make whole years; else nothing."""
    for last in (end, end + timedelta(days=1)):
        years = last.year - start.year
        if years > 0 and (last.month, last.day) == (start.month, start.day):
            return f"selama {years} ({numerals.in_words(years)}) tahun"
    return ""
