"""Sample data on real codes: villages of Ngebel and Banyumas, people in each role, partnerships on the way.

The villages and their codes are real; the people, letters, agreements and figures are
made up. The cases follow those that are told of: water against fields with a shared
channel, a joint market, clean water between villages.
"""

from __future__ import annotations

from flask_babel import force_locale
from sqlalchemy import select

from .. import events
from ..db import db, transactional
from ..partnerships.cases import registry
from ..partnerships.models import Partnership
from ..permissions import SYSTEM
from . import network, people, places, stories

MARK = "demo.loaded"
"""The first event of a portal of sample data: it stays for as long as the records do, and goes where they go."""


def load() -> None:
    """Put all sample data into an empty portal, whole or not at all."""
    hashed = people.hashed_password()  # slow work stays outside the transaction
    with force_locale("id"):
        _load(hashed)


@transactional
def _load(password_hash: str) -> None:
    events.record(SYSTEM, MARK, "installation", "demo")
    heads = people.make_heads(password_hash)
    administrator = people.make_administrator(password_hash)
    places.describe(heads)
    organisation = places.make_organisations(heads["35.02.19.2007"], administrator)
    made = stories.tell(heads, organisation)
    network.tell(heads, organisation)
    people.make_others(password_hash, organisation, made)
    for partnership in db.session.scalars(select(Partnership).order_by(Partnership.id)):
        registry().fill_demo(partnership, heads)


def accounts() -> list[tuple[str, str, str]]:
    """The demo accounts, one for each role: (role, username, password)."""
    return [(account.role, account.username, people.PASSWORD) for account in people.SHOWN]
