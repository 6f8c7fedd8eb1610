"""The eighteen goals of SDGs Desa by their official names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..contracts import Text, say

GOALS: Mapping[int, Text] = {
    1: say("Desa Tanpa Kemiskinan"),
    2: say("Desa Tanpa Kelaparan"),
    3: say("Desa Sehat dan Sejahtera"),
    4: say("Pendidikan Desa Berkualitas"),
    5: say("Keterlibatan Perempuan Desa"),
    6: say("Desa Layak Air Bersih dan Sanitasi"),
    7: say("Desa Berenergi Bersih dan Terbarukan"),
    8: say("Pertumbuhan Ekonomi Desa Merata"),
    9: say("Infrastruktur dan Inovasi Desa Sesuai Kebutuhan"),
    10: say("Desa Tanpa Kesenjangan"),
    11: say("Kawasan Permukiman Desa Aman dan Nyaman"),
    12: say("Konsumsi dan Produksi Desa Sadar Lingkungan"),
    13: say("Desa Tanggap Perubahan Iklim"),
    14: say("Desa Peduli Lingkungan Laut"),
    15: say("Desa Peduli Lingkungan Darat"),
    16: say("Desa Damai Berkeadilan"),
    17: say("Kemitraan untuk Pembangunan Desa"),
    18: say("Kelembagaan Desa Dinamis dan Budaya Desa Adaptif"),
}

# The four pillars, by their goals, in the version of 2025.
PILLARS: Mapping[str, tuple[Text, tuple[int, ...]]] = {
    "social": (say("Sosial"), (1, 2, 3, 4, 5)),
    "economy": (say("Ekonomi"), (7, 8, 9, 10, 17)),
    "environment": (say("Lingkungan"), (6, 11, 12, 13, 14, 15)),
    "governance": (say("Hukum dan Tata Kelola"), (16, 18)),
}

PERIOD_WORDS: Mapping[str, Text] = {
    "monthly": say("setiap bulan"),
    "quarterly": say("setiap tiga bulan"),
    "semester": say("setiap enam bulan"),
    "season": say("setiap musim"),
    "yearly": say("setiap tahun"),
}


def goals_of(*groups: Iterable[int]) -> list[tuple[int, Text]]:
    """The goals that are named in any of these groups, each once, in order."""
    numbers = sorted({number for group in groups for number in group})
    return [(number, GOALS[number]) for number in numbers]
