"""The rules of a plan: periods, days, prerequisites without circles, states and what is late."""

from __future__ import annotations

from collections.abc import Mapping

from ...contracts import Text, say

PLANNED, RUNNING, DONE, DELAYED, CANCELLED = "planned", "running", "done", "delayed", "cancelled"
STATUSES: Mapping[str, Text] = {
    PLANNED: say("direncanakan"),
    RUNNING: say("berjalan"),
    DONE: say("selesai"),
    DELAYED: say("tertunda"),
    CANCELLED: say("dibatalkan"),
}
OPEN = (PLANNED, RUNNING, DELAYED)
NEEDS_REASON = (DELAYED, CANCELLED)

OUTCOME, OUTPUT = "outcome", "output"
RESULT_KINDS: Mapping[str, Text] = {
    OUTCOME: say("Manfaat: yang berubah bagi warga"),
    OUTPUT: say("Keluaran: yang dihasilkan kegiatan"),
}
DOCUMENTS: Mapping[str, Text] = {
    "rpjm": say("RPJM Desa"),
    "rkp": say("RKP Desa"),
    "apb": say("APB Desa"),
}
LEVELS: Mapping[str, Text] = {"low": say("kecil"), "medium": say("sedang"), "high": say("besar")}
RISK_STATES: Mapping[str, Text] = {
    "open": say("masih mungkin"),
    "happened": say("terjadi"),
    "over": say("sudah lewat"),
}
# Who in a village usually carries something out; any other words may be written.
OFFICES: tuple[Text, ...] = (
    say("Kepala Desa"),
    say("Sekretaris Desa"),
    say("Kaur Perencanaan"),
    say("Kaur Keuangan"),
    say("Kasi Pemerintahan"),
    say("Kasi Kesejahteraan"),
    say("Kasi Pelayanan"),
    say("Kepala Dusun"),
    say("Ketua BKAD"),
    say("Tim Pelaksana Kegiatan"),
    say("Pengurus BUM Desa"),
    say("Kader"),
)
LONGEST_YEARS = 20  # of a programme: three terms of an RPJM Desa are less
