"""The laws that papers of the path rest on, as Mengingat names them: in order of rank and year.

What was not read in the law's own text is `confirmed=False`, and stands in no Mengingat; see docs/hukum.md.
"""

from __future__ import annotations

from datetime import date

from ...contracts import LegalBasis
from ...partnerships.rules import PERMENDAGRI_96

# From this day on the law of villages stands as it was changed for the second time (UU 3/2024).
CHANGED_LAW = date(2024, 4, 25)
# Permendagri 96/2017 holds since October 2017; what villages made before keeps its form.
BEGINNING = date(2017, 10, 1)

UU_DESA = (
    "Undang-Undang Nomor 6 Tahun 2014 tentang Desa (Lembaran Negara Republik Indonesia Tahun 2014 Nomor 7, Tambahan "
    "Lembaran Negara Republik Indonesia Nomor 5495)"
)
UU_DESA_CHANGED = (
    f"{UU_DESA} sebagaimana telah beberapa kali diubah, terakhir dengan Undang-Undang Nomor 3 Tahun 2024 tentang "
    "Perubahan Kedua atas Undang-Undang Nomor 6 Tahun 2014 tentang Desa"
)
PP_DESA = (
    "Peraturan Pemerintah Nomor 43 Tahun 2014 tentang Peraturan Pelaksanaan Undang-Undang Nomor 6 Tahun 2014 tentang "
    "Desa (Lembaran Negara Republik Indonesia Tahun 2014 Nomor 123) sebagaimana telah beberapa kali diubah, terakhir "
    "dengan Peraturan Pemerintah Nomor 11 Tahun 2019"
)
PERMENDAGRI_111_CITED = "Peraturan Menteri Dalam Negeri Nomor 111 Tahun 2014 tentang Pedoman Teknis Peraturan di Desa"
PERMENDAGRI_96_CITED = (
    "Peraturan Menteri Dalam Negeri Nomor 96 Tahun 2017 tentang Tata Cara Kerja Sama Desa di Bidang Pemerintahan Desa"
)

REGULATION = (
    LegalBasis("UU 6/2014", "Pasal 92 ayat (2)"),
    LegalBasis("Permendagri 111/2014", "Lampiran"),
    LegalBasis(PERMENDAGRI_96, "Pasal 13"),
    LegalBasis("PP 43/2014", "Pasal 88", confirmed=False),
)
CONTRACT = (
    LegalBasis("UU 6/2014", "Pasal 93"),
    LegalBasis(PERMENDAGRI_96, "kerja sama dengan pihak ketiga"),
    LegalBasis("PP 43/2014", "Pasal 143", confirmed=False),
)
PREPARATION = (LegalBasis(PERMENDAGRI_96, "Pasal 13 ayat (2) huruf c dan d"),)
OFFER = (LegalBasis(PERMENDAGRI_96, "Pasal 13 ayat (3)"),)
ANSWER = (LegalBasis(PERMENDAGRI_96, "jawaban tertulis", confirmed=False),)
PRIORITY = (LegalBasis(PERMENDAGRI_96, "Pasal 13 ayat (2) huruf a dan b"),)
ASKING = (LegalBasis("Permendagri 111/2014", "Pasal 20–22", confirmed=False),)
ACTING = (LegalBasis("Perjanjian Bersama", "wakil yang sah", confirmed=False),)
MEETING = (
    LegalBasis("UU 6/2014", "Pasal 92 ayat (2)"),
    LegalBasis("Tata tertib MAD setempat", confirmed=False),
)
BURDEN = (LegalBasis("Peraturan daerah setempat", "persetujuan BPD", confirmed=False),)
BODY = (LegalBasis("UU 6/2014", "Pasal 92 ayat (3)"),)
CHANGE = (LegalBasis("PP 43/2014", "Pasal 146–147", confirmed=False),)
DISPUTE = (LegalBasis(PERMENDAGRI_96, "penyelesaian perselisihan"),)
REPORT = (LegalBasis(PERMENDAGRI_96, "pelaporan"),)
FORWARDING = (LegalBasis("Permendagri 111/2014", "Pasal 23–25", confirmed=False),)


def considered(changed: bool, regulation: bool = True) -> tuple[str, ...]:
    """What Mengingat names; `changed` after UU 3/2024, a `regulation` with the form of village law products."""
    form = (PERMENDAGRI_111_CITED,) if regulation else ()
    return (UU_DESA_CHANGED if changed else UU_DESA, PP_DESA, *form, PERMENDAGRI_96_CITED)
