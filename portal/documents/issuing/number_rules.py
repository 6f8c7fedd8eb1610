"""How the number of a paper is written: a pattern with plain placeholders, checked and filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ... import numerals
from ...contracts import Sentence, Text, say
from ...paperwork import Block, Fields, Paper, Paragraph, Title

CLASSIFICATION = "146.5"  # kerja sama desa, in the classification of letters that villages keep
LETTER, REGULATION, DECREE, MINUTES, REPORT = "letter", "regulation", "decree", "minutes", "report"
BOOKS: Mapping[str, Text] = {
    LETTER: say("Buku surat keluar"),
    DECREE: say("Buku keputusan"),
    MINUTES: say("Buku berita acara"),
    REPORT: say("Buku laporan"),
    REGULATION: say("Nomor dari tanda tangan para pihak"),
}
USUAL: Mapping[str, str] = {
    LETTER: "{klasifikasi}/{urut}/{desa}/{bulan-romawi}/{tahun}",
    DECREE: "{klasifikasi}/{urut}/SK/{desa}/{tahun}",
    MINUTES: "{klasifikasi}/{urut}/BA/{desa}/{bulan-romawi}/{tahun}",
    REPORT: "{klasifikasi}/{urut}/LAP/{desa}/{bulan-romawi}/{tahun}",
}
KEPT = tuple(USUAL)  # the registers that an owner keeps a book of
PLACEHOLDERS: Mapping[str, Text] = {
    "klasifikasi": say("kode klasifikasi surat"),
    "urut": say("nomor urut: 7"),
    "urut-3": say("nomor urut tiga angka: 007"),
    "desa": say("nama desa atau lembaga"),
    "kode": say("kode wilayah desa"),
    "bulan-romawi": say("bulan: XI"),
    "bulan": say("bulan: 11"),
    "tahun": say("tahun: 2026"),
}
LONGEST_NAME = 40  # letters of a name inside a number
MOST = 999_999  # the largest running number
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_OPEN = re.compile(r"[\s–-]*|.*(…|\.\.|__).*", re.DOTALL)  # nothing, or dots to be filled in by hand
_OPEN_DAY = re.compile(r"(?P<place>([^\n]+, )?)…+")
_NUMBER_LINE = re.compile(r"(?P<word>nomor)(?P<colon>\s*:?\s*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Writing:
    """How one owner writes the numbers of one register."""

    pattern: str
    classification: str
    name: str
    code: str = ""


def faults(pattern: str) -> list[Sentence]:
    """What is wrong with a pattern, in sentences; none when it can be used."""
    found = []
    names = _PLACEHOLDER.findall(pattern)
    for name in dict.fromkeys(names):
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
            found.append(say("{%(name)s} tidak dikenal. Yang dikenal: %(known)s.", name=name[:30], known=known))
    doubled = next((name for name in PLACEHOLDERS if names.count(name) > 1), "")
    if doubled:
        found.append(say("{%(name)s} cukup ditulis sekali.", name=doubled))
    if "urut" not in names and "urut-3" not in names:
        found.append(say("Pola harus memuat {urut}, supaya tidak ada dua nomor yang sama."))
    if "tahun" not in names:
        found.append(say("Pola harus memuat {tahun}: nomor mulai lagi tiap tahun."))
    rest = _PLACEHOLDER.sub("", pattern)
    if "{" in rest or "}" in rest:
        found.append(say("Tanda { dan } harus berpasangan."))
    if not all(char.isprintable() for char in pattern):
        found.append(say("Pola tidak boleh memuat tanda yang tidak terlihat."))
    return found


def written(writing: Writing, sequence: int, day: date) -> str:
    """The number as it stands on paper; a long name is cut."""
    values = {
        "klasifikasi": writing.classification,
        "urut": str(sequence),
        "urut-3": f"{sequence:03d}",
        "desa": plain_name(writing.name)[:LONGEST_NAME],
        "kode": writing.code,
        "bulan-romawi": numerals.roman(day.month),
        "bulan": f"{day.month:02d}",
        "tahun": str(day.year),
    }
    filled = _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), writing.pattern)
    return re.sub(r"/{2,}", "/", filled)


def plain_name(name: str) -> str:
    """A name inside a number: capitals, words joined by dashes, without what a number cannot hold."""
    words = re.findall(r"[^\W_]+", name.upper())
    return "-".join(words) or "-"


def same(number: str) -> str:
    """What two spellings of one number have in common."""
    return "".join(number.casefold().split())


def number_in(paper: Paper) -> str:
    """The number that a paper carries already, from what is on record; empty where it is left open."""
    for block in paper.blocks:
        if isinstance(block, Fields):
            for label, value in block.rows:
                if label.strip().casefold() == "nomor":
                    return "" if _OPEN.fullmatch(value) else value.strip()
        if isinstance(block, Title):
            for line in block.lines:
                found = _NUMBER_LINE.fullmatch(line.strip())
                if found:
                    return "" if _OPEN.fullmatch(found["rest"]) else found["rest"].strip()
    return ""


def numbered(paper: Paper, number: str, day: date) -> Paper:
    """The paper with its number where that is left open: behind `Nomor` among its fields, or in its title.

    A paper with a number of its own keeps it; without a number the dots stay, to be filled in by hand. `day` becomes
    its date where it has none, also in the line of place and day at its head.
    """
    blocks = list(paper.blocks)
    for place, block in enumerate(blocks if number else ()):
        filled = _filled(block, number)
        if filled is not None:
            blocks[place] = filled
            break
    if paper.dated is None:
        blocks = [_with_day(block, day) for block in blocks]
    return replace(paper, blocks=tuple(blocks), dated=paper.dated or day)


def _with_day(block: Block, day: date) -> Block:
    """`Ngebel, …………` with its day; any other block as it is."""
    if not isinstance(block, Paragraph) or block.align != "right":
        return block
    found = _OPEN_DAY.fullmatch(block.text)
    return replace(block, text=f"{found['place']}{numerals.day(day)}") if found else block


def _filled(block: Block, number: str) -> Block | None:
    """The block with the number in the place that waits for it; None when it has no such place."""
    if isinstance(block, Fields):
        rows = [
            (label, number if label.strip().casefold() == "nomor" and _OPEN.fullmatch(value) else value)
            for label, value in block.rows
        ]
        return replace(block, rows=tuple(rows)) if tuple(rows) != block.rows else None
    if isinstance(block, Title):
        lines = [_filled_line(line, number) for line in block.lines]
        return replace(block, lines=tuple(lines)) if tuple(lines) != block.lines else None
    return None


def _filled_line(line: str, number: str) -> str:
    found = _NUMBER_LINE.fullmatch(line.strip())
    if found is None or not _OPEN.fullmatch(found["rest"]):
        return line
    return f"{found['word']}{found['colon'].rstrip() or ''} {number}".replace("  ", " ")
