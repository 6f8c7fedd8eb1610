"""A type of partnership for three parties and more, without additions of its own, and walks of many villages."""

from __future__ import annotations

from typing import Any

from flask import Flask
from partnership_walk import NGEBEL, SEMPU, TODAY, Walk, actor_of
from sqlalchemy import select

from portal.contracts import PartnershipType
from portal.db import db, transactional
from portal.partnerships import service
from portal.partnerships.models import Party, PartyChange
from portal.partnerships.service import PartyChoice
from portal.permissions import Actor, OfficeKind
from portal.villages.models import Area

MANY = PartnershipType("banyak", "Banyak pihak", "Tiga desa atau lebih.", (3, None), order=15)
TALUN, PUPUS, WAGIR = "35.02.19.2004", "35.02.19.2006", "35.02.19.2003"
THREE = (NGEBEL, SEMPU, TALUN)
MINUTES = {"number": "7/MAD/2026", "held_on": TODAY, "reason": "alasan"}
LEAVING = {
    "number": "3/BA/2026", "held_on": TODAY, "reason": "ada sumber sendiri", "contributions": "stay",
    "duties_taken_by": "Sempu", "duties_until": "2027-01-31",
}  # fmt: skip


def head(code: str) -> Actor:
    """The head of a village."""
    return actor_of(OfficeKind.VILLAGE_HEAD, code)


def begin(*codes: str, title: str = "Air bersama") -> Walk:
    """A partnership of many; the first village is the initiator."""
    heads = {code: head(code) for code in codes}
    partners = tuple(PartyChoice(village_code=code) for code in codes[1:])
    return Walk(service.begin(heads[codes[0]], MANY.code, title, "air cukup", "air", partners), heads)


def party(walk: Walk, code: str) -> Party:
    """The row of a village in a walk's partnership."""
    return next(item for item in walk.partnership.parties if item.village_code == code)


def change_of(walk: Walk) -> PartyChange:
    """The newest change of the parties."""
    query = select(PartyChange).where(PartyChange.partnership_id == walk.id).order_by(PartyChange.id.desc())
    return db.session.scalars(query.limit(1)).one()


def open_amendment(walk: Walk) -> None:
    """Minutes of a proposal, then the step that begins a change of the agreement."""
    walk.record("amendment_basis", **MINUTES)
    walk.step("propose_amendment")


def close_amendment(walk: Walk) -> None:
    """Write, deliberate, sign and promulgate the change; by all whose heads the walk knows."""
    walk.write()
    for code in walk.heads:
        if party(walk, code).state != "suspended":
            walk.record("mad_attendance", code, representative="Kepala Desa", attended=6, women=3)
    walk.record("mad", decision="agreed", held_on=TODAY, number="2/MAD/2026", place="balai", decisions="setuju")
    others = [code for code in walk.heads if code != next(iter(walk.heads))]
    walk.step("amendment_agreed", others[0])
    walk.sign_all()
    walk.step("complete_signing")
    for number, code in enumerate(walk.heads):
        walk.record("promulgation", code, number=str(number + 50), year=2026, held_on=TODAY, secretary="S")
    walk.step("start")


@transactional
def made_villages(count: int, district: str = "35.02.98") -> list[str]:
    """Villages that are not in the sample, with the kecamatan they lie in."""
    regency = district.rpartition(".")[0]
    values: dict[str, Any] = {"release": "uji", "valid": True}
    known = set(db.session.scalars(select(Area.code).where(Area.code.startswith(district))))  # areas outlive a test
    if district not in known:
        db.session.add(Area(code=district, parent_code=regency, level="district", name="Uji Banyak", **values))
        db.session.flush()
    codes = [f"{district}.{2001 + number}" for number in range(count)]
    for number, code in enumerate(codes, 1):
        if code not in known:
            name = f"Desa Uji {number}"
            db.session.add(Area(code=code, parent_code=district, level="village", kind="village", name=name, **values))
    return codes


def use_type(app: Flask) -> None:
    """Let an app know the type of these tests."""
    app.extensions["portal.registry"].types[MANY.code] = MANY


def forget_type(app: Flask) -> None:
    """Take the type of these tests away again."""
    app.extensions["portal.registry"].types.pop(MANY.code, None)
