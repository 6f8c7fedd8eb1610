"""A sample year of a BKAD: its rules, four meetings with minutes, what was carried over, and the next call.

People, words and figures are made up. Days are counted from today, so that a sample never looks old.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from ... import clock
from ...db import db
from ...partnerships.models import Partnership
from ...permissions import Actor
from ..governance import decisions
from ..governance import queries as bodies
from ..governance import rules as governance
from ..governance import service as governing
from . import agenda, inviting, minutes, queries, rules, service
from .dates import queries as searching
from .dates import rules as days
from .dates import service as dates
from .models import AgendaItem, Meeting

WOMEN = ("Sri Wahyuni", "Tumini", "Lilis Karlina", "Nurul Hidayah", "Siti Aminah", "Warsiti", "Yuni Astuti", "Endang")
MEN = ("Agus Salim", "Paijan", "Kusnadi", "Wagimin", "Sumarno", "Slamet", "Budi Santoso", "Joko")
PLACE = "Pendapa Kecamatan Ngebel"


@dataclass(frozen=True)
class Point:
    """An item of the agenda, and what came of it; left open it comes back at the next meeting by itself."""

    title: str
    notes: str
    decision: str = ""
    by_count: tuple[int, int] | None = None  # in favour, against


@dataclass(frozen=True)
class Held:
    """A meeting that took place so many days ago."""

    days_ago: int
    title: str
    points: tuple[Point, ...]


TRUCK = "Perbaikan truk sampah bersama"
YEAR = (
    Held(
        330, "Musyawarah antar desa awal tahun",
        (
            Point("Laporan pasar telaga", "Pasar buka 310 hari; pedagang minta atap.", "Laporan diterima."),
            Point(TRUCK, "Tiga bengkel ditanya; harganya belum sama, jadi belum dapat diputuskan."),
        ),
    ),
    Held(
        240, "Musyawarah antar desa triwulan II",
        (
            Point(TRUCK, "Bengkel di Jenangan paling murah, dengan jaminan.", "Truk diperbaiki di Jenangan."),
            Point(
                "Iuran desa tahun ini", "Dua desa minta iuran menurut jumlah penduduk.",
                "Iuran setengah sama rata, setengah menurut jumlah penduduk.", (6, 2),
            ),
        ),
    ),
    Held(
        150, "Musyawarah antar desa triwulan III",
        (
            Point("Jadwal angkut sampah telaga", "Sampah menumpuk tiap Senin.", "Diangkut Senin, Kamis, dan Sabtu."),
            Point("Pemandu wisata bersama", "Dua puluh pemuda mendaftar.", "Pelatihan dua hari di Desa Ngebel."),
        ),
    ),
    Held(
        12, "Musyawarah antar desa triwulan IV",
        (
            Point("Atap pasar telaga", "Rancangan disetujui, biayanya belum.", "Dikerjakan bertahap mulai sisi timur."),
            Point("Karcis masuk bersama", "Perlu dihitung dulu bagian tiap desa; dibahas lagi."),
        ),
    ),
)  # fmt: skip
MANY = 3  # villages: the votes in this year are those of a circle


def fill_sample(partnership: Partnership, heads: Mapping[str, Actor]) -> None:
    """Put the year into the sample partnership of many villages that runs and has a BKAD."""
    body = next(
        (one for one in bodies.bodies_of(partnership.id) if one.kind == governance.BKAD and one.is_active), None
    )
    villages = partnership.village_codes
    if (
        partnership.status != "active"
        or body is None
        or len(villages) < MANY
        or any(one not in heads for one in villages)
    ):
        return
    year = Year(partnership, heads, body.id)
    year.adopt_rules()
    for place, held in enumerate(YEAR, start=1):
        year.hold(held, place, is_newest=place == len(YEAR))
    year.call_next()
    year.look_for_a_day()


class Year:
    """Writes the year as the villages would have written it."""

    def __init__(self, partnership: Partnership, heads: Mapping[str, Actor], body_id: int) -> None:
        self.partnership = partnership
        self.id, self.body_id = partnership.id, body_id
        self.speakers = [heads[code] for code in partnership.village_codes]
        self.first = self.speakers[0]

    def adopt_rules(self) -> None:
        """By mufakat, money by two thirds; three of four villages must be there."""
        adopted = clock.today() - timedelta(days=380)
        for topic, method in ((decisions.GENERAL, decisions.CONSENSUS), (decisions.BUDGET, decisions.TWO_THIRDS)):
            values = {
                "topic": topic, "method": method, "quorum": (3, 4), "fallback": decisions.ADJOURN,
                "minutes_number": "01/MAD/contoh", "minutes_on": adopted, "in_force_from": adopted,
            }  # fmt: skip
            governing.adopt_rule(self.first, self.id, self.body_id, values)

    def hold(self, held: Held, place: int, is_newest: bool) -> None:
        """One meeting with who was there and its minutes; the newest still waits for two villages."""
        meeting = self._planned(-held.days_ago, held.title)
        standing = {item.title: item for item in queries.items_of(meeting)}
        items = [standing.get(point.title) or self._item(meeting, point) for point in held.points]
        db.session.expire(meeting, ["items"])  # the whole sample is one transaction: what was read is not read again
        leaders = {"chair_name": MEN[0], "secretary_name": WOMEN[3]}
        service.hold(self.first, self.id, meeting.id, None, leaders)
        self._attendance(meeting)
        for item, point in zip(items, held.points, strict=True):
            minutes.write_item(self.first, self.id, meeting.id, item.id, None, _written(point))
        minutes.send(self.first, self.id, meeting.id, None, f"0{place}/MAD/contoh", rules.CONFIRM_DAYS)
        for speaker in self.speakers[: -2 if is_newest else None]:
            minutes.answer(speaker, self.id, meeting.id, 1, True)

    def call_next(self) -> None:
        """The next meeting is called; some have answered."""
        meeting = self._planned(18, "Musyawarah antar desa akhir tahun")
        for title in ("Laporan pertanggungjawaban BKAD", "Rencana kerja tahun depan"):
            self._item(meeting, Point(title, ""))
        service.call(self.first, self.id, meeting.id, None)
        own = {item.party_id: item.id for item in queries.invitations_of(meeting.id)}
        for speaker in self.speakers[:3]:
            party = self.partnership.party_of(speaker.office)
            if party is not None and party.id in own:
                inviting.answer(speaker, self.id, meeting.id, own[party.id], rules.ATTENDS, {})

    def look_for_a_day(self) -> None:
        """A working meeting looks for its day; three villages have said which they can."""
        closes = clock.today() + timedelta(days=6)
        values = {
            "title": "Rapat kerja atap pasar",
            "kind": rules.WORKING,
            "body_id": self.body_id,
            "closes_on": closes,
        }
        search_id = dates.look(self.first, self.id, {**values, "place": "Balai Desa Sahang", "minutes": 120}).id
        for ahead in (9, 10, 13):
            dates.offer(self.first, self.id, search_id, _at(ahead))
        search = searching.search_of(self.id, search_id)
        words = ((days.YES, ""), (days.IF_NEEDED, "sesudah salat Jumat"), (days.NO, "ada hajatan desa"))
        for place, speaker in enumerate(self.speakers[:3]):
            said = {one.id: words[(place + turn) % 3] for turn, one in enumerate(search.choices if search else ())}
            dates.answer(speaker, self.id, search_id, None, said)

    def _planned(self, days_ahead: int, title: str) -> Meeting:
        starts = _at(days_ahead)
        values = {"kind": rules.INTER_VILLAGE, "body_id": self.body_id, "title": title, "place": PLACE}
        ends = starts + timedelta(hours=3)
        return service.plan(self.first, self.id, {**values, "starts_at": starts, "ends_at": ends})

    def _item(self, meeting: Meeting, point: Point) -> AgendaItem:
        return agenda.add_item(self.first, self.id, meeting.id, {"title": point.title, "planned_minutes": 45})

    def _attendance(self, meeting: Meeting) -> None:
        """A man and a woman of every village."""
        people = zip(self.speakers, MEN, WOMEN, strict=False)
        for place, (speaker, man, woman) in enumerate(people):
            party = self.partnership.party_of(speaker.office)
            for name, gender in ((man, governance.MAN), (woman, governance.WOMAN)):
                values = {"person_name": name, "gender": gender, "party_id": party.id if party else None}
                poor = place % 4 == 1 and gender == governance.WOMAN
                inviting.attend(self.first, self.id, meeting.id, {**values, "is_poor_household": poor})


def _written(point: Point) -> dict[str, object]:
    if not point.decision:
        return {"notes": point.notes, "outcome": rules.OPEN, "decision": ""}
    counted = dict(zip(("in_favour", "against"), point.by_count or (), strict=False))
    money = {"topic": decisions.BUDGET, "method": decisions.TWO_THIRDS, "abstain": 0} if point.by_count else {}
    mufakat = {"topic": decisions.GENERAL, "method": decisions.CONSENSUS}
    written = {"notes": point.notes, "outcome": rules.DECIDED, "decision": point.decision}
    return {**written, **mufakat, **money, **counted}


def _at(days_ahead: int) -> datetime:
    """Nine in the morning where the sample villages are, so many days from today."""
    return datetime.combine(clock.today() + timedelta(days=days_ahead), time(9), tzinfo=clock.zone_of(None))
