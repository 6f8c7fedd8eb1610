"""Pairs of village works, labelled by hand: is this one work planned twice, or are these two?

`TUNING` was looked at while the weights were set, `HELD_OUT` was written with it and only measured. Lines are
written as officers write: abbreviations, typos, other names of one thing. A work is *title @ villages, when*,
villages by a letter, when as months of 2027 (03-05) or as a year, when no more is known.
"""

from __future__ import annotations

import calendar
from datetime import date

from portal.planning.overlaps.works import OWN, Work

YES, NO = True, False
VILLAGES = {"A": "35.02.19.2007", "B": "35.02.19.2008", "C": "35.02.19.2006", "D": "33.02.01.2001"}
Pair = tuple[bool, str, str]

TUNING: tuple[Pair, ...] = (
    # the same work: other words, abbreviations, typos, the village's own plan
    (YES, "Pembangunan jalan usaha tani Sumber Ireng @ A, 03-05", "Rabat beton JUT Sumber Ireng @ A, 04-06"),
    (YES, "Rehabilitasi saluran irigasi tersier @ A, 07-09", "Perbaikan jaringan irigasi desa @ A, 08-10"),
    (YES, "Normalisasi saluran irigasi @ A B, 10-11", "Pengerukan saluran irigasi @ B, 11-11"),
    (YES, "Pelatihan pengelolaan bank sampah @ A, 02-02", "Bimtek bank sampah @ A B, 02-03"),
    (YES, "Pembangunan TPS3R bersama @ A B, 05-09", "Pembangunan tempat pengolahan sampah @ B, 2027"),
    (YES, "Posyandu balita @ A, 03-03", "Penimbangan balita di posyandu @ A, 03-03"),
    (YES, "Pengadaan bibit kopi untuk petani @ A, 02-03", "Bantuan bibit kopi kelompok tani @ A, 03-04"),
    (YES, "Pembangunan talud jalan poros @ B, 06-08", "Pembuatan tembok penahan tanah jalan poros @ B, 07-09"),
    (YES, "Pelatihan pemasaran digital UMKM @ A B, 04-04", "Workshop pemasaran digital pelaku usaha @ A, 04-05"),
    (YES, "Pemasangan lampu penerangan jalan umum @ A, 08-09", "Pengadaan PJU @ A, 2027"),
    (
        YES,
        "Pipanisasi air bersih Dusun Krajan @ A, 04-07",
        "Pembangunan jaringan pipa air bersih Dsn Krajan @ A, 06-08",
    ),
    (YES, "Penyuluhan pupuk organik petani @ A, 01-01", "Sosialisasi pembuatan pupuk organik kelompok tani @ A, 01-02"),
    (YES, "Rehabilitasi jmbatan gantung @ A B, 05-08", "Perbaikan jembatan gantung @ B, 06-09"),
    (YES, "Pelatihan kader posyandu @ A B, 03-03", "Peningkatan kapasitas kader posyandu @ B, 03-03"),
    (YES, "Bedah rumah tidak layak huni @ A, 2027", "Rehab RTLH @ A, 05-10"),
    (YES, "Penanaman pohon di sekitar mata air @ B, 12-12", "Reboisasi pohon mata air @ B, 11-12"),
    (
        YES,
        "Pembersihan saluran drainase jalan desa @ C, 11-11",
        "Kerja bakti membersihkan selokan jalan desa @ C, 11-11",
    ),
    (YES, "Pembuatan website desa wisata @ A, 02-05", "Pengadaan situs web wisata @ A, 2027"),
    (YES, "Pemberian makanan tambahan balita stunting @ A, 01-12", "PMT balita stunting @ A, 2027"),
    (YES, "Pembentukan BUM Desa bersama @ A B, 02-04", "Pendirian bumdesma @ A, 2027"),
    (YES, "Pemb. sumur bor air bersih @ C, 06-07", "Pembangunan sumur bor air bersih @ C, 07-08"),
    (YES, "Vaksinasi ternak sapi @ A B, 03-03", "Vaksinasi sapi peternak @ A, 03-04"),
    # two works: other place, time, stage, people, or another kind of work on the same thing
    (NO, "Rehabilitasi saluran irigasi @ A, 07-09", "Rehabilitasi saluran irigasi @ B, 07-09"),
    (NO, "Rehab saluran irigasi Dusun Krajan @ A, 07-09", "Rehab saluran irigasi Dusun Sumber @ A, 07-09"),
    (NO, "Pembangunan JUT tahap I @ A, 03-05", "Pembangunan JUT tahap II @ A, 06-09"),
    (NO, "Pembangunan jembatan @ A, 03-06", "Pembangunan jembatan tahap 2 @ A, 07-10"),
    (NO, "Pelatihan pupuk organik petani @ A, 02-02", "Pelatihan pupuk organik anggota PKK @ A, 02-02"),
    (NO, "Pelatihan kader posyandu @ A, 03-03", "Pelatihan perangkat desa @ A, 03-03"),
    (NO, "Pembersihan saluran irigasi @ A, 02-02", "Pembersihan saluran irigasi @ A, 10-10"),
    (NO, "Penanaman padi musim tanam 1 @ A, 10-11", "Penanaman padi musim tanam 2 @ A, 11-12"),
    (NO, "Survei saluran irigasi @ A, 02-03", "Pembangunan saluran irigasi @ A, 03-06"),
    (NO, "Penyusunan DED jembatan gantung @ A, 01-03", "Pembangunan jembatan gantung @ A, 03-09"),
    (NO, "Rabat jalan RT 01 @ B, 05-06", "Rabat jalan RT 03 @ B, 05-06"),
    (NO, "Pengadaan bibit kopi @ A, 02-03", "Pengadaan bibit durian @ A, 02-03"),
    (NO, "Posyandu balita @ A, 03-03", "Posyandu lansia @ A, 03-03"),
    (NO, "Pelatihan pengelolaan bank sampah @ A, 02-02", "Pembangunan bank sampah @ A, 02-05"),
    (NO, "Musyawarah desa penetapan RKP @ A, 06-06", "Musyawarah desa BUM Desa @ A, 06-06"),
    (NO, "Pembangunan pasar desa @ A, 03-09", "Pasar murah Ramadan @ A, 03-03"),
    (NO, "Pembangunan jalan lingkungan @ A, 2026", "Pembangunan jalan lingkungan @ A, 2027"),
    (NO, "Pelatihan menjahit @ A, 04-04", "Pelatihan membatik @ A, 04-04"),
    (NO, "Festival budaya desa wisata @ A, 08-08", "Pelatihan pemandu desa wisata @ A, 08-08"),
    (NO, "Jalan usaha tani Blok Sawah Lor @ A, 04-06", "Jalan usaha tani Blok Tegal @ A, 04-06"),
    (NO, "Pembangunan jembatan @ A, 05-07", "Pembangunan gedung posyandu @ A, 05-07"),
    (NO, "Pembangunan kandang sapi @ A, 03-04", "Pengadaan sapi @ A, 04-05"),
    (NO, "Pembangunan gedung PAUD @ A, 03-07", "Pengadaan mainan gedung PAUD @ A, 08-08"),
    (NO, "Penyuluhan stunting ibu hamil @ A, 02-02", "Penyuluhan narkoba remaja @ A, 02-02"),
)

HELD_OUT: tuple[Pair, ...] = (
    (YES, "Pengaspalan jalan poros desa @ A, 06-07", "Peningkatan jalan poros @ A, 2027"),
    (YES, "Pembangunan gorong-gorong dan drainase jalan @ B, 04-05", "Pembuatan saluran drainase jalan @ B, 05-06"),
    (YES, "Pelatihan pembuatan kompos kelompok tani @ A C, 09-09", "Bimtek pembuatan pupuk kompos petani @ C, 09-10"),
    (YES, "Pembangunan jamban keluarga @ A, 05-08", "Pembuatan MCK dan jamban sehat @ A, 2027"),
    (YES, "Pengadaan mobil siaga desa @ A B, 03-06", "Pembelian ambulans desa @ A, 2027"),
    (YES, "Pelathan kader posyandu @ A, 03-03", "Pelatihan kader posyandu balita @ A B, 03-04"),
    (YES, "Sosialisasi pencegahan stunting @ C, 02-02", "Penyuluhan stunting ibu hamil @ C, 02-02"),
    (YES, "Pembuatan embung desa @ A, 07-10", "Pembangunan embung @ A, 08-11"),
    (YES, "Pelatihan siaga bencana linmas @ A B, 10-10", "Pelatihan tanggap bencana anggota linmas @ B, 10-11"),
    (YES, "Normalisasi drainase @ B, 11-11", "Pembersihan got dan selokan @ B, 11-12"),
    (YES, "Penanaman bibit pohon di hulu sungai @ A, 12-12", "Penghijauan pohon hulu sungai @ A B, 12-12"),
    (YES, "Pembangunan gedung PAUD @ A, 04-08", "Rehab gedung PAUD @ A, 2027"),
    (YES, "Jaringan irigasi tingkat usaha tani @ B, 05-07", "Pembangunan saluran irigasi @ B, 06-08"),
    (YES, "Pelatihan olahan kopi petani @ A, 06-06", "Pelatihan pengolahan kopi kelompok tani @ A, 06-07"),
    (YES, "Pengadaan tong sampah @ A, 2027", "Pengadaan tempat sampah @ A, 03-04"),
    (YES, "Pembinaan pokdarwis desa wisata @ A, 05-05", "Pelatihan kelompok sadar wisata @ A, 05-06"),
    (YES, "Pembangunan kolam lele @ C, 03-04", "Pembuatan kolam ikan lele @ C, 2027"),
    (YES, "Penyusunan peta batas desa @ A B, 02-04", "Pemetaan batas desa @ B, 03-05"),
    (YES, "Perbaikan pos kamling @ A, 08-08", "Rehabilitasi poskamling @ A, 08-09"),
    (YES, "Pengadan alat pencacah sampah @ A B, 03-04", "Pembelian mesin pencacah sampah @ B, 04-05"),
    (YES, "Pemasangan wifi balai desa @ A, 01-02", "Pengadaan internet balai desa @ A, 2027"),
    (YES, "Lomba desa wisata antardesa @ A B, 08-08", "Lomba desa wisata @ B, 08-08"),
    (NO, "Pengaspalan jalan poros @ A, 06-07", "Pengaspalan jalan poros @ D, 06-07"),
    (NO, "Pelatihan pembuatan kompos petani @ A, 03-03", "Pelatihan pembuatan kompos petani @ A, 10-10"),
    (NO, "Pelatihan digital UMKM gelombang 1 @ A, 04-04", "Pelatihan digital UMKM gelombang 2 @ A, 05-05"),
    (NO, "Talud Dusun Krajan @ A, 05-06", "Talud Dusun Ngemplak @ A, 05-06"),
    (NO, "Pengadaan bibit lele @ A, 03-03", "Pengadaan bibit sengon @ A, 03-03"),
    (NO, "Pelatihan menjahit PKK @ A, 04-04", "Pelatihan menjahit remaja putus sekolah @ A, 04-04"),
    (NO, "Pembangunan embung @ A, 05-09", "Pembersihan embung @ A, 10-10"),
    (NO, "Rapat koordinasi BKAD @ A B, 03-03", "Rapat koordinasi stunting @ A B, 03-03"),
    (NO, "Musim tanam MT I: pembagian benih padi @ A, 10-11", "Pembagian benih padi MT II @ A, 10-11"),
    (NO, "Pengukuran debit air @ A, 01-02", "Pembangunan bak penampung air bersih @ A, 02-06"),
    (NO, "Pembangunan jalan RW 02 @ B, 2027", "Pembangunan jalan RW 05 @ B, 2027"),
    (NO, "Fogging nyamuk DBD @ A, 01-01", "Fogging nyamuk DBD @ A, 11-11"),
    (NO, "Pembangunan balai desa @ A, 03-09", "Pengadaan meja kursi balai desa @ A, 09-10"),
    (NO, "Vaksinasi kambing @ A, 03-03", "Imunisasi balita @ A, 03-03"),
    (NO, "Sosialisasi pajak bumi dan bangunan @ A, 02-02", "Sosialisasi pencegahan kebakaran @ A, 02-02"),
    (NO, "Pelatihan BPD @ A B, 05-05", "Pelatihan pengurus BUM Desa @ A B, 05-05"),
    (NO, "Pembangunan jembatan tahap 1 @ A, 2026", "Pembangunan jembatan tahap 2 @ A, 2027"),
    (NO, "Pembangunan sumur bor @ A, 06-07", "Pembangunan lapangan voli @ A, 06-07"),
    (NO, "Evaluasi program air bersih @ A, 12-12", "Pembangunan jaringan air bersih @ A, 10-12"),
    (NO, "Pembuatan kandang kambing @ A, 03-04", "Pembelian kambing @ A, 04-05"),
    (NO, "Kerja bakti jalan desa @ A, 02-02", "Kerja bakti jalan desa @ A, 08-08"),
    (NO, "Pengelolaan sampah pasar @ A, 01-06", "Lomba pengelolaan sampah @ A, 03-03"),
)


def work(line: str) -> Work:
    """A line of the lists as the guard sees it."""
    title, _at, more = line.rpartition(" @ ")
    letters, when = more.split(", ")
    villages = frozenset(VILLAGES[letter] for letter in letters.split())
    if len(when) == 4:
        return Work(title, villages, OWN, year=int(when))
    first, last = (int(month) for month in when.split("-"))
    ends = date(2027, last, calendar.monthrange(2027, last)[1])
    return Work(title, villages, starts_on=date(2027, first, 1), ends_on=ends)
