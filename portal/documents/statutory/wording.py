"""What all papers of this folder share: how minutes and letters begin, and places to sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ... import numerals
from ...paperwork import Block, Fields, Listing, Paragraph, Signature, Signatures
from ...partnerships.paper_parts import DOTS, FEW, addressees, on_day
from .dossier import Side
from .names import in_capitals

MANY = 12  # more places to sign stand three by three


def signed_columns(places: int) -> int:
    """How many places to sign stand side by side."""
    return 3 if places > MANY else 2


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
