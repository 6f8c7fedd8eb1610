"""What is seen differently in the world of the contract tests, and more of it; only its parties know."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from partnership_walk import HEAD_NGEBEL, NGEBEL, Walk
from sqlalchemy import delete

from portal import clock
from portal.coordination.interests import choosing, rules, service
from portal.coordination.interests.models import (
    Interest,
    InterestMark,
    Matter,
    MatterOption,
    OptionAnswer,
    OptionConsent,
)
from portal.coordination.ladder import service as ladder
from portal.db import db, transactional
from portal.partnerships.models import Partnership
from portal.permissions import Actor


def differing_ids(walk: Walk, mark: str) -> dict[Any, Any]:
    """A matter on its first rung, one that has not climbed yet, and one whose option both sides can live with."""
    heads = list(walk.heads.values()) if walk.status != "draft" else list(walk.heads.values())[:1]
    matter = _opened(heads[0], walk, f"Beda {mark}")
    wanted = {"need": f"kebutuhan {mark}", "because": f"sebab {mark}", "priority": "1"}
    interest = service.add_interest(heads[0], walk.id, matter, wanted)
    option = _option(heads[:1], walk, matter, f"jalan {mark}")
    today = clock.today()
    invited = {"invited_by": f"pengundang {mark}", "facilitator": "Kepala Desa"}
    span = {"begun_on": today, "due_on": today + timedelta(days=14)}
    rung = ladder.begin_rung(heads[0], walk.id, matter, "musyawarah", span | invited)
    ready = _opened(heads[0], walk, f"Hampir sepakat {mark}")
    return {
        "matter_id": matter,
        "interest_id": interest.id,
        "option_id": option,
        "rung_id": rung.id,
        ("ladder.begin", "matter_id"): _opened(heads[0], walk, f"Baru {mark}"),
        ("ladder.begin", "kind"): "musyawarah",
        ("interests.consent", "matter_id"): ready,
        ("interests.consent", "option_id"): _option(heads, walk, ready, f"jalan tengah {mark}"),
    }


@transactional
def differing_set_back(ids: dict[Any, Any], endpoint: str) -> None:
    """Take back the yes that a request gave."""
    if endpoint == "interests.consent":
        option = ids[endpoint, "option_id"]
        db.session.execute(delete(OptionConsent).where(OptionConsent.option_id == option))
        matter = db.session.get_one(Matter, ids[endpoint, "matter_id"])
        matter.state, matter.agreed_option_id = rules.OPEN, None


def differ_more(ids: dict[Any, Any], number: int) -> None:
    """One more of everything that the pages of Ngebel's matter list."""
    walk = Walk(db.session.get_one(Partnership, ids["partnership_id"]), {NGEBEL: HEAD_NGEBEL})
    _opened(HEAD_NGEBEL, walk, f"Beda nomor {number}")
    _said(ids["matter_id"], [party.id for party in walk.partnership.members], number)


@transactional
def _said(matter_id: int, parties: list[int], number: int) -> None:
    now = clock.now()
    for place, party in enumerate(parties):
        need = Interest(matter_id=matter_id, party_id=party, need=f"kebutuhan {number}", priority=2, said_at=now)
        other = parties[place - 1]
        need.marks.append(InterestMark(party_id=other, mark=rules.FINE, said_at=now))
        option = MatterOption(matter_id=matter_id, party_id=party, title=f"jalan {number}", proposed_at=now)
        option.answers.append(OptionAnswer(party_id=other, level=rules.HEAVY, word="bila adil", said_at=now))
        db.session.add_all([need, option])


def _opened(head: Actor, walk: Walk, title: str) -> int:
    words = {"title": title, "about": f"pokok {title}", "why_now": f"sekarang {title}"}
    return service.open_matter(head, walk.id, {**words, "confidentiality": rules.PARTIES, "mediator_id": None}).id


def _option(heads: list[Actor], walk: Walk, matter: int, title: str) -> int:
    made = choosing.propose_option(heads[0], walk.id, matter, {"title": title, "words": f"cara {title}"})
    for head in heads:
        choosing.answer_option(head, walk.id, matter, made.id, rules.ACCEPT, f"kata {title}")
    return made.id
