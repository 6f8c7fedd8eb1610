"""A real case: the joint regulation of the eight heads of Kecamatan Ngebel, entered by the path, and its change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from large_partnership import put_on_record
from partnership_many import begin as begin_many
from partnership_many import close_amendment, forget_type, head, made_villages, open_amendment, use_type
from partnership_walk import TODAY, Walk

from portal import testing
from portal.db import db
from portal.documents import statutory
from portal.paperwork import (
    Article,
    Block,
    Chapter,
    DocumentKind,
    Paper,
    Recital,
    Signatures,
    Table,
    Title,
    as_json,
    from_json,
)
from portal.partnerships import service
from portal.partnerships.models import Partnership

NAMES = ("Ngrogung", "Sahang", "Wagir Lor", "Talun", "Gondowido", "Pupus", "Ngebel", "Sempu")
CODES = tuple(f"35.02.19.200{number}" for number in range(1, 9))
KINDS = {kind.code: kind for kind in statutory.KINDS}
MOST_STATEMENTS = 12


@pytest.fixture
def walk(context: Flask) -> Iterator[Walk]:
    use_type(context)
    walk = begin_many(*CODES, title="Kerja Sama Antar Desa")
    walk.to_signing()
    sign(walk)
    walk.step("complete_signing")
    for number, code in enumerate(CODES, 1):
        values = {"number": str(10 + number), "year": 2026, "held_on": TODAY, "secretary": f"Sekretaris {number}, S.E."}
        walk.record("promulgation", code, **values)
    walk.step("start")
    yield walk
    forget_type(context)


def sign(walk: Walk) -> None:
    for number, code in enumerate(CODES, 1):
        walk.record(
            "signature", code, with_scan=True, signer_name=f"Drs. H. Kades {number}, M.Si.", signer_title="Kepala Desa",
            held_on=TODAY, number=f"0{number}", year=2026,
        )  # fmt: skip


def composed(kind: DocumentKind, partnership: Partnership, key: str) -> Paper:
    paper = kind.editions[-1].compose(partnership, key)
    assert from_json(as_json(paper)) == paper
    return paper


def of_kind(paper: Paper, kind: type[Block]) -> list:
    return [block for block in paper.blocks if isinstance(block, kind)]


def test_the_eight_heads_of_ngebel_have_their_regulation_all_its_papers_and_its_change(walk: Walk) -> None:
    has_every_mandatory_part_in_its_place(walk)
    has_every_other_paper(walk)
    says_what_a_change_changed(walk)


def has_every_mandatory_part_in_its_place(walk: Walk) -> None:
    """Eight numbers, signatures and gazettes; the eight contents; what Permendagri 111/2014 asks for, in its order."""
    kind = KINDS["peraturan-bersama"]
    (offered,) = kind.papers(walk.partnership)
    assert not offered.missing and offered.party_id is None
    paper = composed(kind, walk.partnership, offered.key)
    heads = "KEPALA DESA NGROGUNG, KEPALA DESA SAHANG, KEPALA DESA WAGIR LOR, KEPALA DESA TALUN, KEPALA DESA "
    heads += "GONDOWIDO, KEPALA DESA PUPUS, KEPALA DESA NGEBEL DAN KEPALA DESA SEMPU"
    titles = [block.lines for block in of_kind(paper, Title)]
    assert titles[0] == ("KABUPATEN PONOROGO",)
    assert titles[1] == (f"PERATURAN BERSAMA {heads}", *(f"NOMOR 0{number} TAHUN 2026" for number in range(1, 9)))
    assert titles[2:] == [
        ("TENTANG", "KERJA SAMA ANTAR DESA"),
        ("DENGAN RAHMAT TUHAN YANG MAHA ESA",),
        (f"{heads},",),
        ("MEMUTUSKAN:",),
    ]
    recitals = of_kind(paper, Recital)
    assert [block.label for block in recitals] == ["Menimbang", "Mengingat", "Menetapkan"]
    reasons = " ".join(recitals[0].items)
    assert "Musyawarah Desa pada tanggal 1 November 2026 di Desa Ngrogung" in reasons and "di balai" in reasons
    assert "Pasal 92 ayat (2)" in reasons and recitals[2].items[0].endswith("TENTANG KERJA SAMA ANTAR DESA.")
    assert len(recitals[1].items) == 4 and not any("…" in law for law in recitals[1].items)
    chapters = of_kind(paper, Chapter)
    assert [block.title for block in chapters] == [
        "KETENTUAN UMUM",
        "RUANG LINGKUP KERJA SAMA",
        "BIDANG KERJA SAMA",
        "TATA CARA DAN KETENTUAN PELAKSANAAN",
        "JANGKA WAKTU",
        "HAK DAN KEWAJIBAN",
        "PENDANAAN",
        "TATA CARA PERUBAHAN, PENUNDAAN, DAN PEMBATALAN",
        "PENYELESAIAN PERSELISIHAN",
        "KETENTUAN KHUSUS",
        "KETENTUAN PENUTUP",
    ]
    articles = of_kind(paper, Article)
    assert [article.number for article in articles] == list(range(1, len(articles) + 1)) and paper.is_law
    signed, promulgated = (block.places for block in of_kind(paper, Signatures))
    assert [place.name for place in signed] == [f"Drs. H. KADES {number}, M.Si." for number in range(1, 9)]
    assert [place.above[2] for place in signed] == [f"KEPALA DESA {name.upper()}," for name in NAMES]
    assert [place.below for place in promulgated] == [
        (f"BERITA DESA {name.upper()} TAHUN 2026 NOMOR {number}",) for number, name in enumerate(NAMES, 11)
    ]
    assert promulgated[0].above[:2] == ("Diundangkan di Ngrogung", "pada tanggal 1 November 2026")
    order = [type(block) for block in paper.blocks if isinstance(block, Title | Recital | Chapter | Signatures)]
    assert order == [Title] * 5 + [Recital] * 2 + [Title, Recital] + [Chapter] * 11 + [Signatures] * 2

    text = str(paper.blocks)
    assert walk.partnership.agreements[0].sha256 and "…" not in text
    before = kind.editions[0].compose(walk.partnership, offered.key)
    assert "Nomor 3 Tahun 2024" in text and "Nomor 3 Tahun 2024" not in str(before.blocks)


def has_every_other_paper(walk: Walk) -> None:
    """Each paper of each party can be composed; a key that is none of a kind's is refused."""
    for other in statutory.KINDS:
        for one in other.papers(walk.partnership):
            assert composed(other, walk.partnership, one.key).title
        with pytest.raises(KeyError):
            other.editions[-1].compose(walk.partnership, "tidak-ada")
    assert len(KINDS["surat-pengantar-bupati"].papers(walk.partnership)) == 8
    letter = str(composed(KINDS["surat-pengantar-bupati"], walk.partnership, str(walk.party(CODES[6]))).blocks)
    assert "Bupati Ponorogo\\nmelalui Camat Ngebel" in letter and "Berita Desa Ngebel Tahun 2026 Nomor 17" in letter


def says_what_a_change_changed(walk: Walk) -> None:
    """What was and what is, with new numbers; the first text keeps its own."""
    assert not KINDS["perubahan-peraturan-bersama"].papers(walk.partnership)
    write = walk.write
    walk.write = lambda **more: write(end_date="2033-11-01", other_terms="Hal lain dimusyawarahkan.")
    open_amendment(walk)
    (draft,) = [one for one in KINDS["naskah-peraturan-bersama"].papers(walk.partnership) if one.key == "2"]
    assert any("belum dibekukan" in str(sentence) for sentence in draft.missing)
    close_amendment(walk)
    (offered,) = KINDS["perubahan-peraturan-bersama"].papers(walk.partnership)
    assert offered.key == "2" and not offered.missing
    paper = composed(KINDS["perubahan-peraturan-bersama"], walk.partnership, "2")
    text = str(paper.blocks)
    assert "PERUBAHAN ATAS PERATURAN BERSAMA" in text and "Nomor 01 Tahun 2026 (Desa Ngrogung)" in text
    assert "Ketentuan mengenai jangka waktu dalam Pasal 5 diubah" in text
    assert "Ditambahkan ketentuan mengenai ketentuan lain-lain" in text and "ruang lingkup kerja sama dalam" not in text
    (table,) = of_kind(paper, Table)
    assert [row[0] for row in table.rows] == ["Jangka waktu", "Ketentuan lain-lain"]
    assert "2031" in table.rows[0][1] and "2033" in table.rows[0][2]
    assert "NOMOR 1 TAHUN 2026" in text and "BERITA DESA SEMPU TAHUN 2026 NOMOR 57" in text
    # The first text keeps its own words, purpose, numbers and gazettes.
    service.edit(head(CODES[0]), walk.id, None, {"title": "Kerja Sama Antar Desa", "purpose": "lain", "sector": "air"})
    first = str(composed(KINDS["peraturan-bersama"], walk.partnership, "1").blocks)
    assert (
        "tujuan air cukup;" in first
        and "NOMOR 08 TAHUN 2026" in first
        and "2031" in first
        and "2033" not in first
        and "NOMOR 18" in first
    )


def test_forty_villages_cost_no_more_statements_than_two(context: Flask) -> None:
    use_type(context)
    number = put_on_record("banyak", made_villages(40), signed=40)
    with context.test_request_context("/"):
        for code in ("naskah-peraturan-bersama", "berita-acara-mad", "undangan-mad", "berita-acara-musyawarah-desa"):
            db.session.expire_all()
            with testing.statements(context) as asked:
                partnership = db.session.get_one(Partnership, number)
                key = KINDS[code].papers(partnership)[0].key
                paper = KINDS[code].editions[-1].compose(partnership, key)
            assert len(asked) <= MOST_STATEMENTS, (code, asked)
            if code == "naskah-peraturan-bersama":
                (numbers,) = [block for block in of_kind(paper, Title) if len(block.lines) > 40]
                assert len(numbers.lines) == 41 and len(of_kind(paper, Signatures)[0].places) == 40
        with testing.statements(context) as asked:
            found = [paper for kind in statutory.KINDS for paper in kind.papers(partnership)]
        assert len(asked) <= MOST_STATEMENTS and len(found) > 150
    forget_type(context)
