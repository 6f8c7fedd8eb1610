"""A partnership that runs, for tests that ask for pages: no context is pushed, each request has its own."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, Walk

from portal.partnerships import service
from portal.partnerships.service import PartyChoice


@dataclass(frozen=True)
class Running:
    """The app, and the numbers of the partnership and of its first party."""

    app: Flask
    id: int
    ngebel: int


def run_channel(app: Flask) -> Running:
    """The channel of Ngebel and Sempu, in force and therefore public."""
    with app.app_context():
        partner = (PartyChoice(village_code=SEMPU),)
        begun = service.begin(HEAD_NGEBEL, "bilateral", "Saluran irigasi", "air", "air", partner)
        walk = Walk(begun, {NGEBEL: HEAD_NGEBEL, SEMPU: HEAD_SEMPU})
        walk.to_active()
        return Running(app, walk.id, walk.party(NGEBEL))
