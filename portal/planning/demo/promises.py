"""Sample promises, contributions and money of one partnership: some kept, one late, one disputed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from ...partnerships.models import Partnership, Party
from ...permissions import Actor
from ..budget import service as budget
from ..budget import spending
from ..commitments import answers
from ..commitments import service as commitments
from ..contributions import deliveries
from ..contributions import rules as kinds
from ..contributions import service as contributions
from ..programme.models import Activity


class Sample:
    """One partnership that is filled. Days are counted from today; `work` is the activity most of it is for."""

    def __init__(
        self, partnership: Partnership, heads: Mapping[str, Actor], today: date, work: Activity | None
    ) -> None:
        self.id = partnership.id
        self.heads = heads
        self.today = today
        self.work = work.id if work else None

    def head(self, party: Party) -> Actor:
        """The head of a village."""
        return self.heads[party.village_code or ""]

    def day(self, days: int) -> date:
        """So many days from today."""
        return self.today + timedelta(days=days)

    def promises(self, first: Party, second: Party) -> None:
        """One kept, one late, one with a new day that waits for a yes, one that is due soon."""
        self._kept(first, second, "Menyiapkan lahan untuk pekerjaan bersama", -40)
        late = {"title": "Mengirim laporan triwulan", "due_on": self.day(-9), "office": "Sekretaris Desa"}
        commitments.promise(self.head(second), self.id, second.id, late)
        moved = {"title": "Membentuk tim pelaksana", "due_on": self.day(-3), "origin": "decision"}
        made = commitments.promise(self.head(first), self.id, first.id, moved)
        asked = {"day": self.day(12), "word": "Dua calon anggota masih di luar daerah."}
        answers.answer(self.head(first), self.id, made.id, None, "needs_time", asked)
        soon = {"title": "Kerja bakti awal musim", "due_on": self.day(10), "is_public": True, "origin": "clause"}
        commitments.promise(self.head(first), self.id, first.id, soon | {"reference": "hak dan kewajiban"})
        done = {
            "title": "Menunjuk pengawas pekerjaan",
            "due_on": self.day(-4),
            "proof": "surat tugas",
            "origin": "plan",
        }
        if self.work:
            done |= {"origin": "plan", "link": f"/kemitraan/{self.id}/rencana/kegiatan/{self.work}"}
        claimed = commitments.promise(self.head(second), self.id, second.id, done)
        said = {"day": self.day(-5), "word": "Surat tugas Kepala Desa No. 11; pengawas sudah bekerja."}
        answers.answer(self.head(second), self.id, claimed.id, None, "done", said)

    def _kept(self, party: Party, other: Party, title: str, days: int) -> None:
        values = {"title": title, "due_on": self.day(days), "proof": "foto dan berita acara", "is_public": True}
        made = commitments.promise(self.head(party), self.id, party.id, values)
        done = {"day": self.day(days - 2), "word": "Selesai dikerjakan 35 warga; berita acara No. 7."}
        said = answers.answer(self.head(party), self.id, made.id, None, "done", done)
        answers.confirm(self.head(other), self.id, made.id, said.id)

    def gifts(self, first: Party, second: Party) -> None:
        """Work and sand, each in its own unit; work has an agreed value, sand has none. One delivery is disputed."""
        worth = {"kind": kinds.LABOUR, "item": "tenaga kerja bakti", "unit": kinds.WORKDAY, "unit_value": 80_000}
        agreed = {"agreed_on": self.day(-90), "reference": "berita acara MAD No. 4"}
        value = contributions.agree_value(self.head(first), self.id, {**worth, **agreed})
        contributions.confirm_value(self.head(second), self.id, value.id)
        work = {"kind": kinds.LABOUR, "unit": kinds.WORKDAY, "valued_as": "tenaga kerja bakti"}
        self._give(first, second, {**work, "title": "Kerja bakti"}, 120, 84, "daftar hadir", "")
        sand = {"kind": kinds.GOODS, "unit": "m³", "title": "Pasir dan batu"}
        self._give(second, first, sand, 18, 12, "surat jalan", "Yang tiba baru 10 m³.")
        cash = {"kind": kinds.MONEY, "unit": "", "title": "Iuran tahun ini"}
        self._give(second, first, cash, 12_000_000, 6_000_000, "kuitansi No. 2", "")
        tool = {"kind": kinds.TOOLS, "unit": "hari", "title": "Pengaduk semen dipinjamkan"}
        made = contributions.promise(self.head(second), self.id, second.id, self._for_work(tool, 10))
        lent = {"quantity": Decimal(4), "delivered_on": self.day(-6), "document": "berita acara pinjam pakai"}
        deliveries.deliver(self.head(second), self.id, made.id, lent)

    def _give(
        self, party: Party, other: Party, what: Mapping[str, object], much: int, given: int, document: str, doubt: str
    ) -> None:
        made = contributions.promise(self.head(party), self.id, party.id, self._for_work(what, much))
        values = {"quantity": Decimal(given), "delivered_on": self.day(-20), "document": document}
        delivery = deliveries.deliver(self.head(party), self.id, made.id, values)
        if doubt:
            deliveries.object_to(self.head(other), self.id, made.id, delivery.id, doubt)
        else:
            deliveries.confirm(self.head(other), self.id, made.id, delivery.id)

    def _for_work(self, what: Mapping[str, object], much: int) -> dict[str, object]:
        return {**what, "quantity": Decimal(much), "activity_id": self.work}

    def money(self, first: Party, second: Party) -> None:
        """One item with two sources, partly spent; and one of which nothing is reported yet."""
        item = {"title": "Bahan dan upah", "year": self.today.year, "planned": Decimal(48_000_000)}
        item["activity_id"] = self.work
        made = budget.plan_item(self.head(first), self.id, {**item, "source": "village_fund", "party_id": first.id})
        more = {"source": "village_allocation", "planned": Decimal(22_000_000), "party_id": second.id}
        budget.add_line(self.head(second), self.id, made.id, more)
        paid = {"amount": Decimal(31_500_000), "spent_on": self.day(-15), "document": "SPJ No. 14"}
        line = next(line for line in made.lines if line.party_id == first.id)
        entry = spending.spend(self.head(first), self.id, line.id, paid)
        spending.confirm(self.head(second), self.id, line.id, entry.id)
        other = next(line for line in made.lines if line.party_id == second.id)
        half = {"amount": Decimal(9_750_000), "spent_on": self.day(-5), "document": "SPJ No. 3"}
        spending.spend(self.head(second), self.id, other.id, half)
        later = {"title": "Perawatan tahun depan", "year": self.today.year + 1, "source": "self_help", "planned": None}
        budget.plan_item(self.head(second), self.id, {**later, "party_id": second.id})

    def cost(self, party: Party, title: str, activity: Activity, planned: int) -> None:
        """One more thing that a village pays for out of its Dana Desa."""
        item = {"title": title, "year": self.today.year, "activity_id": activity.id, "planned": Decimal(planned)}
        values = item | {"source": "village_fund", "party_id": party.id}
        budget.plan_item(self.head(party), self.id, values)
