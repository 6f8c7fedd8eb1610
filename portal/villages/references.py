"""Which area codes records rest on, so that a load of areas can name those that are no longer valid.

Rooms above tell of their own records: `add_area_user(app, codes_of_parties)`, where the
function takes codes and returns those among them that its records refer to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from flask import Flask, current_app
from sqlalchemy import select

from ..accounts.queries import codes_of_offices
from ..db import db
from .models import Need, Organisation, Potential, Village

AREA_USERS = "portal.area_users"
AreaUser = Callable[[Collection[str]], set[str]]


def add_area_user(app: Flask, user: AreaUser) -> None:
    """Let a room above tell which codes its records refer to."""
    app.extensions.setdefault(AREA_USERS, []).append(user)


def referred(codes: Collection[str]) -> tuple[str, ...]:
    """Which of these codes the records of villages, offices and the rooms above refer to, in order."""
    if not codes:
        return ()
    users: list[AreaUser] = [_of_villages, _of_offices, *current_app.extensions.get(AREA_USERS, ())]
    return tuple(sorted(set().union(*(user(codes) for user in users))))


def _of_villages(codes: Collection[str]) -> set[str]:
    columns = (Village.code, Organisation.village_code, Potential.village_code, Need.village_code)
    used = {code for column in columns for code in db.session.scalars(select(column).distinct()) if code}
    return used & set(codes)


def _of_offices(codes: Collection[str]) -> set[str]:
    return codes_of_offices() & set(codes)
