"""The facts of one partnership's paper, for the placeholders of a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask_babel import force_locale

from ... import clock, numerals
from ...paperwork import Letterhead, Paper
from ...partnerships import agreement_words
from ...partnerships.agreement_rules import EVERYONE, FUNDING_SOURCES, ITEMS
from ...partnerships.cases import case_of, registry, type_of
from ...partnerships.models import Partnership
from ...partnerships.rules import JOINT_REGULATION, Case
from ...partnerships.writers import Writer, writers_of
from . import facts


def values_of(partnership: Partnership, paper: Paper, number: str = "", party_id: int | None = None) -> dict[str, Any]:
    """What each placeholder gives for a paper; `party_id` is the party that writes it, None for one of all.

    It says what stands in the newest text: in the frozen one once it is frozen. Papers speak Indonesian.
    """
    with force_locale("id"):
        case = case_of(partnership)
        agreement = next((item for item in partnership.agreements if item.number == partnership.cycle), None)
        content: Mapping[str, Any] = agreement.content if agreement else {}
        parties = [_party(writer, partnership) for writer in writers_of(partnership).values()]
        writers = {writer["id"]: writer for writer in parties}
        funding = [_line(line, writers) for line in content.get("funding") or ()]
        values: dict[str, Any] = facts.fit(
            {
                **_plain(partnership, paper, case, number),
                **facts.days(paper.dated, clock.today()),
                "jumlah_pendanaan": numerals.rupiah(_total(content, len(parties))),
                "pokok": _contents(content, case),
                "pihak": parties,
                "penulis": writers.get(party_id) or (parties[0] if parties else {}),
                "dana": funding,
            }
        )
        return values


def without_letterhead(paper: Paper) -> Paper:
    """The paper's own text: a template brings the letterhead."""
    return replace(paper, blocks=tuple(block for block in paper.blocks if not isinstance(block, Letterhead)))


def _plain(partnership: Partnership, paper: Paper, case: Case, number: str) -> dict[str, Any]:
    kind, sector = type_of(partnership), registry().sectors.get(partnership.sector)
    regulation = case.instrument == JOINT_REGULATION
    count = len(case.parties)
    return {
        "surat": paper.title,
        "nomor": number,
        "judul": partnership.title,
        "tujuan": partnership.purpose,
        "sektor": sector.label if sector else partnership.sector,
        "jenis": kind.label if kind else partnership.type_code,
        "naskah": "Peraturan Bersama Kepala Desa" if regulation else "Perjanjian Bersama",
        "jumlah_pihak": count,
        "jumlah_pihak_kata": numerals.in_words(count),
    }


def _contents(content: Mapping[str, Any], case: Case) -> dict[str, str]:
    told = agreement_words.told(content, case.parties)
    said = {name: told.get(str(ITEMS[item]), "") for name, item in facts.CONTENT_OF.items()}
    return said | {"lain_lain": str(content.get("other_terms") or "")}


def _party(writer: Writer, partnership: Partnership) -> dict[str, Any]:
    signed = _signature(partnership, writer.party_id)
    return {
        "id": writer.party_id,
        "nama": writer.name,
        "nama_pendek": writer.short,
        "kode": writer.code,
        "kepala": writer.head_name,
        "jabatan": writer.head_title,
        "sekretaris": writer.secretary_title if writer.is_village else "",
        "bpd": writer.council if writer.is_village else "",
        "kecamatan": writer.district,
        "kabupaten": writer.regency,
        "alamat": writer.letterhead.address,
        "nomor": signed.get("number"),
        "tahun": signed.get("year"),
    }


def _signature(partnership: Partnership, party_id: int) -> Mapping[str, Any]:
    """What the party wrote when it signed the text that is worked on."""
    found = [
        record.values
        for record in partnership.records
        if record.gate == "signature" and record.party_id == party_id and record.cycle == partnership.cycle
    ]
    return found[-1] if found else {}


def _line(line: Mapping[str, Any], writers: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    party, amount = str(line.get("party") or ""), int(line.get("amount") or 0)
    named = writers.get(int(party)) if party.isdigit() else None
    return {
        "pihak": "Semua pihak, masing-masing" if party == EVERYONE else (named or {}).get("nama_pendek"),
        "sumber": FUNDING_SOURCES.get(line.get("source") or "", ""),
        "kode_rekening": line.get("account_code"),
        "tahun": line.get("year"),
        "jumlah": numerals.rupiah(amount),
        "angka": f"{amount:,}".replace(",", "."),
    }


def _total(content: Mapping[str, Any], parties: int) -> int:
    """The whole sum in rupiah; a line of all parties is borne by each of them."""
    lines = content.get("funding") or ()
    total = sum(int(line.get("amount") or 0) * (parties if line.get("party") == EVERYONE else 1) for line in lines)
    return min(total, numerals.MOST)
