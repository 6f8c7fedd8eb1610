"""What a partnership says about its sector: the values of the sector's own form, and the figures the public reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from .. import events
from ..contracts import Figure, Sector, Text
from ..db import transactional
from ..errors import Conflict, NotAllowed, NotFound
from ..permissions import Action, Actor
from . import field_words
from .cases import is_over, registry, type_of
from .models import Partnership
from .service import KIND, partnership_for

Rows = list[tuple[str, str]]


@dataclass(frozen=True)
class SectorView:
    """The sector's part of a partnership's page; `sector` is None when its plugin is gone."""

    code: str
    label: Text
    sector: Sector | None
    figures: list[Figure]
    values: Rows


def all_sectors() -> tuple[Sector, ...]:
    """The sectors of this portal in their order, whoever brings them."""
    return tuple(registry().sectors.values())


def sector_of(partnership: Partnership) -> Sector | None:
    """The partnership's sector; None when it has none, or its plugin is gone."""
    return registry().sectors.get(partnership.sector)


def sector_view(partnership: Partnership) -> SectorView | None:
    """The sector as the page shows it; None when the partnership has none."""
    code = partnership.sector
    if not code:
        return None
    return SectorView(
        code, registry().sector_label(code), sector_of(partnership), sector_figures(partnership), _values(partnership)
    )


def sector_figures(partnership: Partnership) -> list[Figure]:
    """The two or three numbers the public reads, with their digits grouped; none when the plugin fails or is gone."""
    sector = sector_of(partnership)
    if sector is None or sector.figures is None:
        return []
    try:
        found = sector.figures(partnership.sector_values.get(sector.code) or {})
        return [field_words.figure_words(figure) for figure in found]
    except (Exception, SystemExit) as error:
        registry().note_trouble(registry().owner_of(sector), f"figures of {sector.code}", error)
        return []


def orphaned_type_values(partnership: Partnership) -> Rows:
    """The values of a type whose plugin is gone, under the labels that were remembered."""
    if type_of(partnership) is not None:
        return []
    return field_words.kept(partnership.type_values, partnership.value_labels)


@transactional
def set_sector_values(
    actor: Actor, partnership_id: int, version: int | None, code: str, values: Mapping[str, Any]
) -> Partnership:
    """Keep the values of the sector's own form.

    `code` is the sector the form was opened for. `Conflict` with both texts when someone was faster, or chose
    another sector meanwhile; `NotFound` when the sector has no form.
    """
    partnership = partnership_for(actor, partnership_id, Action.PARTNERSHIP_EDIT)
    if is_over(partnership):
        raise NotAllowed(_("Kerja sama ini sudah selesai; catatannya tidak berubah lagi."))
    sector = registry().sectors.get(code)
    if sector is None or sector.form is None:
        raise NotFound()
    stored = partnership.sector_values.get(code) or {}
    before, after = field_words.told(sector.form, stored), field_words.told(sector.form, values)
    if partnership.sector != code or (version is not None and version != partnership.version):
        raise Conflict(before, after)
    was, now = events.differences(before, after)
    labels = {f"{code}.{name}": label for name, label in field_words.labels_of(sector.form).items()}
    if now:
        partnership.sector_values = {**partnership.sector_values, code: {**stored, **values}}
        partnership.value_labels = {**partnership.value_labels, **labels}
        events.record(actor, "partnership.sector_values", KIND, partnership.id, before=was, after=now)
    return partnership


def _values(partnership: Partnership) -> Rows:
    code, sector = partnership.sector, sector_of(partnership)
    stored = partnership.sector_values.get(code) or {}
    labels = {
        name.removeprefix(f"{code}."): label
        for name, label in partnership.value_labels.items()
        if name.startswith(f"{code}.")
    }
    if sector is None or sector.form is None:
        return field_words.kept(stored, labels)
    own = {field.name for field in sector.form(formdata=None).shown_fields}
    gone = {name: value for name, value in stored.items() if name not in own}
    return field_words.filled(sector.form, stored) + field_words.kept(gone, labels)
