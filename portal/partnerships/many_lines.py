"""Reads the partners that a person wrote one a line: villages, organisations, a whole kecamatan at once.

A line that means one thing is taken, and written out with its code; a line that may mean several
is shown with its choices. What was typed is never lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy import func, select

from ..db import db
from ..villages.models import Area
from ..villages.queries import PlaceName, place_names
from ..villages.rules import Level, is_party_village, level_of, parse_code
from . import candidates
from .cases import organisation_names
from .service import PartyChoice

MOST_LINES = 500
MOST_ASKED = 6  # unclear lines shown at once; the others follow when these are settled
_VALUE = re.compile(r"(desa|kecamatan|lembaga):([0-9.]{1,13})")
_CODE_FIRST = re.compile(r"([0-9]{2}\.[0-9]{2}\.[0-9]{2}(?:\.[0-9]{4})?)(?:\s|$)")
_DISTRICT = re.compile(r"(?:kec\.?|kecamatan|distrik)\s+(.+)", re.IGNORECASE)


@dataclass
class Reading:
    """What the lines mean so far: `text` is what is shown again, `unclear` maps a line to what it may mean."""

    choices: list[PartyChoice] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    unclear: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def is_clear(self) -> bool:
        """Whether every line means one thing."""
        return not self.unclear and not self.faults


def read(written: str, own: PartyChoice | None, picked: Mapping[str, str]) -> Reading:
    """Read the lines; `picked` maps an unclear line to the value that was chosen for it."""
    lines = list(dict.fromkeys(line.strip()[:100] for line in written.splitlines() if line.strip()))
    reading = Reading()
    if len(lines) > MOST_LINES:
        reading.faults.append(_("Paling banyak %(count)s baris.", count=MOST_LINES))
        lines = lines[:MOST_LINES]
    values = {line: _value_of(line) or _checked(picked.get(line, "")) for line in lines}
    found = _Names(value for value in values.values() if value)
    for line in lines:
        value = values[line] or _search(line, own, reading)
        if value and value not in found.labels:
            found.add(value)
        reading.text.append(found.labels.get(value or "", line))
        if value:
            reading.choices += [choice for choice in found.choices(value) if choice != own]
    reading.choices = list(dict.fromkeys(reading.choices))
    if not reading.choices and reading.is_clear:
        reading.faults.append(_("Tulis sedikitnya satu pihak, selain pihak Anda sendiri."))
    return reading


class _Names:
    """The names behind values such as `desa:35.02.19.2007`, in few statements however many there are."""

    def __init__(self, values: Iterable[str]) -> None:
        self.labels: dict[str, str] = {}
        self._villages: dict[str, list[str]] = {}
        self.add(*values)

    def add(self, *values: str) -> None:
        """Look up more values."""
        parts = [value.partition(":") for value in values]
        places = place_names(code for kind, _colon, code in parts if kind != "lembaga")
        numbers = [int(code) for kind, _colon, code in parts if kind == "lembaga"]
        names = organisation_names(numbers, living=True)
        self._villages |= _villages_in([code for kind, _colon, code in parts if kind == "kecamatan"])
        for kind, _colon, code in parts:
            value = f"{kind}:{code}"
            if kind == "lembaga" and int(code) in names:
                self.labels[value] = f"lembaga:{code} {names[int(code)]}"
            elif code in places:
                self.labels[value] = f"{code} {places[code].full}"

    def choices(self, value: str) -> list[PartyChoice]:
        """The parties that a value stands for; a kecamatan for all its desa."""
        kind, _colon, code = value.partition(":")
        if kind == "kecamatan":
            return [PartyChoice(village_code=village) for village in self._villages.get(code, ())]
        return [PartyChoice(organisation_id=int(code)) if kind == "lembaga" else PartyChoice(village_code=code)]


def _value_of(line: str) -> str | None:
    """The value of a line that begins with a code, as written here or typed; None for a name."""
    line = line.removeprefix("desa:")
    if found := re.match(r"lembaga:([0-9]{1,9})(?:\s|$)", line):
        return f"lembaga:{found[1]}"
    first = _CODE_FIRST.match(line)
    code = first[1] if first else parse_code(line)
    if code is None or level_of(code) not in (Level.DISTRICT, Level.VILLAGE):
        return None
    return f"{'desa' if level_of(code) == Level.VILLAGE else 'kecamatan'}:{code}"


def _checked(value: str) -> str | None:
    """A value that came back from a choice; None for anything that is none."""
    found = _VALUE.fullmatch(value)
    return value if found and (found[1] != "lembaga" or found[2].isdigit()) else None


def _search(line: str, own: PartyChoice | None, reading: Reading) -> str | None:
    """The one value that a name means; else its choices or a fault are noted."""
    district = _DISTRICT.fullmatch(line)
    options = _districts(district[1], own) if district else []
    if district and len(options) == 1:
        return options[0][0]
    if not options:
        sure, options = _parties(line, own)
        if sure:
            return sure
    if not options:
        reading.faults.append(_("Tidak ditemukan: %(line)s. Periksa ejaannya, atau tulis kodenya.", line=line))
    elif len(reading.unclear) < MOST_ASKED:
        reading.unclear[line] = options[: candidates.MOST]
    else:
        reading.faults.append(_("Belum jelas juga: %(line)s.", line=line))
    return None


def _parties(line: str, own: PartyChoice | None) -> tuple[str | None, list[tuple[str, str]]]:
    """The village a line surely means, and otherwise what it may mean, the nearest first."""
    found = candidates.villages_named(line, own)
    organisations = candidates.organisations_named(line)
    if len(found) == 1 and not organisations and found[0].match in candidates.CERTAIN:
        return f"desa:{found[0].place.code}", []
    if len(organisations) == 1 and not found:
        return organisations[0][0], []
    return None, [*organisations, *((f"desa:{hit.place.code}", hit.place.full) for hit in found)]


def _districts(name: str, own: PartyChoice | None) -> list[tuple[str, str]]:
    """The kecamatan of a name that have desa, the nearest first."""
    query = select(Area.code, Area.village_count).where(
        Area.level == Level.DISTRICT,
        Area.valid,
        Area.village_count > 0,
        func.lower(Area.name) == " ".join(name.lower().split()),
    )
    counts = {code: count for code, count in db.session.execute(query.order_by(Area.code).limit(50))}
    places = place_names(counts)
    near = sorted(counts, key=lambda code: candidates.distance(code, own))
    return [(f"kecamatan:{code}", _all_of(places[code], counts[code])) for code in near]


def _all_of(place: PlaceName, count: int) -> str:
    return _("Semua desa di %(place)s (%(count)s desa)", place=place.full, count=count)


def _villages_in(districts: list[str]) -> dict[str, list[str]]:
    """The desa and desa adat of each kecamatan, valid ones only."""
    if not districts:
        return {}
    query = select(Area.parent_code, Area.code).where(Area.parent_code.in_(districts), Area.valid).order_by(Area.code)
    found: dict[str, list[str]] = {}
    for district, code in db.session.execute(query):
        if is_party_village(code):
            found.setdefault(district or "", []).append(code)
    return found
