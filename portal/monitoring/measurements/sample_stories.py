"""What the sample partnerships measured in two years: plausible, with gaps. Periods count from the oldest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..indicators.rules import MONTHLY, QUARTERLY, SEMESTER, YEARLY

IN_TWO_YEARS = {MONTHLY: 24, QUARTERLY: 8, SEMESTER: 4, YEARLY: 2}
Reported = str | tuple[str, str] | None  # a number, a part of a whole, or nothing reported


@dataclass(frozen=True)
class Course:
    """One indicator: its key in the library, how often, and what was reported by the party of that place.

    `reports` maps the place of a party among the villages to its reports, oldest first; None is a gap.
    `corrected` and `returned` name one period of the first party; `shares` are those of the parties.
    """

    key: str
    frequency: str
    reports: Mapping[int, tuple[Reported, ...]]
    targets: tuple[str | None, ...] = ()
    baseline: str = ""
    source: str = ""
    corrected: tuple[int, str, str] | None = None
    returned: tuple[int, str] | None = None
    shares: tuple[str, ...] = ()
    by_sex: bool = False
    notes: Mapping[int, str] = field(default_factory=dict)


CHANNEL = (
    Course(
        "sector:air/flow", QUARTERLY,
        {0: ("24", "23,5", "21", "26", "29", "25,5", None, "28")},
        targets=("22", "22", "22", "24", "25", "25", "25", "26"), baseline="20,5",
        source="Papan ukur di bendung, dibaca ulu-ulu tiap hari Senin.",
        corrected=(4, "27", "Satu bacaan terhitung dua kali."),
        returned=(7, "Foto papan ukur bulan terakhir belum dilampirkan."),
        shares=("1/2", "1/2"), notes={2: "Kemarau panjang; mata air surut."},
    ),
    Course(
        "sector:air/irrigated_area", SEMESTER,
        {1: ("14", "15,2", "17", "18,5")},
        targets=("14", "15", "16", "20"), baseline="11", source="Catatan kelompok tani Sempu.",
        shares=("1/3", "2/3"),
    ),
    Course(
        "type:bilateral/commitments_kept", QUARTERLY,
        {0: (("5", "8"), ("6", "8"), ("7", "9"), ("8", "9"), ("6", "9"), ("9", "10"), ("9", "10"), ("8", "10"))},
        targets=(None, None, None, None, "75", "75", "80", "80"), source="Halaman janji di portal ini.",
    ),
    Course(
        "type:bilateral/beneficiaries", YEARLY,
        {0: ("118", "131"), 1: ("164", "187")}, targets=("260", "300"), by_sex=True,
        source="Daftar penggarap sawah dan pelanggan air.",
    ),
)  # fmt: skip
MARKET = (
    Course(
        "type:bilateral/joint_activities", QUARTERLY,
        {0: ("1", "2", None, "2", "3", "2", "3", "3")}, targets=("2", "4", "6", "8", "10", "12", "14", "16"),
        source="Berita acara kegiatan.",
    ),
    Course(
        "type:bilateral/beneficiaries", YEARLY, {0: ("46", "58"), 1: ("39", None)}, by_sex=True,
        source="Daftar pedagang dan pemasok.",
    ),
)  # fmt: skip
EIGHT = (
    Course(
        "type:multilateral/party_participation", SEMESTER,
        {0: (("7", "8"), ("6", "8"), ("8", "8"), ("7", "8"))}, targets=("75", "75", "85", "85"),
        source="Daftar hadir MAD.", corrected=(1, "5", "Satu desa hanya menitip kabar."),
    ),
    Course(
        "type:multilateral/women_present", SEMESTER,
        {0: (("9", "41"), ("12", "44"), ("15", "47"), ("17", "49"))}, targets=("30",) * 4, source="Daftar hadir MAD.",
    ),
    Course(
        "type:multilateral/maintenance_done", QUARTERLY,
        {0: ("3", "4", "4", None, "5", "6", "5", "6")}, targets=("4", "8", "12", "16", "20", "24", "28", "32"),
        source="Buku perawatan traktor dan pompa.",
        returned=(7, "Perawatan pompa yang terakhir belum ada notanya."),
    ),
    Course(
        "type:multilateral/beneficiaries", YEARLY,
        {
            0: ("210", "236"), 1: ("154", "171"), 2: ("98", "120"), 3: ("131", "140"),
            4: ("88", "95"), 5: ("64", None), 6: ("102", "111"), 7: ("57", "73"),
        },
        targets=("850", "950"), source="Catatan petugas lapangan tiap desa.", by_sex=True,
    ),
)  # fmt: skip
STORIES: Mapping[tuple[str, str], tuple[Course, ...]] = {
    ("bilateral", "air"): CHANNEL,
    ("bilateral", "pasar"): MARKET,
    ("multilateral", "pariwisata"): EIGHT,
}
