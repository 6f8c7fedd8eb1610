"""A plan for the partnership of the tests: activities in words of the villages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, Walk

from portal import testing
from portal.partnerships import service
from portal.partnerships.service import PartyChoice
from portal.permissions import Actor, OfficeKind
from portal.planning.programme import activities
from portal.planning.programme.models import Activity
from portal.planning.programme.writing import CORE_FIELDS

DUE = date(2026, 12, 31)
Found = TypeVar("Found")


def plan(
    walk: Walk, title: str = "Membersihkan saluran", due_on: date = DUE, actor: Actor = HEAD_NGEBEL, **more: Any
) -> Activity:
    """Plan an activity of Ngebel, in three fields and `more`."""
    values = {"title": title, "due_on": due_on, "party_id": walk.partnership.parties[0].id, **more}
    return activities.add_activity(actor, walk.id, values)


def core(activity: Activity, **changes: Any) -> dict[str, Any]:
    """The values of an activity's core form as they are, with changes."""
    names = (*CORE_FIELDS, "party_id", "result_id")
    return {name: getattr(activity, name) for name in names} | {"helpers": []} | changes


@dataclass
class Desk:
    """The partnership of the tests and its officers at their browsers; each request has a context of its own."""

    app: Flask
    walk: Walk
    ngebel: int
    sempu: int

    @property
    def base(self) -> str:
        """Where the plan is."""
        return f"/kemitraan/{self.walk.id}/rencana"

    def browser(self, kind: OfficeKind | None = None, *codes: str) -> FlaskClient:
        """The browser of an officer; a visitor's without an office."""
        client = self.app.test_client()
        if kind is not None:
            testing.sign_in(client, kind, codes)
        return client

    def inside(self, what: Callable[[], Found]) -> Found:
        """Do something as a service would."""
        with self.app.app_context():
            return what()

    def plan(self, title: str = "Membersihkan saluran", due_on: date = DUE, **more: Any) -> int:
        """Plan an activity; its number."""
        return self.inside(lambda: plan(self.walk, title, due_on, **more).id)


def run_channel(app: Flask) -> Walk:
    """An irrigation partnership of Ngebel and Sempu that runs, and is therefore public."""
    with app.app_context():
        partner = (PartyChoice(village_code=SEMPU),)
        begun = service.begin(HEAD_NGEBEL, "bilateral", "Saluran irigasi bersama", "air cukup", "air", partner)
        walk = Walk(begun, {NGEBEL: HEAD_NGEBEL, SEMPU: HEAD_SEMPU})
        walk.to_active()
        return walk


def desk_of(app: Flask, walk: Walk) -> Desk:
    """The desk of a partnership of Ngebel and Sempu."""
    with app.app_context():
        return Desk(app, walk, walk.party(NGEBEL), walk.party(SEMPU))
