"""What pages show of areas, villages and organisations, in few statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import g, has_request_context
from flask_babel import gettext as _
from sqlalchemy import Select, func, select

from ..contracts import Terms
from ..db import db
from . import rules
from .models import Area, Need, Organisation, Potential, Village
from .rules import Kind, Level
from .terms import keep_terms, short_district


@dataclass(frozen=True)
class PlaceName:
    """An area's name and where it lies. The names above it are empty for higher levels."""

    code: str
    name: str
    district: str = ""
    regency: str = ""
    province: str = ""
    valid: bool = True

    @property
    def full(self) -> str:
        """Ngebel, Kec. Ngebel, Kabupaten Ponorogo: enough to tell villages of one name apart."""
        return ", ".join(part for part in (self.name, self._district, self.regency or self.province) if part)

    @property
    def where(self) -> str:
        """Kec. Ngebel, Kabupaten Ponorogo, Jawa Timur: the place without the name."""
        return ", ".join(part for part in (self._district, self.regency, self.province) if part)

    @property
    def kind(self) -> Kind | None:
        """Desa, kelurahan or desa adat; None for higher levels."""
        return rules.kind_of(self.code)

    @property
    def above(self) -> list[tuple[str, str]]:
        """The areas it lies in, from the province down, as (code, name)."""
        return list(zip(rules.ancestors_of(self.code), (self.province, self.regency, self.district), strict=False))

    def titled(self, terms: Terms) -> str:
        """The name with what it is called there: Desa Ngebel, Nagari Lasi, Kelurahan Jebres."""
        if self.kind is None or self.kind is Kind.CUSTOMARY or self.name.startswith(f"{terms.village} "):
            return self.name
        return f"{_('Kelurahan') if self.kind is Kind.WARD else terms.village} {self.name}"

    @property
    def _district(self) -> str:
        return f"{short_district(self.code)} {self.district}" if self.district else ""


def area(code: str) -> Area | None:
    """The area of a code in its official spelling, valid or not."""
    return db.session.get(Area, code) if rules.is_code(code) else None


def name_of_area(code: str) -> str | None:
    """The bare name of an area that is valid today; None for any other code."""
    found = area(code)
    return found.name if found is not None and found.valid else None


def place_names(codes: Iterable[str]) -> dict[str, PlaceName]:
    """The names of areas and of what they lie in, by code, in the order asked; unknown codes are left out."""
    asked = [code for code in dict.fromkeys(codes) if rules.is_code(code)]
    wanted = {part for code in asked for part in (*rules.ancestors_of(code), code)}
    if not wanted:
        return {}
    kept: dict[str, tuple[str, bool]] = g.get("portal_places", {}) if has_request_context() else {}
    known = {code: kept[code] for code in wanted if code in kept}
    if unknown := wanted - known.keys():
        rows = db.session.execute(select(Area.code, Area.name, Area.valid).where(Area.code.in_(unknown)))
        known |= {code: (name, valid) for code, name, valid in rows}
    return {code: _place_name(code, known) for code in asked if code in known}


def look_up_places(codes: Iterable[str]) -> None:
    """Know the names of villages, and the terms used there, in one statement, for the rest of a request.

    Names of areas change by a new release only, never within a request.
    """
    kept: dict[str, tuple[str, bool]] = g.setdefault("portal_places", {})
    asked = {code for code in codes if rules.is_code(code)} - kept.keys()
    if not asked:
        return
    wanted = {part for code in asked for part in (*rules.ancestors_of(code), code)}
    query = select(Area.code, Area.name, Area.valid, Village.terms).outerjoin(Village, Village.code == Area.code)
    rows = db.session.execute(query.where(Area.code.in_(wanted))).all()
    kept.update({code: (name, valid) for code, name, valid, _terms in rows})
    own = {code: terms for code, _name, _valid, terms in rows}
    keep_terms({code: own.get(code) or {} for code in asked})


def village_or_blank(code: str) -> Village:
    """A village's record; a blank one, not in the database, when it has written nothing yet."""
    return db.session.get(Village, code) or Village.blank(code)


def village_figures(codes: Iterable[str]) -> dict[str, tuple[int | None, Decimal | None]]:
    """What villages say of their size, as (inhabitants, km²) by code; None for what is not filled in."""
    wanted = set(codes)
    query = select(Village.code, Village.population, Village.area_km2).where(Village.code.in_(wanted))
    known = {code: (population, area_km2) for code, population, area_km2 in db.session.execute(query)}
    return {code: known.get(code, (None, None)) for code in wanted}


def areas_in(code: str | None) -> list[Area]:
    """The areas one level down, by name; provinces for None. Vanished ones come last."""
    query = select(Area).where(Area.parent_code == code) if code else select(Area).where(Area.parent_code.is_(None))
    return list(db.session.scalars(query.order_by(Area.valid.desc(), Area.name, Area.code)))


def villages_in(code: str) -> Select[Any]:
    """The codes of the villages of an area, valid or not; of a village its own."""
    if code.count(".") == 3:
        return select(Area.code).where(Area.code == code)
    query = select(Area.code).where(Area.parent_code == code)
    for _level in range(2 - code.count(".")):
        query = select(Area.code).where(Area.parent_code.in_(query))
    return query


def listed(model: type[Potential] | type[Need], *, archived: bool = False, **owner: Any) -> Select[Any]:
    """The potentials or needs of an owner (`village_code=` or `organisation_id=`), in sectors, newest last."""
    query = select(model).filter_by(**owner).order_by(model.sector, model.id)
    return query.where(model.archived_at.is_not(None) if archived else model.archived_at.is_(None))


def first_listed(model: type[Potential] | type[Need], most: int, **owner: Any) -> Sequence[Any]:
    """The first potentials or needs of an owner, at most `most`."""
    return db.session.scalars(listed(model, **owner).limit(most)).all()


def first_archived(model: type[Potential] | type[Need], most: int = 50, **owner: Any) -> Sequence[Any]:
    """The potentials or needs of an owner that were archived last."""
    query = listed(model, archived=True, **owner).order_by(None).order_by(model.archived_at.desc(), model.id.desc())
    return db.session.scalars(query.limit(most)).all()


def first_organisations(village_code: str, most: int) -> Sequence[Organisation]:
    """The living organisations that sit in a village, at most `most`."""
    return db.session.scalars(organisations(village_code=village_code).limit(most)).all()


def organisation(number: int) -> Organisation | None:
    """The organisation of a number, archived or not."""
    return db.session.get(Organisation, number)


def organisations(text: str = "", kind: str = "", village_code: str | None = None) -> Select[Organisation]:
    """The living organisations by name; with a word of their name, of a kind, seated in a village."""
    query = select(Organisation).where(Organisation.archived_at.is_(None))
    if text:
        query = query.where(func.lower(Organisation.name).contains(text.lower(), autoescape=True))
    if kind:
        query = query.where(Organisation.kind == kind)
    if village_code:
        query = query.where(Organisation.village_code == village_code)
    return query.order_by(Organisation.name, Organisation.id)


def organisation_names(numbers: Iterable[int]) -> dict[int, str]:
    """The names of organisations by number, archived or not, in one statement."""
    wanted = set(numbers)
    if not wanted:
        return {}
    rows = db.session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(wanted)))
    return {number: name for number, name in rows}


def _place_name(code: str, known: dict[str, tuple[str, bool]]) -> PlaceName:
    above = {rules.level_of(part): known[part][0] for part in rules.ancestors_of(code) if part in known}
    name, valid = known[code]
    return PlaceName(
        code,
        name,
        above.get(Level.DISTRICT, ""),
        above.get(Level.REGENCY, ""),
        above.get(Level.PROVINCE, ""),
        valid,
    )
