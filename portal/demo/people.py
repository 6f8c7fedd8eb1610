"""People in each role. Names are made up; the password is the same for all, and printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .. import clock
from ..accounts import queries, service
from ..accounts.passwords import keeper
from ..permissions import SYSTEM, Actor, OfficeKind

PASSWORD = "sawah-hijau-2026"
NGEBEL, SEMPU = "35.02.19.2007", "35.02.19.2008"


@dataclass(frozen=True)
class Account:
    """A demo account. `role` is what `make run` prints beside it."""

    role: str
    username: str
    name: str
    kind: OfficeKind
    scope: tuple[str, ...]
    label: str


SHOWN = (
    Account("Kepala Desa Ngebel", "kades.ngebel", "Siti Aminah", OfficeKind.VILLAGE_HEAD, (NGEBEL,),
            "Kepala Desa Ngebel"),
    Account("Operator Desa Ngebel", "operator.ngebel", "Budi Santoso", OfficeKind.VILLAGE_OPERATOR, (NGEBEL,),
            "Operator Desa Ngebel"),
    Account("Sekretaris Desa Ngebel", "sekdes.ngebel", "Wahyu Prasetyo", OfficeKind.VILLAGE_SECRETARY, (NGEBEL,),
            "Sekretaris Desa Ngebel"),
    Account("BPD Ngebel", "bpd.ngebel", "Sri Lestari", OfficeKind.COUNCIL_MEMBER, (NGEBEL,), "Ketua BPD Ngebel"),
    Account("Kepala Desa Sempu", "kades.sempu", "Rahma Wati", OfficeKind.VILLAGE_HEAD, (SEMPU,), "Kepala Desa Sempu"),
    Account("Pengurus BKAD (irigasi)", "bkad.irigasi", "Agus Salim", OfficeKind.BKAD_OFFICER, (),
            "Ketua BKAD Irigasi Ngebel–Sempu"),
    Account("Mitra (universitas contoh)", "mitra.kampus", "Dewi Kartika", OfficeKind.THIRD_PARTY, (),
            "Wakil Universitas Contoh"),
    Account("Pendamping desa", "pendamping", "Joko Susilo", OfficeKind.FACILITATOR, ("35.02.19",),
            "Pendamping Desa Kecamatan Ngebel"),
    Account("Camat Ngebel", "camat.ngebel", "Hadi Purnomo", OfficeKind.DISTRICT_OFFICER, ("35.02.19",), "Camat Ngebel"),
    Account("DPMD Ponorogo", "dpmd.ponorogo", "Ratna Dewi", OfficeKind.REGENCY_OFFICER, ("35.02",),
            "DPMD Kabupaten Ponorogo"),
    Account("Kepala Desa Bogangin (perselisihan)", "kades.bogangin", "Suratmi", OfficeKind.VILLAGE_HEAD,
            ("33.02.07.2009",), "Kepala Desa Bogangin"),
    Account("Camat Sumpiuh (perselisihan)", "camat.sumpiuh", "Bambang Irawan", OfficeKind.DISTRICT_OFFICER,
            ("33.02.07",), "Camat Sumpiuh"),
    Account("Administrator portal", "admin", "Pengelola Portal", OfficeKind.ADMINISTRATOR, (), "Administrator"),
)  # fmt: skip

# The heads of the other villages, so that every party can act: code -> (village, head).
OTHER_HEADS: Mapping[str, tuple[str, str]] = {
    "35.02.19.2001": ("Ngrogung", "Slamet Riyadi"),
    "35.02.19.2002": ("Sahang", "Endang Sulastri"),
    "35.02.19.2003": ("Wagir Lor", "Suparman"),
    "35.02.19.2004": ("Talun", "Yatini"),
    "35.02.19.2005": ("Gondowido", "Mulyono"),
    "35.02.19.2006": ("Pupus", "Karsini"),
    "33.02.20.2011": ("Karangsoka", "Tarsono"),
    "33.02.20.2012": ("Dukuhwaluh", "Nur Hidayati"),
    "33.02.07.2010": ("Banjarpanepen", "Mujiono"),
}
STARTED = date(2024, 2, 1)


def hashed_password() -> str:
    """The one password, hashed once."""
    return keeper.hash(PASSWORD)


def make_heads(password_hash: str) -> dict[str, Actor]:
    """The heads of all sample villages, by village code."""
    heads = {code: _head(code, village, name, password_hash) for code, (village, name) in OTHER_HEADS.items()}
    for account in SHOWN:
        if account.kind == OfficeKind.VILLAGE_HEAD:
            heads[account.scope[0]] = _seat(account, password_hash)
    return heads


def make_administrator(password_hash: str) -> Actor:
    """Who keeps the portal."""
    return _seat(next(account for account in SHOWN if account.kind == OfficeKind.ADMINISTRATOR), password_hash)


def make_others(password_hash: str, organisation_id: int, partnership_id: int) -> None:
    """Everybody else who has a demo account."""
    for account in SHOWN:
        if account.kind == OfficeKind.THIRD_PARTY:
            _seat(account, password_hash, organisation_id=organisation_id)
        elif account.kind == OfficeKind.BKAD_OFFICER:
            _seat(account, password_hash, partnership_id=partnership_id)
        elif account.kind not in (OfficeKind.VILLAGE_HEAD, OfficeKind.ADMINISTRATOR):
            _seat(account, password_hash)


def _head(code: str, village: str, name: str, password_hash: str) -> Actor:
    username = "kades." + village.lower().replace(" ", "")
    label = f"Kepala Desa {village}"
    return _seat(Account(label, username, name, OfficeKind.VILLAGE_HEAD, (code,), label), password_hash)


def _seat(
    account: Account, password_hash: str, organisation_id: int | None = None, partnership_id: int | None = None
) -> Actor:
    person = service.create_person_hashed(
        SYSTEM, name=account.name, username=account.username, password_hash=password_hash
    )
    office = service.ensure_office(account.kind, account.scope, organisation_id, partnership_id, account.label)
    service.open_term(SYSTEM, office, person, min(STARTED, clock.today()))
    return queries.actor_for_person(person.id, office.id)
