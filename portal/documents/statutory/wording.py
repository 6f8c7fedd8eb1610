"""What all papers of this folder share: their language, places to sign, and what letters are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask_babel import force_locale

from ... import numerals
from ...paperwork import Block, Fields, Listing, Paragraph, Signature, Signatures, Table
from .dossier import Side
from .names import DOTS, in_capitals

Given = ParamSpec("Given")
Made = TypeVar("Made")
MANY = 12  # more places to sign stand three by three
FEW = 5  # addressees that a letter names at its head; more stand in a list below


def indonesian(compose: Callable[Given, Made]) -> Callable[Given, Made]:
    """Papers speak Indonesian, whatever the reader's language."""

    @wraps(compose)
    def composed(*args: Given.args, **values: Given.kwargs) -> Made:
        with force_locale("id"):
            return compose(*args, **values)

    return composed


def signed_columns(places: int) -> int:
    """How many places to sign stand side by side."""
    return 3 if places > MANY else 2


def on_day(value: date | None) -> str:
    """24 November 2026, or dots."""
    return numerals.day(value) if value else DOTS


def in_full(value: date | None) -> str:
    """Pada hari ini Selasa, tanggal dua puluh empat bulan …: how minutes begin."""
    if value is None:
        return f"Pada hari ini {DOTS}, tanggal {DOTS} bulan {DOTS} tahun {DOTS}"
    return f"Pada hari ini {numerals.day_in_words(value)} ({value:%d-%m-%Y})"


def letter_head(
    side: Side, number: str, dated: date | None, about: str, addressed: Sequence[str], annexes: str = "–"
) -> list[Block]:
    """Letterhead, day, number and addressees of a party's letter."""
    blocks: list[Block] = [side.writer.letterhead, Paragraph(f"{side.short}, {on_day(dated)}", align="right")]
    listed = "Daftar penerima" if len(addressed) > FEW and annexes == "–" else annexes
    rows = (("Nomor", number or DOTS), ("Sifat", "Biasa"), ("Lampiran", listed), ("Perihal", about))
    return [*blocks, Fields(rows), addressees(addressed)]


def addressees(addressed: Sequence[str]) -> Block:
    """Kepada Yth.: a few by name, many by the list at the end of the letter."""
    who = addressed if len(addressed) <= FEW else ("(daftar terlampir)",)
    several = [f"{place}. {name}" for place, name in enumerate(who, 1)] if len(who) > 1 else list(who)
    return Paragraph("\n".join(("Kepada Yth.", *several, "di Tempat")), align="left")


def addressee_list(addressed: Sequence[str]) -> list[Block]:
    """The list of many addressees; nothing for a few."""
    if len(addressed) <= FEW:
        return []
    rows = tuple((str(place), name) for place, name in enumerate(addressed, 1))
    return [Table("Daftar penerima surat", ("No.", "Kepada"), rows, widths=(1, 9))]


def signed_by(side: Side, title: str, name: str) -> Block:
    """One place to sign, at the right."""
    return Signatures((Signature((f"{title},",), in_capitals(name)),), 1)


def copies(*whom: str) -> list[Block]:
    """Tembusan."""
    return [Paragraph("Tembusan:", align="left"), Listing(tuple(whom))] if whom else []


def places_to_sign(signers: Sequence[tuple[str, str]]) -> Block:
    """Places to sign for (office, name); an unknown name is left to be written."""
    return Signatures(
        tuple(Signature((f"{title},",), in_capitals(name)) for title, name in signers), signed_columns(len(signers))
    )


def titled(*lines: Any) -> tuple[str, ...]:
    """Lines of a heading in capitals; empty ones are left out."""
    return tuple(str(line).upper() for line in lines if line)
