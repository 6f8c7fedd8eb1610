"""Papers: the joint regulation of forty villages as PDF and as DOCX, and what making it many times costs in memory."""

from __future__ import annotations

import resource
import subprocess
import sys
import time

from portal.documents.rendering import Look, Seal, as_docx, as_pdf
from portal.paperwork import Article, Chapter, Paper, Recital, Signature, Signatures, Table, Title, Verse

VILLAGES, TIMES, BOUND = 40, 10, 2.0  # seconds a paper


def measure(environ: dict[str, str]) -> None:
    """Each form in a process of its own, so that its memory is its own."""
    for form in ("pdf", "docx"):
        subprocess.run([sys.executable, "-m", "bench.papers", form], env=environ, check=True)


def main(form: str) -> None:
    """Make the paper; the first time pays for what is loaded."""
    paper, look = regulation(VILLAGES), Look(seal=Seal("https://desa.example/periksa/ABCD", "ABCD", "ab" * 32))
    render = as_pdf if form == "pdf" else as_docx
    before, waits, peaks, size = _peak(), [], [], 0
    for _time in range(TIMES):
        started = time.perf_counter()
        size = len(render(paper, look))
        waits.append(time.perf_counter() - started)
        peaks.append(_peak())
    print(
        f"regulation of {VILLAGES}, {form:<5}first {waits[0]:.2f} s, then {min(waits[1:]):.2f} s (bound {BOUND:.0f}), "
        f"{size / 1000:.0f} kB, memory at most {peaks[0]:.0f} MB after one, {peaks[-1]:.0f} MB after {TIMES} "
        f"(before {before:.0f})"
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def regulation(villages: int) -> Paper:
    """A joint regulation as long as those that villages sign: 12 chapters, a number and a signature a village."""
    heads = [f"KEPALA DESA NOMOR {place}" for place in range(1, villages + 1)]
    numbers = [f"NOMOR {place} TAHUN 2026" for place in range(1, villages + 1)]
    sentence = "Para pihak sepakat mengelola air bersih bersama menurut hak dan kewajiban masing-masing. " * 3
    verses = (Verse(sentence, ("hak atas air;", "kewajiban memelihara jaringan.")), Verse(sentence))
    articles = [
        block
        for chapter in range(1, 13)
        for block in (Chapter(chapter, "KETENTUAN"), *(Article(3 * chapter + place, verses) for place in range(3)))
    ]
    signing = tuple(Signature(("Ditetapkan di Ngebel", f"{head},"), "Drs. H. SUTRISNO, M.Si.") for head in heads)
    rows = tuple((str(place), head, "Rp15.000.000,00") for place, head in enumerate(heads, 1))
    return Paper(
        "Peraturan Bersama",
        (
            Title(("PERATURAN BERSAMA", *numbers, "TENTANG", "AIR BERSIH", ", ".join(heads))),
            Recital("Menimbang", (sentence,) * 5),
            *articles,
            Signatures(signing),
            Table("Pendanaan", ("No", "Pihak", "Jumlah"), rows, (1, 5, 3), (2,)),
        ),
        is_law=True,
    )


if __name__ == "__main__":
    main(sys.argv[1])
