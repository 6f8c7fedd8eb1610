"""What is evaluated and said in the world of the contract tests, and more of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from partnership_walk import HEAD_NGEBEL, NGEBEL, Walk, actor_of
from sqlalchemy import delete

from portal import clock
from portal.db import db, transactional
from portal.monitoring.district import rules as sheets
from portal.monitoring.district import service as district
from portal.monitoring.evaluation import queries, rules, service, writing
from portal.monitoring.feedback import service as voices
from portal.monitoring.feedback.models import Feedback
from portal.monitoring.health import service as health
from portal.monitoring.health.models import HealthRound
from portal.partnerships.models import Partnership
from portal.permissions import OfficeKind


def evaluation_ids(walk: Walk, mark: str) -> dict[Any, Any]:
    """An open evaluation with a finding and a recommendation, a sheet of the district, a voice, a health round.

    Once the partners know of each other there is also a closed evaluation; of a public partnership everyone
    reads that one. `mark` stands in what they do not.
    """
    code, head = next(iter(walk.heads.items()))
    known = walk.status != "draft"
    closed = _closed(walk) if known else 0
    found = service.open_evaluation(head, walk.id, _values(f"Evaluasi {mark}"))
    service.answer(head, walk.id, found.id, _marks(f"jawaban {mark}"))
    words = {"kind": "finding", "words": f"temuan {mark}", "figure": f"angka {mark}"}
    finding = writing.add_finding(head, walk.id, found.id, words)
    wanted = {"words": f"rekomendasi {mark}", "finding_id": finding.id}
    recommendation = writing.recommend(head, walk.id, found.id, wanted)
    shown = {("evaluation.show", "evaluation_id"): closed} if walk.partnership.is_public else {}
    if known:
        health.open_round(head, walk.id)
        shown[("evaluation.publish", "evaluation_id")] = closed
    return {
        "evaluation_id": found.id,
        "finding_id": finding.id,
        "recommendation_id": recommendation.id,
        "sheet_id": _sheet(walk, code, mark) if known else 0,
        "feedback_id": _voice(walk, mark),
        **shown,
    }


def evaluation_set_back(ids: dict[Any, Any], endpoint: str) -> None:
    """Take the round away that a request opened, so that the next one finds none."""
    if endpoint == "checkup.open_round":
        _forget_rounds(ids["partnership_id"])


def evaluate_more(partnership_id: int, number: int) -> None:
    """One more of everything that the pages of Ngebel's partnership list."""
    walk = Walk(db.session.get_one(Partnership, partnership_id), {NGEBEL: HEAD_NGEBEL})
    found = queries.open_evaluation(walk.id)
    assert found is not None
    words = {"kind": "lesson", "words": f"pelajaran {number}"}
    writing.add_finding(HEAD_NGEBEL, walk.id, found.id, words)
    writing.recommend(HEAD_NGEBEL, walk.id, found.id, {"words": f"rekomendasi {number}"})
    _voice(walk, f"nomor {number}")
    _sheet(walk, NGEBEL, f"nomor {number}", year=2026 - number % 10)


def _values(title: str) -> dict[str, Any]:
    today = clock.today()
    span = {"period_from": date(today.year, 1, 1), "period_to": today, "due_on": today + timedelta(days=14)}
    return {"kind": rules.YEARLY, "title": title, **span}


def _marks(word: str) -> dict[str, tuple[int, str]]:
    return {code: (3, word) for code in rules.QUESTIONS}


def _closed(walk: Walk) -> int:
    """A closed evaluation; every party of a public partnership shows it."""
    heads = list(walk.heads.values())
    found = service.open_evaluation(heads[0], walk.id, _values("Evaluasi yang sudah selesai"))
    for head in heads:
        service.answer(head, walk.id, found.id, _marks("sudah dibicarakan"))
    recommendation = writing.recommend(heads[0], walk.id, found.id, {"words": "Rawat bersama"})
    no = {"outcome": rules.DECLINED, "word": "Sudah dikerjakan tiap bulan."}
    writing.answer_recommendation(heads[0], walk.id, found.id, recommendation.id, None, no)
    service.close(heads[0], walk.id, found.id, None, "Berjalan baik.")
    for head in heads if walk.partnership.is_public else ():
        service.agree_to_show(head, walk.id, found.id, True)
    return found.id


def _sheet(walk: Walk, code: str, mark: str, year: int = 0) -> int:
    camat = actor_of(OfficeKind.DISTRICT_OFFICER, code.rsplit(".", 1)[0])
    marks = {"marks": dict.fromkeys(sheets.ASPECTS, sheets.GOOD), "notes": {"money": f"catatan {mark}"}}
    rest = {"held_on": clock.today(), "conclusion": "go_on", "advice": f"saran {mark}"}
    return district.write_sheet(camat, walk.id, year or clock.today().year, None, {**marks, **rest}).id


@transactional
def _voice(walk: Walk, mark: str) -> int:
    """A voice that nobody has read; in a public partnership another that is shown."""
    said = {"kind": "complaint", "place": f"RT {mark}", "contact": f"kontak {mark}"}
    if walk.partnership.is_public:
        shown = voices.say(HEAD_NGEBEL, walk.id, {"kind": "praise", "text": "Airnya sampai"})
        voices.show(next(iter(walk.heads.values())), walk.id, shown.id, None)
        return voices.say(HEAD_NGEBEL, walk.id, said | {"text": f"suara {mark}"}).id
    found = Feedback(partnership_id=walk.id, text=f"suara {mark}", received_at=clock.now(), **said)
    found.contact_until = clock.now() + timedelta(days=30)
    db.session.add(found)
    db.session.flush()
    return found.id


@transactional
def _forget_rounds(partnership_id: int) -> None:
    if db.session.get_one(Partnership, partnership_id).offered_at is None:
        db.session.execute(delete(HealthRound).where(HealthRound.partnership_id == partnership_id))
