"""A sample evaluation that changed a plan, one that is still open, a health check, citizens' voices, a sheet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import select

from ... import clock, events
from ...db import db
from ...partnerships.models import Partnership, Party
from ...partnerships.service import KIND
from ...permissions import VISITOR, Actor, HeldOffice, OfficeKind
from ..district import rules as sheets
from ..district import service as district
from ..evaluation import rules, service, writing
from ..feedback import service as voices
from ..health import rules as checks
from ..health import service as health
from ..indicators.models import Indicator

CHANNEL = ("bilateral", "air")
Marks = dict[str, tuple[int, str]]


def fill_sample(partnership: Partnership, heads: Mapping[str, Actor]) -> None:
    """Let the parties of a sample partnership that runs look back, each as far as its story goes."""
    villages = [party for party in partnership.bound if party.village_code in heads]
    if partnership.status != "active" or len(villages) < 2:
        return
    sample = Sample(partnership, villages, heads)
    if (partnership.type_code, partnership.sector) == CHANNEL:
        sample.closed_evaluation()
        sample.open_health_round()
        sample.voices()
        sample.sheet()
    elif partnership.type_code == "multilateral":
        sample.health_result()
        sample.open_evaluation()


class Sample:
    """One partnership looked back upon. Days are counted from today."""

    def __init__(self, partnership: Partnership, villages: list[Party], heads: Mapping[str, Actor]) -> None:
        self.partnership = partnership
        self.id = partnership.id
        self.villages = villages
        self.heads = [heads[party.village_code or ""] for party in villages]
        self.today = clock.today()

    def closed_evaluation(self) -> None:
        """A mid-year evaluation: one recommendation changed the plan, one was declined; everyone may read it."""
        first, second = self.heads[:2]
        year = self.today.year if self.today.month > 6 else self.today.year - 1
        values = self._period(f"Evaluasi tengah tahun {year}", year)
        values |= {"kind": rules.MIDTERM, "period_to": date(year, 6, 30)}
        found = service.open_evaluation(first, self.id, values)
        service.answer(first, self.id, found.id, self._marks(3, impact=(4, "Panen kedua kini mungkin di 14 hektare.")))
        fair = (2, "Giliran malam hampir selalu jatuh pada kami.")
        service.answer(second, self.id, found.id, self._marks(3, fairness=fair))
        finding = {
            "kind": rules.FINDING, "question": "efficiency", "indicator_id": self._indicator(),
            "words": "Tanpa pintu air, sebagian air hilang sebelum sampai ke hilir.",
        }  # fmt: skip
        part = writing.add_finding(second, self.id, found.id, finding)
        lesson = {"kind": rules.LESSON, "words": "Jadwal yang ditempel di balai desa mengurangi pertengkaran."}
        writing.add_finding(first, self.id, found.id, lesson)
        self._answer(found.id, part.id)
        summary = "Air sampai ke dua desa, panen bertambah. Sebagian air masih hilang, jadi ditambahkan pintu air."
        service.close(first, self.id, found.id, None, summary)
        for head in (first, second):
            service.agree_to_show(head, self.id, found.id, True)

    def _answer(self, evaluation_id: int, finding_id: int) -> None:
        """Two recommendations: what became of the first is the newest agreed plan, if it was changed."""
        first, second = self.heads[:2]
        wanted = {"words": "Tambahkan pintu air sebelum musim tanam.", "finding_id": finding_id}
        mend = writing.recommend(second, self.id, evaluation_id, wanted)
        number = self._changed_plan()
        done = {
            "outcome": rules.PLAN, "link": f"/kemitraan/{self.id}/rencana/kesepakatan/{number}",
            "title": f"Rencana versi {number}", "word": "Pintu air masuk rencana yang disepakati.",
        }  # fmt: skip
        no = {"outcome": rules.DECLINED, "word": "Sudah diperbaiki warga lewat gotong royong bulan itu juga."}
        writing.answer_recommendation(first, self.id, evaluation_id, mend.id, None, done if number else no)
        gauge = {"words": "Pasang pengukur debit otomatis.", "party_id": self.villages[0].id}
        wish = writing.recommend(first, self.id, evaluation_id, gauge)
        costly = {
            "outcome": rules.DECLINED,
            "word": "Terlalu mahal untuk APB Desa; papan ukur dibaca tiap Senin.",
        }
        writing.answer_recommendation(first, self.id, evaluation_id, wish.id, None, costly)

    def open_evaluation(self) -> None:
        """An evaluation that half of the parties have answered, with a recommendation that waits."""
        year = self.today.year
        found = service.open_evaluation(self.heads[0], self.id, self._period(f"Evaluasi tahunan {year}", year))
        for head in self.heads[: len(self.heads) // 2]:
            service.answer(head, self.id, found.id, self._marks(3))
        wanted = {"words": "Bagi tugas angkut sampah menurut jumlah pengunjung."}
        writing.recommend(self.heads[1], self.id, found.id, wanted)

    def open_health_round(self) -> None:
        """A round that one party has answered."""
        health.open_round(self.heads[0], self.id)
        health.answer(self.heads[0], self.id, 1, dict.fromkeys(checks.STATEMENTS, checks.GREEN))

    def health_result(self) -> None:
        """A round that all have answered, not all alike."""
        health.open_round(self.heads[0], self.id)
        for place, head in enumerate(self.heads):
            said = dict.fromkeys(checks.STATEMENTS, checks.GREEN)
            if place % 3 == 1:
                said |= {"communication": checks.YELLOW, "fairness": checks.YELLOW}
            if place % 4 == 3:
                said |= {"fairness": checks.RED, "capacity": checks.YELLOW}
            health.answer(head, self.id, 1, said)

    def voices(self) -> None:
        """Praise and a complaint with its reply are shown; a suggestion waits to be read."""
        first, second = self.heads[:2]
        praise = {"kind": "praise", "text": "Sawah saya dapat air sampai akhir musim. Terima kasih.", "place": "Krajan"}
        said = voices.say(VISITOR, self.id, praise)
        voices.show(first, self.id, said.id, None)
        complaint = {"kind": "complaint", "text": "Giliran malam sering terlambat dibuka.", "place": "Sempu hilir"}
        said = voices.say(VISITOR, self.id, complaint)
        voices.reply(second, self.id, said.id, None, "Petugas pintu ditambah satu orang; jadwal ditempel di pos ronda.")
        voices.show(second, self.id, said.id, None)
        voices.say(VISITOR, self.id, {"kind": "suggestion", "text": "Adakan penyuluhan tanam hemat air."})

    def sheet(self) -> None:
        """Last year's sheet of the district; this year's is still to be written."""
        code = (self.villages[0].village_code or "").rsplit(".", 1)[0]
        office = HeldOffice(0, OfficeKind.DISTRICT_OFFICER, "Camat (contoh)", (code,))
        values = {
            "marks": dict.fromkeys(sheets.ASPECTS, sheets.GOOD) | {"reporting": sheets.FAIR},
            "notes": {"reporting": "Laporan semester pertama datang terlambat."},
            "conclusion": "improve", "advice": "Sepakati tanggal laporan di awal tahun.",
            "number": "700/contoh", "held_on": date(self.today.year - 1, 12, 10),
        }  # fmt: skip
        district.write_sheet(Actor(office=office), self.id, self.today.year - 1, None, values)

    def _period(self, title: str, year: int) -> dict[str, object]:
        end = min(date(year, 12, 31), self.today)
        span = {"period_from": date(year, 1, 1), "period_to": end, "due_on": self.today + timedelta(days=14)}
        return {"kind": rules.YEARLY, "title": title, **span}

    def _marks(self, mark: int, **said: tuple[int, str]) -> Marks:
        return {code: said.get(code, (mark, "")) for code in rules.QUESTIONS}

    def _indicator(self) -> int | None:
        query = select(Indicator.id).where(Indicator.partnership_id == self.id).order_by(Indicator.id).limit(1)
        return db.session.scalars(query).first()

    def _changed_plan(self) -> int:
        """The number of the newest agreed plan after the first; 0 when the plan was never changed."""
        agreed = (event for event in events.history(KIND, self.id, limit=1000) if event.kind == "planning.plan_agreed")
        numbers = [int(json.loads(event.after).get("plan_number", 0)) for event in agreed]
        return max((number for number in numbers if number > 1), default=0)
