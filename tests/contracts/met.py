"""The meetings in the world of the contract tests: one in each state that a page needs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from partnership_walk import HEAD_NGEBEL, NGEBEL, Walk, actor_of
from sqlalchemy import update

from portal import clock
from portal.coordination.meetings import agenda, inviting, minutes, queries, rules, service
from portal.coordination.meetings.models import Attendance, Meeting
from portal.db import db, transactional
from portal.partnerships.models import Partnership
from portal.permissions import OfficeKind

WRITTEN = {"outcome": rules.DECIDED, "decision": "Pintu air dibuka Senin."}


def meeting_ids(walk: Walk, mark: str) -> dict[Any, Any]:
    """A called meeting, and beside it one to be called, one that was, one held, and minutes in each state."""
    head = next(iter(walk.heads.values()))
    coming, called, past = _planned(walk, head, mark, 5), _planned(walk, head, mark, 6), _planned(walk, head, mark, -1)
    service.call(head, walk.id, called, None)
    held, confirming, over = (_held(walk, head, mark, sends) for sends in (False, True, True))
    _set(over, confirm_by=clock.today() - timedelta(days=1))
    shown = _settled(walk, head, "terbuka" if walk.partnership.is_public else mark)
    if walk.partnership.is_public:
        service.publish(head, walk.id, shown, True)
    there = inviting.attend(head, walk.id, held, {"person_name": f"Warga {mark}", "gender": "woman"}).id
    own = {name: _items(number)[-1] for name, number in (("coming", coming), ("held", held))}
    found: dict[Any, Any] = {
        "meeting_id": called,
        "invited_id": queries.invitations_of(called)[0].id,
        "attendance_id": there,
        **{(f"meetings.{name}", "item_id"): own["coming"] for name in ("move_up", "edit_item", "take_off")},
        ("meetings.write", "item_id"): own["held"],
        ("meetings.stop", "how"): "batal",
        "path_gate": "mad",
    }
    places = {
        coming: ("call", "items", "add_item", "move_up", "edit_item", "take_off", "edit", "stop", "invite"),
        past: ("hold",),
        held: ("write", "attendance", "strike", "send", "to_gate"),
        confirming: ("confirm",),
        over: ("settle",),
        shown: ("publish", *(("show",) if walk.partnership.is_public else ())),
    }
    return found | {(f"meetings.{name}", "meeting_id"): number for number, names in places.items() for name in names}


def meetings_set_back(ids: dict[Any, Any], endpoint: str) -> None:
    """Undo what moved a meeting on, so that the next request finds it as it was."""
    number = ids.get((endpoint, "meeting_id"))
    before: dict[str, dict[str, Any]] = {
        "meetings.call": {"state": rules.DRAFT},
        "meetings.hold": {"state": rules.DRAFT},
    }
    if number and endpoint in before:
        _set(number, **before[endpoint])
    if endpoint == "meetings.settle" and number and db.session.get_one(Meeting, number).sha256:
        ids[endpoint, "meeting_id"] = _overdue_again(ids["partnership_id"])  # what is settled stays so
    if endpoint == "meetings.strike" and "attendance_id" in ids:
        _restore(ids["attendance_id"])


def meet_more(ids: dict[Any, Any], number: int) -> None:
    """One more meeting of Ngebel's partnership, and one more of everything that its meetings' pages list."""
    walk = Walk(db.session.get_one(Partnership, ids["partnership_id"]), {NGEBEL: HEAD_NGEBEL})
    _held(walk, HEAD_NGEBEL, f"nomor {number}", sends=True)
    held = ids["meetings.write", "meeting_id"]
    inviting.attend(HEAD_NGEBEL, walk.id, held, {"person_name": f"Warga nomor {number}"})
    agenda.add_item(HEAD_NGEBEL, walk.id, held, {"title": f"Acara nomor {number}"})
    inviting.invite(HEAD_NGEBEL, walk.id, ids["meeting_id"], {"addressee": f"Tamu nomor {number}"})


def _planned(walk: Walk, head: Any, mark: str, days: int) -> int:
    when = clock.now() + timedelta(days=days)
    values = {"title": f"Rapat {mark}", "starts_at": when, "place": "Balai Desa", "call_text": f"bahan {mark}"}
    number = service.plan(head, walk.id, values).id
    for place in range(2):
        agenda.add_item(head, walk.id, number, {"title": f"Acara {place} {mark}", "planned_minutes": 30})
    return number


def _held(walk: Walk, head: Any, mark: str, sends: bool) -> int:
    number = _planned(walk, head, mark, -2)
    service.hold(head, walk.id, number, None, {"chair_name": "Sumarno"})
    if sends:
        for item_id in _items(number):
            minutes.write_item(head, walk.id, number, item_id, None, {**WRITTEN, "notes": f"dibahas {mark}"})
        minutes.send(head, walk.id, number, None, "3/MAD/2026", 7)
    return number


def _settled(walk: Walk, head: Any, mark: str) -> int:
    number = _held(walk, head, mark, sends=True)
    _set(number, confirm_by=clock.today() - timedelta(days=1))
    return minutes.settle(head, walk.id, number, None).id


def _overdue_again(partnership_id: int) -> int:
    partnership = db.session.get_one(Partnership, partnership_id)
    head = actor_of(OfficeKind.VILLAGE_HEAD, partnership.village_codes[0])
    number = _held(Walk(partnership, {}), head, "sekali lagi", sends=True)
    _set(number, confirm_by=clock.today() - timedelta(days=1))
    return number


def _items(number: int) -> list[int]:
    return [item.id for item in queries.items_of(db.session.get_one(Meeting, number))]


@transactional
def _set(number: int, **values: Any) -> None:
    db.session.execute(update(Meeting).where(Meeting.id == number).values(**values))


@transactional
def _restore(number: int) -> None:
    db.session.execute(update(Attendance).where(Attendance.id == number).values(archived_at=None))
