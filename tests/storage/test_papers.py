"""PDFs: what people scan, print and sign is taken as it is; what can act, or cannot be looked through, is refused."""

from __future__ import annotations

import io
import random
import time
from pathlib import Path

import pikepdf
import pytest

from portal import storage
from tests.storage import papers

pytestmark = pytest.mark.sqlite


def taken(folder: Path, content: bytes) -> bytes:
    """What is kept of a paper that is handed in."""
    stored = storage.store(folder, io.BytesIO(content), "surat.pdf", 10 * 2**20)
    return storage.path_of(folder, stored.name).read_bytes()


def refusal(folder: Path, content: bytes) -> str:
    """Why a paper is refused; nothing of it is kept."""
    with pytest.raises(storage.Refused) as refused:
        taken(folder, content)
    assert list(folder.rglob("*.*")) == []
    return str(refused.value.sentence)


@pytest.mark.slow
def test_U2_forty_scans_of_a_megabyte_are_taken_as_they_are(tmp_path: Path) -> None:
    for number in range(40):
        scan = papers.scan(number)
        assert taken(tmp_path, scan) == scan


def test_a_paper_of_an_office_program_that_opens_at_its_first_page_is_taken(tmp_path: Path) -> None:
    paper = papers.office()
    assert b"/OpenAction" in paper
    assert taken(tmp_path, paper) == paper


@pytest.mark.parametrize("name", papers.ACTING)
def test_U2_a_paper_that_can_act_is_refused(tmp_path: Path, name: str) -> None:
    assert "perintah yang dapat dijalankan" in refusal(tmp_path, papers.ACTING[name])


def test_the_hidden_scripts_of_these_tests_are_hidden(tmp_path: Path) -> None:
    assert b"JavaScript" not in papers.ACTING["a script with a name in disguise"]
    assert b"JavaScript" not in papers.ACTING["a script in an object stream"]


@pytest.mark.parametrize("lock", [papers.LOCK, papers.OPEN_LOCK], ids=["to read", "to change only"])
def test_a_locked_paper_is_refused(tmp_path: Path, lock: pikepdf.Encryption) -> None:
    assert "terkunci sandi" in refusal(tmp_path, papers.made(encryption=lock))


def test_a_cut_paper_is_refused(tmp_path: Path) -> None:
    scan = papers.scan(1)
    for end in (100, len(scan) // 2, len(scan) - 20):
        assert "rusak atau tidak lengkap" in refusal(tmp_path, scan[:end])


def test_a_paper_that_readers_would_mend_is_kept_mended(tmp_path: Path) -> None:
    paper = papers.office()
    table = paper.rindex(b"startxref")
    kept = taken(tmp_path, paper[:table] + b"startxref\n7\n%%EOF\n")
    with pikepdf.open(io.BytesIO(kept)) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.get_warnings() == []


def test_a_paper_of_over_three_hundred_pages_is_refused(tmp_path: Path) -> None:
    assert "terlalu besar atau rumit" in refusal(tmp_path, papers.made(papers.many_pages))


def test_U4_a_paper_that_would_fill_the_memory_is_refused_quickly(tmp_path: Path) -> None:
    started = time.monotonic()
    assert "terlalu besar atau rumit" in refusal(tmp_path, papers.bomb())
    assert time.monotonic() - started < 30


def test_U12_broken_papers_are_refused_or_kept_and_nothing_else(tmp_path: Path) -> None:
    chance = random.Random(2026)
    paper = papers.made(papers.named_scripts)
    for _number in range(25):
        broken = bytearray(paper)
        for _byte in range(chance.randint(1, 8)):
            broken[chance.randrange(9, len(broken))] = chance.randrange(256)
        try:
            kept = taken(tmp_path, bytes(broken))
        except storage.Refused:
            continue
        with pikepdf.open(io.BytesIO(kept)) as pdf:
            assert not any(
                "/JS" in item for item in pdf.objects if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream))
            )
