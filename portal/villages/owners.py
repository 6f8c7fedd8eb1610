"""Who has potentials and needs: a village or an organisation, told apart here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import url_for

from ..db import db
from ..errors import NotFound
from ..permissions import Action
from . import queries, terms
from .models import Organisation, Village

Thing = TypeVar("Thing", Village, Organisation)


@dataclass(frozen=True)
class Owner(Generic[Thing]):
    """A village or an organisation, with its name as pages show it."""

    thing: Thing
    name: str

    @property
    def is_village(self) -> bool:
        """Whether this is a village."""
        return isinstance(self.thing, Village)

    @property
    def kind(self) -> str:
        """`village` or `organisation`: what it is in the history, and in the names of its pages."""
        return "village" if self.is_village else "organisation"

    @property
    def key(self) -> str:
        """What its address holds: the village's code or the organisation's number."""
        return str(self.thing.code if isinstance(self.thing, Village) else self.thing.id)

    @property
    def columns(self) -> dict[str, Any]:
        """The columns by which a potential or need belongs to it."""
        if isinstance(self.thing, Village):
            return {"village_code": self.thing.code}
        return {"organisation_id": self.thing.id}

    @property
    def village_code(self) -> str | None:
        """The village whose history and time zone this belongs to."""
        return self.thing.code if isinstance(self.thing, Village) else self.thing.village_code

    @property
    def edit(self) -> Action:
        """What a person must be allowed to do to change it."""
        return Action.VILLAGE_EDIT if self.is_village else Action.ORGANISATION_EDIT

    @property
    def view(self) -> Action:
        """What a person must be allowed to do to see it."""
        return Action.VILLAGE_VIEW if self.is_village else Action.ORGANISATION_VIEW

    @property
    def url(self) -> str:
        """Its public page."""
        if self.is_village:
            return url_for("villages.village", code=self.key)
        return url_for("villages.organisation", key=self.key)


def village_owner(code: str) -> Owner[Village]:
    """The village of a code in its official spelling; NotFound when there is none."""
    places = queries.place_names([code])
    if code not in places or places[code].kind is None:
        raise NotFound()
    village = queries.village_or_blank(code)
    return Owner(village, places[code].titled(terms.with_own(code, village.terms)))


def organisation_owner(key: str) -> Owner[Organisation]:
    """The organisation of a number; NotFound when there is none."""
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 10 else 0
    organisation = db.session.get(Organisation, number)
    if organisation is None:
        raise NotFound()
    return Owner(organisation, organisation.name)
