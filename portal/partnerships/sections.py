"""What this room shows on the pages of villages and organisations, and tells them of its records."""

from __future__ import annotations

from collections.abc import Collection

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import select, union

from .. import permissions
from ..db import db
from ..permissions import Action, Actor
from ..villages.sections import Section
from . import queries, service
from .models import Attachment, Party, PartyChange

SHOWN = 10
TEMPLATE = "partnerships/_of_party.html"


def partnerships_of_village(code: str, actor: Actor) -> Section:
    """A village's partnerships, and the way to propose one to it."""
    own = service.own_party(actor)
    may_propose = (
        permissions.may_at_all(actor, Action.PARTNERSHIP_CREATE) and own is not None and own.village_code != code
    )
    return _section(
        queries.of_village(actor, code, SHOWN + 1),
        url_for("partnerships.index", desa=code),
        url_for("partnerships.begin", mitra=f"desa:{code}") if may_propose else "",
    )


def partnerships_of_organisation(number: int, actor: Actor) -> Section:
    """An organisation's partnerships, and the way to propose one to it."""
    own = service.own_party(actor)
    may_propose = own is not None and own.village_code is not None
    return _section(
        queries.of_organisation(actor, number, SHOWN + 1),
        url_for("partnerships.index"),
        url_for("partnerships.begin", mitra=f"lembaga:{number}") if may_propose else "",
    )


def codes_of_parties(codes: Collection[str]) -> set[str]:
    """Which of these codes are parties of a partnership, or asked to be."""
    used = union(select(Party.village_code), select(PartyChange.village_code))
    return {code for code in db.session.scalars(used) if code} & set(codes)


def named_files(names: Collection[str]) -> set[str]:
    """Which of these stored files are attached to something."""
    return set(db.session.scalars(select(Attachment.stored_name).where(Attachment.stored_name.in_(names))))


def _section(found: list[queries.Summary], all_url: str, propose_url: str) -> Section:
    more = all_url if len(found) > SHOWN else ""
    context = {"partnerships": found[:SHOWN], "more_url": more, "propose_url": propose_url}
    return Section(_l("Kemitraan"), TEMPLATE, context)
