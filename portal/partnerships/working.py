"""Who works in a partnership: what every verb and every page about its work checks first."""

from __future__ import annotations

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, false
from werkzeug.datastructures import FileStorage

from .. import permissions, storage
from ..errors import Invalid, NotAllowed, NotFound
from ..permissions import Action, Actor, OfficeKind
from ..storage import StoredFile
from ..villages.terms import terms_for
from ..web import actor, require
from ..web.local_terms import speak_as
from .cases import is_over
from .models import Partnership, Party
from .overview import is_insider
from .path import STATES
from .service import partnership_for


def workable(person: Actor, partnership_id: int, action: Action = Action.PARTNERSHIP_WORK) -> Partnership:
    """The partnership, when this person may write about its work now; within a verb it is locked."""
    partnership = partnership_for(person, partnership_id, action)
    if is_over(partnership):
        raise NotAllowed(_("Kerja sama ini sudah selesai; catatannya tidak berubah lagi."))
    return partnership


def may_write(person: Actor, partnership: Partnership) -> bool:
    """Whether this person may write about its work now, so that a page offers it and nothing else."""
    return not is_over(partnership) and permissions.may(person, Action.PARTNERSHIP_WORK, partnership)


def speaks_for(person: Actor, party: Party) -> bool:
    """Whether the person writes for a party: its own staff, or an officer of the body that carries things out."""
    office = person.office
    return office is not None and (office.kind == OfficeKind.BKAD_OFFICER or party.is_spoken_for_by(office))


def own_party_id(person: Actor, partnership: Partnership) -> int | None:
    """The party that the person's office speaks for; None for an officer of the body, or an overseer."""
    party = partnership.party_of(person.office)
    return party.id if party else None


def is_own_party(person: Actor) -> ColumnElement[bool]:
    """The SQL of `own_party_id`: which rows of `Party` the person's office speaks for."""
    office = person.office
    if office is not None and office.village_code:
        return Party.village_code == office.village_code
    if office is not None and office.kind == OfficeKind.THIRD_PARTY and office.organisation_id:
        return Party.organisation_id == office.organisation_id
    return false()


def goes_on() -> ColumnElement[bool]:
    """The SQL of a partnership that has not come to an end of the lawful path."""
    return Partnership.status.not_in([code for code, state in STATES.items() if state.final])


def bound_party(partnership: Partnership, party_id: int | None) -> Party:
    """The party of that number that the agreement binds; `Invalid` on the field `party` when there is none."""
    found = next((party for party in partnership.bound if party.id == party_id), None)
    if found is None:
        raise Invalid({"party": _("Pilih salah satu pihak kerja sama ini.")})
    return found


def party_label(party: Party) -> str:
    """A party in the history: a village by its code, an organisation by its number, as when the partnership began."""
    return party.village_code or f"lembaga {party.organisation_id}"


def partnership_or_404(partnership_id: int, action: Action = Action.PARTNERSHIP_VIEW) -> Partnership:
    """The partnership, when this request's person may do this to it, in the words of the person's own village."""
    partnership = partnership_for(actor(), partnership_id, action)
    require(action, partnership, Action.PARTNERSHIP_VIEW)
    office = actor().office
    speak_as(terms_for((office.village_code if office else None) or partnership.village_codes[0]))
    return partnership


def insiders_partnership_or_404(partnership_id: int) -> Partnership:
    """The partnership, when this request's person reads more of it than the public does."""
    partnership = partnership_or_404(partnership_id)
    if not is_insider(actor(), partnership):
        raise NotFound()
    return partnership


def stored(upload: FileStorage | None, field: str) -> StoredFile | None:
    """An uploaded file, safely on the disk before the transaction that names it; `Invalid` when it is refused."""
    if not upload:
        return None
    settings = current_app.extensions["portal.settings"]
    try:
        return storage.store(settings.files, upload.stream, upload.filename or "", settings.upload_limit)
    except storage.Refused as refused:
        raise Invalid({field: str(refused.sentence)}) from refused
