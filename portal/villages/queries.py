"""What pages show of areas, villages and organisations, in few statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from ..db import db
from . import rules
from .models import Area
from .rules import Kind, Level


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
    def _district(self) -> str:
        return f"Kec. {self.district}" if self.district else ""


def area(code: str) -> Area | None:
    """The area of a code in its official spelling, valid or not."""
    return db.session.get(Area, code) if rules.is_code(code) else None


def place_names(codes: Iterable[str]) -> dict[str, PlaceName]:
    """The names of areas and of what they lie in, by code, in the order asked; unknown codes are left out."""
    asked = [code for code in dict.fromkeys(codes) if rules.is_code(code)]
    wanted = {part for code in asked for part in (*rules.ancestors_of(code), code)}
    if not wanted:
        return {}
    rows = db.session.execute(select(Area.code, Area.name, Area.valid).where(Area.code.in_(wanted)))
    known = {code: (name, valid) for code, name, valid in rows}
    return {code: _place_name(code, known) for code in asked if code in known}


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
