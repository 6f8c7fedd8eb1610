"""Run inside the clean environment, on an installation: what people do with a plugin, and what they read.

    python third_party_walk.py INSTANCE write|read

Prints one line of JSON: for each page its status and its text. Imports the installed portal only.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from portal import testing

NGEBEL, SEMPU = testing.NGEBEL, "35.02.19.2008"
CHOOSING = "/kemitraan/pilih?pihak=2&lembaga=tidak&bidang=satu"  # the question that offers the sectors


class Walk:
    """Somebody from Ngebel at the portal of one installation."""

    def __init__(self, folder: Path) -> None:
        audit_key = bytes.fromhex((folder / "audit.key").read_text())
        self.app = testing.make_app(folder, audit_key=audit_key)
        self.browser = self.app.test_client()
        testing.sign_in(self.browser, "village_head")
        self.seen: dict[str, tuple[int, str]] = {}

    def read(self, *addresses: str) -> None:
        """Open pages."""
        for address in addresses:
            answer = self.browser.get(address)
            self.seen[address] = (answer.status_code, answer.text)

    def write(self, address: str, **values: Any) -> str:
        """Fill in a form; where it leads."""
        answer = testing.post(self.browser, address, values)
        assert answer.status_code == 303, f"{address}: {answer.status_code} {answer.text[:3000]}"
        return answer.location


def write(walk: Walk) -> None:
    """A village has a potential of the sector, begins partnerships of both new kinds, and fills them in."""
    walk.write(f"/desa/{NGEBEL}/potensi", sector="perikanan", title="Keramba Telaga Ngebel")
    for kind, sector, title in (("bilateral", "perikanan", "Ikan segar"), ("kembaran_kampus", "pertanian", "Kampus")):
        walk.write("/kemitraan/baru", partner=SEMPU, title=title, sector=sector, type_code=kind)
    walk.write("/kemitraan/1/sektor", sektor="perikanan", families="40", output="1.250,5", buyer="Pasar Pon")
    walk.write("/kemitraan/2/rincian", faculty="Pertanian")
    walk.write("/p/kembaran_kampus/2/kelompok", topic="Pakan ikan", students="12")
    walk.read(
        "/kemitraan/baru", "/kemitraan", "/kemitraan?sektor=perikanan", CHOOSING, "/kemitraan/1/sektor",
        "/kemitraan/1/sektor/panduan", "/p/kembaran_kampus/2/kelompok", f"/desa/{NGEBEL}/potensi",
    )  # fmt: skip


def read(walk: Walk) -> None:
    """What shows all of it."""
    walk.read(
        f"/desa/{NGEBEL}", "/kemitraan", "/kemitraan/1", "/kemitraan/1/riwayat", "/kemitraan/1/sektor", "/kemitraan/2",
        "/kemitraan/2/riwayat", "/kemitraan/baru", CHOOSING, "/",
    )  # fmt: skip


if __name__ == "__main__":
    walk = Walk(Path(sys.argv[1]))
    if sys.argv[2] == "write":
        write(walk)
    read(walk)
    print(json.dumps(walk.seen))
