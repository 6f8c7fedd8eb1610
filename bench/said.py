"""Proposals and conversations by the hundred and the thousand, written straight into the tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, insert, select, update

from portal import clock
from portal.coordination.discussion.models import Post, Thread
from portal.coordination.governance import decisions
from portal.coordination.proposals import rules as proposals
from portal.coordination.proposals.models import Proposal, Voice
from portal.db import db, transactional
from portal.partnerships.models import Party
from portal.partnerships.things import PARTNERSHIP

AT_A_TIME = 2_000
OPEN_PROPOSALS = 10
THREADS, MOST_THREADS = 30, 500
RARE = "kelebut"  # a word of one post only


def insert_rows(model: type[Any], rows: Sequence[dict[str, Any]]) -> None:
    """Many rows, some thousand a statement; inside the caller's transaction."""
    for start in range(0, len(rows), AT_A_TIME):
        db.session.execute(insert(model.__table__), rows[start : start + AT_A_TIME])


@transactional
def put_proposals(partnership: int, count: int) -> int:
    """So many proposals with a voice of each party, the newest ten open, the others counted; the newest's number."""
    moment = clock.now()
    parties = list(db.session.scalars(select(Party.id).where(Party.partnership_id == partnership)))
    first = int(db.session.scalar(select(func.max(Proposal.id))) or 0) + 1
    rows, voices = [], []
    for number in range(first, first + count):
        is_open = number >= first + count - OPEN_PROPOSALS
        opened = moment - timedelta(days=first + count - number)
        rows.append(
            {
                "id": number, "partnership_id": partnership, "topic": decisions.GENERAL, "title": f"Usulan {number}",
                "words": "Tiap desa menyisihkan dana untuk pintu air. " * 5, "opened_at": opened, "thing_kind": "",
                "opened_by": "Kepala Desa Ngebel", "deadline": opened + timedelta(days=120 if is_open else 7),
                "method": decisions.CONSENSUS, "quorum_part": 1, "quorum_whole": 2, "fallback": decisions.ADJOURN,
                "rule_minutes": "", "state": proposals.OPEN, "closed_by": "", "result": "", "outcome": "", "version": 1,
                "is_hidden": False,
            }
        )  # fmt: skip
        voices += [
            {
                "proposal_id": number, "party_id": party, "position": proposals.AGREE, "reason": "", "weight": 1,
                "said_at": opened, "office": "", "spoken_by": "", "paper_number": "", "version": 1, "is_counted": True,
            }
            for party in parties
        ]  # fmt: skip
    insert_rows(Proposal, rows)
    insert_rows(Voice, voices)
    counted = {"state": proposals.CLOSED, "result": proposals.PASSED, "sha256": "0" * 64, "frozen_text": "{}"}
    old = Proposal.id.between(first, first + count - OPEN_PROPOSALS - 1)
    db.session.execute(update(Proposal).where(old).values(**counted, closed_at=moment))
    return first + count - 1


@transactional
def put_posts(partnership: int, count: int) -> int:
    """So many posts, half of them in one conversation, which is the newest; its number."""
    moment, many = clock.now(), min(MOST_THREADS, max(THREADS, count // 20))
    first = int(db.session.scalar(select(func.max(Thread.id))) or 0) + 1
    threads: list[dict[str, Any]] = [
        {
            "id": first + place, "partnership_id": partnership, "subject_kind": PARTNERSHIP, "version": 1,
            "subject_id": partnership, "about": "Saluran irigasi bersama", "title": f"Percakapan {place}", "posts": 0,
            "last_at": moment - timedelta(minutes=many - place), "locked_by_office": "", "lock_reason": "",
        }
        for place in range(many)
    ]  # fmt: skip
    posts = []
    for number in range(count):
        thread = threads[-1 if number % 2 else number // 2 % many]
        thread["posts"] += 1
        text = f"Tulisan ke-{number} tentang **pintu air** {RARE if number == 1 else ''}"
        posts.append(
            {
                "partnership_id": partnership, "thread_id": thread["id"], "text": text, "searched": text.casefold(),
                "html": f"<p>Tulisan ke-{number} tentang <strong>pintu air</strong></p>", "mentions": [], "version": 1,
                "written_at": moment, "written_by": "Sekretaris Desa Sempu", "hidden_by_office": "", "hidden_why": "",
                "quoted": "", "quoted_url": "",
            }
        )  # fmt: skip
    insert_rows(Thread, threads)
    insert_rows(Post, posts)
    return first + many - 1
