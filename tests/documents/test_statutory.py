"""Papers of the path in other cases: a third party, other names of offices, a refusal, what happens while it runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from partnership_walk import LETTERS, NGEBEL, SEMPU, TODAY

from portal import clock
from portal.db import db, transactional
from portal.documents import statutory
from portal.documents.issuing.number_rules import numbered
from portal.paperwork import DocumentKind, Letterhead, Listing, Paper, Recital, Signatures, Table, Title
from portal.partnerships.agreement_rules import fingerprint, frozen_text
from portal.partnerships.models import Agreement, GateRecord, Partnership, Party
from portal.partnerships.rules import PartyView
from portal.villages.models import Organisation, Village

NAGARI, GAMPONG = "13.06.01.2001", "11.01.01.2001"
KINDS = {kind.code: kind for kind in statutory.KINDS}
CONTENT: dict[str, Any] = {
    "scope": "pelatihan", "fields": ["empowerment", "development"], "implementation_terms": "bertahap",
    "start_date": TODAY, "end_date": "2028-11-01", "executor": "bkad", "common_rights": "ilmu",
    "common_obligations": "hadir", "funding_note": "bersama", "change_terms": "musyawarah", "dispute_terms": "camat",
}  # fmt: skip
MEETING = {"held_on": TODAY, "place": "balai desa", "chair": "Hj. Siti, S.Pd.", "number": "3"}


@transactional
def put(
    *parties: str, status: str = "drafting", records: tuple[tuple[Any, ...], ...] = (), frozen: int = 0, **more: Any
) -> int:
    """A partnership with what is on record, written straight into the tables; `frozen` versions are in force.

    A record is (gate, place of its party or None, values), and, where they matter, its cycle and whether it is closed.
    """
    moment = clock.now()
    partnership = Partnership(
        type_code="bilateral", title=more.pop("title", "Pelatihan bersama"), purpose="Warga makin terampil.",
        sector="", status=status, status_since=moment, created_at=moment, offered_at=moment, type_values={}, **more,
    )  # fmt: skip
    for place, name in enumerate(parties):
        known = {"village_code": name} if "." in name else {"organisation_id": organisation(name)}
        role = "receiver" if place else "initiator"
        partnership.parties.append(Party(role=role, position=place, state="member", **known))
    db.session.add(partnership)
    db.session.flush()
    for number in range(1, max(frozen, 1) + 1):
        content = {**CONTENT, "scope": f"pelatihan {number}"}
        version = Agreement(partnership_id=partnership.id, number=number, content=content)
        if number <= frozen:
            views = tuple(PartyView(party.id, named(party), "") for party in partnership.parties)
            version.frozen_text = frozen_text(partnership.title, views, number, content)
            version.sha256, version.in_force_from = fingerprint(version.frozen_text), moment.date()
        db.session.add(version)
        partnership.cycle = number
    for sequence, (gate, place, values, *rest) in enumerate(records, 1):
        cycle, closed = rest or (1, False)
        party = partnership.parties[place].id if place is not None else None
        row = GateRecord(
            partnership=partnership, gate=gate, party_id=party, cycle=cycle, sequence=sequence, values=values,
            recorded_at=moment, recorded_by_party_id=party or partnership.parties[-1].id, closed=closed,
        )  # fmt: skip
        db.session.add(row)
    return partnership.id


def organisation(name: str) -> int:
    row = Organisation(kind="company", name=name, head_name="Budi, S.T.")
    db.session.add(row)
    db.session.flush()
    return row.id


def named(party: Party) -> str:
    return party.organisation.name if party.organisation else f"Beku {party.position}"


@transactional
def called(code: str, name: str) -> None:
    db.session.add(Village(code=code, head_name=name, terms={}))


def of(number: int) -> Partnership:
    return db.session.get_one(Partnership, number)


def papers(code: str, number: int) -> dict[str, list[str]]:
    """What is missing of each paper of a kind, by key."""
    return {one.key: [str(said) for said in one.missing] for one in KINDS[code].papers(of(number))}


def written(code: str, number: int, key: str = "") -> str:
    return str(composed(KINDS[code], number, key).blocks)


def composed(kind: DocumentKind, number: int, key: str = "") -> Paper:
    return kind.editions[-1].compose(of(number), key)


def test_a_draft_names_what_it_lacks_and_leaves_a_line_for_the_law_of_the_kabupaten(context: Flask) -> None:
    called(NGEBEL, "Drs. H. Sutrisno, M.Si.")
    number = put(NGEBEL, SEMPU)
    (missing,) = papers("naskah-peraturan-bersama", number).values()
    assert "Naskah belum dibekukan: isinya masih dapat berubah." in missing
    assert "Nama kepala atau pimpinan belum ditulis: Desa Sempu." in missing
    assert not any("Ruang lingkup" in said for said in missing)
    paper = composed(KINDS["naskah-peraturan-bersama"], number, "1")
    basis = next(block for block in paper.blocks if isinstance(block, Recital) and block.label == "Mengingat")
    assert "Pembentukan Kabupaten Ponorogo (isi, atau hapus baris ini)" in basis.items[0]
    signed = next(block for block in paper.blocks if isinstance(block, Signatures))
    assert [place.name for place in signed.places] == ["Drs. H. SUTRISNO, M.Si.", ""]
    assert not papers("peraturan-bersama", number) and not papers("perjanjian-bersama", number)
    # Nobody's book numbers a law product: its lines wait for each village. A letter's number goes where its dots are.
    assert numbered(paper, "", date(2026, 11, 1)).blocks == paper.blocks
    letter = composed(KINDS["undangan-mad"], number, "1")
    assert "146.5/7/NGEBEL" in str(numbered(letter, "146.5/7/NGEBEL", date(2026, 11, 1)).blocks)

    @transactional
    def emptied() -> None:
        of(number).agreements[0].content = {"scope": "air"}

    emptied()
    (missing,) = papers("naskah-peraturan-bersama", number).values()
    assert sum(said.startswith("Belum ditulis dalam naskah") for said in missing) == 7
    assert "belum ditulis" in written("naskah-peraturan-bersama", number, "1")


def test_papers_speak_the_words_of_the_place_and_of_several_kabupaten(context: Flask) -> None:
    number = put(NAGARI, GAMPONG, status="promulgation", records=(("promulgation", 0, {"number": "4", "year": 2026}),))
    text = written("naskah-peraturan-bersama", number, "1")
    assert "PERATURAN BERSAMA WALI NAGARI TIKU SELATAN DAN KEUCHIK KEUDE BAKONGAN" in text
    assert "KABUPATEN AGAM DAN KABUPATEN ACEH SELATAN" in text
    assert "SEKRETARIS NAGARI TIKU SELATAN" in text and "BERITA NAGARI TIKU SELATAN TAHUN 2026 NOMOR 4" in text
    assert "Bupati Agam" in written(
        "surat-pengantar-bupati", number, next(iter(papers("surat-pengantar-bupati", number)))
    )
    both = put(NAGARI, "13.06.01.2002")
    assert "Nagari adalah Nagari Tiku Selatan dan Nagari Tiku Utara." in written("naskah-peraturan-bersama", both, "1")


def test_with_a_third_party_it_is_an_agreement_and_says_who_acts_for_whom(context: Flask) -> None:
    called(NGEBEL, "Sutrisno")
    mandate = {"representative": "Dewi, M.M.", "position": "Direktur", "number": "7/SK/2026"}
    signed = {"signer_name": "Dewi, M.M.", "signer_title": "Direktur", "held_on": TODAY, "number": "9", "year": 2026}
    number = put(
        NGEBEL, "PT Contoh Jaya", status="active", frozen=2,
        records=(("mandate", 1, mandate), ("signature", 1, signed), ("signature", 1, signed, 2, False)),
    )  # fmt: skip
    assert papers("perjanjian-bersama", number) == {"1": ["Nomor dan tanda tangan belum dicatat: Desa Beku 0."]}
    paper = composed(KINDS["perjanjian-bersama"], number, "1")
    text = str(paper.blocks)
    assert "PERJANJIAN BERSAMA" in text and "PEMERINTAH DESA BEKU 0 DAN PT CONTOH JAYA" in text
    who = next(block for block in paper.blocks if isinstance(block, Listing)).items
    assert (
        "bertindak dalam jabatannya untuk dan atas nama Pemerintah Desa Beku 0" in who[0] and "PIHAK KESATU" in who[0]
    )
    assert who[1].startswith("DEWI, M.M., Direktur PT Contoh Jaya, berdasarkan 7/SK/2026, bertindak")
    labels = [block.label for block in paper.blocks if type(block).__name__ == "Article"]
    assert labels[2] == "PASAL 3\nRUANG LINGKUP KERJA SAMA" and labels[-1].endswith("PENUTUP")
    (key,) = papers("surat-kuasa", number)
    given = written("surat-kuasa", number, key)
    assert "BUDI, S.T." in given and "DEWI, M.M." in given and "Nomor: 7/SK/2026" in given
    assert not papers("berita-acara-konsultasi", number)
    assert "bermeterai cukup" in text and "Permendagri 111" not in text and "pelatihan 1" in text
    change = written("adendum-perjanjian", number, "2")
    assert "pelatihan 1" in change and "pelatihan 2" in change and "dalam Pasal 3 diubah" in change
    assert (
        not papers("peraturan-bersama", number) and not papers("sk-bkad", number) and not papers("undangan-mad", number)
    )
    report = written("laporan-pelaksanaan", number, "1")
    assert "Ketua BPD Desa Beku 0" in report and "Bupati Ponorogo melalui Camat Ngebel" in report


def test_a_village_meeting_that_said_no_has_its_minutes_and_a_burden_the_consent_of_the_council(context: Flask) -> None:
    burden = {**MEETING, "decision": "agreed", "burdens_community": True, "council_decision": "2/BPD/2026"}
    refused = {**MEETING, "decision": "rejected", "attended": 40, "women": 15, "notes": "1. belum siap\n2. dana kurang"}
    said = {"held_on": TODAY, "place": "balai", "input": "1. pipa\n2. iuran", "district_note": "baik", "attended": 9}
    listed = {"held_on": TODAY, "items": "air\nlahan"}
    number = put(
        NGEBEL, SEMPU,
        records=(
            ("village_deliberation", 0, burden), ("village_deliberation", 1, refused), ("consultation", 0, said),
            ("priority_list", 0, listed),
        ),
    )  # fmt: skip
    first, second = papers("berita-acara-musyawarah-desa", number)
    assert papers("berita-acara-musyawarah-desa", number) == {first: [], second: []}
    paper = composed(KINDS["berita-acara-musyawarah-desa"], number, second)
    text = str(paper.blocks)
    assert "TIDAK SEPAKAT Desa Sempu" in text and "40 orang, di antaranya 15 perempuan," in text
    assert "Minggu, tanggal satu bulan November" in text and "('belum siap', 'dana kurang')" in text
    places = next(block for block in paper.blocks if isinstance(block, Signatures)).places
    assert [place.above[0] for place in places] == [
        "Pimpinan musyawarah,", "Sekretaris musyawarah,", "Kepala Desa Sempu,", "Wakil peserta,"
    ]  # fmt: skip
    assert places[0].name == "Hj. SITI, S.Pd."
    assert isinstance(paper.blocks[0], Letterhead) and paper.blocks[0].lines[-1] == "BPD DESA SEMPU"
    assert papers("berita-acara-konsultasi", number)[first] == [] and papers("skala-prioritas", number)[first] == []
    assert papers("skala-prioritas", number)[second] == ["Isinya belum dicatat untuk Desa Sempu."]
    asked = written("berita-acara-konsultasi", number, first)
    assert "('pipa', 'iuran')" in asked and "dihadiri 9 orang." in asked and "('Catatan camat', 'baik')" in asked
    assert "('1', 'air'), ('2', 'lahan')" in written("skala-prioritas", number, first)
    assert list(papers("persetujuan-bpd", number)) == [first]
    assert "NOMOR 2/BPD/2026" in written("persetujuan-bpd", number, first)
    with pytest.raises(KeyError):
        written("persetujuan-bpd", number, second)
    assert len(next(b for b in composed(KINDS["daftar-hadir-musyawarah-desa"], number, first).blocks
                    if isinstance(b, Table)).rows) == 25  # fmt: skip


def test_letters_of_the_offer_hold_eight_contents_and_go_both_ways(context: Flask) -> None:
    offer = {"number": "141/1/2026", "held_on": TODAY, **LETTERS, "scope": "Meliputi:\na. air\nb. lahan"}
    answer = {"decision": "declined", "number": "9", "held_on": TODAY, "reason": "belum siap"}
    half = {"number": "2", "held_on": TODAY, "scope": "x"}
    number = put(
        NGEBEL, SEMPU, status="offered",
        records=(("offer", None, offer), ("offer_answer", 1, answer), ("counter_offer", None, half)),
    )  # fmt: skip
    assert papers("surat-penawaran", number) == {"": []}
    text = written("surat-penawaran", number)
    assert "141/1/2026" in text and "Kepala Desa Sempu" in text and "8. Penyelesaian perselisihan" in text
    assert "Listing(items=('air', 'lahan'), mark='letter')" in text
    (key,) = papers("surat-jawaban", number)
    assert "TIDAK DAPAT MENERIMA" in written("surat-jawaban", number, key)
    assert "Nomor 141/1/2026" in written("surat-jawaban", number, key)
    (missing,) = papers("surat-tawaran-balasan", number).values()
    assert len(missing) == 7 and "Belum ditulis dalam surat: Pendanaan." in missing
    assert "KEPALA" not in written("surat-tawaran-balasan", number).split("Paragraph")[1]


def test_what_happens_while_it_runs_is_minuted_once_for_each_time(context: Flask) -> None:
    minutes = {"number": "5", "held_on": TODAY, "reason": "kemarau", "asked_by": "Desa Sempu"}
    ending = {"ground": "expired", "held_on": TODAY, "assets": "- pompa: Desa Ngebel\n- pipa: Desa Sempu",
              "final_report": "selesai"}  # fmt: skip
    settled = {"outcome": "amend", "number": "6", "held_on": TODAY, "official": "Camat Ngebel", "decision": "dibagi"}
    number = put(
        NGEBEL, SEMPU, status="active", frozen=1,
        records=(
            ("suspension", None, minutes, 1, True), ("dispute", None, {"held_on": TODAY, "facts": "giliran air"}),
            ("settlement", None, settled, 1, True), ("termination", None, ending),
            ("report", None, {"held_on": TODAY, "number": "1", "summary": "baik", "period_from": "2026-01-01",
                              "period_to": TODAY}, 1, True),
        ),
    )  # fmt: skip
    assert list(papers("berita-acara-penundaan", number)) == ["1", "2"]
    assert "kemarau" in written("berita-acara-penundaan", number, "1")
    assert "kemarau" not in written("berita-acara-penundaan", number, "2")
    assert not papers("berita-acara-kelanjutan", number)
    dispute = written("berita-acara-penyelesaian", number, "1")
    assert "giliran air" in dispute and "perjanjian diubah" in dispute and "CAMAT NGEBEL" in dispute
    assert "Berakhirnya masa perjanjian" in written("berita-acara-pengakhiran", number, "1")
    rows = next(b for b in composed(KINDS["berita-acara-serah-terima"], number).blocks if isinstance(b, Table)).rows
    assert [row[1] for row in rows] == ["pompa: Desa Ngebel", "pipa: Desa Sempu"]
    report = written("laporan-pelaksanaan", number, "1")
    assert "1 Januari 2026 sampai dengan 1 November 2026" in report and "Kepala Desa Beku 0" in report
    assert list(papers("laporan-pelaksanaan", number)) == ["1", "2"]


def test_the_decree_of_the_body_names_its_members_and_what_it_rests_on(context: Flask) -> None:
    decree = {"number": "1/SK/2026", "held_on": TODAY, "chair": "Drs. Joko, M.Si.", "term_until": "2031-11-01",
              "members": "Drs. Joko, M.Si., Ketua, Ngebel\nSiti, Sekretaris, Sempu\nTanpa koma"}  # fmt: skip
    mad = {"number": "1/MAD/2026", "held_on": TODAY, "decision": "agreed", "place": "balai", "decisions": "1. a\n2. b"}
    number = put(
        NGEBEL, SEMPU, frozen=1, status="promulgation", records=(("bkad_decree", None, decree), ("mad", None, mad))
    )
    assert papers("sk-bkad", number) == {"": []}
    paper = composed(KINDS["sk-bkad"], number)
    text = str(paper.blocks)
    assert "Berita Acara Musyawarah Antar Desa Nomor 1/MAD/2026 tanggal 1 November 2026" in text
    assert "('KESATU', " in text and "sampai dengan tanggal 1 November 2031" in text
    table = next(block for block in paper.blocks if isinstance(block, Table))
    assert table.rows[0][1:] == ("Drs. Joko, M.Si.", "Ketua", "Ngebel") and table.rows[2][1:] == ("Tanpa koma", "", "")
    assert any("NOMOR 1/SK/2026" in block.lines for block in paper.blocks if isinstance(block, Title))
    minutes = written("berita-acara-mad", number, "1")
    assert "menyepakati hal-hal" in minutes and "('a', 'b')" in minutes and "LAMPIRAN" in minutes


def test_a_text_signed_on_paper_is_not_made_up_and_its_change_says_so(context: Flask) -> None:
    number = put(NGEBEL, SEMPU, status="active", frozen=2, entered_retroactively=True)
    assert not papers("peraturan-bersama", number) and not papers("surat-penawaran", number)
    assert list(papers("perubahan-peraturan-bersama", number)) == ["2"]
    text = written("perubahan-peraturan-bersama", number, "2")
    assert "Ketentuan mengenai ruang lingkup kerja sama diubah" in text and "dalam Pasal" not in text
    with pytest.raises(KeyError):
        written("naskah-peraturan-bersama", number, "1")


def test_every_kind_cites_a_law_and_what_was_not_read_is_no_law() -> None:
    for kind in statutory.KINDS:
        assert all(edition.basis for edition in kind.editions), kind.code
    settings = {kind.code for kind in statutory.KINDS if not any(law.confirmed for law in kind.editions[-1].basis)}
    assert {"persetujuan-bpd", "surat-jawaban", "surat-pengantar-bupati"} <= settings
    assert set(statutory.OF_GATES.values()) <= set(KINDS)
    assert len({kind.order for kind in statutory.KINDS}) == len(statutory.KINDS)


def test_the_operators_page_names_every_paper_with_the_law_it_rests_on(context: Flask) -> None:
    page = Path("docs/dokumen.md").read_text(encoding="utf-8")
    for kind in statutory.KINDS:
        (row,) = [line for line in page.splitlines() if f"| `{kind.code}` |" in line]
        assert row.startswith(f"| {kind.label} |")
        for law in kind.editions[-1].basis:
            assert (str(law) if law.confirmed else f"{law} (setelan)") in row
    assert "Drs. H. SUTRISNO, M.Si." in page
