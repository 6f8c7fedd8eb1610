"""Sample promises, contributions and budgets for the sample partnerships that run, one of them with trouble."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from .. import clock
from ..partnerships.models import Partnership, Party
from ..permissions import Actor
from .budget import service as budget
from .budget import spending
from .commitments import answers
from .commitments import service as commitments
from .contributions import deliveries
from .contributions import rules as kinds
from .contributions import service as contributions

RUNNING = ("active",)


def fill(partnership: Partnership, heads: Mapping[str, Actor]) -> None:
    """Put sample promises and money into a partnership of two villages or more that runs."""
    villages = [party for party in partnership.bound if party.village_code in heads]
    if partnership.status not in RUNNING or len(villages) < 2:
        return
    first, second = villages[:2]
    sample = Sample(partnership, heads, clock.today())
    sample.promises(first, second)
    sample.gifts(first, second)
    sample.money(first, second)


class Sample:
    """One partnership that is filled. Days are counted from today."""

    def __init__(self, partnership: Partnership, heads: Mapping[str, Actor], today: date) -> None:
        self.id = partnership.id
        self.heads = heads
        self.today = today

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
        soon = {"title": "Kerja bakti awal musim", "due_on": self.day(10), "is_public": True}
        commitments.promise(self.head(first), self.id, first.id, soon)

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

    def _give(
        self, party: Party, other: Party, what: Mapping[str, object], much: int, given: int, document: str, doubt: str
    ) -> None:
        made = contributions.promise(self.head(party), self.id, party.id, {**what, "quantity": Decimal(much)})
        values = {"quantity": Decimal(given), "delivered_on": self.day(-20), "document": document}
        delivery = deliveries.deliver(self.head(party), self.id, made.id, values)
        if doubt:
            deliveries.object_to(self.head(other), self.id, made.id, delivery.id, doubt)
        else:
            deliveries.confirm(self.head(other), self.id, made.id, delivery.id)

    def money(self, first: Party, second: Party) -> None:
        """One item with two sources, partly spent; and one of which nothing is reported yet."""
        item = {"title": "Bahan dan upah", "year": self.today.year, "planned": Decimal(48_000_000)}
        made = budget.plan_item(self.head(first), self.id, {**item, "source": "village_fund", "party_id": first.id})
        more = {"source": "village_allocation", "planned": Decimal(22_000_000), "party_id": second.id}
        budget.add_line(self.head(second), self.id, made.id, more)
        paid = {"amount": Decimal(31_500_000), "spent_on": self.day(-15), "document": "SPJ No. 14"}
        line = next(line for line in made.lines if line.party_id == first.id)
        entry = spending.spend(self.head(first), self.id, line.id, paid)
        spending.confirm(self.head(second), self.id, line.id, entry.id)
        later = {"title": "Perawatan tahun depan", "year": self.today.year + 1, "source": "self_help", "planned": None}
        budget.plan_item(self.head(second), self.id, {**later, "party_id": second.id})
